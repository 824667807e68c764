"""The worker: sends what the database queued, asks the providers of payments, lets the database
match what changed, and is its clock."""

import asyncio
from collections.abc import Awaitable, Coroutine, Mapping, Sequence
from itertools import chain
from typing import Any

import psycopg
import structlog
from psycopg.rows import namedtuple_row

from nova.database.pool import PLANS
from nova.database.queries import read_queries
from nova.delivery import providers_of
from nova.delivery.port import Provider
from nova.payments import Payments, payments_of
from nova.settings import Settings
from nova.worker.e_invoices import EInvoices
from nova.worker.messages import CODES, NOTICES, PROMOTIONS, Lane
from nova.worker.payments import Cashier

log = structlog.get_logger()
sql = read_queries(__file__)

FOLD = 5000
MATCH = 20  # changed properties and requests in one run of the matcher
LISTEN = 0.5  # seconds between looks at the match queue when no wake-up came
TICK = 1.0  # seconds between looks at what is due by the clock
HOUSEKEEPING = 60.0


async def work(url: str, settings: Settings) -> None:
    """Send, match and tick until cancelled; a lost database is waited for.

    Each lane of messages has connections to providers of its own: none waits behind another's.
    """
    lanes = {lane: providers_of(settings) for lane in (CODES, NOTICES, PROMOTIONS)}
    payments = payments_of(settings)
    try:
        await _work(url, settings, lanes, payments)
    finally:
        for taker in payments.providers.values():
            await taker.close()
        for providers in lanes.values():
            for each in chain.from_iterable(providers.values()):
                await each.close()


async def _work(
    url: str,
    settings: Settings,
    lanes: Mapping[str, Mapping[str, Sequence[Provider]]],
    payments: Payments,
) -> None:
    while True:
        try:
            async with (
                await _connected(url, "nova worker") as notices,
                await _connected(url, "nova codes") as codes,
                await _connected(url, "nova promotions") as promotions,
                await _connected(url, "nova house") as house,
                await _connected(url, "nova matcher") as listener,
                await _connected(url, "nova clock") as clock,
                await _connected(url, "nova payments") as cashier,
                await _connected(url, "nova e-invoices") as stamper,
            ):
                await _together(
                    Lane(codes, lanes[CODES], settings, CODES).send_forever(),
                    Lane(notices, lanes[NOTICES], settings, NOTICES).send_forever(),
                    Lane(promotions, lanes[PROMOTIONS], settings, PROMOTIONS).send_forever(),
                    _fold_forever(house),
                    _tick_forever(clock),
                    Cashier(cashier, payments.providers).work_forever(),
                    EInvoices(stamper, settings).work_forever(),
                    _keep_log(house),
                    _match_forever(listener),
                )
        except psycopg.Error as error:
            log.warning("worker_lost_database", reason=type(error).__name__)
            await asyncio.sleep(1)


async def _together(*work: Coroutine[Any, Any, None]) -> None:
    """Run what never ends till one of them fails, and raise that.

    No TaskGroup: where one fails while it is cancelled, the group tells of that alone, and whoever
    was cancelled goes on.
    """
    tasks = [asyncio.create_task(each) for each in work]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _connected(url: str, name: str) -> Awaitable[psycopg.AsyncConnection[Any]]:
    return psycopg.AsyncConnection.connect(
        url, autocommit=True, connect_timeout=5, row_factory=namedtuple_row,
        cursor_factory=psycopg.AsyncRawCursor,
        application_name=name, options=PLANS,
    )  # fmt: skip


async def _fold_forever(connection: psycopg.AsyncConnection[Any]) -> None:
    """Fold what moved in people's figures, a batch a second, or at once while there is more."""
    while True:
        answer = await connection.execute(sql.fold_stats.text, [FOLD])
        folded = await answer.fetchone()
        if folded is None or folded.moves < FOLD:
            await asyncio.sleep(1)


async def _match_forever(connection: psycopg.AsyncConnection[Any]) -> None:
    """Match what changed, run by run; rest until somebody queues more.

    Of several workers one matches at a time; another goes on when it ends.
    """
    await connection.execute("listen nova_matches")
    while True:
        answer = await connection.execute(sql.match_changes.text, [MATCH])
        run = await answer.fetchone()
        if run is None or not run.taken:
            async for _ in connection.notifies(timeout=LISTEN, stop_after=1):
                pass


async def _tick_forever(connection: psycopg.AsyncConnection[Any]) -> None:
    """Do what is due by the clock, each thing in a transaction of its own.

    On a connection of its own: a code that somebody waits for is not held up by what expires.
    """
    while True:
        answer = await connection.execute(sql.tick.text)
        if (done := await answer.fetchone()) is None:
            await asyncio.sleep(TICK)
        elif done.error is not None:
            log.warning("clock_item_failed", item=done.item, error=done.error)


async def _keep_log(connection: psycopg.AsyncConnection[Any]) -> None:
    """The days of the log that are gone, the nightly recount: once a minute."""
    while True:
        counted = await connection.execute(sql.check_stats.text)
        if (found := await counted.fetchone()) and found.drifted is not None:
            (log.warning if found.drifted else log.info)("stats_checked", drifted=found.drifted)
        await connection.execute(sql.detach_days.text)
        await connection.execute(sql.drop_days.text)
        await asyncio.sleep(HOUSEKEEPING)
