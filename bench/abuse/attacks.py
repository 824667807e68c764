"""What the abuser does, in a process of its own so that it delays no victim's clock."""

import asyncio
import contextlib
import itertools
import math
import os
import signal
import socket
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from typing import Any

import msgspec
import psutil
import uvloop

from bench.abuse.bounds import largest
from bench.abuse.site import PASSWORD, Account
from bench.abuse.stock import AT_ONCE
from bench.abuse.victims import log_in
from bench.abuse.wire import CUT, UNCONNECTED, Answer, Peer, Pool, named, request
from nova.problem import Problem

PATIENCE = 60.0
"""Seconds after which the abuser gives up on an answer."""
STRANGER = "198.51.100.7"
"""The network address of an abuser without an account."""
BODIES = 4.6
"""Large bodies a second."""
BODY = 960_000
REQUESTS, SWITCHES = 20, 15
CITIES, TYPES, DISTRICTS = 50, 30, 100
UNREAD, UNREAD_A_SECOND, UNREAD_AT_ONCE = 40, 3, 4
"""Pages that nobody reads; of a short run fewer. They are asked for a few at a time: the server
gives up who waits for it, but not who makes it wait."""
UNREAD_TIMES = 2
"""For how much longer than other abuses last they are not read."""
BEGINS = 10.0
"""Seconds in which an answer begins."""
DIRECT = "127.0.0.66"
"""Whence somebody connects past the proxy."""
LOOK = 0.25
"""Seconds between two looks at what the server still holds."""
LOGINS, EACH = 80, 1.0
"""Log-ins at once; each is tried again after a second, or when it is answered if that is later."""
TRIES, TRIES_AT_ONCE = 305, 4
SLASH_56 = "2001:db8:aa:bb"
TOO_BROAD = frozenset({400, 413, 422})
LET_GO = "the last connection was kept, s"
OWNER = "the owner's log-in afterwards, status"


class Target(msgspec.Struct, frozen=True):
    """Whom to abuse, as whom, for how long."""

    port: int
    app: int
    """The process id of the app."""
    core: int
    """Where the abuser belongs: not with the app."""
    seconds: float
    account: Account
    rows: int = 1
    """Of a heavy page."""


class Sent(msgspec.Struct):
    """What the abuser did: how often what was answered how, and what else it saw."""

    seconds: float = 0
    statuses: dict[str, Counter[str]] = {}
    largest: int = 0
    """Bytes of the largest answer that was read."""
    figures: dict[str, float] = {}
    said: str = ""

    @property
    def total(self) -> int:
        """Requests that reached the server's socket."""
        counts = sum(self.statuses.values(), Counter[str]())
        return counts.total() - counts[named(UNCONNECTED)]


class Tally:
    """Counts what is sent."""

    def __init__(self, sent: Sent, port: int) -> None:
        self.sent = sent
        self._pool = Pool(port)

    async def ask(self, route: str, raw: bytes, peer: Peer | Pool | None = None) -> Answer:
        """Send one request, over any connection unless one is given, and count its answer."""
        counted = self.sent.statuses.setdefault(route, Counter())
        counted["unanswered"] += 1  # until it is
        answer = await (peer or self._pool).ask(raw, PATIENCE)
        counted["unanswered"] -= 1
        counted[named(answer.status)] += 1
        self.sent.largest = max(self.sent.largest, answer.size)
        return answer


Attack = Callable[[Target, Tally], Coroutine[None, None, None]]


def begin() -> None:
    """In the abuser's process: Ctrl-C ends it at once and without a word."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(1))


def run(name: str, target: Target) -> Sent:
    """Do it, from beginning to end."""
    os.sched_setaffinity(0, {target.core})
    return uvloop.run(_run(ATTACKS[name], target))


async def _run(attack: Attack, target: Target) -> Sent:
    sent = Sent()
    began = time.monotonic()
    await attack(target, Tally(sent, target.port))
    sent.seconds = time.monotonic() - began
    for route, counted in sent.statuses.items():
        sent.statuses[route] = +counted
    return sent


@contextlib.asynccontextmanager
async def lasting(seconds: float) -> AsyncIterator[asyncio.TaskGroup]:
    """Tasks that are cut off after this time."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds), asyncio.TaskGroup() as tasks:
            yield tasks
            await asyncio.sleep(seconds)


