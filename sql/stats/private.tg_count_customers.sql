-- Customers came, went or changed: their owners' figures move, in the same transaction.
--
-- A move is a row of its own: updating user_stats here would make every writer of a person wait
-- for the other's commit, and two with several people wait in a circle.
create or replace function private.tg_count_customers() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_gone nova.customers[];
    v_come nova.customers[];
begin
    if tg_op <> 'INSERT' then
        v_gone := array(select o from old_rows o);
    end if;
    if tg_op <> 'DELETE' then
        v_come := array(select n from new_rows n);
    end if;
    insert into private.stats_moves (user_id, total_customers, active_customers, vip_customers)
    select moved.person, moved.total, moved.active, moved.vip
    from (
        select c.user_id as person, sum(c.sign) as total,
            coalesce(sum(c.sign) filter (where c.status = 'ACTIVE'), 0) as active,
            coalesce(sum(c.sign) filter (where c.is_vip), 0) as vip
        from (
            select 1 as sign, n.* from unnest(v_come) as n
            union all
            select -1, o.* from unnest(v_gone) as o
        ) as c
        where c.deleted_at is null
        group by c.user_id
    ) as moved
    where (moved.total, moved.active, moved.vip) <> (0, 0, 0);
    return null;
end
$$;
