-- Every person's figures counted anew from the rows themselves: what current_stats must say.
create or replace function private.recount_stats() returns setof nova.user_stats
language sql stable
set search_path = ''
as $$
select s.id, s.user_id, coalesce(c.total, 0), coalesce(c.active, 0), coalesce(c.vip, 0),
    coalesce(p.total, 0), coalesce(p.active, 0), coalesce(p.sold, 0), coalesce(p.rented, 0),
    coalesce(a.total, 0), coalesce(a.completed, 0), coalesce(a.cancelled, 0),
    coalesce(t.total, 0), coalesce(t.done, 0), coalesce(m.total, 0), coalesce(m.accepted, 0),
    s.total_logins, s.last_activity, s.updated_at
from nova.users u
cross join lateral private.current_stats(u.id) as s
left join (
    select x.user_id, count(*) as total, count(*) filter (where x.status = 'ACTIVE') as active,
        count(*) filter (where x.is_vip) as vip
    from nova.customers x where x.deleted_at is null group by x.user_id
) as c on c.user_id = u.id
left join (
    select x.user_id, count(*) as total, count(*) filter (where x.status = 'ACTIVE') as active,
        count(*) filter (where x.status = 'SOLD') as sold,
        count(*) filter (where x.status = 'RENTED') as rented
    from nova.properties x where x.deleted_at is null group by x.user_id
) as p on p.user_id = u.id
left join (
    select x.user_id, count(*) as total,
        count(*) filter (where x.status = 'COMPLETED') as completed,
        count(*) filter (where x.status = 'CANCELLED') as cancelled
    from nova.appointments x where x.deleted_at is null group by x.user_id
) as a on a.user_id = u.id
left join (
    select x.user_id, count(*) as total, count(*) filter (where x.status = 'DONE') as done
    from nova.tasks x where x.deleted_at is null group by x.user_id
) as t on t.user_id = u.id
left join (
    select x.broker_id, count(*) as total, count(*) filter (where x.status = 'ACCEPTED') as accepted
    from nova.smart_matches x group by x.broker_id
) as m on m.broker_id = u.id
$$;
