-- Matches were made, taken or given back: their brokers' figures move. A statement at a time: the
-- matcher makes them in sets.
create or replace function private.tg_count_smart_matches() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_gone nova.smart_matches[];
    v_come nova.smart_matches[];
begin
    if tg_op <> 'INSERT' then
        v_gone := array(select o from old_rows o);
    end if;
    if tg_op <> 'DELETE' then
        v_come := array(select n from new_rows n);
    end if;
    insert into private.stats_moves (user_id, figures)
    select m.person, jsonb_object_agg(m.figure, m.moved)
    from (
        select c.person, f.figure, sum(c.sign) as moved
        from (
            select n.broker_id as person, private.match_figures(n) as figures, 1 as sign
            from unnest(v_come) as n
            union all
            select o.broker_id, private.match_figures(o), -1 from unnest(v_gone) as o
        ) as c
        cross join lateral unnest(c.figures) as f (figure)
        group by c.person, f.figure
        having sum(c.sign) <> 0
    ) as m
    group by m.person;
    return null;
end
$$;
