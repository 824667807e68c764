set local role nova_owner;

alter table nova.user_stats no force row level security;
alter table nova.user_stats
    add column total_customers int not null default 0,
    add column active_customers int not null default 0,
    add column vip_customers int not null default 0,
    add column total_properties int not null default 0,
    add column active_properties int not null default 0,
    add column sold_properties int not null default 0,
    add column rented_properties int not null default 0,
    add column total_appointments int not null default 0,
    add column completed_appointments int not null default 0,
    add column cancelled_appointments int not null default 0,
    add column total_tasks int not null default 0,
    add column completed_tasks int not null default 0,
    add column total_matches int not null default 0,
    add column accepted_matches int not null default 0,
    add column total_logins int not null default 0;
with summed as (
    select m.user_id, m.key, sum(m.value) as total, max(m.last_activity) as last_activity
    from (
        select v.user_id, f.key, f.value::int, v.last_activity
        from private.stats_moves v cross join lateral jsonb_each_text(v.figures) as f
        union all
        select s.user_id, f.key, f.value::int, s.last_activity
        from nova.user_stats s cross join lateral jsonb_each_text(s.figures) as f) as m
    group by m.user_id, m.key
),
kept as (
    select x.user_id, max(x.last_activity) as last_activity,
        jsonb_object_agg(lower(regexp_replace(x.key, '([A-Z])', '_\1', 'g')), x.total) as figures
    from summed x
    group by x.user_id
)
update nova.user_stats s
set (total_customers, active_customers, vip_customers, total_properties, active_properties,
    sold_properties, rented_properties, total_appointments, completed_appointments,
    cancelled_appointments, total_tasks, completed_tasks, total_matches, accepted_matches,
    total_logins, last_activity) = (
    select r.total_customers, r.active_customers, r.vip_customers, r.total_properties,
        r.active_properties, r.sold_properties, r.rented_properties, r.total_appointments,
        r.completed_appointments, r.cancelled_appointments, r.total_tasks, r.completed_tasks,
        r.total_matches, r.accepted_matches, r.total_logins, k.last_activity
    from jsonb_populate_record(s, k.figures) as r)
from kept k
where k.user_id = s.user_id;
alter table nova.user_stats drop column figures;
alter table nova.user_stats force row level security;

delete from private.stats_moves;
alter table private.stats_moves
    drop column figures,
    add column total_customers int not null default 0,
    add column active_customers int not null default 0,
    add column vip_customers int not null default 0,
    add column total_properties int not null default 0,
    add column active_properties int not null default 0,
    add column sold_properties int not null default 0,
    add column rented_properties int not null default 0,
    add column total_appointments int not null default 0,
    add column completed_appointments int not null default 0,
    add column cancelled_appointments int not null default 0,
    add column total_tasks int not null default 0,
    add column completed_tasks int not null default 0,
    add column total_matches int not null default 0,
    add column accepted_matches int not null default 0,
    add column total_logins int not null default 0;
