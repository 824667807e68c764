"""What a provider of messages is: the port that each of them stands behind."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, Protocol

import msgspec

PROMOTIONAL = "PROMOTIONAL"


class Message(msgspec.Struct, frozen=True):
    """One message: `topic` is channel and kind (`email.code`), `payload` has `to`, `text` and, of
    a notification, `subject`; of a promotion the `token` by which one refuses the next."""

    id: int
    topic: str
    message_class: str
    payload: Mapping[str, Any]
    created_at: datetime
    unanswered: bool = False
    """Whether the answer to its last try was lost: it may have gone."""

    @property
    def channel(self) -> str:
        """`sms`, `email`, `whatsapp` or `push`."""
        return self.topic.partition(".")[0]

    @property
    def to(self) -> str:
        """Where it goes: a phone as +966…, or a mail address."""
        return str(self.payload["to"])

    @property
    def text(self) -> str:
        """Its text."""
        return str(self.payload.get("text") or "")

    @property
    def is_promotion(self) -> bool:
        """Whether it advertises: by another sender, with a way out."""
        return self.message_class == PROMOTIONAL


class Rejected(Exception):
    """It will never be delivered so: the provider refuses it for good."""


class BadAddress(Rejected):
    """It will never be delivered there: the address is none, or takes nothing."""


class AnswerLost(Exception):
    """It may have been delivered: the answer did not come. It is asked after and counted."""


class Unavailable(Exception):
    """The provider took nothing: its fault, ours (credentials, balance), or too many at once."""

    def __init__(
        self, words: str, retry_after: float = 0.0, *, is_of_address: bool = False
    ) -> None:
        super().__init__(words)
        self.retry_after = retry_after
        """Seconds that it asks to be left alone; 0: it does not say."""
        self.is_of_address = is_of_address
        """Whether it is the fault of where this one message goes: others are not held up."""


class Report(msgspec.Struct, frozen=True):
    """What became of a message, as its provider tells later."""

    provider_id: str
    state: Literal["DELIVERED", "FAILED"]
    at: datetime | None = None
    error: str | None = None


class Sent(msgspec.Struct, frozen=True):
    """A request that claims to be a provider's report."""

    headers: Mapping[str, str]
    body: bytes
    secret: str = ""
    """What it brings in its address, where the provider signs nothing."""


class Forged(Exception):
    """A report that its provider did not sign."""


class Provider(Protocol):
    """Who delivers messages of a channel."""

    name: str
    rate: float
    """How many messages a second it may be given."""
    most: int
    """How many of a lane may be on their way to it at once."""

    async def send(self, message: Message) -> str | None:
        """Deliver one message; answers the provider's id of it.

        Raises Rejected, AnswerLost, Unavailable; any other error means: not delivered, try again.
        """

    async def find(self, message: Message) -> str | None:
        """The provider's id of a message whose answer was lost; None: it has none, or cannot say.

        Raises as `send`.
        """

    def reports(self, sent: Sent) -> Sequence[Report]:
        """What a request to our webhook tells. Raises Forged; ValueError, KeyError, TypeError,
        AttributeError for what cannot be read."""

    def challenge(self, word: str, challenge: str) -> str:
        """What shows a provider that says our word that the webhook is ours. Raises Forged."""

    async def close(self) -> None:
        """Let its connections go."""


class Base:
    """What a provider does that cannot be asked after a message and tells nothing later."""

    name = ""
    rate = 50.0
    most = 100

    async def find(self, message: Message) -> str | None:
        """Nobody knows."""
        return None

    def reports(self, sent: Sent) -> Sequence[Report]:
        """Nobody is believed."""
        raise Forged

    def challenge(self, word: str, challenge: str) -> str:
        """Nobody asks."""
        raise Forged

    async def close(self) -> None:
        """Nothing is open."""
