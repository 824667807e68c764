"""Messages (codes, invitations, notifications): claimed, handed to a provider, settled.

A message is claimed for the length of a lease, sent, and settled. kill -9 between any two steps
loses nothing: the claim runs out and the message is sent again. Several are on their way at once,
so that a slow provider holds up nobody else; codes and promotions have lanes of their own. Which
message goes when and by whom is the database's to say.
"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import psycopg
import structlog

from nova.database.queries import read_queries
from nova.delivery.port import AnswerLost, BadAddress, Message, Provider, Rejected
from nova.identity.tokens import UNSUBSCRIBE, derived_key
from nova.settings import Settings

log = structlog.get_logger()
sql = read_queries(__file__)

CODES, NOTICES, PROMOTIONS = "OTP", "TRANSACTIONAL", "PROMOTIONAL"
NOT_UNDERSTOOD = (LookupError, TypeError, AttributeError, ValueError)
"""What an answer raises that is not as documented: the message may have been taken."""
AGAIN = (psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure)
"""What a statement is sent again for, with the database well."""
PAUSE = 0.2  # seconds between looks when nothing was due
WITHIN = 0.8  # of its lease; later another worker would send the message again
GATHER = 0.005  # seconds in which those that end together are settled together
FAREWELL = 5.0  # seconds that what is on its way has when the worker stops


class Outcome(msgspec.Struct, frozen=True, rename="camel"):
    """How one try to send a message went; without an error it was sent."""

    id: int
    provider: str
    provider_id: str | None = None
    error: str | None = None
    is_final: bool = False
    is_bad_address: bool = False
    is_ambiguous: bool = False
    is_of_address: bool = False
    retry_after: float = 0.0


class Lane:
    """The messages of one class: claimed, sent, settled on a connection of their own."""

    def __init__(
        self,
        connection: psycopg.AsyncConnection[Any],
        providers: Mapping[str, Sequence[Provider]],
        settings: Settings,
        name: str,
    ) -> None:
        self._connection = connection
        self._providers = providers
        self._named = {each.name: each for some in providers.values() for each in some}
        self._lease = settings.outbox_lease
        self._promotions = encode(
            {
                "hours": settings.promotion_hours,
                "page": f"{settings.web_url}/unsubscribe/",
                "key": derived_key(settings, UNSUBSCRIBE).hex(),
            }
        )
        self._name = name
        self._sending: dict[asyncio.Task[Outcome], str] = {}

    async def send_forever(self) -> None:
        """Claim, send, settle; rest only when nothing is due."""
        if self._name == CODES:
            await self._connection.execute("listen nova_codes")
        try:
            while True:
                with contextlib.suppress(*AGAIN):
                    await self._claim()
                if self._sending:
                    await asyncio.wait(
                        self._sending, timeout=PAUSE, return_when=asyncio.FIRST_COMPLETED
                    )
                    done, _ = await asyncio.wait(self._sending, timeout=GATHER)
                    with contextlib.suppress(*AGAIN):
                        await self._settle(done)
                else:  # till a code is queued, or a while
                    async for _ in self._connection.notifies(timeout=PAUSE, stop_after=1):
                        pass
        except asyncio.CancelledError:
            if self._sending:
                done, _ = await asyncio.wait(self._sending, timeout=FAREWELL)
                with contextlib.suppress(psycopg.Error):  # the claims run out then
                    await self._settle(done)
            raise

    def _channels(self) -> str:
        """Each channel's providers, and how many more of its messages may be on their way."""
        under_way = Counter(self._sending.values())
        return encode(
            [
                {
                    "channel": channel,
                    "room": sum(each.most for each in some) - under_way[channel] if some else 1,
                    "providers": [{"name": each.name, "rate": each.rate} for each in some],
                }
                for channel, some in self._providers.items()
            ]
        )

    async def _claim(self) -> None:
        """Claim what is due and send it off."""
        claimed = await self._connection.execute(
            sql.take_messages.text,
            [self._name, self._channels(), self._lease, self._promotions],
        )
        for row in await claimed.fetchall():
            message = Message(
                row.id, row.topic, row.message_class, row.payload, row.created_at, row.unanswered
            )
            task = asyncio.create_task(
                _send(self._named.get(row.provider), message, self._lease * WITHIN)
            )
            self._sending[task] = message.channel

    async def _settle(self, done: set[asyncio.Task[Outcome]]) -> None:
        """Write down how these went."""
        if done:
            outcomes = encode([task.result() for task in done])
            await self._connection.execute(sql.settle_messages.text, [outcomes, self._channels()])
            for task in done:
                del self._sending[task]


async def _send(provider: Provider | None, message: Message, limit: float) -> Outcome:
    """Deliver one message within so many seconds; whatever happens is its outcome."""
    if provider is None:
        return Outcome(message.id, "none", error="nobody delivers this channel", is_final=True)
    try:
        async with asyncio.timeout(limit):
            taken = await provider.find(message) if message.unanswered else None
            taken = taken or await provider.send(message)
        return Outcome(message.id, provider.name, provider_id=taken and clean(taken))
    except Exception as failure:
        log.warning(
            "message_failed", id=message.id, topic=message.topic, provider=provider.name,
            reason=type(failure).__name__,
        )  # fmt: skip
        return Outcome(
            message.id,
            provider.name,
            error=clean(f"{type(failure).__name__}: {failure}"),
            is_final=isinstance(failure, Rejected),
            is_bad_address=isinstance(failure, BadAddress),
            is_ambiguous=isinstance(failure, (AnswerLost, TimeoutError, *NOT_UNDERSTOOD)),
            is_of_address=getattr(failure, "is_of_address", False),
            retry_after=getattr(failure, "retry_after", 0.0),
        )


def encode(value: object) -> str:
    """As JSON, for a statement."""
    return msgspec.json.encode(value).decode()


def clean(words: str) -> str:
    """What a provider said, as the database keeps text: a server may answer any bytes."""
    return words.encode("utf-8", "replace").decode().replace("\0", "")[:500]
