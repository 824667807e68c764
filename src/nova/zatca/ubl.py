"""The e-invoice as XML: UBL 2.1 as the tax authority's XML Implementation Standard 1.2 has it.

Amounts come as whole halalas and are written with two decimals; what does not add up is refused.
There is no white space between elements, so that none can be lost on the way: the hash of the
invoice is over its text.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from lxml import etree

Element = etree._Element
Invoice = Mapping[str, Any]

OASIS = "urn:oasis:names:specification:ubl:schema:xsd:"
NAMES = {
    "cac": f"{OASIS}CommonAggregateComponents-2",
    "cbc": f"{OASIS}CommonBasicComponents-2",
    "ext": f"{OASIS}CommonExtensionComponents-2",
}
TYPES = {"INVOICE": "388", "CREDIT_NOTE": "381"}  # UN/CEFACT 1001
STANDARD, SIMPLIFIED = "0100000", "0200000"
NO_INSTRUMENT = "1"  # UN/CEFACT 4461: how it is paid is not said
DISCOUNT = "95"  # UN/CEFACT 5189
PIECE = "PCE"
RIYADH = ZoneInfo("Asia/Riyadh")
ADDRESS = (
    ("StreetName", "street"),
    ("BuildingNumber", "buildingNumber"),
    ("PlotIdentification", "additionalNumber"),
    ("CitySubdivisionName", "district"),
    ("CityName", "city"),
    ("PostalZone", "postalCode"),
)
NEEDED = ("street", "buildingNumber", "district", "city", "postalCode")  # BR-KSA-63
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class UnsoundInvoice(ValueError):
    """An invoice that the authority's rules refuse, whatever its XML."""


def is_standard(invoice: Invoice) -> bool:
    """Whether it is for a business, and cleared before it is given; others are reported."""
    return bool(invoice["buyer"]["vatNumber"])


def build(invoice: Invoice) -> Element:
    """The invoice without its signature and QR code. Raises UnsoundInvoice."""
    _check(invoice)
    spaces: dict[Any, str] = {None: f"{OASIS}Invoice-2", **NAMES}
    root = etree.Element(f"{{{OASIS}Invoice-2}}Invoice", nsmap=spaces)
    _head(root, invoice)
    _add(_add(root, "cac:AccountingSupplierParty"), "cac:Party")
    _party(root[-1][0], invoice["seller"])
    _add(_add(root, "cac:AccountingCustomerParty"), "cac:Party")
    _party(root[-1][0], invoice["buyer"])
    if is_standard(invoice) and invoice["kind"] == "INVOICE":
        _add(_add(root, "cac:Delivery"), "cbc:ActualDeliveryDate", _issued(invoice, "%Y-%m-%d"))
    means = _add(root, "cac:PaymentMeans")
    _add(means, "cbc:PaymentMeansCode", NO_INSTRUMENT)
    if invoice["creditOf"]:
        _add(means, "cbc:InstructionNote", invoice["creditOf"]["reason"])
    _totals(root, invoice)
    for line in invoice["lines"]:
        _line(root, invoice, line)
    return root


def vat_of(halalas: int, percent: int) -> int:
    """The tax on an amount, rounded half up."""
    return (halalas * percent + 50) // 100


def _check(invoice: Invoice) -> None:
    """Raises UnsoundInvoice."""
    lines, net, vat = invoice["lines"], invoice["netHalalas"], invoice["vatHalalas"]
    nets = [each["netHalalas"] for each in lines]
    discounts = [each["halalas"] for each in invoice["discounts"]]
    is_note = invoice["kind"] == "CREDIT_NOTE"
    sound = {
        "it has a line": bool(lines),
        "no amount is negative": min([net, *nets, *discounts]) >= 0,
        "a line is its quantity by its unit": all(
            each["quantity"] * each["unitHalalas"] == each["netHalalas"] for each in lines
        ),
        "net is lines less discounts": net == sum(nets) - sum(discounts),
        "the tax is its share of net": vat == vat_of(net, invoice["vatPercent"]),
        "the amount is net and tax": invoice["amountHalalas"] == net + vat,
        "it is in SAR": invoice["currency"] == "SAR",
        "a credit note says of what": is_note == bool(invoice["creditOf"]),
    }
    for rule, holds in sound.items():
        if not holds:
            raise UnsoundInvoice(f"{invoice['number']} is no sound invoice: not so that {rule}.")


def _head(root: Element, invoice: Invoice) -> None:
    """What it is, and where it stands in the chain of its seller."""
    _add(root, "cbc:ProfileID", "reporting:1.0")
    _add(root, "cbc:ID", invoice["number"])
    _add(root, "cbc:UUID", invoice["uuid"])
    _add(root, "cbc:IssueDate", _issued(invoice, "%Y-%m-%d"))
    _add(root, "cbc:IssueTime", _issued(invoice, "%H:%M:%S"))
    flags = STANDARD if is_standard(invoice) else SIMPLIFIED
    _add(root, "cbc:InvoiceTypeCode", TYPES[invoice["kind"]], name=flags)
    _add(root, "cbc:DocumentCurrencyCode", invoice["currency"])
    _add(root, "cbc:TaxCurrencyCode", "SAR")
    if invoice["creditOf"]:
        reference = _add(_add(root, "cac:BillingReference"), "cac:InvoiceDocumentReference")
        _add(reference, "cbc:ID", invoice["creditOf"]["number"])
    counter = _add(root, "cac:AdditionalDocumentReference")
    _add(counter, "cbc:ID", "ICV")
    _add(counter, "cbc:UUID", str(invoice["counter"]))
    root.append(attached("PIH", invoice["previousHash"]))


