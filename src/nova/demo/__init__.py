"""Demo data: Saudi and plausible, written in SQL with a fixed seed.

Each numbered file is one stage; `%(scale)s` multiplies its rows. Everything goes through the same
tables and triggers as real data: matches, notifications and events are made by the rules.
"""

from collections.abc import Callable
from pathlib import Path

import psycopg
from argon2 import PasswordHasher

from nova.problem import Problem

PASSWORD = "Nova1234!"  # noqa: S105  (printed for the developer on purpose)
ACCOUNTS = (
    ("sara@demo.nova", "0500000001", "broker in Riyadh, lists and offers"),
    ("fahad@demo.nova", "0500000002", "broker in Riyadh, files requests"),
    ("noura@demo.nova", "0500000003", "manager of a team in Jeddah"),
    ("khalid@demo.nova", "0500000004", "broker of that team"),
    ("reem@demo.nova", "0500000005", "observer of that team"),
    ("dar@demo.nova", "0500000006", "company that owns that team"),
)
SMALLEST, LARGEST = 0.1, 1000
STAGES = sorted(Path(__file__).parent.glob("*.sql"))


def is_empty(connection: psycopg.Connection) -> bool:
    """Whether nobody has registered yet."""
    with connection.transaction():
        connection.execute("set local role nova_rules")
        row = connection.execute("select exists (select from nova.users)").fetchone()
    return not (row and row[0])


def load(connection: psycopg.Connection, scale: float, stage_done: Callable[[str], None]) -> None:
    """Load every stage in one transaction, into an empty database. Raises Problem."""
    if not SMALLEST <= scale <= LARGEST:
        raise Problem(f"The scale lies between {SMALLEST} and {LARGEST}.")
    hasher = PasswordHasher(memory_cost=19_456, time_cost=2, parallelism=1)
    values = {"scale": scale, "password": hasher.hash(PASSWORD)}
    with connection.transaction():
        connection.execute("set local role nova_rules")
        connection.execute("select setseed(0.42)")
        for stage in STAGES:
            for statement in stage.read_text().split(";\n\n"):
                connection.execute(statement, values)
            stage_done(stage.stem.partition(".")[2].replace("-", " "))
