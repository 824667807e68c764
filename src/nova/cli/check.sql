-- What `nova check` asks a database: each query must find nothing. Its heading is the level and the
-- sentence of the finding, with what the query found for {names}. A query that the login may not
-- ask (passwords, pg_hba.conf) is left out. Some make sense only once there is a schema nova.

-- danger: fsync is off, so a crash of the machine loses data: set fsync = on.
select s.name from pg_settings s where s.name = 'fsync' and s.setting = 'off'

-- danger: full_page_writes is off, so a crash of the machine leaves half-written pages: set
-- full_page_writes = on.
select s.name from pg_settings s where s.name = 'full_page_writes' and s.setting = 'off'

-- danger: synchronous_commit is off for {names}, so a crash loses what was answered as done: set it
-- to on there.
select w.place
from (
    select 'the server' as place, s.name || '=' || s.setting as line
    from pg_settings s
    where s.source !~ '^(database|user)'
    union all
    select coalesce(r.rolname, 'everybody') || coalesce(' in ' || b.datname, ''), c.line
    from pg_db_role_setting d
    cross join unnest(d.setconfig) as c (line)
    left join pg_roles r on r.oid = d.setrole
    left join pg_database b on b.oid = d.setdatabase
    where (b.datname is null or b.datname = current_database())
        and (d.setrole = 0 or r.rolname ~ '^nova_')) as w
where w.line ~ '^synchronous_commit=(off|false|no|0)$'

-- danger: Personal data and secrets go into the server's log by {names}: reset that, or set
-- log_parameter_max_length = 0.
select w.line || ' for ' || w.place
from (
    select 'the server' as place, s.name || '=' || s.setting as line
    from pg_settings s
    where s.source !~ '^(database|user)'
    union all
    select coalesce(r.rolname, 'everybody') || coalesce(' in ' || b.datname, ''), c.line
    from pg_db_role_setting d
    cross join unnest(d.setconfig) as c (line)
    left join pg_roles r on r.oid = d.setrole
    left join pg_database b on b.oid = d.setdatabase
    where (b.datname is null or b.datname = current_database())
        and (d.setrole = 0 or r.rolname ~ '^nova_')) as w
where w.line ~ '^(log_statement=(all|mod)|log_min_duration_statement=0+\D*)$'
    and exists (
        select from pg_settings s
        where s.name = 'log_parameter_max_length' and s.setting <> '0')

-- danger: Nova needs PostgreSQL 18 or newer and this is {names}: upgrade the server.
select v.setting
from pg_settings s cross join pg_settings v
where s.name = 'server_version_num' and s.setting::int < 180000 and v.name = 'server_version'

-- danger: Data travel in clear to a server that listens on {names}: set ssl = on, and
-- sslmode=verify-full in the addresses.
select s.setting
from pg_settings s
where s.name = 'listen_addresses' and inet_server_addr() is not null
    and not exists (select from pg_stat_ssl c where c.pid = pg_backend_pid() and c.ssl)
    and exists (
        select from unnest(string_to_array(s.setting, ',')) as a (host)
        where trim(a.host) !~ '^(127\..*|::1|localhost)$')

-- danger: pg_hba.conf lets anybody in without a password from other machines, in line {names}:
-- write scram-sha-256 for trust.
select h.line_number::text
from pg_hba_file_rules h
where h.type ~ '^host' and h.auth_method = 'trust'
    and coalesce(h.address, '') !~ '^(127\.|::1$|localhost$|samehost$)'
    and exists (select from pg_settings s where s.name = 'listen_addresses' and s.setting <> '')

-- advice: No password for {names} on a server that listens on TCP, where only pg_hba.conf keeps
-- others out: give each one, or alter role ... nologin.
select a.rolname
from pg_authid a
where a.rolname ~ '^nova_' and a.rolcanlogin and a.rolpassword is null
    and exists (select from pg_settings s where s.name = 'listen_addresses' and s.setting <> '')

-- advice: Passwords are kept as md5, which who reads them logs in with: set password_encryption =
-- scram-sha-256 and run nova migrate.
select s.name from pg_settings s where s.name = 'password_encryption' and s.setting = 'md5'

-- advice: This server holds the only copy of the data: set archive_mode = on, or add a replica.
select s.name
from pg_settings s
where s.name = 'archive_mode' and s.setting = 'off' and not pg_is_in_recovery()
    and not exists (select from pg_stat_replication)

-- danger: No role {names}: run create role ... login for each, then nova migrate.
select l.name
from unnest('{nova_app, nova_worker, nova_migrator, nova_analyst}'::text[])
    as l (name)
where to_regnamespace('nova') is not null
    and not exists (select from pg_roles r where r.rolname = l.name)

-- danger: Logins that pass row security and other limits by: {names}; take that away with alter
-- role.
select r.rolname || ' (' || concat_ws(', ', case when r.rolsuper then 'superuser' end,
    case when r.rolbypassrls then 'bypassrls' end, case when r.rolcreaterole then 'createrole' end,
    case when r.rolcreatedb then 'createdb' end,
    case when r.rolreplication then 'replication' end) || ')'
from pg_roles r
where r.rolname in ('nova_app', 'nova_worker', 'nova_migrator', 'nova_analyst')
    and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication)

