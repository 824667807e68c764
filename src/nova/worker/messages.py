"""Messages (codes, invitations, notifications): claimed, handed to a provider, settled.

A message is claimed for the length of a lease, sent, and settled. kill -9 between any two steps
loses nothing: the claim runs out and the message is sent again. Several are on their way at once,
so that a slow provider holds up nobody else; codes have a lane of their own.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

import msgspec
import psycopg
import structlog

from nova.database.queries import read_queries
from nova.worker.providers.port import AnswerLost, Message, Provider, Rejected

log = structlog.get_logger()
sql = read_queries(__file__)

MOST = 50  # messages of a lane on their way at once
PAUSE = 0.2  # seconds between looks when nothing was due
WITHIN = 0.8  # of its lease; later another worker would send the message again
FAREWELL = 5.0  # seconds that what is on its way has when the worker stops


class Outcome(msgspec.Struct, frozen=True, rename="camel"):
    """How one try to send a message went; without an error it was sent."""

    id: int
    provider: str
    provider_id: str | None = None
    error: str | None = None
    is_final: bool = False
    is_ambiguous: bool = False


async def send_forever(
    connection: psycopg.AsyncConnection[Any],
    providers: Mapping[str, Provider],
    lease: float,
    *,
    urgent: bool,
) -> None:
    """Claim, send, settle what is urgent (codes) or what is not; rest only when nothing is due."""
    sending: set[asyncio.Task[Outcome]] = set()
    try:
        while True:
            room = MOST - len(sending)
            claimed = await connection.execute(sql.take_messages.text, [room, lease, urgent])
            for row in await claimed.fetchall():
                message = Message(row.id, row.topic, row.payload)
                sending.add(asyncio.create_task(_send(providers, message, lease * WITHIN)))
            if not sending:
                await asyncio.sleep(PAUSE)
                continue
            done, sending = await asyncio.wait(
                sending, timeout=PAUSE, return_when=asyncio.FIRST_COMPLETED
            )
            await _settle(connection, done)
    finally:
        if sending:
            done, _ = await asyncio.wait(sending, timeout=FAREWELL)
            await _settle(connection, done)


async def _settle(
    connection: psycopg.AsyncConnection[Any], done: set[asyncio.Task[Outcome]]
) -> None:
    """Write down how these went."""
    if done:
        outcomes = msgspec.json.encode([task.result() for task in done]).decode()
        await connection.execute(sql.settle_messages.text, [outcomes])


async def _send(providers: Mapping[str, Provider], message: Message, limit: float) -> Outcome:
    """Deliver one message within so many seconds; whatever happens is its outcome."""
    if (provider := providers.get(message.channel)) is None:
        return Outcome(message.id, "none", error="nobody delivers this channel", is_final=True)
    try:
        async with asyncio.timeout(limit):
            taken = await provider.send(message)
        return Outcome(message.id, provider.name, provider_id=taken and _clean(taken))
    except Exception as failure:
        log.warning("message_failed", id=message.id, topic=message.topic, provider=provider.name)
        return Outcome(
            message.id,
            provider.name,
            error=_clean(f"{type(failure).__name__}: {failure}"),
            is_final=isinstance(failure, Rejected),
            is_ambiguous=isinstance(failure, (AnswerLost, TimeoutError)),
        )


def _clean(words: str) -> str:
    """What a provider said, as the database keeps text: a server may answer any bytes."""
    return words.encode("utf-8", "replace").decode().replace("\0", "")[:500]
