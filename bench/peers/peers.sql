-- What the peers keep: the request's customer in a table of its own, the same people, teams and
-- customers as Nova's database by the same ids, three indexes, and for the peer with equal duties an
-- audit log, a log of events and row security.
create table users (id uuid primary key, email text not null unique, phone text not null unique);

create table teams (id uuid primary key, name text not null);

create table team_members (
    user_id uuid not null references users, team_id uuid not null references teams,
    primary key (user_id, team_id));

create type customer_status as enum ('ACTIVE', 'INACTIVE', 'ARCHIVED');

create table customers (
    id uuid primary key default uuidv7(), user_id uuid not null references users,
    team_id uuid references teams, assigned_to uuid, name text not null, phone text not null,
    email text, whatsapp text, category text, interest_level text, source text,
    status customer_status not null default 'ACTIVE', is_vip boolean not null default false,
    preferred_contact_method text, preferred_contact_time jsonb, budget_min integer,
    budget_max integer, financing_needed boolean, preferred_cities text[] not null default '{}',
    preferred_districts text[] not null default '{}', property_types text[] not null default '{}',
    tags text[] not null default '{}', notes text, custom_fields jsonb,
    created_at timestamptz(3) not null default now(), updated_at timestamptz(3) not null default now(),
    last_contact timestamptz(3), version integer not null default 1, deleted_at timestamptz(3));

create function pg_temp.ident(kind bigint, n bigint) returns uuid
language sql immutable
return lpad((kind * 1000000000000000000 + n)::text, 32, '0')::uuid;

insert into users
select pg_temp.ident(1, n), 'broker' || n || '@example.com', '+9665' || lpad(n::text, 8, '0')
from generate_series(0, %(brokers)s - 1) as n;

insert into teams
select pg_temp.ident(4, n), 'فريق ' || n from generate_series(0, (%(brokers)s - 1) / 5) as n;

insert into team_members
select pg_temp.ident(1, n), pg_temp.ident(4, n / 5) from generate_series(0, %(brokers)s - 1) as n;

insert into customers (id, user_id, team_id, name, phone, email, category, interest_level, source,
    is_vip, budget_min, budget_max, financing_needed, preferred_cities, preferred_districts,
    property_types, tags, notes, created_at, updated_at)
select pg_temp.ident(3, n), pg_temp.ident(1, mod(n, %(brokers)s)),
    pg_temp.ident(4, mod(n, %(brokers)s) / 5), 'محمد العتيبي ' || n,
    '+9665' || lpad(n::text, 8, '0'), 'customer' || n || '@example.com', 'مشتري', 'مرتفع', 'إحالة',
    mod(n, 10) = 0, 500000, 1500000, true, '{الرياض,جدة}', '{النرجس,الياسمين}', '{فيلا,شقة}', '{جاد}',
    'يبحث عن مسكن قريب من المدارس، والتواصل مساءً.',
    now() - (%(customers)s - n) * interval '1 second', now() - (%(customers)s - n) * interval '1 second'
from generate_series(0, %(customers)s - 1) as n;

create index on team_members (team_id);

create index on customers (user_id, created_at desc, id desc);

create index on customers (user_id, status, created_at desc, id desc);

create index on customers (team_id, created_at desc, id desc);

create table audit_log (
    id bigint generated always as identity primary key, at timestamptz not null default clock_timestamp(),
    actor_id uuid, request_id text, ip inet, action text not null, entity_type text not null,
    entity_id uuid not null, team_id uuid, after jsonb);

create index on audit_log (entity_id, at);

create index on audit_log (actor_id, at);

create table events (
    id bigint generated always as identity primary key, at timestamptz not null default clock_timestamp(),
    event text not null, entity text not null, entity_id uuid not null, recipients uuid[] not null,
    data jsonb not null);

create index on events using gin (recipients);

create role peer_plain login bypassrls;

create role peer_secured login;

grant select, insert, update, delete on customers to peer_plain, peer_secured;

grant select on users, teams, team_members to peer_plain, peer_secured;

grant insert on audit_log, events to peer_secured;

alter table customers enable row level security;

create policy customers_access on customers to peer_secured
    using (user_id = (select current_setting('peer.user_id')::uuid)
        or team_id = any ((select array(select m.team_id from public.team_members m
            where m.user_id = (select current_setting('peer.user_id')::uuid)))::uuid[]))
    with check (user_id = (select current_setting('peer.user_id')::uuid))
