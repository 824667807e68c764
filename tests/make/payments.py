"""Providers of payments on loopback that answer as Moyasar's and Tap's documents say.

Each keeps the books of what was taken and given back, so that a test can hold Nova's against them.
"""

import asyncio
import contextlib
import hashlib
import hmac
import json
import threading
import time
import uuid
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import Any, Self

import msgspec
from aiohttp import encode_basic_auth, web

from nova.payments.port import Sent

KEY = "sk_test_x"
SECRET = "webhook-word"
FAULTS = (
    "right",
    "busy",  # 429, nothing done
    "locked",  # 401, nothing done
    "invalid",  # 422, nothing done
    "conflict",  # 409, nothing done so far
    "error",  # 500, nothing done
    "error_done",  # 500, and it was done
    "gateway",  # 502 of what stands before it, and it was done
    "dropped",  # the connection breaks before anything is done
    "lost",  # it was done, the connection breaks before the answer
    "half",  # it was done, the connection breaks in the answer
    "silent",  # it was done, no answer for `silence` seconds
    "strange",  # it was done, the answer is of no known form
    "wrong_amount",  # the answer tells another amount
    "wrong_currency",  # the answer tells another currency
)


class Asked(msgspec.Struct, frozen=True):
    """A request that came."""

    method: str
    path: str
    raw: bytes

    @property
    def body(self) -> Any:
        """What it brought."""
        return json.loads(self.raw)


class Entry(msgspec.Struct):
    """A payment in the books. `page` is whether its payer pays it on the provider's page."""

    id: str
    ours: str
    amount: int
    currency: str
    page: bool
    told: dict[str, Any]
    """What was asked for."""
    status: str = "initiated"
    taken: int = 0
    refunded: int = 0
    why: str = ""
    payment_id: str = msgspec.field(default_factory=lambda: str(uuid.uuid4()))
    """Moyasar's id of the payment of an invoice."""


