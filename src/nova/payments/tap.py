"""Payments by Tap: https://developers.tap.company/reference/charges

`tap://sk_live_KEY@default?email=billing@nova.example`: Tap wants a customer on each charge; it is
told this address of ours, and no person of Nova's. Notices are signed by the key.
"""

import hmac
import json
from decimal import Decimal
from typing import Any, TypeVar
from urllib.parse import quote

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

BAD, NOT_FOUND = 400, 404
UNDECIDED = (408, 409)  # refused so far: a timeout, two at once
STATES: dict[str, PaymentState] = {
    "CAPTURED": "PAID", "REFUNDED": "PAID", "ABANDONED": "FAILED", "CANCELLED": "FAILED",
    "FAILED": "FAILED", "DECLINED": "FAILED", "RESTRICTED": "FAILED", "VOID": "FAILED",
    "TIMEDOUT": "FAILED",
}  # fmt: skip
NOT_REFUNDED = {"CANCELLED", "FAILED", "DECLINED", "RESTRICTED"}
MOST_LISTED = 10  # of the bytes that are read of an answer, a charge takes some thousands
HALALAS = 2  # decimal places of a riyal
MOST_DIGITS = 15  # of an amount
ENCODE = msgspec.json.Encoder(decimal_format="number").encode
Read = TypeVar("Read")


class Charge(msgspec.Struct):
    """A charge at Tap, as far as we read it."""

    id: str
    status: str
    amount: Decimal
    currency: str
    reference: dict[str, Any] | None = None
    transaction: dict[str, Any] | None = None
    response: dict[str, Any] | None = None

    @property
    def url(self) -> str | None:
        """Where its payer goes."""
        return (self.transaction or {}).get("url")


class Refund(msgspec.Struct):
    """A refund at Tap, as far as we read it."""

    id: str
    status: str
    amount: Decimal
    charge_id: str
    response: dict[str, Any] | None = None


class Listed(msgspec.Struct):
    """A list of either."""

    charges: list[Charge] = []
    refunds: list[Refund] = []
    has_more: bool = False


class TapProvider:
    """Takes payments by Tap's charges."""

    def __init__(self, dsn: Dsn, name: str) -> None:
        dsn.only("email")
        self.name = name
        key = dsn.account(with_password=False)
        self._key, self._email = key.encode(), dsn.option("email")
        self._headers = {"authorization": f"Bearer {key}", "content-type": "application/json"}
        self._web = Web(dsn.base("https://api.tap.company"))

    async def begin(self, payment: Payment, page: Page) -> Begun:
        """Make a charge that waits on Tap's page; asked again within a day, Tap answers the same.

        Raises Refused, Unavailable, AnswerLost.
        """
        ours = str(payment.id)
        body = {
            "amount": riyals(payment.amount),
            "currency": payment.currency,
            "customer_initiated": True,
            "threeDSecure": True,
            "save_card": False,
            "description": payment.description,
            "metadata": {"payment": ours},
            "reference": {"transaction": ours, "order": ours, "idempotent": ours},
            "customer": {"first_name": "Nova", "email": self._email},
            "source": {"id": "src_all"},
            "post": {"url": page.webhook},
            "redirect": {"url": page.payer},
        }
        charge = _read(_done(await self._post("/v2/charges", body)), Charge)
        if charge.url is None:
            words = _why(charge)
            raise Refused(words) if STATES.get(charge.status) == "FAILED" else AnswerLost(words)
        return Begun(charge.id, charge.url)

    async def charge(self, payment: Payment, token: str) -> Facts:
        """Tap's saved methods are a customer, a card and an agreement. Raises Refused."""
        raise Refused(
            "Tap charges a saved card by its customer, card and payment agreement together, which "
            "one token does not say."
        )

    async def find(self, payment: Payment) -> Facts | None:
        """What became of it, by its id or ours. Raises Unavailable, AnswerLost."""
        charge = await self._charge_of(payment)
        if charge is None:
            return None
        state = STATES.get(charge.status, "PENDING")  # INITIATED, IN_PROGRESS, UNKNOWN
        return Facts(
            provider_id=charge.id,
            state=state,
            amount=halalas_of(charge.amount),
            currency=charge.currency,
            refunded=await self._refunded(charge.id) if state == "PAID" else 0,
            failure=_why(charge) if state == "FAILED" else None,
        )

    async def refund(self, payment: Payment, halalas: int) -> Facts:
        """Give so much back. Tap may still be at it when it answers: it counts as given back
        unless Tap refuses it later.

        Raises Refused, Unavailable, AnswerLost.
        """
        facts = await self.find(payment)
        if facts is None or facts.state != "PAID":
            raise Refused("nothing was paid")
        ours = str(payment.id)
        body = {
            "charge_id": facts.provider_id,
            "amount": riyals(halalas),
            "currency": facts.currency,
            "reason": "requested_by_customer",
            "metadata": {"payment": ours},
            # Two that ask at once give back once; who asks later means another.
            "reference": {"merchant": ours, "idempotent": f"{ours}:{facts.refunded}:{halalas}"},
        }
        refund = _read(_done(await self._post("/v2/refunds", body)), Refund)
        if refund.status in NOT_REFUNDED:
            raise Refused(_why(refund))
        refunded = facts.refunded + halalas_of(refund.amount)
        return msgspec.structs.replace(facts, refunded=refunded)

    def read_notice(self, sent: Sent) -> Notice:
        """A charge or a refund, signed field by field. Raises Forged."""
        told = json.loads(sent.body, parse_float=Decimal)
        right = hmac.digest(self._key, signed_words(told).encode(), "sha256").hex()
        if not hmac.compare_digest(sent.headers.get("hashstring", "").encode(), right.encode()):
            raise Forged
        kind, known, status = str(told["object"]), str(told["id"]), str(told["status"])
        if kind not in {"charge", "refund"}:
            raise ValueError(f"a notice of {kind}, which is neither charge nor refund")
        return Notice(
            event_id=f"{known}:{status}",  # Tap gives its notices no id
            kind=f"{kind}.{status}",
            provider_id=known if kind == "charge" else str(told["charge_id"]),
        )

    async def close(self) -> None:
        """Let the connections go."""
        await self._web.close()

    async def _charge_of(self, payment: Payment) -> Charge | None:
        """The charge of a payment; without its id one that was paid, or the newest."""
        if payment.provider_id is not None:
            answer = await self._web.ask(
                "GET", f"/v2/charges/{quote(payment.provider_id)}", headers=self._headers
            )
            return None if _is_unknown(answer) else _read(_here(answer), Charge)
        ours = str(payment.id)
        asked = {"reference": {"transaction": ours}, "limit": str(MOST_LISTED)}
        answer = await self._list("/v2/charges/list", asked)
        listed = [] if _is_unknown(answer) else _read(_here(answer), Listed).charges
        # What Tap does with a filter that finds nothing is not documented.
        made = [each for each in listed if (each.reference or {}).get("transaction") == ours]
        paid = [each for each in made if STATES.get(each.status) == "PAID"]
        return next(iter(paid or made), None)

    async def _refunded(self, charge: str) -> int:
        """Halalas that went back, or are on their way."""
        asked = {"charges": [charge], "limit": str(MOST_LISTED)}
        answer = await self._list("/v2/refunds/list", asked)
        if _is_unknown(answer):
            return 0
        listed = _read(_here(answer), Listed)
        if listed.has_more:
            raise AnswerLost(f"{charge} has more refunds than Tap lists at once")
        return sum(
            halalas_of(each.amount)
            for each in listed.refunds
            if each.charge_id == charge and each.status not in NOT_REFUNDED
        )

    async def _list(self, path: str, body: dict[str, Any]) -> Answer:
        return await self._web.ask("POST", path, data=ENCODE(body), headers=self._headers)

    async def _post(self, path: str, body: dict[str, Any]) -> Answer:
        """Ask for what is not to be done twice. Raises Unavailable, AnswerLost."""
        try:
            return await self._web.ask("POST", path, data=ENCODE(body), headers=self._headers)
        except Unavailable as error:
            if str(error).startswith(f"HTTP {ERROR // 100}"):  # it may have been done
                raise AnswerLost(str(error)) from error
            raise


