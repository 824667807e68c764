"""uvicorn's HTTP with limits: on peers, on what precedes a request, on pieces, on slowness.

uvicorn has none: it gathers a header of any size, waits for the rest of a request for ever, reads
on after it has answered, and keeps an answer for as long as nobody reads it.
"""

import asyncio
import re
from typing import Any, ClassVar

import httptools
import structlog
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from nova.http.single_write import SingleWrite
from nova.networks import address

log = structlog.get_logger()

LARGEST_HEAD = 32 * 1024  # bytes of a request line and its headers, beside what one read brings
CHUNKING = 8  # bytes that may come with one of a body: a chunk's head; and what follows the body
MOST_PIECES = 2000  # chunks of one body: each costs as much as a thousand bytes
SLICE = 4096  # bytes parsed at once
MOST_AHEAD = 8  # requests parsed while an earlier one of their connection is answered
SECONDS = {"head": 10.0, "body": 30.0, "rest": 2.0}  # in which each has to arrive
MOST_REST = 1024 * 1024  # bytes of a body that come after the answer
LAST_SECONDS = 3.0  # for what is arriving when the server is stopped
STALLED = 10.0  # seconds in which a peer has to take
SLOWEST = 50_000  # bytes of an answer
MOST_UNSENT = 64 * 1024 * 1024  # bytes that slow readers together may leave with this process
CROWDED = (
    b"HTTP/1.1 503 Service Unavailable\r\n"
    b"retry-after: 1\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
)
TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"content-length: 0\r\nconnection: close\r\n\r\n"
)


class HeldFlow(FlowControl):
    """Reads no more while what was read waits here."""

    is_held = False

    def resume_reading(self) -> None:
        """Read on, unless it is held."""
        if not self.is_held:
            super().resume_reading()


