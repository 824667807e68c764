"""Messages: as their reader sees that they went out, as an administrator sees why not."""

from nova.shapes.fields import Moment
from nova.shapes.structs import Output
from nova.shapes.words import MessageChannel, MessageStatus


class Delivery(Output, frozen=True):
    """A message that went out, or did not; `to` shows the end alone."""

    id: int
    channel: MessageChannel
    kind: str
    to: str | None
    status: MessageStatus
    attempts: int
    provider: str | None
    created_at: Moment
    sent_at: Moment | None
    delivered_at: Moment | None
    next_attempt_at: Moment | None


class Deliveries(Output, frozen=True):
    """The newest messages that went to somebody."""

    data: list[Delivery]


class DeadMessage(Delivery, frozen=True):
    """A message that was given up; `ambiguous` says how often it may have gone."""

    error: str | None
    ambiguous: int


class DeadMessages(Output, frozen=True):
    """The newest messages that were given up."""

    data: list[DeadMessage]


class Reported(Output, frozen=True):
    """How many of the messages of a report are known, and how many are not, or not yet."""

    known: int
    unknown: int
