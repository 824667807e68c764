"""What is watched beside latencies, in both halves of a round: memory; matches and the WAL."""

import asyncio
import contextlib
import itertools
import math
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta

import asyncpg
import msgspec
import psutil
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from bench.abuse.site import BUYER, SELLER, Site
from bench.abuse.victims import PATIENCE
from bench.abuse.wire import Pool, request
from nova.problem import Problem

Figures = dict[str, float]
Gauge = Callable[[Site], AbstractAsyncContextManager[Figures]]

MEBIBYTE = 2**20
LOOK = 0.2
"""Seconds between two looks at memory."""
BETWEEN = 0.5
"""Seconds between a match and the next offer."""
ARRIVES = 120.0
"""Seconds in which a match has to arrive, and the queue to empty."""
BACKENDS, APP = "the app's backends of PostgreSQL, most MiB", "nova serve, most MiB"
ARRIVAL, WAL = "somebody else's match arrives, longest, s", "WAL until all is matched, MiB"
BUSY = """
select count(*) from pg_stat_activity
where usename = 'nova_app' and state = 'active'
    and clock_timestamp() - query_start > interval '300 milliseconds'
"""
WAITING = "select count(*) from private.match_queue where error is null"
WRITTEN = "select pg_current_wal_lsn() - '0/0'::pg_lsn"


@contextlib.asynccontextmanager
async def nothing(_: Site) -> AsyncIterator[Figures]:
    """Latencies only."""
    yield {}


@contextlib.asynccontextmanager
async def memory(site: Site) -> AsyncIterator[Figures]:
    """Resident memory: all backends of the app together, shared pages in each; and the app."""
    figures = {BACKENDS: 0.0, APP: 0.0}
    backends = site.backends()  # looking them up takes time that is the victims'

    async def look() -> None:
        while True:
            seen = {BACKENDS: sum(map(_resident, backends)), APP: _resident(site.app)}
            for name, size in seen.items():
                figures[name] = max(figures[name], size / MEBIBYTE)
            await asyncio.sleep(LOOK)

    looking = asyncio.create_task(look())
    try:
        yield figures
        await calmed(site)  # what was asked for is still being made when nobody waits any more
    finally:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)


def _resident(process: psutil.Process) -> int:
    with contextlib.suppress(psutil.NoSuchProcess):
        return int(process.memory_info().rss)
    return 0


@contextlib.asynccontextmanager
async def matches(site: Site) -> AsyncIterator[Figures]:
    """How long a match takes from its offer to the other side's websocket, offer after offer.

    At the end the last match and an empty queue are waited for: what is late counts as late.
    """
    figures: Figures = {}
    market = _Market(site)
    connection = await asyncpg.connect(site.owner)
    before = await connection.fetchval(WRITTEN)
    over = asyncio.Event()
    async with await market.listen() as socket:
        offering = asyncio.create_task(market.offer_until(over, socket))
        try:
            yield figures
        finally:
            over.set()
            waited = await offering
    figures[ARRIVAL] = max(waited)
    await emptied(site)
    figures[WAL] = float(await connection.fetchval(WRITTEN) - before) / MEBIBYTE
    await connection.close()


async def emptied(site: Site) -> None:
    """Until nothing waits for the matcher. Raises Problem."""
    await _until_none(site, WAITING, "The matcher's queue was not empty")


async def calmed(site: Site) -> None:
    """Until no statement of the app takes long any more. Raises Problem."""
    await _until_none(site, BUSY, "The app's statements were not over")


async def _until_none(site: Site, query: str, otherwise: str) -> None:
    connection = await asyncpg.connect(site.owner)
    until = time.monotonic() + ARRIVES
    while await connection.fetchval(query):
        if time.monotonic() > until:
            raise Problem(f"{otherwise} after {ARRIVES:.0f} s.")
        await asyncio.sleep(0.1)
    await connection.close()


class _Market:
    """Two bystanders: one has offers, the other a request that each of them meets."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._pool = Pool(site.port)

    async def listen(self) -> ClientConnection:
        """The buyer's socket; their request is filed and matched first. Raises Problem."""
        await self._ask(BUYER, "/requests", {
            "type": "BUY", "propertyTypes": ["فيلا"], "cities": ["الرياض"],
            "districts": ["النرجس"], "priceMin": 800_000, "priceMax": 1_200_000,
            "areaMin": 250, "areaMax": 400,
        })  # fmt: skip
        await emptied(self._site)
        socket = await connect(f"ws://127.0.0.1:{self._site.port}/api/ws", proxy=None)
        token = self._site.accounts[BUYER].token
        await socket.send(msgspec.json.encode({"type": "auth", "token": token}).decode())
        while msgspec.json.decode(await socket.recv()).get("type") != "cursor":
            pass
        return socket

    async def offer_until(self, over: asyncio.Event, socket: ClientConnection) -> list[float]:
        """Offer and wait, again and again; the seconds of each, infinite for one that is lost."""
        waited = []
        for n in itertools.count():
            waited.append(await self._arrival(n, socket))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), BETWEEN)
            if over.is_set():
                break
        self._pool.close()
        return waited

    async def _arrival(self, n: int, socket: ClientConnection) -> float:
        today = datetime.now(UTC).date()
        listed = await self._ask(SELLER, "/properties", {
            "title": f"فيلا {n}", "propertyType": "فيلا", "category": "سكني",
            "listingType": "SALE", "city": "الرياض", "district": "النرجس", "price": 1_000_000,
            "area": 300, "adLicenseNumber": "7200000001",
            "adLicenseIssuedAt": str(today - timedelta(days=10)),
            "adLicenseExpiresAt": str(today + timedelta(days=200)),
        })  # fmt: skip
        await self._ask(SELLER, f"/properties/{listed}/publish", None)
        began = time.monotonic()
        offer = await self._ask(SELLER, "/offers", {"propertyId": listed})
        try:
            async with asyncio.timeout(ARRIVES):
                while not _tells_of(offer, await socket.recv()):
                    pass
        except TimeoutError:
            return math.inf
        except ConnectionClosed as closed:
            raise Problem(f"A bystander's socket was closed: {closed}.") from None
        return time.monotonic() - began

    async def _ask(self, number: int, path: str, body: object) -> str:
        """Ask until it is served; answers the new row's id. Raises Problem."""
        account = self._site.accounts[number]
        raw = request("POST", path, address=account.address, token=account.token, body=body)
        until = time.monotonic() + PATIENCE
        while True:
            answer = await self._pool.ask(raw, PATIENCE)
            if 200 <= answer.status < 300:
                return str(answer.json()["id"])
            if time.monotonic() > until:
                raise Problem(f"A bystander's POST {path} was answered {answer.status}.")
            await asyncio.sleep(BETWEEN)


def _tells_of(offer: str, frame: str | bytes) -> bool:
    """Whether this is the event that the offer has met the request."""
    told = msgspec.json.decode(frame)
    return bool(told.get("event") == "match.created" and told["data"].get("offerId") == offer)