def attached(name: str, text: str) -> Element:
    """A reference whose document is this text."""
    reference = etree.Element(f"{{{NAMES['cac']}}}AdditionalDocumentReference", nsmap=NAMES)
    _add(reference, "cbc:ID", name)
    attachment = _add(reference, "cac:Attachment")
    _add(attachment, "cbc:EmbeddedDocumentBinaryObject", text, mimeCode="text/plain")
    return reference


def _party(party: Element, who: Mapping[str, Any]) -> None:
    """A seller or buyer; the address of whoever need not have one only where it is whole."""
    if who["crNumber"]:
        _add(_add(party, "cac:PartyIdentification"), "cbc:ID", who["crNumber"], schemeID="CRN")
    if who["vatNumber"] or all(who[part] for part in NEEDED):
        address = _add(party, "cac:PostalAddress")
        for tag, part in ADDRESS:
            if who[part]:
                _add(address, f"cbc:{tag}", who[part])
        _add(_add(address, "cac:Country"), "cbc:IdentificationCode", "SA")
    if who["vatNumber"]:
        scheme = _add(party, "cac:PartyTaxScheme")
        _add(scheme, "cbc:CompanyID", who["vatNumber"])
        _add(_add(scheme, "cac:TaxScheme"), "cbc:ID", "VAT")
    name = who.get("nameAr") or who["name"]
    if name:
        _add(_add(party, "cac:PartyLegalEntity"), "cbc:RegistrationName", name)


def _totals(root: Element, invoice: Invoice) -> None:
    """Discounts, the tax twice (in the invoice's currency and in that of the tax), the sums."""
    net, vat = invoice["netHalalas"], invoice["vatHalalas"]
    for discount in invoice["discounts"]:
        allowance = _add(root, "cac:AllowanceCharge")
        _add(allowance, "cbc:ChargeIndicator", "false")
        _add(allowance, "cbc:AllowanceChargeReasonCode", DISCOUNT)
        _add(allowance, "cbc:AllowanceChargeReason", discount["reasonAr"] or discount["reasonEn"])
        _money(allowance, "Amount", discount["halalas"])
        _category(allowance, "cac:TaxCategory", invoice)
    _money(_add(root, "cac:TaxTotal"), "TaxAmount", vat)
    total = _add(root, "cac:TaxTotal")
    _money(total, "TaxAmount", vat)
    part = _add(total, "cac:TaxSubtotal")
    _money(part, "TaxableAmount", net)
    _money(part, "TaxAmount", vat)
    _category(part, "cac:TaxCategory", invoice)
    sums = _add(root, "cac:LegalMonetaryTotal")
    _money(sums, "LineExtensionAmount", sum(each["netHalalas"] for each in invoice["lines"]))
    _money(sums, "TaxExclusiveAmount", net)
    _money(sums, "TaxInclusiveAmount", invoice["amountHalalas"])
    _money(sums, "AllowanceTotalAmount", sum(each["halalas"] for each in invoice["discounts"]))
    _money(sums, "PrepaidAmount", 0)
    _money(sums, "PayableAmount", invoice["amountHalalas"])


def _line(root: Element, invoice: Invoice, line: Mapping[str, Any]) -> None:
    net, vat = line["netHalalas"], vat_of(line["netHalalas"], invoice["vatPercent"])
    element = _add(root, "cac:InvoiceLine")
    _add(element, "cbc:ID", str(line["place"]))
    _add(element, "cbc:InvoicedQuantity", str(line["quantity"]), unitCode=PIECE)
    _money(element, "LineExtensionAmount", net)
    tax = _add(element, "cac:TaxTotal")
    _money(tax, "TaxAmount", vat)
    _money(tax, "RoundingAmount", net + vat)  # BR-KSA-51: the line with its tax
    item = _add(element, "cac:Item")
    _add(item, "cbc:Name", line["descriptionAr"] or line["descriptionEn"])
    _category(item, "cac:ClassifiedTaxCategory", invoice)
    _money(_add(element, "cac:Price"), "PriceAmount", line["unitHalalas"])


def _category(parent: Element, name: str, invoice: Invoice) -> None:
    """The standard rate."""
    category = _add(parent, name)
    _add(category, "cbc:ID", "S")
    _add(category, "cbc:Percent", f"{invoice['vatPercent']}.00")
    _add(_add(category, "cac:TaxScheme"), "cbc:ID", "VAT")


def _money(parent: Element, name: str, halalas: int) -> None:
    _add(parent, f"cbc:{name}", f"{halalas // 100}.{halalas % 100:02}", currencyID="SAR")


def _add(parent: Element, name: str, text: str | None = None, /, **attributes: str) -> Element:
    """A new last child; its text is one line of what XML may have."""
    prefix, _, local = name.partition(":")
    element = etree.SubElement(parent, f"{{{NAMES[prefix]}}}{local}", attributes)
    if text is not None:
        element.text = " ".join(NOT_XML.sub(" ", text).split())
    return element


def _issued(invoice: Invoice, form: str) -> str:
    return datetime.fromisoformat(invoice["issuedAt"]).astimezone(RIYADH).strftime(form)
