"""Invoices as XML, judged by the schema of UBL 2.1 and, in another library, by the rules of EN
16931 and of the Kingdom."""

import random
import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import fatoora  # type: ignore[import-untyped]
import peppol  # type: ignore[import-untyped]
import pytest
from lxml import etree

from make.zatca import (
    FIRST,
    OFFICE,
    PERSON,
    SELLER,
    SPACES,
    all_at,
    any_invoice,
    at,
    credit_note,
    invoice,
    line,
    signer,
)
from nova.zatca import sign
from nova.zatca.signature import FIRST_HASH
from nova.zatca.ubl import UnsoundInvoice, build, vat_of

SCHEMA = Path(peppol.__file__).parent / "schema/maindoc/UBL-Invoice-2.1.xsd"
SIGNER = signer()
WHOLE = {key: value for key, value in OFFICE.items() if key not in {"vatNumber", "crNumber"}}
KINDS = {
    "standard": invoice(),
    "simplified": invoice(buyer=PERSON),
    "nobody": invoice(buyer=dict.fromkeys(OFFICE)),
    "a person with an address": invoice(buyer=PERSON | WHOLE),
    "half an address": invoice(buyer=PERSON | {"city": "جدة", "street": "فلسطين"}),
    "without discounts": invoice(discounts=[]),
    "for nothing": invoice(lines=[line(1, 1, 500)], discounts=[
        {"reasonAr": "", "reasonEn": "All of it", "halalas": 500}
    ]),
    "credit note": credit_note(),
    "simplified credit note": credit_note(buyer=PERSON),
}  # fmt: skip


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


def judged(xml: bytes) -> list[str]:
    """What the rules of the authority's own tool, in another's words, find."""
    with fatoora.Config() as config:
        report = fatoora.validate_zatca_invoice_from_str(
            config, xml.decode(), previous_invoice_hash=FIRST
        )
    found = [each["code"] for stage in report["stages"] for each in stage["findings"]]
    assert report["is_valid"] == (not found) and (found or report["is_complete"])
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_of_the_schema_and_of_every_rule(schema: etree.XMLSchema, kind: str) -> None:
    root = build(KINDS[kind])
    schema.assertValid(root)
    signed = sign(KINDS[kind], SIGNER)
    schema.assertValid(etree.fromstring(signed.xml))
    assert judged(signed.xml) == []


def test_the_judges_judge(schema: etree.XMLSchema) -> None:
    root = build(invoice())
    root.append(root[0])
    assert not schema.validate(root)
    xml = sign(invoice(buyer=PERSON), SIGNER).xml
    assert "BR-CO-10" in judged(xml.replace(b">299.00<", b">298.00<", 1))
    assert "BR-CO-15" in judged(
        re.sub(rb"(<cbc:TaxInclusiveAmount[^>]*>)[^<]*", rb"\g<1>1.00", xml)
    )
    assert "BR-KSA-17" in judged(re.sub(rb">388<", b">381<", xml))
    assert judged(xml.replace("أحمد".encode(), "حامد".encode())) != []


