"""Crashes after which PostgreSQL gives out transaction ids again that a reader has seen.

A roll-back is not flushed. Whoever took a snapshot after it, as a place in the log, waits for
higher ids than those of the events that follow the crash, and never sees them.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import asyncpg

from bench.faults.clients import Client, following, nobody
from bench.faults.site import START_SECONDS, Person, Site, until
from bench.faults.verdict import Verdict, read_truth
from bench.faults.writers import NOTIFY

EVENTS = 3  # after each crash
BURNT = 10  # transaction ids at a time
SIGHT = 0.3  # seconds in which the reader sees them rolled back
ARRIVAL = 15.0  # seconds
BEHIND = 3000  # events missed, too many to be written to a client that does not read
ASKED = 1.0  # seconds in which it asks, and the server finds that it does not read
LATER = 20
MISSED = """
insert into nova.notifications (user_id, title, message, type)
select $1, 'missed ' || n, repeat('x', 4000), 'SYSTEM'
from generate_series(1, $2::int) as n
"""
UNFLUSHED = ("wal_writer_delay = '10s'", "wal_writer_flush_after = '1GB'", "autovacuum = off")


class Crashes:
    """Several crashes; a client that stays, has just come back, is new, or outlives the app."""

    def __init__(self, site: Site) -> None:
        self.events = 0
        self.reissued = 0
        """How many events had a transaction id that the reader had seen rolled back."""
        self.verdict: Verdict | None = None
        self._site = site
        self._highest = 0

    async def go(self, rounds: int) -> None:
        """So many crashes, each followed by three events."""
        person = self._site.people[-1]
        clients = [Client(0, self._site.port, person, nobody)]
        connection = await self._site.connect()
        async with _slow_to_flush(connection, self._site), contextlib.AsyncExitStack() as stack:
            await stack.enter_async_context(following(clients))
            for number in range(rounds):
                await self._crash(number % 4, clients[0])
                await self._write(person, number)
                if number % 8 >= 4:
                    clients[0].cut()  # else it must come on the connection there is
                await until(lambda: len(clients[0].accepted) >= self.events, ARRIVAL)
        self.verdict = Verdict(await read_truth(self._site), clients)

    async def go_behind(self) -> None:
        """One crash while a client that reads slowly is being told what it missed."""
        person = self._site.people[-1]
        client = Client(0, self._site.port, person, nobody)
        connection = await self._site.connect()
        async with following([client]):
            pass
        await connection.execute(MISSED, person.id, BEHIND)
        async with _slow_to_flush(connection, self._site):
            burning = asyncio.create_task(self._burn())
            await asyncio.sleep(SIGHT)
            client.reads.clear()
            back = asyncio.create_task(client.follow())
            await asyncio.sleep(ASKED)
            await self._site.kill_backend()
            await asyncio.gather(burning, return_exceptions=True)
            await until(self._site.database_answers, START_SECONDS)
            for number in range(LATER):
                await self._write(person, number)
                await asyncio.sleep(0.1)
            client.reads.set()
            for _ in range(2):  # on this connection, and on the next
                await until(lambda: len(client.accepted) >= BEHIND + self.events, ARRIVAL)
                client.cut()
            back.cancel()
            await asyncio.gather(back, return_exceptions=True)
        self.verdict = Verdict(await read_truth(self._site), [client])

    async def _crash(self, way: int, client: Client) -> None:
        """Take transaction ids, roll back, be seen doing so, and crash before it is flushed."""
        self._highest = 0
        burning = asyncio.create_task(self._burn())
        if way == 1:
            client.cut()
        elif way == 2:
            client.forget()
            client.cut()
        elif way == 3:
            self._site.kill_app()
            await until(lambda: not client.is_ready, ARRIVAL)
        await asyncio.sleep(SIGHT)
        await until(lambda: client.is_ready, START_SECONDS)
        await asyncio.sleep(SIGHT)
        await self._site.kill_backend()
        await asyncio.gather(burning, return_exceptions=True)
        await until(self._site.database_answers, START_SECONDS)

    async def _burn(self) -> None:
        """Open transactions, let them take ids and roll most of them back, until the crash."""
        connections = [await self._site.connect() for _ in range(BURNT)]
        open_for_good, *rest = connections
        transaction = open_for_good.transaction()
        await transaction.start()
        await open_for_good.fetchval("select pg_current_xact_id()::text::bigint")
        while True:
            for connection in rest:
                await connection.execute("begin")
            for connection in rest:
                xid = await connection.fetchval("select pg_current_xact_id()::text::bigint")
                self._highest = max(self._highest, xid)
            for connection in rest:
                await connection.execute("rollback")
            await asyncio.sleep(0.01)

    async def _write(self, person: Person, number: int) -> None:
        """Three events, at once after the crash."""
        connection = await self._site.connect()
        for n in range(EVENTS):
            xid = await connection.fetchval(
                f"with _ as ({NOTIFY}) select pg_current_xact_id()::text::bigint",
                person.id, f"after crash {number}.{n}",
            )  # fmt: skip
            self.events += 1
            self.reissued += xid <= self._highest  # what was burnt since the last crash
        await connection.close()


@contextlib.asynccontextmanager
async def _slow_to_flush(connection: asyncpg.Connection, site: Site) -> AsyncIterator[None]:
    """Nothing but a commit flushes meanwhile."""
    for setting in UNFLUSHED:
        await connection.execute(f"alter system set {setting}")
    await connection.execute("select pg_reload_conf()")
    await connection.close()
    try:
        yield
    finally:
        again = await site.connect()
        await again.execute("alter system reset all")
        await again.execute("select pg_reload_conf()")
        await again.close()
