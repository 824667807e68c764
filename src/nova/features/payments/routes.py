"""Routes of payments: saved methods, an invoice's payment, its page, what providers tell, what
differs from them."""

from typing import Annotated, Any
from urllib.parse import parse_qsl
from uuid import UUID

import msgspec
from litestar import MediaType, Request, Response, Router, delete, get, post
from litestar.params import FromPath, JSONBody, PathParameter
from litestar.response import Redirect

from nova.database.queries import read_queries
from nova.delivery.port import AnswerLost, Unavailable
from nova.errors.refused import Refused
from nova.features.payments.structs import (
    BegunPayment,
    NewPaymentMethod,
    NoticeReceived,
    OpenPayment,
    PaymentMethod,
    PaymentMethods,
    PaymentWish,
    Reconciliation,
    Refund,
)
from nova.http.answer import Json
from nova.http.ask import Asking
from nova.http.body import BODY, SMALL_BODY
from nova.http.callers import OPEN
from nova.http.openapi import error_answers
from nova.http.parameters import PageSize
from nova.networks import is_loopback
from nova.payments import Payments, page
from nova.payments import port as providers
from nova.shapes.billing import Checkout
from nova.shapes.structs import columns

sql = read_queries(__file__)
Name = Annotated[str, PathParameter(min_length=1, max_length=50, description="The provider")]


@get("/subscriptions/payment-methods", responses=error_answers(401))
async def list_payment_methods(ask: Asking) -> Json[PaymentMethods]:
    """One's saved ways to pay, masked, the newest first."""
    return await ask(sql.list_payment_methods)


@post("/subscriptions/payment-methods", responses=error_answers(401, 403, 409, 422))
async def add_payment_method(
    ask: Asking, request: Request[Any, Any, Any], data: JSONBody[NewPaymentMethod]
) -> Json[PaymentMethod]:
    """Save a token of the payment provider: what falls due is taken by it from now on.

    Refused with `forbidden`, `payments_off`, `card_number_refused`, `card_expired`,
    `too_many_methods`, `method_taken`.
    """
    return await ask.aside()(sql.add_payment_method, _payments(request).name, columns(data))


@delete("/subscriptions/payment-methods/{method_id:uuid}", responses=error_answers(401, 404))
async def delete_payment_method(ask: Asking, method_id: FromPath[UUID]) -> None:
    """Forget a saved way to pay; the newest other one takes its place. Refused with `not_found`."""
    await ask.do(sql.delete_payment_method, method_id)


@post(
    "/subscriptions/invoices/{invoice_id:uuid}/pay",
    status_code=200,
    responses=error_answers(401, 403, 404, 409, 422),
)
async def pay_invoice(
    ask: Asking,
    request: Request[Any, Any, Any],
    invoice_id: FromPath[UUID],
    data: JSONBody[PaymentWish],
) -> Json[Checkout]:
    """Pay an open invoice: on the provider's page at `payUrl`, or by a saved method.

    Refused with `forbidden`, `not_found`, `invoice_not_open`, `payments_off`, `method_unknown`,
    `attempts_used`, `payment_under_way`.
    """
    payments = _payments(request)
    return await ask(sql.pay_invoice, invoice_id, payments.name, data.method_id, payments.pages)


@post(
    "/webhooks/payments/{provider:str}",
    status_code=200,
    security=OPEN,
    request_max_body_size=SMALL_BODY,
    responses=error_answers(400, 403, 404, 413),
)
async def receive_notice(
    ask_anyone: Asking, request: Request[Any, Any, Any], provider: Name
) -> Json[NoticeReceived]:
    """What a provider of payments tells, in its own form, signed as it signs. Nothing in it is
    believed but that something happened: the provider is asked.

    A notice again changes nothing. Refused with `not_found`, `signature_wrong`,
    `report_unreadable`.
    """
    known = _payments(request).providers.get(provider)
    if known is None:
        raise Refused("not_found")
    sent = providers.Sent(request.headers, await request.body())
    try:
        notice = known.read_notice(sent)
        msgspec.json.encode(notice)  # that it can be said at all
    except providers.Forged:
        raise Refused("signature_wrong") from None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise Refused("report_unreadable") from None
    return await ask_anyone(
        sql.receive_notice, provider, notice.event_id, notice.kind, notice.provider_id
    )


