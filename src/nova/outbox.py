"""The worker: sends what the database queued, lets it match what changed, and keeps house.

A message is claimed for the length of a lease, sent, and settled. kill -9 between any two steps
loses nothing: the claim runs out and the message is sent again.
"""

import asyncio
from collections.abc import Awaitable, Mapping
from typing import Any, Protocol

import psycopg
import structlog
from psycopg.rows import namedtuple_row

from nova.settings import Settings

log = structlog.get_logger()

BATCH = 50
PAUSE = 0.2  # seconds between looks when nothing was due
FOLD = 5000
MATCH = 20  # changed properties and requests in one run of the matcher
LISTEN = 0.5  # seconds between looks at the match queue when no wake-up came
HOUSEKEEPING = 60.0


class Provider(Protocol):
    """Who delivers messages of some topic."""

    name: str

    async def send(self, topic: str, payload: Mapping[str, Any]) -> str | None:
        """Deliver one message; answers the provider's id for it. Any error means: try again."""


class LogProvider:
    """Writes messages to the log, as the original request did: a developer sees the code."""

    name = "log"

    async def send(self, topic: str, payload: Mapping[str, Any]) -> str | None:
        """Log the message."""
        log.info("message", topic=topic, to=payload.get("to"), text=payload.get("text"))
        return None


PROVIDERS: Mapping[str, type[Provider]] = {"log": LogProvider}


async def work(url: str, settings: Settings) -> None:
    """Send and keep house until cancelled; a lost database is waited for."""
    provider = PROVIDERS[settings.message_provider]()
    while True:
        try:
            async with (
                await _connected(url, "nova worker") as connection,
                await _connected(url, "nova matcher") as listener,
                asyncio.TaskGroup() as tasks,
            ):
                tasks.create_task(_send_forever(connection, provider, settings.outbox_lease))
                tasks.create_task(_fold_forever(connection))
                tasks.create_task(_keep_house(connection))
                tasks.create_task(_match_forever(listener))
        except* psycopg.Error as errors:
            log.warning("worker_lost_database", reason=type(errors.exceptions[0]).__name__)
            await asyncio.sleep(1)


def _connected(url: str, name: str) -> Awaitable[psycopg.AsyncConnection[Any]]:
    return psycopg.AsyncConnection.connect(
        url, autocommit=True, connect_timeout=5, row_factory=namedtuple_row,
        application_name=name, options="-c plan_cache_mode=force_generic_plan",
    )  # fmt: skip


async def _send_forever(
    connection: psycopg.AsyncConnection[Any], provider: Provider, lease: float
) -> None:
    """Claim, send, settle; rest only when nothing is due."""
    while True:
        claimed = await connection.execute(
            "select * from private.take_messages(%s, %s * interval '1 second')", [BATCH, lease]
        )
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
        "select private.settle_message(%s, %s, %s, %s)",
        [message.id, provider.name, provider_id, error],
    )


async def _fold_forever(connection: psycopg.AsyncConnection[Any]) -> None:
    """Fold what moved in people's figures, a batch a second, or at once while there is more."""
    while True:
        answer = await connection.execute("select private.fold_stats(%s) as moves", [FOLD])
        folded = await answer.fetchone()
        if folded is None or folded.moves < FOLD:
            await asyncio.sleep(1)


async def _match_forever(connection: psycopg.AsyncConnection[Any]) -> None:
    """Match what changed, run by run; rest until somebody queues more.

    Of several workers one matches at a time; another goes on when it ends.
    """
    await connection.execute("listen nova_matches")
    while True:
        answer = await connection.execute("select private.match_changes(%s) as taken", [MATCH])
        run = await answer.fetchone()
        if run is None or not run.taken:
            async for _ in connection.notifies(timeout=LISTEN, stop_after=1):
                pass


async def _keep_house(connection: psycopg.AsyncConnection[Any]) -> None:
    """What expired, old secrets, days to come and gone, the nightly recount: once a minute."""
    while True:
        await connection.execute("select private.keep_house()")
        counted = await connection.execute("select private.check_stats() as drifted")
        if (found := await counted.fetchone()) and found.drifted is not None:
            (log.warning if found.drifted else log.info)("stats_checked", drifted=found.drifted)
        await connection.execute("select private.detach_days()")
        await connection.execute("select private.drop_days()")
        await asyncio.sleep(HOUSEKEEPING)
