"""Everything fails at random while the worker is killed: what is lost, what goes twice."""

import random
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import psycopg

from bench.outbox.setting import database, start_worker
from bench.outbox.street import Street

MESSAGES = 10_000  # a tenth of them promotions, to customers of whom half agreed
KILLED_EVERY = 5.0  # seconds
FAULTS = ["taken"] * 14 + ["busy", "error", "no_balance", "dropped", "lost", "half"]
CUSTOMERS = """
with someone as (
    insert into nova.users (email, phone, name) values ('t@bench.nova', '+966599999999', 'وسيط')
    returning id
)
insert into nova.customers (user_id, name, phone, consent)
select s.id, 'عميل ' || n, '055' || lpad(n::text, 7, '0'), jsonb_build_object('SMS', n % 2 = 0)
from someone s, generate_series(1, 1000) n
returning id
"""
SOONER = """
update nova.outbox set next_attempt_at = now()
where status = 'PENDING' and next_attempt_at > now()
"""
OPEN = "select count(*) from nova.outbox where status in ('PENDING', 'SENDING')"
UNPAUSED = """
update private.providers set paused_until = null where paused_until > now() + interval '1 second'
"""
NOTICES = """
insert into nova.outbox (topic, class, payload)
select 'sms.notification', 'TRANSACTIONAL', jsonb_build_object(
    'to', '+9665' || lpad(n::text, 8, '0'), 'text', 'm' || n)
from generate_series(%s::int, %s) n
"""
PROMOTE = "select private.promote(%s, 'SMS', 'x', %s, %s)"
OUTCOMES = """
select o.status, o.payload ->> 'to', o.payload ->> 'text', o.ambiguous, c.consent ->> 'SMS' = 'true'
from nova.outbox o left join nova.customers c on c.id = o.customer_id
"""
BAD = "+96650000000"  # what begins so is no number


class Row(NamedTuple):
    """What became of a message; `agreed` of a promotion alone."""

    status: str
    to: str
    text: str
    ambiguous: int
    agreed: bool | None


def try_out(home: Path, seconds: int, say: Callable[[str], None]) -> None:
    """Queue, fail and kill for so long, then let all go, and count."""
    url = database(home, "trial")
    dice = random.Random(15)
    with (
        Street(lambda _, to: "bad_number" if to.startswith(BAD) else dice.choice(FAULTS)) as street,
        psycopg.connect(url, autocommit=True) as owner,
    ):
        customers = [row[0] for row in owner.execute(CUSTOMERS)]
        kills = _fail(home, url, street, owner, customers, seconds)
        street.how = lambda _, to: "bad_number" if to.startswith(BAD) else "taken"
        worker = _worker(home, url, street)
        while owner.execute(OPEN).fetchone() != (0,):
            _hasten(owner)
            time.sleep(0.5)
        worker.terminate()
        worker.wait(20)
        _count(street, owner, kills, say)


def _worker(home: Path, url: str, street: Street) -> subprocess.Popen[bytes]:
    options = "&rate=100000"
    return start_worker(
        home, url, [street.dsn(each, options) for each in ("unifonic", "twilio", "msegat")],
        outbox_lease=2, promotion_hours="00:00-24:00",
    )  # fmt: skip


def _fail(
    home: Path, url: str, street: Street, owner: psycopg.Connection, customers: list[object],
    seconds: int,
) -> int:  # fmt: skip
    """Queue a share each second and kill the worker every few; how often it was killed."""
    begun, kills, share = time.monotonic(), 0, MESSAGES // seconds + 1
    worker, killed_at, nth = _worker(home, url, street), time.monotonic(), 0
    while time.monotonic() - begun < seconds:
        owner.execute(NOTICES, [nth + 1, nth + share * 9 // 10])
        for place in range(share // 10 + 1):
            customer = customers[(nth + place) % len(customers)]
            owner.execute(PROMOTE, [customer, f"p{nth}-{place}", str(nth)])
        nth += share
        if time.monotonic() - killed_at > KILLED_EVERY:
            worker.kill()
            worker.wait()
            kills += 1
            worker, killed_at = _worker(home, url, street), time.monotonic()
        _hasten(owner)
        time.sleep(1)
    worker.kill()
    worker.wait()
    return kills + 1


def _hasten(owner: psycopg.Connection) -> None:
    """As if the pauses, of minutes, were over: the trial has no hours."""
    owner.execute(SOONER)
    owner.execute(UNPAUSED)


def _count(
    street: Street, owner: psycopg.Connection, kills: int, say: Callable[[str], None]
) -> None:
    """Say what came of every message."""
    rows = [Row(*each) for each in owner.execute(OUTCOMES)]
    taken = Counter((each.to, each.text.split("\n")[0]) for each in street.taken)
    sent = [row for row in rows if row.status in {"SENT", "DELIVERED"}]
    lost = [row for row in sent if not taken[row.to, row.text]]
    failed = [row for row in rows if row.status == "FAILED"]
    called_off = [row for row in rows if row.status == "CANCELLED" and row.agreed is False]
    without = [row for row in rows if row.agreed is False and taken[row.to, row.text]]
    doubled, ambiguous = taken.total() - len(taken), sum(row.ambiguous for row in rows)
    say(f"{len(rows):,} messages, {len(street.tried):,} tries, the worker killed {kills} times.")
    say(f"Sent {len(sent):,}, of them lost {len(lost)}; given up {len(failed)}.")
    say(f"Taken twice {doubled}, counted as perhaps {ambiguous} (at least as many).")
    say(f"Promotions called off without consent {len(called_off)}; sent so {len(without)}.")
    assert not lost and not without and doubled <= ambiguous, "see above"
