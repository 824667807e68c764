"""The stamp of an e-invoice: its hash, XAdES signature and QR code, as the tax authority's Security
Features Implementation Standards 1.1 has them.

Where the standard leaves a choice, or its software does otherwise, this does what the authority
takes: the signature is over the bytes of the hash, DER; the digests of the certificate and of the
signed properties are hexadecimal inside their base64; tags 6 and 7 of the QR code are base64 text.
"""

import base64
import copy
import hashlib
import html
from datetime import UTC, datetime

import msgspec
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)
from lxml import etree

from nova.problem import Problem
from nova.zatca.ubl import NAMES, OASIS, SIMPLIFIED, Element, attached

FIRST_HASH = base64.b64encode(hashlib.sha256(b"0").hexdigest().encode()).decode()
"""The previous hash of a seller's first invoice."""
SHORT = 128  # bytes; from here on a length says its own length first (BER)
URN = "urn:oasis:names:specification:ubl:"
W3 = "http://www.w3.org/"
XADES = "http://uri.etsi.org/01903/v1.3.2#"
DIGEST = f"{W3}2001/04/xmlenc#sha256"
CANONICAL = f"{W3}2006/12/xml-c14n11"
XPATH = f"{W3}TR/1999/REC-xpath-19991116"
DS_NAME, XADES_NAME = f' xmlns:ds="{W3}2000/09/xmldsig#"', f' xmlns:xades="{XADES}"'

# The authority hashes this as text: its line breaks and indents are part of it.
PROPERTIES = """\
<xades:SignedProperties{xades} Id="xadesSignedProperties">
    <xades:SignedSignatureProperties>
        <xades:SigningTime>{time}</xades:SigningTime>
        <xades:SigningCertificate>
            <xades:Cert>
                <xades:CertDigest>
                    <ds:DigestMethod{ds} Algorithm="{method}"/>
                    <ds:DigestValue{ds}>{digest}</ds:DigestValue>
                </xades:CertDigest>
                <xades:IssuerSerial>
                    <ds:X509IssuerName{ds}>{issuer}</ds:X509IssuerName>
                    <ds:X509SerialNumber{ds}>{serial}</ds:X509SerialNumber>
                </xades:IssuerSerial>
            </xades:Cert>
        </xades:SigningCertificate>
    </xades:SignedSignatureProperties>
</xades:SignedProperties>""".replace("\n", "\n" + 32 * " ")
TRANSFORMS = "".join(
    f'<ds:Transform Algorithm="{XPATH}">'
    f"<ds:XPath>not(//ancestor-or-self::{cut})</ds:XPath></ds:Transform>"
    for cut in (
        "ext:UBLExtensions",
        "cac:Signature",
        "cac:AdditionalDocumentReference[cbc:ID='QR']",
    )
)
SIGNATURE = (
    f'<ds:Signature{DS_NAME} Id="signature"><ds:SignedInfo>'
    f'<ds:CanonicalizationMethod Algorithm="{CANONICAL}"/>'
    f'<ds:SignatureMethod Algorithm="{W3}2001/04/xmldsig-more#ecdsa-sha256"/>'
    f'<ds:Reference Id="invoiceSignedData" URI=""><ds:Transforms>{TRANSFORMS}'
    f'<ds:Transform Algorithm="{CANONICAL}"/></ds:Transforms>'
    f'<ds:DigestMethod Algorithm="{DIGEST}"/><ds:DigestValue>{{hash}}</ds:DigestValue>'
    f'</ds:Reference><ds:Reference Type="{W3}2000/09/xmldsig#SignatureProperties"'
    f' URI="#xadesSignedProperties"><ds:DigestMethod Algorithm="{DIGEST}"/>'
    "<ds:DigestValue>{properties_digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>"
    "<ds:SignatureValue>{signature}</ds:SignatureValue><ds:KeyInfo><ds:X509Data>"
    "<ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo><ds:Object>"
    f'<xades:QualifyingProperties{XADES_NAME} Target="signature">{{properties}}'
    "</xades:QualifyingProperties></ds:Object></ds:Signature>"
)
EXTENSIONS = (
    f'<ext:UBLExtensions xmlns:ext="{NAMES["ext"]}" xmlns:cbc="{NAMES["cbc"]}"'
    f' xmlns:cac="{NAMES["cac"]}"><ext:UBLExtension>'
    f"<ext:ExtensionURI>{URN}dsig:enveloped:xades</ext:ExtensionURI><ext:ExtensionContent>"
    f'<sig:UBLDocumentSignatures xmlns:sig="{OASIS}CommonSignatureComponents-2"'
    f' xmlns:sac="{OASIS}SignatureAggregateComponents-2"'
    f' xmlns:sbc="{OASIS}SignatureBasicComponents-2"><sac:SignatureInformation>'
    f"<cbc:ID>{URN}signature:1</cbc:ID>"
    f"<sbc:ReferencedSignatureID>{URN}signature:Invoice</sbc:ReferencedSignatureID>"
    f"{SIGNATURE}</sac:SignatureInformation></sig:UBLDocumentSignatures>"
    "</ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>"
)
MARK = (
    f'<cac:Signature xmlns:cac="{NAMES["cac"]}" xmlns:cbc="{NAMES["cbc"]}">'
    f"<cbc:ID>{URN}signature:Invoice</cbc:ID>"
    f"<cbc:SignatureMethod>{URN}dsig:enveloped:xades</cbc:SignatureMethod></cac:Signature>"
)


