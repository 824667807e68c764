-- Somebody's figures as of now: what is folded and what is not yet.
create or replace function private.current_stats(user_id uuid) returns setof nova.user_stats
language sql stable rows 1
as $$
select s.id, s.user_id,
    s.total_customers + coalesce(m.total_customers, 0),
    s.active_customers + coalesce(m.active_customers, 0),
    s.vip_customers + coalesce(m.vip_customers, 0),
    s.total_properties + coalesce(m.total_properties, 0),
    s.active_properties + coalesce(m.active_properties, 0),
    s.sold_properties + coalesce(m.sold_properties, 0),
    s.rented_properties + coalesce(m.rented_properties, 0),
    s.total_appointments + coalesce(m.total_appointments, 0),
    s.completed_appointments + coalesce(m.completed_appointments, 0),
    s.cancelled_appointments + coalesce(m.cancelled_appointments, 0),
    s.total_tasks + coalesce(m.total_tasks, 0),
    s.completed_tasks + coalesce(m.completed_tasks, 0),
    s.total_matches + coalesce(m.total_matches, 0),
    s.accepted_matches + coalesce(m.accepted_matches, 0),
    s.total_logins + coalesce(m.total_logins, 0),
    greatest(s.last_activity, m.last_activity), s.updated_at
from nova.user_stats s
cross join (
    select max(v.last_activity) as last_activity,
        sum(v.total_customers)::int as total_customers,
        sum(v.active_customers)::int as active_customers,
        sum(v.vip_customers)::int as vip_customers,
        sum(v.total_properties)::int as total_properties,
        sum(v.active_properties)::int as active_properties,
        sum(v.sold_properties)::int as sold_properties,
        sum(v.rented_properties)::int as rented_properties,
        sum(v.total_appointments)::int as total_appointments,
        sum(v.completed_appointments)::int as completed_appointments,
        sum(v.cancelled_appointments)::int as cancelled_appointments,
        sum(v.total_tasks)::int as total_tasks, sum(v.completed_tasks)::int as completed_tasks,
        sum(v.total_matches)::int as total_matches,
        sum(v.accepted_matches)::int as accepted_matches,
        sum(v.total_logins)::int as total_logins
    from private.stats_moves v
    where v.user_id = current_stats.user_id
) as m
where s.user_id = current_stats.user_id
$$;
