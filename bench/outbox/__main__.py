"""The command line of `make bench-outbox`: how fast messages go, what a claim costs, how soon a
code is at its provider; with --trial what is lost and doubled while everything fails.
"""

import argparse
import signal
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

import psycopg
from psycopg.types.json import Jsonb
from rich.console import Console

from bench.matching.measures import Session
from bench.outbox.setting import FILL, QUEUE, database, start_worker
from bench.outbox.street import Street
from bench.outbox.trial import CUSTOMERS, try_out
from nova.database import embedded

out = Console(highlight=False, width=140)
DRAINED = 5_000
ANSWERS = 0.005  # seconds that the provider takes
CODES = 300
PROMOTED_A_SECOND = 500
TURNS = 25
BOTH = {"settled": 1_000, "settled_many": 1_000_000}
CHANNELS = [{"channel": "sms", "room": 50, "providers": [{"name": "unifonic", "rate": 1e5}]}]
PROMOTIONS = """
select private.promote(c.id, 'SMS', 'x', 'x' || n, n::text)
from generate_series(1, %s) n
join lateral (
    select id from nova.customers where consent ->> 'SMS' = 'true' offset n %% 500 limit 1
) as c on true
"""
TAKE = "select private.take_messages('TRANSACTIONAL', %s, interval '1 minute', '{}')"


def main() -> None:
    """Measure. A target that is missed is told, not failed."""
    parser = argparse.ArgumentParser(prog="python -m bench.outbox", description=__doc__)
    parser.add_argument("--trial", type=int, metavar="SECONDS", help="fail everything for so long")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="nova-bench-") as folder:
        home = Path(folder)
        with embedded.running(home):
            if arguments.trial:
                try_out(home, arguments.trial, out.print)
                return
            url = database(home, "outbox")
            drain(home, url)
            rest(home, url)
            crowd(home)
            claim(home)


def drain(home: Path, url: str) -> None:
    """How many messages a second one worker gets rid of."""
    with Street() as street:
        street.pause = ANSWERS
        with psycopg.connect(url) as owner:
            owner.execute(QUEUE, ["TRANSACTIONAL", "غدًا ", DRAINED])
        worker = start_worker(home, url, [street.dsn("unifonic", "&rate=100000")])
        while len(street.taken) < DRAINED:
            time.sleep(0.01)
        took = street.taken[-1].at - street.taken[0].at
        worker.terminate()
        worker.wait(20)
        doubled = street.doubled()
    out.print(
        f"One worker drains {DRAINED / took:,.0f} messages a second at a provider that answers in"
        f" {ANSWERS * 1000:.0f} ms (aim: 1,000); {doubled} twice."
    )


def rest(home: Path, url: str) -> None:
    """How soon a code is at its provider when nothing else is to be done."""
    late: list[float] = []
    with Street() as street, psycopg.connect(url, autocommit=True) as owner:
        worker = start_worker(home, url, [street.dsn("unifonic")])
        owner.execute(QUEUE, ["OTP", "first ", 1])
        while not street.tried:
            time.sleep(0.05)
        for nth in range(CODES):
            time.sleep(0.05)
            seen = len(street.tried)
            owner.execute(QUEUE, ["OTP", f"{nth} ", 1])
            committed = time.perf_counter()
            while len(street.tried) == seen:
                time.sleep(0.0005)
            late.append((street.tried[-1].at - committed) * 1000)
        worker.terminate()
        worker.wait(20)
    p99 = quantiles(late, n=100)[98]
    out.print(
        f"A code is at its provider {median(late):.1f} ms after its commit, p99 {p99:.1f}"
        f" (aim: 50); {CODES} of them."
    )


def crowd(home: Path) -> None:
    """How soon a code is at its provider while promotions queue up before it."""
    url = database(home, "crowd")
    with Street() as street, psycopg.connect(url, autocommit=True) as owner:
        street.pause = ANSWERS
        owner.execute(CUSTOMERS)
        owner.execute(PROMOTIONS, [DRAINED])
        options = f"&rate={PROMOTED_A_SECOND}"
        worker = start_worker(
            home, url, [street.dsn("unifonic", options)], promotion_hours="00:00-24:00"
        )
        while not street.tried:
            time.sleep(0.05)
        late = []
        for nth in range(CODES // 10):
            time.sleep(0.1)
            owner.execute(QUEUE, ["OTP", f"code {nth} ", 1])
            committed, text = time.perf_counter(), f"code {nth} 1"
            while not (found := [each.at for each in street.tried if each.text == text]):
                time.sleep(0.001)
            late.append((found[0] - committed) * 1000)
        waiting = DRAINED - len(street.taken)
        worker.terminate()
        worker.wait(20)
    out.print(
        f"Behind promotions, {waiting:,} of which still waited at {PROMOTED_A_SECOND} a second, a"
        f" code is there after {median(late):.1f} ms, at most {max(late):.0f} (aim: 1,000)."
    )


def claim(home: Path) -> None:
    """What claiming 50 messages costs beside few and many that are settled."""
    sessions = []
    for name, settled in BOTH.items():
        url = database(home, name)
        with psycopg.connect(url, autocommit=True) as owner:
            owner.execute(FILL, [settled])
            owner.execute("vacuum analyze nova.outbox")
        sessions.append(Session(url))
    spent: list[list[float]] = [[], []]
    for _ in range(TURNS):
        for session, costs in zip(sessions, spent, strict=True):
            with session.connection.transaction(force_rollback=True):
                session.connection.execute(QUEUE, ["TRANSACTIONAL", "x", 50])
                before = session.spent()
                session.connection.execute(TAKE, [Jsonb(CHANNELS)])
                costs.append(session.spent() - before)
    few, many = map(median, spent)
    out.print(
        f"Claiming 50 messages among {BOTH['settled_many']:,} settled ones costs {many:.2f} ms of"
        f" CPU, {many / few:.2f} times what it does among {BOTH['settled']:,} (aim: 1.2)."
    )


if __name__ == "__main__":
    main()
