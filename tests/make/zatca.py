"""Invoices as the database makes them, a certificate of our own, and the tax authority on
loopback: it verifies what it is sent with other libraries than made it, and answers as its
documents say."""

import asyncio
import base64
import hashlib
import random
import threading
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import ecdsa  # type: ignore[import-untyped]
import xmlsec
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.x509.oid import NameOID
from lxml import etree

from nova.zatca.signature import Signer, read_signer

FIRST = "NWZlY2ViNjZmZmM4NmYzOGQ5NTI3ODZjNmQ2OTZjNzljMmRiYzIzOWRkNGU5MWI0NjcyOWQ3M2EyN2ZiNTdlOQ=="
"""The previous hash of a first invoice, as the authority prints it."""
OASIS = "urn:oasis:names:specification:ubl:schema:xsd:"
SPACES = {
    "inv": f"{OASIS}Invoice-2",
    "cac": f"{OASIS}CommonAggregateComponents-2",
    "cbc": f"{OASIS}CommonBasicComponents-2",
    "ext": f"{OASIS}CommonExtensionComponents-2",
    "ds": "http://www.w3.org/2000/09/xmldsig#",
    "xades": "http://uri.etsi.org/01903/v1.3.2#",
}
SELLER = {
    "name": "Nova Technology", "nameAr": "شركة نوفا للتقنية", "vatNumber": "310122393500003",
    "crNumber": "1010010000", "street": "طريق الملك فهد", "buildingNumber": "2322",
    "district": "العليا", "city": "الرياض", "postalCode": "12211", "additionalNumber": "7654",
}  # fmt: skip
OFFICE = {
    "name": "مكتب الأفق العقاري", "vatNumber": "311111111100003", "crNumber": "4030000001",
    "street": "شارع فلسطين", "buildingNumber": "1111", "district": "الحمراء", "city": "جدة",
    "postalCode": "23321", "additionalNumber": None,
}  # fmt: skip
PERSON = dict.fromkeys(OFFICE) | {"name": "أحمد الغامدي"}
TOKEN, SECRET = "VE9LRU4+/w==", "s/e+c=ret"

LATELY = datetime.now(UTC) - timedelta(hours=4)
"""When invoices were issued: a simplified one is to be reported within 24 hours (BR-KSA-98)."""


def invoice(**changed: Any) -> dict[str, Any]:
    """An invoice for an office, with a discount."""
    made: dict[str, Any] = {
        "kind": "INVOICE", "number": "INV-2026-000123", "uuid": str(uuid.uuid4()), "counter": 1,
        "previousHash": FIRST, "issuedAt": f"{LATELY:%Y-%m-%dT%H:%M:%SZ}", "currency": "SAR",
        "vatPercent": 15, "seller": SELLER, "buyer": OFFICE,
        "lines": [line(1, 1, 29900), line(2, 3, 1050)],
        "discounts": [{"reasonAr": "خصم الافتتاح", "reasonEn": "Opening", "halalas": 1200}],
        "creditOf": None,
    }  # fmt: skip
    made |= changed
    net = sum(each["netHalalas"] for each in made["lines"])
    net -= sum(each["halalas"] for each in made["discounts"])
    vat = (net * 15 + 50) // 100
    return {"netHalalas": net, "vatHalalas": vat, "amountHalalas": net + vat} | made


def line(place: int, quantity: int, halalas: int) -> dict[str, Any]:
    return {
        "place": place, "descriptionAr": f"اشتراك {place}", "descriptionEn": f"Plan {place}",
        "quantity": quantity, "unitHalalas": halalas, "netHalalas": quantity * halalas,
    }  # fmt: skip


def credit_note(**changed: Any) -> dict[str, Any]:
    """One that gives back what an invoice took."""
    of = {"number": "INV-2026-000122", "reason": "إلغاء الاشتراك"}
    return invoice(kind="CREDIT_NOTE", number="CN-2026-000007", creditOf=of, **changed)


def any_invoice(chance: random.Random) -> dict[str, Any]:
    """Some invoice or credit note, of any amounts."""
    lines = [
        line(place, chance.randint(1, 40), chance.choice([0, 1, 33, chance.randrange(10**7)]))
        for place in range(1, chance.randint(2, 6))
    ]
    left, discounts = sum(each["netHalalas"] for each in lines), []
    for nth in range(chance.randint(0, 2)):
        halalas = chance.choice([left, chance.randint(0, left)]) // 2
        discounts.append({"reasonAr": f"خصم {nth}", "reasonEn": "", "halalas": halalas})
        left -= halalas
    made = chance.choice([invoice, credit_note])
    return made(lines=lines, discounts=discounts, buyer=chance.choice([OFFICE, PERSON]))


