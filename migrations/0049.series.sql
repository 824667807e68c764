-- Appointments that come again: the rule stands on the series, each occurrence is a row.
set local role nova_owner;

create table nova.appointment_series (
    id uuid primary key default uuidv7(),
    user_id uuid not null references nova.users (id),
    team_id uuid references nova.teams (id),
    scope_id uuid not null generated always as (coalesce(team_id, user_id)) stored,
    rrule text not null check (length(rrule) between 1 and 500),
    -- squawk-ignore prefer-timestamp-tz
    starts_at timestamp not null,
    timezone text not null check (length(timezone) <= 50 and nova.is_zone(timezone)),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
comment on table nova.appointment_series is 'How appointments come again; each occurrence is a row of its own';
comment on column nova.appointment_series.id is 'Its id';
comment on column nova.appointment_series.user_id is 'Whose calendar it is in';
comment on column nova.appointment_series.team_id is 'The team it belongs to; null: its owner''s own';
comment on column nova.appointment_series.scope_id is 'To whom it belongs: its team, else its owner';
comment on column nova.appointment_series.rrule is
    'RFC 5545 rule: DAILY, WEEKLY or MONTHLY, at most 200 occurrences in two years';
comment on column nova.appointment_series.starts_at is
    'Wall-clock time of its first occurrence in its zone, DTSTART of RFC 5545';
comment on column nova.appointment_series.timezone is
    'Name of the time zone by whose clock it comes again';
comment on column nova.appointment_series.created_at is 'When it was made';
comment on column nova.appointment_series.updated_at is 'When its rule last changed';
alter table nova.appointment_series enable row level security;
alter table nova.appointment_series force row level security;
create index appointment_series_of_user on nova.appointment_series (user_id);
create index appointment_series_of_team on nova.appointment_series (team_id);

-- Nothing ever wrote rrule and series_id.
-- squawk-ignore ban-drop-column
alter table nova.appointments drop column rrule;
-- squawk-ignore require-concurrent-index-deletion
drop index nova.appointments_of_series;
alter table nova.appointments
    add column recurrence_id timestamptz,
    add column is_detached boolean not null default false,
    -- squawk-ignore adding-foreign-key-constraint, constraint-missing-not-valid
    add constraint appointments_series_id_fkey
        foreign key (series_id) references nova.appointment_series (id),
    -- squawk-ignore constraint-missing-not-valid
    add constraint appointments_series_place check ((series_id is null) = (recurrence_id is null));
comment on column nova.appointments.series_id is 'The series this one belongs to; null: it comes once';
comment on column nova.appointments.recurrence_id is
    'When its series has it come, RECURRENCE-ID of RFC 5545; null: it comes once';
comment on column nova.appointments.is_detached is
    'Whether it was changed by hand: its series does not change it any more';
-- squawk-ignore require-concurrent-index-creation
create unique index appointments_of_series on nova.appointments (series_id, recurrence_id)
    where series_id is not null and deleted_at is null;

alter table nova.enum_labels no force row level security;
insert into nova.enum_labels (enum, place, value, label_ar, label_en)
values
    ('seriesScope', 1, 'THIS', 'هذا الموعد فقط', 'This one alone'),
    ('seriesScope', 2, 'FOLLOWING', 'هذا الموعد وما يليه', 'This one and those that follow'),
    ('seriesScope', 3, 'ALL', 'كل المواعيد القادمة', 'All that are still to come'),
    ('onConflict', 1, 'REFUSE', 'رفض السلسلة كلها', 'Refuse the series'),
    ('onConflict', 2, 'SKIP', 'تخطي الأوقات المشغولة', 'Leave out the times that are taken');
alter table nova.enum_labels force row level security;
