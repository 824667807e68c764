-- Matches were made, taken or given back: their brokers' figures follow, as in
-- tg_count_customers.
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
    insert into private.stats_moves (user_id, total_matches, accepted_matches)
    select moved.person, moved.total, moved.accepted
    from (
        select c.broker_id as person, sum(c.sign) as total,
            coalesce(sum(c.sign) filter (where c.status = 'ACCEPTED'), 0) as accepted
        from (
            select 1 as sign, n.* from unnest(v_come) as n
            union all
            select -1, o.* from unnest(v_gone) as o
        ) as c
        group by c.broker_id
    ) as moved
    where (moved.total, moved.accepted) <> (0, 0);
    return null;
end
$$;
