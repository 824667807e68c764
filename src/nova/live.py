"""The event reader: what the database logged, handed to the sockets it concerns.

Each process has one connection that listens for the wake-up and reads the log by a snapshot cursor.
It cannot die alone: whatever happens, it connects again and goes back to the last cursor that the
server had flushed, skipping what it has sent already.
"""

import asyncio
import contextlib
import time
from collections import OrderedDict, defaultdict
from uuid import UUID

import asyncpg
import structlog

from nova.errors import Refused
from nova.identity import Claims
from nova.metrics import EVENTS, SOCKETS

log = structlog.get_logger()

READ = "select * from private.read_events($1::text::pg_snapshot)"
ALIVE = "select private.session_alive($1, $2)"
POLL_BUSY = 0.025  # seconds between reads without a wake-up, while clients are connected
POLL_IDLE = 0.25
REMEMBERED = 8192  # ids sent since the last flushed cursor
CONNECT_TIMEOUT = 5
MOST_UNSENT = 512 * 1024  # characters that a slow client may fall behind
MOST_SOCKETS = 10  # of one user; the oldest makes room


class Socket:
    """One client: a bounded queue of frames, and how it is to be closed."""

    def __init__(self, claims: Claims) -> None:
        self.claims = claims
        self._frames: asyncio.Queue[str | int] = asyncio.Queue()
        self._unsent = 0

    def push(self, frame: str) -> None:
        """Send a frame, or close a client that reads too slowly; nothing is dropped singly."""
        self._unsent += len(frame)
        if self._unsent > MOST_UNSENT:
            self.close(4429)
        else:
            self._frames.put_nowait(frame)

    def close(self, code: int) -> None:
        """End the socket with this code, ahead of what waits."""
        while not self._frames.empty():
            self._frames.get_nowait()
        self._frames.put_nowait(code)

    async def next(self) -> str | int:
        """What to send next, or the code to close with."""
        item = await self._frames.get()
        if isinstance(item, str):
            self._unsent -= len(item)
        return item


class Relay:
    """Reads the log and hands each event to the sockets of its recipients."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._sockets: defaultdict[UUID, dict[Socket, None]] = defaultdict(dict)
        self._woken = asyncio.Event()
        self._sent: OrderedDict[int, None] = OrderedDict()
        self._seen: str | None = None
        self._flushed: str | None = None
        self._read_at = time.monotonic()
        self._connection: asyncpg.Connection | None = None
        self._asking = asyncio.Lock()  # one statement at a time on that connection
        self.count = 0
        self.open = 0  # sockets of this process, those that have yet to say who they are too

    def age(self) -> float:
        """Seconds since the log was last read."""
        return time.monotonic() - self._read_at

    def join(self, socket: Socket) -> None:
        """Start sending this user's events to the socket."""
        room = self._sockets[socket.claims.user_id]
        if len(room) >= MOST_SOCKETS:
            next(iter(room)).close(4409)
        room[socket] = None
        self.count += 1
        SOCKETS.set(self.count)

    def leave(self, socket: Socket) -> None:
        """Stop."""
        room = self._sockets[socket.claims.user_id]
        room.pop(socket, None)
        if not room:
            del self._sockets[socket.claims.user_id]
        self.count -= 1
        SOCKETS.set(self.count)

    def close_all(self, code: int) -> None:
        """End every socket, as a process that stops does."""
        for room in list(self._sockets.values()):
            for socket in list(room):
                socket.close(code)

    async def session_alive(self, claims: Claims) -> bool:
        """Whether this session may listen. Raises Refused when the database cannot be asked."""
        if self._connection is None:
            raise Refused("unavailable")
        try:
            async with self._asking:
                alive = await self._connection.fetchval(ALIVE, claims.user_id, claims.session_id)
            return bool(alive)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            raise Refused("unavailable") from None

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
                self._seen = self._flushed
            await asyncio.sleep(pause)
            pause = min(pause * 2, 1.0) if self.age() > pause * 2 else 0.05

    async def _follow(self) -> None:
        """One connection's life: listen, read, wait, read."""
        connection = await asyncpg.connect(
            self._url, timeout=CONNECT_TIMEOUT, statement_cache_size=20
        )
        try:
            await connection.add_listener("nova_events", lambda *_: self._woken.set())
            self._connection = connection
            if self._seen is None:
                self._seen = await connection.fetchval("select pg_current_snapshot()::text")
            while True:
                self._woken.clear()
                await self._read(connection)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(
                        self._woken.wait(), POLL_BUSY if self.count else POLL_IDLE
                    )
        finally:
            self._connection = None
            connection.terminate()

    async def _read(self, connection: asyncpg.Connection) -> None:
        """Deliver what became visible since the last read, in the order of its ids."""
        async with self._asking:
            rows = await connection.fetch(READ, self._seen, timeout=CONNECT_TIMEOUT)
        for row in rows:
            if row["id"] is not None and row["id"] not in self._sent:
                await self._deliver(row["recipients"], row["frame"])
                self._sent[row["id"]] = None
        while len(self._sent) > REMEMBERED:
            self._sent.popitem(last=False)
        self._seen = rows[0]["snapshot"]
        if rows[0]["flushed"] >= rows[0]["lsn"]:
            self._flushed = self._seen
        self._read_at = time.monotonic()

    async def _deliver(self, recipients: list[UUID], frame: str) -> None:
        """One event to every socket of its recipients; a revoked user's sockets are looked at."""
        control = '"event" : "user.revoked"' in frame[:80]
        for user_id in recipients:
            for socket in list(self._sockets.get(user_id, ())):
                if not control:
                    socket.push(frame)
                    EVENTS.inc()
                elif not await self.session_alive(socket.claims):
                    socket.close(4403)
