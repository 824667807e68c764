"""E-invoices as the Saudi tax authority (ZATCA) takes them, phase 2: written, stamped, and told to
the authority, which clears those of businesses and is told of all others."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from nova.delivery.dsn import read_dsn
from nova.problem import Problem
from nova.settings import Settings
from nova.zatca.authority import Authority
from nova.zatca.signature import Signed, Signer, read_signer, stamp
from nova.zatca.ubl import UnsoundInvoice, build

__all__ = ["Signed", "Signer", "UnsoundInvoice", "office_of", "sign"]


def office_of(settings: Settings) -> tuple[Signer, Authority] | None:
    """With what e-invoices are stamped and who is told of them, by the settings; None: nobody.

    Raises Problem.
    """
    if settings.zatca_url is None:
        return None
    if settings.zatca_key is None or settings.zatca_certificate is None:
        raise Problem("NOVA_ZATCA_URL needs NOVA_ZATCA_KEY and NOVA_ZATCA_CERTIFICATE.")
    dsn = read_dsn(settings.zatca_url)
    if dsn.scheme != "zatca":
        raise Problem(
            f"NOVA_ZATCA_URL knows no {dsn.scheme}://; it is zatca://TOKEN:SECRET@default."
        )
    try:
        key, certificate = settings.zatca_key.read_text(), settings.zatca_certificate.read_text()
    except OSError as error:
        raise Problem(f"NOVA_ZATCA_KEY or NOVA_ZATCA_CERTIFICATE: {error}.") from None
    return read_signer(key, certificate), Authority(dsn)


def sign(invoice: Mapping[str, Any], signer: Signer, at: datetime | None = None) -> Signed:
    """An invoice or credit note as stamped XML; `at` is when it is stamped, now unless said.

    Raises UnsoundInvoice for one whose amounts do not add up.
    """
    return stamp(build(invoice), signer, at)
