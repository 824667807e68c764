"""Fills a database with people and customers, in sets. Each broker holds 200, five make a team.

An id is a number written as a uuid, so that a script can name any row from a random number.
"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import msgspec
import psycopg
from psycopg import sql

from nova.database import embedded, migrations
from nova.identity.tokens import Tokens

USER, SESSION, CUSTOMER, TEAM = 1, 2, 3, 4
KIND = 10**18
SHARE = 200
"""Customers that one broker holds."""
TEAM_SIZE = 5
LOAD = (Path(__file__).parent / "data.sql").read_text()
FIGURES = """
update nova.user_stats s
set figures = r.figures
from private.recount_stats() as r
where s.user_id = r.user_id;
select private.mend_usage()
"""

# What only tells of a change; the figures are counted once at the end.
RECORDERS = r"""
select n.nspname, c.relname, t.tgname
from pg_trigger t
join pg_class c on c.oid = t.tgrelid
join pg_namespace n on n.oid = c.relnamespace
where t.tgname ~ '^tg_(events|audit|count|plan)_' and t.tgparentid = 0
"""
INDEXES = """
select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
from pg_index i
where i.indrelid = 'nova.customers'::regclass
    and not exists (select from pg_constraint x where x.conindid = i.indexrelid)
"""
# Folding names and phones is most of an insert. Where customers are only read, as in the lists'
# databases, the columns hold the same phones and similar words without it.
UNFOLDED = """
alter table nova.customers
    alter column phone_e164 set expression as (phone),
    alter column search_text set expression as (name || ' ' || phone || ' ' || coalesce(email, ''))
"""


class Size(msgspec.Struct, frozen=True):
    """How many rows of customers a database has, and how many more its crowded team."""

    customers: int
    crowd: int = 0

    @property
    def brokers(self) -> int:
        """People with 200 customers each; the crowded team's manager and broker follow them."""
        return self.customers // SHARE


class Sizes(NamedTuple):
    """The three databases: the app's, and the two that lists are compared in."""

    nova: Size
    large: Size
    small: Size


def ident(kind: int, number: int) -> UUID:
    """The id of a row: its kind and number, in decimal digits."""
    return UUID(f"{kind * KIND + number:032}")


def load(home: Path, owner: str, sizes: Sizes) -> None:
    """Migrate once, copy, and fill the databases side by side."""
    migrations.migrate(owner)
    server = embedded.url(home, database="postgres")
    with psycopg.connect(server, autocommit=True) as connection:
        for name in ("large", "small"):
            connection.execute(f"create database {name} template nova".encode())
    with ThreadPoolExecutor() as threads:
        loads = [
            threads.submit(fill, embedded.url(home, database=name), size, folded=name == "nova")
            for name, size in sizes._asdict().items()
        ]
    for each in loads:
        each.result()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("checkpoint")


def tokens(signer: Tokens, size: Size) -> list[str]:
    """An access token of each broker's session."""
    return [
        signer.sign(
            {
                "sub": str(ident(USER, n)), "sid": str(ident(SESSION, n)),
                "email": f"broker{n}@example.com", "phone": f"+9665{n:08}",
                "role": "BROKER", "subscription": "TRIAL",
            }
        )
        for n in range(size.brokers)
    ]  # fmt: skip


def fill(url: str, size: Size, *, folded: bool) -> None:
    """Fill a migrated, empty database as its administrator, in one transaction."""
    values = {
        "customers": size.customers,
        "brokers": size.brokers,
        "people": size.brokers + (2 if size.crowd else 0),
        "crowd": size.crowd,
        "share": min(SHARE, size.crowd) or 1,
    }
    with psycopg.connect(url) as connection:
        connection.execute("set local maintenance_work_mem = '256MB'")
        silent = connection.execute(RECORDERS).fetchall()
        indexes = connection.execute(INDEXES).fetchall()
        _switch(connection, "disable", silent)
        if not folded:
            connection.execute(UNFOLDED)
        for name, _ in indexes:
            connection.execute(f"drop index {name}".encode())
        for statement in LOAD.split(";\n\n"):
            connection.execute(statement.encode(), values)
        for _, definition in indexes:
            connection.execute(definition)
        _switch(connection, "enable", silent)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(FIGURES.encode())
        connection.execute("vacuum analyze")


def _switch(connection: psycopg.Connection, way: str, triggers: list[tuple[str, str, str]]) -> None:
    """Disable or enable these triggers."""
    for schema, table, trigger in triggers:
        connection.execute(
            sql.SQL("alter table {} {} trigger {}").format(
                sql.Identifier(schema, table), sql.SQL(way), sql.Identifier(trigger)
            )
        )
