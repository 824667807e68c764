"""Payments, as answered and asked."""

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from nova.shapes.billing import Discount, InvoiceLine, Riyals
from nova.shapes.fields import Moment
from nova.shapes.structs import Input, Output
from nova.shapes.words import CardBrand, PaymentProblem, PaymentStatus, RefundStatus

ProviderToken = Annotated[
    str,
    Meta(pattern=r"^[A-Za-z0-9_-]{8,200}$(?!\n)", examples=["token_x6okRgkZJrhgDHyqJ9zzY2rrZfg"]),
]
LastDigits = Annotated[str, Meta(pattern=r"^[0-9]{4}$(?!\n)", examples=["1111"])]


class PaymentMethod(Output, frozen=True):
    """A saved way to pay, masked."""

    id: UUID
    provider: str
    brand: CardBrand
    last_digits: str
    expires_on: date
    is_default: bool
    created_at: Moment
    version: int


class PaymentMethods(Output, frozen=True):
    """One's saved ways to pay, the newest first; ten at most."""

    data: list[PaymentMethod]


class NewPaymentMethod(Input, frozen=True):
    """A token that the provider of payments gave out for a card, and how the card is told apart."""

    token: ProviderToken
    brand: CardBrand
    last_digits: LastDigits
    expires_on: date


class PaymentWish(Input, frozen=True):
    """How an invoice is paid: by a saved method, or on the provider's page (null)."""

    method_id: UUID | None = None


class OpenPayment(Output, frozen=True):
    """A payment, for who has the address of its page."""

    id: UUID
    provider: str
    provider_id: str | None
    page_url: str | None
    status: PaymentStatus
    is_open: bool
    amount_halalas: int
    amount: Riyals
    currency: str
    invoice_id: UUID
    lines: list[InvoiceLine]
    discounts: list[Discount]
    vat: Riyals


class BegunPayment(Output, frozen=True):
    """Where the provider's page of a payment is."""

    page_url: str


class NoticeReceived(Output, frozen=True):
    """That a provider's notice has arrived."""

    received: bool


class DifferingPayment(Output, frozen=True):
    """A payment that does not agree with its provider or its invoice."""

    id: UUID
    invoice_id: UUID
    user_id: UUID
    provider: str
    provider_id: str | None
    amount_halalas: int
    refunded_halalas: int
    status: PaymentStatus
    problem: PaymentProblem
    updated_at: Moment


class Refund(Output, frozen=True):
    """Money that a provider is to give back."""

    id: UUID
    payment_id: UUID
    credit_note_id: UUID | None
    amount_halalas: int
    status: RefundStatus
    tries: int
    failure: str | None
    created_at: Moment
    done_at: Moment | None


class UnknownEvent(Output, frozen=True):
    """What a provider told of a payment that nobody here knows."""

    provider: str
    event_id: str
    kind: str
    provider_id: str
    received_at: Moment


class Reconciliation(Output, frozen=True):
    """What differs between the providers of payments and us, and what agreed in all."""

    paid_halalas: int
    refunded_halalas: int
    invoiced_halalas: int
    payments: list[DifferingPayment]
    refunds: list[Refund]
    events: list[UnknownEvent]