def make_test_certificate() -> tuple[str, str]:
    """A key and its certificate, by an authority of our own; both PEM."""
    key, issuer = ec.generate_private_key(ec.SECP256K1()), ec.generate_private_key(ec.SECP256K1())
    now = datetime.now(UTC)
    issued_by = [
        x509.NameAttribute(NameOID.DOMAIN_COMPONENT, "local"),
        x509.NameAttribute(NameOID.DOMAIN_COMPONENT, "gov"),
        x509.NameAttribute(NameOID.COMMON_NAME, "Own & Other, CA"),
    ]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Nova EGS")]))
        .issuer_name(x509.Name(issued_by))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=400))
        .not_valid_after(now + timedelta(days=400))
        .sign(issuer, SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return private.decode(), certificate.public_bytes(Encoding.PEM).decode()


def signer() -> Signer:
    return read_signer(*make_test_certificate())


def at(xml: bytes | etree._Element, path: str) -> str:
    """The one text at a path."""
    root = etree.fromstring(xml) if isinstance(xml, bytes) else xml
    (found,) = all_at(root, path)
    return str(found if isinstance(found, str) else found.text)


def all_at(root: etree._Element, path: str) -> list[Any]:
    """Every element or attribute at a path."""
    found: Any = root.xpath(path, namespaces=SPACES)
    return list(found)


def document(xml: bytes | etree._Element, name: str) -> str:
    """What a reference holds: PIH or QR."""
    return at(xml, f"/*/cac:AdditionalDocumentReference[cbc:ID='{name}']//cbc:*[@mimeCode]")


def hash_by_xmlsec(xml: bytes) -> str:
    """The hash as libxmlsec has it, by the transforms of the standard and Canonical XML 1.1.

    The standard writes `//ancestor-or-self`, which of a signed invoice leaves nothing.
    """
    root = etree.fromstring(xml)
    names = " ".join(f'xmlns:{prefix}="{SPACES[prefix]}"' for prefix in ("ds", "ext", "cac", "cbc"))
    cuts = ("ext:UBLExtensions", "cac:Signature", "cac:AdditionalDocumentReference[cbc:ID='QR']")
    steps = "".join(
        '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116">'
        f"<ds:XPath>not(ancestor-or-self::{cut})</ds:XPath></ds:Transform>"
        for cut in cuts
    )
    asked = etree.fromstring(
        f"<ds:Signature {names}><ds:SignedInfo>"
        f'<ds:CanonicalizationMethod Algorithm="{xmlsec.constants.TransformExclC14N.href}"/>'
        f'<ds:SignatureMethod Algorithm="{xmlsec.constants.TransformHmacSha256.href}"/>'
        '<ds:Reference URI=""><ds:Transforms>'
        f'<ds:Transform Algorithm="{xmlsec.constants.TransformEnveloped.href}"/>{steps}'
        f'<ds:Transform Algorithm="{xmlsec.constants.TransformInclC14N11.href}"/></ds:Transforms>'
        f'<ds:DigestMethod Algorithm="{xmlsec.constants.TransformSha256.href}"/><ds:DigestValue/>'
        "</ds:Reference></ds:SignedInfo><ds:SignatureValue/></ds:Signature>"
    )
    root.append(asked)
    context = xmlsec.SignatureContext()
    context.key = xmlsec.Key.from_binary_data(xmlsec.constants.KeyDataHmac, b"any")
    context.sign(asked)
    return at(asked, "descendant::ds:DigestValue")


def tags(qr: str) -> dict[int, bytes]:
    """The values of a QR code, by BER."""
    left = base64.b64decode(qr, validate=True)
    found: dict[int, bytes] = {}
    while left:
        tag, size, left = left[0], left[1], left[2:]
        if size & 0x80:
            width = size & 0x7F
            size, left = int.from_bytes(left[:width], "big"), left[width:]
        assert len(left) >= size and tag == len(found) + 1
        found[tag], left = left[:size], left[size:]
    return found


def is_signed(xml: bytes) -> bool:
    """Whether its signature is by its certificate's key, over its hash, as `ecdsa` has it."""
    certificate = x509.load_der_x509_certificate(
        base64.b64decode(at(xml, "//ds:X509Certificate/text()"))
    )
    public = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    try:
        return bool(
            ecdsa.VerifyingKey.from_der(public).verify(
                base64.b64decode(at(xml, "//ds:SignatureValue/text()")),
                base64.b64decode(hash_by_xmlsec(xml)),
                hashlib.sha256,
                sigdecode=ecdsa.util.sigdecode_der,
            )
        )
    except ecdsa.BadSignatureError:
        return False


def properties_digest(xml: bytes) -> str:
    """The digest of the signed properties, from what the invoice says of them alone."""
    (properties,) = all_at(etree.fromstring(xml), "//xades:SignedProperties")
    text = etree.tostring(properties, method="c14n", exclusive=True).decode()
    text = text.replace("></ds:DigestMethod>", "/>")
    return base64.b64encode(hashlib.sha256(text.encode()).hexdigest().encode()).decode()


def faults(xml: bytes) -> list[str]:
    """What is wrong with an invoice by itself."""
    held = hash_by_xmlsec(xml)
    certificate = at(xml, "//ds:X509Certificate/text()")
    digest = base64.b64encode(hashlib.sha256(certificate.encode()).hexdigest().encode()).decode()
    qr = tags(document(xml, "QR"))
    date, time = at(xml, "/*/cbc:IssueDate"), at(xml, "/*/cbc:IssueTime")
    right = {
        "invalid-invoice-hash": at(xml, "//ds:Reference[@URI='']/ds:DigestValue") == held,
        "signed-properties-hashing": properties_digest(xml)
        == at(xml, "//ds:Reference[@URI='#xadesSignedProperties']/ds:DigestValue"),
        "certificate-hashing": at(xml, "//xades:CertDigest/ds:DigestValue") == digest,
        "signature": is_signed(xml),
        "QRCODE_INVALID": [each.decode() for each in list(qr.values())[:7]]
        == [
            at(xml, "//cac:AccountingSupplierParty//cbc:RegistrationName"),
            at(xml, "//cac:AccountingSupplierParty//cbc:CompanyID"),
            f"{date}T{time}",
            at(xml, "//cbc:TaxInclusiveAmount"),
            at(xml, "/*/cac:TaxTotal[1]/cbc:TaxAmount"),
            held,
            at(xml, "//ds:SignatureValue"),
        ],
    }
    return [fault for fault, holds in right.items() if not holds]


class TaxOffice:
    """The authority; `how` says what becomes of an invoice that is right: "taken", "warnings",
    "rejected", "off" (clearance is), "too_many", "error", "gateway", "half", "lost" (taken, but the
    connection breaks before the answer), "silence" (taken, no answer), "strange", "undecided",
    "malformed" (the request is), "no_xml" (a cleared invoice that is no base64)."""

    def __init__(self) -> None:
        self.how = "taken"
        self.taken: dict[str, bytes] = {}  # by hash
        self.asked: list[web.Request] = []
        self._chains: dict[str, tuple[int, str]] = {}
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self.port = 0

    def __enter__(self) -> "TaxOffice":
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def dsn(self, secret: str = SECRET) -> str:
        """Its address, as a setting has it."""
        who = f"{quote(TOKEN, safe='')}:{quote(secret, safe='')}"
        return f"zatca://{who}@127.0.0.1:{self.port}?path=e-invoicing/simulation"

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        app = web.Application()
        for what in ("clearance", "reporting"):
            path = f"/e-invoicing/simulation/invoices/{what}/single"
            app.router.add_post(path, getattr(self, f"_{what}"))
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        self._loop.run_until_complete(runner.setup())
        self._loop.run_until_complete(web.TCPSite(runner, "127.0.0.1", 0).start())
        self.port = runner.addresses[0][1]
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())

    async def _clearance(self, request: web.Request) -> web.StreamResponse:
        if self.how == "off":
            self.asked.append(request)
            words = "Clearance is deactivated. Please use the /invoices/reporting/single endpoint"
            return web.json_response({"message": words}, status=303)
        return await self._treat(request, "0100000", "clearanceStatus", "CLEARED")

    async def _reporting(self, request: web.Request) -> web.StreamResponse:
        flags = "0100000" if self.how == "off" else "0200000"
        return await self._treat(request, flags, "reportingStatus", "REPORTED")

    async def _treat(
        self, request: web.Request, flags: str, field: str, state: str
    ) -> web.StreamResponse:
        self.asked.append(request)
        before = self._before(request, "1" if state == "CLEARED" else "0")
        if before is not None:
            return before
        sent = await request.json()
        xml = base64.b64decode(sent["invoice"], validate=True)
        if sent["invoiceHash"] in self.taken:
            return self._again(xml, state)
        errors = self._errors(sent, xml, flags)
        if errors or self.how == "rejected":
            said = _results(errors or ["BR-KSA-15"]) | {field: f"NOT_{state}"}
            return web.json_response(said, status=400)
        self.taken[sent["invoiceHash"]] = xml
        return await self._after(request, xml, {field: state})

    def _before(self, request: web.Request, clearance: str) -> web.StreamResponse | None:
        """What befalls a request before the invoice is looked at."""
        word = base64.b64encode(f"{TOKEN}:{SECRET}".encode()).decode()
        if request.headers.get("authorization") != f"Basic {word}":
            return web.json_response({"status": 401, "error": "Unauthorized"}, status=401)
        if request.headers.get("accept-version") != "V2":
            return web.json_response({"message": "This Version is not supported"}, status=406)
        if request.headers.get("clearance-status") != clearance:
            return web.json_response({"message": "Clearance-Status"}, status=400)
        answers = {
            "too_many": (429, {"message": "Too many requests"}, {"retry-after": "7"}),
            "error": (500, {"code": "Invalid-Request", "message": "System failed"}, {}),
            "gateway": (504, None, {}),
            "malformed": (400, {"message": "Invalid request"}, {}),
        }
        if self.how not in answers:
            return None
        status, said, headers = answers[self.how]
        if said is None:
            return web.Response(status=status, text="<html>Gateway Time-out</html>")
        return web.json_response(said, status=status, headers=headers)

    async def _after(
        self, request: web.Request, xml: bytes, state: dict[str, str]
    ) -> web.StreamResponse:
        """What befalls the answer of an invoice that was taken."""
        said = _results(warnings=["BR-KSA-98"] if self.how == "warnings" else []) | state
        if "clearanceStatus" in state:
            said["clearedInvoice"] = base64.b64encode(cleared(xml)).decode()
        if self.how == "no_xml":
            said["clearedInvoice"] = "%%"
        if self.how == "undecided":
            said[next(iter(state))] = None
        if self.how == "silence":
            await asyncio.sleep(30)
        if self.how in {"lost", "half"}:
            answer = web.StreamResponse(headers={"content-length": "2000"})
            if self.how == "half":
                await answer.prepare(request)
                await answer.write(b'{"validationResults": {"sta')
            assert request.transport
            request.transport.abort()
            return answer
        if self.how == "strange":
            return web.json_response([])
        return web.json_response(said, status=202 if self.how == "warnings" else 200)

    def _again(self, xml: bytes, state: str) -> web.StreamResponse:
        """A hash that is known: a cleared invoice is given again, of a reported one it is said."""
        if state == "CLEARED":
            said = {"clearedInvoice": base64.b64encode(cleared(xml)).decode()}
            return web.json_response(_results() | said, status=208)
        said = _results(["Invoice-Errors"]) | {"reportingStatus": "NOT_REPORTED"}
        return web.json_response(said, status=409)

    def _errors(self, sent: dict[str, str], xml: bytes, flags: str) -> list[str]:
        """What is wrong; where nothing is, its seller's chain is longer by it."""
        counter = int(at(xml, "/*/cac:AdditionalDocumentReference[cbc:ID='ICV']/cbc:UUID"))
        seller = at(xml, "//cac:AccountingSupplierParty//cbc:CompanyID")
        last, previous = self._chains.get(seller, (0, FIRST))
        right = {
            "invalid-invoice-hash": hash_by_xmlsec(xml) == sent["invoiceHash"],
            "invalid-uuid": at(xml, "/*/cbc:UUID") == sent["uuid"],
            "wrong-endpoint": at(xml, "/*/cbc:InvoiceTypeCode/@name") == flags,
            "invalid-icv": counter == last + 1,
            "invalid-PIH": document(xml, "PIH") == previous,
        }
        found = [fault for fault, holds in right.items() if not holds] + faults(xml)
        if not found:
            self._chains[seller] = (counter, sent["invoiceHash"])
        return found


def cleared(xml: bytes) -> bytes:
    """The invoice with the authority's own QR code."""
    return xml.replace(document(xml, "QR").encode(), b"Y2xlYXJlZA==")


def _results(errors: list[str] | None = None, warnings: list[str] | None = None) -> dict[str, Any]:
    def messages(kind: str, codes: list[str] | None) -> list[dict[str, str]]:
        return [{"type": kind, "code": code, "message": "not so"} for code in codes or []]

    status = "ERROR" if errors else "WARNING" if warnings else "PASS"
    return {
        "validationResults": {
            "infoMessages": messages("INFO", ["XSD_ZATCA_VALID"]),
            "warningMessages": messages("WARNING", warnings),
            "errorMessages": messages("ERROR", errors),
            "status": status,
        }
    }
