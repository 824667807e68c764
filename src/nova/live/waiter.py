"""A request that waits for news: what a long poll and a stream have in place of a socket."""

import asyncio
import contextlib
from uuid import UUID

from nova.live.relay import Relay
from nova.live.types import LogEntry


class Waiter:
    """A request that waits for the next event of its user."""

    def __init__(self, relay: Relay, user_id: UUID) -> None:
        self.user_id = user_id
        self.batch: list[LogEntry] = []
        self.woken = asyncio.Event()
        self._relay = relay

    def __enter__(self) -> "Waiter":
        self._relay.join(self)
        self._relay.await_flush(self.woken)  # for what was read, and not flushed, before it came
        return self

    def __exit__(self, *_: object) -> None:
        self._relay.leave(self)

    def flush(self) -> None:
        """There is something: it may be answered once it is flushed."""
        self.batch = []
        self._relay.await_flush(self.woken)

    def revoked(self, sessions: set[UUID] | None) -> None:
        """Ask again: the database refuses whose session has ended."""
        self.woken.set()

    def restart(self) -> None:
        """Ask again."""
        self.woken.set()

    def stop(self) -> None:
        """Answer with what there is."""
        self.woken.set()

    async def wait(self, seconds: float) -> bool:
        """Whether something came within this time."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.woken.wait(), seconds)
        came = self.woken.is_set()
        self.woken.clear()
        return came