class Ledger(ABC):
    """One provider's server. `how` says what becomes of a request; `once` of the next alone."""

    scheme = ""

    def __init__(self, key: str = KEY, secret: str = SECRET) -> None:
        self.key, self.secret = key, secret
        self.how: Callable[[str, str], str] = lambda method, path: "right"
        self.silence = 30.0  # seconds
        self.wrong_amount: float = 1
        self.filters = True
        """Whether what is listed is what was asked for, rather than all of it."""
        self.asked: list[Asked] = []
        self.entries: dict[str, Entry] = {}
        self.port = 0
        self._next: list[tuple[str, str, str]] = []
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._over = asyncio.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._ready.wait(10):
            raise TimeoutError(f"{self.scheme} does not listen")
        return self

    def __exit__(self, *_: object) -> None:
        if self._loop.is_closed():
            return
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(10)

    def once(self, how: str, method: str = "POST", path: str = "") -> None:
        """Treat the next request of this method whose path ends so in this way, others rightly."""
        assert how in FAULTS, how
        self._next.append((how, method, path))

    def done(self, method: str, path: str = "") -> int:
        """How many requests of this method with this in their path came."""
        return sum(each.method == method and path in each.path for each in self.asked)

    def entry(self, known: str) -> Entry:
        """A payment by whatever names it: Nova's id, the provider's with or without its kind, the
        address of its page."""
        known = known.rpartition("/")[2].rpartition(":")[2]
        for each in self.entries.values():
            if known in {each.id, each.ours, each.payment_id}:
                return each
        raise KeyError(known)

    def pay(self, known: str, amount: int | None = None, currency: str | None = None) -> Entry:
        """Let its payer pay, so much of what currency where it is not what was asked for."""
        entry = self.entry(known)
        entry.taken = entry.amount if amount is None else amount
        entry.currency = currency or entry.currency
        entry.status, entry.why = "paid", "APPROVED"
        return entry

    def fail(self, known: str, why: str = "INSUFFICIENT FUNDS", status: str = "failed") -> Entry:
        """Let it fail."""
        entry = self.entry(known)
        entry.status, entry.why = status, why
        return entry

    def ledger_total(self) -> int:
        """Halalas that were taken and not given back."""
        return sum(each.taken - each.refunded for each in self.entries.values())

    @abstractmethod
    def _routes(self) -> list[web.RouteDef]:
        """What it answers."""

    @abstractmethod
    def _knows(self, request: web.Request) -> bool:
        """Whether a request brings its key."""

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._served())
        self._loop.close()

    async def _served(self) -> None:
        app = web.Application(middlewares=[self._treat])
        app.add_routes(self._routes())
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0, backlog=512).start()
        self.port = runner.addresses[0][1]
        self._ready.set()
        await self._over.wait()
        await runner.cleanup()

    def _fault(self, request: web.Request) -> str:
        for each in self._next:
            how, method, path = each
            if request.method == method and request.path.endswith(path):
                self._next.remove(each)
                return how
        return self.how(request.method, request.path)

    @web.middleware
    async def _treat(
        self,
        request: web.Request,
        handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
    ) -> web.StreamResponse:
        self.asked.append(Asked(request.method, request.path_qs, await request.read()))
        how = self._fault(request)
        if how == "locked" or not self._knows(request):
            return web.json_response({"message": "Invalid authorization credentials"}, status=401)
        if how == "busy":
            return web.json_response({}, status=429, headers={"retry-after": "2"})
        if how in {"invalid", "conflict", "error"}:
            status = {"invalid": 422, "conflict": 409, "error": 500}[how]
            return web.json_response({"message": f"We had a problem: {how}"}, status=status)
        assert request.transport
        if how == "dropped":
            request.transport.abort()
            return web.Response()
        answer = await handler(request)
        assert isinstance(answer, web.Response) and answer.text is not None
        return await self._spoiled(request, how, answer, answer.text)

    async def _spoiled(
        self, request: web.Request, how: str, answer: web.Response, text: str
    ) -> web.StreamResponse:
        """The answer to what was done, as a fault leaves it."""
        assert request.transport
        whole = {
            "error_done": web.json_response({"message": "We had a problem"}, status=500),
            "gateway": web.Response(text="<h1>Bad Gateway</h1>", status=502),
            "strange": web.json_response([]),
        }
        if how in whole:
            return whole[how]
        if how == "silent":
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._over.wait(), self.silence)
        elif how == "lost":
            request.transport.abort()
        elif how == "half":
            half = web.StreamResponse(headers={"content-length": str(len(text.encode()))})
            await half.prepare(request)
            await half.write(text.encode()[: len(text) // 2])
            request.transport.abort()
            return half
        elif how in {"wrong_amount", "wrong_currency"}:
            told = json.loads(text)
            told |= {"amount": self.wrong_amount} if how == "wrong_amount" else {"currency": "USD"}
            return web.json_response(told, status=answer.status)
        return answer


class MoyasarLedger(Ledger):
    """Moyasar. A token names what becomes of a charge by it: `token_declined`, `token_gone`,
    `token_3ds` (its cardholder would have to answer), any other pays."""

    scheme = "moyasar"

    def __init__(self, key: str = KEY, secret: str = SECRET) -> None:
        super().__init__(key, secret)
        self.same_again = False
        """Whether a given_id that was used answers its payment rather than a refusal."""

    @property
    def dsn(self) -> str:
        """Its address, as a setting has it."""
        return f"moyasar://{self.key}@127.0.0.1:{self.port}?secret={self.secret}"

    def notice(
        self,
        kind: str,
        known: str,
        *,
        secret: str | None = None,
        event: str | None = None,
    ) -> Sent:
        """What Moyasar sends of a payment: payment_paid, payment_failed and its other events."""
        body = {
            "id": event or str(uuid.uuid4()),
            "type": kind,
            "created_at": "2030-05-07T09:00:00.000Z",
            "secret_token": self.secret if secret is None else secret,
            "account_name": None,
            "live": False,
            "data": self._payment(self.entry(known)),
        }
        return Sent({"content-type": "application/json"}, json.dumps(body).encode())

    def _routes(self) -> list[web.RouteDef]:
        return [
            web.post("/v1/invoices", self._make_invoice),
            web.get("/v1/invoices", self._list_invoices),
            web.get("/v1/invoices/{id}", self._show_invoice),
            web.post("/v1/payments", self._make_payment),
            web.get("/v1/payments/{id}", self._show_payment),
            web.post("/v1/payments/{id}/refund", self._refund),
        ]

    def _knows(self, request: web.Request) -> bool:
        return request.headers.get("authorization") == encode_basic_auth(self.key, "")

    def _payment(self, entry: Entry) -> dict[str, Any]:
        return {
            "id": entry.payment_id if entry.page else entry.id,
            "status": entry.status,
            "amount": entry.taken or entry.amount,
            "fee": 0,
            "currency": entry.currency,
            "refunded": entry.refunded,
            "captured": 0,
            "invoice_id": entry.id if entry.page else None,
            "metadata": None if entry.page else entry.told.get("metadata"),
            "source": {"type": "token", "company": "mada", "message": entry.why or None},
        }

    def _invoice(self, entry: Entry) -> dict[str, Any]:
        tried = bool(entry.why)
        return {
            "id": entry.id,
            "status": entry.status,
            "amount": entry.amount,
            "currency": entry.currency,
            "description": entry.told["description"],
            "url": f"http://127.0.0.1:{self.port}/invoices/{entry.id}",
            "metadata": entry.told.get("metadata"),
            "payments": [self._payment(entry)] if tried else [],
        }

    async def _make_invoice(self, request: web.Request) -> web.Response:
        told = await request.json()
        if told["amount"] < 100:
            return invalid({"amount": ["must be greater than or equal to 100"]})
        made = str(uuid.uuid4())
        ours = told.get("metadata", {}).get("payment", "")
        entry = Entry(made, ours, told["amount"], told["currency"], True, told)
        self.entries[made] = entry
        return web.json_response(self._invoice(entry), status=201)

    async def _list_invoices(self, request: web.Request) -> web.Response:
        ours = request.query.get("metadata[payment]")
        listed = [
            self._invoice(each)
            for each in reversed(self.entries.values())
            if each.page and (not self.filters or ours in {None, each.ours})
        ]
        return web.json_response({"invoices": listed, "meta": {"total_count": len(listed)}})

    async def _show_invoice(self, request: web.Request) -> web.Response:
        entry = self.entries.get(request.match_info["id"])
        return web.json_response(self._invoice(entry)) if entry and entry.page else unknown()

    async def _make_payment(self, request: web.Request) -> web.Response:
        told = await request.json()
        given, source = str(uuid.UUID(told["given_id"])), told["source"]
        if not told.get("callback_url"):
            return invalid({"callback_url": ["can't be blank"]})
        if given in self.entries:
            if self.same_again:
                return web.json_response(self._payment(self.entries[given]), status=201)
            return invalid({"given_id": ["Payment is already created"]})
        if source["token"] == "token_gone":
            return invalid({"token": ["token is not found"]})
        entry = Entry(given, given, told["amount"], told["currency"], False, told)
        self.entries[given] = entry
        if source["token"] == "token_declined":
            self.fail(given)
        elif source["token"] != "token_3ds":
            self.pay(given)
        return web.json_response(self._payment(entry), status=201)

    def _by_payment_id(self, known: str) -> Entry | None:
        for each in self.entries.values():
            if known == (each.payment_id if each.page else each.id):
                return each
        return None

    async def _show_payment(self, request: web.Request) -> web.Response:
        entry = self._by_payment_id(request.match_info["id"])
        return web.json_response(self._payment(entry)) if entry else unknown()

    async def _refund(self, request: web.Request) -> web.Response:
        entry, told = self._by_payment_id(request.match_info["id"]), await request.json()
        if entry is None:
            return unknown()
        if entry.status not in {"paid", "refunded"}:
            return invalid({"status": [f"cannot refund a payment that is {entry.status}"]})
        if told["amount"] > entry.taken - entry.refunded:
            return invalid({"amount": ["must be less than or equal to what is left"]})
        entry.refunded += told["amount"]
        entry.status = "refunded"
        return web.json_response(self._payment(entry))


class TapLedger(Ledger):
    """Tap. What was asked for under an idempotent string before is answered as then."""

    scheme = "tap"

    def __init__(self, key: str = KEY, secret: str = SECRET) -> None:
        super().__init__(key, secret)
        self.refunds: list[dict[str, Any]] = []
        self.refund_status = "REFUNDED"
        """What becomes of a refund: PENDING, DECLINED and the others."""
        self.at_once = ""
        """The status of charges that get no page, where there are such."""
        self._answers: dict[str, dict[str, Any]] = {}

    @property
    def dsn(self) -> str:
        """Its address, as a setting has it."""
        return f"tap://{self.key}@127.0.0.1:{self.port}?email=billing%40nova.example"

    def tomorrow(self) -> None:
        """Forget what was asked for under which idempotent string, as Tap does after a day."""
        self._answers.clear()

    def pay(self, known: str, amount: int | None = None, currency: str | None = None) -> Entry:
        entry = super().pay(known, amount, currency)
        entry.status = "CAPTURED"
        return entry

    def fail(self, known: str, why: str = "Declined", status: str = "DECLINED") -> Entry:
        return super().fail(known, why, status)

    def notice(self, known: str, *, key: str | None = None, refund: int | None = None) -> Sent:
        """What Tap sends of a charge as it is, or of one of its refunds by its place."""
        told = self._charge(self.entry(known)) if refund is None else self.refunds[refund]
        reference, when = told["reference"], told.get("transaction") or told
        signed = (
            f"x_id{told['id']}x_amount{told['amount']}x_currency{told['currency']}"
            f"x_gateway_reference{reference['gateway']}x_payment_reference{reference['payment']}"
            f"x_status{told['status']}x_created{when['created']}"
        )
        right = hmac.new((key or self.key).encode(), signed.encode(), hashlib.sha256)
        headers = {"content-type": "application/json", "hashstring": right.hexdigest()}
        return Sent(headers, numbers(told).encode())

    def _routes(self) -> list[web.RouteDef]:
        return [
            web.post("/v2/charges", self._make_charge),
            web.post("/v2/charges/list", self._list_charges),
            web.get("/v2/charges/{id}", self._show_charge),
            web.post("/v2/refunds", self._refund),
            web.post("/v2/refunds/list", self._list_refunds),
        ]

    def _knows(self, request: web.Request) -> bool:
        return request.headers.get("authorization") == f"Bearer {self.key}"

    def _charge(self, entry: Entry) -> dict[str, Any]:
        return {
            "id": entry.id,
            "object": "charge",
            "live_mode": False,
            "status": entry.status,
            "amount": sar(entry.taken or entry.amount),
            "currency": entry.currency,
            "metadata": entry.told.get("metadata"),
            "transaction": {
                "timezone": "UTC+03:00",
                "created": "1698392202943",
                "url": None if self.at_once else f"http://127.0.0.1:{self.port}/charges/{entry.id}",
            },
            "reference": entry.told["reference"] | {"gateway": "mada_1", "payment": "4327230736"},
            "response": {"code": "000", "message": entry.why or "Initiated"},
            "redirect": entry.told["redirect"],
            "post": entry.told["post"],
        }

    async def _make_charge(self, request: web.Request) -> web.Response:
        told = await told_exactly(request)
        missing = {"amount", "currency", "customer", "source", "redirect"} - told.keys()
        if missing or not told["customer"].get("email"):
            return refused("1108", "Customer information is required")
        again = told["reference"].get("idempotent", "")
        if again in self._answers:
            return answered(self._answers[again])
        halalas = told["amount"].scaleb(2)
        if halalas != int(halalas) or halalas < 10:
            return refused("1102", "Amount is invalid")
        made = f"chg_TS{len(self.entries) + 1:04}"
        ours = told["reference"]["transaction"]
        entry = Entry(made, ours, int(halalas), told["currency"], True, told)
        entry.status = self.at_once or "INITIATED"
        self.entries[made] = entry
        self._answers[again] = self._charge(entry)
        return answered(self._answers[again])

    async def _show_charge(self, request: web.Request) -> web.Response:
        entry = self.entries.get(request.match_info["id"])
        if entry is None:
            return refused("1143", "Charge not found", status=404)
        return answered(self._charge(entry))

    async def _list_charges(self, request: web.Request) -> web.Response:
        told = await told_exactly(request)
        ours = told["reference"]["transaction"]
        listed = [
            self._charge(each)
            for each in reversed(self.entries.values())
            if not self.filters or each.ours == ours
        ]
        return answered(paged("charges", listed, int(told["limit"])))

    async def _refund(self, request: web.Request) -> web.Response:
        told = await told_exactly(request)
        again = told["reference"]["idempotent"]
        if again in self._answers:
            return answered(self._answers[again])
        entry = self.entries[told["charge_id"]]
        halalas = int(told["amount"].scaleb(2))
        if entry.status != "CAPTURED" or halalas > entry.taken - entry.refunded:
            return refused("1115", "Refund amount is more than the charged amount")
        if self.refund_status in {"REFUNDED", "PENDING", "ACCEPTED", "IN_PROGRESS"}:
            entry.refunded += halalas
        refund = {
            "id": f"re_TS{len(self.refunds) + 1:04}",
            "object": "refund",
            "status": self.refund_status,
            "amount": sar(halalas),
            "currency": told["currency"],
            "charge_id": entry.id,
            "created": str(int(time.time() * 1000)),
            "reference": {"gateway": "mada_2", "payment": "4327230737"},
            "response": {"code": "000", "message": self.refund_status.title()},
        }
        self.refunds.append(refund)
        self._answers[again] = refund
        return answered(refund)

    async def _list_refunds(self, request: web.Request) -> web.Response:
        told = await told_exactly(request)
        listed = [
            each
            for each in self.refunds
            if not self.filters or each["charge_id"] in told["charges"]
        ]
        if not listed:  # as Tap is reported to answer
            return web.json_response({"message": "Refunds not found"}, status=400)
        return answered(paged("refunds", listed, int(told["limit"])))


def invalid(errors: dict[str, Any]) -> web.Response:
    """Moyasar's refusal of what was asked for."""
    body = {"type": "invalid_request_error", "message": "Validation Failed", "errors": errors}
    return web.json_response(body, status=400)


def unknown() -> web.Response:
    """Moyasar's answer for what it does not have."""
    body = {"type": "record_not_found", "message": "The requested record is not found"}
    return web.json_response(body, status=404)


def refused(code: str, description: str, status: int = 400) -> web.Response:
    """Tap's refusal of what was asked for."""
    return web.json_response({"errors": [{"code": code, "description": description}]}, status=status)  # fmt: skip


def sar(halalas: int) -> Decimal:
    """Riyals, with their two places."""
    return Decimal(halalas).scaleb(-2)


def numbers(body: dict[str, Any]) -> str:
    """JSON with amounts as Tap writes them: 10.00 as 10.0."""
    return json.dumps(body, default=float)


def answered(body: dict[str, Any]) -> web.Response:
    """Tap's answer."""
    return web.Response(text=numbers(body), content_type="application/json")


def paged(name: str, listed: list[dict[str, Any]], limit: int) -> dict[str, Any]:
    """Tap's answer to a list: its first page."""
    return {"object_type": "list", "has_more": len(listed) > limit, name: listed[:limit]}


async def told_exactly(request: web.Request) -> dict[str, Any]:
    """A body whose amounts are what stood there."""
    told: dict[str, Any] = json.loads(await request.read(), parse_float=Decimal)
    if "amount" in told:
        told["amount"] = Decimal(told["amount"])
    return told
