-- Appointments, working hours, holidays, tasks and what is said about them.
set local role nova_owner;

create table nova.appointments (
    id uuid primary key default uuidv7(),
    user_id uuid not null default nova.current_user_id() references nova.users,
    team_id uuid references nova.teams,
    scope_id uuid not null generated always as (coalesce(team_id, user_id)) stored,
    customer_id uuid references nova.customers,
    property_id uuid references nova.properties,
    title text not null check (title ~ '\S' and length(title) <= 200),
    description text check (length(description) <= 10000),
    type text not null check (type ~ '\S' and length(type) <= 100),
    start_datetime timestamptz not null,
    end_datetime timestamptz not null,
    duration int generated always as ((extract(epoch from end_datetime - start_datetime) / 60)::int) stored,
    during tstzrange generated always as (tstzrange(start_datetime, end_datetime)) stored,
    timezone text not null default 'Asia/Riyadh' check (length(timezone) <= 50),
    location text check (length(location) <= 500),
    google_maps_url text check (length(google_maps_url) <= 2000),
    is_virtual boolean not null default false,
    meeting_url text check (length(meeting_url) <= 2000),
    status text not null default 'SCHEDULED'
        check (status in ('SCHEDULED', 'CONFIRMED', 'CANCELLED', 'COMPLETED', 'NO_SHOW')),
    cancelled_reason text check (length(cancelled_reason) <= 500),
    reminders jsonb not null default '[]' check (jsonb_typeof(reminders) = 'array' and jsonb_array_length(reminders) <= 5),
    recurrence_rule jsonb check (length(recurrence_rule::text) <= 2000),
    rrule text check (length(rrule) <= 500),
    parent_appointment_id uuid references nova.appointments,
    series_id uuid,
    ics_sequence int not null default 0 check (ics_sequence >= 0),
    notes text check (length(notes) <= 10000),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    version int not null default 1,
    constraint appointments_period check (
        end_datetime > start_datetime and end_datetime <= start_datetime + interval '24 hours'),
    constraint appointments_meeting_url check (not is_virtual or meeting_url is not null),
    constraint appointments_no_overlap exclude using gist (user_id with =, during with &&)
        where (status in ('SCHEDULED', 'CONFIRMED') and deleted_at is null)
);
create index appointments_in_time on nova.appointments (scope_id, start_datetime, id) where deleted_at is null;
create index appointments_held_in_time on nova.appointments (user_id, scope_id, start_datetime, id)
    where deleted_at is null;
create index appointments_of_team on nova.appointments (team_id);
create index appointments_of_customer on nova.appointments (customer_id);
create index appointments_of_property on nova.appointments (property_id);
create index appointments_of_parent on nova.appointments (parent_appointment_id);
create index appointments_of_series on nova.appointments (series_id);
comment on table nova.appointments is 'A broker''s visits and meetings; two of one person never overlap while they stand';
comment on column nova.appointments.duration is 'Minutes, worked out';
comment on column nova.appointments.rrule is 'RFC 5545 rule of a series: DAILY, WEEKLY or MONTHLY, ending within two years';
comment on column nova.appointments.series_id is 'The first appointment of the series this one belongs to';
comment on column nova.appointments.ics_sequence is 'RFC 5545 SEQUENCE: counts changes that calendars must take over';

create table nova.working_hours (
    id uuid primary key default uuidv7(),
    user_id uuid not null default nova.current_user_id() references nova.users,
    day_of_week int not null check (day_of_week between 0 and 6),
    is_working boolean not null default true,
    start_time time,
    end_time time,
    break_start time,
    break_end time,
    unique (user_id, day_of_week),
    constraint working_hours_dated check (not is_working or (start_time is not null and end_time is not null)),
    constraint working_hours_period check (end_time > start_time),
    constraint working_hours_break check (
        (break_start is null) = (break_end is null)
        and (break_start is null or (break_start >= start_time and break_end <= end_time and break_end > break_start)))
);
comment on table nova.working_hours is 'When somebody works: seven rows, 0 is Sunday, clock times of Riyadh';

