"""Every open conversation of this process, and its clock: heartbeats, cursors, ends, deploys."""

import asyncio
import time
from collections import Counter
from typing import TYPE_CHECKING

import structlog

from nova.db import Database
from nova.identity import Tokens
from nova.live import Relay
from nova.metrics import SOCKETS
from nova.networks import site
from nova.settings import Settings

if TYPE_CHECKING:
    from nova.conversation import Conversation

log = structlog.get_logger()

HEARTBEAT = 25  # seconds between two pings
ANSWER = 20  # seconds a ping may go unanswered
NOTICE = 60  # seconds before a token's end
MOST_UNKNOWN = 200  # sockets of one site that have not said who they are
TICKS = 4  # looks at the clock in a second


class Switchboard:
    """Who is on the line."""

    def __init__(
        self, relay: Relay, database: Database, tokens: Tokens, settings: Settings
    ) -> None:
        self.relay = relay
        self.database = database
        self.tokens = tokens
        self.told: set[Conversation] = set()
        """Who was sent events since they were last given a cursor."""
        self._most = settings.max_sockets
        self._stopping = False
        self._open: dict[Conversation, int] = {}
        self._beats: list[dict[Conversation, None]] = [{} for _ in range(HEARTBEAT)]
        self._count = 0
        self._unknown: Counter[str] = Counter()
        """How many sockets of each site have not said who they are."""

    def admit(self, conversation: "Conversation") -> int | None:
        """Let a socket in; answers the close code where there is no room.

        No site may take the room with sockets that do not say who they are.
        """
        if self._stopping:
            return 1012
        if len(self._open) >= self._most or self._unknown[site(conversation.peer)] >= MOST_UNKNOWN:
            return 1013
        self._unknown[site(conversation.peer)] += 1
        self._count += 1
        self._open[conversation] = self._count % HEARTBEAT
        self._beats[self._count % HEARTBEAT][conversation] = None
        SOCKETS.set(len(self._open))
        return None

    def know(self, conversation: "Conversation") -> None:
        """A socket has said who it is."""
        self._unknown[site(conversation.peer)] -= 1
        if not self._unknown[site(conversation.peer)]:
            del self._unknown[site(conversation.peer)]

    def forget(self, conversation: "Conversation") -> None:
        """A socket is gone."""
        beat = self._open.pop(conversation, None)
        if beat is not None:
            if not conversation.is_known():
                self.know(conversation)
            self._beats[beat].pop(conversation, None)
        self.told.discard(conversation)
        SOCKETS.set(len(self._open))

    async def run(self) -> None:
        """Watch the clock for as long as the process lives."""
        started, ticks = time.monotonic(), 0
        while True:
            ticks += 1
            await asyncio.sleep(max(started + ticks / TICKS - time.monotonic(), 0))
            try:
                self._watch_tokens(time.time())
                if ticks % TICKS == 0:
                    self._beat(ticks // TICKS)
            except Exception:  # a clock that stops would let every token live on
                log.exception("switchboard_failed")

    def _watch_tokens(self, now: float) -> None:
        for conversation in [each for each in self._open if each.ends_at - NOTICE <= now]:
            conversation.watch_token(now)

    def _beat(self, second: int) -> None:
        """One second's share of the heartbeats, and a cursor for everybody who got events."""
        for conversation in list(self._beats[(second - ANSWER) % HEARTBEAT]):
            conversation.expect_pong()
        for conversation in list(self._beats[second % HEARTBEAT]):
            conversation.beat()
            self.told.add(conversation)
        if place := self.relay.placed:
            for conversation in list(self.told):
                conversation.give_cursor(place.frame)
            self.told.clear()

    async def stop(self, seconds: float) -> None:
        """Send everybody away, spread over this time, so that they do not come back at once."""
        self._stopping = True
        everybody = list(self._open)
        pause = min(seconds, len(everybody) / 100) / max(len(everybody), 1)
        started = time.monotonic()
        for place, conversation in enumerate(everybody):
            await asyncio.sleep(max(started + pause * place - time.monotonic(), 0))
            conversation.close(1012, "restarting")
        until = time.monotonic() + 1
        while self._open and time.monotonic() < until:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        for conversation in list(self._open):
            conversation.abort()
