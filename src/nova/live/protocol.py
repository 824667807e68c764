"""The words of the live feed, `nova.v1`: what a client sends, what it gets, how it is closed.

One JSON object a text frame, in camelCase. Control frames have a `type`, events have an `event`.
The AsyncAPI document is made of these shapes.
"""

from collections.abc import Mapping
from enum import IntEnum
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from msgspec import Meta

from nova.shapes.structs import Output

VERSION = "nova.v1"
LARGEST_FRAME = 16 * 1024  # bytes a client may send in one message
MOST_TOPICS = 100
ENTITIES = (
    "appointment", "customer", "customer_activity", "customer_document", "invoice", "match",
    "notification", "offer", "property", "request", "subscription", "task", "task_comment", "team",
    "team_member", "user",
)  # fmt: skip
"""What events are about; the triggers say which (sql/*/tg_*_events.sql)."""

Cursor = Annotated[str, Meta(max_length=8192, description="Where a client stands in the log")]
Token = Annotated[str, Meta(min_length=1, max_length=4096, description="An access token")]
Topic = Annotated[
    str,
    Meta(max_length=100, description="`entity:<name>`, `team:<id>`, or `<entity>:<id>`"),
]
ResetReason = Literal["cursorTooOld", "cursorUnknown", "tooManyMissed"]
Topics = Annotated[list[Topic], Meta(min_length=1, max_length=MOST_TOPICS)]


class _Sent(
    msgspec.Struct, frozen=True, kw_only=True, rename="camel", tag_field="type",
    forbid_unknown_fields=True,
):  # fmt: skip
    """What a client sends: nothing that it does not name."""


class Auth(_Sent, frozen=True, tag="auth"):
    """Who is there, within five seconds; again on the open socket to go on with a new token."""

    token: Token
    cursor: Cursor | None = None
    """The newest cursor the client has: what it missed since follows."""


class Subscribe(_Sent, frozen=True, tag="subscribe"):
    """Only these topics, beside those asked for before; without any, everything comes."""

    topics: Topics


class Unsubscribe(_Sent, frozen=True, tag="unsubscribe"):
    """Not these topics any more; without the last one everything comes again."""

    topics: Topics


class Ping(_Sent, frozen=True, tag="ping"):
    """A browser's own ping."""


FromClient = Auth | Subscribe | Unsubscribe | Ping


class _Told(msgspec.Struct, frozen=True, kw_only=True, rename="camel", tag_field="type"):
    """What a client is told beside its events."""


class Ready(_Told, frozen=True, tag="ready"):
    """The client is known. Whoever gave a cursor gets it back, and then what they missed."""

    cursor: str
    user_id: UUID
    expires_at: Annotated[
        int, Meta(description="When the token ends and the socket with it, in Unix seconds")
    ]
    heartbeat_ms: Annotated[int, Meta(description="How often the server pings, in milliseconds")]


class CursorAt(_Told, frozen=True, tag="cursor"):
    """All up to here has been sent: what to come back with."""

    cursor: str


class Subscribed(_Told, frozen=True, tag="subscribed"):
    """The topics that hold now, and those that were asked for or held and are not one's own."""

    topics: list[str]
    denied: list[str]


class Reset(_Told, frozen=True, tag="reset"):
    """There is no going on from the cursor given: fetch what you show anew, go on from this one."""

    reason: ResetReason
    cursor: str


class Expiring(_Told, frozen=True, tag="expiring"):
    """The token ends in a minute: send `auth` with a new one."""

    expires_at: Annotated[int, Meta(description="When the token ends, in Unix seconds")]


class Pong(_Told, frozen=True, tag="pong"):
    """The answer to a ping."""


class Wrong(_Told, frozen=True, tag="error"):
    """Why the socket is closed next."""

    code: str
    """The stable key of the refusal."""
    message: str
    """A sentence in the caller's language."""


class Event(Output, frozen=True):
    """Something happened that concerns the client; `id` orders the events of one row."""

    id: int
    event: str
    """What happened: `customer.updated`."""
    entity: Annotated[str, Meta(extra_json_schema={"enum": list(ENTITIES)})]
    entity_id: UUID
    data: dict[str, Any]
    """The row as the API shows it, or `{"truncated": true}` above 8 KiB: fetch it by its id."""
    at: Annotated[str, Meta(extra_json_schema={"format": "date-time"})]


FromServer = Ready | CursorAt | Subscribed | Reset | Expiring | Pong | Wrong


class CloseCode(IntEnum):
    """Why a socket is closed: RFC 6455 below 4000, ours above."""

    GOING_AWAY = 1001
    PROTOCOL_ERROR = 1002
    TOO_LARGE = 1009
    FAILED = 1011
    RESTARTING = 1012
    BUSY = 1013
    MALFORMED = 4400
    UNAUTHORIZED = 4401
    REVOKED = 4403
    AUTH_AWAITED = 4408
    TOO_MANY_SOCKETS = 4409
    TOO_FAST_OR_SLOW = 4429


CLOSE_CODES: Mapping[CloseCode, str] = {
    CloseCode.TOO_LARGE: "A message was larger than 16 KiB",
    CloseCode.FAILED: "Something went wrong here: come back, with the cursor",
    CloseCode.RESTARTING: "The server is being restarted: come back within two seconds, with the "
    "cursor",
    CloseCode.BUSY: "Too many sockets, or of one address too many that say nothing, or the "
    "database is away: come back later",
    CloseCode.MALFORMED: "A message that is none of nova.v1, or another than auth at first",
    CloseCode.UNAUTHORIZED: "No valid token, or it has expired, or it is another person's",
    CloseCode.REVOKED: "The session has ended, or the account is suspended or deleted",
    CloseCode.AUTH_AWAITED: "No auth within five seconds",
    CloseCode.TOO_MANY_SOCKETS: "More than ten sockets of one person: this was the oldest",
    CloseCode.TOO_FAST_OR_SLOW: "More than twenty messages a second, pings and pongs among them, "
    "or too slow to take what is sent",
}
"""What a client is told of each that it may meet; docs/live-feed.md has the same table."""

decode = msgspec.json.Decoder(FromClient).decode
encode = msgspec.json.encode


class Frame:
    """One text frame, built once and sent to many."""

    __slots__ = ("payload", "wire")

    def __init__(self, payload: bytes) -> None:
        self.payload = payload
        self.wire = _head(len(payload)) + payload


def told(message: FromServer) -> Frame:
    """The frame of a message."""
    return Frame(encode(message))


def _head(size: int) -> bytes:
    """The head of an unmasked, final text frame (RFC 6455, section 5.2)."""
    if size < 126:  # noqa: PLR2004
        return bytes((0x81, size))
    if size < 1 << 16:
        return b"\x81\x7e" + size.to_bytes(2)
    return b"\x81\x7f" + size.to_bytes(8)


PONG = told(Pong())
