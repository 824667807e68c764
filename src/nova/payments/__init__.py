"""Who takes payments: a small port, and a file for each provider behind it (README, Who takes
payments)."""

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit
from uuid import UUID

import msgspec

from nova.delivery.dsn import Dsn, read_dsn
from nova.networks import is_loopback
from nova.payments.moyasar import MoyasarProvider
from nova.payments.page import TEST
from nova.payments.port import Page, Provider
from nova.payments.tap import TapProvider
from nova.problem import Problem
from nova.settings import Settings

KINDS: Mapping[str, Callable[[Dsn, str], Provider]] = {
    "moyasar": MoyasarProvider, "tap": TapProvider,
}  # fmt: skip


class Payments(msgspec.Struct, frozen=True):
    """The providers of payments by name, and which of them takes the next one."""

    name: str | None
    """Who takes a new payment; None: nobody does."""
    providers: Mapping[str, Provider]
    """By name; of the provider "test", whose page is our own, there is none."""
    pages: str
    """What the address of a payment's page begins with; its token is the rest."""
    back: str
    """What the address that a payer comes back to begins with; the invoice's id is the rest."""
    webhooks: str
    """What the address of a provider's webhook begins with; its name is the rest."""

    def page_of(self, name: str, invoice_id: UUID) -> Page:
        """Where this provider sends whom and what."""
        return Page(self.back + str(invoice_id), self.webhooks + name)


def payments_of(settings: Settings) -> Payments:
    """Who takes payments, by the settings. Raises Problem."""
    providers = {each.name: each for each in map(_made, settings.payments_url)}
    name = next(iter(providers), TEST if _is_developers(settings) else None)
    return Payments(
        name,
        providers,
        pages=f"{settings.reached_at}/api/pay/",
        back=f"{settings.web_url}/subscription/invoices/",
        webhooks=f"{settings.reached_at}/api/webhooks/payments/",
    )


def _made(address: str) -> Provider:
    """The provider at this address. Raises Problem."""
    dsn = read_dsn(address)
    if dsn.scheme not in KINDS:
        known = ", ".join(KINDS)
        raise Problem(f"NOVA_PAYMENTS_URL knows no {dsn.scheme}://; one of: {known}.")
    try:
        return KINDS[dsn.scheme](dsn, dsn.scheme)
    except Problem as problem:
        raise Problem(f"NOVA_PAYMENTS_URL: {problem}") from None


def _is_developers(settings: Settings) -> bool:
    """Whether nobody but this machine reaches this app: then a test page may stand for money."""
    reached = [settings.reached_at, settings.web_url]
    hosts = [settings.host, *(urlsplit(each).hostname or "" for each in reached)]
    return all(map(is_loopback, hosts))
