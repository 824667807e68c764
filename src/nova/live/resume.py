"""How a client comes into the feed: who it is, what it missed, and what came meanwhile.

It joins before its rights are looked at, and is told nothing until they have been: so no
revocation and no event falls in between.
"""

import asyncio
import time
from uuid import UUID

from nova.identity.tokens import Claims
from nova.live import protocol
from nova.live.protocol import CloseCode, Frame, told
from nova.live.queries import ClientQueries
from nova.live.relay import Relay
from nova.live.subscriber import Subscriber
from nova.live.types import Client

MOST_SOCKETS = 10  # of one user
CHUNK = 256 * 1024  # bytes written at once while a client is brought up to date
STALLED = 10.0  # seconds in which a client must take such a chunk


async def resume(
    client: Client, subscriber: Subscriber, relay: Relay, queries: ClientQueries,
    claims: Claims, cursor: str | None,
) -> None:  # fmt: skip
    """Join the room, tell what was missed, page by page, then what came meanwhile.

    The relay has to have a place first: before, what commits now may never be told, and what it
    reads lies before the place. Who has no cursor, or none that leads on, is told from that place
    on, which is then their first cursor: with a gap between the two, or with one from before the
    place, the older would come after the newer. Raises Refused.
    """
    place = await relay.place()
    relay.join(subscriber)
    start = cursor or place.cursor
    page = await queries.missed(claims, start)
    _make_room(relay, claims.user_id)
    client.send_ready(claims, start)
    had: list[int] = []
    while True:
        if page.reset:
            start = place.cursor
            client.send([told(protocol.Reset(reason=page.reset, cursor=start))])
            page = await queries.missed(claims, start)
        client.send([Frame(bytes(each)) for each in page.events])
        had += page.ids
        await _drained(client)
        if page.next is None:
            break
        page = await queries.missed(claims, page.next)
        if page.reset == "cursorUnknown":  # the server crashed meanwhile: the client's own leads on
            subscriber.restart()
            return
    while subscriber.holds_back_more_than(CHUNK):
        client.send(subscriber.take(CHUNK, had))
        await _drained(client)
    client.send(subscriber.release(had, relay.begun))
    client.give_cursor((await relay.place()).frame)


def _make_room(relay: Relay, user_id: UUID) -> None:
    """The eleventh socket of a user ends the eldest."""
    room = [each for each in relay.room(user_id) if isinstance(each, Subscriber)]
    for eldest in room[:-MOST_SOCKETS]:
        relay.leave(eldest)
        eldest.client.close(CloseCode.TOO_MANY_SOCKETS, "too_many_sockets")


async def _drained(client: Client) -> None:
    """Wait until a client has taken what was written; one that does not read is hung up on."""
    until = time.monotonic() + STALLED
    while not client.is_closed() and client.unsent():
        await asyncio.sleep(0.005)
        if time.monotonic() > until:
            client.abort()
