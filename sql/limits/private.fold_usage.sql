-- Fold what came and went into what is used of each limit; answers how many lines there were.
--
-- The worker alone does it, one at a time, so nobody else ever waits for a row of plan_usage. A
-- reader adds what is not folded yet, so it never matters when.
create or replace function private.fold_usage(how_many int) returns int
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
        delete from private.plan_moves v
        where v.id in (select w.id from private.plan_moves w order by w.id limit how_many)
        returning v.*
    ),
    kept as (
        insert into private.plan_usage as u (payer, key, used)
        select f.payer, f.key, sum(f.moved)
        from folded f
        where exists (select from nova.users p where p.id = f.payer)
        group by f.payer, f.key
        on conflict on constraint plan_usage_pkey do update set used = u.used + excluded.used
    )
    select count(*) into v_folded from folded;
    return v_folded;
end
$$;

grant execute on function private.fold_usage(int) to nova_worker;
