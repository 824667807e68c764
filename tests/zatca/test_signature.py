"""Stamps made with `cryptography` and lxml, and judged without them: hashes by libxmlsec, signatures
by `ecdsa`, the whole by another implementation of the authority's rules."""

import base64
import random
import re
from datetime import UTC, datetime

import fatoora  # type: ignore[import-untyped]
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from lxml import etree

from make.zatca import (
    FIRST,
    PERSON,
    SELLER,
    any_invoice,
    at,
    credit_note,
    document,
    faults,
    hash_by_xmlsec,
    invoice,
    is_signed,
    make_test_certificate,
    properties_digest,
    signer,
    tags,
)
from nova.problem import Problem
from nova.zatca import sign
from nova.zatca.signature import hash_of, read_signer, read_xml
from nova.zatca.ubl import build

SIGNER = signer()
KINDS = [invoice(), invoice(buyer=PERSON), credit_note(), credit_note(buyer=PERSON)]


def stages(xml: bytes, previous: str = FIRST) -> dict[str, list[str]]:
    """What another implementation finds, by stage."""
    with fatoora.Config() as config:
        report = fatoora.validate_zatca_invoice_from_str(
            config, xml.decode(), previous_invoice_hash=previous
        )
    return {
        each["stage"]: [found["code"] for found in each["findings"]] for each in report["stages"]
    }


@pytest.mark.parametrize("made", KINDS, ids=["standard", "simplified", "credit", "credit to one"])
def test_three_libraries_agree_on_the_hash(made: dict[str, object]) -> None:
    signed = sign(made, SIGNER)
    assert hash_of(build(made)) == signed.hash, "the stamp is no part of it"
    assert hash_of(read_xml(signed.xml)) == signed.hash
    assert hash_by_xmlsec(signed.xml) == signed.hash
    assert fatoora.invoice_hash_base64_from_xml_str(signed.xml.decode()) == signed.hash
    assert at(signed.xml, "//*[@Id='invoiceSignedData']/ds:DigestValue") == signed.hash


def test_white_space_around_the_stamp_is_hashed() -> None:
    """As the transforms leave it, of an invoice that somebody indented."""
    xml = sign(invoice(buyer=PERSON), SIGNER).xml
    spaced = xml.replace(b"><c", b">\n  <c").replace(
        b"</ext:UBLExtensions>", b"</ext:UBLExtensions>\t"
    )
    spaced = spaced.replace(b"<ext:UBLExtensions>", b" <ext:UBLExtensions>").replace(
        b"</cbc:ProfileID>", b"<!-- no part --></cbc:ProfileID>"
    )
    held = hash_of(read_xml(spaced))
    assert held == hash_by_xmlsec(spaced) != hash_by_xmlsec(xml)
    assert held == fatoora.invoice_hash_base64_from_xml_str(spaced.decode())


@pytest.mark.parametrize("made", KINDS, ids=["standard", "simplified", "credit", "credit to one"])
def test_a_stamp_is_right_in_every_part(made: dict[str, object]) -> None:
    signed = sign(made, SIGNER)
    assert faults(signed.xml) == []
    assert all(found == [] for found in stages(signed.xml).values())
    assert len(signed.qr) <= 700 and document(signed.xml, "QR") == signed.qr


def test_what_is_signed_says_when_and_by_whom() -> None:
    moment = datetime(2026, 11, 28, 8, 25, 10, tzinfo=UTC)
    xml = sign(invoice(), SIGNER, moment).xml
    assert at(xml, "//xades:SigningTime") == "2026-11-28T08:25:10"
    assert at(xml, "//ds:X509IssuerName") == "CN=Own & Other\\, CA, DC=gov, DC=local"
    assert at(xml, "//ds:X509SerialNumber") == str(SIGNER.certificate.serial_number)
    der = base64.b64decode(at(xml, "//ds:X509Certificate"))
    assert x509.load_der_x509_certificate(der) == SIGNER.certificate
    told = at(xml, "//ds:Reference[@URI='#xadesSignedProperties']/ds:DigestValue")
    assert told == properties_digest(xml)
    assert told != properties_digest(xml.replace(b"08:25:10<", b"08:25:11<"))
    before = datetime.now(UTC).replace(microsecond=0)
    now = datetime.fromisoformat(at(sign(invoice(), SIGNER).xml, "//xades:SigningTime") + "Z")
    assert before <= now <= datetime.now(UTC)


def test_no_amount_can_be_changed() -> None:
    signed = sign(invoice(buyer=PERSON), SIGNER)
    amounts = list(re.finditer(rb'currencyID="SAR">(\d+)\.', signed.xml))
    assert len(amounts) == 19 and is_signed(signed.xml)
    for amount in amounts:
        more = str(int(amount[1]) + 1).encode()
        changed = signed.xml[: amount.start(1)] + more + signed.xml[amount.end(1) :]
        assert hash_of(read_xml(changed)) != signed.hash
        assert not is_signed(changed)
        assert {"invalid-invoice-hash", "signature", "QRCODE_INVALID"} <= set(faults(changed))


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("//ds:SignatureValue", "signature"),
        ("//ds:X509Certificate", "certificate-hashing"),
        ("//xades:CertDigest/ds:DigestValue", "certificate-hashing"),
        ("//xades:SigningTime", "signed-properties-hashing"),
        ("//ds:X509SerialNumber", "signed-properties-hashing"),
        ("//ds:Reference[@URI='']/ds:DigestValue", "invalid-invoice-hash"),
        ("//cac:AccountingSupplierParty//cbc:RegistrationName", "QRCODE_INVALID"),
    ],
)
def test_no_part_of_a_stamp_can_be_another_s(path: str, found: str) -> None:
    one, other = (
        sign(invoice(buyer=PERSON, seller=SELLER | {"nameAr": name}), signer(), moment).xml
        for name, moment in (
            ("شركة نوفا", datetime(2026, 1, 1, tzinfo=UTC)),
            ("شركة سوبر", datetime(2026, 1, 2, tzinfo=UTC)),
        )
    )
    assert faults(one) == faults(other) == []
    changed = one.replace(f">{at(one, path)}<".encode(), f">{at(other, path)}<".encode(), 1)
    assert changed != one and found in faults(changed)


