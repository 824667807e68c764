"""Part 1: what the events cost those who write.

The same statement three ways, all other triggers in place: without the table's event triggers, as
shipped, and with a NOTIFY in every transaction in place of the guarded one. A reader follows.
"""

import asyncio
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import LiteralString, NamedTuple

import psycopg
from psycopg import sql

from bench.live.plan import Plan
from bench.live.reader import reading
from bench.live.report import Sheet
from bench.live.setting import PEOPLE, Setting
from nova.database import embedded
from nova.problem import Problem

WITHOUT, SHIPPED, UNGUARDED = "without", "as shipped", "unguarded"
TRIGGERS = ("tg_events_insert", "tg_events_update")
WAKE = "private.wake_readers()"
NOTIFY: LiteralString = """
create or replace function private.wake_readers() returns void
language sql volatile set search_path = ''
as $$ select pg_notify('nova_events', '') $$
"""
USER = "lpad((1000000000000000000 + :user)::text, 32, '0')::uuid"
INSERTS = {
    "nova.tasks": f"""
insert into nova.tasks (user_id, created_by, title, due_date)
select {USER}, {USER}, 'متابعة العميل', current_date from generate_series(1, :rows);
""",
    "nova.notifications": f"""
insert into nova.notifications (user_id, title, message, type)
select {USER}, 'مهمة جديدة', 'متابعة العميل', 'TASK' from generate_series(1, :rows);
""",
}
"""What a client writes; for a person at random, so that no row is waited for."""
ROWS = 20
_RATE = re.compile(r"^tps = ([\d.]+)", re.MULTILINE)
_COUNT = re.compile(r"actually processed: (\d+)")


class Window(NamedTuple):
    """How often the statement runs, by how many clients, with how many rows."""

    clients: int
    rows: int

    def __str__(self) -> str:
        whose = f"{self.clients} client{'s' if self.clients > 1 else ''}"
        return f"{whose}, {self.rows} row{'s' if self.rows > 1 else ''} a transaction"


Rates = defaultdict[tuple[Window, str], list[float]]


async def measure(setting: Setting, plan: Plan) -> None:
    """Run every window of every way, side by side, and print the table. Raises Problem."""
    script = setting.home / "writers.pgbench"
    script.write_text(f"\\set user random(0, {PEOPLE - 1})\n{INSERTS[plan.table]}")
    most = max(clients for clients in plan.clients if clients <= 8)
    windows = [*(Window(clients, 1) for clients in plan.clients), Window(most, ROWS)]
    rates: Rates = defaultdict(list)
    with psycopg.connect(setting.owner, autocommit=True) as owner:
        bench = Ways(owner, plan.table)
        async with reading(setting.app_url):
            for number in range(plan.rounds):
                ways = (WITHOUT, SHIPPED, UNGUARDED)
                for window in windows:
                    for way in ways if number % 2 == 0 else reversed(ways):
                        rate = await bench.run(way, window, setting.owner, script, plan.window)
                        rates[window, way].append(rate)
        bench.restore()
    _show(rates, windows, plan.table)


def _show(rates: Rates, windows: Sequence[Window], table: str) -> None:
    """The events' cost, then the guard's gain."""
    sheet = Sheet(f"Writers: INSERT into {table}, transactions a second", "as shipped", "other way")
    for window in windows:
        what, ours, bare = f"{window}, no event", rates[window, SHIPPED], rates[window, WITHOUT]
        if window.rows > 1:
            sheet.at_least(what, ours, bare, 0.85)
        elif window.clients > 1:
            sheet.at_least(what, ours, bare, 0.6)
        else:
            sheet.told(what, ours, bare)
    for window in windows:
        what, ours, other = f"{window}, NOTIFY", rates[window, SHIPPED], rates[window, UNGUARDED]
        if window.rows == 1 and window.clients > 1:
            sheet.at_least(what, ours, other, 2)
        else:
            sheet.told(what, ours, other)
    sheet.show()


class Ways:
    """The three ways, switched by the database's administrator."""

    def __init__(self, owner: psycopg.Connection, table: str) -> None:
        self._owner = owner
        self._table = sql.Identifier(*table.split("."))
        self._logs = sql.SQL(", ").join(
            [self._table, sql.SQL("nova.events, nova.audit_log, private.stats_moves")]
        )
        known = {row[0] for row in owner.execute(
            "select tgname from pg_trigger where tgrelid = %s::regclass", [table])}  # fmt: skip
        if not set(TRIGGERS) <= known:
            raise Problem(f"{table} has no {' and '.join(TRIGGERS)}: give another --table.")
        self._shipped = self._one("select pg_get_functiondef(%s::regprocedure)", WAKE)

    async def run(self, way: str, window: Window, owner: str, script: Path, seconds: int) -> float:
        """One window, from an empty table. Raises Problem: the wrong number of events."""
        self._switch(way)
        self._empty()
        count, rate = await _pgbench(owner, script, window, seconds)
        events = self._one("select count(*) from nova.events")
        expected = 0 if way == WITHOUT else count * window.rows
        if int(events) != expected:
            raise Problem(f"{events} events were written of {expected}.")
        return rate

    def restore(self) -> None:
        """As shipped, and empty."""
        self._switch(SHIPPED)
        self._empty()

    def _switch(self, way: str) -> None:
        state = sql.SQL("disable" if way == WITHOUT else "enable")
        for trigger in TRIGGERS:
            self._owner.execute(
                sql.SQL("alter table {} {} trigger {}").format(
                    self._table, state, sql.Identifier(trigger)
                )
            )
        self._owner.execute(NOTIFY if way == UNGUARDED else self._shipped.encode())

    def _empty(self) -> None:
        """Take away what the last window wrote; nothing else is told of it."""
        self._owner.execute("set session_replication_role = replica")
        self._owner.execute(sql.SQL("truncate {} cascade").format(self._logs))
        self._owner.execute("set session_replication_role = origin")
        self._owner.execute("checkpoint")

    def _one(self, statement: LiteralString, *values: str) -> str:
        row = self._owner.execute(statement, values).fetchone()
        return str(row and row[0])


async def _pgbench(owner: str, script: Path, window: Window, seconds: int) -> tuple[int, float]:
    """How many transactions, and how many a second. Raises Problem."""
    running = await asyncio.create_subprocess_exec(
        embedded.program("pgbench"), "--no-vacuum", "--protocol=prepared",
        f"--client={window.clients}", f"--jobs={min(window.clients, 2)}", f"--time={seconds}",
        f"--define=rows={window.rows}", f"--file={script}", owner,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    told, complaint = await running.communicate()
    count, rate = _COUNT.search(told.decode()), _RATE.search(told.decode())
    if running.returncode or not count or not rate:
        raise Problem(f"pgbench failed: {complaint.decode()[-500:]}")
    return int(count[1]), float(rate[1])
