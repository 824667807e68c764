"""Invoices and what comes of paying them, as answers show them. Money in halalas."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta

from nova.shapes.fields import Moment
from nova.shapes.structs import Output
from nova.shapes.words import (
    BillingCycle,
    ChangeEffect,
    InvoiceKind,
    InvoicePurpose,
    InvoiceStatus,
    PaymentStatus,
    ZatcaStatus,
)

Riyals = Annotated[str, Meta(description="SAR with two decimals", examples=["343.85"])]


class InvoiceLine(Output, frozen=True):
    """One thing that is billed."""

    description_ar: str
    description_en: str
    quantity: int
    unit_halalas: int
    net_halalas: int


class Discount(Output, frozen=True):
    """What is taken off an invoice, such as time not used."""

    reason_ar: str
    reason_en: str
    halalas: int


class Invoice(Output, frozen=True):
    """An invoice or credit note, as whom it bills sees it."""

    id: UUID
    subscription_id: UUID
    kind: InvoiceKind
    purpose: InvoicePurpose
    number: str | None
    net_halalas: int
    vat_halalas: int
    amount_halalas: int
    amount: Riyals
    refunded_halalas: int
    currency: str
    status: InvoiceStatus
    billing_cycle: BillingCycle | None
    period_start: Moment | None
    period_end: Moment | None
    due_at: Moment
    open_until: Moment | None
    invoice_url: str
    zatca_status: ZatcaStatus
    created_at: Moment
    issued_at: Moment | None
    paid_at: Moment | None
    version: int


class Payment(Output, frozen=True):
    """One payment of an invoice."""

    id: UUID
    invoice_id: UUID
    provider: str
    method_id: UUID | None
    amount_halalas: int
    currency: str
    status: PaymentStatus
    refunded_halalas: int
    failure: str | None
    paid_at: Moment | None
    created_at: Moment


class Checkout(Output, frozen=True):
    """What came of buying, changing or paying: what is to be paid where, or nothing now."""

    effect: ChangeEffect
    invoice: Invoice | None
    pay_url: str | None
    payment: Payment | None
