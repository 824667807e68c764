"""The tax authority's API by one on loopback, which verifies what it is sent and answers as the
authority's documents say."""

import asyncio
import base64
from collections.abc import Callable, Iterator
from typing import Any

import aiohttp
import pytest

import nova.delivery.web
from make.zatca import (
    OFFICE,
    PERSON,
    SECRET,
    SELLER,
    TOKEN,
    TaxOffice,
    cleared,
    credit_note,
    invoice,
    signer,
)
from nova.delivery.dsn import read_dsn
from nova.delivery.port import AnswerLost, Unavailable
from nova.problem import Problem
from nova.zatca import Signed, sign
from nova.zatca.authority import Authority, Verdict

SIGNER = signer()


@pytest.fixture
def office() -> Iterator[TaxOffice]:
    with TaxOffice() as served:
        yield served


def submitted(
    office: TaxOffice, made: dict[str, Any], signed: Signed | None = None, secret: str = SECRET
) -> Verdict:
    """What the authority says of an invoice."""

    async def ask() -> Verdict:
        authority = Authority(read_dsn(office.dsn(secret)))
        try:
            is_standard = bool(made["buyer"]["vatNumber"])
            return await authority.submit(
                signed or sign(made, SIGNER), made["uuid"], is_standard=is_standard
            )
        finally:
            await authority.close()

    return asyncio.run(ask())


def test_a_standard_invoice_is_cleared_and_comes_back(office: TaxOffice) -> None:
    made = invoice()
    signed = sign(made, SIGNER)
    verdict = submitted(office, made, signed)
    assert verdict == Verdict("CLEARED", xml=cleared(signed.xml))
    assert office.taken == {signed.hash: signed.xml}
    (asked,) = office.asked
    assert asked.path == "/e-invoicing/simulation/invoices/clearance/single"
    assert asked.headers["accept-version"] == "V2" and asked.headers["accept-language"] == "en"
    assert asked.headers["clearance-status"] == "1"
    word = asked.headers["authorization"].removeprefix("Basic ")
    assert base64.b64decode(word).decode() == f"{TOKEN}:{SECRET}"


def test_a_simplified_invoice_is_reported(office: TaxOffice) -> None:
    assert submitted(office, invoice(buyer=PERSON)) == Verdict("REPORTED")
    (asked,) = office.asked
    assert asked.path == "/e-invoicing/simulation/invoices/reporting/single"
    assert asked.headers["clearance-status"] == "0"


def test_warnings_are_told_and_refuse_nothing(office: TaxOffice) -> None:
    office.how = "warnings"
    made = invoice()
    signed = sign(made, SIGNER)
    verdict = submitted(office, made, signed)
    assert verdict == Verdict("CLEARED", ["BR-KSA-98: not so"], xml=cleared(signed.xml))
    office.how = "warnings"
    next_one = invoice(buyer=PERSON, counter=2, previousHash=signed.hash)
    assert submitted(office, next_one) == Verdict("REPORTED", ["BR-KSA-98: not so"])


@pytest.mark.parametrize("buyer", [OFFICE, PERSON], ids=["standard", "simplified"])
def test_a_rejected_invoice_says_why(office: TaxOffice, buyer: dict[str, Any]) -> None:
    office.how = "rejected"
    assert submitted(office, invoice(buyer=buyer)) == Verdict(
        "REJECTED", errors=["BR-KSA-15: not so"]
    )
    assert office.taken == {}


@pytest.mark.parametrize("how", ["lost", "half", "silence", "strange", "undecided"])
@pytest.mark.parametrize("buyer", [OFFICE, PERSON], ids=["standard", "simplified"])
def test_what_may_have_been_taken_is_told_again_and_known(
    office: TaxOffice, monkeypatch: pytest.MonkeyPatch, how: str, buyer: dict[str, Any]
) -> None:
    monkeypatch.setattr(nova.delivery.web, "TIMEOUT", aiohttp.ClientTimeout(total=0.4))
    made = invoice(buyer=buyer)
    signed = sign(made, SIGNER)
    office.how = how
    with pytest.raises(AnswerLost):
        submitted(office, made, signed)
    assert list(office.taken) == [signed.hash]
    office.how = "taken"
    verdict = submitted(office, made, signed)
    if buyer is OFFICE:
        assert verdict == Verdict("CLEARED", xml=cleared(signed.xml)), "208 brings it again"
    else:
        assert verdict == Verdict("REPORTED"), "409 is no error"
    assert len(office.taken) == 1


