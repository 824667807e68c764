"""The database's logic brought up to date with sql/.

One transaction applies every file, then drops, without cascade, each function, view, policy and
trigger of our schemas that it did not (re)create: the folder *is* the logic, so drift does not
survive, and something still in use stops the whole apply. Grants to our login roles are taken
back first and said again by the files, so that one removed from a file is gone too.

Functions that a table definition stands on are migrations' own, and stay. Each of the others gets
its header's first sentence and its file as a comment, so that psql's `\\df+` leads to the file.
"""

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from nova.problem import Problem
from nova.settings import SQL

FOLDER = SQL
ORDER = ("views.sql", "grants.sql", "policies.sql", "triggers.sql")  # after the functions
TRIES = 20

BEFORE = """
set local check_function_bodies = off;
set local lock_timeout = '2s';
do $$
declare
    v_policy record;
begin
    for v_policy in
        select p.polname, p.polrelid::regclass as relation
        from pg_policy p join pg_class c on c.oid = p.polrelid
        where c.relnamespace = any ('{nova, private, api, analytics}'::regnamespace[])
    loop
        execute format('drop policy %I on %s', v_policy.polname, v_policy.relation);
    end loop;
end
$$;
revoke all on all tables in schema nova, private, api, analytics
    from public, nova_app, nova_worker, nova_analyst;
revoke all on all functions in schema nova, private, api, analytics
    from public, nova_app, nova_worker, nova_analyst;
"""

# Where each function, view and trigger of ours stands: a file that says it again moves it.
PLACES = """
select 'trigger ' || t.oid || t.ctid from pg_trigger t where not t.tgisinternal
union all
select 'view ' || r.ev_class || r.ctid from pg_rewrite r
union all
select 'function ' || p.oid || p.ctid from pg_proc p
"""

# What no file has said again; a function that a table stands on is its migration's.
STRAYS = """
with recursive kept as (
    select refobjid as oid from pg_depend
    where refclassid = 'pg_proc'::regclass
        and classid in ('pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_class'::regclass)
    union
    select d.refobjid from pg_depend d join kept k on d.objid = k.oid
    where d.classid = 'pg_proc'::regclass and d.refclassid = 'pg_proc'::regclass
),
ours as (
    select oid from pg_namespace where nspname = any ('{nova, private, api, analytics}')
),
unmoved as (
    select unnest(%s::text[]) as place
)
select format('drop trigger %%I on %%s', t.tgname, t.tgrelid::regclass)
from pg_trigger t join pg_class c on c.oid = t.tgrelid
where c.relnamespace in (table ours) and not t.tgisinternal and t.tgparentid = 0
    and 'trigger ' || t.oid || t.ctid in (table unmoved)
union all
select format('drop %%s %%s', case c.relkind when 'm' then 'materialized view' else 'view' end,
    c.oid::regclass)
from pg_class c join pg_rewrite r on r.ev_class = c.oid
where c.relnamespace in (table ours) and c.relkind in ('v', 'm')
    and 'view ' || r.ev_class || r.ctid in (table unmoved)
union all
select format('drop %%s %%s', case p.prokind when 'p' then 'procedure' else 'function' end,
    p.oid::regprocedure)
from pg_proc p
where p.pronamespace in (table ours) and p.oid not in (table kept)
    and 'function ' || p.oid || p.ctid in (table unmoved)
"""

# A definer function acts as nova_rules, which every table admits by a policy of its own. Only those
# that make and drop partitions are nova_owner's, since only a table's owner may.
DEFINERS = """
select format('alter function %s owner to nova_rules', p.oid::regprocedure)
from pg_proc p
where p.pronamespace = any ('{nova, private, api, analytics}'::regnamespace[])
    and p.prosecdef and p.proowner <> 'nova_rules'::regrole
    and p.proname not in ('make_partitions', 'detach_days', 'drop_days')
"""

