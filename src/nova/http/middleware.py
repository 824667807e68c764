"""ASGI middleware around the whole app: what every request gets, measured and logged once.

A request id in and out, the client's address, security headers, one JSON line, one measurement.
Pure ASGI: it runs for every request, so it does nothing twice.
"""

import functools
import random
import re
import time
from datetime import UTC, datetime
from typing import Any

import structlog
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from prometheus_client import Histogram

from nova.logs import RequestLine, RequestLog
from nova.metrics import REQUESTS
from nova.networks import address

REQUEST_ID = re.compile(rb"[\w.:-]{1,100}")
HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-site"),
]
KEPT = frozenset(
    {
        b"accept-encoding", b"authorization", b"content-length", b"host", b"idempotency-key",
        b"if-match", b"if-none-match", b"origin", b"transfer-encoding",
    }
)  # fmt: skip
GONE, FAILED = 499, 500  # whoever left before there was an answer met no fault of ours
REPLAYED = ((b"idempotency-replayed", b"true"),)
POLICY = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")


class Middleware:
    """ASGI middleware around the whole app; `script`: SHA-256 of the one script in a page."""

    def __init__(self, app: ASGIApp, script: str) -> None:
        self._app = app
        self._log = RequestLog()
        self._page_policy = (
            b"content-security-policy",
            b"default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
            b"script-src 'self' 'sha256-%b'; frame-ancestors 'none'" % script.encode(),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            self._log.write()
            return
        state: dict[str, Any] = scope.setdefault("state", {})
        given = _read_headers(scope, state)
        request_id = given.decode() if REQUEST_ID.fullmatch(given) else _new_id()
        state["request_id"] = request_id
        client = scope.get("client")
        state["client_ip"] = address(client[0]) if client else ""
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started = time.perf_counter()
        status = 0
        is_gone = False

        async def hear() -> Any:
            nonlocal is_gone
            message = await receive()
            is_gone = is_gone or (not status and message["type"] == "http.disconnect")
            return message

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                path = scope["path"]
                is_page = path == "/" or path.startswith(("/api/docs", "/api/pay/"))
                message["headers"] = [
                    *message["headers"],
                    *HEADERS,
                    (b"cache-control", state.get("cache-control", b"no-store")),
                    self._page_policy if is_page else POLICY,
                    (b"x-request-id", request_id.encode()),
                    *(REPLAYED if "replayed" in state else ()),
                ]
            await send(message)

        try:
            await self._app(scope, hear, answer)
        finally:
            if end := state.get("end"):
                end()
            if status:
                status = GONE if is_gone and status >= FAILED else status
                self._log.add(_measured(scope, status, time.perf_counter() - started))


def _read_headers(scope: Scope, state: dict[str, Any]) -> bytes:
    """Keep what every request is asked for, in one look at its headers; its X-Request-ID."""
    given = b""
    for name, value in scope["headers"]:
        if name == b"x-request-id":
            given = value
        elif name in KEPT:
            kept, said = name.decode(), value.decode("latin-1")
            lines = name == b"if-match" and kept in state  # several are one list (RFC 9110, 5.3)
            state[kept] = f"{state[kept]}, {said}" if lines else said
    return given


def _new_id() -> str:
    """A UUID (RFC 9562, version 4) that has to be another each time, not a secret: asking the
    system for it cost more than all that is read of a head."""
    digits = f"{random.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


def _measured(scope: Scope, status: int, seconds: float) -> RequestLine:
    """One measurement and one line; never a body, a query string or a token."""
    route = scope.get("path_template") or "-"
    method = str(scope.get("method"))
    state = scope["state"]
    _measurement(method, route, status).observe(seconds)
    return RequestLine(
        timestamp=datetime.now(UTC),
        request_id=state["request_id"],
        method=method,
        route=route,
        status=status,
        ms=round(seconds * 1000, 2),
        user=state.get("user_id"),
        ip=state["client_ip"],
    )


@functools.cache
def _measurement(method: str, route: str, status: int) -> Histogram:
    """The histogram of these labels; looking it up takes longer than observing."""
    return REQUESTS.labels(method, route, status)
