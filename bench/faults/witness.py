"""A second session that looks at once whether what a client was told is there."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import asyncpg

from bench.faults.site import Site

THERE = "select id from nova.events where id = any ($1::bigint[])"


class Witness:
    """Looks for every event that a client took, while the database is up."""

    def __init__(self, site: Site) -> None:
        self.seen = 0
        self.unseen = 0
        """How many it could not look for, because the database was away."""
        self.early: set[int] = set()
        self._site = site
        self._asked: list[int] = []
        self._woken = asyncio.Event()

    def look(self, event_id: int) -> None:
        """A client took this event."""
        self._asked.append(event_id)
        self._woken.set()

    async def watch(self) -> None:
        """Look, for as long as the run lasts."""
        connection: asyncpg.Connection | None = None
        while True:
            await self._woken.wait()
            self._woken.clear()
            asked, self._asked = self._asked, []
            try:
                if connection is None:
                    connection = await self._site.connect("faults witness")
                    await connection.execute("set enable_seqscan = off")
                found = {row["id"] for row in await connection.fetch(THERE, asked)}
            except Exception:  # whatever a dying server makes asyncpg say
                if connection is not None:
                    connection.terminate()
                    connection = None
                self.unseen += len(asked)
                await asyncio.sleep(0.05)
            else:
                self.seen += len(asked)
                self.early |= set(asked) - found


@contextlib.asynccontextmanager
async def witnessed(witness: Witness) -> AsyncIterator[None]:
    """The witness looks until the end."""
    task = asyncio.create_task(witness.watch())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