async def forever(act: Callable[[], Awaitable[Any]]) -> None:
    """One after the other."""
    while True:
        await act()


def large_body() -> bytes:
    """A valid customer whose custom fields are many brackets, then numbers without end."""
    head = b'{"name":"x","phone":"0501234567","customFields":{"a":[' + b"[]," * 33
    ones = (BODY - len(head)) // 2
    return head + b"1," * (ones - 2) + b"1]}}"


async def paced_bodies(target: Target, tally: Tally) -> None:
    """A1: large bodies without a token, so many a second."""
    raw = request("POST", "/customers", address=STRANGER, body=large_body())
    async with lasting(target.seconds) as tasks:
        for _ in itertools.count():
            tasks.create_task(tally.ask("POST /customers", raw))
            await asyncio.sleep(1 / BODIES)


async def fast_bodies(target: Target, tally: Tally) -> None:
    """A1: the same, one after the other over one connection."""
    raw = request("POST", "/customers", address=STRANGER, body=large_body())
    peer = Peer(target.port)
    async with lasting(target.seconds) as tasks:
        tasks.create_task(forever(lambda: tally.ask("POST /customers", raw, peer)))


async def matching(target: Target, tally: Tally) -> None:
    """A2: broad requests of algorithm 1.0, settings to and fro, then everything again and again."""
    peer = Peer(target.port)

    async def ask(method: str, path: str, body: object = None) -> Answer:
        raw = request(method, path, address=target.account.address, token=target.account.token,
                      body=body)  # fmt: skip
        return await tally.ask(f"{method} {path}", raw, peer)

    async def accepts(share: int) -> bool:
        return (await ask("POST", "/requests", broad(share))).status not in TOO_BROAD

    until = time.monotonic() + target.seconds
    await ask("PUT", "/smart-matches/settings", {"algorithm": "1.0"})
    share = await largest(100, accepts)
    if not share:
        raise Problem("No request was taken, however narrow.")
    lists = broad(share)
    tally.sent.said = ", ".join(f"{len(lists[name])} {name}" for name in LISTS)
    while tally.sent.statuses["POST /requests"].total() < REQUESTS:
        await ask("POST", "/requests", lists)
    for n in range(SWITCHES):
        muted = [["جدة"], []][n % 2]
        await ask("PUT", "/smart-matches/settings", {"algorithm": "1.0", "mutedCities": muted})
    async with lasting(max(until - time.monotonic(), 0)) as tasks:
        tasks.create_task(forever(lambda: ask("POST", "/smart-matches/recalculate")))


LISTS = ("cities", "propertyTypes", "districts")


