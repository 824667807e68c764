"""/api/ws on picows: below ASGI, on the API's own port, one write a socket and batch.

uvicorn hands over a connection that asks for a websocket with its request replayed. picows takes
it from there: it parses and masks in C, and what is sent are frames that were built once for all
who get them.
"""

import asyncio
import contextlib
import logging
import socket
import struct
from typing import Any
from uuid import uuid4

import msgspec
from picows import (
    WSFrame,
    WSListener,
    WSMsgType,
    WSTransport,
    WSUpgradeRequest,
    WSUpgradeResponse,
    WSUpgradeResponseWithListener,
)
from picows.picows import WSAutoPingStrategy, WSProtocol  # type: ignore[attr-defined]
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from nova.errors.refused import ErrorBody, Refused, language
from nova.http.middleware import HEADERS
from nova.live.client import FeedClient
from nova.live.hub import Hub
from nova.live.protocol import LARGEST_FRAME, VERSION, CloseCode, Frame
from nova.networks import address

PATH = "/api/ws"
BROKEN = frozenset({1002, 1007, 1009})  # what picows closes with by itself
SMALL_PIECE = 512  # bytes; a piece of a message that is smaller counts as a message
GOOD_BYE = 1.0  # seconds a client has to answer a close frame
QUIET = logging.LoggerAdapter(logging.getLogger("picows"), {})  # it copies a Logger per socket
QUIET.setLevel(logging.CRITICAL)  # what a client does wrong is not an error of ours


class Socket(WSListener):
    """One websocket: what picows hears of it, and the line to its client."""

    __slots__ = ("_client", "_is_open", "_pieces", "_transport")

    def __init__(self, hub: Hub, peer: str, speaks: str) -> None:
        self._client = FeedClient(hub, self, peer, speaks)
        self._pieces = b""
        self._is_open = False
        """Whether a message has begun and has more pieces to come."""

    def on_ws_connected(self, transport: WSTransport) -> None:
        """The handshake is done."""
        self._transport = transport
        transport.request.headers.clear()  # kept as long as the socket otherwise
        self._client.begin()

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        """Take one frame in, and nothing more of a client that sends on after it was closed.

        Every frame counts, but the larger pieces of a message: those are few.
        """
        if frame.msg_type == WSMsgType.CLOSE:
            said = frame.get_payload_as_bytes()[:2]  # a close without a code has an answer without
            self._transport.send(WSMsgType.CLOSE, said)
            self._transport.disconnect()
            return
        if self._client.is_closed():
            self._pieces = b""
            self._transport.underlying_transport.pause_reading()
            return
        is_piece = frame.msg_type == WSMsgType.CONTINUATION and frame.payload_size >= SMALL_PIECE
        if not is_piece and self._client.is_flooded():
            return
        if frame.rsv1 or frame.rsv2 or frame.rsv3:
            self._client.close(CloseCode.PROTOCOL_ERROR, "reserved_bits")
        elif frame.msg_type == WSMsgType.PONG:
            self._client.ponged()
        elif frame.msg_type == WSMsgType.PING:
            transport.send_pong(frame.get_payload_as_bytes())
        elif frame.msg_type == WSMsgType.BINARY:
            self._client.refuse("message_malformed", CloseCode.MALFORMED)
        elif self._is_open != (frame.msg_type == WSMsgType.CONTINUATION):
            self._client.close(CloseCode.PROTOCOL_ERROR, "pieces_mixed")
        else:
            self._take(frame)

    def _take(self, frame: WSFrame) -> None:
        """One piece of a message, or all of it."""
        if len(self._pieces) + frame.payload_size > LARGEST_FRAME:
            self._client.close(CloseCode.TOO_LARGE, "too_large")
            return
        self._pieces += frame.get_payload_as_bytes()
        self._is_open = not frame.fin
        if frame.fin:
            message, self._pieces = self._pieces, b""
            self._client.hear(message)

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        """It is gone; picows itself may have had a reason."""
        handshake = transport.close_handshake
        if handshake is not None and handshake.sent is not None:
            code: Any = handshake.sent.code  # an int, whatever its stub says
            if code in BROKEN:
                self._client.note(int(code), handshake.sent.reason)
        self._client.end()

    def pause_writing(self) -> None:
        """The client reads slowly: the client looks at what is unsent itself."""

    def resume_writing(self) -> None:
        """It has caught up."""

    def send(self, messages: list[Frame]) -> None:
        """Write these frames in one go."""
        self._transport.underlying_transport.write(b"".join([each.wire for each in messages]))

    def ping(self) -> None:
        """Ask whether anybody is there."""
        self._transport.send_ping()

    def unsent(self) -> int:
        """Bytes that have not left yet."""
        return self._transport.underlying_transport.get_write_buffer_size()

    def close(self, code: int, reason: str) -> None:
        """Send a close frame; hang up when it is not answered."""
        with contextlib.suppress(ConnectionError):
            payload = code.to_bytes(2) + reason.encode()
            self._transport.send(WSMsgType.CLOSE, payload)
        transport = self._transport.underlying_transport
        asyncio.get_running_loop().call_later(GOOD_BYE, transport.abort)

    def abort(self) -> None:
        """Hang up; what the kernel still holds for a client that takes nothing goes too."""
        transport = self._transport.underlying_transport
        transport.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
        )
        transport.abort()


