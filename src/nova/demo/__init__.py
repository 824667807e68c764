"""Demo data: Saudi and plausible, written in SQL with a fixed seed.

Each numbered file is one stage; `%(scale)s` multiplies its rows. A statement that names
`%(first)s` and `%(last)s` is run slice by slice, so that a million rows show their progress.
While loading, the triggers that only tell of changes (events, audit, figures, matches) are off:
nobody made these changes. The figures are counted at the end, the search indexes built at once
(half the time of keeping them row by row). Then everything waits for the matcher, which goes
through a small market at once, and through a large one while the worker runs; what the accounts
answer to their matches is matched before that.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
from argon2 import PasswordHasher
from psycopg import sql

from nova.demo.answers import answer
from nova.identity.demo_accounts import PASSWORD
from nova.problem import Problem

SMALLEST, LARGEST = 0.1, 1000
STAGES = sorted(Path(__file__).parent.glob("*.sql"))
ROWS = {"customers": 1500, "properties": 600, "requests": 300}
"""Rows of the stages that come in slices, at scale 1."""
SLICE = 20_000
MATCHED = 2000
"""Up to how many properties and requests are matched before the loading ends."""

TELLING = """
select c.relname, t.tgname
from pg_trigger t
join pg_class c on c.oid = t.tgrelid
where c.relnamespace = 'nova'::regnamespace
    and t.tgname ~ '^tg_(events|activity_events|last_contact|audit|count|plan|match)'
"""
"""Also what moves last_contact: customers are loaded with it, and finding none takes as long."""
KEPT_BACK = """
update nova.outbox set status = 'CANCELLED', last_error = 'demo data' where status = 'PENDING'
"""
"""Nobody of the demo has a phone or a mailbox: what they were told stays here."""
SEARCH_INDEXES = """
select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
from pg_index i
join pg_class c on c.oid = i.indexrelid
join pg_class t on t.oid = i.indrelid
join pg_am a on a.oid = c.relam
where t.relnamespace = 'nova'::regnamespace and t.relkind = 'r' and not t.relispartition
    and a.amname = 'gin'
"""
QUEUE_FIRST = """
with asking as (
    select r.id, r.cities from nova.requests r
    join demo_sellers b on b.id = r.user_id and b.shown
)
select private.queue_matching(
    array(
        select p.id
        from nova.properties p
        join nova.offers o on o.property_id = p.id
        where p.city in (select unnest(a.cities) from asking a)
        order by p.created_at desc limit 500),
    array(select a.id from asking a))
"""
"""What the accounts look for, and the newest of what is offered there."""
QUEUE = """
select private.queue_matching(
    array(select id from nova.properties), array(select id from nova.requests))
"""

Progress = Callable[[str, int], None]
"""Told the stage's name and how many rows more there are."""


def is_empty(connection: psycopg.Connection) -> bool:
    """Whether nobody has registered yet. Raises Problem when there is nothing to register in."""
    try:
        with connection.transaction():
            connection.execute("set local role nova_rules")
            row = connection.execute("select exists (select from nova.users)").fetchone()
    except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidParameterValue):
        raise Problem("This database has no tables yet: run nova migrate first.") from None
    return not (row and row[0])


def total_rows(scale: float) -> int:
    """How many rows the progress counts to."""
    return sum(_rows(name, scale) for name in ROWS)


def load(connection: psycopg.Connection, scale: float, progress: Progress) -> None:
    """Load every stage in one transaction, into an empty database. Raises Problem."""
    if not SMALLEST <= scale <= LARGEST:
        raise Problem(f"The scale lies between {SMALLEST} and {LARGEST}.")
    hasher = PasswordHasher(memory_cost=19_456, time_cost=2, parallelism=1)
    values = {"scale": scale, "password": hasher.hash(PASSWORD)}
    with connection.transaction():
        _tell(connection, "disable")
        build_indexes = _drop_search_indexes(connection)
        connection.execute("set local role nova_rules")
        connection.execute("select setseed(0.42)")
        for stage in STAGES:
            name = stage.stem.partition(".")[2].replace("-", " ")
            for statement in stage.read_text().split(";\n\n"):
                for part in _slices(name, statement, scale):
                    progress(name, 0)
                    connection.execute(statement, {**values, **part})
                    progress(name, part.get("last", 0) - part.get("first", 1) + 1)
        connection.execute("reset role")
        _tell(connection, "enable")
        progress("search indexes", 0)
        build_indexes()
        progress("matches", 0)
        connection.execute("analyze")  # or the planner thinks the tables empty, and loops
        connection.execute("set local role nova_rules")
        small = sum(_rows(name, scale) for name in ("properties", "requests")) <= MATCHED
        connection.execute(QUEUE if small else QUEUE_FIRST)
        _match(connection)
        answer(connection)
        if small:
            _match(connection)  # an answer makes room for another match
        else:
            connection.execute(QUEUE)
        connection.execute(KEPT_BACK)


def _match(connection: psycopg.Connection) -> None:
    while connection.execute("select private.match_changes(500)").fetchone() != (0,):
        pass


def _tell(connection: psycopg.Connection, switch: str) -> None:
    """Switch the triggers that tell of changes; only the tables' owner may."""
    connection.execute("set local role nova_owner")
    for table, trigger in connection.execute(TELLING).fetchall():
        connection.execute(
            sql.SQL("alter table nova.{} {} trigger {}").format(
                sql.Identifier(table), sql.SQL(switch), sql.Identifier(trigger)
            )
        )
    connection.execute("reset role")


def _drop_search_indexes(connection: psycopg.Connection) -> Callable[[], None]:
    """Take the search indexes away; answers what builds them again."""
    connection.execute("set local role nova_owner")
    indexes = connection.execute(SEARCH_INDEXES).fetchall()
    for name, _ in indexes:
        connection.execute(sql.SQL("drop index {}").format(sql.Identifier(*name.split("."))))
    connection.execute("reset role")

    def build() -> None:
        connection.execute("set local role nova_owner")
        connection.execute("set local maintenance_work_mem = '256MB'")
        for _, definition in indexes:
            connection.execute(definition)
        connection.execute("reset role")

    return build


def _rows(name: str, scale: float) -> int:
    return int(ROWS.get(name, 0) * scale + 0.5)


def _slices(name: str, statement: str, scale: float) -> Iterator[dict[str, int]]:
    """The parts a statement is run in: one, or a slice of rows each."""
    if "%(first)s" not in statement:
        yield {}
        return
    rows = _rows(name, scale)
    for first in range(1, rows + 1, SLICE):
        yield {"first": first, "last": min(first + SLICE - 1, rows)}
