"""One transaction stays open for long: nobody else's events wait for it."""

import asyncio
import itertools
import statistics
import time

import asyncpg

from bench.faults.clients import Client, following, nobody
from bench.faults.site import Site, until
from bench.faults.verdict import Verdict, read_truth
from bench.faults.writers import NOTIFY

EVERY = 0.01  # seconds between two events of the others
ARRIVAL = 10.0


class Held:
    """How soon events come while a transaction is open, and while none is."""

    def __init__(self, site: Site) -> None:
        self.free: list[float] = []
        """Seconds from before each insert to its client, without the transaction."""
        self.meanwhile: list[float] = []
        """And with it."""
        self.told_early = False
        """Whether its own event came before its commit."""
        self.verdict: Verdict | None = None
        self._site = site
        self._numbers = itertools.count()

    async def go(self, seconds: float) -> None:
        """Half of the time free, then all of it with the transaction open, then half free."""
        first, second = self._site.people[0], self._site.people[1]
        waiting, other = (
            Client(n, self._site.port, person, nobody) for n, person in enumerate((first, second))
        )
        connection, holder = await self._site.connect(), await self._site.connect()
        async with following([waiting, other]):
            self.free += await self._measure(connection, other, seconds / 2)
            await holder.execute("begin")
            await holder.execute(NOTIFY, first.id, "held")
            self.meanwhile += await self._measure(connection, other, seconds)
            self.told_early = bool(waiting.accepted)
            await holder.execute("commit")
            self.free += await self._measure(connection, other, seconds / 2)
            await until(lambda: bool(waiting.accepted), ARRIVAL)
            self.verdict = Verdict(await read_truth(self._site), [waiting, other])
        await connection.close()
        await holder.close()

    async def _measure(
        self, connection: asyncpg.Connection, client: Client, seconds: float
    ) -> list[float]:
        """Write to this client for so long; answers how long each event took."""
        began: dict[str, float] = {}
        before = len(client.accepted)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            text = f"beside {next(self._numbers)}"
            began[text] = time.time()
            await connection.execute(NOTIFY, client.person.id, text)
            await asyncio.sleep(EVERY)
        await until(lambda: len(client.accepted) - before >= len(began), ARRIVAL)
        taken = client.accepted[before:]
        return [each.at - began[each.text] for each in taken if each.text in began]


def p99(seconds: list[float]) -> float:
    """The 99th percentile."""
    return statistics.quantiles(seconds, n=100)[98]
