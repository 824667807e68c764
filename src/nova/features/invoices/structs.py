"""Invoices as documents, and who stands on them, as answered and asked."""

from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from nova.shapes.billing import Discount, Invoice, InvoiceLine, Riyals
from nova.shapes.fields import Moment, Name, Reason, TenDigits, Word
from nova.shapes.structs import Input, Output
from nova.shapes.words import (
    BillingCycle,
    InvoiceKind,
    InvoicePurpose,
    InvoiceStatus,
    ZatcaStatus,
)

VatNumber = Annotated[str, Meta(pattern=r"^3[0-9]{13}3$(?!\n)", examples=["310122393500003"])]
FourDigits = Annotated[str, Meta(pattern=r"^[0-9]{4}$(?!\n)", examples=["2322"])]
FiveDigits = Annotated[str, Meta(pattern=r"^[0-9]{5}$(?!\n)", description="Five digits")]


class InvoicePage(Output, frozen=True):
    """A page of one's invoices and credit notes, the newest first."""

    data: list[Invoice]
    next_cursor: str | None


class Party(Output, frozen=True):
    """Who issued an invoice, or whom it bills, as they were then."""

    name: str | None
    name_ar: str | None
    vat_number: str | None
    cr_number: str | None
    street: str | None
    building_number: str | None
    district: str | None
    city: str | None
    postal_code: str | None
    additional_number: str | None


class Credited(Output, frozen=True):
    """The invoice of which a credit note gives back, and why."""

    id: UUID
    number: str
    reason: str


class InvoiceDocument(Output, frozen=True):
    """An invoice or credit note with all that stands on it."""

    id: UUID
    subscription_id: UUID
    kind: InvoiceKind
    purpose: InvoicePurpose
    number: str | None
    lines: list[InvoiceLine]
    discounts: list[Discount]
    vat_percent: int
    net_halalas: int
    vat_halalas: int
    amount_halalas: int
    amount: Riyals
    refunded_halalas: int
    currency: str
    status: InvoiceStatus
    seller: Party | None
    buyer: Party | None
    credit_of: Credited | None
    failure: str | None
    billing_cycle: BillingCycle | None
    period_start: Moment | None
    period_end: Moment | None
    due_at: Moment
    open_until: Moment | None
    qr: str | None
    zatca_status: ZatcaStatus
    created_at: Moment
    issued_at: Moment | None
    paid_at: Moment | None
    version: int


class InvoiceQr(Output, frozen=True):
    """The QR of an issued invoice: base64 of its tags."""

    qr: str


class InvoiceRefund(Input, frozen=True):
    """How much of a paid invoice goes back, null: what is left of it; and why."""

    reason: Reason
    amount_halalas: Annotated[int, Meta(ge=1, le=100_000_000_000)] | None = None


class BillingDetails(Output, frozen=True):
    """Whom one's invoices bill from the next one on."""

    name: str | None
    vat_number: str | None
    cr_number: str | None
    street: str | None
    building_number: str | None
    district: str | None
    city: str | None
    postal_code: str | None
    additional_number: str | None
    updated_at: Moment
    version: int


class BillingDetailsChanges(Input, frozen=True):
    """A merge patch: what is absent stays, null clears."""

    name: Name | None | UnsetType = UNSET
    vat_number: VatNumber | None | UnsetType = UNSET
    cr_number: TenDigits | None | UnsetType = UNSET
    street: Name | None | UnsetType = UNSET
    building_number: FourDigits | None | UnsetType = UNSET
    district: Word | None | UnsetType = UNSET
    city: Word | None | UnsetType = UNSET
    postal_code: FiveDigits | None | UnsetType = UNSET
    additional_number: FourDigits | None | UnsetType = UNSET


class Seller(Output, frozen=True):
    """Who issues the invoices."""

    name: str
    name_ar: str
    vat_number: str
    cr_number: str | None
    street: str | None
    building_number: str | None
    district: str | None
    city: str | None
    postal_code: str | None
    additional_number: str | None
    e_invoices: bool
    warnings: list[str]
    updated_at: Moment
    version: int


class SellerChanges(Input, frozen=True):
    """A merge patch: what is absent stays, null clears."""

    name: Name | UnsetType = UNSET
    name_ar: Name | UnsetType = UNSET
    vat_number: VatNumber | UnsetType = UNSET
    cr_number: TenDigits | None | UnsetType = UNSET
    street: Name | None | UnsetType = UNSET
    building_number: FourDigits | None | UnsetType = UNSET
    district: Word | None | UnsetType = UNSET
    city: Word | None | UnsetType = UNSET
    postal_code: FiveDigits | None | UnsetType = UNSET
    additional_number: FourDigits | None | UnsetType = UNSET
    e_invoices: bool | UnsetType = UNSET


class PrintedInvoice(Output, frozen=True):
    """What is printed of an invoice, and the stamped XML that goes with it."""

    invoice: InvoiceDocument
    xml: str | None


class EInvoice(Output, frozen=True):
    """How far an issued invoice came at the tax authority."""

    invoice_id: UUID
    number: str
    is_standard: bool
    zatca_status: ZatcaStatus
    counter: int | None
    said: list[str]
    tries: int
    is_overdue: bool
    issued_at: Moment


class EInvoices(Output, frozen=True):
    """Invoices that the tax authority has not accepted, the oldest first."""

    data: list[EInvoice]
