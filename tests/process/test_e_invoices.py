"""E-invoices from the payment to the authority's verdict, by real processes: chained without a gap
whoever stamps and dies, never delivered before they may be."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

import make
from conftest import Running
from make.zatca import FIRST, TaxOffice, document, is_signed, make_test_certificate
from nova.database import addresses

Start = Callable[..., Running]
NOVA = str(Path(sys.executable).parent / "nova")
COMPANY = {
    "name": "شركة الشمال العقارية", "vatNumber": "310122393500003", "street": "طريق الملك فهد",
    "buildingNumber": "2322", "district": "العليا", "city": "الرياض", "postalCode": "12211",
    "crNumber": "1010010000", "additionalNumber": "3333",
}  # fmt: skip


@pytest.fixture
def office() -> Iterator[TaxOffice]:
    with TaxOffice() as served:
        yield served


@pytest.fixture
def stamp(tmp_path: Path, office: TaxOffice) -> dict[str, Any]:
    """The settings by which invoices are stamped and told to this office."""
    key, certificate = make_test_certificate()
    (tmp_path / "key.pem").write_text(key)
    (tmp_path / "certificate.pem").write_text(certificate)
    return {
        "zatca_url": office.dsn(), "zatca_key": tmp_path / "key.pem",
        "zatca_certificate": tmp_path / "certificate.pem",
    }  # fmt: skip


def switched_on(url: str) -> None:
    with psycopg.connect(url) as owner:
        owner.execute("update nova.sellers set e_invoices = true")


def bought(person: make.Person) -> str:
    plans = person.api.get("/subscriptions/plans").json()["data"]
    basic = next(each["id"] for each in plans if each["name"] == "basic")
    checkout = person.api.post("/subscriptions", json={"planId": basic}).json()
    httpx.post(checkout["payUrl"], data={"state": "PAID"})
    return str(checkout["invoice"]["id"])


def test_a_company_is_cleared_before_its_invoice_is_printed_and_a_person_is_reported(
    fresh_url: str, start_app: Start, office: TaxOffice, stamp: dict[str, Any]
) -> None:
    office.how = "error"
    shop = start_app(fresh_url, **stamp)
    switched_on(shop.owner_url)
    company = make.broker(shop.url, shop.owner_url, plan="trial")
    told = company.api.patch("/subscriptions/billing-details", json=COMPANY)
    assert told.status_code == 200, told.text
    invoice = f"/subscriptions/invoices/{bought(company)}"
    assert company.api.get(invoice).json()["zatcaStatus"] == "PENDING"
    assert make.refused(company.api.get(f"{invoice}/pdf")) == (409, "invoice_not_cleared")
    office.how = "warnings"
    with psycopg.connect(shop.owner_url) as owner:
        make.eventually(lambda: owner.execute(
            "update nova.subscription_invoices set zatca_next_at = now()"
            " where zatca_tries > 0 returning 1").fetchone())  # fmt: skip
    make.eventually(lambda: company.api.get(invoice).json()["zatcaStatus"] == "CLEARED")
    pdf = company.api.get(f"{invoice}/pdf")
    assert pdf.status_code == 200 and pdf.content.startswith(b"%PDF-")
    assert b"invoice.xml" in pdf.content

    office.how = "taken"
    person = make.broker(shop.url, shop.owner_url, plan="trial")
    own = f"/subscriptions/invoices/{bought(person)}"
    make.eventually(lambda: person.api.get(own).json()["zatcaStatus"] == "REPORTED")
    assert len(office.taken) == 2


def test_a_rejected_invoice_is_shown_and_sent_anew_behind_the_others(
    fresh_url: str, start_app: Start, office: TaxOffice, stamp: dict[str, Any]
) -> None:
    office.how = "rejected"
    shop = start_app(fresh_url, **stamp)
    switched_on(shop.owner_url)
    one = make.broker(shop.url, shop.owner_url, plan="trial")
    invoice = bought(one)
    chief = make.with_role(
        shop.owner_url, make.broker(shop.url, shop.owner_url, plan="trial"), "OWNER"
    )

    def waiting() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = chief.api.get("/admin/e-invoices").json()["data"]
        return [each for each in found if each["zatcaStatus"] == "REJECTED"]

    (refused,) = make.eventually(waiting)
    assert refused["invoiceId"] == invoice and "BR-KSA-15" in refused["said"][0]
    assert not refused["isOverdue"]
    with psycopg.connect(shop.owner_url) as owner:
        row = owner.execute("select counter from private.invoice_chain").fetchone()
    assert row == (1,), "a rejected one keeps its place"
    again = chief.api.post(f"/admin/e-invoices/{invoice}/resubmit")
    assert again.status_code == 200, again.text
    assert make.refused(one.api.post(f"/admin/e-invoices/{invoice}/resubmit")) == (403, "forbidden")
    make.eventually(lambda: [each for each in waiting() if each["counter"] == 2])


def test_the_chain_has_no_gap_whoever_stamps_and_dies(
    fresh_url: str, tmp_path: Path, stamp: dict[str, Any], office: TaxOffice
) -> None:
    count = 60
    switched_on(fresh_url)
    with psycopg.connect(fresh_url) as owner:
        for _ in range(count):
            person = make.user(owner)
            owner.execute(
                "update nova.subscriptions set status = 'CANCELLED',"
                " trial_ends_at = current_period_end where user_id = %s", [person],
            )  # fmt: skip
            owner.execute("select set_config('nova.user_id', %s, true)", [str(person)])
            row = owner.execute(
                "select (nova.subscribe((select id from nova.subscription_plans"
                " where name = 'basic'), 'MONTHLY', 'test', null, 'x')) ->> 'payUrl'"
            ).fetchone()
            assert row
            owner.execute("select nova.pay_test(right(%s, 36)::uuid, 'PAID')", [row[0]])

    settings = {
        "home": tmp_path, "worker_database_url": addresses.as_role(fresh_url, "nova_worker"),
        "log_level": "error", **stamp,
    }  # fmt: skip

    def told() -> int:
        with psycopg.connect(fresh_url) as owner:
            found = owner.execute(
                "select count(*) from nova.subscription_invoices where zatca_status = 'REPORTED'"
            ).fetchone()
        return int((found or (0,))[0])

    kills = 0
    while (before := told()) < count:
        pair = [
            subprocess.Popen([NOVA, "worker"], env=make.environment(**settings)) for _ in range(2)
        ]

        def moved(before: int = before) -> bool:
            return told() >= min(before + 15, count)

        make.eventually(moved, seconds=60)
        for each in pair:
            each.send_signal(signal.SIGKILL)
            each.wait()
        kills += 1
        with psycopg.connect(fresh_url) as owner:
            owner.execute("update nova.subscription_invoices set zatca_next_at = now()"
                          " where zatca_next_at is not null")  # fmt: skip
    assert kills >= 3
    with psycopg.connect(fresh_url) as owner:
        chain = owner.execute(
            "select zatca_counter, zatca_previous_hash, zatca_hash, zatca_xml"
            " from nova.subscription_invoices order by zatca_counter"
        ).fetchall()
    assert [each[0] for each in chain] == list(range(1, count + 1))
    previous = FIRST
    for _, before_it, own_hash, xml in chain:
        assert before_it == previous == document(xml.encode(), "PIH")
        assert is_signed(xml.encode())
        previous = own_hash