class SocketProtocol(WSProtocol):  # type: ignore[misc]
    """picows in the place of uvicorn's websocket class."""

    __slots__ = ("_hub", "_origins", "_peer", "_proxies")

    def __init__(
        self,
        hub: Hub,
        origins: tuple[str, ...],
        proxied: ProxyHeadersMiddleware,
        **_: Any,
    ) -> None:
        super().__init__(
            None, None, False, self._answer, QUIET, True, 10.0, False, 0, 0,
            WSAutoPingStrategy.PING_WHEN_IDLE, False, LARGEST_FRAME, None, 2048,
        )  # fmt: skip
        self._hub = hub
        self._origins = origins
        self._proxies = proxied.trusted_hosts
        self._peer = ""

    def connection_made(self, transport: Any) -> None:
        """uvicorn's connection becomes ours."""
        peer = transport.get_extra_info("peername")
        self._peer = address(peer[0]) if isinstance(peer, tuple) else ""
        super().connection_made(transport)

    def data_received(self, data: bytes) -> None:
        """The request that uvicorn has read already, once more."""
        while data:
            room = self.get_buffer(len(data))
            size = min(len(room), len(data))
            room[:size] = data[:size]
            self.buffer_updated(size)
            data = data[size:]

    def _answer(self, request: WSUpgradeRequest) -> WSUpgradeResponseWithListener:
        """Let a socket in, or refuse it before it is one."""
        headers = request.headers
        speaks = language(headers.get("accept-language", ""))
        if request.path.split(b"?")[0].decode("latin-1") != PATH:
            return _refused("not_found", speaks)
        origin = headers.get("origin")
        if origin and not is_welcome(origin, headers.get("host", ""), self._origins):
            return _refused("origin_forbidden", speaks)
        if self._peer in self._proxies and (forwarded := headers.get("x-forwarded-for")):
            self._peer = address(self._proxies.get_trusted_client_address(forwarded)[0])
        asked = {each.strip() for each in headers.get("sec-websocket-protocol", "").split(",")}
        chosen = {"Sec-WebSocket-Protocol": VERSION} if VERSION in asked else None
        response = WSUpgradeResponse.create_101_response(chosen)
        return WSUpgradeResponseWithListener(response, Socket(self._hub, self._peer, speaks))


def is_welcome(origin: str, host: str, origins: tuple[str, ...]) -> bool:
    """Whether a page from there may listen: one on the list, or one of this very server."""
    return origin in origins or origin.partition("://")[2] == host


def _refused(code: str, speaks: str) -> WSUpgradeResponseWithListener:
    """The error body that every refusal has."""
    refused = Refused(code)
    request_id = str(uuid4())
    body = ErrorBody(error=refused.said(speaks), code=code, details=[], request_id=request_id)
    headers = {name.decode(): value.decode() for name, value in HEADERS}
    headers |= {
        "Content-Type": "application/json", "Content-Language": speaks,
        "X-Request-ID": request_id, "Connection": "close",
    }  # fmt: skip
    response = WSUpgradeResponse.create_error_response(
        refused.status, msgspec.json.encode(body), headers
    )
    return WSUpgradeResponseWithListener(response, None)