class BoundedHttp(HttpToolsProtocol):
    """One connection."""

    idle: ClassVar[dict["BoundedHttp", None]] = {}
    """Connections of this process without a request under way, the longest first."""
    slow: ClassVar[dict["BoundedHttp", None]] = {}
    """Connections of this process whose peer does not take its answer, the longest first."""

    flow: HeldFlow

    def __init__(self, most: int, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._most = most
        self._awaited: str | None = None
        self._timed: str | None = None
        self._head = self._body = self._begun = self._pieces = self._rest = 0
        self._ahead = b""
        """What came behind requests that have yet to be answered."""
        self._is_websocket = False
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Whoever connects has something to ask."""
        super().connection_made(transport)
        self.flow = HeldFlow(transport)
        if self.client is not None:
            self.client = (address(self.client[0]), self.client[1])
        if len(self.connections) > self._most and not self._displaces():
            self.transport.write(CROWDED)
            self.transport.close()
            return
        self.idle[self] = None
        self._expect("head")

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more will come."""
        self._expect(None)
        self.idle.pop(self, None)
        self.slow.pop(self, None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take data in, slice by slice, while no more requests wait than are taken ahead."""
        if self._is_websocket:
            return  # what comes behind the answer that this connection ends with
        data = self._ahead + data if self._ahead else data
        place = 0
        while place < len(data) and len(self.pipeline) < MOST_AHEAD:
            self._parse(data[place : place + SLICE])
            if self._is_websocket or self.transport.is_closing():
                return
            place += SLICE
        self._ahead = data[place:]
        if self._ahead:
            self._watch(None)  # it is for us to go on
            self.flow.pause_reading()
        self.flow.is_held = bool(self._ahead)

    def _parse(self, data: bytes) -> None:
        """Take data in, as far as a request's head, and what comes beside its body, may go."""
        before = self._awaited, self._begun
        self._feed(data)
        if before == (self._awaited, self._begun) and self._awaited is not None:
            self._head += len(data)
            if self._head > LARGEST_HEAD + self._body * (1 + CHUNKING):
                self.transport.write(TOO_LARGE)
                self.transport.close()
        self._watch(self._awaits())

    def _feed(self, data: bytes) -> None:
        """What uvicorn does with data; but where something else than a websocket is offered, the
        offer is left aside (RFC 9110, section 7.8): its parser would take the body, and what the
        body says, for requests."""
        self._unset_keepalive_if_required()
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:
            if self._should_upgrade():
                self.handle_websocket_upgrade()
            elif self.parser.get_method() == b"CONNECT":
                self.send_400_response("There is no tunnel here.")
            else:
                self._feed_without_upgrade(data[upgrade.args[0] :])
        except httptools.HttpParserError:
            self.send_400_response("Invalid HTTP request received.")

    def _feed_without_upgrade(self, rest: bytes) -> None:
        """The request again, to a parser that is not told of the offer."""
        line = b"%b %b HTTP/%b\r\n" % (
            self.parser.get_method(), self.url, self.parser.get_http_version().encode(),
        )  # fmt: skip
        kept = [
            (name, re.sub(rb"(?i)\bupgrade\b,?", b"", value) if name == b"connection" else value)
            for name, value in self.headers
            if name != b"upgrade"
        ]
        head = line + b"".join(b"%b: %b\r\n" % each for each in kept) + b"\r\n"
        self.parser = httptools.HttpRequestParser(self)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)  # as uvicorn's
        self._feed(head + rest)

    def _is_offer(self) -> bool:
        """Whether the parser stops at something else than a websocket."""
        return self.parser.should_upgrade() and not self._should_upgrade()

    def on_message_begin(self) -> None:
        """A request begins."""
        self._awaited, self._head, self._body, self._pieces, self._rest = "head", 0, 0, 0, 0
        self._begun += 1
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Its body follows."""
        if not self._is_offer():
            self.idle.pop(self, None)
            self._awaited = "body"
            super().on_headers_complete()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep a header; what follows a chunked body (RFC 9112, section 7.1.2) is left out."""
        if self._awaited == "head":
            super().on_header(name, value)

    def _start_asgi_task(self, cycle: Any, app: Any) -> None:
        """Ask the app; its answer goes out in one piece where it can."""
        cycle.send = SingleWrite(cycle)
        super()._start_asgi_task(cycle, app)

    def on_body(self, body: bytes) -> None:
        """A piece of it. Raises ValueError, which ends the connection, where it is one too many."""
        self._body += len(body)
        self._pieces += 1
        if self.cycle is not None and self.cycle.response_complete:
            self._rest += len(body)
        if self._pieces > MOST_PIECES or self._rest > MOST_REST:
            log.info("body_given_up", pieces=self._pieces, ip=self.client and self.client[0])
            raise ValueError("a body that is too long, or in too many pieces")
        super().on_body(body)

    def on_message_complete(self) -> None:
        """It is here."""
        self._awaited = None
        if not self._is_offer():
            super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        """From here on it is a websocket; behind a request that has yet to be answered it is none,
        and the connection ends with that answer."""
        self._expect(None)
        self._is_websocket = True
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.keep_alive = False
            return
        self.slow.pop(self, None)
        super().handle_websocket_upgrade()

    def shutdown(self) -> None:
        """The server is stopping: whoever is half through has a moment."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = self.loop.call_later(LAST_SECONDS, self._give_up)
        super().shutdown()

    def on_response_complete(self) -> None:
        """It is answered; unless the next one waits already, there is none under way."""
        if not self.pipeline:
            self.idle[self] = None
        super().on_response_complete()
        if self._ahead and not self.pipeline:
            self.loop.call_soon(self._take_ahead)
        elif not self._ahead:
            self._watch(self._awaits())

    def _take_ahead(self) -> None:
        """Go on with what came behind the requests that are answered now."""
        if self._ahead and self.parser is not None and not self.transport.is_closing():
            self.flow.is_held = False
            self.flow.resume_reading()
            self.data_received(b"")

    def _awaits(self) -> str | None:
        """What has yet to come; the rest of a body that was answered already is nobody's."""
        if self.transport.is_closing():
            return None
        if self._awaited == "body" and self.cycle is not None and self.cycle.response_complete:
            return "rest"
        return self._awaited

    def _displaces(self) -> bool:
        """Make room at the cost of who has asked nothing for the longest."""
        longest = next(iter(self.idle), None)
        if longest is None:
            return False
        self.idle.pop(longest)
        longest.transport.abort()
        return True

    def pause_writing(self) -> None:
        """The peer reads too slowly: it has a while, as long as all such together leave room."""
        super().pause_writing()
        self.slow[self] = None
        self._watch_answer()
        unsent = {each: each.unsent() for each in self.slow}
        too_much = sum(unsent.values()) - MOST_UNSENT
        for each, size in unsent.items():
            if too_much <= 0:
                return
            each.transport.abort()
            too_much -= size

    def resume_writing(self) -> None:
        """It has caught up."""
        super().resume_writing()
        self.slow.pop(self, None)

    def unsent(self) -> int:
        """Bytes of the answer that are still here."""
        return self.transport.get_write_buffer_size()

    def _watch_answer(self) -> None:
        self.loop.call_later(STALLED, self._expect_taken, self.unsent())

    def _expect_taken(self, before: int) -> None:
        """Hang up on who has taken too little of the answer meanwhile."""
        if self not in self.slow:
            return
        if self.unsent() > before - SLOWEST:
            log.info("answer_not_taken", unsent=self.unsent(), ip=self.client and self.client[0])
            self.transport.abort()
            return
        self._watch_answer()

    def _expect(self, part: str | None) -> None:
        """Wait for this part of a request as long as it may take; None: for nothing."""
        self._awaited = part
        self._watch(part)

    def _watch(self, part: str | None) -> None:
        """Give the peer up where this does not come in its time."""
        if part != self._timed:
            if self._timer is not None:
                self._timer.cancel()
            self._timed = part
            self._timer = self.loop.call_later(SECONDS[part], self._give_up) if part else None

    def _give_up(self) -> None:
        log.info("request_too_slow", part=self._timed, ip=self.client and self.client[0])
        self.transport.abort()