def broad(share: int) -> dict[str, Any]:
    """A request with lists of this share, in hundredths, of the longest, and wide ranges."""
    cities, types, districts = (max(1, most * share // 100) for most in (CITIES, TYPES, DISTRICTS))
    return {
        "type": "BUY",
        "cities": ["الرياض", *(f"مدينة {n}" for n in range(1, cities))],
        "propertyTypes": ["فيلا", *(f"نوع {n}" for n in range(1, types))],
        "districts": ["النرجس", *(f"حي {n}" for n in range(1, districts))],
        # As wide as is still divided into cells, of which there are eight at most.
        "priceMin": 800_000, "priceMax": 11_000_000, "areaMin": 100, "areaMax": 1_400,
    }  # fmt: skip


async def pages(target: Target, tally: Tally) -> None:
    """A5: the heaviest pages, several at once."""
    await _lists(target, tally, f"/customers?limit={target.rows}")


async def searches(target: Target, tally: Tally) -> None:
    """A5: searches that find everything, counted, several at once."""
    await _lists(target, tally, "/customers?q=00&count=true&limit=100")


async def _lists(target: Target, tally: Tally, path: str) -> None:
    raw = request("GET", path, address=target.account.address, token=target.account.token)
    async with lasting(target.seconds) as tasks:
        for _ in range(AT_ONCE):
            tasks.create_task(forever(lambda: tally.ask(f"GET {path}", raw)))


async def deaf(target: Target, tally: Tally) -> None:
    """A6: heavy pages that are asked for, a few at a time, and not read; past the proxy."""
    path = f"/customers?limit={target.rows}"
    raw = request("GET", path, token=target.account.token)
    left = iter(range(unread(target.seconds)))
    peers: list[socket.socket] = []

    async def ask() -> None:
        for _ in left:
            peers.append(await _unreading(target.port, raw))
            await _begins(peers[-1])

    async with asyncio.TaskGroup() as tasks:
        for _ in range(UNREAD_AT_ONCE):
            tasks.create_task(ask())
    began = time.monotonic()
    tally.sent.figures[LET_GO] = await _held(target, {peer.getsockname()[1] for peer in peers})
    await asyncio.sleep(max(began + UNREAD_TIMES * target.seconds - time.monotonic(), 0))
    tally.sent.statuses[f"GET {path}"] = Counter(map(_begun, peers))
    for peer in peers:
        peer.close()


def unread(seconds: float) -> int:
    """How many pages are not read, in a run this long."""
    return min(UNREAD, round(UNREAD_A_SECOND * seconds))


async def _unreading(port: int, raw: bytes) -> socket.socket:
    """A connection whose kernel takes little for a reader that does not read."""
    peer = socket.socket()
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    peer.setblocking(False)
    peer.bind((DIRECT, 0))
    loop = asyncio.get_running_loop()
    await loop.sock_connect(peer, ("127.0.0.1", port))
    await loop.sock_sendall(peer, raw)
    return peer


async def _begins(peer: socket.socket) -> None:
    """Until the answer begins, or does not; nothing is read."""
    loop, begun = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(peer, begun.set)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(begun.wait(), BEGINS)
    loop.remove_reader(peer)


async def _held(target: Target, ports: set[int]) -> float:
    """How long the server keeps the last of these connections open; infinite: to the end."""
    app, began = psutil.Process(target.app), time.monotonic()
    while (since := time.monotonic() - began) < UNREAD_TIMES * target.seconds:
        if not ports & {each.raddr.port for each in app.net_connections("tcp4") if each.raddr}:
            return since
        await asyncio.sleep(LOOK)
    return math.inf


def _begun(peer: socket.socket) -> str:
    """The status of the answer that nobody read."""
    try:
        return peer.recv(12)[9:].decode() or "closed"
    except BlockingIOError:
        return "unanswered"
    except OSError:
        return named(CUT)


async def logins(target: Target, tally: Tally) -> None:
    """A7: many log-ins of nobody at once, from one address."""
    await _log_in_at_once(target, tally, lambda _: STRANGER)


async def logins_of_56(target: Target, tally: Tally) -> None:
    """A7: the same from all over one /56."""
    await _log_in_at_once(target, tally, _of_56)


async def _log_in_at_once(target: Target, tally: Tally, whence: Callable[[int], str]) -> None:
    numbers = itertools.count()

    async def bogus() -> None:
        n, began = next(numbers), time.monotonic()
        raw = log_in(f"nobody{n}@example.com", "not the password", whence(n))
        await tally.ask("POST /auth/login", raw)
        await asyncio.sleep(max(began + EACH - time.monotonic(), 0))

    async with lasting(target.seconds) as tasks:
        for _ in range(LOGINS):
            tasks.create_task(forever(bogus))


async def tries(target: Target, tally: Tally) -> None:
    """A7: wrong passwords for one account from a /56; its owner then comes from where they were."""
    owner, numbers = target.account, iter(range(TRIES))
    before = await tally.ask("the owner's", log_in(owner.email, PASSWORD, owner.address))
    if before.status != 200:
        raise Problem(f"The owner could not log in to begin with: {before.status}.")

    async def guess() -> None:
        for n in numbers:
            await tally.ask(
                "POST /auth/login", log_in(owner.email, f"not the password {n}", _of_56(n))
            )

    async with asyncio.TaskGroup() as tasks:
        for _ in range(TRIES_AT_ONCE):
            tasks.create_task(guess())
    after = await tally.ask("the owner's", log_in(owner.email, PASSWORD, owner.address))
    tally.sent.figures[OWNER] = after.status


def _of_56(n: int) -> str:
    """An address; every one of the 256 next to each other is of another /64."""
    return f"{SLASH_56}{n % 256:02x}::{n // 256 + 1:x}"


ATTACKS: Mapping[str, Attack] = {
    each.__name__: each
    for each in (
        paced_bodies, fast_bodies, matching, pages, searches, deaf, logins, logins_of_56, tries,
    )
}  # fmt: skip
