-- Appointments remember where they were moved from, what came of them and who answered; platform holidays; nobody else writes them.
set local role nova_owner;

alter table nova.appointments
    add column outcome text check (length(outcome) <= 2000),
    add column earlier_times jsonb not null default '[]'
        check (jsonb_typeof(earlier_times) = 'array' and jsonb_array_length(earlier_times) <= 50),
    -- squawk-ignore constraint-missing-not-valid
    add constraint appointments_timezone_known check (nova.is_zone(timezone)),
    -- squawk-ignore constraint-missing-not-valid
    add constraint appointments_reason_given
        check (status not in ('CANCELLED', 'NO_SHOW') or cancelled_reason is not null);
comment on column nova.appointments.outcome is 'What came of it, in free words; null: nothing said';
comment on column nova.appointments.earlier_times is
    'When it was to be before it was moved, the latest last: startDatetime, endDatetime, movedAt';
comment on column nova.appointments.reminders is
    'How many minutes before it its person is reminded, at most five: [60]';
comment on column nova.appointments.cancelled_reason is
    'Why it was cancelled, or nobody came; null: neither';

alter table nova.holidays
    add column updated_at timestamptz not null default now(),
    add column version int not null default 1;
comment on column nova.holidays.updated_at is 'When it last changed';
comment on column nova.holidays.version is 'Counts changes; the ETag';
alter table nova.task_comments
    add column updated_at timestamptz not null default now(),
    add column version int not null default 1;
comment on column nova.task_comments.updated_at is 'When it last changed';
comment on column nova.task_comments.version is 'Counts changes; the ETag';

create table nova.platform_holidays (
    id uuid primary key default uuidv7(),
    name_ar text not null check (length(name_ar) between 1 and 200),
    name_en text not null check (length(name_en) between 1 and 200),
    start_date date not null,
    end_date date not null,
    is_yearly boolean not null default false,
    constraint platform_holidays_period check (end_date between start_date and start_date + 30),
    unique (name_en, start_date)
);
comment on table nova.platform_holidays is
    'Public holidays; yearly ones by their Gregorian day, others as they are announced';
comment on column nova.platform_holidays.id is 'Its id';
comment on column nova.platform_holidays.name_ar is 'Its name in Arabic';
comment on column nova.platform_holidays.name_en is 'Its name in English';
comment on column nova.platform_holidays.start_date is 'Its first day';
comment on column nova.platform_holidays.end_date is 'Its last day';
comment on column nova.platform_holidays.is_yearly is 'Whether it comes every year on these days';
alter table nova.platform_holidays enable row level security;
insert into nova.platform_holidays (name_ar, name_en, start_date, end_date, is_yearly)
values
    ('يوم التأسيس', 'Founding Day', '2022-02-22', '2022-02-22', true),
    ('اليوم الوطني', 'National Day', '2005-09-23', '2005-09-23', true);
alter table nova.platform_holidays force row level security;