def test_what_an_invoice_says() -> None:
    root = build(invoice(
        counter=17, previousHash="aGFzaA==", uuid="8e6000cf-1a98", issuedAt="2026-11-28T08:25:09Z"
    ))  # fmt: skip
    said = {
        "/*/cbc:ProfileID": "reporting:1.0",
        "/*/cbc:ID": "INV-2026-000123",
        "/*/cbc:UUID": "8e6000cf-1a98",
        "/*/cbc:IssueDate": "2026-11-28",
        "/*/cbc:IssueTime": "11:25:09",
        "/*/cbc:InvoiceTypeCode": "388",
        "/*/cbc:InvoiceTypeCode/@name": "0100000",
        "/*/cbc:DocumentCurrencyCode": "SAR",
        "/*/cbc:TaxCurrencyCode": "SAR",
        "/*/cac:AdditionalDocumentReference[1]/cbc:UUID": "17",
        "/*/cac:AdditionalDocumentReference[2]//cbc:EmbeddedDocumentBinaryObject": "aGFzaA==",
        "//cac:AccountingSupplierParty//cbc:RegistrationName": "شركة نوفا للتقنية",
        "//cac:AccountingSupplierParty//cbc:CompanyID": "310122393500003",
        "//cac:AccountingSupplierParty//cbc:ID[@schemeID='CRN']": "1010010000",
        "//cac:AccountingSupplierParty//cbc:PlotIdentification": "7654",
        "//cac:AccountingCustomerParty//cbc:CompanyID": "311111111100003",
        "//cac:AccountingCustomerParty//cbc:CitySubdivisionName": "الحمراء",
        "//cac:Delivery/cbc:ActualDeliveryDate": "2026-11-28",
        "//cac:AllowanceCharge/cbc:AllowanceChargeReason": "خصم الافتتاح",
        "//cac:AllowanceCharge/cbc:Amount": "12.00",
        "//cac:TaxSubtotal/cbc:TaxableAmount": "318.50",
        "//cac:TaxSubtotal/cbc:TaxAmount": "47.78",
        "//cbc:LineExtensionAmount[parent::cac:LegalMonetaryTotal]": "330.50",
        "//cbc:TaxExclusiveAmount": "318.50",
        "//cbc:TaxInclusiveAmount": "366.28",
        "//cbc:PayableAmount": "366.28",
        "//cac:InvoiceLine[2]/cbc:InvoicedQuantity": "3",
        "//cac:InvoiceLine[2]/cbc:LineExtensionAmount": "31.50",
        "//cac:InvoiceLine[2]/cac:TaxTotal/cbc:TaxAmount": "4.73",
        "//cac:InvoiceLine[2]//cbc:RoundingAmount": "36.23",
        "//cac:InvoiceLine[2]//cbc:Name": "اشتراك 2",
        "//cac:InvoiceLine[2]//cbc:PriceAmount": "10.50",
        "//cac:InvoiceLine[2]//cbc:Percent": "15.00",
    }
    assert {path: at(root, path) for path in said} == said
    assert all_at(root, "//cac:BillingReference | //cbc:InstructionNote") == []
    assert len(all_at(root, "/*/cac:TaxTotal")) == 2


def test_a_credit_note_says_of_what_and_why() -> None:
    for note, flags in ((credit_note(), "0100000"), (credit_note(buyer=PERSON), "0200000")):
        root = build(note)
        assert root.tag == f"{{{SPACES['inv']}}}Invoice"
        assert at(root, "/*/cbc:InvoiceTypeCode") == "381"
        assert at(root, "/*/cbc:InvoiceTypeCode/@name") == flags
        assert at(root, "//cac:BillingReference//cbc:ID") == "INV-2026-000122"
        assert at(root, "//cac:PaymentMeans/cbc:InstructionNote") == "إلغاء الاشتراك"
        assert at(root, "//cbc:PayableAmount") == "366.28", "no sign: the kind says which way"


@pytest.mark.parametrize(
    ("issued", "date", "time"),
    [
        ("2026-12-31T20:59:59Z", "2026-12-31", "23:59:59"),
        ("2026-12-31T21:00:00.999999Z", "2027-01-01", "00:00:00"),
        ("2027-01-01T00:00:00+03:00", "2027-01-01", "00:00:00"),
    ],
)
def test_a_day_is_one_of_riyadh(issued: str, date: str, time: str) -> None:
    root = build(invoice(issuedAt=issued))
    assert (at(root, "/*/cbc:IssueDate"), at(root, "/*/cbc:IssueTime")) == (date, time)


def test_an_address_that_need_not_be_is_whole_or_absent() -> None:
    def customer(buyer: dict[str, Any]) -> list[str]:
        path = "//cac:AccountingCustomerParty//cac:PostalAddress/*"
        found = all_at(build(invoice(buyer=buyer)), path)
        return [etree.QName(each).localname for each in found]

    parts = ["StreetName", "BuildingNumber", "CitySubdivisionName", "CityName", "PostalZone"]
    assert customer(PERSON) == customer(PERSON | WHOLE | {"district": ""}) == []
    assert customer(PERSON | WHOLE) == customer(OFFICE) == [*parts, "Country"]
    of_office = customer(OFFICE | {"district": None})
    assert of_office == [*parts[:2], *parts[3:], "Country"], "the authority says what is missing"


def test_when_it_was_supplied_is_said_of_standard_invoices_alone() -> None:
    for made in (invoice(buyer=PERSON), credit_note(), credit_note(buyer=PERSON)):
        assert all_at(build(made), "//cac:Delivery") == []
    assert at(build(invoice(issuedAt="2026-11-28T21:00:00Z")), "//cac:Delivery/*") == "2026-11-29"


