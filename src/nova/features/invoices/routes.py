"""Routes of invoices: one's own, their QR and paper, whom they bill; refunds and the seller for the
back office."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from nova.database.queries import read_queries
from nova.errors.refused import Refused
from nova.features.invoices.structs import (
    BillingDetails,
    BillingDetailsChanges,
    EInvoice,
    EInvoices,
    InvoiceDocument,
    InvoicePage,
    InvoiceQr,
    InvoiceRefund,
    Seller,
    SellerChanges,
)
from nova.http.answer import Json
from nova.http.ask import Asking
from nova.http.openapi import error_answers
from nova.http.parameters import Cursor, PageSize
from nova.invoices.pdf import render_pdf
from nova.invoices.qr import qr_png
from nova.shapes.billing import Invoice
from nova.shapes.structs import changes
from nova.shapes.words import InvoiceStatus

sql = read_queries(__file__)
PDF, PNG = "application/pdf", "image/png"
PRINTER = ThreadPoolExecutor(1, "invoices")
MOST = 16  # invoices that are printed or wait for it
WAITING: set[object] = set()


@get("/subscriptions/invoices", responses=error_answers(401))
async def list_invoices(
    ask: Asking,
    status: FromQuery[InvoiceStatus | None] = None,
    cursor: Cursor = None,
    limit: PageSize = 20,
) -> Json[InvoicePage]:
    """One's own invoices and credit notes, the newest first. Refused with `cursor_invalid`."""
    return await ask(sql.list_invoices, status, cursor, limit)


@get("/subscriptions/invoices/{invoice_id:uuid}", responses=error_answers(401, 404))
async def show_invoice(ask: Asking, invoice_id: FromPath[UUID]) -> Json[InvoiceDocument]:
    """One invoice with its lines, who issued it and whom it bills. Refused with `not_found`."""
    return await ask(sql.show_invoice, invoice_id)


@get(
    "/subscriptions/invoices/{invoice_id:uuid}/qr",
    responses=error_answers(401, 404, 409),
)
async def show_invoice_qr(
    ask: Asking,
    request: Request[Any, Any, Any],
    invoice_id: FromPath[UUID],
    scale: Annotated[int, QueryParameter(ge=1, le=20)] = 6,
) -> InvoiceQr | Response[bytes]:
    """The QR of an issued invoice: base64 of its tags, or with `Accept: image/png` (any picture's
    type will do) a PNG with modules of `scale` pixels.

    Refused with `not_found`, `invoice_not_issued`.
    """
    invoice = await ask.read(InvoiceDocument, sql.show_invoice, invoice_id)
    if invoice.qr is None:
        raise Refused("invoice_not_issued")
    if "image/" in request.headers.get("accept", ""):
        return Response(qr_png(invoice.qr, scale=scale), media_type=PNG)
    return InvoiceQr(qr=invoice.qr)


@get(
    "/subscriptions/invoices/{invoice_id:uuid}/pdf",
    media_type=PDF,
    responses=error_answers(401, 404, 409),
)
async def print_invoice(ask: Asking, invoice_id: FromPath[UUID]) -> Response[bytes]:
    """One invoice on paper, in Arabic and English, with its e-invoice inside where it has one;
    before it is paid a pro-forma invoice.

    Refused with `not_found`, `invoice_not_cleared`; `busy` when too many are printed.
    """
    printed = msgspec.json.decode(await ask.raw(sql.print_invoice, invoice_id))
    name = printed["invoice"]["number"] or "pro-forma"
    headers = {"content-disposition": f'inline; filename="{name}.pdf"'}
    return Response(await _printed(**printed), media_type=PDF, headers=headers)


@post(
    "/subscriptions/invoices/{invoice_id:uuid}/refund",
    responses=error_answers(401, 403, 404, 409, 422),
)
async def refund_invoice(
    ask: Asking, invoice_id: FromPath[UUID], data: JSONBody[InvoiceRefund]
) -> Json[Invoice]:
    """Give money of a paid invoice back, in part or whole, by a credit note; for the back office.

    Refused with `forbidden`, `not_found`, `state_refused`, `refund_too_much`,
    `card_number_refused`.
    """
    return await ask(sql.refund_invoice, invoice_id, data.amount_halalas, data.reason)


