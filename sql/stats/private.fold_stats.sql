-- Fold moves into the figures they belong to; answers how many there were.
--
-- The worker alone does it, one at a time, so nobody else ever waits for a row of user_stats. A
-- reader adds what is not folded yet, so it never matters when.
create or replace function private.fold_stats(how_many int) returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_folded int;
begin
    perform from private.turns t where t.job = 'figures' for no key update skip locked;
    if not found then
        return 0;
    end if;
    with folded as (
        delete from private.stats_moves v
        where v.id in (select w.id from private.stats_moves w order by w.id limit how_many)
        returning v.*
    ),
    moved as (
        select f.user_id, m.key, sum(m.value::int) as total, max(f.last_activity) as last_activity
        from folded f
        left join lateral jsonb_each_text(f.figures) as m on true
        group by f.user_id, m.key
    ),
    kept as (
        insert into nova.user_stats as s (user_id, last_activity, figures)
        select m.user_id, max(m.last_activity),
            coalesce(jsonb_object_agg(m.key, m.total) filter (where m.total <> 0), '{}')
        from moved m
        group by m.user_id
        on conflict on constraint user_stats_user_id_key do update set
            figures = private.add_figures(s.figures, excluded.figures),
            last_activity = greatest(s.last_activity, excluded.last_activity),
            updated_at = now()
    )
    select count(*) into v_folded from folded;
    return v_folded;
end
$$;

grant execute on function private.fold_stats(int) to nova_worker;
