"""The relay: what the database logged, handed to whoever it concerns in this process.

One connection listens for the wake-up and reads the log by a snapshot cursor. It cannot die alone:
whatever happens, it connects again, goes back to the last cursor the server had flushed, and skips
what it has handed on already.
"""

import asyncio
import contextlib
import time
from collections import defaultdict, deque
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg
import msgspec
import structlog

from nova.database.queries import read_queries
from nova.errors.refused import Refused
from nova.live.protocol import CursorAt, Frame, told
from nova.live.types import Follower, LogEntry, Place
from nova.metrics import EVENT_DELAY, EVENTS, READER_LOST

log = structlog.get_logger()

sql = read_queries(__file__)

PAGE = 2000  # events of one fetch: an import may bring any number in one transaction
POLL_BUSY = 0.025  # seconds between reads without a wake-up, while somebody follows
POLL_LOST = 0.005  # for a second after a read found what no wake-up had told of: then others are
# lost too, since a transaction that stays open keeps the token of the wake-up for itself
POLL_IDLE = 0.25
CONNECT_TIMEOUT = 5
READ_TIMEOUT = 30
PATIENCE = 2.0  # seconds a client waits for the first place


class _Read(NamedTuple):
    """A read whose place is not known to be flushed yet, what it handed on, and who waits."""

    lsn: int
    place: Place
    ids: list[int]
    waiting: list[asyncio.Event]


