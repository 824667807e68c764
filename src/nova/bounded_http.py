"""uvicorn's HTTP with limits to what a peer may send before it is a request, and how slowly.

uvicorn has none: it gathers a header of any size, and waits for the rest of a request for ever.
"""

import asyncio
from typing import Any

import structlog
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

log = structlog.get_logger()

LARGEST_HEAD = 32 * 1024  # bytes of a request line and its headers, beside what one read brings
CHUNKING = 8  # bytes that may come with one of a body: a chunk's head; and what follows the body
SECONDS = {"head": 10.0, "body": 30.0}  # in which each has to arrive
LAST_SECONDS = 3.0  # for what is arriving when the server is stopped
TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"content-length: 0\r\nconnection: close\r\n\r\n"
)


class BoundedHttp(HttpToolsProtocol):
    """One connection."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._awaited: str | None = None
        self._timed: str | None = None
        self._head = self._body = 0
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Whoever connects has something to ask."""
        super().connection_made(transport)
        self._expect("head")

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more will come."""
        self._expect(None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take data in, as far as a request's head, and what comes beside its body, may go."""
        before = self._awaited
        super().data_received(data)
        if before is not None and before == self._awaited:
            self._head += len(data)
            if self._head > LARGEST_HEAD + self._body * (1 + CHUNKING):
                self.transport.write(TOO_LARGE)
                self.transport.close()
        self._expect(self._awaited)

    def on_message_begin(self) -> None:
        """A request begins."""
        self._awaited, self._head, self._body = "head", 0, 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Its body follows."""
        self._awaited = "body"
        super().on_headers_complete()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep a header; what follows a chunked body (RFC 9112, section 7.1.2) is left out."""
        if self._awaited == "head":
            super().on_header(name, value)

    def on_body(self, body: bytes) -> None:
        """A piece of it."""
        self._body += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """It is here."""
        self._awaited = None
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        """From here on it is a websocket, unless an earlier request is still being answered."""
        self._expect(None)
        if self.cycle is not None and not self.cycle.response_complete:
            self.send_400_response("A websocket needs a connection of its own.")
            return
        super().handle_websocket_upgrade()

    def shutdown(self) -> None:
        """The server is stopping: whoever is half through has a moment."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = self.loop.call_later(LAST_SECONDS, self._give_up)
        super().shutdown()

    def _expect(self, part: str | None) -> None:
        """Wait for this part of a request as long as it may take; None: for nothing."""
        self._awaited = part
        if part != self._timed:
            if self._timer is not None:
                self._timer.cancel()
            self._timed = part
            self._timer = self.loop.call_later(SECONDS[part], self._give_up) if part else None

    def _give_up(self) -> None:
        log.info("request_too_slow", part=self._timed, ip=self.client and self.client[0])
        self.transport.abort()