COMMENTS = """
select format('comment on routine %%s is %%L', p.oid::regprocedure, f.words)
from unnest(%s::text[], %s::text[]) as f (name, words)
join pg_proc p on p.pronamespace::regnamespace::text || '.' || p.proname = f.name
"""

REMEMBER = """
insert into private.applied_logic (sha256) values (%s)
on conflict (one) do update set sha256 = excluded.sha256, applied_at = now()
"""


def files() -> Iterator[Path]:
    """Every file of sql/: functions first, then the reserved names in their order."""
    everything = sorted(FOLDER.glob("*/*.sql"))
    yield from (path for path in everything if path.name not in ORDER)
    for name in ORDER:
        yield from (path for path in everything if path.name == name)


def is_current(connection: psycopg.Connection) -> bool:
    """Whether the database holds exactly this folder."""
    known = connection.execute("select to_regclass('private.applied_logic') is not null").fetchone()
    if not known or not known[0]:
        return False
    row = connection.execute("select sha256 from private.applied_logic").fetchone()
    return row is not None and row[0] == _digest()


def sync(connection: psycopg.Connection) -> bool:
    """Apply the folder if it changed; answers whether it did. Raises Problem, nothing changed."""
    if is_current(connection):
        return False
    for attempt in range(TRIES):
        try:
            _apply(connection)
        except psycopg.errors.LockNotAvailable:
            time.sleep(0.1 * (attempt + 1))
        else:
            return True
    raise Problem("The logic could not be applied: its tables stayed in use. Try again.")


def clear(connection: psycopg.Connection) -> None:
    """Take all logic out, so that a migration under it can be rolled back."""
    with connection.transaction():
        connection.execute(BEFORE)
        _drop_strays(connection, _places(connection))
        connection.execute("delete from private.applied_logic")


def _apply(connection: psycopg.Connection) -> None:
    """One transaction: every file, then away with what none of them made."""
    with connection.transaction():
        connection.execute(BEFORE)
        places = _places(connection)
        connection.execute("set local role nova_owner")
        for path in files():
            try:
                connection.execute(path.read_bytes())
            except psycopg.errors.LockNotAvailable:
                raise
            except psycopg.Error as error:
                raise Problem(f"sql/{path.relative_to(FOLDER)} was refused: {error}") from error
        connection.execute("reset role")
        _drop_strays(connection, places)
        for (statement,) in connection.execute(DEFINERS).fetchall():
            connection.execute(statement)
        _comment(connection)
        connection.execute("select private.keep_all_rights()")  # the rule itself may have changed
        connection.execute(REMEMBER, [_digest()])


def _comment(connection: psycopg.Connection) -> None:
    """Say of each function what its file says of it, and where that is."""
    paths = [path for path in files() if path.name not in ORDER]
    words = [f"{_sentence(path.read_text())} (sql/{path.relative_to(FOLDER)})" for path in paths]
    found = connection.execute(COMMENTS, [[path.stem for path in paths], words]).fetchall()
    connection.execute("; ".join(statement for (statement,) in found).encode())


def _sentence(text: str) -> str:
    """The first sentence of a file's header."""
    header = " ".join(line[2:].strip() for line in text[: text.index("\ncreate ")].splitlines())
    return header.partition(". ")[0].removesuffix(".") + "."


def _places(connection: psycopg.Connection) -> list[str]:
    """Where everything stands before the files are applied."""
    return [place for (place,) in connection.execute(PLACES).fetchall()]


def _drop_strays(connection: psycopg.Connection, places: list[str]) -> None:
    """Drop what still stands in its place, without cascade. Raises Problem when it is in use."""
    for (statement,) in connection.execute(STRAYS, [places]).fetchall():
        try:
            connection.execute(statement)
        except psycopg.errors.DependentObjectsStillExist as error:
            raise Problem(f"'{statement}' is still needed: {error}") from error


def _digest() -> str:
    """One hash of names and texts."""
    digest = hashlib.sha256()
    for path in files():
        digest.update(str(path.relative_to(FOLDER)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
