"""What a provider of messages is: the port that each of them stands behind."""

from collections.abc import Mapping
from typing import Any, Protocol

import msgspec


class Message(msgspec.Struct, frozen=True):
    """One message: `topic` is channel and kind (`email.code`), `payload` has `to`, `text` and, of
    a notification, `subject`."""

    id: int
    topic: str
    payload: Mapping[str, Any]

    @property
    def channel(self) -> str:
        """`sms` or `email`."""
        return self.topic.partition(".")[0]


class Rejected(Exception):
    """It will never be delivered so: the address is none, the server refuses it for good."""


class AnswerLost(Exception):
    """It may have been delivered: the answer did not come. It is tried again, and counted."""


class Provider(Protocol):
    """Who delivers messages of a channel."""

    name: str

    async def send(self, message: Message) -> str | None:
        """Deliver one message; answers the provider's id of it.

        Raises Rejected, AnswerLost; any other error means: not delivered, try again.
        """
