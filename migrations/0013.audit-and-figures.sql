-- What was done by whom, what people did in the app, each person's figures, and answers kept for retries.
set local role nova_owner;

-- A month a partition, made ahead by private.make_partitions. Retention is dropping one.
create table nova.audit_log (
    id bigint generated always as identity (cache 1),
    at timestamptz not null default clock_timestamp(),
    actor_id uuid,
    actor_kind text not null check (actor_kind in ('USER', 'ADMIN', 'SYSTEM', 'API_KEY')),
    session_id uuid,
    request_id text check (length(request_id) <= 100),
    ip inet,
    action text not null check (action in ('INSERT', 'UPDATE', 'DELETE', 'READ')),
    entity_type text not null,
    entity_id uuid not null,
    team_id uuid,
    before jsonb,
    after jsonb,
    reason text check (length(reason) <= 500),
    primary key (id, at)
) partition by range (at);
create index audit_log_of_entity on nova.audit_log (entity_id, at desc, id desc);
create index audit_log_of_actor on nova.audit_log (actor_id, at desc, id desc);
create index audit_log_of_team on nova.audit_log (team_id, at desc, id desc) where team_id is not null;
create table nova.audit_log_default partition of nova.audit_log default;
comment on table nova.audit_log is
    'Every change of a business row, and every look of an administrator at other people''s rows; only ever added to';
comment on table nova.audit_log_default is 'Audit of a month without a partition of its own';
comment on column nova.audit_log.actor_id is 'Who did it; no reference, so that it outlives the account; null for the system';
comment on column nova.audit_log.at is 'When the change was written, not when it committed';
comment on column nova.audit_log.actor_kind is 'USER, ADMIN, SYSTEM for the worker and migrations, API_KEY';
comment on column nova.audit_log.session_id is 'The device that asked';
comment on column nova.audit_log.request_id is 'X-Request-ID of the request: the caller''s word where it sent one; the same as in the log';
comment on column nova.audit_log.ip is 'The caller''s address, by the trusted proxies';
comment on column nova.audit_log.action is 'INSERT, UPDATE, DELETE; READ for a look through broken glass';
comment on column nova.audit_log.entity_id is 'Id of the row; of the person or team for a READ';
comment on column nova.audit_log.team_id is 'The row''s team, where it has one';
comment on column nova.audit_log.entity_type is 'The table, or scope for a READ';
comment on column nova.audit_log.before is 'Old values of the changed keys; secrets, id numbers and contacts as ***';
comment on column nova.audit_log.after is 'New values of the changed keys; secrets, id numbers and contacts as ***';
comment on column nova.audit_log.reason is 'Why an administrator looked';
-- The rules may add and read, nothing else.
revoke update, delete, truncate, references, trigger on nova.audit_log, nova.audit_log_default from nova_rules;

create table nova.analytics_events (
    id uuid not null default uuidv7(),
    user_id uuid references nova.users,
    session_id text check (length(session_id) <= 100),
    event_type text not null check (length(event_type) between 1 and 100),
    event_category text check (length(event_category) <= 100),
    event_action text check (length(event_action) <= 100),
    event_label text check (length(event_label) <= 200),
    page_url text check (length(page_url) <= 2000),
    page_title text check (length(page_title) <= 300),
    referrer text check (length(referrer) <= 2000),
    user_agent text check (length(user_agent) <= 400),
    device_type text check (length(device_type) <= 50),
    browser text check (length(browser) <= 100),
    os text check (length(os) <= 100),
    ip_address inet,
    country text check (length(country) <= 100),
    city text check (length(city) <= 100),
    metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object' and length(metadata::text) <= 8192),
    created_at timestamptz not null default now(),
    primary key (id, created_at)
) partition by range (created_at);
create index analytics_events_of_user on nova.analytics_events (user_id, created_at desc);
create index analytics_events_by_type on nova.analytics_events (event_type, created_at desc);
create index analytics_events_by_time on nova.analytics_events using brin (created_at);
create table nova.analytics_events_default partition of nova.analytics_events default;
comment on table nova.analytics_events is 'What people did in the app; only ever added to, the address is cut after 30 days';
comment on table nova.analytics_events_default is 'Events of a month without a partition of its own';

