"""An invoice as PDF/A-3: Arabic from right to left, English beside it, the XML attached.

The page is set by Typst from `invoice.typ`. What people wrote reaches it as strings of a JSON file,
which it sets as text: nothing in them is markup. It reads no file but this folder's and the fonts',
and the same invoice makes the same bytes. Everything here may be called by many threads at once.
"""

import json
import re
import struct
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import typst

from nova.invoices.qr import qr_svg

Said = dict[str, str]
"""What people wrote, its language, the direction in which it runs, and the edge it begins at."""
Both = tuple[str, str]
"""Our own words: in Arabic, and in English."""

HERE = Path(__file__).parent
TEMPLATE = (HERE / "invoice.typ").read_bytes()
FONTS = [
    Path(str(files(package))) / "files"
    for package in ("fontpkg_ibm_plex_sans_arabic", "fontpkg_ibm_plex_sans")
]
FACES = (FONTS[0] / "IBMPlexSansArabic-Regular.ttf", FONTS[1] / "IBMPlexSans[wdth,wght].ttf")
RIYADH = ZoneInfo("Asia/Riyadh")
STATUS: Mapping[str, Both] = {
    "PAID": ("مدفوعة", "Paid"),
    "PENDING": ("بانتظار الدفع", "Awaiting payment"),
    "FAILED": ("لم يتم الدفع", "Payment failed"),
    "CANCELLED": ("ملغاة", "Cancelled"),
    "REFUNDED": ("مستردة", "Refunded"),
    "ISSUED": ("صادر", "Issued"),
}
STANDARD = ("فاتورة ضريبية", "Tax invoice")
SIMPLIFIED = ("فاتورة ضريبية مبسطة", "Simplified tax invoice")
CREDIT_NOTE = ("إشعار دائن", "Credit note")
PRO_FORMA = ("فاتورة مبدئية", "Pro-forma invoice")
WARNING = (
    "هذه فاتورة مبدئية لم تُدفع بعد، وليست فاتورة ضريبية.",
    "This is a pro-forma invoice. It is not paid yet, and it is not a tax invoice.",
)
UNKNOWN = "?"  # stands for a character that the fonts do not have
NOTHING = "—"
JOINERS = "\u200c\u200d"  # they shape letters, and have no direction
ACCENTS = 3  # on one letter; more would be drawn over the lines above and below
CODE = re.compile(r"([A-Z]+-)?[\d :.-]+")
ENDLESS = re.compile(r"[^\s\u200b]{24}(?=\w)")


def render_pdf(invoice: Mapping[str, Any], *, xml: bytes | None = None) -> bytes:
    """The invoice as PDF/A-3b, with `xml` as its attachment `invoice.xml`.

    One without a number is a pro-forma: it says so, and has no code.
    """
    page = {**_page(invoice), "attachment": xml is not None}
    # A dict of files: what the library takes, and what its types do not say.
    sources: Any = {"main.typ": TEMPLATE, "invoice.json": json.dumps(page).encode()}
    if xml is not None:
        sources["invoice.xml"] = xml
    return typst.compile(
        sources,
        root=HERE,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        package_path=HERE,
        package_cache_path=HERE,
        pdf_standards=["a-3b"],
        timestamp=int(_moment(invoice["issuedAt"] or invoice["createdAt"]).timestamp()),
    )


def _page(invoice: Mapping[str, Any]) -> dict[str, Any]:
    """What `invoice.typ` sets, in its order."""
    seller, buyer = invoice["seller"] or {}, invoice["buyer"] or {}
    credit, number = invoice["kind"] == "CREDIT_NOTE", invoice["number"]
    is_pro_forma = number is None and not credit
    if credit:
        title = CREDIT_NOTE
    elif is_pro_forma:
        title = PRO_FORMA
    else:
        title = STANDARD if buyer.get("vatNumber") else SIMPLIFIED
    names = _texts(seller.get("nameAr"), seller.get("name"))
    return {
        "title": _both(title),
        "number": _plain(number or ""),
        "author": names[0]["text"] if names else "",
        "issuer": names,
        "qr": None if is_pro_forma or not invoice["qr"] else qr_svg(invoice["qr"]).decode(),
        "warning": _both(WARNING) if is_pro_forma else None,
        "facts": _facts(invoice),
        "parties": [
            {**_both(("البائع", "Seller")), "fields": _party(seller)},
            {**_both(("المشتري", "Buyer")), "fields": _party(buyer)},
        ],
        "rate": f"{invoice['vatPercent']:g}%",
        "lines": [_line(place, one) for place, one in enumerate(invoice["lines"], 1)],
        "sums": _sums(invoice),
    }


