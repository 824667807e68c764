-- What is done by the clock, an item a row; whom to remind of what, and when.
set local role nova_owner;

create table private.clock_items (
    name text primary key check (name ~ '^[a-z_]{1,60}$'),
    every interval not null check (every > '0'),
    next_run timestamptz not null default now(),
    last_run timestamptz,
    took interval,
    lag interval,
    runs bigint not null default 0,
    failures bigint not null default 0,
    last_error text check (length(last_error) <= 500)
);
comment on table private.clock_items is
    'What nova.tick does: each a function of its own, with when it last ran, how long it took, how late it was and why it failed last; null: it did not';
insert into private.clock_items (name, every)
values
    ('send_reminders', '5 seconds'), ('expire_offers', '1 minute'), ('expire_requests', '1 minute'),
    ('expire_invitations', '1 minute'), ('expire_ad_licences', '1 minute'),
    ('expire_subscriptions', '1 minute'), ('drop_unproved', '1 minute'),
    ('forget_secrets', '1 minute'), ('forget_answers', '1 minute'), ('forget_messages', '1 hour'),
    ('forget_reminders', '1 hour'), ('make_days', '10 minutes');

create table private.reminders (
    id uuid primary key default uuidv7(),
    entity text not null check (entity in ('appointment', 'task', 'ad_licence', 'fal_licence')),
    entity_id uuid not null,
    user_id uuid not null references nova.users (id),
    due_at timestamptz not null,
    sent_at timestamptz,
    unique (entity, entity_id, due_at, user_id)
);
comment on table private.reminders is
    'Whom to remind of what, and when: made anew by triggers as their rows change, sent once';
create index reminders_due on private.reminders (due_at) where sent_at is null;
create index reminders_of_user on private.reminders (user_id);
create index reminders_sent on private.reminders (sent_at) where sent_at is not null;

-- What the clock looks for is found by an index each, on tables that are not large yet.
-- squawk-ignore require-concurrent-index-creation
create index properties_licence_ends on nova.properties (ad_license_expires_at) where is_published;
-- squawk-ignore require-concurrent-index-creation
create index subscriptions_ending on nova.subscriptions (current_period_end)
    where status in ('TRIAL', 'CANCELLED');
