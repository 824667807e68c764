"""The whole path under faults: who writes, who follows, what is hit meanwhile."""

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator

from bench.faults.clients import Client, Frame, following
from bench.faults.kinds import GIVEN_UP, Fault, Recovery, cycle
from bench.faults.site import Site, until
from bench.faults.verdict import NEWEST, Verdict, read_truth
from bench.faults.witness import Witness, witnessed
from bench.faults.writers import WRITERS, Ledger, Writer

CLIENTS = 40
WRITING = 1.0  # seconds before the first fault and after the last
SHORTEST_PAUSE = 0.3  # seconds between a recovery and the next fault
QUIET = 15.0  # seconds without anything new, after which what is missing is lost
LATE = 2.0  # seconds in which something could still come twice


class Run:
    """One run of the whole path."""

    def __init__(self, site: Site) -> None:
        self.recoveries: list[Recovery] = []
        self.ledger = Ledger()
        self.witness = Witness(site)
        self.verdict: Verdict | None = None
        self._site = site
        people = [site.people[n % len(site.people)] for n in range(CLIENTS)]
        self._clients = [
            Client(n, site.port, person, self._told) for n, person in enumerate(people)
        ]

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost, told twice, or told wrongly, and all was recovered from."""
        recovered = all(each.last for each in self.recoveries)
        return self.verdict is not None and self.verdict.is_good and recovered

    async def go(self, seconds: float, faults: int) -> None:
        """Write for so long, with so many faults, then hold all against the log."""
        connection = await self._site.connect()
        since = await connection.fetchval(NEWEST)
        await connection.close()
        async with following(self._clients), witnessed(self.witness):
            async with self._writing():
                await asyncio.sleep(WRITING)
                await self._strike(cycle(faults), time.monotonic() + seconds - 2 * WRITING)
                await asyncio.sleep(WRITING)
            await self._judge(since)

    def _told(self, client: Client, frame: Frame) -> None:
        self.witness.look(frame.id)
        if self.recoveries:
            self.recoveries[-1].note(client, frame)

    @contextlib.asynccontextmanager
    async def _writing(self) -> AsyncIterator[None]:
        """All writers write meanwhile."""
        stop = asyncio.Event()
        writers = [Writer(self._site, n, self.ledger) for n in range(WRITERS)]
        tasks = [asyncio.create_task(writer.write(stop)) for writer in writers]
        try:
            yield
        finally:
            stop.set()
            await asyncio.gather(*tasks)

    async def _strike(self, faults: list[Fault], end: float) -> None:
        """These faults, spread over the time until the end."""
        for left, fault in zip(range(len(faults), 0, -1), faults, strict=True):
            fair = (end - time.monotonic()) / left
            began = time.monotonic()
            recovery = Recovery(fault.name)
            self.recoveries.append(recovery)
            await fault.hit(self._site, self._clients, recovery.strikes)
            recovery.back = time.time()
            await until(recovery.is_over, GIVEN_UP)
            pause = 2 * (fair - (time.monotonic() - began))
            await asyncio.sleep(max(random.uniform(0, pause), SHORTEST_PAUSE))

    async def _judge(self, since: int) -> None:
        """Wait until all has come, or nothing comes any more; then compare."""
        connection = await self._site.connect()
        truth = await read_truth(connection, since, self._site.customers)
        await connection.close()
        due = sum(len(truth.due[client.person.id]) for client in self._clients)
        taken, quiet_since = -1, time.monotonic()
        while taken < due and time.monotonic() - quiet_since < QUIET:
            await asyncio.sleep(0.1)
            now = sum(len(client.accepted) for client in self._clients)
            if now != taken:
                taken, quiet_since = now, time.monotonic()
        await asyncio.sleep(LATE)
        self.verdict = Verdict(truth, self._clients)
        self.verdict.hold_writers(self.ledger, truth)
        self.verdict.hold_witness(self.witness.early)
