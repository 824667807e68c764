-- The roles, schemas and extensions that everything else stands on.
--
-- Runs as the login that owns the database (a superuser, or a managed server's administrator).
-- Roles belong to the whole server, so they are made only where they are missing.
-- Every later migration starts with "set local role nova_owner".
do $$
declare
    v_role text;
begin
    foreach v_role in array array['nova_owner', 'nova_rules'] loop
        if not exists (select from pg_roles r where r.rolname = v_role) then
            execute format('create role %I nologin', v_role);
        end if;
    end loop;
    foreach v_role in array array['nova_migrator', 'nova_app', 'nova_worker', 'nova_analyst'] loop
        if not exists (select from pg_roles r where r.rolname = v_role) then
            execute format('create role %I login', v_role);
        end if;
    end loop;
end
$$;

comment on role nova_owner is 'Owns every object of Nova; nobody logs in as it';
comment on role nova_rules is 'Owns the definer functions; each table admits it by a policy';
comment on role nova_migrator is 'Runs nova migrate';
comment on role nova_app is 'The API: row security decides what it sees';
comment on role nova_worker is 'Sends the outbox and keeps house; reaches tables by functions only';
comment on role nova_analyst is 'Reads schema analytics, nothing else';

grant nova_owner to nova_migrator;
grant nova_rules to nova_owner;
grant nova_owner to current_user;
grant nova_rules to current_user;

-- A slow report may not hold the server; a forgotten transaction may not hold a lock.
alter role nova_analyst set statement_timeout = '60s';
alter role nova_analyst set default_transaction_read_only = on;
alter role nova_app set idle_in_transaction_session_timeout = '30s';
alter role nova_app set timezone = 'UTC';
alter role nova_worker set timezone = 'UTC';

create schema extensions;
create extension pg_trgm schema extensions;
create extension btree_gin schema extensions;
create extension btree_gist schema extensions;
create extension vector schema extensions;

create schema nova authorization nova_owner;
create schema private authorization nova_owner;
create schema api authorization nova_owner;
create schema analytics authorization nova_owner;
comment on schema nova is 'The business: tables and the rules on them';
comment on schema private is 'Secrets, helper tables and internals; reached only through definer functions';
comment on schema api is 'The JSON shape of each resource, as clients see it';
comment on schema analytics is 'Documented views for analysts';
comment on schema extensions is 'PostgreSQL extensions';

revoke all on schema public from public;
do $$
begin
    execute format('revoke temporary on database %I from public', current_database());
    execute format('grant temporary on database %I to nova_rules', current_database());
end
$$;
grant usage on schema extensions to public;
grant usage on schema nova, private, api to nova_app, nova_worker, nova_rules;
grant create on schema nova, private, api to nova_rules;
grant usage on schema analytics to nova_analyst;

-- Without "in schema": the form with it cannot take back what PUBLIC has by default.
alter default privileges for role nova_owner revoke execute on functions from public;
alter default privileges for role nova_rules revoke execute on functions from public;
alter default privileges for role nova_owner grant execute on functions to nova_rules;
alter default privileges for role nova_owner grant all on tables to nova_rules;
alter default privileges for role nova_owner grant all on sequences to nova_rules;

set local role nova_owner;

create table private.applied_migrations (
    migration_id text primary key,
    sha256 text not null,
    applied_at timestamptz not null default now()
);
comment on table private.applied_migrations is
    'What each applied migration said, so that a file changed afterwards is refused';

create table private.applied_logic (
    one boolean primary key default true check (one),
    sha256 text not null,
    applied_at timestamptz not null default now()
);
comment on table private.applied_logic is
    'Hash of the sql/ folder that the database now holds; one row';
