-- Every person's figures counted anew from the rows themselves: what current_stats must say.
create or replace function private.recount_stats() returns setof nova.user_stats
language sql stable
set search_path = ''
as $$
with counted as (
    select x.user_id, private.customer_figures(x) as figures from nova.customers x
    union all
    select x.user_id, private.property_figures(x) from nova.properties x
    union all
    select x.user_id, private.appointment_figures(x) from nova.appointments x
    union all
    select x.user_id, private.task_figures(x) from nova.tasks x
    union all
    select x.broker_id, private.match_figures(x) from nova.smart_matches x
    union all
    select x.user_id, array['unreadNotifications'] from nova.notifications x where not x.is_read
),
summed as (
    select c.user_id, f.figure, count(*) as total
    from counted c
    cross join lateral unnest(c.figures) as f (figure)
    group by c.user_id, f.figure
),
people as (
    select s.user_id, jsonb_object_agg(s.figure, s.total) as figures
    from summed s
    group by s.user_id
)
select s.id, s.user_id, s.last_activity, s.updated_at,
    coalesce(p.figures, '{}') || jsonb_strip_nulls(
        jsonb_build_object('totalLogins', s.figures -> 'totalLogins'))
from nova.users u
cross join lateral private.current_stats(u.id) as s
left join people p on p.user_id = u.id
$$;
