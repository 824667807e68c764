"""The whole path under faults: who writes, who follows, what is hit meanwhile."""

import asyncio
import contextlib
import math
import random
import time
from collections.abc import AsyncIterator

from bench.faults.clients import Client, Frame, following
from bench.faults.kinds import GIVEN_UP, Fault, Recovery, cycle
from bench.faults.site import Site, until
from bench.faults.verdict import Verdict, read_truth
from bench.faults.witness import Witness, witnessed
from bench.faults.writers import WRITERS, Ledger, Writer

CLIENTS = 40
NEWCOMERS = 40
SOON = 0.9  # seconds, less than until a newcomer's first cursor frame
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
        self._newcomers: list[Client] = []

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost, told twice, or told wrongly, and all was recovered from."""
        recovered = all(each.last for each in self.recoveries)
        return self.verdict is not None and self.verdict.is_good and recovered

    async def go(self, seconds: float, faults: int) -> None:
        """Write for so long, with so many faults, then hold all against the log."""
        async with (
            following(self._clients), witnessed(self.witness), self._newcoming(seconds),
        ):  # fmt: skip
            async with self._writing():
                await asyncio.sleep(WRITING)
                await self._strike(cycle(faults), time.monotonic() + seconds - 2 * WRITING)
                await asyncio.sleep(WRITING)
            await self._judge()

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

    @contextlib.asynccontextmanager
    async def _newcoming(self, seconds: float) -> AsyncIterator[None]:
        """More clients come over this time, and stay to the end."""
        tasks: list[asyncio.Task[None]] = []

        async def come() -> None:
            for n in range(NEWCOMERS):
                await asyncio.sleep(seconds / NEWCOMERS)
                person = random.choice(self._site.people)
                newcomer = Client(CLIENTS + n, self._site.port, person, self._told)
                self._newcomers.append(newcomer)
                tasks.extend(map(asyncio.create_task, (newcomer.follow(), _cut_soon(newcomer))))

        tasks.append(asyncio.create_task(come()))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

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

    async def _judge(self) -> None:
        """Wait until all has come, or nothing comes any more; then compare."""
        truth = await read_truth(self._site)
        clients = self._clients + self._newcomers
        missing, quiet_since = math.inf, time.monotonic()
        while missing and time.monotonic() - quiet_since < QUIET:
            await asyncio.sleep(0.1)
            now = truth.missing(clients)
            if now != missing:
                missing, quiet_since = now, time.monotonic()
        await asyncio.sleep(LATE)
        self.verdict = Verdict(truth, clients)
        self.verdict.hold_writers(self.ledger, truth)
        self.verdict.hold_witness(self.witness.early)


async def _cut_soon(newcomer: Client) -> None:
    """Cut it before it was given a newer cursor than its first."""
    await until(lambda: newcomer.is_ready, GIVEN_UP)
    await asyncio.sleep(random.uniform(0, SOON))
    newcomer.cut()