def test_text_is_one_line_of_what_xml_may_have() -> None:
    wild = "شركة\r\n <&\"'>\x00\x0b\x1f\ufffe\ud800 \U0001f3e0\tنوفا"
    root = build(invoice(seller=SELLER | {"nameAr": wild}))
    again = etree.fromstring(etree.tostring(root))
    path = "//cac:AccountingSupplierParty//cbc:RegistrationName"
    assert at(again, path) == "شركة <&\"'> \U0001f3e0 نوفا"
    english = build(invoice(seller=SELLER | {"nameAr": None}))
    assert at(english, path) == "Nova Technology"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"netHalalas": 31851}, "net is lines less discounts"),
        ({"vatHalalas": 4777}, "the tax is its share of net"),
        ({"amountHalalas": 36627}, "the amount is net and tax"),
        (
            {"lines": [line(1, 2, 9999) | {"netHalalas": 19999}]},
            "a line is its quantity by its unit",
        ),
        ({"lines": [], "discounts": []}, "it has a line"),
        ({"lines": [line(1, 1, 100), line(2, 1, -1)]}, "no amount is negative"),
        ({"discounts": [{"reasonAr": "", "reasonEn": "", "halalas": 40000}]}, "no amount is neg"),
        ({"discounts": [{"reasonAr": "", "reasonEn": "", "halalas": -1}]}, "no amount is negative"),
        ({"currency": "USD"}, "it is in SAR"),
        ({"kind": "CREDIT_NOTE"}, "a credit note says of what"),
        ({"creditOf": {"number": "1", "reason": "x"}}, "a credit note says of what"),
    ],
)
def test_what_does_not_add_up_is_refused(changed: dict[str, Any], why: str) -> None:
    with pytest.raises(UnsoundInvoice, match=f"INV-2026-000123 .*: not so that {why}"):
        build(invoice(**changed))


def test_half_a_halala_of_tax_is_one() -> None:
    assert [vat_of(each, 15) for each in (0, 3, 4, 10, 30, 29900)] == [0, 0, 1, 2, 5, 4485]
    for halalas in range(2000):
        exact = (Decimal(halalas) * 15 / 100).quantize(Decimal(1), ROUND_HALF_UP)
        assert vat_of(halalas, 15) == exact


def test_the_amounts_of_two_thousand_invoices_are_exact() -> None:
    chance = random.Random(20261129)
    for _ in range(2000):
        made = any_invoice(chance)
        root = etree.fromstring(etree.tostring(build(made)))
        texts = [str(each.text) for each in all_at(root, "//*[@currencyID='SAR']")]
        assert all(re.fullmatch(r"\d+\.\d\d", each) for each in texts)

        def amounts(path: str, root: etree._Element = root) -> list[Decimal]:
            return [Decimal(each.text) for each in all_at(root, path)]

        (total,) = amounts("//cac:LegalMonetaryTotal/cbc:LineExtensionAmount")
        (net,), (gross,) = amounts("//cbc:TaxExclusiveAmount"), amounts("//cbc:TaxInclusiveAmount")
        (off,), (due,) = amounts("//cbc:AllowanceTotalAmount"), amounts("//cbc:PayableAmount")
        vats = amounts("/*/cac:TaxTotal/cbc:TaxAmount")
        assert total == sum(amounts("//cac:InvoiceLine/cbc:LineExtensionAmount"))  # BR-CO-10
        assert off == sum(amounts("/*/cac:AllowanceCharge/cbc:Amount"))  # BR-CO-11
        assert net == total - off  # BR-CO-13
        assert vats == amounts("//cac:TaxSubtotal/cbc:TaxAmount") * 2  # BR-CO-14
        assert gross == net + vats[0] == due  # BR-CO-15, 16
        assert amounts("//cac:TaxSubtotal/cbc:TaxableAmount") == [net]  # BR-S-08
        cent = Decimal("0.01")
        assert vats[0] == (net * 15 / 100).quantize(cent, ROUND_HALF_UP)  # BR-CO-17
        assert gross * 100 == made["amountHalalas"]
        for each, told in zip(root.findall("cac:InvoiceLine", SPACES), made["lines"], strict=True):
            (own, tax, both), price = (
                [Decimal(at(each, f".//cbc:{name}")) for name in (
                    "LineExtensionAmount", "TaxAmount", "RoundingAmount"
                )],
                Decimal(at(each, ".//cbc:PriceAmount")),
            )  # fmt: skip
            assert own * 100 == told["netHalalas"] and own == price * told["quantity"]
            assert tax == (own * 15 / 100).quantize(cent, ROUND_HALF_UP) and both == own + tax


def test_any_invoices_are_of_every_rule() -> None:
    chance = random.Random(7)
    for _ in range(60):
        assert judged(sign(any_invoice(chance), SIGNER).xml) == []


def test_a_first_invoice_follows_the_hash_that_the_authority_prints() -> None:
    assert FIRST_HASH == FIRST
