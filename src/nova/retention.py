"""Takes old days out of the log of events, so that nobody who writes or reads has to wait.

A day is detached concurrently, which cannot be done inside a function or a transaction, and then
dropped, when it is nobody's any more: dropping it at once would hold up every writer behind a long
read. What an end of the worker left half done is finished.
"""

from typing import Any

import psycopg
import structlog
from psycopg import sql
from psycopg.rows import namedtuple_row

log = structlog.get_logger()

ONE_AT_A_TIME = 6_682_000_005


async def take_days_away(url: str) -> None:
    """Detach and drop what no cursor can still need; a day that is in use waits for the next time.

    On a connection of its own, since detaching waits for those who read the day now.
    """
    try:
        async with await psycopg.AsyncConnection.connect(
            url, autocommit=True, connect_timeout=5, row_factory=namedtuple_row,
            application_name="nova log keeper", options="-c statement_timeout=60s",
        ) as connection:  # fmt: skip
            asked = await connection.execute("select pg_try_advisory_lock(%s)", [ONE_AT_A_TIME])
            if await asked.fetchone() == (True,):
                await _take_away(connection)
    except psycopg.Error as error:
        log.warning("days_not_taken_away", reason=type(error).__name__)


async def _take_away(connection: psycopg.AsyncConnection[Any]) -> None:
    past = await connection.execute("select day, pending from private.days_past()")
    for day, pending in await past.fetchall():
        await connection.execute("set role nova_keeper")
        await connection.execute(
            sql.SQL("alter table nova.events detach partition nova.{} {}").format(
                sql.Identifier(day), sql.SQL("finalize" if pending else "concurrently")
            )
        )
        await connection.execute("reset role")
        log.info("day_taken_away", day=day)
    await connection.execute("select private.drop_days()")