@get("/admin/payments/reconciliation", responses=error_answers(401, 403))
async def show_reconciliation(ask: Asking, limit: PageSize = 20) -> Json[Reconciliation]:
    """What differs between the payment providers and Nova; for the back office.

    Refused with `forbidden`.
    """
    return await ask(sql.show_reconciliation, limit)


@post(
    "/admin/refunds/{refund_id:uuid}/retry",
    status_code=200,
    responses=error_answers(401, 403, 404, 409),
)
async def retry_refund(ask: Asking, refund_id: FromPath[UUID]) -> Json[Refund]:
    """Have a refund that its provider refused tried again; for the back office.

    Refused with `forbidden`, `not_found`, `state_refused`.
    """
    return await ask(sql.retry_refund, refund_id)


@get("/pay/{token:uuid}", include_in_schema=False, security=OPEN, media_type=MediaType.HTML)
async def open_payment(
    ask_anyone: Asking, request: Request[Any, Any, Any], token: FromPath[UUID]
) -> Response[Any]:
    """Where somebody pays: leads to the provider's page, or is the one of the provider "test"."""
    payment = await ask_anyone.read(OpenPayment, sql.open_payment, token)
    payments = _payments(request)
    if payment.provider == page.TEST:
        _require_developer(request)
        return _test_page(payments, payment)
    if not payment.is_open:
        return Redirect(payments.back + str(payment.invoice_id), status_code=303)
    if payment.page_url is None:
        begun = await _begun(payments, payment)
        kept = await ask_anyone.writing().read(
            BegunPayment, sql.begin_payment, token, begun.provider_id, begun.url
        )
        return Redirect(kept.page_url, status_code=303)
    return Redirect(payment.page_url, status_code=303)


@post(
    "/pay/{token:uuid}",
    include_in_schema=False,
    status_code=200,
    security=OPEN,
    request_max_body_size=BODY,
    media_type=MediaType.HTML,
)
async def pay_test(
    ask_anyone: Asking, request: Request[Any, Any, Any], token: FromPath[UUID]
) -> Response[str]:
    """A button of the test provider's page was pressed: paid, or declined."""
    _require_developer(request)
    form = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
    state = form.get("state")
    if state not in {"PAID", "FAILED"}:
        raise Refused("report_unreadable")
    payment = await ask_anyone.read(OpenPayment, sql.pay_test, token, state)
    return _test_page(_payments(request), payment)


def _test_page(payments: Payments, payment: OpenPayment) -> Response[str]:
    """The test provider's page of this payment."""
    line = payment.lines[0]
    words = page.show(payment, (line.description_ar, line.description_en), payments.back)
    return Response(words, media_type=MediaType.HTML)


async def _begun(payments: Payments, payment: OpenPayment) -> providers.Begun:
    """The provider's page of this payment, made now. Raises Refused."""
    provider = payments.providers.get(payment.provider)
    if provider is None:
        raise Refused("payments_off")
    asked = providers.Payment(
        payment.id, payment.amount_halalas, payment.currency, payment.lines[0].description_en
    )
    try:
        return await provider.begin(asked, payments.page_of(provider.name, payment.invoice_id))
    except (Unavailable, AnswerLost, providers.Refused, ValueError, LookupError, TypeError):
        raise Refused("provider_unavailable", retry_after=5) from None


def _payments(request: Request[Any, Any, Any]) -> Payments:
    """Who takes payments here."""
    payments: Payments = request.app.state.payments
    return payments


def _require_developer(request: Request[Any, Any, Any]) -> None:
    """The test page is for who sits at the machine. Raises Refused."""
    here = is_loopback(request.scope["state"]["client_ip"])
    here = here and is_loopback(request.url.hostname or "")
    if _payments(request).name != page.TEST or not here:
        raise Refused("not_found")


router = Router(
    "/api",
    tags=["payments"],
    route_handlers=[
        list_payment_methods, add_payment_method, delete_payment_method, pay_invoice,
        receive_notice, show_reconciliation, retry_refund, open_payment, pay_test,
    ],
)  # fmt: skip
