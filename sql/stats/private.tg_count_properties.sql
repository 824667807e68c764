-- Properties came, went or changed state: their owners' figures move, as in tg_count_customers.
create or replace function private.tg_count_properties() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_gone nova.properties[];
    v_come nova.properties[];
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
            select n.user_id as person, private.property_figures(n) as figures, 1 as sign
            from unnest(v_come) as n
            union all
            select o.user_id, private.property_figures(o), -1 from unnest(v_gone) as o
        ) as c
        cross join lateral unnest(c.figures) as f (figure)
        group by c.person, f.figure
        having sum(c.sign) <> 0
    ) as m
    group by m.person;
    return null;
end
$$;
