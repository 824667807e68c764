"""The page of an invoice: what it says is read back from the PDF, and from the picture of it."""

import random
import re
import unicodedata
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
import typst
import zxingcpp

from nova.invoices import pdf
from nova.invoices.pdf import render_pdf

QR = (
    "AQxCb2JzIFJlY29yZHMCDzMxMDEyMjM5MzUwMDAwMwMUMjAyMi0wNC0yNVQx"
    "NTozMDowMFoEBzExNTAuMDAFBjE1MC4wMA=="
)
SELLER = {
    "name": "Nova Technology Co.",
    "nameAr": "نوفا للتقنية",
    "vatNumber": "310122393500003",
    "crNumber": "1010010000",
    "street": "طريق الملك فهد",
    "buildingNumber": "8228",
    "district": "العليا",
    "city": "الرياض",
    "postalCode": "12214",
    "additionalNumber": "2121",
}
NOBODY = dict.fromkeys(SELLER)
BUYER = {**SELLER, "name": "Noor Realty", "nameAr": "مؤسسة النور", "vatNumber": "399999999900003"}
LINE = {
    "descriptionAr": "باقة نوفا",
    "descriptionEn": "Nova plan",
    "quantity": 1,
    "unitHalalas": 29900,
    "netHalalas": 29900,
}
HOSTILE = '#import "x"; $a$ *b* <c> \\ " `r` @ref = h [x] {y} // z /* #read("invoice.typ") \\u{41}'


def invoice(**changes: Any) -> dict[str, Any]:
    whole = {
        "kind": "INVOICE",
        "number": "INV-000123",
        "issuedAt": "2026-11-29T22:25:09.123+00:00",
        "createdAt": "2026-11-29T08:20:00+00:00",
        "currency": "SAR",
        "vatPercent": 15,
        "seller": SELLER,
        "buyer": BUYER,
        "lines": [LINE],
        "discounts": [{"reasonAr": "أيام لم تستخدم", "reasonEn": "Unused days", "halalas": 1205}],
        "netHalalas": 28695,
        "vatHalalas": 4304,
        "amountHalalas": 32999,
        "qr": QR,
        "status": "PAID",
        "paidAt": "2026-11-29T22:25:09+00:00",
        "creditOf": None,
    }
    return {**whole, **changes}


PRO_FORMA = {"number": None, "issuedAt": None, "paidAt": None, "status": "PENDING"}
CREDIT = {
    "kind": "CREDIT_NOTE",
    "number": "CN-000007",
    "creditOf": {"number": "INV-000123", "reason": "إلغاء مبكر"},
}


def words(document: bytes) -> str:
    """The text of all pages as the reader gives it, the forms of letters undone."""
    pages = pypdfium2.PdfDocument(document)
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    return unicodedata.normalize("NFKC", re.sub(r"[\u200b\u2066\u2069]", "", text))


def letters(text: str) -> list[str]:
    """Words as sets of their letters.

    The reader takes the two letters of a ligature the wrong way round, the words of an English
    line from right to left, and a sign for part of the word beside it.
    """
    plain = re.sub(r"[\u064b-\u0652]", "", text)
    return ["".join(sorted(word)) for word in re.findall(r"\w+", plain)]


def says(document: bytes, text: str) -> bool:
    have = letters(words(document))
    return all(word in have for word in letters(text))


def codes(document: bytes, page: int = 0) -> list[str]:
    image = pypdfium2.PdfDocument(document)[page].render(scale=2).to_pil()
    return [code.text for code in zxingcpp.read_barcodes(image)]


def test_it_says_what_the_invoice_says() -> None:
    document = render_pdf(invoice())
    text = words(document)
    for word in ("الملك", "فهد", "العليا", "الرياض", "نوفا", "مؤسسة", "المجموع", "الكمية"):
        assert word in text  # in logical order, letter by letter
    for part in ("Nova Technology Co", "Noor Realty", "Nova plan", "Unused days", "مدفوعة Paid",
                 "310122393500003", "399999999900003", "1010010000", "أيام لم تستخدم"):  # fmt: skip
        assert says(document, part), part
    for amount in ("299.00", "-12.05", "286.95", "43.04", "329.99", "15%"):
        assert amount in text
    assert "12214-2121" in text, "a number is not turned about"
    assert "2026-11-30" in text and "01:25:09" in text, "the clock of Riyadh, a day later"
    assert not re.search(r"[٠-٩۰-۹]", text)


