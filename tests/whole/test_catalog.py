"""The conventions of the database, as queries that must find nothing."""

import psycopg
import pytest

OURS = "('nova', 'private', 'api', 'analytics')"

CONVENTIONS = {
    "every business table has forced row security": """
        select c.oid::regclass from pg_class c
        where c.relnamespace = 'nova'::regnamespace and c.relkind in ('r', 'p')
            and not (c.relrowsecurity and c.relforcerowsecurity)""",
    "every business table has a policy, but partitions reached through their parent": """
        select c.oid::regclass from pg_class c
        where c.relnamespace = 'nova'::regnamespace and c.relkind in ('r', 'p')
            and not exists (select from pg_policy p where p.polrelid = c.oid)
            and not c.relispartition""",
    "the app has one permissive policy a table and command": """
        select p.polrelid::regclass, p.polcmd from pg_policy p
        where 'nova_app'::regrole = any (p.polroles)
        group by p.polrelid, p.polcmd having count(*) > 1""",
    "every table has a comment": f"""
        select c.oid::regclass from pg_class c
        where c.relnamespace in (select oid from pg_namespace where nspname in {OURS})
            and c.relkind in ('r', 'p', 'v', 'm') and obj_description(c.oid) is null
            and c.relname !~ '^match_'""",
    "every reference has an index that starts with it": """
        select k.conrelid::regclass, k.conname from pg_constraint k
        where k.contype = 'f' and not exists (
            select from pg_index i
            where i.indrelid = k.conrelid and i.indkey[0] = k.conkey[1])""",
    "no function of ours may be called by everybody": f"""
        select p.oid::regprocedure from pg_proc p
        where p.pronamespace in (select oid from pg_namespace where nspname in {OURS})
            and (p.proacl is null
                or exists (select from aclexplode(p.proacl) a where a.grantee = 0))""",
    "every definer and every plpgsql function sets search_path": f"""
        select p.oid::regprocedure from pg_proc p join pg_language l on l.oid = p.prolang
        where p.pronamespace in (select oid from pg_namespace where nspname in {OURS})
            and (p.prosecdef or l.lanname = 'plpgsql')
            and not coalesce(p.proconfig @> array['search_path=""'], false)
            and not exists (  -- called for every value of every row: setting it takes as long
                select from pg_depend d where d.refobjid = p.oid and d.refclassid = 'pg_proc'::regclass
                    and d.classid in ('pg_attrdef'::regclass, 'pg_constraint'::regclass))""",
    "what a generated column or a CHECK calls is not inlined anew by every INSERT": f"""
        select p.oid::regprocedure from pg_proc p join pg_language l on l.oid = p.prolang
        join pg_depend d on d.refobjid = p.oid and d.refclassid = 'pg_proc'::regclass
        left join pg_attrdef a on d.classid = 'pg_attrdef'::regclass and a.oid = d.objid
        left join pg_attribute g on g.attrelid = a.adrelid and g.attnum = a.adnum
        where p.pronamespace in (select oid from pg_namespace where nspname in {OURS})
            and l.lanname = 'sql'
            and (g.attgenerated <> '' or d.classid = 'pg_constraint'::regclass)""",
    "definer functions belong to nova_rules, but those that make and drop partitions": f"""
        select p.oid::regprocedure from pg_proc p
        where p.pronamespace in (select oid from pg_namespace where nspname in {OURS})
            and p.prosecdef and p.proowner <> 'nova_rules'::regrole
            and p.proname not in ('make_partitions', 'detach_days', 'drop_days')""",
    "nothing of ours belongs to a role that logs in": f"""
        select c.oid::regclass from pg_class c join pg_roles r on r.oid = c.relowner
        where c.relnamespace in (select oid from pg_namespace where nspname in {OURS})
            and r.rolcanlogin""",
    "a policy asks who is calling once a statement, not once a row": """
        select p.polrelid::regclass, p.polname
        from pg_policy p
        cross join lateral (
            select coalesce(pg_get_expr(p.polqual, p.polrelid), '') || ' '
                || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') as rule) as said
        where regexp_count(rule, 'nova\\.\\w+\\(') <> regexp_count(rule, '(SELECT|FROM) nova\\.\\w+\\(')
        """,
    "no view hides row security": f"""
        select c.oid::regclass from pg_class c
        where c.relnamespace in (select oid from pg_namespace where nspname in {OURS})
            and c.relkind = 'v'
            and not coalesce(c.reloptions @> array['security_invoker=true'], false)""",
    "the app reaches nothing in private but functions": """
        select c.oid::regclass from pg_class c
        where c.relnamespace = 'private'::regnamespace
            and (has_table_privilege('nova_app', c.oid, 'select, insert, update, delete')
                or has_table_privilege('nova_worker', c.oid, 'select, insert, update, delete'))
            and c.relkind in ('r', 'p', 'v', 'm')""",
    "the app may not truncate, refer to, or put triggers on anything": """
        select c.oid::regclass from pg_class c
        where c.relnamespace = 'nova'::regnamespace and c.relkind in ('r', 'p')
            and has_table_privilege('nova_app', c.oid, 'truncate, references, trigger, delete')""",
    "no role of ours passes row security by": """
        select r.rolname from pg_roles r
        where r.rolname like 'nova%' and (r.rolbypassrls or r.rolsuper or r.rolcreaterole)""",
    "the app and the worker own nothing and make nothing": """
        select r.rolname from pg_roles r
        where r.rolname in ('nova_app', 'nova_worker', 'nova_analyst')
            and (has_schema_privilege(r.oid, 'nova', 'create')
                or has_schema_privilege(r.oid, 'private', 'create')
                or has_schema_privilege(r.oid, 'public', 'usage'))""",
    "nobody who serves becomes an owner": """
        select r.rolname, o.rolname from pg_roles r
        cross join pg_roles o
        where r.rolname in ('nova_app', 'nova_worker', 'nova_analyst', 'nova_retention')
            and o.rolname in ('nova_owner', 'nova_rules', 'nova_keeper')
            and pg_has_role(r.oid, o.oid, 'member')""",
    "everything belongs to nova_owner, so that nobody else runs code as who writes to it": f"""
        select c.oid::regclass, c.relowner::regrole from pg_class c
        where c.relnamespace in (select oid from pg_namespace where nspname in {OURS})
            and c.relkind in ('r', 'p', 'v', 'm', 'S') and c.relowner <> 'nova_owner'::regrole""",
    "PUBLIC takes no advisory lock, sends no notification, writes no large object and nothing into the WAL": """
        select p.oid::regprocedure from pg_proc p
        where p.pronamespace = 'pg_catalog'::regnamespace
            and (p.proname ~ '^lo_|^pg_(try_)?advisory_' or p.proname in ('loread', 'lowrite', 'pg_logical_emit_message', 'pg_notify'))
            and has_function_privilege('public', p.oid, 'execute')""",
    "every text, array and document says how large it may be": """
        select c.oid::regclass, a.attname
        from pg_attribute a
        join pg_class c on c.oid = a.attrelid
        join pg_type t on t.oid = a.atttypid
        where c.relnamespace in ('nova'::regnamespace, 'private'::regnamespace)
            and c.relkind in ('r', 'p') and not c.relispartition
            and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            and (t.oid in ('text'::regtype, 'jsonb'::regtype, 'json'::regtype, 'bytea'::regtype)
                or t.typcategory = 'A')
            and not exists ( -- a bound, a list of words, or a form of fixed length
                select from pg_constraint k
                where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any (k.conkey)
                    and pg_get_constraintdef(k.oid) ~ concat_ws('|',
                        '(length|cardinality|pg_column_size)\\(+' || a.attname,
                        '\\m' || a.attname || '\\M (= ANY|= ''|~ ''\\^[^''*+]*\\$'')',
                        'is_saudi_id\\(' || a.attname))
            and not exists ( -- or what it refers to has one
                select from pg_constraint k
                where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any (k.conkey))""",
    "statuses are text with a check, never an enum": f"""
        select t.typname from pg_type t
        where t.typtype = 'e'
            and t.typnamespace in (select oid from pg_namespace where nspname in {OURS})""",
    "text has no length in its type": f"""
        select a.attrelid::regclass, a.attname from pg_attribute a
        join pg_class c on c.oid = a.attrelid
        where c.relnamespace in (select oid from pg_namespace where nspname in {OURS})
            and a.atttypid in ('varchar'::regtype, 'bpchar'::regtype)""",
    "a number that the database counts up itself never runs out: it is a bigint": f"""
        select a.attrelid::regclass, a.attname from pg_attribute a
        join pg_class c on c.oid = a.attrelid
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where c.relnamespace in (select oid from pg_namespace where nspname in {OURS})
            and (a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) like '%nextval(%')
            and a.atttypid <> 'bigint'::regtype""",
    "no trigger notifies without the token": f"""
        select p.oid::regprocedure from pg_proc p
        where p.pronamespace in (select oid from pg_namespace where nspname in {OURS})
            and p.prosrc ~* 'pg_notify|\\mnotify\\M' and p.proname !~ '^(wake_readers|wake_matcher|tg_wake_codes)$'""",
    "trigger functions are called tg_": f"""
        select p.oid::regprocedure from pg_proc p
        where p.pronamespace in (select oid from pg_namespace where nspname in {OURS})
            and (p.prorettype = 'trigger'::regtype) <> (p.proname like 'tg\\_%')""",
    "audit and figures are written a row at a time; matches, notifications come by the hundred": """
        select t.tgrelid::regclass, t.tgname from pg_trigger t
        join pg_proc p on p.oid = t.tgfoid
        where p.proname ~ '^tg_(audit|count_)' and t.tgtype & 1 = 0
            and t.tgrelid not in ('nova.smart_matches'::regclass, 'nova.notifications'::regclass)""",
    "events of a table with many rows at once are written by the statement": """
        select t.tgrelid::regclass, t.tgname from pg_trigger t
        join pg_proc p on p.oid = t.tgfoid
        where p.proname ~ '^tg_\\w+_events$' and t.tgtype & 1 = 1""",
    "a policy asks for scopes in FROM, where the planner takes the question in": """
        select p.polrelid::regclass, p.polname from pg_policy p
        where concat(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
            ~ 'SELECT nova\\.(whole|held|pool)_scopes'""",
    "no writer gives up durability": """
        select r.rolname from pg_db_role_setting s join pg_roles r on r.oid = s.setrole
        where s.setconfig::text like '%synchronous_commit%'""",
}


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_convention(owner: psycopg.Connection, convention: str) -> None:
    assert owner.execute(CONVENTIONS[convention].encode()).fetchall() == [], convention


