"""What stands around buying: whom invoices bill, saved methods, invoices on paper, the back office."""

import base64
import io
from collections.abc import Callable
from uuid import uuid4

import httpx
import psycopg
import pytest
import zxingcpp
from PIL import Image

import make
from conftest import Running
from make import refused

People = Callable[..., make.Person]
Start = Callable[..., Running]
COMPANY = {
    "name": "شركة الشمال العقارية", "vatNumber": "310122393500003", "crNumber": "1010010000",
    "street": "طريق الملك فهد", "buildingNumber": "2322", "district": "العليا", "city": "الرياض",
    "postalCode": "12211", "additionalNumber": "3333",
}  # fmt: skip
DETAILS = "/subscriptions/billing-details"
METHODS = "/subscriptions/payment-methods"


@pytest.fixture
def chief(app: Running, people: People) -> make.Person:
    """An OWNER of the platform."""
    return make.with_role(app.owner_url, people(), "OWNER")


def test_a_company_stands_on_its_next_invoice_and_not_on_the_last(people: People) -> None:
    one = people(plan="trial")
    assert refused(one.api.get(DETAILS)) == (404, "not_found")
    first = make.bought(one)
    assert one.api.patch(DETAILS, json=COMPANY).status_code == 200
    assert one.api.get(f"/subscriptions/invoices/{first['id']}").json()["buyer"] == first["buyer"]
    change = {"planId": make.plan(one, "pro")["id"], "billingCycle": "MONTHLY"}
    checkout = one.api.post("/subscriptions/change-plan", json=change).json()
    make.press(checkout["payUrl"], "PAID")
    second = one.api.get(f"/subscriptions/invoices/{checkout['invoice']['id']}").json()
    assert {name: second["buyer"][name] for name in COMPANY} == COMPANY


@pytest.mark.parametrize(
    ("body", "status", "code", "field"),
    [
        ({"vatNumber": "123"}, 400, "validation_failed", "vatNumber"),
        ({"vatNumber": "210122393500003"}, 400, "validation_failed", "vatNumber"),
        ({"vatNumber": "310122393500003"}, 422, "billing_details_incomplete", "name"),
        ({"name": "4111 1111 1111 1111"}, 422, "card_number_refused", "name"),
        ({"street": "٤١١١١١١١١١١١١١١١"}, 422, "card_number_refused", "street"),
        ({"postalCode": "1"}, 400, "validation_failed", "postalCode"),
        ({"coupon": "x"}, 400, "validation_failed", "coupon"),
    ],
)
def test_wrong_details_are_named(
    people: People, body: dict[str, str], status: int, code: str, field: str
) -> None:
    answer = people(plan="trial").api.patch(DETAILS, json=body)
    assert refused(answer) == (status, code)
    assert answer.json()["details"][0]["field"] == field


def test_the_version_of_details_is_asked_for(people: People) -> None:
    one = people(plan="trial")
    one.api.patch(DETAILS, json={"name": "أ"})
    version = one.api.get(DETAILS).json()["version"]
    late = one.api.patch(DETAILS, json={"name": "ب"}, headers={"if-match": f'"{version + 1}"'})
    assert refused(late) == (412, "precondition_failed")
    assert one.api.patch(
        DETAILS, json={"name": "ب"}, headers={"if-match": f'"{version}"'}
    ).status_code == 200  # fmt: skip


def test_methods_are_kept_masked_and_the_newest_pays(app: Running, people: People) -> None:
    one, other = people(plan="trial"), people(plan="trial")
    first, second = make.card(), make.card() | {"brand": "VISA", "lastDigits": "4242"}
    kept = one.api.post(METHODS, json=first).json()
    one.api.post(METHODS, json=second)
    shown = one.api.get(METHODS)
    assert [(each["lastDigits"], each["isDefault"]) for each in shown.json()["data"]] == [
        ("4242", True), ("1111", False),
    ]  # fmt: skip
    assert first["token"] not in shown.text
    assert refused(other.api.post(METHODS, json=first)) == (409, "method_taken")
    assert refused(other.api.delete(f"{METHODS}/{kept['id']}")) == (404, "not_found")
    assert one.api.delete(f"{METHODS}/{shown.json()['data'][0]['id']}").status_code == 204
    (left,) = one.api.get(METHODS).json()["data"]
    assert left["isDefault"] and left["id"] == kept["id"]
    with psycopg.connect(app.owner_url) as owner:
        logged = owner.execute(
            "select count(*) from nova.audit_log x where x::text ~ %s", [first["token"]]
        ).fetchone()
    assert logged == (0,)


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"token": "4111111111111111"}, "card_number_refused", "token"),
        ({"token": "4111_1111-1111_1111"}, "card_number_refused", "token"),
        ({"token": "card_4111111111111111"}, "card_number_refused", "token"),
        ({"expiresOn": "2020-01-31"}, "card_expired", "expiresOn"),
    ],
)
def test_no_card_number_is_taken(
    people: People, changed: dict[str, str], code: str, field: str
) -> None:
    answer = people(plan="trial").api.post(METHODS, json=make.card() | changed)
    assert refused(answer) == (422, code)
    assert answer.json()["details"][0]["field"] == field
    assert "4111" not in answer.text


def test_digits_that_stand_in_a_token_by_chance_are_no_card_number(people: People) -> None:
    token = f"token_{uuid4().hex[:12]}b43828289225958266269"  # Luhn's check holds for some of them
    answer = people(plan="trial").api.post(METHODS, json=make.card() | {"token": token})
    assert answer.status_code == 201, answer.text


