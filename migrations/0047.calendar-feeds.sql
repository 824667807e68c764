-- A secret address under which a phone's calendar follows one's appointments and tasks.
set local role nova_owner;

create table nova.calendar_feeds (
    id uuid primary key default uuidv7(),
    user_id uuid not null unique references nova.users (id),
    nonce bytea not null check (octet_length(nonce) = 16),
    token_hash bytea not null unique check (octet_length(token_hash) = 32),
    tasks_as text not null default 'TODO' check (tasks_as in ('TODO', 'EVENT', 'NONE')),
    rotated_at timestamptz not null default now()
);
comment on table nova.calendar_feeds is 'Whose calendar is followed, by a secret that is not kept';
comment on column nova.calendar_feeds.id is 'Its id';
comment on column nova.calendar_feeds.user_id is 'Whose';
comment on column nova.calendar_feeds.nonce is 'What the secret is made of, with the key of the app';
comment on column nova.calendar_feeds.token_hash is 'SHA-256 of the secret';
comment on column nova.calendar_feeds.tasks_as is
    'As what tasks with a due date come: things to do, events of a whole day, not at all';
comment on column nova.calendar_feeds.rotated_at is 'Since when this secret is good';
alter table nova.calendar_feeds enable row level security;
alter table nova.calendar_feeds force row level security;

-- What a poll of a feed reads, whether anything changed.
-- squawk-ignore require-concurrent-index-creation
create index appointments_changed on nova.appointments (user_id, updated_at);
-- squawk-ignore require-concurrent-index-creation
create index tasks_in_feed on nova.tasks (holder_id, updated_at)
    where due_date is not null and status not in ('DONE', 'CANCELLED') and deleted_at is null;

alter table nova.enum_labels no force row level security;
insert into nova.enum_labels (enum, place, value, label_ar, label_en)
values
    ('tasksAs', 1, 'TODO', 'مهام', 'Things to do'),
    ('tasksAs', 2, 'EVENT', 'أحداث طوال اليوم', 'Events of a whole day'),
    ('tasksAs', 3, 'NONE', 'لا تُعرض', 'Not at all');
alter table nova.enum_labels force row level security;
