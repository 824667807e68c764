"""The command line of `make bench-billing`: the price of a plan's limit, and a hundred thousand
subscriptions that end at the same midnight.

The limit: a customer is created with the trigger that counts and without it, by turns; what counts
is the CPU of the backend. The midnight: the clock's items are run as the worker runs them, batch by
batch, while somebody else writes; what counts is the time of a batch, and of a write beside it.
"""

import argparse
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import LiteralString

import psycopg
from rich.console import Console
from rich.table import Table

from bench.matching.measures import Session
from nova.database import embedded, migrations

out = Console(highlight=False, width=140)
STATEMENTS = (Path(__file__).parent / "billing.sql").read_text()
PAYERS = 100_000
ROUNDS, WRITES = 24, 50
ME = "0" * 31 + "1"
ITEMS: tuple[LiteralString, ...] = (
    "select private.renew_subscriptions(now())",
    "select private.collect_invoices(now())",
    "select private.expire_subscriptions(now())",
)
CREATE: LiteralString = (
    "insert into nova.customers (user_id, name, phone) values (%s, 'x', %s)"
    " returning api.customer(customers)"
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench.billing", description=__doc__)
    parser.add_argument("--payers", type=int, default=PAYERS, help="subscriptions at midnight")
    payers = parser.parse_args().payers
    with tempfile.TemporaryDirectory(prefix="nova-bench-") as folder:
        home = Path(folder)
        with embedded.running(home):
            with psycopg.connect(embedded.url(home, database="postgres"), autocommit=True) as owner:
                owner.execute("create database billing")
            url = embedded.url(home, database="billing")
            migrations.migrate(url)
            with psycopg.connect(url) as connection:
                fill(connection, payers)
                connection.commit()
                connection.autocommit = True
                connection.execute("vacuum analyze")
            report_limit(Session(url))
            report_midnight(url)


def fill(connection: psycopg.Connection, payers: int) -> None:
    """Put so many payers in, past the triggers."""
    connection.execute("set session_replication_role = replica")
    for statement in filter(str.strip, STATEMENTS.split(";\n")):
        connection.execute(statement.encode(), {"payers": payers})
    connection.execute("set session_replication_role = origin")


def report_limit(session: Session) -> None:
    """Print what counting against a limit costs a create."""
    phones = (f"05{n:08}" for n in range(10_000_000, 99_999_999))
    ratios: list[float] = []
    for _ in range(ROUNDS):
        spent = {kind: created(session, phones, kind) for kind in ("enable", "disable")}
        ratios.append(spent["enable"] / spent["disable"])
    out.print(
        f"A customer created with its limit counted took {median(ratios):.2f}"
        f" ({min(ratios):.2f}-{max(ratios):.2f}) of the backend's CPU without (aim: at most 1.10)."
    )


def created(session: Session, phones: Iterator[str], kind: str) -> float:
    """Milliseconds of CPU of a create, with the trigger or without."""
    connection = session.connection
    connection.execute("select private.fold_usage(100000), private.fold_stats(100000)")
    connection.execute(f"alter table nova.customers {kind} trigger tg_plan_insert".encode())
    before = 0.0
    for turn in range(WRITES + 10):
        if turn == 10:  # warm
            before = session.spent()
        with connection.transaction():
            connection.execute("select set_config('nova.user_id', %s, true)", [ME])
            connection.execute(CREATE, [ME, next(phones)])
    return (session.spent() - before) / WRITES


def report_midnight(url: str) -> None:
    """Print how long batches take, and what somebody who writes meanwhile waits."""
    alone = written(url, 30_000_000, lambda turn: turn < 300)
    table = Table(title="the clock at midnight, milliseconds a batch")
    for column in ("item", "batches", "median", "longest"):
        table.add_column(column, justify="left" if column == "item" else "right")
    is_over = threading.Event()
    beside: list[float] = []
    writer = threading.Thread(
        target=lambda: beside.extend(written(url, 40_000_000, lambda _: not is_over.is_set()))
    )
    writer.start()
    with psycopg.connect(url, autocommit=True) as clock:
        for item in ITEMS:
            took = batches(clock, item)
            name = item.partition("private.")[2].partition("(")[0]
            table.add_row(name, str(len(took)), f"{median(took):.0f}", f"{max(took):.0f}")
    is_over.set()
    writer.join()
    out.print(table)
    for name, took in (("alone", alone), ("beside the clock", beside)):
        p99 = quantiles(took, n=100)[98]
        out.print(f"A create {name}: median {median(took):.1f} ms, p99 {p99:.1f} ms.")


def batches(clock: psycopg.Connection, item: LiteralString) -> list[float]:
    """Milliseconds of each batch until nothing is left to do."""
    took: list[float] = []
    while True:
        before = written_rows(clock)
        started = time.perf_counter()
        clock.execute(item)
        took.append((time.perf_counter() - started) * 1000)
        if written_rows(clock) == before:
            return took


def written_rows(clock: psycopg.Connection) -> tuple[object, ...] | None:
    """What moves with each batch."""
    return clock.execute(
        "select (select count(*) from nova.subscription_invoices),"
        " (select count(*) from nova.subscription_invoices where next_attempt_at is null),"
        " (select count(*) from nova.subscriptions where grace_until is null)"
    ).fetchone()


def written(url: str, phone: int, goes_on: Callable[[int], bool]) -> list[float]:
    """Milliseconds of creates, one after the other, by somebody of their own."""
    took: list[float] = []
    with psycopg.connect(url, autocommit=True) as connection:
        turn = 0
        while goes_on(turn):
            turn += 1
            started = time.perf_counter()
            with connection.transaction():
                connection.execute("select set_config('nova.user_id', %s, true)", [ME])
                connection.execute(CREATE, [ME, f"+9665{phone + turn}"])
            took.append((time.perf_counter() - started) * 1000)
            time.sleep(0.005)
    return took


if __name__ == "__main__":
    main()
