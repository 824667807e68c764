"""Invoices told to the tax authority by its API (Fatoora), version 2.

`zatca://TOKEN:SECRET@default?path=e-invoicing/core`: TOKEN is the binary security token that came
with the certificate, as it came, SECRET what came beside it; the path of its simulation is
`e-invoicing/simulation`. To send the same invoice twice is safe: the authority knows it by its
hash and says so.
"""

import base64
import binascii
from typing import Any, Literal

import msgspec

from nova.delivery.dsn import Dsn
from nova.delivery.port import AnswerLost, Unavailable
from nova.delivery.web import FIX_US, Answer, Web
from nova.zatca.signature import Signed

HOST = "https://gw-fatoora.zatca.gov.sa"
CORE = "e-invoicing/core"
CLEARANCE, REPORTING = "/invoices/clearance/single", "/invoices/reporting/single"
TAKEN, AGAIN = (200, 202, 208), 208  # with warnings: 202; cleared before: 208
REFUSED, KNOWN = 400, 409  # reported before: 409
IS_OFF = 303  # clearance, for now: such invoices are reported


class Verdict(msgspec.Struct, frozen=True):
    """What the authority says of an invoice."""

    state: Literal["CLEARED", "REPORTED", "REJECTED"]
    warnings: list[str] = []
    errors: list[str] = []
    xml: bytes | None = None
    """The invoice with the authority's stamp: of a cleared one, that is the invoice."""


class Authority:
    """Asks the authority's API."""

    def __init__(self, dsn: Dsn) -> None:
        dsn.only("path")
        dsn.account()
        self.rate = dsn.rate
        self._path = "/" + (dsn.options.get("path") or CORE).strip("/")
        word = base64.b64encode(f"{dsn.user}:{dsn.password}".encode()).decode()
        self._authorization = f"Basic {word}"
        self._web = Web(dsn.base(HOST))

    async def submit(self, signed: Signed, uuid: str, *, is_standard: bool) -> Verdict:
        """Have an invoice cleared, where it is a standard one, or report it.

        Raises Unavailable where nothing was taken, AnswerLost where it may have been.
        """
        if is_standard:
            answer = await self._ask(CLEARANCE, signed, uuid)
            if answer.status != IS_OFF:
                return _judged(answer, "CLEARED")
        return _judged(await self._ask(REPORTING, signed, uuid), "REPORTED")

    async def close(self) -> None:
        """Let the connections go."""
        await self._web.close()

    async def _ask(self, path: str, signed: Signed, uuid: str) -> Answer:
        headers = {
            "authorization": self._authorization,
            "accept-version": "V2",
            "accept-language": "en",
            "clearance-status": "1" if path == CLEARANCE else "0",
        }
        body = {
            "invoiceHash": signed.hash,
            "uuid": uuid,
            "invoice": base64.b64encode(signed.xml).decode(),
        }
        return await self._web.ask("POST", self._path + path, json=body, headers=headers)


def _judged(answer: Answer, wanted: Literal["CLEARED", "REPORTED"]) -> Verdict:
    """What an answer says. Raises Unavailable, AnswerLost."""
    body = answer.body if isinstance(answer.body, dict) else {}
    results = body.get("validationResults")
    results = results if isinstance(results, dict) else {}
    state = body.get("clearanceStatus" if wanted == "CLEARED" else "reportingStatus")
    warnings, errors = _words(results.get("warningMessages")), _words(results.get("errorMessages"))
    if answer.status == KNOWN:
        return Verdict(wanted, xml=_stamped(body))
    if answer.status in TAKEN and (state == wanted or answer.status == AGAIN):
        return Verdict(wanted, warnings, xml=_stamped(body))
    if answer.status in (*TAKEN, REFUSED) and errors:
        return Verdict("REJECTED", warnings, errors)
    words = f"HTTP {answer.status} {body.get('message') or ''}".rstrip()
    if answer.status in TAKEN:
        raise AnswerLost(f"{words}: it says neither yes nor no")
    raise Unavailable(words, FIX_US)  # the request was refused, not the invoice


def _words(messages: Any) -> list[str]:
    """Warnings or errors, each as its code and what it says."""
    found = [each for each in messages or [] if isinstance(each, dict)]
    return [f"{each.get('code')}: {each.get('message')}" for each in found]


def _stamped(body: dict[str, Any]) -> bytes | None:
    """The cleared invoice. Raises AnswerLost."""
    if not body.get("clearedInvoice"):
        return None
    try:
        return base64.b64decode(body["clearedInvoice"], validate=True)
    except (binascii.Error, ValueError, TypeError) as error:
        raise AnswerLost("the cleared invoice is no base64") from error
