"""The kinds of faults, and how long each keeps events from their clients."""

import asyncio
import math
import random
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import NamedTuple

from bench.faults.clients import Client, Frame
from bench.faults.site import START_SECONDS, Site, until

GIVEN_UP = 30.0  # seconds after which a fault counts as not recovered from


class Recovery:
    """One fault, and when events written after it came to those it concerns."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.began = math.inf
        """When it struck, in Unix seconds."""
        self.back: float | None = None
        """When what was hit took connections again."""
        self.first: float | None = None
        """When the first of the clients had an event written after the fault."""
        self.last: float | None = None
        """When all of them had."""
        self._waiting: set[Client] = set()

    def strikes(self, clients: list[Client]) -> None:
        """Now it strikes these."""
        self.began = time.time()
        self._waiting = set(clients)

    def is_over(self) -> bool:
        """Whether all of them had."""
        return self.last is not None

    def note(self, client: Client, frame: Frame) -> None:
        """A client took an event."""
        if client in self._waiting and datetime.fromisoformat(frame.at).timestamp() > self.began:
            self._waiting.discard(client)
            self.first = self.first or time.time()
            if not self._waiting:
                self.last = time.time()


Strikes = Callable[[list[Client]], None]
Hit = Callable[[Site, list[Client], Strikes], Awaitable[None]]


class Fault(NamedTuple):
    """A kind of fault; `hit` says when it strikes whom, and ends once what was hit is back."""

    name: str
    hit: Hit


async def _kill_app(site: Site, clients: list[Client], strikes: Strikes) -> None:
    strikes(clients)
    site.kill_app()
    await until(site.app_is_ready, START_SECONDS)


async def _terminate(site: Site, clients: list[Client], strikes: Strikes) -> None:
    await site.terminate_app_sessions(lambda: strikes(clients))


async def _kill_backend(site: Site, clients: list[Client], strikes: Strikes) -> None:
    await site.kill_backend(lambda: strikes(clients))
    await until(site.database_answers, START_SECONDS)


async def _restart(site: Site, clients: list[Client], strikes: Strikes) -> None:
    strikes(clients)
    await asyncio.to_thread(site.stop_database)
    await asyncio.to_thread(site.start_database)


async def _kill_both(site: Site, clients: list[Client], strikes: Strikes) -> None:
    strikes(clients)
    await asyncio.to_thread(site.stop_database)
    site.kill_app()
    await asyncio.sleep(random.uniform(0, 1))
    await asyncio.to_thread(site.start_database)
    await until(site.app_is_ready, START_SECONDS)


async def _cut(_: Site, clients: list[Client], strikes: Strikes) -> None:
    half = random.sample(clients, len(clients) // 2)
    strikes(half)
    for client in half:
        client.cut()


KINDS = [
    Fault("kill -9 of the app", _kill_app),
    Fault("the app's sessions ended", _terminate),
    Fault("kill -9 of a backend", _kill_backend),
    Fault("PostgreSQL stopped at once", _restart),
    Fault("the app killed while PostgreSQL is away", _kill_both),
    Fault("half of the clients cut", _cut),
]


def cycle(count: int) -> list[Fault]:
    """As many faults, every kind in turn, each turn in an order of its own."""
    turns = -(-count // len(KINDS))
    return [fault for _ in range(turns) for fault in random.sample(KINDS, len(KINDS))][:count]
