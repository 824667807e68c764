"""The pool: connections, and a bounded queue before them. The app asks it, and nothing else.

Nobody takes it from the others: a person (or, without a token, a site) has at most so many
connections at work and requests waiting; among those who wait, turns go round by person.
"""

import asyncio
import random
import time
from collections import Counter, deque
from typing import Any

import psycopg
import structlog

from nova.database.flight import Caller, Connection, Flight
from nova.database.queries import Query
from nova.errors.refused import Refused
from nova.metrics import POOL_IN_USE, POOL_WAIT
from nova.settings import Settings

log = structlog.get_logger()

PATIENCE = 2.0  # seconds beyond the statement time-out after which a silent server is given up
LONGEST_BACKOFF = 2.0
MOST_AT_WORK = 3  # connections of one caller
MOST_WAITING = 20  # requests of one caller in the queue
# A statement of ours has one plan for everybody; planning it anew cost more than running it (3 ms
# for a list). Where a plan depends on its values, a function says so (search_customers).
# Rows lie in memory or on a solid-state disk, where one anywhere costs hardly more than the next.
PLANS = "-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1"


class Database:
    """A pool of connections with a bounded queue before it. The app asks it, and nothing else."""

    def __init__(self, url: str, settings: Settings) -> None:
        self._url = url
        self._settings = settings
        self._idle: list[Connection] = []
        self._connections: set[Connection] = set()
        self._waiting: dict[object, deque[Flight]] = {}
        """By caller, whose turn it is first."""
        self._queued = 0
        self._at_work: Counter[object] = Counter()
        self._share = max(1, min(MOST_AT_WORK, settings.pool_size - 1))
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False
        POOL_IN_USE.set_function(lambda: len(self._connections) - len(self._idle))

    @property
    def connected(self) -> int:
        """How many connections are open."""
        return len(self._connections)

    async def start(self) -> None:
        """Open the pool; waits for the first connection, the others follow."""
        first = self._spawn(self._open())
        for _ in range(self._settings.pool_size - 1):
            self._spawn(self._open())
        self._spawn(self._watch())
        await asyncio.wait([first], timeout=10)

    async def stop(self) -> None:
        """Close every connection once its flight has landed, or the statement time-out is over."""
        self._closing = True
        until = time.monotonic() + self._settings.statement_timeout
        while len(self._idle) < len(self._connections) and time.monotonic() < until:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        for connection in list(self._connections):
            connection.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def ask(
        self, query: Query, *values: object, caller: Caller, read_only: bool
    ) -> bytes | None:
        """Send one statement as this caller; its JSON, or None for no row. Raises Refused."""
        flight = Flight(query, values, caller, read_only)
        if self._idle and self._at_work[flight.owner] < self._share:
            self._dispatch(self._idle.pop(), flight)
        else:
            self._queue(flight)
        return await flight.done

    def _queue(self, flight: Flight) -> None:
        """Let a flight wait for its turn. Raises Refused when too many wait, or too many of its."""
        own = self._waiting.get(flight.owner, ())
        if len(own) >= MOST_WAITING:
            raise Refused("too_many_at_once", retry_after=1)
        if self._queued >= self._settings.queue_size:
            raise Refused("busy", retry_after=1)
        flight.queued_at = time.monotonic()
        self._waiting.setdefault(flight.owner, deque()).append(flight)
        self._queued += 1

    def _dispatch(self, connection: Connection, flight: Flight) -> None:
        limit = self._settings.statement_timeout + PATIENCE
        self._at_work[flight.owner] += 1
        connection.send(flight, time.monotonic() + limit)

    def _landed(self, flight: Flight) -> None:
        """A flight is over, however it ended."""
        self._at_work[flight.owner] -= 1
        if not self._at_work[flight.owner]:
            del self._at_work[flight.owner]

    def _freed(self, connection: Connection, flight: Flight | None) -> None:
        """A connection has nothing to do: the next flight that is still wanted, or rest."""
        if flight is not None:
            self._landed(flight)
        following = self._next()
        if following is None:
            self._idle.append(connection)
            return
        POOL_WAIT.observe(time.monotonic() - following.queued_at)
        self._dispatch(connection, following)

    def _next(self) -> Flight | None:
        """Take the first flight that is wanted, of the first caller whose share is not at work."""
        for owner in list(self._waiting):
            if self._at_work[owner] >= self._share:
                continue
            own = self._waiting.pop(owner)
            while own:
                flight = own.popleft()
                self._queued -= 1
                if not flight.done.done():
                    if own:
                        self._waiting[owner] = own  # its next turn comes after everybody's
                    return flight
        return None

    def _lost(self, connection: Connection, flight: Flight | None) -> None:
        """A connection is gone: open another in its place."""
        if flight is not None:
            self._landed(flight)
        self._connections.discard(connection)
        if connection in self._idle:
            self._idle.remove(connection)
        while self._idle and (following := self._next()):
            self._dispatch(self._idle.pop(), following)  # its caller's share is free again
        if not self._closing:
            log.warning("database_connection_lost", open=len(self._connections))
            self._spawn(self._open())

    async def _open(self) -> None:
        """Open one connection, trying again with growing, jittered pauses until it works."""
        pause = 0.05
        limit = round(self._settings.statement_timeout * 1000)
        while not self._closing:
            try:
                opened = await psycopg.AsyncConnection.connect(
                    self._url, autocommit=True, connect_timeout=5, application_name="nova app",
                    options=f"-c statement_timeout={limit} {PLANS}",
                )  # fmt: skip
                connection = Connection(opened, self._freed, self._lost)
            except psycopg.Error as error:
                log.warning("database_unreachable", reason=type(error).__name__)
                await asyncio.sleep(pause * random.uniform(0.5, 1))  # noqa: S311
                pause = min(pause * 2, LONGEST_BACKOFF)
            else:
                self._connections.add(connection)
                self._freed(connection, None)
                return

    async def _watch(self) -> None:
        """Refuse who has waited too long; give up a connection whose server went silent."""
        while True:
            await asyncio.sleep(min(self._settings.queue_timeout / 4, 0.25))
            now = time.monotonic()
            self._give_up_waiting(now - self._settings.queue_timeout)
            for connection in list(self._connections):
                if connection.flight is not None and now > connection.flight.deadline:
                    connection.close()

    def _give_up_waiting(self, since: float) -> None:
        """Refuse who has waited since before then."""
        for owner, own in list(self._waiting.items()):
            while own and own[0].queued_at < since:
                own.popleft().fail("busy" if self._connections else "unavailable")
                self._queued -= 1
            if not own:
                del self._waiting[owner]

    def _spawn(self, work: Any) -> asyncio.Task[None]:
        task: asyncio.Task[None] = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
