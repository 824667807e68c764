-- Tasks get a board, orders that a page goes on from, and comments that are edited and mention people; a zone exists.
set local role nova_owner;

create function nova.is_zone(name text) returns boolean
language plpgsql immutable
set search_path = ''
as $$
begin
    return name is null or (name ~ '^(UTC|[A-Z][A-Za-z]+(/[A-Z][A-Za-z_-]+)+)$'
        and timestamp '2026-01-01' at time zone name is not null);
exception when invalid_parameter_value then
    return false;
end
$$;
comment on function nova.is_zone(text) is
    'Whether this names a time zone of the IANA database; nothing is one that is not given';

alter table nova.users no force row level security;
update nova.users u
set preferences = u.preferences - 'timezone'
where not nova.is_zone(u.preferences ->> 'timezone');
alter table nova.users force row level security;
-- squawk-ignore constraint-missing-not-valid
alter table nova.users add constraint users_timezone_known
    check (nova.is_zone(preferences ->> 'timezone'));

-- Worked-out columns rewrite the table, which no endpoint has filled yet.
alter table nova.tasks
    -- squawk-ignore adding-field-with-default
    add column due_order timestamptz not null generated always as (
        coalesce((due_date + coalesce(due_time, time '24:00')), timestamp '9999-12-31')
            at time zone 'UTC') stored,
    -- squawk-ignore adding-field-with-default
    add column priority_order timestamptz not null generated always as (
        ((created_at at time zone 'UTC') + interval '1000 years'
            * (case priority when 'HIGH' then 2 when 'MEDIUM' then 1 else 0 end))
            at time zone 'UTC') stored,
    -- squawk-ignore adding-field-with-default
    add column position numeric not null default -extract(epoch from clock_timestamp())
        check (length(position::text) <= 1000);
comment on column nova.tasks.due_order is
    'When it is due on its reader''s wall clock, written as UTC: at dueTime, else as dueDate ends; undated ones after all others';
comment on column nova.tasks.priority_order is
    'Where it stands by priority, the newest of each first, as one value that a page goes on from';
comment on column nova.tasks.position is
    'Where it stands in its column of the board, from the top down; a new one on top';

-- squawk-ignore ban-drop-index, require-concurrent-index-deletion
drop index nova.tasks_due;
-- squawk-ignore require-concurrent-index-creation
create index tasks_by_due on nova.tasks (scope_id, due_order, id) where deleted_at is null;
-- squawk-ignore require-concurrent-index-creation
create index tasks_by_priority on nova.tasks (scope_id, priority_order desc, id desc)
    where deleted_at is null;
-- squawk-ignore require-concurrent-index-creation
create index tasks_on_board on nova.tasks (scope_id, status, position, id)
    where deleted_at is null;

alter table nova.task_comments
    add column mentions uuid[] not null default '{}' check (cardinality(mentions) <= 20),
    add column edited_at timestamptz;
comment on column nova.task_comments.mentions is 'Whom it speaks to: people who may see the task';
comment on column nova.task_comments.edited_at is 'When its author changed it; null: as it was said';
comment on column nova.task_comments.comment is 'What is said';
comment on column nova.tasks.due_date is 'A day of its reader''s zone, not an instant';
comment on column nova.tasks.due_time is
    'Clock time of its reader''s zone on the due day; null: no particular time';

alter table nova.enum_labels no force row level security;
insert into nova.enum_labels (enum, place, value, label_ar, label_en)
values
    ('taskSort', 1, 'NEWEST', 'الأحدث أولاً', 'Newest first'),
    ('taskSort', 2, 'DUE', 'الأقرب استحقاقًا', 'Due soonest'),
    ('taskSort', 3, 'PRIORITY', 'الأهم أولاً', 'By priority'),
    ('mine', 1, 'ASSIGNED', 'ما عليّ تنفيذه', 'For me to do'),
    ('mine', 2, 'CREATED', 'ما أنشأته', 'Made by me'),
    ('bulkAction', 1, 'STATUS', 'تغيير الحالة', 'Change status'),
    ('bulkAction', 2, 'ASSIGN', 'إسناد', 'Assign'),
    ('bulkAction', 3, 'DELETE', 'حذف', 'Delete');
alter table nova.enum_labels force row level security;
