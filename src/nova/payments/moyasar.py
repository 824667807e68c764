"""Payments by Moyasar: https://docs.moyasar.com/api/api-introduction

`moyasar://sk_live_KEY@default?secret=TOKEN`: `secret` is the secret token of the webhook that is
set up at Moyasar for our address; Moyasar puts it into every notice and signs nothing.

People pay on the page of an invoice at Moyasar, saved methods are charged by a payment without
one. Its id here says which it is: `invoice:ID` or `payment:ID`.
"""

import hmac
import json
from typing import Any, TypeVar
from urllib.parse import quote

import aiohttp
import msgspec

from nova.delivery.dsn import Dsn
from nova.delivery.port import AnswerLost, Unavailable
from nova.delivery.web import ERROR, REFUSALS, Answer, Web
from nova.payments.port import (
    Begun,
    Facts,
    Forged,
    Notice,
    Page,
    Payment,
    PaymentState,
    Refused,
    Sent,
)

OWN = "https://api.moyasar.com"
NOT_FOUND = 404
UNDECIDED = (408, 409)  # refused so far: a timeout, two at once
PAID = {"paid", "captured", "refunded"}
STATES: dict[str, PaymentState] = {
    "paid": "PAID", "captured": "PAID", "refunded": "PAID", "failed": "FAILED",
    "abandoned": "FAILED", "voided": "FAILED", "expired": "FAILED", "canceled": "FAILED",
}  # fmt: skip
OVER = {"expired", "canceled", "voided"}  # nobody can pay such an invoice any more
MISSPELT = {"payment_faild": "payment_failed"}  # as Moyasar's own documents have it

Read = TypeVar("Read")


class Source(msgspec.Struct):
    """By what was paid, as far as we read it."""

    message: str | None = None


class Taken(msgspec.Struct):
    """A payment at Moyasar, as far as we read it."""

    id: str
    status: str
    amount: int
    currency: str
    refunded: int | None = 0
    source: Source | None = None


class Invoice(msgspec.Struct):
    """An invoice at Moyasar, as far as we read it."""

    id: str
    status: str
    amount: int
    currency: str
    url: str
    metadata: dict[str, Any] | None = None
    payments: list[Taken] | None = None


