"""Clients without a cursor come while much is written, and are cut before they are given a newer.

The cursor of their first frame must be where their events begin: what lies between is never told,
or told after what came later.
"""

import asyncio
import contextlib
import itertools
import random

from bench.faults.clients import Client, following, nobody
from bench.faults.site import Site, until
from bench.faults.verdict import Verdict, read_truth
from bench.faults.writers import UPDATE

PEOPLE, EACH = 8, 8  # people, and clients of each
EVERY = 0.005  # seconds between two changes of a person's row
COMING = 2.0  # seconds over which they come
SOON = 0.5  # seconds until one is cut, less than until it is given a cursor
ARRIVAL = 10.0


class Newcomers:
    """Eight clients each of eight people, each of whom has one row that changes all the time."""

    def __init__(self, site: Site) -> None:
        self.verdict: Verdict | None = None
        self._site = site

    async def go(self) -> None:
        """They come, are cut once, come back, and stay until nothing changes any more."""
        clients = [
            Client(n, self._site.port, self._site.people[n % PEOPLE], nobody)
            for n in range(PEOPLE * EACH)
        ]
        stop = asyncio.Event()
        writers = [asyncio.create_task(self._write(n, stop)) for n in range(PEOPLE)]
        async with contextlib.AsyncExitStack() as stack:
            await asyncio.gather(*(_come(client, stack) for client in clients))
            stop.set()
            await asyncio.gather(*writers)
            truth = await read_truth(self._site)
            await until(lambda: not truth.missing(clients), ARRIVAL)
            self.verdict = Verdict(truth, clients)

    async def _write(self, number: int, stop: asyncio.Event) -> None:
        """Change this person's row, again and again."""
        connection = await self._site.connect()
        for n in itertools.count():
            if stop.is_set():
                break
            await connection.execute(UPDATE, self._site.customers[number], f"newcomer {n}")
            await asyncio.sleep(EVERY)
        await connection.close()


async def _come(client: Client, stack: contextlib.AsyncExitStack) -> None:
    """Come at some time, be cut soon, and come back."""
    await asyncio.sleep(random.uniform(0, COMING))
    await stack.enter_async_context(following([client]))
    await asyncio.sleep(random.uniform(0, SOON))
    client.cut()
    await until(lambda: not client.is_ready, ARRIVAL)
    await until(lambda: client.is_ready, ARRIVAL)
