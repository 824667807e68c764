"""The one client: many connections in this process, in the wire format of either server."""

import asyncio
import contextlib
import functools
import gc
import socket
import time
from collections.abc import AsyncIterator, Sequence
from typing import Any, Protocol

import msgspec
from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

from nova.problem import Problem

AT_ONCE = 50
"""Connections that are being opened at a time."""
PATIENCE = 60.0
"""Seconds in which everything that was sent must have arrived."""
NOVA_EVENT = ord("i")
"""Third of `{"id"`, which begins an event; everything else begins with `{"type"`."""
SOCKETIO_EVENT = ord("2")
"""Second of `42`, which begins an event; the others are `0{`, `2`, `40` and `44`."""


class Address(Protocol):
    """Where to connect, and how to speak there."""

    @property
    def url(self) -> str:
        """The websocket's address."""

    @property
    def client(self) -> type["Client"]:
        """The wire format."""


class Client(WSListener):
    """One connection. It counts events in its crowd, and takes them apart only when asked to.

    In a flood a client must not be what is measured: hence the counting without calls.
    """

    def __init__(self, crowd: "Crowd", token: str, cursor: str | None = None) -> None:
        self.crowd = crowd
        self.token = token
        self.cursor = cursor
        self.transport: WSTransport | None = None
        self.ready: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self.caught_up = asyncio.Event()
        self.events = 0

    def on_ws_connected(self, transport: WSTransport) -> None:
        """The connection is open."""
        self.transport = transport

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        """The connection is gone: during a measurement that is a fault."""
        self.crowd.lost += 1
        if not self.ready.done():
            self.ready.set_exception(Problem(f"A connection was closed: {_why(transport)}."))

    def close(self) -> None:
        """Leave."""
        if self.transport is not None:
            self.transport.disconnect(graceful=False)

    def say(self, text: str) -> None:
        """Send a text frame."""
        if self.transport is not None:
            self.transport.send(WSMsgType.TEXT, text)


class NovaClient(Client):
    """Protocol nova.v1: a JSON text an event."""

    def on_ws_connected(self, transport: WSTransport) -> None:
        """Say who we are, and from where to go on."""
        super().on_ws_connected(transport)
        first = {"type": "auth", "token": self.token}
        if self.cursor:
            first["cursor"] = self.cursor
        self.say(msgspec.json.encode(first).decode())

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        """Count an event; take note of the rest."""
        payload = frame.get_payload_as_memoryview()
        if len(payload) > 2 and payload[2] == NOVA_EVENT:
            crowd = self.crowd
            self.events += 1
            crowd.received += 1
            if crowd.delays is not None:
                crowd.waited(msgspec.json.decode(payload)["data"]["sent"])
            if crowd.received == crowd.awaited:
                crowd.finish()
        elif frame.msg_type is WSMsgType.TEXT:
            self._control(msgspec.json.decode(payload))

    def _control(self, message: dict[str, Any]) -> None:
        if message["type"] == "ready" and not self.ready.done():
            self.ready.set_result(message)
        elif message["type"] in {"cursor", "reset"}:
            self.cursor = message["cursor"]
            self.caught_up.set()


class SocketioClient(Client):
    """Socket.io 4 over Engine.io 4: `0` opens, `40` joins, `2` pings, `42` is an event."""

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        """Count an event; do what the rest asks for."""
        payload = frame.get_payload_as_memoryview()
        if len(payload) > 2 and payload[1] == SOCKETIO_EVENT:
            crowd = self.crowd
            self.events += 1
            crowd.received += 1
            if crowd.delays is not None:
                crowd.waited(msgspec.json.decode(payload[2:])[1]["data"]["sent"])
            if crowd.received == crowd.awaited:
                crowd.finish()
        elif frame.msg_type is WSMsgType.TEXT:
            self._control(bytes(payload[:2]))

    def _control(self, head: bytes) -> None:
        if head == b"40":
            self.ready.set_result({})
        elif head[:1] == b"0":
            self.say("40" + msgspec.json.encode({"token": self.token}).decode())
        elif head[:1] == b"2":
            self.say("3")
        elif head == b"44":
            self.ready.set_exception(Problem("Socket.io refused a token."))


class Crowd:
    """Connections to one server, and what arrived on all of them."""

    def __init__(self) -> None:
        self.clients: list[Client] = []
        self.received = 0
        self.lost = 0
        self.awaited = 0
        self.last = 0.0
        self.complete = asyncio.Event()
        self.delays: list[float] | None = None

    async def join(self, address: Address, tokens: Sequence[str]) -> None:
        """Open a connection a token; all are authenticated at the end. Raises Problem."""
        turn = asyncio.Semaphore(AT_ONCE)

        async def one(token: str) -> Client:
            async with turn:
                return await self.open(address, token)

        self.clients += await asyncio.gather(*map(one, tokens))
        gc.collect()
        gc.freeze()  # so that our own collector stops nobody while the time is taken

    async def open(self, address: Address, token: str, cursor: str | None = None) -> Client:
        """One connection, authenticated; the caller closes it."""
        client = await self._connect(address, token, cursor)
        await asyncio.wait_for(client.ready, PATIENCE)
        return client

    async def open_deaf(self, address: Address, token: str) -> tuple[Client, int]:
        """One that reads nothing after its first answer, with small buffers; and its port."""
        client = await self._connect(address, token, None, _small_socket)
        await asyncio.wait_for(client.ready, PATIENCE)
        assert client.transport is not None
        client.transport.underlying_transport.pause_reading()
        name = client.transport.underlying_transport.get_extra_info("sockname")
        return client, int(name[1])

    def leave(self, keep: int = 0) -> None:
        """Close all but the first of the connections."""
        for client in self.clients[keep:]:
            client.close()
        del self.clients[keep:]
        gc.unfreeze()

    def expect(self, deliveries: int) -> None:
        """Count from here on; `arrived` waits for this many."""
        self.received = self.lost = 0
        self.awaited = deliveries
        self.complete.clear()

    def waited(self, sent: float) -> None:
        """An event came that was written at this time."""
        if self.delays is not None:
            self.delays.append(time.time() - sent)

    def finish(self) -> None:
        """Everything that was expected is there."""
        self.last = time.time()
        self.complete.set()

    async def arrived(self) -> float:
        """The time at which the last of them came. Raises Problem when they do not."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.complete.wait(), PATIENCE)
        if self.received != self.awaited or self.lost:
            raise Problem(
                f"{self.received} of {self.awaited} deliveries arrived;"
                f" {self.lost} connections were lost."
            )
        return self.last

    async def _connect(
        self, address: Address, token: str, cursor: str | None, factory: Any = None
    ) -> Client:
        made = functools.partial(address.client, self, token, cursor)
        _, client = await ws_connect(made, address.url, socket_factory=factory)
        assert isinstance(client, Client)
        return client


@contextlib.asynccontextmanager
async def gathered(address: Address, tokens: Sequence[str]) -> AsyncIterator[Crowd]:
    """A crowd of these people, which leaves at the end."""
    crowd = Crowd()
    try:
        await crowd.join(address, tokens)
        yield crowd
    finally:
        crowd.leave()


def _small_socket(url: Any) -> socket.socket:
    """A socket whose kernel takes little for a reader that does not read."""
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    made.connect((url.host, url.port))
    made.setblocking(False)
    return made


def _why(transport: WSTransport) -> str:
    handshake = transport.close_handshake
    told = handshake.recv if handshake else None
    return f"code {told.code}, {told.reason}" if told else "without a word"
