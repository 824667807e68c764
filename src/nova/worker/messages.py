"""Messages (codes by SMS and e-mail): claimed, handed to a provider, settled.

A message is claimed for the length of a lease, sent, and settled. kill -9 between any two steps
loses nothing: the claim runs out and the message is sent again.
"""

import asyncio
from collections.abc import Mapping
from typing import Any, Protocol

import psycopg
import structlog

from nova.database.queries import read_queries

log = structlog.get_logger()
sql = read_queries(__file__)

BATCH = 50
PAUSE = 0.2  # seconds between looks when nothing was due


class Provider(Protocol):
    """Who delivers messages of some topic."""

    name: str

    async def send(self, topic: str, payload: Mapping[str, Any]) -> str | None:
        """Deliver one message; answers the provider's id for it. Any error means: try again."""


class LogProvider:
    """Writes messages to the log, where a developer sees the code."""

    name = "log"

    async def send(self, topic: str, payload: Mapping[str, Any]) -> str | None:
        """Log the message."""
        log.info("message", topic=topic, to=payload.get("to"), text=payload.get("text"))
        return None


PROVIDERS: Mapping[str, type[Provider]] = {"log": LogProvider}


async def send_forever(
    connection: psycopg.AsyncConnection[Any], provider: Provider, lease: float
) -> None:
    """Claim, send, settle; rest only when nothing is due."""
    while True:
        claimed = await connection.execute(sql.take_messages.text, [BATCH, lease])
        messages = await claimed.fetchall()
        for message in messages:
            await _send(connection, provider, message)
        if not messages:
            await asyncio.sleep(PAUSE)


async def _send(connection: psycopg.AsyncConnection[Any], provider: Provider, message: Any) -> None:
    """Deliver one message and write down how it went."""
    provider_id = error = None
    try:
        provider_id = await provider.send(message.topic, message.payload)
    except Exception as failure:
        error = f"{type(failure).__name__}: {failure}"
        log.warning("message_failed", id=message.id, topic=message.topic, attempts=message.attempts)
    await connection.execute(
        sql.settle_message.text,
        [message.id, provider.name, provider_id, error],
    )