def test_another_implementation_refuses_what_was_changed() -> None:
    xml = sign(invoice(buyer=PERSON), SIGNER).xml
    other = sign(invoice(buyer=PERSON), signer()).xml
    for path, stage in (("//ds:SignatureValue", "signature"), ("//xades:SigningTime", "signature")):
        theirs = "2026-01-01T00:00:00" if "Time" in path else at(other, path)
        changed = xml.replace(f">{at(xml, path)}<".encode(), f">{theirs}<".encode())
        assert stages(changed)[stage] != [], path
    assert stages(xml.replace(document(xml, "QR").encode(), document(other, "QR").encode()))["qr"]
    assert any(stages(xml, previous=hash_by_xmlsec(xml)).values())


def test_the_chain_is_read_from_the_invoices_alone() -> None:
    chance, previous, sent = random.Random(50), FIRST, []
    for counter in range(1, 51):
        made = any_invoice(chance) | {"counter": counter, "previousHash": previous}
        signed = sign(made, SIGNER)
        sent.append(signed.xml)
        previous = signed.hash
    assert len({hash_by_xmlsec(xml) for xml in sent}) == 50
    held = FIRST
    for counter, xml in enumerate(sent, 1):
        assert at(xml, "//cac:AdditionalDocumentReference[cbc:ID='ICV']/cbc:UUID") == str(counter)
        assert document(xml, "PIH") == held
        assert is_signed(xml)
        held = hash_by_xmlsec(xml)
    assert held == previous


def test_a_qr_code_holds_what_the_invoice_says() -> None:
    for made in KINDS:
        signed = sign(made | {"issuedAt": "2026-11-28T08:25:09Z"}, SIGNER)
        held = tags(signed.qr)
        assert [held[tag].decode() for tag in range(1, 7)] == [
            "شركة نوفا للتقنية",
            "310122393500003",
            "2026-11-28T11:25:09",
            "366.28",
            "47.78",
            signed.hash,
        ]
        assert held[7].decode() == at(signed.xml, "//ds:SignatureValue")
        assert fatoora_key(signed.xml) == held[8]
        if made["buyer"] is PERSON:
            assert held[9] == SIGNER.certificate.signature and len(held) == 9
        else:
            assert len(held) == 8


def fatoora_key(xml: bytes) -> bytes:
    """The public key that another implementation reads out of an invoice."""
    with fatoora.parse_signed_invoice_xml(xml.decode()) as parsed:
        return base64.b64decode(parsed.public_key())


@pytest.mark.parametrize(
    ("size", "length"),
    [(126, b"\x7e"), (128, b"\x81\x80"), (254, b"\x81\xfe"), (256, b"\x82\x01\x00")],
)
def test_an_arabic_name_may_be_long(size: int, length: bytes) -> None:
    name = "ش" * (size // 2)
    signed = sign(invoice(buyer=PERSON, seller=SELLER | {"nameAr": name}), SIGNER)
    assert base64.b64decode(signed.qr).startswith(b"\x01" + length + name.encode()[:4])
    held = tags(signed.qr)
    assert held[1].decode() == name and len(held) == 9
    assert held[6].decode() == signed.hash
    assert faults(signed.xml) == []


def test_an_invoice_is_read_without_what_it_names() -> None:
    xml = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'
    assert etree.tostring(read_xml(xml)) == b"<a>&b;</a>"


def test_who_signs_has_a_key_of_the_curve_and_its_certificate() -> None:
    (key, certificate), (_, others) = make_test_certificate(), make_test_certificate()
    assert (
        read_signer(key, certificate).certificate.public_bytes(Encoding.PEM).decode() == certificate
    )
    private = read_signer(key, certificate).key

    def pem(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, word: bytes = b"") -> str:
        way = BestAvailableEncryption(word) if word else NoEncryption()
        return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, way).decode()

    curve = "none of the curve secp256k1"
    for wrong, its, why in (
        (key, others, "certificate for e-invoices is of another key"),
        (pem(ec.generate_private_key(ec.SECP256R1())), certificate, curve),
        (pem(rsa.generate_private_key(65537, 2048)), certificate, curve),
        (pem(private, b"word"), certificate, "without a password"),
        ("", certificate, "cannot be read"),
        (key, key, "cannot be read"),
        (key, certificate.replace("MII", "???", 1), "cannot be read"),
    ):
        with pytest.raises(Problem, match=why) as refused:
            read_signer(wrong, its)
        assert "PRIVATE" not in str(refused.value)
