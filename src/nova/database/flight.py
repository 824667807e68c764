"""The one flight: who is calling and what is asked, in one write.

Every request is one statement and costs one round trip: PostgreSQL runs everything up to the Sync
as one implicit transaction. The identity is set for that transaction only, so it dies with it on
the server, whatever the client does.

A connection carries one request at a time: a slow statement holds up nobody while another
connection is free. A request whose client has gone is read to its end and dropped.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any
from uuid import UUID

import msgspec
import psycopg
from psycopg import pq

from nova.database.queries import Query, read_queries
from nova.errors.postgres import ServerError, is_standby, refused_by_database
from nova.errors.refused import Refused
from nova.networks import site

sql = read_queries(__file__)
BEGIN_REQUEST = sql.begin_request
SHOW_ANSWER = sql.show_answer


class Caller(msgspec.Struct, frozen=True):
    """Who asks, from where: what every flight begins with."""

    user_id: UUID | None
    session_id: UUID | None
    request_id: str
    client_ip: str
    precondition: str | None = None
    """If-Match, as id:version,version of the row it speaks of."""
    retry_key: str | None = None
    """Idempotency-Key, which this flight claims."""
    fingerprint: bytes | None = None
    """Keyed hash of the request that the key stands for."""


class Flight:
    """One request on its way: what to send, and the future its answer goes to."""

    __slots__ = (
        "answer",
        "deadline",
        "done",
        "error",
        "expected",
        "messages",
        "owner",
        "queued_at",
        "read_only",
    )  # fmt: skip

    def __init__(
        self, query: Query, values: tuple[object, ...], caller: Caller, read_only: bool
    ) -> None:
        self.read_only = read_only
        self.owner: object = caller.user_id or site(caller.client_ip)
        """Whose share of the pool it takes."""
        bind = (
            caller.user_id, caller.session_id, read_only, caller.request_id, caller.client_ip,
            caller.precondition, caller.retry_key, caller.fingerprint,
        )  # fmt: skip
        self.messages = ((BEGIN_REQUEST, BEGIN_REQUEST.encode(bind)), (query, query.encode(values)))
        self.done: asyncio.Future[bytes | None] = asyncio.get_running_loop().create_future()
        self.expected: deque[Query | None] = deque()
        """What each result on the wire belongs to: a statement being prepared, or None for run."""
        self.answer: bytes | None = None
        self.error: ServerError | None = None
        self.deadline = 0.0
        self.queued_at = 0.0

    def settle(self) -> None:
        """Give the answer, or the refusal, to whoever still waits."""
        if self.done.done():
            return
        if self.error is not None:
            self.done.set_exception(refused_by_database(self.error, self.read_only))
        else:
            self.done.set_result(self.answer)

    def fail(self, code: str) -> None:
        """Answer that the database could not be asked."""
        if not self.done.done():
            self.done.set_exception(Refused(code, retry_after=1))


class Connection:
    """One libpq connection in pipeline mode, driven by the event loop."""

    def __init__(
        self,
        connection: psycopg.AsyncConnection[Any],
        freed: Callable[["Connection", Flight], None],
        lost: Callable[["Connection", Flight | None], None],
    ) -> None:
        self._connection = connection
        self._pg = connection.pgconn
        self._pg.nonblocking = 1
        self._pg.enter_pipeline_mode()
        self._freed = freed
        self._lost = lost
        self._prepared: set[bytes] = set()
        self._loop = asyncio.get_running_loop()
        self.flight: Flight | None = None
        self.closed = False
        self._full = False
        self._socket = self._pg.socket  # libpq forgets the number when the server hangs up
        self._loop.add_reader(self._socket, self._read)

    def send(self, flight: Flight, deadline: float) -> None:
        """Put a flight on the wire: prepare what is new here, bind, ask, Sync; one write."""
        self.flight = flight
        flight.deadline = deadline
        try:
            for query, _ in flight.messages:
                if query.key not in self._prepared:
                    self._pg.send_prepare(query.key, query.text, query.types)
                    flight.expected.append(query)
            for query, values in flight.messages:
                self._pg.send_query_prepared(query.key, values)
                flight.expected.append(None)
            self._pg.pipeline_sync()
            self._flush()
        except psycopg.Error:
            self.close()

    def close(self) -> None:
        """Give the connection up; the flight on it fails."""
        if self.closed:
            return
        self.closed = True
        self._loop.remove_reader(self._socket)
        self._loop.remove_writer(self._socket)
        self._pg.finish()
        flight, self.flight = self.flight, None
        if flight is not None:
            if flight.error is not None:
                flight.settle()
            flight.fail("unavailable")
        self._lost(self, flight)

    def _flush(self) -> None:
        """Write what libpq holds; wait for the socket when it is full."""
        try:
            if self._pg.flush():
                self._full = True
                self._loop.add_writer(self._socket, self._flush)
            elif self._full:
                self._full = False
                self._loop.remove_writer(self._socket)
        except psycopg.Error:
            self.close()

    def _read(self) -> None:
        """Take in what has arrived, up to the end of the flight."""
        try:
            self._pg.consume_input()
            while self.flight is not None and not self._pg.is_busy():
                result = self._pg.get_result()
                if result is not None:
                    self._take(self.flight, result)
        except psycopg.Error:
            self.close()

    def _take(self, flight: Flight, result: pq.abc.PGresult) -> None:
        """One result: prepared, answered, refused, skipped, or the end."""
        status = result.status
        if status == pq.ExecStatus.PIPELINE_SYNC:
            if flight.error is not None and is_standby(flight.error, flight.read_only):
                self.close()  # a standby now: the next connection may find the primary
                return
            self.flight = None
            flight.settle()
            self._freed(self, flight)
            return
        preparing = flight.expected.popleft() if flight.expected else None
        if status == pq.ExecStatus.COMMAND_OK and preparing is not None:
            self._prepared.add(preparing.key)
        elif status == pq.ExecStatus.TUPLES_OK:
            flight.answer = result.get_value(0, 0) if result.ntuples else None
        elif status == pq.ExecStatus.FATAL_ERROR and flight.error is None:
            flight.error = _server_error(result)


def _server_error(result: pq.abc.PGresult) -> ServerError:
    """The fields of an error result."""

    def field(code: pq.DiagnosticField) -> str | None:
        value = result.error_field(code)
        return value.decode(errors="replace") if value else None

    return ServerError(
        sqlstate=field(pq.DiagnosticField.SQLSTATE) or "",
        message=field(pq.DiagnosticField.MESSAGE_PRIMARY) or "",
        detail=field(pq.DiagnosticField.MESSAGE_DETAIL),
        hint=field(pq.DiagnosticField.MESSAGE_HINT),
        column=field(pq.DiagnosticField.COLUMN_NAME),
        constraint=field(pq.DiagnosticField.CONSTRAINT_NAME),
        table=field(pq.DiagnosticField.TABLE_NAME),
        routine=field(pq.DiagnosticField.SOURCE_FUNCTION),
    )
