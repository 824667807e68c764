"""Payments and refunds: taken, done at the provider or asked after, settled.

What is taken is one worker's for the length of a lease. kill -9 between any two steps loses
nothing and takes or gives nothing twice: the provider is asked for a payment by our id, and a
refund is compared with what had gone back before. What an answer means is the database's to say.
"""

import asyncio
import contextlib
from collections.abc import Mapping
from typing import Any

import msgspec
import psycopg
import structlog

from nova.database.queries import read_queries
from nova.payments.port import Facts, Payment, Provider, Refused
from nova.worker.messages import AGAIN, clean, encode

log = structlog.get_logger()
sql = read_queries(__file__)

MOST = 20  # at once
LEASE = 60  # seconds
WITHIN = 45.0  # seconds that one may take; later another worker may take it
PAUSE = 0.5  # seconds between looks when nothing was due


class Outcome(msgspec.Struct, frozen=True):
    """How asking a provider went: its facts, or why there are none."""

    facts: Facts | None = None
    error: str | None = None
    is_final: bool = False


class Cashier:
    """Asks providers for what is due, and writes down what they say."""

    def __init__(
        self, connection: psycopg.AsyncConnection[Any], providers: Mapping[str, Provider]
    ) -> None:
        self._connection = connection
        self._providers = providers

    async def work_forever(self) -> None:
        """Take, ask, settle; rest only when nothing is due, or nobody can be asked."""
        while True:
            with contextlib.suppress(*AGAIN):
                if self._providers and await self._payments() + await self._refunds():
                    continue
            await asyncio.sleep(PAUSE)

    async def _payments(self) -> int:
        """Charge or ask after what is due; answers how many those were."""
        due = await self._take(sql.take_payments.text)
        outcomes = await asyncio.gather(*(self._asked(each) for each in due))
        for row, outcome in zip(due, outcomes, strict=True):
            facts = None if outcome.facts is None else encode(outcome.facts)
            with contextlib.suppress(*AGAIN):  # it is asked again when its lease is over
                await self._connection.execute(
                    sql.settle_payment.text, [row.id, facts, outcome.error, outcome.is_final]
                )
        return len(due)

    async def _refunds(self) -> int:
        """Give back what is due; answers how many those were."""
        due = await self._take(sql.take_refunds.text)
        outcomes = await asyncio.gather(*(self._given_back(each) for each in due))
        for row, outcome in zip(due, outcomes, strict=True):
            await self._connection.execute(
                sql.settle_refund.text, [row.id, outcome.error, outcome.is_final]
            )
        return len(due)

    async def _take(self, statement: bytes) -> list[Any]:
        taken = await self._connection.execute(statement, [list(self._providers), MOST, LEASE])
        return await taken.fetchall()

    async def _asked(self, row: Any) -> Outcome:
        """One payment: asked after, and charged where the provider knows nothing of it."""
        provider = self._providers[row.provider]
        payment = Payment(row.id, row.amount, row.currency, row.description, row.provider_id)

        async def ask() -> Facts | None:
            is_new = row.token is not None and row.checks == 0
            found = None if is_new else await provider.find(payment)
            if found is None and row.token is not None:
                return await provider.charge(payment, row.token)
            return found

        return await _outcome(ask(), payment_id=str(row.id))

    async def _given_back(self, row: Any) -> Outcome:
        """One refund, unless the provider says that it was made before."""
        provider = self._providers[row.provider]
        payment = Payment(row.payment_id, row.payment_amount, row.currency, "", row.provider_id)

        async def ask() -> Facts | None:
            found = await provider.find(payment)
            if found is not None and found.refunded >= row.gone + row.amount:
                return found
            return await provider.refund(payment, row.amount)

        return await _outcome(ask(), refund_id=str(row.id))


async def _outcome(asking: Any, **which: str) -> Outcome:
    """What a provider said within its time; whatever happens is an outcome."""
    try:
        async with asyncio.timeout(WITHIN):
            facts = await asking
        return Outcome(facts=facts and _clean(facts))
    except Exception as failure:
        log.warning("payment_not_settled", reason=type(failure).__name__, **which)
        return Outcome(
            error=clean(f"{type(failure).__name__}: {failure}"),
            is_final=isinstance(failure, Refused),
        )


def _clean(facts: Facts) -> Facts:
    """With its texts as the database keeps them."""
    return msgspec.structs.replace(
        facts,
        provider_id=clean(facts.provider_id),
        currency=clean(facts.currency),
        failure=facts.failure and clean(facts.failure),
    )