-- danger: Logins that may become the owner of data: {names}; revoke that membership.
select r.rolname || ' is a member of ' || o.rolname
from pg_roles r
cross join pg_roles o
where r.rolname in ('nova_app', 'nova_worker', 'nova_analyst')
    and o.rolname in ('nova_owner', 'nova_rules', 'nova_keeper')
    and not r.rolsuper and pg_has_role(r.oid, o.oid, 'member')

-- danger: No extension {names}: run create extension ... schema extensions for each.
select e.name
from unnest('{pg_trgm, btree_gin, btree_gist, vector}'::text[]) as e (name)
where to_regnamespace('nova') is not null
    and not exists (select from pg_extension x where x.extname = e.name)

-- advice: No extension pg_stat_statements, so nobody sees which statements cost: preload it and run
-- create extension pg_stat_statements.
select 'pg_stat_statements'
where not exists (select from pg_extension x where x.extname = 'pg_stat_statements')

-- danger: Every login may keep large objects, which no row security binds: revoke execute on
-- function {names} from public.
select p.oid::regprocedure::text
from pg_proc p
where to_regnamespace('nova') is not null and p.pronamespace = 'pg_catalog'::regnamespace
    and p.proname in ('lo_creat', 'lo_create', 'lo_from_bytea')
    and has_function_privilege('public', p.oid, 'execute')

-- advice: Every login may hold up the worker and nova migrate by their locks: revoke execute on
-- function {names} from public.
select p.oid::regprocedure::text
from pg_proc p
where to_regnamespace('nova') is not null
    and p.oid = 'pg_try_advisory_lock(bigint)'::regprocedure
    and has_function_privilege('public', p.oid, 'execute')

-- advice: Every login may fill the disk with temporary tables: revoke temporary on database {names}
-- from public.
select current_database()
where to_regnamespace('nova') is not null
    and has_database_privilege('public', current_database(), 'temporary')

-- advice: Every login may connect to database {names} too: revoke connect on database {names} from
-- public.
select d.datname
from pg_database d
where d.datname = 'postgres' and d.datname <> current_database()
    and has_database_privilege('public', d.oid, 'connect')

-- danger: Row security is not forced on {names}: run alter table ... enable row level security,
-- force row level security.
select c.oid::regclass::text
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'nova' and c.relkind in ('r', 'p')
    and not (c.relrowsecurity and c.relforcerowsecurity)

-- danger: Policies open every row to more than the rules: {names}; drop these policies.
select p.polname || ' on ' || p.polrelid::regclass
from pg_policy p
join pg_class c on c.oid = p.polrelid
join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'nova' and p.polpermissive
    and 'true' in (pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
    and exists (
        select from unnest(p.polroles) as t (oid)
        left join pg_roles r on r.oid = t.oid
        where coalesce(r.rolname, '') not in ('nova_owner', 'nova_rules', 'nova_keeper'))
    -- words and places are nobody's: everybody may read them
    and not (p.polcmd = 'r' and c.relname in ('regions', 'cities', 'districts', 'enum_labels', 'notification_types', 'words',
        'platform_holidays'))

-- danger: Every login may call {names}: revoke execute on function ... from public.
select p.oid::regprocedure::text
from pg_proc p
join pg_namespace n on n.oid = p.pronamespace
where n.nspname in ('nova', 'private', 'api', 'analytics')
    and (p.proacl is null or exists (select from aclexplode(p.proacl) a where a.grantee = 0))

-- danger: A caller can turn definer functions by a search_path: {names}; run alter function ... set
-- search_path = ''.
select p.oid::regprocedure::text
from pg_proc p
join pg_namespace n on n.oid = p.pronamespace
where n.nspname in ('nova', 'private', 'api', 'analytics') and p.prosecdef
    and not exists (select from unnest(p.proconfig) as c (line) where c.line ~ '^search_path=')

-- danger: The log of events has room for {names} days, today among them, and then nobody can write:
-- start nova worker, which makes more.
select r.days::text
from (
    select min(d.day)::date - (now() at time zone 'UTC')::date as days
    from generate_series((now() at time zone 'UTC')::date,
        (now() at time zone 'UTC')::date + 100, interval '1 day') as d (day)
    where to_regnamespace('nova') is not null and not exists (
        select from pg_inherits i
        join pg_class c on c.oid = i.inhrelid
        where i.inhparent = to_regclass('nova.events') and not i.inhdetachpending
            and c.relname = 'events_' || to_char(d.day, 'YYYYMMDD'))) as r
where r.days < 3

-- advice: The log of events has room for {names} days only, and the worker keeps 30: see that nova
-- worker runs.
select r.days::text
from (
    select min(d.day)::date - (now() at time zone 'UTC')::date as days
    from generate_series((now() at time zone 'UTC')::date,
        (now() at time zone 'UTC')::date + 100, interval '1 day') as d (day)
    where to_regnamespace('nova') is not null and not exists (
        select from pg_inherits i
        join pg_class c on c.oid = i.inhrelid
        where i.inhparent = to_regclass('nova.events') and not i.inhdetachpending
            and c.relname = 'events_' || to_char(d.day, 'YYYYMMDD'))) as r
where r.days between 3 and 7