@get("/subscriptions/billing-details", responses=error_answers(401, 404))
async def show_billing_details(ask: Asking) -> Json[BillingDetails]:
    """Whom one's invoices bill. Refused with `not_found` while nothing is said."""
    return await ask(sql.show_billing_details)


@patch("/subscriptions/billing-details", responses=error_answers(401, 412, 422))
async def change_billing_details(
    ask: Asking, data: JSONBody[BillingDetailsChanges]
) -> Json[BillingDetails]:
    """Say whom one's invoices bill from the next one on: name, VAT number, national address.

    Refused with `billing_details_incomplete`, `card_number_refused`.
    """
    return await ask(sql.change_billing_details, changes(data))


@get("/admin/seller", responses=error_answers(401, 403))
async def show_seller(ask: Asking) -> Json[Seller]:
    """Who issues the invoices; for the back office. Refused with `forbidden`."""
    return await ask(sql.show_seller)


@patch("/admin/seller", responses=error_answers(401, 403, 409, 412, 422))
async def change_seller(
    ask: Asking, request: Request[Any, Any, Any], data: JSONBody[SellerChanges]
) -> Json[Seller]:
    """Say who issues the invoices from the next one on; for the back office.

    Refused with `forbidden`, `card_number_refused`; `e_invoices_unset` where NOVA_ZATCA_URL is.
    `warnings`: `name_long_for_qr` from 128 bytes (64 Arabic letters) on,
    where older readers of the QR fail.
    """
    may_stamp = request.app.state.settings.zatca_url is not None
    return await ask(sql.change_seller, changes(data), may_stamp)


@get("/admin/invoices", responses=error_answers(401, 403))
async def list_persons_invoices(
    ask: Asking,
    user_id: Annotated[UUID, QueryParameter(name="userId")],
    cursor: Cursor = None,
    limit: PageSize = 20,
) -> Json[InvoicePage]:
    """Somebody's invoices and credit notes, the newest first; for the back office.

    Refused with `forbidden`, `cursor_invalid`.
    """
    return await ask(sql.list_persons_invoices, user_id, cursor, limit)


@get("/admin/e-invoices", responses=error_answers(401, 403))
async def list_e_invoices(ask: Asking, limit: PageSize = 20) -> Json[EInvoices]:
    """Invoices that the tax authority has not accepted, the oldest first; for the back office.

    Refused with `forbidden`.
    """
    return await ask(sql.list_e_invoices, limit)


@post(
    "/admin/e-invoices/{invoice_id:uuid}/resubmit",
    status_code=200,
    responses=error_answers(401, 403, 404, 409),
)
async def resubmit_e_invoice(ask: Asking, invoice_id: FromPath[UUID]) -> Json[EInvoice]:
    """Have an invoice that the tax authority rejected stamped and told anew; for the back office.

    Refused with `forbidden`, `not_found`, `state_refused`.
    """
    return await ask(sql.resubmit_e_invoice, invoice_id)


async def _printed(invoice: dict[str, Any], xml: str | None) -> bytes:
    """The PDF, made beside the event loop, one after the other. Raises Refused."""
    if len(WAITING) >= MOST:
        raise Refused("busy", retry_after=1)
    place = object()
    WAITING.add(place)
    try:
        with_xml = partial(render_pdf, invoice, xml=None if xml is None else xml.encode())
        return await asyncio.get_running_loop().run_in_executor(PRINTER, with_xml)
    finally:
        WAITING.discard(place)


router = Router(
    "/api",
    tags=["invoices"],
    route_handlers=[
        list_invoices, show_invoice, show_invoice_qr, print_invoice, refund_invoice,
        show_billing_details, change_billing_details, show_seller, change_seller,
        list_persons_invoices, list_e_invoices, resubmit_e_invoice,
    ],
)  # fmt: skip
