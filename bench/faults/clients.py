"""Clients that follow the protocol: keep the newest cursor, drop what they had, come back."""

import asyncio
import contextlib
import math
import random
import socket
import time
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Callable
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.typing import Subprotocol

from bench.faults.site import Person, until

REMEMBERED = 4096
LONGEST_PAUSE = 0.5  # seconds before a client comes back
READY_SECONDS = 30
NARROW = 4096  # bytes
ABNORMAL = 1006  # the socket ended without a word


class Frame(msgspec.Struct, rename="camel"):
    """Anything that a server sends: an event, or a word about the connection."""

    type: str = ""
    cursor: str | None = None
    reason: str = ""
    id: int = 0
    event: str = ""
    entity: str = ""
    entity_id: UUID | None = None
    data: dict[str, Any] = {}
    at: str = ""

    @property
    def text(self) -> str:
        """What a writer put into this change, so that it can be told from every other."""
        return str(self.data.get("name") or self.data.get("title"))


class Accepted(NamedTuple):
    """An event as a client took it."""

    id: int
    entity_id: UUID | None
    text: str
    at: float
    """When it was taken, in Unix seconds."""


decode = msgspec.json.Decoder(Frame).decode


class Client:
    """One screen of one person."""

    def __init__(
        self, number: int, port: int, person: Person, told: Callable[["Client", Frame], None]
    ) -> None:
        self.number = number
        self.person = person
        self.accepted: list[Accepted] = []
        self.repeated = 0
        self.disordered: list[Accepted] = []
        self.resets: list[str] = []
        self.closes: Counter[int] = Counter()
        self.is_ready = False
        self.since = math.inf
        """When it was first told that it is known: what is written later is due to it."""
        self.reads = asyncio.Event()
        """Cleared, it takes nothing in from its next connection on."""
        self.reads.set()
        self._port = port
        self._told = told
        self._cursor: str | None = None
        self._remembered: OrderedDict[int, None] = OrderedDict()
        self._newest: dict[UUID | None, int] = {}
        self._connection: ClientConnection | None = None

    async def follow(self) -> None:
        """Follow, and come back whenever the connection ends."""
        while True:
            try:
                await self._once()
            except ConnectionClosed as closed:
                self.closes[closed.rcvd.code if closed.rcvd else ABNORMAL] += 1
            except (OSError, EOFError, TimeoutError, WebSocketException):
                pass  # nobody there yet
            self.is_ready = False
            await asyncio.sleep(random.uniform(0, LONGEST_PAUSE))

    def cut(self) -> None:
        """End the connection without a word, as a train in a tunnel does."""
        if self._connection:
            self._connection.transport.abort()

    def forget(self) -> None:
        """Begin anew, as a screen that was just opened, at the next connection."""
        self._cursor = None

    async def _once(self) -> None:
        """One connection's life."""
        async with connect(
            f"ws://127.0.0.1:{self._port}/api/ws", proxy=None, compression=None,
            subprotocols=[Subprotocol("nova.v1")], open_timeout=5, ping_interval=None,
            close_timeout=1, **self._narrowed(),
        ) as connection:  # fmt: skip
            self._connection = connection
            first = {"type": "auth", "token": self.person.token}
            if self._cursor:
                first["cursor"] = self._cursor
            await connection.send(msgspec.json.encode(first).decode())
            await self.reads.wait()
            async for message in connection:
                self._take(decode(message))
        self.closes[connection.close_code or ABNORMAL] += 1

    def _narrowed(self) -> dict[str, Any]:
        """Little room for what a client does not read, so that the server notices."""
        if self.reads.is_set():
            return {}
        narrow = socket.socket()
        narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, NARROW)
        narrow.connect(("127.0.0.1", self._port))
        narrow.setblocking(False)
        return {"sock": narrow, "max_queue": 1}

    def _take(self, frame: Frame) -> None:
        """Keep what a frame brings."""
        if frame.cursor is not None:
            self._cursor = frame.cursor
        if frame.type == "ready":
            self.is_ready = True
            self.since = min(self.since, time.time())
        elif frame.type == "reset":
            self.resets.append(frame.reason)
        elif frame.event:
            self._accept(frame)

    def _accept(self, frame: Frame) -> None:
        """Take an event, unless it was had."""
        if frame.id in self._remembered:
            self.repeated += 1
            return
        self._remembered[frame.id] = None
        if len(self._remembered) > REMEMBERED:
            self._remembered.popitem(last=False)
        accepted = Accepted(frame.id, frame.entity_id, frame.text, time.time())
        self.accepted.append(accepted)
        if self._newest.get(frame.entity_id, 0) > frame.id:
            self.disordered.append(accepted)
        self._newest[frame.entity_id] = frame.id
        self._told(self, frame)


@contextlib.asynccontextmanager
async def following(clients: list[Client]) -> AsyncIterator[None]:
    """These clients are connected, and come back until the end. Raises TimeoutError."""
    tasks = [asyncio.create_task(client.follow()) for client in clients]
    try:
        if not await until(lambda: all(client.is_ready for client in clients), READY_SECONDS):
            raise TimeoutError("The clients did not get ready.")
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def nobody(_: Client, __: Frame) -> None:
    """Tell nobody of an event."""