class Relay:
    """Reads the log and hands each event to the followers of its recipients."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._rooms: defaultdict[str, dict[Follower, None]] = defaultdict(dict)
        """Who follows, by their user's id as the log writes it."""
        self._woken = asyncio.Event()
        self._placed = asyncio.Event()
        self._handed: set[int] = set()
        """Ids handed on since the last flushed place: read again after a lost connection."""
        self._reads: deque[_Read] = deque()
        self._touched: list[Follower] = []
        self._waiting: list[asyncio.Event] = []
        self._seen: str | None = None
        self._read_at = time.monotonic()
        self._lost_until = 0.0
        self._place: Place | None = None
        self._generation: str | None = None
        self.begun = self.finished = 0
        """How many reads have begun, and how many have handed on what they found."""
        self.stopping = False
        """Whether whoever waits is to be sent away."""

    def age(self) -> float:
        """Seconds since the log was last read."""
        return time.monotonic() - self._read_at

    async def place(self) -> Place:
        """The newest place to go on from. Raises Refused while there is none yet."""
        if self._place is None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._placed.wait(), PATIENCE)
        if self._place is None:
            raise Refused("unavailable", retry_after=1)
        return self._place

    @property
    def placed(self) -> Place | None:
        """The newest place, if there is one yet."""
        return self._place

    def join(self, follower: Follower) -> None:
        """Start telling a follower of its user's events."""
        self._rooms[str(follower.user_id)][follower] = None

    def leave(self, follower: Follower) -> None:
        """Stop."""
        room = self._rooms.get(str(follower.user_id))
        if room is not None:
            room.pop(follower, None)
            if not room:
                del self._rooms[str(follower.user_id)]

    def room(self, user_id: UUID) -> list[Follower]:
        """Who follows this user's events, the eldest first."""
        return list(self._rooms.get(str(user_id), ()))

    def await_flush(self, flushed: asyncio.Event) -> None:
        """Set this event once what was just read is safe to answer."""
        self._waiting.append(flushed)

    def stop_waiting(self) -> None:
        """Send away every request that waits."""
        self.stopping = True
        for room in self._rooms.values():
            for follower in room:
                follower.stop()

    async def run(self) -> None:
        """Follow the log for as long as the process lives."""
        pause = 0.05
        while True:
            try:
                await self._follow()
            except asyncio.CancelledError:
                raise
            except Exception as error:  # a reader that dies in silence loses events
                log.warning("event_reader_lost", reason=type(error).__name__)
                READER_LOST.inc()
            await asyncio.sleep(pause)
            pause = min(pause * 2, 1.0) if self.age() > pause * 2 else 0.05

    async def _follow(self) -> None:
        """One connection's life: listen, read, wait, read."""
        connection = await asyncpg.connect(
            self._url, timeout=CONNECT_TIMEOUT, statement_cache_size=20,
            server_settings={"application_name": "nova relay"},
        )  # fmt: skip
        try:
            await connection.add_listener("nova_events", lambda *_: self._woken.set())
            await self._open(connection)
            while True:
                woken = self._woken.is_set()
                self._woken.clear()
                if await self._read(connection) and not woken:
                    self._lost_until = time.monotonic() + 1
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), self._pause())
        finally:
            connection.terminate()

    async def _open(self, connection: asyncpg.Connection) -> None:
        """Find the place to go on from: the last flushed one, if this is still the same log.

        Nobody is let in before there was a place, so that the first may begin anywhere.
        """
        while self._reads:
            self._waiting += self._reads.popleft().waiting
        log_is = await connection.fetchrow(
            sql.open_log.text.decode(), self._generation, self._place and self._place.snapshot
        )
        if log_is["is_another"]:
            log.warning("event_log_replaced")
            self._place = None
            self._handed.clear()
            self._placed.clear()
            for follower in [each for room in self._rooms.values() for each in room]:
                follower.restart()
        self._generation, self._seen = log_is["generation"], log_is["start"]

    def _pause(self) -> float:
        """How long to wait for a wake-up."""
        if not self._rooms:
            return POLL_IDLE
        return POLL_LOST if time.monotonic() < self._lost_until else POLL_BUSY

    async def _read(self, connection: asyncpg.Connection) -> bool:
        """Hand on what became visible since the last read, by id; whether there was anything."""
        first, until, last, ids = None, None, 0, list[int]()
        self.begun += 1
        while True:
            rows = await connection.fetch(
                sql.read_log.text.decode(), self._seen, until, last, PAGE, timeout=READ_TIMEOUT
            )
            self._read_at = time.monotonic()
            first = first or rows[0]
            ids += self._hand_on_all(rows)
            if len(rows) < PAGE:
                break
            until, last = first["snapshot"], rows[-1]["id"]
        self.finished = self.begun
        self._seen = first["snapshot"]
        place = Place(first["snapshot"], first["cursor"], told(CursorAt(cursor=first["cursor"])))
        waiting, self._waiting = self._waiting, []
        self._reads.append(_Read(first["lsn"], place, ids, waiting))
        self._advance(rows[0]["flushed"])
        return bool(ids)

    def _advance(self, flushed: int) -> None:
        """The newest read that the server has flushed up to is a place to go on from."""
        while self._reads and self._reads[0].lsn <= flushed:
            read = self._reads.popleft()
            self._place = read.place
            self._handed.difference_update(read.ids)
            for flushed_event in read.waiting:
                flushed_event.set()
            self._placed.set()

    def _hand_on_all(self, rows: list[Any]) -> list[int]:
        """One page into the followers' batches, and those out; its ids."""
        ids = [row["id"] for row in rows if row["id"] is not None]
        new = set(ids) - self._handed
        for row in rows:
            if row["id"] in new:
                self._hand_on(row)
        touched, self._touched = self._touched, []
        for follower in touched:
            self._flush(follower)
        self._handed |= new
        return ids

    def _flush(self, follower: Follower) -> None:
        """Let a follower take its batch away; one that fails loses nobody else anything."""
        try:
            follower.flush()
        except Exception:
            log.exception("follower_lost")
            follower.batch = []
            with contextlib.suppress(Exception):  # it may be gone already
                follower.restart()

    def _hand_on(self, row: Any) -> None:
        """One event into the batch of every follower of its recipients."""
        if row["event"] == "user.revoked":
            self._revoke(row)
            return
        entry = LogEntry(
            row["id"], Frame(row["frame"].encode()), row["entity"],
            row["entity_id"], row["team_id"],
        )  # fmt: skip
        delivered = 0
        for user_id in row["recipients"][1:-1].split(","):
            for follower in self._rooms.get(user_id, ()):
                if not follower.batch:
                    self._touched.append(follower)
                follower.batch.append(entry)
                delivered += 1
        if delivered:
            EVENTS.inc(delivered)
            EVENT_DELAY.observe(max(time.time() - row["at"].timestamp(), 0))

    def _revoke(self, row: Any) -> None:
        """Sessions ended: whoever listens by them hears no more, not even of this very read."""
        named = msgspec.json.decode(row["frame"])["data"].get("sessions")
        sessions = None if named is None else {UUID(each) for each in named}
        for follower in self.room(row["entity_id"]):
            follower.revoked(sessions)
