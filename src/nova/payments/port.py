"""What a provider of payments is: the port that each of them stands behind.

No card number passes through Nova: people pay on the provider's page, and a saved method is a token
that the provider gave out.
"""

from collections.abc import Mapping
from typing import Literal, Protocol
from uuid import UUID

import msgspec

PaymentState = Literal["PENDING", "PAID", "FAILED"]


class Payment(msgspec.Struct, frozen=True):
    """One payment of an invoice, as the provider is asked for it."""

    id: UUID
    """Ours; given to the provider, so that asking twice takes the money once."""
    amount: int
    """Halalas, VAT included."""
    currency: str
    """SAR."""
    description: str
    """What the payer reads on the page."""
    provider_id: str | None = None
    """The provider's id of it; None: it was not asked yet, or its answer was lost."""


class Begun(msgspec.Struct, frozen=True):
    """A payment that waits for its payer on the provider's page."""

    provider_id: str
    url: str


class Facts(msgspec.Struct, frozen=True, rename="camel"):
    """What the provider says of a payment when it is asked."""

    provider_id: str
    state: PaymentState
    amount: int
    """Halalas that were, or would be, taken."""
    currency: str
    refunded: int = 0
    """Halalas that went back so far."""
    failure: str | None = None
    """Why it failed, in the provider's words."""


class Notice(msgspec.Struct, frozen=True):
    """What a provider's webhook tells: that something happened to a payment. Nothing in it but
    the ids is believed: the provider is asked."""

    event_id: str
    """Unique at the provider; the same again is a replay."""
    kind: str
    """The provider's word for it, such as payment_paid."""
    provider_id: str
    """The provider's id of the payment, as `Begun` or `Facts` had it."""


class Page(msgspec.Struct, frozen=True):
    """Where a provider sends whom and what."""

    payer: str
    """Address of the front end that the payer comes back to."""
    webhook: str
    """Address of our webhook for this provider."""


class Sent(msgspec.Struct, frozen=True):
    """A request that claims to be a provider's notice."""

    headers: Mapping[str, str]
    body: bytes


class Forged(Exception):
    """A notice that its provider did not sign."""


class Refused(Exception):
    """The provider refuses what it was asked for good: the token is gone, nothing is left to
    refund. Its words are the message."""


class Provider(Protocol):
    """Who takes payments. Every method but `read_notice` raises `nova.delivery.port.Unavailable`
    (nothing was done: try again) and `AnswerLost` (it may have been done: ask with `find`)."""

    name: str

    async def begin(self, payment: Payment, page: Page) -> Begun:
        """Prepare the provider's page of this payment. Raises Refused."""

    async def charge(self, payment: Payment, token: str) -> Facts:
        """Take a payment by a saved method, nobody present. Raises Refused."""

    async def find(self, payment: Payment) -> Facts | None:
        """What the provider knows of a payment, by its id or ours; None: nothing."""

    async def refund(self, payment: Payment, halalas: int) -> Facts:
        """Give so much of a payment back. Raises Refused."""

    def read_notice(self, sent: Sent) -> Notice:
        """What a request to our webhook tells. Raises Forged; ValueError, KeyError, TypeError,
        AttributeError for what cannot be read."""

    async def close(self) -> None:
        """Let its connections go."""
