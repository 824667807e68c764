"""The command line of `make bench-calendar`: one person's calendar on a small and a large platform.

Each statement is run by turns on both; what counts is the CPU of its backend, the median of many.
"""

import argparse
import signal
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import LiteralString

import psycopg
from rich.console import Console
from rich.table import Table

from bench.matching.measures import Session
from nova.database import embedded, migrations

out = Console(highlight=False, width=140)
STATEMENTS = (Path(__file__).parent / "calendar.sql").read_text()
TURNS = 25
ME = "0" * 31 + "1"
MAY: LiteralString = "'2031-05-01+03', '2031-06-01+03'"
SMALL = {"rows": 10_000, "reminders": 1_000, "tasks": 100}
LARGE = {"rows": 1_000_000, "reminders": 1_000_000, "tasks": 10_000}
DUE: LiteralString = (
    "insert into private.reminders (entity, entity_id, user_id, due_at)"
    " select 'task', (select id from nova.tasks limit 1), %(me)s, now() - n * interval '1 second'"
    " from generate_series(1, 100) n"
)
ASKED: Mapping[str, tuple[LiteralString, str]] = {
    "a tick with 100 reminders due": ("select private.send_reminders(now())", "<= 2"),
    "a month of one calendar": (
        "select json_agg(api.appointment(a)) from nova.list_appointments("
        + MAY + ", null, null, null, null, null, null, 200) a", "<= 1.5",
    ),
    "the board": ("select nova.show_task_board(null)", "<= 2"),
    "availability of ten over two weeks": (
        "select nova.show_availability(array(select user_id from nova.team_members),"
        " '2031-05-01+03', '2031-05-15+03', 60, 30)", "",
    ),
    "a feed that is as it was": (
        "select nova.feed_changed(decode(repeat('cd', 32), 'hex'))", "",
    ),
    "an appointment by its id": (
        "select api.appointment(a) from nova.appointments a where a.id = ("
        " select x.id from nova.appointments x where x.user_id = %(me)s limit 1)", "",
    ),
}  # fmt: skip
"""What is asked, and how many times the small platform's cost the large one's may be."""


def main() -> None:
    """Measure both sizes. A target that is missed is told, not failed."""
    parser = argparse.ArgumentParser(prog="python -m bench.calendar", description=__doc__)
    parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="nova-bench-") as folder:
        home = Path(folder)
        with embedded.running(home):
            sessions = {
                name: Session(load(home, name, size))
                for name, size in {"small": SMALL, "large": LARGE}.items()
            }
            report(sessions["small"], sessions["large"])


def load(home: Path, name: str, size: Mapping[str, int]) -> str:
    """A platform of this size; answers its administrator's address."""
    with psycopg.connect(embedded.url(home, database="postgres"), autocommit=True) as owner:
        owner.execute(f"create database {name}".encode())
    url = embedded.url(home, database=name)
    migrations.migrate(url)
    with psycopg.connect(url) as connection:
        fill(connection, size)
        connection.commit()
        connection.autocommit = True
        connection.execute("vacuum analyze")
    return url


def fill(connection: psycopg.Connection, size: Mapping[str, int]) -> None:
    """Put so many rows in, past the triggers: one by one they would take an hour."""
    connection.execute("set session_replication_role = replica")
    for statement in filter(str.strip, STATEMENTS.split(";\n")):
        connection.execute(statement.encode(), size)
    connection.execute("set session_replication_role = origin")
    connection.execute("select private.keep_all_rights()")


def report(small: Session, large: Session) -> None:
    """Print what each thing costs, and how it grows."""
    for session in (small, large):
        session.connection.execute("select set_config('nova.user_id', %s, false)", [ME])
    cost = {what: costs(statement, small, large) for what, (statement, _) in ASKED.items()}
    table = Table(title="CPU of the backend, milliseconds; the median of interleaved turns")
    for column in ("what", "small", "large", "times", "aim"):
        table.add_column(column, justify="left" if column == "what" else "right")
    for what, (one, other) in cost.items():
        table.add_row(what, f"{one:.2f}", f"{other:.2f}", f"{other / one:.2f}", ASKED[what][1])
    out.print(table)
    month = cost["a month of one calendar"][1]
    free = cost["availability of ten over two weeks"][1]
    poll, by_id = cost["a feed that is as it was"][1], cost["an appointment by its id"][1]
    out.print(f"Availability of ten: {free / month:.1f} times the month's list (aim: at most 5).")
    out.print(f"A poll that ends in 304: {poll / by_id:.1f} times a by-id read (aim: at most 1.3).")


def costs(statement: LiteralString, small: Session, large: Session) -> tuple[float, float]:
    """The median cost of a statement on both, by turns."""
    spent: tuple[list[float], list[float]] = ([], [])
    for _ in range(TURNS):
        for place, session in enumerate((small, large)):
            with session.connection.transaction(force_rollback=True):
                session.connection.execute(DUE, {"me": ME})
                session.connection.execute("set local role nova_rules")
                before = session.spent()
                session.connection.execute(statement, {"me": ME})
                spent[place].append(session.spent() - before)
    return median(spent[0]), median(spent[1])


if __name__ == "__main__":
    main()