class MoyasarProvider:
    """Takes payments by Moyasar's invoices and payments."""

    def __init__(self, dsn: Dsn, name: str) -> None:
        dsn.only("secret")
        self.name = name
        key = dsn.account(with_password=False)
        self._secret = dsn.option("secret").encode()
        self._headers = {"authorization": aiohttp.encode_basic_auth(key, "")}
        self._web = Web(dsn.base(OWN))

    async def begin(self, payment: Payment, page: Page) -> Begun:
        """Make an invoice, or take the one that is there: Moyasar itself makes another each time.

        Raises Refused, Unavailable, AnswerLost.
        """
        invoice = await self._invoice_of(payment)
        if invoice is None or invoice.status in OVER:
            # No callback_url: what Moyasar sends there brings no secret token, the webhook does.
            body = {
                "amount": payment.amount,
                "currency": payment.currency,
                "description": payment.description,
                "success_url": page.payer,
                "back_url": page.payer,
                "metadata": {"payment": str(payment.id)},
            }
            answer = await self._change("/v1/invoices", body)
            if answer.status >= REFUSALS:
                raise _refusal(answer)
            invoice = _read(answer, Invoice)
        return Begun(f"invoice:{invoice.id}", invoice.url)

    async def charge(self, payment: Payment, token: str) -> Facts:
        """Charge a saved card. The payment has our id at Moyasar, which takes none twice.

        Raises Refused, Unavailable, AnswerLost.
        """
        body = {
            "given_id": str(payment.id),
            "amount": payment.amount,
            "currency": payment.currency,
            "description": payment.description,
            "callback_url": OWN,  # must be said, and nobody goes there without 3-D Secure
            "source": {"type": "token", "token": token, "3ds": False},
            "metadata": {"payment": str(payment.id)},
        }
        answer = await self._change("/v1/payments", body)
        if answer.status < REFUSALS:
            return _facts(_read(answer, Taken))
        known = await self._taken(str(payment.id))
        if known is None:
            raise _refusal(answer)
        return _facts(known)

    async def find(self, payment: Payment) -> Facts | None:
        """What became of it, by its id or ours. Raises Unavailable, AnswerLost."""
        there = await self._there(payment)
        return None if there is None else _facts(there)

    async def refund(self, payment: Payment, halalas: int) -> Facts:
        """Give so much back. Moyasar does it as often as it is asked: who got no answer finds out
        by `find` before asking again.

        Raises Refused, Unavailable, AnswerLost.
        """
        there = await self._there(payment)
        paid = _paid(there) if there else []
        if there is None or not paid:
            raise Refused("nothing was paid")
        path = f"/v1/payments/{quote(paid[0].id)}/refund"
        answer = await self._change(path, {"amount": halalas})
        if answer.status >= REFUSALS:
            raise _refusal(answer)
        after = _read(answer, Taken)
        if isinstance(there, Taken):
            return _facts(after)
        now = [after if each.id == after.id else each for each in there.payments or []]
        return _facts(msgspec.structs.replace(there, payments=now))

    def read_notice(self, sent: Sent) -> Notice:
        """An event of a payment, with our secret token in it. Raises Forged."""
        told = json.loads(sent.body)
        if not hmac.compare_digest(str(told.get("secret_token")).encode(), self._secret):
            raise Forged
        kind, data = str(told["type"]), told["data"]
        if not kind.startswith("payment_"):
            raise ValueError(f"{kind} is no event of a payment")
        invoice = data.get("invoice_id")
        return Notice(
            event_id=str(told["id"]),
            kind=MISSPELT.get(kind, kind),
            provider_id=f"invoice:{invoice}" if invoice else f"payment:{data['id']}",
        )

    async def close(self) -> None:
        """Let the connections go."""
        await self._web.close()

    async def _there(self, payment: Payment) -> Taken | Invoice | None:
        """What Moyasar has of a payment. Raises Unavailable, AnswerLost."""
        kind, _, known = (payment.provider_id or "").partition(":")
        if kind == "invoice":
            return await self._get(f"/v1/invoices/{quote(known)}", Invoice)
        taken = await self._taken(known or str(payment.id))
        if taken is not None or payment.provider_id is not None:
            return taken
        invoice = await self._invoice_of(payment)
        # Whether a list says what an invoice's payments are is not documented.
        return invoice and await self._get(f"/v1/invoices/{quote(invoice.id)}", Invoice)

    async def _invoice_of(self, payment: Payment) -> Invoice | None:
        """The invoice that was made for a payment: one that was paid, or the newest."""
        ours = {"metadata[payment]": str(payment.id)}
        answer = await self._web.ask("GET", "/v1/invoices", params=ours, headers=self._headers)
        if answer.status >= REFUSALS:
            raise Unavailable(_words(answer))
        try:
            listed = msgspec.convert(answer.body["invoices"], list[Invoice])
        except (KeyError, TypeError, ValueError) as error:
            raise AnswerLost(f"the invoices cannot be read: {error}") from error
        # Whether a filter that Moyasar does not know is refused or passed over is not documented.
        made = [each for each in listed if (each.metadata or {}).get("payment") == str(payment.id)]
        paid = [each for each in made if each.status in PAID]
        open_ = [each for each in made if each.status not in OVER]
        return next(iter(paid or open_ or made), None)

    async def _taken(self, known: str) -> Taken | None:
        return await self._get(f"/v1/payments/{quote(known)}", Taken)

    async def _get(self, path: str, kind: type[Read]) -> Read | None:
        """What is there. Raises Unavailable, AnswerLost."""
        answer = await self._web.ask("GET", path, headers=self._headers)
        if answer.status == NOT_FOUND:
            return None
        if answer.status >= REFUSALS:
            raise Unavailable(_words(answer))
        return _read(answer, kind)

    async def _change(self, path: str, body: dict[str, Any]) -> Answer:
        """Ask for what is not to be done twice. Raises Unavailable, AnswerLost."""
        try:
            return await self._web.ask("POST", path, json=body, headers=self._headers)
        except Unavailable as error:
            # By Moyasar's words nobody knows after a 5xx whether it was done.
            if str(error).startswith(f"HTTP {ERROR // 100}"):
                raise AnswerLost(str(error)) from error
            raise


def _paid(there: Taken | Invoice) -> list[Taken]:
    tries = [there] if isinstance(there, Taken) else there.payments or []
    return [each for each in tries if each.status in PAID]


def _facts(there: Taken | Invoice) -> Facts:
    """What it tells, an invoice by its payments together. One that failed ends nothing while the
    invoice is open: its payer may try another card."""
    paid = _paid(there)
    tries = [there] if isinstance(there, Taken) else there.payments or []
    said = [each.source.message for each in tries if each.source and each.source.message]
    state = "PAID" if paid else STATES.get(there.status, "PENDING")
    kind = "payment" if isinstance(there, Taken) else "invoice"
    return Facts(
        provider_id=f"{kind}:{there.id}",
        state=state,
        amount=sum(each.amount for each in paid) if paid else there.amount,
        currency=paid[0].currency if paid else there.currency,
        refunded=sum(each.refunded or 0 for each in paid),
        failure=(said[-1] if said else there.status) if state == "FAILED" else None,
    )


def _read(answer: Answer, kind: type[Read]) -> Read:
    """What it answered. Raises AnswerLost: what is not understood may have been a yes."""
    try:
        return msgspec.convert(answer.body, kind)
    except msgspec.ValidationError as error:
        raise AnswerLost(f"the answer is not understood: {error}") from error


def _refusal(answer: Answer) -> Refused | AnswerLost:
    words = _words(answer)
    refused = answer.status in range(400, ERROR) and answer.status not in UNDECIDED
    return Refused(words) if refused else AnswerLost(words)


def _words(answer: Answer) -> str:
    """Why it refused, in its words."""
    told = answer.body if isinstance(answer.body, dict) else {}
    fields = json.dumps(told["errors"], ensure_ascii=False) if told.get("errors") else ""
    return f"HTTP {answer.status} {told.get('message') or ''} {fields}".strip()
