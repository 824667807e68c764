"""Writes events as the triggers do: rows in the log, and the wake-up where its token is free."""

import asyncio
import contextlib
import random
import statistics
import time
from collections.abc import AsyncIterator, Sequence
from typing import NamedTuple
from uuid import UUID

import asyncpg

from bench.data import USER, ident
from bench.live.crowd import Crowd

# "sent" is the moment just before the commit: what follows is the commit, the wake-up, the read
# and the way to the client.
ONE = """
with written as (
    insert into nova.events (event, entity, entity_id, recipients, data)
    values ('task.updated', 'task', uuidv7(), $1, jsonb_build_object('status', 'DONE', 'version', 7,
        'filler', repeat('x', $2), 'sent', extract(epoch from clock_timestamp())))
    returning id
)
select private.wake_readers() from written
"""
MANY = """
insert into nova.events (event, entity, entity_id, recipients, data)
select 'task.updated', 'task', uuidv7(),
    array(
        select lpad(($1::bigint + mod(n * $3 + m, $4))::text, 32, '0')::uuid
        from generate_series(0, $3 - 1) as m),
    jsonb_build_object('status', 'DONE', 'version', 7, 'filler', '')
from generate_series(1::bigint, $2) as n
"""
# Of so many events some are one person's, spread evenly; the others are three others' each.
OTHERS = """
insert into nova.events (event, entity, entity_id, recipients, data)
select 'task.updated', 'task', uuidv7(),
    case when mod(n, $3) = 0 then array[$4::uuid] else array(
        select lpad(($1::bigint + 2 + mod(n * 3 + m, $5 - 2))::text, 32, '0')::uuid
        from generate_series(0, 2) as m) end,
    jsonb_build_object('status', 'DONE', 'version', 7, 'filler', '')
from generate_series(1::bigint, $2) as n
"""
USERS = USER * 10**18
WRITERS = 4


class Delays(NamedTuple):
    """From just before the commit to the client, in milliseconds."""

    p50: float
    p99: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Delays":
        """Those of these deliveries."""
        cuts = statistics.quantiles(seconds, n=100)
        return cls(cuts[49] * 1000, cuts[98] * 1000)


class Log:
    """The log of events, from the writers' side."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self._pool = pool

    async def flood(self, events: int, recipients: int, people: range) -> float:
        """Many events in one transaction; answers when it was about to commit."""
        async with self._pool.acquire() as connection, connection.transaction():
            first = USERS + people.start
            await connection.execute(MANY, first, events, recipients, len(people))
            await connection.execute("select private.wake_readers()")
            return float(
                await connection.fetchval("select extract(epoch from clock_timestamp())::float8")
            )

    async def others(self, events: int, theirs: int, person: int, people: int) -> None:
        """Events of everybody but the first two people, some of them of one of these two."""
        await self._pool.execute(OTHERS, USERS, events, events // theirs, _user(person), people)

    async def write(self, people: Sequence[int], filler: int = 0) -> None:
        """One event for these people, in a transaction of its own."""
        await self._pool.fetchval(ONE, [_user(n) for n in people], filler)

    async def pace(
        self, rate: float, seconds: float, people: range, each: int, filler: int = 0
    ) -> int:
        """So many events a second, each for some of these people, however long one takes."""
        events = round(rate * seconds)
        began = time.monotonic()
        writing: set[asyncio.Task[None]] = set()
        for n in range(events):
            await asyncio.sleep(max(0, began + n / rate - time.monotonic()))
            task = asyncio.create_task(self.write(random.sample(people, each), filler))
            writing.add(task)
            task.add_done_callback(writing.discard)
        await asyncio.gather(*writing)
        return events

    @contextlib.asynccontextmanager
    async def open_transaction(self, person: int, *, event: bool) -> AsyncIterator[None]:
        """A transaction that stays open meanwhile, and has written: an event, or something else."""
        async with self._pool.acquire() as connection, connection.transaction():
            if event:
                await connection.fetchval(ONE, [_user(person)], 0)
            else:
                await connection.fetchval("select pg_current_xact_id()::text")
            yield


@contextlib.asynccontextmanager
async def writing(owner: str) -> AsyncIterator[Log]:
    """The log, with a few connections to write it through."""
    async with asyncpg.create_pool(owner, min_size=WRITERS, max_size=WRITERS) as pool:
        yield Log(pool)


async def paced(
    log: Log, crowd: Crowd, rate: float, seconds: float, people: range, each: int
) -> list[float]:
    """What a crowd waits for while events come at this rate. Raises Problem: one is missing."""
    found: list[float] = []
    crowd.delays = found
    crowd.expect(round(rate * seconds) * each)
    try:
        await log.pace(rate, seconds, people, each)
        await crowd.arrived()
    finally:
        crowd.delays = None
    return found


def _user(n: int) -> UUID:
    return ident(USER, n)
