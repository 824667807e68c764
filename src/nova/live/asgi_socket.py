"""/api/ws without picows: uvicorn's own websockets under ASGI, behind NOVA_WEBSOCKETS=asgi.

The same client, frame by frame through a queue and a task a socket: for where picows cannot
be had.
"""

import asyncio
from typing import Any

from litestar import WebSocket, websocket
from litestar.exceptions import WebSocketDisconnect
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame

from nova.errors.refused import language
from nova.live import protocol
from nova.live.client import FeedClient
from nova.live.picows_socket import BROKEN, PATH, is_welcome
from nova.live.protocol import VERSION, CloseCode
from nova.networks import address

MOST_UNSENT = 512 * 1024  # bytes
STALLED = 10.0  # seconds
MOST_UNHEARD = 200  # pings, pongs and pieces a second: no client counts them here


class BoundedWebSocket(WebSocketsSansIOProtocol):
    """uvicorn's websocket, given up when its peer sends and does not read.

    What is unsent would grow without end otherwise, and a close frame could never leave.
    """

    _second = _unheard = 0

    def handle_ping(self) -> None:
        """Answer it."""
        self._count()
        super().handle_ping()

    def handle_pong(self, event: Frame) -> None:
        """Somebody is there."""
        self._count()
        super().handle_pong(event)

    def handle_cont(self, event: Frame) -> None:
        """A further piece of a message."""
        self._count()
        super().handle_cont(event)

    def _count(self) -> None:
        """Hang up on a peer that floods with what is no message."""
        second = int(self.loop.time())
        self._unheard = self._unheard + 1 if second == self._second else 1
        self._second = second
        if self._unheard > MOST_UNHEARD:
            self.transport.abort()

    def data_received(self, data: bytes) -> None:
        """Take data in; a peer that makes us answer more than it reads is cut off."""
        super().data_received(data)
        if self.transport.get_write_buffer_size() > MOST_UNSENT:
            self.transport.abort()

    def pause_writing(self) -> None:
        """The peer reads too slowly: it has a while to catch up."""
        super().pause_writing()
        self.loop.call_later(STALLED, self._give_up)

    def keepalive_timeout(self) -> None:
        """No pong came: nobody is there to read a close frame."""
        self.transport.abort()

    def _give_up(self) -> None:
        if not self.writable.is_set():
            self.transport.abort()


class QueuedTransport:
    """The transport to a client whose frames wait in a queue for a task to send them."""

    def __init__(self, socket: WebSocket[Any, Any, Any]) -> None:
        self._socket = socket
        self._waiting: asyncio.Queue[protocol.Frame | tuple[int, str] | None] = asyncio.Queue()
        self._unsent = 0
        self.client: FeedClient | None = None

    def send(self, messages: list[protocol.Frame]) -> None:
        """Queue these frames."""
        for each in messages:
            self._unsent += len(each.wire)
            self._waiting.put_nowait(each)

    def ping(self) -> None:
        """uvicorn pings by itself, and hangs up where nobody answers."""
        if self.client is not None:
            self.client.ponged()

    def unsent(self) -> int:
        """Bytes in the queue."""
        return self._unsent

    def close(self, code: int, reason: str) -> None:
        """Close once what waits has been sent."""
        self._waiting.put_nowait((code, reason))

    def abort(self) -> None:
        """Drop what waits and go."""
        while not self._waiting.empty():
            self._waiting.get_nowait()
        self._waiting.put_nowait(None)

    async def carry(self) -> None:
        """Send what waits, until the socket is to be closed."""
        while True:
            item = await self._waiting.get()
            if item is None:
                await self._socket.close(CloseCode.TOO_FAST_OR_SLOW)
                return
            if isinstance(item, tuple):
                await self._socket.close(*item)
                return
            await self._socket.send_text(item.payload.decode())
            self._unsent -= len(item.wire)


@websocket(PATH)
async def follow_events(socket: WebSocket[Any, Any, Any]) -> None:
    """The live feed, `nova.v1`."""
    state = socket.app.state
    origin = socket.headers.get("origin")
    if origin and not is_welcome(origin, socket.headers.get("host", ""), state.settings.origins):
        await socket.close(CloseCode.REVOKED, "origin_forbidden")  # before it is accepted: HTTP 403
        return
    asked = {each.strip() for each in socket.headers.get("sec-websocket-protocol", "").split(",")}
    await socket.accept(subprotocols=VERSION if VERSION in asked else None)
    transport = QueuedTransport(socket)
    speaks = language(socket.headers.get("accept-language", ""))
    peer = address(socket.client.host) if socket.client else ""
    client = transport.client = FeedClient(state.hub, transport, peer, speaks)
    client.begin()
    carrying = asyncio.create_task(transport.carry())
    listening = asyncio.create_task(_listen(socket, client))
    try:
        await asyncio.wait({carrying, listening}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        client.end()
        carrying.cancel()
        listening.cancel()
        await asyncio.gather(carrying, listening, return_exceptions=True)


async def _listen(socket: WebSocket[Any, Any, Any], client: FeedClient) -> None:
    """Pass on what the client says, until it leaves."""
    try:
        while True:
            message = await socket.receive_data("text")
            client.ponged()
            if not client.is_flooded():
                client.hear(message)
    except WebSocketDisconnect as gone:
        if gone.code in BROKEN:
            client.note(gone.code, "broken")