def riyals(halalas: int) -> Decimal:
    """An amount as Tap has it, exactly."""
    return Decimal(halalas).scaleb(-HALALAS)


def halalas_of(riyals: Decimal) -> int:
    """An amount as we have it. Raises AnswerLost for parts of a halala."""
    halalas = riyals.scaleb(HALALAS)
    if halalas != halalas.to_integral_value():
        raise AnswerLost(f"{riyals} is no amount of whole halalas")
    return int(halalas)


def signed_words(told: dict[str, Any]) -> str:
    """What Tap signs of a charge or a refund: https://developers.tap.company/docs/webhook"""
    amount = msgspec.convert(told["amount"], Decimal)
    if not amount.is_finite() or amount.adjusted() > MOST_DIGITS:
        raise ValueError("the amount is none")  # written out it could fill the memory
    reference = told.get("reference") or {}
    created = (told.get("transaction") or {}).get("created") or told.get("created")
    signed = {
        "id": told.get("id"),
        "amount": f"{amount:.{HALALAS}f}",
        "currency": told.get("currency"),
        "gateway_reference": reference.get("gateway"),
        "payment_reference": reference.get("payment"),
        "status": told.get("status"),
        "created": created,
    }
    return "".join(f"x_{name}{'' if each is None else each}" for name, each in signed.items())


def _is_unknown(answer: Answer) -> bool:
    """Whether it says that there is nothing of the kind, which Tap says by 404 or 400."""
    return answer.status == NOT_FOUND or (
        answer.status == BAD and "not found" in _words(answer).lower()
    )


def _here(answer: Answer) -> Answer:
    """What was asked for. Raises Unavailable."""
    if answer.status >= REFUSALS:
        raise Unavailable(_words(answer))
    return answer


def _done(answer: Answer) -> Answer:
    """What was done. Raises Refused, AnswerLost."""
    if answer.status < REFUSALS:
        return answer
    if answer.status in range(400, ERROR) and answer.status not in UNDECIDED:
        raise Refused(_words(answer))
    raise AnswerLost(_words(answer))


def _read(answer: Answer, kind: type[Read]) -> Read:
    """What it answered. Raises AnswerLost: what is not understood may have been a yes."""
    try:
        return msgspec.convert(answer.body, kind)
    except msgspec.ValidationError as error:
        raise AnswerLost(f"the answer is not understood: {error}") from error


def _why(told: Charge | Refund) -> str:
    return str((told.response or {}).get("message") or told.status)


def _words(answer: Answer) -> str:
    """Why it refused, in its words."""
    told = answer.body if isinstance(answer.body, dict) else {}
    said = json.dumps(told.get("errors") or told.get("message"), ensure_ascii=False)
    return f"HTTP {answer.status} {said}"
