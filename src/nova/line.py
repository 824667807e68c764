"""The way to one client of the live feed: what both kinds of websocket offer."""

from typing import Protocol

from nova.frames import Frame


class Line(Protocol):
    """The way to a client."""

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
