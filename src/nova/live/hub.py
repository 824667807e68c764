"""Every socket's client of this process, and its clock: heartbeats, cursors, ends, deploys."""

import asyncio
import time
from collections import Counter

import structlog

from nova.database.pool import Database
from nova.identity.tokens import Tokens
from nova.live.protocol import CloseCode
from nova.live.relay import Relay
from nova.live.types import Client
from nova.metrics import SOCKETS
from nova.networks import site
from nova.settings import Settings

log = structlog.get_logger()

HEARTBEAT = 25  # seconds between two pings
ANSWER = 20  # seconds a ping may go unanswered
NOTICE = 60  # seconds before a token's end
MOST_UNKNOWN = 200  # sockets of one site that have not said who they are
TICKS = 4  # looks at the clock in a second


class Hub:
    """Who is there."""

    def __init__(
        self, relay: Relay, database: Database, tokens: Tokens, settings: Settings
    ) -> None:
        self.relay = relay
        self.database = database
        self.tokens = tokens
        self.told: set[Client] = set()
        """Who was sent events since they were last given a cursor."""
        self._most = settings.max_sockets
        self._stopping = False
        self._open: dict[Client, int] = {}
        self._beats: list[dict[Client, None]] = [{} for _ in range(HEARTBEAT)]
        self._count = 0
        self._unknown: Counter[str] = Counter()
        """How many sockets of each site have not said who they are."""

    def admit(self, client: Client) -> CloseCode | None:
        """Let a socket in; answers the close code where there is no room.

        No site may take the room with sockets that do not say who they are.
        """
        if self._stopping:
            return CloseCode.RESTARTING
        if len(self._open) >= self._most or self._unknown[site(client.peer)] >= MOST_UNKNOWN:
            return CloseCode.BUSY
        self._unknown[site(client.peer)] += 1
        self._count += 1
        self._open[client] = self._count % HEARTBEAT
        self._beats[self._count % HEARTBEAT][client] = None
        SOCKETS.set(len(self._open))
        return None

    def know(self, client: Client) -> None:
        """A socket has said who it is."""
        self._unknown[site(client.peer)] -= 1
        if not self._unknown[site(client.peer)]:
            del self._unknown[site(client.peer)]

    def forget(self, client: Client) -> None:
        """A socket is gone."""
        beat = self._open.pop(client, None)
        if beat is not None:
            if not client.is_known():
                self.know(client)
            self._beats[beat].pop(client, None)
        self.told.discard(client)
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
                log.exception("hub_failed")

    def _watch_tokens(self, now: float) -> None:
        for client in [each for each in self._open if each.ends_at - NOTICE <= now]:
            client.watch_token(now)

    def _beat(self, second: int) -> None:
        """One second's share of the heartbeats, and a cursor for everybody who got events."""
        for client in list(self._beats[(second - ANSWER) % HEARTBEAT]):
            client.expect_pong()
        for client in list(self._beats[second % HEARTBEAT]):
            client.beat()
            self.told.add(client)
        if place := self.relay.placed:
            for client in list(self.told):
                client.give_cursor(place.frame)
            self.told.clear()

    async def stop(self, seconds: float) -> None:
        """Send everybody away, spread over this time, so that they do not come back at once."""
        self._stopping = True
        everybody = list(self._open)
        pause = min(seconds, len(everybody) / 100) / max(len(everybody), 1)
        started = time.monotonic()
        for place, client in enumerate(everybody):
            await asyncio.sleep(max(started + pause * place - time.monotonic(), 0))
            client.close(CloseCode.RESTARTING, "restarting")
        until = time.monotonic() + 1
        while self._open and time.monotonic() < until:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        for client in list(self._open):
            client.abort()