def test_an_eleventh_method_is_refused(people: People) -> None:
    one = people(plan="trial")
    for _ in range(10):
        assert one.api.post(METHODS, json=make.card()).status_code == 201
    assert refused(one.api.post(METHODS, json=make.card())) == (409, "too_many_methods")


def test_an_invoice_is_printed_and_its_qr_read(people: People) -> None:
    one = people(plan="trial")
    checkout = one.api.post("/subscriptions", json={"planId": make.plan(one, "basic")["id"]}).json()
    invoice = f"/subscriptions/invoices/{checkout['invoice']['id']}"
    assert refused(one.api.get(f"{invoice}/qr")) == (409, "invoice_not_issued")
    assert one.api.get(f"{invoice}/pdf").content.startswith(b"%PDF-"), "a pro-forma one"
    make.press(checkout["payUrl"], "PAID")
    pdf = one.api.get(f"{invoice}/pdf")
    assert pdf.headers["content-type"] == "application/pdf"
    assert "INV-" in pdf.headers["content-disposition"]
    text = one.api.get(f"{invoice}/qr").json()["qr"]
    picture = one.api.get(f"{invoice}/qr", headers={"accept": "image/png"})
    assert picture.headers["content-type"] == "image/png"
    read = zxingcpp.read_barcode(Image.open(io.BytesIO(picture.content)))
    assert read is not None and read.text == text
    assert base64.b64decode(text)[2:].decode("utf-8", "ignore").startswith("نوفا")


def test_the_back_office_keeps_plans_and_running_periods_keep_their_price(
    people: People, chief: make.Person
) -> None:
    new = {
        "name": f"plan-{make.mobile()}", "nameAr": "باقة", "priceMonthlyHalalas": 5000,
        "priceYearlyHalalas": 50_000, "features": ["basic"], "limits": {"maxCustomers": 7},
    }  # fmt: skip
    one = people(plan="trial")
    assert refused(one.api.post("/subscriptions/plans", json=new)) == (403, "forbidden")
    made = chief.api.post("/subscriptions/plans", json=new)
    assert made.status_code == 201, made.text
    address = f"/subscriptions/plans/{made.json()['id']}"
    assert refused(chief.api.post("/subscriptions/plans", json=new)) == (409, "plan_name_taken")
    wrong = chief.api.post("/subscriptions/plans", json=new | {"limits": {"maxMoons": 1}})
    assert refused(wrong) == (400, "validation_failed")
    make.bought(one, str(new["name"]))
    changed = chief.api.patch(address, json={"priceMonthlyHalalas": 9000, "isActive": False})
    assert changed.json()["isActive"] is False
    assert one.api.get("/subscriptions/current").json()["periodPriceHalalas"] == 5000
    yearly = {"planId": made.json()["id"], "billingCycle": "YEARLY"}
    answer = one.api.post("/subscriptions/change-plan", json=yearly)
    assert refused(answer) == (422, "plan_retired")
    assert made.json()["id"] in {
        each["id"] for each in chief.api.get("/admin/plans").json()["data"]
    }


def test_the_seller_is_the_back_offices_and_a_long_name_is_warned_of(
    people: People, chief: make.Person
) -> None:
    assert refused(people().api.patch("/admin/seller", json={"name": "x"})) == (403, "forbidden")
    before = chief.api.get("/admin/seller").json()
    assert before["warnings"] == []
    long = chief.api.patch("/admin/seller", json={"nameAr": "ن" * 64}).json()
    assert long["warnings"] == ["name_long_for_qr"]
    back = chief.api.patch("/admin/seller", json={"nameAr": before["nameAr"]}).json()
    assert back["nameAr"] == before["nameAr"]
    forged = chief.api.patch("/admin/seller", json={"vatNumber": None})
    assert refused(forged) == (400, "validation_failed")


def test_a_trial_is_had_once_a_phone_and_once_a_register(app: Running, people: People) -> None:
    first = people(plan="trial")
    register = make.mobile()
    assert first.api.patch(
        "/users/me", json={"commercialRegistration": register}
    ).status_code == 200  # fmt: skip
    second = people(plan="trial")
    second.api.patch("/users/me", json={"commercialRegistration": register})
    mine = second.api.get("/subscriptions/current").json()
    assert (
        mine["currentPeriodEnd"]
        < first.api.get("/subscriptions/current").json()["currentPeriodEnd"]
    )
    with psycopg.connect(app.owner_url) as owner:
        owner.execute("select private.expire_subscriptions(now())")
    assert second.api.get("/subscriptions/current").json()["status"] == "EXPIRED"
    assert first.api.get("/subscriptions/current").json()["status"] == "TRIAL"
    assert make.bought(second)["status"] == "PAID", "buying goes on"


def test_the_test_page_is_for_this_machine_and_for_no_provider(
    app: Running, fresh_url: str, start_app: Start, people: People
) -> None:
    one = people(plan="trial")
    url = one.api.post("/subscriptions", json={"planId": make.plan(one, "basic")["id"]}).json()[
        "payUrl"
    ]
    away = {"x-forwarded-for": "203.0.113.9"}
    assert httpx.get(url, headers=away).status_code == 404
    assert httpx.post(url, headers=away, data={"state": "PAID"}).status_code == 404
    assert one.api.get("/subscriptions/current").json()["status"] == "TRIAL"
    shown = start_app(fresh_url, api_url="https://api.example.com")
    other = make.broker(shown.url, shown.owner_url, plan="trial")
    answer = other.api.post("/subscriptions", json={"planId": make.plan(other, "basic")["id"]})
    assert refused(answer) == (503, "payments_off")