@pytest.mark.parametrize(
    ("changes", "arabic", "english"),
    [
        ({}, "فاتورة ضريبية", "Tax invoice"),
        ({"buyer": {**NOBODY, "nameAr": "محمد"}}, "فاتورة ضريبية مبسطة", "Simplified tax invoice"),
        ({"buyer": None}, "فاتورة ضريبية مبسطة", "Simplified tax invoice"),
        (PRO_FORMA, "فاتورة مبدئية", "Pro-forma invoice"),
        (CREDIT, "إشعار دائن", "Credit note"),
    ],
)
def test_its_title_is_the_one_of_the_law(
    changes: Mapping[str, Any], arabic: str, english: str
) -> None:
    document = render_pdf(invoice(**changes))
    head = words(document).splitlines()[:2]
    assert letters(head[0]) == letters(arabic)
    assert sorted(letters(head[1])) == sorted(letters(english))
    title = pypdfium2.PdfDocument(document).get_metadata_dict()["Title"]
    assert title == f"{arabic} {changes.get('number', 'INV-000123') or ''}".strip()


def test_a_pro_forma_says_so_and_has_no_code() -> None:
    document = render_pdf(invoice(**PRO_FORMA))
    assert says(document, "هذه فاتورة مبدئية لم تُدفع بعد، وليست فاتورة ضريبية")
    assert says(document, "This is a pro-forma invoice. It is not paid yet")
    assert says(document, "بانتظار الدفع Awaiting payment")
    assert "11:20:00" in words(document)
    assert codes(document) == []


def test_a_credit_note_names_its_invoice() -> None:
    document = render_pdf(invoice(**CREDIT))
    assert says(document, "CN000007 INV000123")
    assert says(document, "إلغاء مبكر")


@pytest.mark.parametrize("text", [QR, QR * 5])
def test_its_code_is_read_from_the_picture(text: str) -> None:
    assert codes(render_pdf(invoice(qr=text))) == [text]


def test_it_is_for_archives_with_the_xml_attached() -> None:
    xml = b'<?xml version="1.0"?><Invoice>\xd9\x86</Invoice>'
    document = render_pdf(invoice(), xml=xml)
    assert re.search(rb"<pdfaid:part>3</pdfaid:part>", document)
    assert re.search(rb"<pdfaid:conformance>B</pdfaid:conformance>", document)
    opened = pypdfium2.PdfDocument(document)
    assert opened.count_attachments() == 1
    attachment = opened.get_attachment(0)
    assert attachment.get_name() == "invoice.xml"
    assert bytes(attachment.get_data()) == xml
    assert b"/AFRelationship/Alternative" in document.replace(b" ", b"")
    assert pypdfium2.PdfDocument(render_pdf(invoice())).count_attachments() == 0


def test_thirty_lines_are_on_two_pages() -> None:
    lines = [{**LINE, "descriptionEn": f"Plan{n:03}", "quantity": n} for n in range(1, 31)]
    document = render_pdf(invoice(lines=lines))
    pages = pypdfium2.PdfDocument(document)
    assert len(pages) == 2
    assert all(says(document, f"Plan{n:03}") for n in range(1, 31))
    second = pages[1].get_textpage().get_text_range()
    assert "الكمية" in second, "the head of the table is there again"
    assert "329.99" in second
    assert all("INV" in page.get_textpage().get_text_range() for page in pages)


@pytest.mark.parametrize(
    "changes",
    [
        {"seller": NOBODY, "buyer": NOBODY, "lines": [], "discounts": []},
        {"seller": {**SELLER, "nameAr": "شركة طويلة الاسم " * 12, "name": "Long name " * 20}},
        {"buyer": {**BUYER, "nameAr": "ش" * 200, "name": "W" * 200, "street": "W" * 200}},
        {"lines": [{**LINE, "descriptionAr": "و" * 200, "descriptionEn": "Nova " * 40}]},
        {"discounts": [{"reasonAr": None, "reasonEn": None, "halalas": 1}]},
        {"amountHalalas": 10**13, "netHalalas": 10**13},
        {"seller": {**SELLER, **dict.fromkeys(SELLER, HOSTILE)}},
    ],
)
def test_nothing_runs_over_the_edge(changes: Mapping[str, Any]) -> None:
    """All that is drawn is within the margins of 18 mm, and a millimetre."""
    page = pypdfium2.PdfDocument(render_pdf(invoice(**changes)))[0]
    picture = page.render(scale=1, grayscale=True).to_pil().point(lambda value: 255 - value)
    left, top, right, bottom = picture.getbbox() or (0, 0, 0, 0)
    margin = 17 / 25.4 * 72
    assert left >= margin and right <= picture.width - margin
    assert top >= 40 and bottom <= picture.height - 30


