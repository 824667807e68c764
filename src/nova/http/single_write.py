"""An answer written at once: its head and its body in one piece, checked as one.

uvicorn writes the head as soon as it is said, looks at each of its lines with two regular
expressions, and then writes the body. Most answers are there as a whole.
"""

import re
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # in no header (RFC 9110, 5.5)
BODILESS = frozenset({204, 304})


class SingleWrite:
    """The `send` of one request. A head without a length is the first of a stream: uvicorn's."""

    __slots__ = ("_cycle", "_head", "_send")

    def __init__(self, cycle: RequestResponseCycle) -> None:
        self._cycle = cycle
        self._send: Any = cycle.send
        self._head: Any = None

    async def __call__(self, message: Any) -> None:
        """Keep the head until its body is here. Raises RuntimeError for a header of two lines."""
        if message["type"] == "http.response.start":
            if any(name == b"content-length" for name, _ in message["headers"]):
                self._head = message
                return
        elif self._head is not None:
            head, self._head = self._head, None
            if self._is_whole(head, message):
                self._write(head, message["body"])
                return
            await self._send(head)
        await self._send(message)

    def _is_whole(self, head: Any, body: Any) -> bool:
        """Whether nothing else is to be done or waited for than to write both."""
        cycle = self._cycle
        return not (
            body.get("more_body")
            or cycle.disconnected
            or cycle.response_started
            or cycle.flow.write_paused
            or cycle.scope["method"] == "HEAD"
            or head["status"] in BODILESS
        )

    def _write(self, head: Any, body: bytes) -> None:
        """Head and body; then the request is over."""
        cycle = self._cycle
        headers = head["headers"]
        lines = b"".join([b"%b: %b\r\n" % header for header in headers])
        ends = lines.count(b"\r"), lines.count(b"\n")
        if CONTROL.search(lines) or ends != (len(headers), len(headers)):
            raise RuntimeError("no header's value has such a sign")
        if b"content-length: %d\r" % len(body) not in lines:
            raise RuntimeError("a body of another length than is said")
        close = b"" if cycle.keep_alive else b"connection: close\r\n"
        cycle.response_started = cycle.response_complete = True
        cycle.waiting_for_100_continue = False
        cycle.transport.write(b"%b%b%b\r\n%b" % (STATUS_LINE[head["status"]], lines, close, body))
        cycle.message_event.set()
        if not cycle.keep_alive:
            cycle.transport.close()
        cycle.on_response()