create table nova.user_stats (
    id uuid primary key default uuidv7(),
    user_id uuid not null unique references nova.users on delete cascade,
    total_customers int not null default 0,
    active_customers int not null default 0,
    vip_customers int not null default 0,
    total_properties int not null default 0,
    active_properties int not null default 0,
    sold_properties int not null default 0,
    rented_properties int not null default 0,
    total_appointments int not null default 0,
    completed_appointments int not null default 0,
    cancelled_appointments int not null default 0,
    total_tasks int not null default 0,
    completed_tasks int not null default 0,
    total_matches int not null default 0,
    accepted_matches int not null default 0,
    total_logins int not null default 0,
    last_activity timestamptz,
    updated_at timestamptz not null default now()
);
comment on table nova.user_stats is
    'Each person''s figures, up to what stats_moves holds; deleted rows do not count, a row counts for its user_id';
-- What is there already is counted here, once; from now on the triggers do.
alter table nova.users no force row level security;
alter table nova.customers no force row level security;
alter table nova.properties no force row level security;
alter table nova.smart_matches no force row level security;
insert into nova.user_stats (user_id, total_customers, active_customers, vip_customers, total_properties,
    active_properties, sold_properties, rented_properties, total_matches, accepted_matches)
select u.id, c.total, c.active, c.vip, p.total, p.active, p.sold, p.rented, m.total, m.accepted
from nova.users u
cross join lateral (
    select count(*) as total, count(*) filter (where x.status = 'ACTIVE') as active,
        count(*) filter (where x.is_vip) as vip
    from nova.customers x where x.user_id = u.id and x.deleted_at is null
) as c
cross join lateral (
    select count(*) as total, count(*) filter (where x.status = 'ACTIVE') as active,
        count(*) filter (where x.status = 'SOLD') as sold, count(*) filter (where x.status = 'RENTED') as rented
    from nova.properties x where x.user_id = u.id and x.deleted_at is null
) as p
cross join lateral (
    select count(*) as total, count(*) filter (where x.status = 'ACCEPTED') as accepted
    from nova.smart_matches x where x.broker_id = u.id
) as m;
alter table nova.users force row level security;
alter table nova.customers force row level security;
alter table nova.properties force row level security;
alter table nova.smart_matches force row level security;

create table private.stats_moves (
    id bigint primary key generated always as identity (cache 1),
    user_id uuid not null references nova.users on delete cascade,
    total_customers int not null default 0,
    active_customers int not null default 0,
    vip_customers int not null default 0,
    total_properties int not null default 0,
    active_properties int not null default 0,
    sold_properties int not null default 0,
    rented_properties int not null default 0,
    total_appointments int not null default 0,
    completed_appointments int not null default 0,
    cancelled_appointments int not null default 0,
    total_tasks int not null default 0,
    completed_tasks int not null default 0,
    total_matches int not null default 0,
    accepted_matches int not null default 0,
    total_logins int not null default 0,
    last_activity timestamptz
);
create index stats_moves_of_user on private.stats_moves (user_id);
comment on table private.stats_moves is
    'What the tg_count_ triggers saw move, until the worker folds it into user_stats: a writer locks no figures, so nobody waits for anybody';

create table private.stats_checks (
    day date primary key,
    checked_at timestamptz not null default now(),
    drifted int not null check (drifted >= 0)
);
comment on table private.stats_checks is 'The nightly recount: how many people''s figures differed, a row a day of Riyadh';

create table private.kept_answers (
    owner_id uuid not null,
    key text not null check (length(key) between 1 and 255),
    fingerprint bytea not null check (length(fingerprint) = 32),
    answer text,
    created_at timestamptz not null default now(),
    primary key (owner_id, key)
);
create index kept_answers_by_age on private.kept_answers (created_at);
comment on table private.kept_answers is
    'What a POST with an Idempotency-Key was answered, for 24 hours; owner_id is the caller, all zeros for nobody';
comment on column private.kept_answers.fingerprint is 'SHA-256 of method, path and body: another one is refused';

alter table nova.audit_log enable row level security, force row level security;
alter table nova.audit_log_default enable row level security, force row level security;
alter table nova.analytics_events enable row level security, force row level security;
alter table nova.analytics_events_default enable row level security, force row level security;
alter table nova.user_stats enable row level security, force row level security;
