-- Properties came, went or changed state: their owners' figures follow, as in tg_count_customers.
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
    insert into private.stats_moves (
        user_id, total_properties, active_properties, sold_properties, rented_properties)
    select moved.person, moved.total, moved.active, moved.sold, moved.rented
    from (
        select c.user_id as person, sum(c.sign) as total,
            coalesce(sum(c.sign) filter (where c.status = 'ACTIVE'), 0) as active,
            coalesce(sum(c.sign) filter (where c.status = 'SOLD'), 0) as sold,
            coalesce(sum(c.sign) filter (where c.status = 'RENTED'), 0) as rented
        from (
            select 1 as sign, n.* from unnest(v_come) as n
            union all
            select -1, o.* from unnest(v_gone) as o
        ) as c
        where c.deleted_at is null
        group by c.user_id
    ) as moved
    where (moved.total, moved.active, moved.sold, moved.rented) <> (0, 0, 0, 0);
    return null;
end
$$;
