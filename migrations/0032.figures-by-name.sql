-- Figures by name: a new one is a line where it is counted, not a column in two tables.
--
-- What moved is {"activeCustomers": 1}; what is kept is all of them. Both tables are small: one row
-- a person, and moves that are folded within a second.
set local role nova_owner;

alter table nova.user_stats no force row level security;
alter table nova.user_stats
    -- squawk-ignore adding-field-with-default
    add column figures jsonb not null default '{}'
        constraint user_stats_figures_bounded check (
            jsonb_typeof(figures) = 'object' and pg_column_size(figures) <= 8192);
with moves as (
    select v.user_id, m.key, v.last_activity, m.value::int
    from private.stats_moves v
    cross join lateral jsonb_each_text(
        to_jsonb(v) - '{id, user_id, last_activity}'::text[]) as m
    union all
    select s.user_id, m.key, s.last_activity, m.value::int
    from nova.user_stats s
    cross join lateral jsonb_each_text(
        to_jsonb(s) - '{id, user_id, last_activity, updated_at, figures}'::text[]) as m
),
summed as (
    select m.user_id, m.key, max(m.last_activity) as last_activity, sum(m.value) as total,
        replace(initcap(replace(m.key, '_', ' ')), ' ', '') as name
    from moves m
    group by m.user_id, m.key
)
update nova.user_stats s
set figures = f.figures, last_activity = f.last_activity
from (
    select x.user_id, max(x.last_activity) as last_activity,
        jsonb_object_agg(lower(left(x.name, 1)) || substr(x.name, 2), x.total) as figures
    from summed x
    where x.total <> 0
    group by x.user_id) as f
where f.user_id = s.user_id;
alter table nova.user_stats
    -- squawk-ignore ban-drop-column
    drop column total_customers,
    -- squawk-ignore ban-drop-column
    drop column active_customers,
    -- squawk-ignore ban-drop-column
    drop column vip_customers,
    -- squawk-ignore ban-drop-column
    drop column total_properties,
    -- squawk-ignore ban-drop-column
    drop column active_properties,
    -- squawk-ignore ban-drop-column
    drop column sold_properties,
    -- squawk-ignore ban-drop-column
    drop column rented_properties,
    -- squawk-ignore ban-drop-column
    drop column total_appointments,
    -- squawk-ignore ban-drop-column
    drop column completed_appointments,
    -- squawk-ignore ban-drop-column
    drop column cancelled_appointments,
    -- squawk-ignore ban-drop-column
    drop column total_tasks,
    -- squawk-ignore ban-drop-column
    drop column completed_tasks,
    -- squawk-ignore ban-drop-column
    drop column total_matches,
    -- squawk-ignore ban-drop-column
    drop column accepted_matches,
    -- squawk-ignore ban-drop-column
    drop column total_logins;
alter table nova.user_stats force row level security;

delete from private.stats_moves;
alter table private.stats_moves
    -- squawk-ignore ban-drop-column
    drop column total_customers,
    -- squawk-ignore ban-drop-column
    drop column active_customers,
    -- squawk-ignore ban-drop-column
    drop column vip_customers,
    -- squawk-ignore ban-drop-column
    drop column total_properties,
    -- squawk-ignore ban-drop-column
    drop column active_properties,
    -- squawk-ignore ban-drop-column
    drop column sold_properties,
    -- squawk-ignore ban-drop-column
    drop column rented_properties,
    -- squawk-ignore ban-drop-column
    drop column total_appointments,
    -- squawk-ignore ban-drop-column
    drop column completed_appointments,
    -- squawk-ignore ban-drop-column
    drop column cancelled_appointments,
    -- squawk-ignore ban-drop-column
    drop column total_tasks,
    -- squawk-ignore ban-drop-column
    drop column completed_tasks,
    -- squawk-ignore ban-drop-column
    drop column total_matches,
    -- squawk-ignore ban-drop-column
    drop column accepted_matches,
    -- squawk-ignore ban-drop-column
    drop column total_logins,
    -- squawk-ignore adding-required-field
    add column figures jsonb not null
        constraint stats_moves_figures_bounded check (
            jsonb_typeof(figures) = 'object' and pg_column_size(figures) <= 8192);
comment on column nova.user_stats.figures is
    'Each figure by its name in the API; one that was never counted is absent, and 0';
comment on column private.stats_moves.figures is 'By how much each figure moved';