class Signer(msgspec.Struct, frozen=True):
    """Who stamps: a secp256k1 key and the certificate that the authority gave for it."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


class Signed(msgspec.Struct, frozen=True):
    """A stamped invoice; `hash` is the previous hash of the seller's next one."""

    xml: bytes
    hash: str
    qr: str


def read_signer(key: str, certificate: str) -> Signer:
    """A signer from two texts of PEM. Raises Problem."""
    try:
        private = load_pem_private_key(key.encode(), None)
        public = x509.load_pem_x509_certificate(certificate.encode())
        owner = public.public_key()
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise Problem(
            "The key or the certificate for e-invoices cannot be read: both are PEM, the key "
            "without a password."
        ) from None
    if not isinstance(private, ec.EllipticCurvePrivateKey) or private.curve.name != "secp256k1":
        raise Problem("The key for e-invoices is none of the curve secp256k1.")
    if owner != private.public_key():
        raise Problem("The certificate for e-invoices is of another key.")
    return Signer(private, public)


def read_xml(xml: bytes) -> Element:
    """An invoice that somebody sent. Raises etree.XMLSyntaxError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(xml, parser)


def hash_of(invoice: Element) -> str:
    """The hash of an invoice, stamped or not: SHA-256 of its canonical XML without the stamp.

    Of a whole document Canonical XML 1.1 is what 1.0 is.
    """
    bare = copy.deepcopy(invoice)
    for element in [
        *bare.iterfind(".//ext:UBLExtensions", NAMES),
        *bare.iterfind(".//cac:Signature", NAMES),
        *bare.iterfind(".//cac:AdditionalDocumentReference[cbc:ID='QR']", NAMES),
    ]:
        _cut(element)
    text = etree.tostring(bare, method="c14n", with_comments=False)
    return base64.b64encode(hashlib.sha256(text).digest()).decode()


def stamp(invoice: Element, signer: Signer, at: datetime | None = None) -> Signed:
    """Give an invoice its signature and QR code, in place; `at` is now unless said."""
    digest = hash_of(invoice)
    signature = _text(signer.key.sign(base64.b64decode(digest), ec.ECDSA(SHA256())))
    qr = _qr(invoice, signer, digest, signature)
    invoice.insert(0, etree.fromstring(_extensions(signer, digest, signature, at)))
    for seller in invoice.iterfind("cac:AccountingSupplierParty", NAMES):
        seller.addprevious(attached("QR", qr))
        seller.addprevious(etree.fromstring(MARK))
    xml = etree.tostring(invoice, encoding="UTF-8", xml_declaration=True)
    return Signed(xml, digest, qr)


def _extensions(signer: Signer, digest: str, signature: str, at: datetime | None) -> str:
    certificate = _text(signer.certificate.public_bytes(Encoding.DER))
    names = [each.rfc4514_string() for each in reversed(signer.certificate.issuer.rdns)]
    said = {
        "time": (at or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S"),
        "method": DIGEST,
        "digest": _hex_digest(certificate),
        "issuer": html.escape(", ".join(names), quote=False),
        "serial": str(signer.certificate.serial_number),
    }
    return EXTENSIONS.format(
        hash=digest,
        signature=signature,
        certificate=certificate,
        properties=PROPERTIES.format(ds="", xades="", **said),
        properties_digest=_hex_digest(PROPERTIES.format(ds=DS_NAME, xades=XADES_NAME, **said)),
    )


def _qr(invoice: Element, signer: Signer, digest: str, signature: str) -> str:
    """The QR code's text: tags 1 to 8, of a simplified invoice also the certificate's signature."""
    party = "cac:AccountingSupplierParty/cac:Party/"
    date, time, seller, number, amount, vat = (
        invoice.findtext(path, "", NAMES)
        for path in (
            "cbc:IssueDate",
            "cbc:IssueTime",
            f"{party}cac:PartyLegalEntity/cbc:RegistrationName",
            f"{party}cac:PartyTaxScheme/cbc:CompanyID",
            "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount",
            "cac:TaxTotal/cbc:TaxAmount",
        )
    )
    texts = (seller, number, f"{date}T{time}", amount, vat, digest, signature)
    values = [each.encode() for each in texts]
    values.append(
        signer.certificate.public_key().public_bytes(
            Encoding.DER, PublicFormat.SubjectPublicKeyInfo
        )
    )
    if invoice.find(f"cbc:InvoiceTypeCode[@name='{SIMPLIFIED}']", NAMES) is not None:
        values.append(signer.certificate.signature)
    return _text(b"".join(_tagged(tag, value) for tag, value in enumerate(values, 1)))


def _tagged(tag: int, value: bytes) -> bytes:
    """Tag, length, value."""
    size = len(value)
    if size < SHORT:
        return bytes([tag, size]) + value
    width = (size.bit_length() + 7) // 8
    return bytes([tag, SHORT + width]) + size.to_bytes(width, "big") + value


def _hex_digest(text: str) -> str:
    return _text(hashlib.sha256(text.encode()).hexdigest().encode())


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _cut(element: Element) -> None:
    """Take an element out; the text behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