def test_what_people_wrote_is_text_and_nothing_else() -> None:
    turned = "\u202eLive\u2066 \u200f\u2029\x00\x1b[1m"
    document = render_pdf(
        invoice(
            buyer={**BUYER, "name": HOSTILE, "nameAr": HOSTILE[::-1], "street": turned},
            lines=[{**LINE, "descriptionEn": HOSTILE, "descriptionAr": "#panic()"}],
            discounts=[{"reasonAr": "]#panic()", "reasonEn": HOSTILE, "halalas": 1}],
            number="#INV",
            currency="$x$",
        )
    )
    assert letters(words(document)).count("".join(sorted("import"))) == 4
    assert says(document, "read invoice typ ref panic Live")
    assert "Live" in words(document), "not turned about"
    assert not re.search(r"[\u202a-\u202e\u200e\u200f\x00\x1b]", words(document))


def test_the_page_reads_no_file_but_its_own(tmp_path: Any) -> None:
    """The root of what Typst may read is the folder of the template; there is no way up."""
    (tmp_path / "secret").write_text("x")
    way_up = "../" * 20 + str(tmp_path / "secret").lstrip("/")
    for path in (str(tmp_path / "secret"), way_up, "/" + way_up):
        main: Any = {"main.typ": f'#read("{path}")'.encode()}
        with pytest.raises(typst.TypstError):
            typst.compile(main, root=pdf.HERE, font_paths=pdf._fonts())
    used = re.findall(
        rb'#(?:import|include)\b|\b(?:read|json|image|attach)\(\s*"?([^",)]*)', pdf.TEMPLATE
    )
    assert set(used) == {b"invoice.json", b"bytes(it.qr", b"invoice.xml"}


def test_characters_without_a_glyph_are_shown_as_such() -> None:
    """The standard forbids them, so Typst would refuse the whole."""
    names = {"nameAr": "日本 نور 😀", "name": "Łukasz Ελλάς a" + "\u0301" * 50}
    document = render_pdf(invoice(buyer={**BUYER, **names, "street": "\ud800\ue000\u200d"}))
    assert says(document, "نور Łukasz Ελλάς")
    assert words(document).count("\u0301") <= 3
    assert "??" in words(document)
    assert pdf._plain("\u200d \u200e") == ""


def test_whatever_is_written_makes_a_page() -> None:
    chance = random.Random(1)
    ranges = (
        (32, 0x24F),
        (0x300, 0x36F),
        (0x590, 0x8FF),
        (0x2000, 0x206F),
        (0xFB50, 0xFEFF),
        (0, 0x10FFFF),
    )
    every = "".join(chr(c) for face in pdf._glyphs() for c in sorted(face))
    lines = [{**LINE, "descriptionAr": every, "descriptionEn": every[::-1]}]
    for _ in range(60):
        some = [chr(chance.randint(*chance.choice(ranges))) for _ in range(60)]
        lines.append({**LINE, "descriptionAr": "".join(some), "descriptionEn": "م".join(some)})
    render_pdf(invoice(lines=lines))


def test_the_same_invoice_is_the_same_bytes_in_many_threads() -> None:
    whole = [invoice(number=f"INV-{n % 2:06}") for n in range(16)]
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(partial(render_pdf, xml=b"<a/>"), whole))
    assert made[0::2] == [render_pdf(whole[0], xml=b"<a/>")] * 8
    assert made[1::2] == [render_pdf(whole[1], xml=b"<a/>")] * 8
    assert made[0] != made[1]


@pytest.mark.parametrize(
    ("halalas", "shown"), [(0, "0.00"), (5, "0.05"), (123456, "1,234.56"), (-5, "-0.05")]
)
def test_money(halalas: int, shown: str) -> None:
    assert pdf._money(halalas) == shown
