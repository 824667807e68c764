"""How a client comes into the feed: who it is, what it missed, and what came meanwhile.

It joins before its rights are looked at, and is told nothing until they have been: so no
revocation and no event falls in between.
"""

import asyncio
import time
from typing import Protocol
from uuid import UUID

from nova import frames
from nova.following import Client, Following
from nova.frames import Frame, told
from nova.identity import Claims
from nova.inquiry import Inquiry
from nova.live import Relay

MOST_SOCKETS = 10  # of one user
CHUNK = 256 * 1024  # bytes written at once while a client is brought up to date
STALLED = 10.0  # seconds in which a client must take such a chunk


class Newcomer(Client, Protocol):
    """Who joins."""

    def is_closed(self) -> bool:
        """Whether nothing is to be said any more."""

    def unsent(self) -> int:
        """Bytes that have not left yet."""

    def send_ready(self, claims: Claims, cursor: str) -> None:
        """Say that the client is known."""

    def give_cursor(self, frame: Frame) -> None:
        """Tell how far the client has got."""


async def join(
    client: Newcomer, following: Following, relay: Relay, inquiry: Inquiry,
    claims: Claims, cursor: str | None,
) -> None:  # fmt: skip
    """Join the room, tell what was missed, page by page, then what came meanwhile.

    The relay has to have a place first: before, what commits now may never be told, and what it
    reads lies before the place. Who has no cursor, or none that leads on, is told from that place
    on, which is then their first cursor: with a gap between the two, or with one from before the
    place, the older would come after the newer. Raises Refused.
    """
    place = await relay.place()
    relay.join(following)
    start = cursor or place.cursor
    page = await inquiry.missed(claims, start)
    _make_room(relay, claims.user_id)
    client.send_ready(claims, start)
    had: list[int] = []
    while True:
        if page.reset:
            start = place.cursor
            client.send([told(frames.Reset(reason=page.reset, cursor=start))])
            page = await inquiry.missed(claims, start)
        client.send([Frame(bytes(each)) for each in page.events])
        had += page.ids
        await _drained(client)
        if page.next is None:
            break
        page = await inquiry.missed(claims, page.next)
        if page.reset == "cursorUnknown":  # the server crashed meanwhile: the client's own leads on
            following.restart()
            return
    while following.holds_back_more_than(CHUNK):
        client.send(following.take(CHUNK, had))
        await _drained(client)
    client.send(following.release(had, relay.begun))
    client.give_cursor((await relay.place()).frame)


def _make_room(relay: Relay, user_id: UUID) -> None:
    """The eleventh socket of a user ends the eldest."""
    room = [each for each in relay.room(user_id) if isinstance(each, Following)]
    for eldest in room[:-MOST_SOCKETS]:
        relay.leave(eldest)
        eldest.client.close(4409, "too_many_sockets")


async def _drained(client: Newcomer) -> None:
    """Wait until a client has taken what was written; one that does not read is hung up on."""
    until = time.monotonic() + STALLED
    while not client.is_closed() and client.unsent():
        await asyncio.sleep(0.005)
        if time.monotonic() > until:
            client.abort()
