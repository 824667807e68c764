"""A filled market, where every request has kept its best: what one change costs the matcher."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from statistics import mean
from typing import LiteralString, NamedTuple

import psycopg

from bench.matching.measures import HOMES, WISHES, Cost, Session

SLICE = 500
QUEUE_HOME: LiteralString = """
insert into private.match_queue (property_id, owner_id)
select p.id, p.user_id from nova.properties p where p.id = %(id)s
"""
QUEUE_REQUEST: LiteralString = """
insert into private.match_queue (request_id, owner_id)
select r.id, r.user_id from nova.requests r where r.id = %(id)s
"""
LEAVE: LiteralString = "update nova.offers set status = 'COMPLETED' where property_id = %(id)s"
WAITS: LiteralString = "select count(*) from private.match_queue where error is null"


class Change(NamedTuple):
    """Something that happens in the market: what is done before, and what then waits."""

    name: str
    things: LiteralString
    """Which rows it happens to."""
    queue: LiteralString
    before: LiteralString | None
    aim: str


CHANGES = (
    Change("a request arrives, or one of its matches was viewed", WISHES, QUEUE_REQUEST, None,
           "<= 15"),
    Change("an offer leaves", HOMES, QUEUE_HOME, LEAVE, "<= 300"),
    Change("nothing changed: a home with an open offer", HOMES, QUEUE_HOME, None, "<= 2"),
)  # fmt: skip


def fill(url: str, session: Session) -> int:
    """Let every request keep its best; answers how many pairs that is.

    Straight from the searches, without events and notices: they are measured where one arrives.
    """
    requests = session.sample("select request_id from private.demand limit %s", None)
    slices = [requests[first : first + SLICE] for first in range(0, len(requests), SLICE)]

    def keep(part: Sequence[object]) -> None:
        with psycopg.connect(url) as connection:
            connection.execute("set session_replication_role = replica")
            connection.execute("select private.match_requests(%s::uuid[])", [part])

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(keep, slices))
    session.connection.execute("delete from private.match_queue")
    session.connection.execute("vacuum analyze nova.smart_matches")
    session.connection.execute("vacuum analyze private.demand")
    return int(session.sample("select count(*) from nova.smart_matches limit %s", 1)[0])


def cost_of(change: Change, session: Session, most: int) -> Cost:
    """The matcher's CPU until nothing waits, a mean over some rows; each is taken back again."""
    costs = [_run(change, session, each) for each in session.sample(change.things, most + 1)]
    return Cost(
        mean(cost.cpu for cost in costs[1:]), 0, round(mean(cost.rows for cost in costs[1:]))
    )


def _run(change: Change, session: Session, thing: object) -> Cost:
    """One change in a transaction that is rolled back, so that all find the same market."""
    cpu, turns = 0.0, 0
    with session.connection.transaction(force_rollback=True):
        if change.before:
            session.connection.execute(change.before, {"id": thing})
        session.connection.execute(change.queue, {"id": thing})
        while session.sample(WAITS + " limit %s", 1)[0]:
            cpu += session.cost("select private.match_changes(20)").cpu
            turns += 1
    return Cost(cpu, 0, turns)
