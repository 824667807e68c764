-- What each login of the database may do, as the catalogue has it: the table of docs/security.md,
-- held equal to it by tests/whole/test_security_page.py.
with logins as (
    select r.oid, r.rolname, r.rolcanlogin, pg_has_role(r.oid, 'nova_owner', 'member') as owns
    from pg_roles r
    where r.rolname in ('nova_app', 'nova_worker', 'nova_analyst', 'nova_migrator', 'nova_retention')
),
tables as (
    select c.oid, c.oid::regclass::text as name
    from pg_class c
    where c.relnamespace in (select oid from pg_namespace
            where nspname in ('nova', 'private', 'api', 'analytics'))
        and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
),
functions as (
    select p.oid, p.proname
    from pg_proc p
    where p.pronamespace in (select oid from pg_namespace
        where nspname in ('nova', 'private', 'api', 'analytics'))
)
select format('| `%s` | %s | %s | %s | %s | %s |', l.rolname,
    case when l.rolcanlogin then 'yes' else 'no' end,
    case when l.owns then 'everything' else coalesce((
        select string_agg(replace(t.name, 'nova.', ''), ', ' order by t.name) from tables t
        where has_table_privilege(l.oid, t.oid, 'select')
            or has_any_column_privilege(l.oid, t.oid, 'select')), 'none') end,
    case when l.owns then 'everything' else coalesce((
        select string_agg(replace(t.name, 'nova.', ''), ', ' order by t.name) from tables t
        where has_any_column_privilege(l.oid, t.oid, 'insert, update')
            or has_table_privilege(l.oid, t.oid, 'insert, update, delete, truncate')), 'none') end,
    case when l.owns then 'everything'
        when count(f.oid) > 20 then 'what `sql/` grants to it'
        else coalesce(string_agg(f.proname, ', ' order by f.proname), 'none') end,
    coalesce((
        select string_agg(o.rolname, ', ' order by o.rolname)
        from pg_roles o
        where o.rolname like 'nova\_%' and o.oid <> l.oid and pg_has_role(l.oid, o.oid, 'member')),
        'nobody'))
from logins l
left join functions f on has_schema_privilege(l.oid,
        (select p.pronamespace from pg_proc p where p.oid = f.oid), 'usage')
    and has_function_privilege(l.oid, f.oid, 'execute')
group by l.oid, l.rolname, l.rolcanlogin, l.owns
order by l.rolname
