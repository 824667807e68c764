"""The synthetic market in a database of its own, written down as the matcher reads it."""

from pathlib import Path

import psycopg

from nova.database import embedded, migrations

STATEMENTS = (Path(__file__).parent / "market.sql").read_text()
SLICE = 20_000


def load(home: Path, rows: int) -> str:
    """Make the database and answer its administrator's address."""
    name = f"market{rows}"
    with psycopg.connect(embedded.url(home, database="postgres"), autocommit=True) as owner:
        owner.execute(f"create database {name}".encode())
    url = embedded.url(home, database=name)
    migrations.migrate(url)
    with psycopg.connect(url) as connection:
        connection.execute("set session_replication_role = replica")  # nobody made these changes
        connection.execute("select setseed(0.5)")
        for statement in filter(str.strip, STATEMENTS.replace(";\n", ";\n\n").split(";\n\n")):
            connection.execute(statement.encode(), {"rows": rows})
        connection.execute("drop index private.stock_likeness")  # measured elsewhere, slow to fill
        connection.execute("set session_replication_role = origin")
        _write_down(connection, "stock", "properties")
    return url


def choose(url: str, algorithm: str, mode: str) -> None:
    """Let every broker be matched in this way, and write their requests down for it."""
    with psycopg.connect(url) as connection:
        connection.execute("set session_replication_role = replica")
        connection.execute(
            "insert into nova.match_settings (user_id, algorithm, mode)"
            " select id, %s, %s from nova.users on conflict (user_id) do update"
            " set algorithm = excluded.algorithm, mode = excluded.mode", [algorithm, mode],
        )  # fmt: skip
        connection.execute("set session_replication_role = origin")
        connection.execute("truncate private.demand cascade")
        _write_down(connection, "demand", "requests")


def _write_down(connection: psycopg.Connection, kind: str, table: str) -> None:
    """Fill private.stock or private.demand slice by slice, then let the planner know."""
    ids = [row[0] for row in connection.execute(f"select id from nova.{table}".encode())]
    for first in range(0, len(ids), SLICE):
        connection.execute(
            f"insert into private.{kind} select x.* from private.{kind}_of(%s) as x".encode(),
            [ids[first : first + SLICE]],
        )
    connection.commit()
    connection.autocommit = True
    connection.execute("vacuum analyze private.stock")
    connection.execute("vacuum analyze private.demand")
    connection.execute("vacuum analyze private.demand_cells")
    connection.autocommit = False
