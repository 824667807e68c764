"""Routes of /api/events: what a websocket tells, for whoever cannot have one."""

import secrets
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Annotated, Any, cast

import msgspec
from litestar import Request, Router, get, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import HeaderParameter, QueryParameter
from litestar.response import Stream

from nova.database.queries import read_queries
from nova.errors.refused import Refused, language
from nova.features.events.structs import EventPage, Ticket, TicketExpiry, TicketHolder
from nova.http.answer import Json
from nova.http.ask import Ask, Asking, ask_as_caller, ask_with
from nova.http.callers import EITHER
from nova.http.openapi import error_answers
from nova.identity.tokens import Claims, sha256
from nova.live.protocol import Reset, ResetReason, Wrong
from nova.live.relay import Relay
from nova.live.waiter import Waiter
from nova.shapes.structs import Output

sql = read_queries(__file__)

LONGEST_WAIT = 25
QUIET = 15.0  # seconds after which a stream with nothing to tell says that it is there
MOST_STREAMS = 10  # of one user
SERVER_SENT = "text/event-stream"
STREAMED = ResponseSpec(
    data_container=EventPage,
    generate_examples=False,
    description="A page of events. With Accept: text/event-stream a stream of them: `data` is an "
    "event, `id` a cursor, on the last event of each page or alone; `event: reset` says that there "
    "is no going on from the cursor given, `event: refused` why the stream ends; a comment every "
    "15 s says that it is there",
)


class Page(Output, frozen=True):
    """A page whose events are passed on as they are."""

    events: list[msgspec.Raw]
    cursor: str
    has_more: bool
    reset: ResetReason | None


class Streamed(Json[EventPage]):
    """Server-sent events (WHATWG HTML, section 9.2)."""

    def __init__(self, pieces: AsyncIterator[bytes]) -> None:
        self._pieces = pieces

    def to_asgi_response(self, app: Any, request: Any, **_: Any) -> Any:
        """What Litestar asks of a response: something to send."""
        return Stream(self._pieces, media_type=SERVER_SENT).to_asgi_response(app, request)


@get("/", security=EITHER, responses=error_answers(401, 403, 429) | {200: STREAMED})
async def list_events(
    request: Request[Any, Any, Any],
    ask_anyone: Asking,
    after: Annotated[
        str | None,
        QueryParameter(
            max_length=8192, description="The newest cursor you have; none: from now on"
        ),
    ] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=500, description="Events a page")] = 100,
    wait: Annotated[
        int, QueryParameter(ge=0, le=LONGEST_WAIT, description="Seconds to wait for the first")
    ] = 0,
    ticket: Annotated[
        str | None, QueryParameter(max_length=100, description="Instead of a token, once")
    ] = None,
    last_event_id: Annotated[
        str | None,
        HeaderParameter(name="Last-Event-ID", max_length=8192, description="In place of `after`"),
    ] = None,
) -> Json[EventPage]:
    """One's own events after a cursor: a page, a long poll, or with Accept a stream.

    Refused with `unauthorized`, `ticket_invalid`, `too_many_streams`.
    """
    ask, claims = await _caller(request, ask_anyone, ticket)
    relay = cast(Relay, request.app.state.relay)
    if _waiting(relay, claims) >= MOST_STREAMS:
        raise Refused("too_many_streams", retry_after=LONGEST_WAIT)
    after = last_event_id or after or None
    if SERVER_SENT in request.headers.get("accept", ""):
        speaks = language(request.headers.get("accept-language", ""))
        return Streamed(_stream(ask, relay, claims, after, limit, speaks))
    until = time.monotonic() + (wait if after else 0)
    with Waiter(relay, claims.user_id) as waiter:
        while True:
            place = await relay.place()
            body = await ask.raw(sql.list_events, after, place.snapshot, limit)
            page = msgspec.json.decode(body, type=Page)
            left = until - time.monotonic()
            if page.events or page.reset or left <= 0 or relay.stopping:
                return Json(body)
            await waiter.wait(left)


@post("/ticket", status_code=201, responses=error_answers(401, 403))
async def issue_ticket(request: Request[Any, Any, Any], ask: Asking) -> Ticket:
    """A one-use ticket for EventSource, which can send no header; valid for 30 seconds."""
    claims: Claims = request.scope["state"]["claims"]
    ticket = secrets.token_urlsafe(32)
    ends = datetime.fromtimestamp(claims.expires_at, UTC)
    issued = await ask.read(TicketExpiry, sql.issue_ticket, sha256(ticket), ends)
    return Ticket(ticket=ticket, expires_at=issued.expires_at)


async def _caller(
    request: Request[Any, Any, Any], ask_anyone: Ask, ticket: str | None
) -> tuple[Ask, Claims]:
    """Who asks, by token or by ticket. Raises Refused."""
    if ticket is None:
        if "claims" not in request.scope["state"]:
            raise Refused("unauthorized")
        return ask_as_caller(request), request.scope["state"]["claims"]
    try:
        holder = await ask_anyone.writing().read(TicketHolder, sql.use_ticket, sha256(ticket))
    except Refused as refused:
        if refused.code == "not_found":
            raise Refused("ticket_invalid") from None
        raise
    claims = Claims(holder.user_id, holder.session_id, holder.expires_at)
    return ask_with(request, claims), claims


def _waiting(relay: Relay, claims: Claims) -> int:
    """How many requests of this person wait."""
    return sum(isinstance(each, Waiter) for each in relay.room(claims.user_id))


async def _stream(
    ask: Ask, relay: Relay, claims: Claims, cursor: str | None, limit: int, speaks: str
) -> AsyncIterator[bytes]:
    """Pages as they come, until the token ends, the session does, or the process."""
    with Waiter(relay, claims.user_id) as waiter:
        yield b"retry: 1000\n\n"
        while not relay.stopping:
            try:
                if claims.expires_at <= time.time():
                    raise Refused("token_expired")
                if _waiting(relay, claims) > MOST_STREAMS:  # others began at the same moment
                    raise Refused("too_many_streams")
                place = await relay.place()
                page = await ask.read(Page, sql.list_events, cursor, place.snapshot, limit)
            except Refused as refused:
                wrong = Wrong(code=refused.code, message=refused.said(speaks))
                yield b"event: refused\ndata: %b\n\n" % msgspec.json.encode(wrong)
                return
            cursor = page.cursor
            yield _told(page)
            rest = max(min(QUIET, claims.expires_at - time.time()), 0)
            if not page.has_more and not await waiter.wait(rest):
                yield b": still here\n\n"


def _told(page: Page) -> bytes:
    """A page as server-sent events: the last one carries the cursor, an empty page just that."""
    mark = b"id: %b\n" % page.cursor.encode()
    if page.reset:
        reset = msgspec.json.encode(Reset(reason=page.reset, cursor=page.cursor))
        return b"event: reset\n%bdata: %b\n\n" % (mark, reset)
    *most, last = [b"data: %b\n" % bytes(each) for each in page.events] or [b""]
    return b"".join(each + b"\n" for each in most) + mark + last + b"\n"


router = Router("/api/events", tags=["events"], route_handlers=[list_events, issue_ticket])