def _facts(invoice: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What an invoice says of itself; what it does not know is left out."""
    credit = invoice["creditOf"] or {}
    issued, made = invoice["issuedAt"], invoice["createdAt"]
    status = STATUS[invoice["status"]]
    back = invoice.get("refundedHalalas")
    return _fields(
        (("الرقم", "Number"), (invoice["number"],)),
        (("تاريخ الإصدار (بتوقيت الرياض)", "Issued (Riyadh)"), (issued and _clock(issued),)),
        (("تاريخ الإنشاء (بتوقيت الرياض)", "Created (Riyadh)"), (not issued and _clock(made),)),
        (("الحالة", "Status"), status),
        (("تاريخ الدفع", "Paid"), (invoice["paidAt"] and _clock(invoice["paidAt"]),)),
        (("الفترة", "Period"), _period(invoice)),
        (("المسترد", "Refunded"), (back and f"{_money(back)} {invoice['currency']}",)),
        (("العملة", "Currency"), ("ريال سعودي", invoice["currency"])),
        (("عن الفاتورة", "For invoice"), (credit.get("number"),)),
        (("السبب", "Reason"), (credit.get("reason"),)),
    )


def _period(invoice: Mapping[str, Any]) -> tuple[str | None]:
    """From which day to which it pays."""
    start, end = invoice.get("periodStart"), invoice.get("periodEnd")
    return (f"{_clock(start)[:10]} – {_clock(end)[:10]}" if start and end else None,)


def _party(party: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Who somebody is and where. The name is always asked for, so its absence is shown."""
    names = [party.get("nameAr"), party.get("name")]
    fields = _fields(
        (("الاسم", "Name"), names if any(map(_plain, names)) else [NOTHING]),
        (("الرقم الضريبي", "VAT number"), (party.get("vatNumber"),)),
        (("السجل التجاري", "CR number"), (party.get("crNumber"),)),
    )
    address = _address(party)
    return [*fields, {**_both(("العنوان", "Address")), "values": address}] if address else fields


def _address(party: Mapping[str, Any]) -> list[Said]:
    """The lines of a national address. A number is isolated, or Arabic would turn it about."""
    building, postal, more = (
        _plain(party.get(key)) for key in ("buildingNumber", "postalCode", "additionalNumber")
    )
    code = "-".join(filter(None, (postal, more)))
    parts = (
        (building, _plain(party.get("street"))),
        (_plain(party.get("district")),),
        (_plain(party.get("city")), code),
    )
    numbers = (building, code)
    lines = (
        " ".join(f"\u2066{part}\u2069" if part in numbers else part for part in line if part)
        for line in parts
    )
    return [_run(line) for line in lines if line]


def _line(place: int, line: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "place": str(place),
        "ar": _text(line["descriptionAr"]),
        "en": _text(line["descriptionEn"]),
        "quantity": f"{line['quantity']:,}",
        "unit": _money(line["unitHalalas"]),
        "net": _money(line["netHalalas"]),
    }


def _sums(invoice: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the lines come to, what is taken off, the tax, and what is to be paid."""
    rate = f"(\u2066{invoice['vatPercent']:g}%\u2069)"
    whole = sum(line["netHalalas"] for line in invoice["lines"])
    rows: list[tuple[str | None, str | None, int]] = []
    if invoice["discounts"]:
        rows.append(("المجموع قبل الخصم", "Total before discount", whole))
    for one in invoice["discounts"]:
        reasons = (_plain(one["reasonAr"]) or "خصم", _plain(one["reasonEn"]) or "Discount")
        rows.append((*reasons, -one["halalas"]))
    rows += [
        ("المبلغ الخاضع للضريبة", "Taxable amount", invoice["netHalalas"]),
        (f"ضريبة القيمة المضافة {rate}", f"VAT {rate}", invoice["vatHalalas"]),
        ("الإجمالي شامل الضريبة", "Total including VAT", invoice["amountHalalas"]),
    ]
    return [
        {
            "ar": _run(ar or ""),
            "en": _run(en or ""),
            "amount": f"{_plain(invoice['currency'])} {_money(halalas)}",
            "strong": place == len(rows),
        }
        for place, (ar, en, halalas) in enumerate(rows, 1)
    ]


def _fields(*fields: tuple[Both, Any]) -> list[dict[str, Any]]:
    """Those of the fields that have a value, each under its name in both languages."""
    told = [{**_both(name), "values": _texts(*values)} for name, values in fields]
    return [field for field in told if field["values"]]


def _both(words: Both) -> dict[str, str]:
    return {"ar": words[0], "en": words[1]}


def _money(halalas: int) -> str:
    """Halalas as riyals with two decimals: 123456 is 1,234.56."""
    riyals, rest = divmod(abs(halalas), 100)
    return f"{'-' if halalas < 0 else ''}{riyals:,}.{rest:02}"


def _clock(at: str) -> str:
    return _moment(at).astimezone(RIYADH).strftime("%Y-%m-%d %H:%M:%S")


def _moment(at: str) -> datetime:
    return datetime.fromisoformat(at)


def _texts(*texts: str | None) -> list[Said]:
    """Those that say something, each once."""
    return [_run(text) for text in dict.fromkeys(map(_plain, texts)) if text]


def _text(text: str | None) -> Said:
    return _run(_plain(text))


def _run(plain: str) -> Said:
    """A text with its direction: that of its first letter (Unicode UAX 9, rule P2)."""
    kinds = map(unicodedata.bidirectional, plain)
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), "L")
    lang, towards = ("en", "ltr") if first == "L" else ("ar", "rtl")
    edge = "right" if lang == "ar" or CODE.fullmatch(plain) else "left"
    text = ENDLESS.sub("\\g<0>\u200b", plain)
    return {"text": text, "lang": lang, "dir": towards, "edge": edge}


def _plain(text: str | None) -> str:
    """The text in one line, of characters that can be drawn.

    Controls go, with those that turn the direction of what follows; so do accents without end, and
    such as the font of their letter has not.
    """
    kept: list[str] = []
    accents, face = 0, frozenset[int]()
    for one in unicodedata.normalize("NFC", text or ""):
        kind = unicodedata.category(one)
        if kind[0] == "M":
            accents += 1
            if accents <= ACCENTS and ord(one) in face:
                kept.append(one)
        elif one.isspace() or one in JOINERS:
            kept.append(one)
        elif kind not in ("Cc", "Cf"):
            accents, face = 0, next((f for f in _glyphs() if ord(one) in f), frozenset())
            kept.append(one if face and kind != "Co" else UNKNOWN)
    line = " ".join("".join(kept).split())
    return line if line.strip(JOINERS + " ") else ""


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[*map(str, FONTS)]
    )


@cache
def _glyphs() -> tuple[frozenset[int], ...]:
    """The characters that each of the fonts has, in the order in which they are asked."""
    return tuple(_characters(face.read_bytes()) for face in FACES)


def _characters(font: bytes) -> frozenset[int]:
    """The characters of a font: its table `cmap`, in format 4 (ISO/IEC 14496-22, section 5.2.1)."""
    tables = (font[12 + 16 * n :] for n in range(*struct.unpack_from(">H", font, 4)))
    cmap = next(struct.unpack_from(">I", one, 8)[0] for one in tables if one[:4] == b"cmap")
    offsets = (
        cmap + struct.unpack_from(">I", font, cmap + 8 + 8 * n)[0]
        for n in range(*struct.unpack_from(">H", font, cmap + 2))
    )
    at = next(one for one in offsets if font[one : one + 2] == b"\0\4")
    size = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends = struct.unpack_from(f">{size}H", font, at + 14)
    starts = struct.unpack_from(f">{size}H", font, at + 16 + 2 * size)
    runs = list(zip(starts, ends, strict=True))[:-1]  # the last ends the table
    return frozenset(n for start, end in runs for n in range(start, end + 1))
