"""What the parts of the live feed know of each other.

The relay hands a `LogEntry` to each `Follower`; a follower of a websocket tells its `Client`, which
writes to a `Transport`.
"""

from typing import NamedTuple, Protocol
from uuid import UUID

from nova.identity.tokens import Claims
from nova.live.protocol import CloseCode, Frame


class LogEntry(NamedTuple):
    """One entry of the log on its way."""

    id: int
    frame: Frame
    entity: str
    entity_id: UUID
    team_id: str | None


class Follower(Protocol):
    """Whoever is told of one user's events: a socket, or a request that waits."""

    user_id: UUID
    batch: list[LogEntry]
    """What this read brought, until `flush`."""

    def flush(self) -> None:
        """Take the batch away."""

    def revoked(self, sessions: set[UUID] | None) -> None:
        """These sessions have ended; None: all of the user's."""

    def restart(self) -> None:
        """What was told no longer leads on: whoever follows has to come back."""

    def stop(self) -> None:
        """The process ends: a request that waits is answered now."""


class Place(NamedTuple):
    """A place in the log that the server had flushed: safe to keep and to give away."""

    snapshot: str
    cursor: str
    frame: Frame
    """The cursor as it is told to sockets."""


class Client(Protocol):
    """One socket's client."""

    peer: str
    """Its address."""
    ends_at: float
    """When its token ends, in Unix seconds."""

    # What its share of the log calls, and its coming in.

    def send(self, messages: list[Frame]) -> None:
        """Write these in one go."""

    def send_ready(self, claims: Claims, cursor: str) -> None:
        """Say that the client is known."""

    def told_events(self) -> None:
        """Events were written."""

    def session_ended(self, sessions: set[UUID] | None) -> None:
        """These sessions have ended; None: all of the user's."""

    def teams_changed(self) -> None:
        """What this client may follow is to be looked at again."""

    def unsent(self) -> int:
        """Bytes that have not left yet."""

    def is_known(self) -> bool:
        """Whether the client has said who it is."""

    def is_closed(self) -> bool:
        """Whether nothing is to be said any more."""

    def close(self, code: CloseCode, reason: str) -> None:
        """Say good-bye."""

    def abort(self) -> None:
        """Hang up."""

    # What the hub's clock calls.

    def beat(self) -> None:
        """Ask whether anybody is there."""

    def expect_pong(self) -> None:
        """Whoever has not answered is not there."""

    def give_cursor(self, frame: Frame) -> None:
        """Tell how far the client has got."""

    def watch_token(self, now: float) -> None:
        """Warn once that the token ends, and close when it has."""


class Transport(Protocol):
    """The way to a client, which both kinds of websocket offer."""

    def send(self, messages: list[Frame]) -> None:
        """Write these in one go."""

    def ping(self) -> None:
        """Ask whether anybody is there."""

    def unsent(self) -> int:
        """Bytes that have not left yet."""

    def close(self, code: int, reason: str) -> None:
        """Say good-bye."""

    def abort(self) -> None:
        """Hang up: the client takes nothing, not even a good-bye."""
