"""The page of the provider "test": for a developer's machine, where no money moves."""

from html import escape
from pathlib import Path
from typing import Protocol
from uuid import UUID

TEST = "test"
PAGE = Path(__file__).with_suffix(".html").read_text()
WORDS = {
    "PENDING": ("بانتظار الدفع", "To be paid"),
    "PAID": ("تم الدفع", "Paid"),
    "FAILED": ("رُفضت الدفعة", "Declined"),
}


class Shown(Protocol):
    """What the page shows of a payment."""

    @property
    def amount(self) -> str:
        """SAR with two decimals."""

    @property
    def vat(self) -> str:
        """The VAT in it."""

    @property
    def status(self) -> str:
        """PENDING, PAID or FAILED."""

    @property
    def is_open(self) -> bool:
        """Whether it can be paid."""

    @property
    def invoice_id(self) -> UUID:
        """The invoice that it pays."""


def show(payment: Shown, description: tuple[str, str], back: str) -> str:
    """The page of a payment, in HTML; buttons while it is open."""
    arabic, english = WORDS[payment.status]
    words = {
        "amount": payment.amount,
        "vat": payment.vat,
        "arabic": description[0],
        "english": description[1],
        "state": f"{arabic} · {english}",
        "back": back + str(payment.invoice_id),
        "hidden": "" if payment.is_open else "hidden",
    }
    page = PAGE
    for name, value in words.items():
        page = page.replace(f"{{{name}}}", escape(value))
    return page