def test_a_cleared_invoice_that_cannot_be_read_is_asked_for_again(office: TaxOffice) -> None:
    made = invoice()
    signed = sign(made, SIGNER)
    office.how = "no_xml"
    with pytest.raises(AnswerLost, match="no base64"):
        submitted(office, made, signed)
    office.how = "taken"
    assert submitted(office, made, signed).xml == cleared(signed.xml)


def test_where_clearance_is_off_a_standard_invoice_is_reported(office: TaxOffice) -> None:
    office.how = "off"
    assert submitted(office, invoice()) == Verdict("REPORTED")
    assert [each.path.split("/")[-2] for each in office.asked] == ["clearance", "reporting"]
    assert [each.headers["clearance-status"] for each in office.asked] == ["1", "0"]


@pytest.mark.parametrize(
    ("how", "after", "words"),
    [
        ("too_many", 7.0, "HTTP 429"),
        ("error", 0.0, "HTTP 500"),
        ("malformed", 600.0, "HTTP 400 Invalid request"),
    ],
)
def test_what_was_not_taken_is_told_later(
    office: TaxOffice, how: str, after: float, words: str
) -> None:
    office.how = how
    with pytest.raises(Unavailable) as refused:
        submitted(office, invoice())
    assert (refused.value.retry_after, str(refused.value)) == (after, words)
    assert office.taken == {} and len(office.asked) == 1


def test_a_gateway_does_not_know(office: TaxOffice) -> None:
    office.how = "gateway"
    with pytest.raises(AnswerLost, match="HTTP 504"):
        submitted(office, invoice())


def test_who_we_are_must_be_right(office: TaxOffice) -> None:
    with pytest.raises(Unavailable, match="HTTP 401") as refused:
        submitted(office, invoice(), secret="another")
    assert refused.value.retry_after == 600.0


def test_nobody_listens() -> None:
    with pytest.raises(Unavailable, match="not reached"):
        submitted(TaxOffice(), invoice())


def test_the_authority_on_loopback_verifies_what_it_is_sent(office: TaxOffice) -> None:
    """So that what it takes elsewhere is right."""
    made = invoice(buyer=PERSON)
    signed = sign(made, SIGNER)

    def errors(made: dict[str, Any], signed: Signed) -> list[str]:
        verdict = submitted(office, made, signed)
        assert verdict.state == "REJECTED" and office.taken == {}
        return [each.removesuffix(": not so") for each in verdict.errors]

    def changed(old: str, new: str) -> Signed:
        xml = signed.xml.replace(old.encode(), new.encode())
        assert xml != signed.xml
        return Signed(xml, signed.hash, signed.qr)

    hashes = ["invalid-invoice-hash", "invalid-invoice-hash", "signature", "QRCODE_INVALID"]
    assert errors(made, changed(">366.28<", ">366.29<")) == hashes
    assert errors(made | {"uuid": "another"}, signed) == ["invalid-uuid"]
    assert errors(made | {"buyer": OFFICE}, signed) == ["wrong-endpoint"]
    for broken, fault in (
        ({"counter": 2}, "invalid-icv"),
        ({"previousHash": signed.hash}, "invalid-PIH"),
    ):
        assert errors(made | broken, sign(made | broken, SIGNER)) == [fault]
    assert submitted(office, made, signed) == Verdict("REPORTED")


def test_each_seller_has_a_chain(office: TaxOffice) -> None:
    makers: list[Callable[..., dict[str, Any]]] = [invoice, credit_note]
    for number in ("310122393500003", "399999999900003"):
        seller, previous = SELLER | {"vatNumber": number}, invoice()["previousHash"]
        for counter in range(1, 7):
            made = makers[counter % 2](
                seller=seller, counter=counter, previousHash=previous,
                buyer=(OFFICE, PERSON)[counter // 2 % 2],
            )  # fmt: skip
            signed = sign(made, SIGNER)
            verdict = submitted(office, made, signed)
            assert verdict.state == ("CLEARED" if made["buyer"] is OFFICE else "REPORTED")
            previous = signed.hash
    assert len(office.taken) == 12


def test_an_address_says_who_asks_and_nothing_strange() -> None:
    dsn = read_dsn("zatca://me:word@default")
    assert Authority(dsn).rate == 50.0 and dsn.base("https://theirs") == "https://theirs"
    for wrong, why in (
        ("zatca://default", "needs whose account"),
        ("zatca://me@default", "needs whose account"),
        ("zatca://me:word@default?pth=core", "knows no .pth="),
        ("zatca://me:word@default?rate=x", "no number"),
    ):
        with pytest.raises(Problem, match=why):
            Authority(read_dsn(wrong))
