"""A reader of the log as an app process is one: it listens, reads at a wake-up, and polls else."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import asyncpg

from bench.live.setting import READ

POLL = 0.025  # as the app polls while clients are connected


@contextlib.asynccontextmanager
async def reading(url: str) -> AsyncIterator[None]:
    """Follow the log meanwhile. Raises what the reader met."""
    connection = await asyncpg.connect(url)
    following = asyncio.create_task(_follow(connection))
    try:
        yield
    finally:
        if not following.done():
            following.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await following
        connection.terminate()


async def _follow(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    woken = asyncio.Event()
    await connection.add_listener("nova_events", lambda *_: woken.set())
    seen = await connection.fetchval("select pg_current_snapshot()::text")
    while True:
        woken.clear()
        seen = (await connection.fetch(READ, seen))[0]["snapshot"]
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(woken.wait(), POLL)