CROSSING = {
    "browse_marketplace": "other brokers' open offers, by the teaser's columns",
    "show_offer": "an offer to who is not its broker: the teaser and the broker's card",
    "list_offer_matches": "the requests that an offer meets: their summary and their broker's card",
    "list_request_matches": "the offers that a request meets: the teaser",
    "list_offer_brokers": "who took a place of one's own offer: their cards, with contact",
    "show_match": "the other side of a match: teaser and card, more once it is accepted",
    "list_matches": "the matches of both sides, their keys alone",
    "preview_invitation": "the team's name and who asks, to whoever holds the link",
    "list_invitations": "what one was asked to join: the team's name and who asks",
    "list_members": "colleagues, as they see each other",
}
"""Definer functions that answer a row of another owner, and which of its columns."""


def test_rows_cross_owners_by_these_functions_alone(owner: psycopg.Connection) -> None:
    rows = owner.execute(
        "select p.proname, p.prosecdef, p.prosrc ~ 'broker_card|api[.]teaser|match_side' "
        " from pg_proc p where p.pronamespace = 'nova'::regnamespace"
        " and has_function_privilege('nova_app', p.oid, 'execute')"
    ).fetchall()
    definer = {name for name, is_definer, _ in rows if is_definer}
    assert set(CROSSING) <= definer
    shows = {name for name, _, is_of_others in rows if is_of_others}
    assert shows - set(CROSSING) == ANSWERS_SHOW_MATCH, "say in CROSSING what it shows"


ANSWERS_SHOW_MATCH = {"accept_match", "reject_match", "view_match", "withdraw_match"}
"""They look at the sides to decide, and answer nova.show_match."""
