"""E-invoices as the Saudi tax authority (ZATCA) takes them, phase 2: written, stamped, and told to
the authority, which clears those of businesses and is told of all others."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from nova.zatca.signature import Signed, Signer, stamp
from nova.zatca.ubl import UnsoundInvoice, build

__all__ = ["Signed", "Signer", "UnsoundInvoice", "sign"]


def sign(invoice: Mapping[str, Any], signer: Signer, at: datetime | None = None) -> Signed:
    """An invoice or credit note as stamped XML; `at` is when it is stamped, now unless said.

    Raises UnsoundInvoice for one whose amounts do not add up.
    """
    return stamp(build(invoice), signer, at)
