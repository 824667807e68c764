"""Writers: small transactions that commit, roll back, linger and fall with the server."""

import asyncio
import itertools
import random
import secrets
from uuid import UUID

import asyncpg

from bench.faults.site import Site

WRITERS = 32
LONGEST_DELAY = 0.02  # seconds before a commit
HOLD = 1.0
MOST_CHANGES = 3
ROLLED_BACK, SAVED, HELD = 0.15, 0.15, 0.01  # shares of transactions
NEW_CUSTOMER, NOTIFIED, HOT = 0.15, 0.3, 0.1  # shares of changes
HOT_ROWS, ROWS = 10, 500
FIRST_PHONE = 50_000_000

UPDATE = "update nova.customers set name = $2 where id = $1"
INSERT = "insert into nova.customers (user_id, name, phone) values ($1, $2, $3)"
NOTIFY = (
    "insert into nova.notifications (user_id, title, message, type) values ($1, $2, '-', 'SYSTEM')"
)


class Ledger:
    """What became of each change, as far as its writer knows; a change is known by its text."""

    def __init__(self) -> None:
        self.name = secrets.token_hex(4)
        self.committed: set[str] = set()
        self.undone: set[str] = set()
        self.unknown: set[str] = set()
        """The connection ended while it committed: only the database can tell."""


class Writer:
    """One session that writes until it is told to stop."""

    def __init__(self, site: Site, number: int, ledger: Ledger) -> None:
        self._site = site
        self._ledger = ledger
        self._texts = (f"change {ledger.name}.{number}.{n}" for n in itertools.count())
        self._phones = (f"05{n:08}" for n in itertools.count(FIRST_PHONE + number, WRITERS))

    async def write(self, stop: asyncio.Event) -> None:
        """One transaction after the other, on a new connection whenever the old one broke."""
        connection: asyncpg.Connection | None = None
        while not stop.is_set():
            try:
                if connection is None or connection.is_closed():
                    connection = await self._site.connect("faults writer")
                await self._transaction(connection)
            except Exception:  # whatever a dying server makes asyncpg say
                if connection is not None and not _is_usable(connection):
                    connection.terminate()
                    connection = None
                await asyncio.sleep(random.uniform(0.05, 0.15))
        if connection is not None:
            connection.terminate()

    async def _transaction(self, connection: asyncpg.Connection) -> None:
        """One transaction, and what is known of its changes afterwards."""
        kept: set[str] = set()
        transaction = connection.transaction()
        try:
            await transaction.start()
            for row in sorted(self._rows()):  # sorted: they wait for each other, never in a ring
                await self._change(connection, row, kept)
            held = random.random() < HELD
            await asyncio.sleep(HOLD if held else random.uniform(0, LONGEST_DELAY))
            if random.random() < ROLLED_BACK:
                self._ledger.undone |= kept
                await transaction.rollback()
                return
        except BaseException:
            self._ledger.undone |= kept
            if _is_usable(connection):
                await transaction.rollback()
            raise
        try:
            await transaction.commit()
        except BaseException:
            self._ledger.unknown |= kept
            raise
        self._ledger.committed |= kept

    def _rows(self) -> list[UUID]:
        """Which customers the transaction is about; some are everybody's."""
        return [
            self._site.customers[random.randrange(HOT_ROWS if random.random() < HOT else ROWS)]
            for _ in range(random.randint(1, MOST_CHANGES))
        ]

    async def _change(self, connection: asyncpg.Connection, row: UUID, kept: set[str]) -> None:
        """One change, sometimes behind a savepoint, which is sometimes gone back to."""
        text = next(self._texts)
        if random.random() >= SAVED:
            kept.add(text)
            await self._write(connection, row, text)
            return
        self._ledger.undone.add(text)  # until it is known better
        savepoint = connection.transaction()
        await savepoint.start()
        await self._write(connection, row, text)
        if random.random() < 0.5:
            await savepoint.rollback()
        else:
            await savepoint.commit()
            self._ledger.undone.remove(text)
            kept.add(text)

    async def _write(self, connection: asyncpg.Connection, row: UUID, text: str) -> None:
        kind = random.random()
        person = random.choice(self._site.people)
        if kind < NEW_CUSTOMER:
            await connection.execute(INSERT, person.id, text, next(self._phones))
        elif kind < NOTIFIED:
            await connection.execute(NOTIFY, person.id, text)
        else:
            await connection.execute(UPDATE, row, text)


def _is_usable(connection: asyncpg.Connection) -> bool:
    """Whether the session can go on: a statement of it failed, the connection did not."""
    return not connection.is_closed() and connection.is_in_transaction()
