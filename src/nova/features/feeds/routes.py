"""Routes of calendar files: a secret feed, and one appointment."""

import asyncio
import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from email.utils import format_datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.params import FromPath, JSONBody, PathParameter

from nova.database.queries import read_queries
from nova.errors.refused import Refused
from nova.features.feeds.structs import (
    CalendarFile,
    Feed,
    FeedChanged,
    KeptFeed,
    NewFeed,
)
from nova.http import ics
from nova.http.ask import Asking
from nova.http.callers import OPEN
from nova.http.openapi import error_answers
from nova.identity.tokens import sha256

sql = read_queries(__file__)
CALENDAR = "text/calendar"
ENDING = ".ics"
MOST = 16  # files that are written or wait for it
WRITER = ThreadPoolExecutor(1, "calendar")
WAITING: set[object] = set()
File = Annotated[
    str, PathParameter(min_length=20, max_length=100, description="The secret, and .ics")
]


@get("/users/me/calendar-feed", responses=error_answers(401))
async def show_feed(ask: Asking, request: Request[Any, Any, Any]) -> Feed:
    """The address under which a phone follows one's calendar."""
    try:
        kept = await ask.read(KeptFeed, sql.own_feed)
    except Refused as refused:
        if refused.code != "not_found":
            raise
        return Feed(url=None, tasks_as="TODO", rotated_at=None)
    return _shown(request, ask.user_id, kept)


@post("/users/me/calendar-feed/rotate", status_code=200, responses=error_answers(401))
async def rotate_feed(
    ask: Asking, request: Request[Any, Any, Any], data: JSONBody[NewFeed]
) -> Feed:
    """Make a new address; the one before leads nowhere any more."""
    nonce = secrets.token_bytes(16)
    secret = _secret(request, ask.user_id, nonce)
    kept = await ask.aside().read(KeptFeed, sql.rotate_feed, nonce, sha256(secret), data.tasks_as)
    return _shown(request, ask.user_id, kept)


@get("/calendar/{file:str}", security=OPEN, media_type=CALENDAR, responses=error_answers(404))
async def read_feed(
    ask_anyone: Asking, request: Request[Any, Any, Any], file: File
) -> Response[bytes]:
    """Somebody's calendar, for who has its address; 304 while nothing changed.

    Refused with `not_found`.
    """
    if not file.endswith(ENDING):
        raise Refused("not_found")
    key = sha256(file.removesuffix(ENDING))
    changed = await ask_anyone.read(FeedChanged, sql.feed_changed, key)
    tag = f'W/"{changed.tag}"'
    headers = {"etag": tag, "last-modified": format_datetime(changed.changed_at, usegmt=True)}
    request.scope["state"]["cache-control"] = b"private, no-cache"
    if request.headers.get("if-none-match") == tag:
        return Response(b"", status_code=304, headers=headers, media_type=CALENDAR)
    shown = await ask_anyone.read(CalendarFile, sql.read_feed, key)
    return Response(await _written(shown), headers=headers, media_type=CALENDAR)


@get(
    "/appointments/{appointment_id:uuid}/ics",
    media_type=CALENDAR,
    responses=error_answers(401, 404),
)
async def show_event(ask: Asking, appointment_id: FromPath[UUID]) -> Response[bytes]:
    """One appointment as a calendar file, with its series. Refused with `not_found`."""
    shown = await ask.read(CalendarFile, sql.show_event, appointment_id)
    return Response(await _written(shown), media_type=CALENDAR)


async def _written(shown: CalendarFile) -> bytes:
    """A calendar file; a large one takes a second, in which others are served: one at a time."""
    if len(WAITING) >= MOST:
        raise Refused("busy", retry_after=1)
    place = object()
    WAITING.add(place)
    try:
        return await asyncio.get_running_loop().run_in_executor(WRITER, _write, shown)
    finally:
        WAITING.discard(place)


def _write(shown: CalendarFile) -> bytes:
    as_event = shown.tasks_as == "EVENT"
    entries = [
        *map(ics.event, shown.events),
        *(ics.task(each, as_event=as_event) for each in shown.tasks),
    ]
    return ics.calendar(shown.name, entries)


def _secret(request: Request[Any, Any, Any], user_id: UUID | None, nonce: bytes) -> str:
    """A feed's secret: made again from what is kept and the app's key, so that it is not kept."""
    key: bytes = request.app.state.tokens.code_key
    made = hmac.digest(key, b"calendar" + str(user_id).encode() + nonce, hashlib.sha256)
    return urlsafe_b64encode(made).decode().rstrip("=")


def _shown(request: Request[Any, Any, Any], user_id: UUID | None, kept: KeptFeed) -> Feed:
    secret = _secret(request, user_id, bytes.fromhex(kept.nonce))
    base = str(request.base_url).rstrip("/")
    return Feed(f"{base}/api/calendar/{secret}{ENDING}", kept.tasks_as, kept.rotated_at)


router = Router(
    "/api", tags=["feeds"], route_handlers=[show_feed, rotate_feed, read_feed, show_event]
)