create table nova.holidays (
    id uuid primary key default uuidv7(),
    user_id uuid not null default nova.current_user_id() references nova.users,
    name text check (length(name) <= 200),
    start_date date not null,
    end_date date not null,
    created_at timestamptz not null default now(),
    constraint holidays_period check (end_date >= start_date and end_date <= start_date + 366),
    constraint holidays_no_overlap exclude using gist (user_id with =, daterange(start_date, end_date, '[]') with &&)
);
create index holidays_in_time on nova.holidays (user_id, start_date);
comment on table nova.holidays is 'When somebody does not work; both days belong to it';

create table nova.tasks (
    id uuid primary key default uuidv7(),
    user_id uuid not null default nova.current_user_id() references nova.users,
    team_id uuid references nova.teams,
    created_by uuid default nova.current_user_id() references nova.users,
    assigned_to uuid references nova.users,
    scope_id uuid not null generated always as (coalesce(team_id, user_id)) stored,
    holder_id uuid not null generated always as (coalesce(assigned_to, user_id)) stored,
    title text not null check (title ~ '\S' and length(title) <= 200),
    description text check (length(description) <= 10000),
    type text check (length(type) between 1 and 100),
    priority text not null default 'MEDIUM' check (priority in ('HIGH', 'MEDIUM', 'LOW')),
    due_date date,
    due_time time,
    customer_id uuid references nova.customers,
    property_id uuid references nova.properties,
    appointment_id uuid references nova.appointments,
    status text not null default 'TODO' check (status in ('TODO', 'IN_PROGRESS', 'REVIEW', 'DONE', 'CANCELLED')),
    checklist jsonb not null default '[]' check (jsonb_typeof(checklist) = 'array' and jsonb_array_length(checklist) <= 100
        and length(checklist::text) <= 65536),
    attachments jsonb not null default '[]' check (jsonb_typeof(attachments) = 'array'
        and jsonb_array_length(attachments) <= 20 and length(attachments::text) <= 32768),
    tags text[] not null default '{}' check (cardinality(tags) <= 30),
    custom_fields jsonb not null default '{}'
        check (jsonb_typeof(custom_fields) = 'object' and length(custom_fields::text) <= 32768),
    search_text text not null generated always as (
        nova.normalize_text(title) || coalesce(' ' || nova.normalize_text(description), '')) stored,
    completed_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    version int not null default 1,
    constraint tasks_due_time_needs_date check (due_time is null or due_date is not null),
    constraint tasks_completed_dated check ((status = 'DONE') = (completed_at is not null))
);
create index tasks_newest on nova.tasks (scope_id, created_at desc, id desc) where deleted_at is null;
create index tasks_held_newest on nova.tasks (holder_id, scope_id, created_at desc, id desc) where deleted_at is null;
create index tasks_made_newest on nova.tasks (created_by, scope_id, created_at desc, id desc) where deleted_at is null;
create index tasks_due on nova.tasks (scope_id, due_date, id) where deleted_at is null;
create index tasks_search on nova.tasks
    using gin (scope_id extensions.uuid_ops, search_text extensions.gin_trgm_ops) where deleted_at is null;
create index tasks_of_user on nova.tasks (user_id);
create index tasks_of_team on nova.tasks (team_id);
create index tasks_of_assignee on nova.tasks (assigned_to);
create index tasks_of_customer on nova.tasks (customer_id);
create index tasks_of_property on nova.tasks (property_id);
create index tasks_of_appointment on nova.tasks (appointment_id);
comment on table nova.tasks is 'What is to be done: seen by owner, assignee and who created it';
comment on column nova.tasks.due_date is 'A day in Riyadh, not an instant';

create table nova.task_comments (
    id uuid primary key default uuidv7(),
    task_id uuid not null references nova.tasks,
    user_id uuid not null default nova.current_user_id() references nova.users,
    comment text not null check (comment ~ '\S' and length(comment) <= 4000),
    created_at timestamptz not null default now(),
    deleted_at timestamptz
);
create index task_comments_in_order on nova.task_comments (task_id, created_at, id);
create index task_comments_of_user on nova.task_comments (user_id);
comment on table nova.task_comments is 'What is said about a task; it follows the task''s visibility';

alter table nova.appointments enable row level security, force row level security;
alter table nova.working_hours enable row level security, force row level security;
alter table nova.holidays enable row level security, force row level security;
alter table nova.tasks enable row level security, force row level security;
alter table nova.task_comments enable row level security, force row level security;
