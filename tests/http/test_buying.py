"""Buying a plan, changing it, paying: on the test provider's page, as a developer sees it."""

from collections.abc import Callable

import httpx
import psycopg

import make
from conftest import Running
from make import refused

People = Callable[..., make.Person]


def test_a_plan_is_bought_on_the_page_and_runs(people: People) -> None:
    one = people(plan="trial")
    pro = make.plan(one, "pro")
    answer = one.api.post("/subscriptions", json={"planId": pro["id"]})
    assert answer.status_code == 201, answer.text
    checkout = answer.json()
    invoice = checkout["invoice"]
    assert (invoice["status"], invoice["number"], invoice["amount"]) == ("PENDING", None, "343.85")
    preview = one.api.post(
        "/subscriptions/preview-change", json={"planId": pro["id"], "billingCycle": "MONTHLY"}
    ).json()
    assert (preview["effect"], preview["amountHalalas"]) == ("NOW", invoice["amountHalalas"])
    page = httpx.get(checkout["payUrl"])
    assert page.status_code == 200 and "343.85" in page.text and "ادفع" in page.text
    assert one.api.get("/subscriptions/current").json()["status"] == "TRIAL"

    make.press(checkout["payUrl"], "PAID")
    mine = one.api.get("/subscriptions/current").json()
    assert (mine["status"], mine["plan"]["name"]) == ("ACTIVE", "pro")
    assert (mine["periodPriceHalalas"], mine["trialEndsAt"]) == (29900, None)
    paid = one.api.get(f"/subscriptions/invoices/{invoice['id']}").json()
    assert paid["status"] == "PAID" and paid["number"].startswith("INV-")
    assert paid["periodEnd"] == mine["currentPeriodEnd"] == mine["nextPaymentAt"]
    assert (paid["netHalalas"], paid["vatHalalas"], paid["amountHalalas"]) == (29900, 4485, 34385)
    assert paid["seller"]["vatNumber"] and paid["buyer"]["name"]


def test_pressing_twice_pays_once(people: People) -> None:
    one = people(plan="trial")
    body = {"planId": make.plan(one, "basic")["id"]}
    url = one.api.post("/subscriptions", json=body).json()["payUrl"]
    make.press(url, "PAID")
    first = one.api.get("/subscriptions/current").json()
    make.press(url, "PAID")
    make.press(url, "FAILED")
    assert one.api.get("/subscriptions/current").json() == first
    (only,) = one.api.get("/subscriptions/invoices").json()["data"]
    assert only["status"] == "PAID"


def test_a_declined_payment_may_be_tried_again(people: People) -> None:
    one = people(plan="trial")
    basic = {"planId": make.plan(one, "basic")["id"]}
    checkout = one.api.post("/subscriptions", json=basic).json()
    pay = f"/subscriptions/invoices/{checkout['invoice']['id']}/pay"
    make.press(checkout["payUrl"], "FAILED")
    for _ in range(5):
        again = one.api.post(pay, json={})
        assert again.status_code == 200, again.text
        assert again.json()["invoice"]["status"] == "PENDING"
        make.press(again.json()["payUrl"], "FAILED")
    make.press(one.api.post(pay, json={}).json()["payUrl"], "PAID")
    assert one.api.get("/subscriptions/current").json()["status"] == "ACTIVE"


def test_a_second_purchase_takes_the_place_of_the_first_and_late_money_goes_back(
    app: Running, people: People
) -> None:
    one = people(plan="trial")
    first = one.api.post("/subscriptions", json={"planId": make.plan(one, "basic")["id"]}).json()
    second = one.api.post("/subscriptions", json={"planId": make.plan(one, "pro")["id"]}).json()
    make.press(second["payUrl"], "PAID")
    make.press(first["payUrl"], "PAID")
    assert one.api.get("/subscriptions/current").json()["plan"]["name"] == "pro"
    states = {
        each["id"]: each["status"] for each in one.api.get("/subscriptions/invoices").json()["data"]
    }
    assert states == {first["invoice"]["id"]: "CANCELLED", second["invoice"]["id"]: "PAID"}
    with psycopg.connect(app.owner_url) as owner:
        row = owner.execute(
            "select p.problem, r.amount_halalas, r.status from nova.payments p"
            " join nova.refunds r on r.payment_id = p.id where p.invoice_id = %s",
            [first["invoice"]["id"]],
        ).fetchone()
    assert row == ("INVOICE_CLOSED", 9900 + 1485, "DONE")


def test_what_a_preview_shows_is_what_a_change_charges(people: People) -> None:
    one = people(plan="trial")
    make.bought(one, "basic")
    change = {"planId": make.plan(one, "pro")["id"], "billingCycle": "MONTHLY"}
    preview = one.api.post("/subscriptions/preview-change", json=change)
    assert preview.status_code == 200, preview.text
    quote = preview.json()
    assert (quote["effect"], quote["blockers"]) == ("NOW", [])
    lines = sum(each["netHalalas"] for each in quote["lines"])
    assert quote["netHalalas"] == lines - sum(each["halalas"] for each in quote["discounts"])
    changed = one.api.post(
        "/subscriptions/change-plan", json=change | {"quotedAt": quote["quotedAt"]}
    ).json()
    assert changed["invoice"]["amountHalalas"] == quote["amountHalalas"]
    before = one.api.get("/subscriptions/current").json()
    make.press(changed["payUrl"], "PAID")
    after = one.api.get("/subscriptions/current").json()
    assert after["plan"]["name"] == "pro"
    assert after["currentPeriodEnd"] == before["currentPeriodEnd"]
    stale = one.api.post(
        "/subscriptions/change-plan",
        json={"planId": make.plan(one, "company")["id"], "billingCycle": "MONTHLY",
              "quotedAt": quote["quotedAt"]},
    )  # fmt: skip
    assert refused(stale) == (409, "quote_stale")


def test_a_smaller_plan_comes_with_the_next_period_and_may_be_taken_back(people: People) -> None:
    one = people(plan="trial")
    make.bought(one, "pro")
    down = {"planId": make.plan(one, "basic")["id"], "billingCycle": "MONTHLY"}
    assert one.api.post("/subscriptions/preview-change", json=down).json()["effect"] == "PERIOD_END"
    changed = one.api.post("/subscriptions/change-plan", json=down).json()
    assert (changed["effect"], changed["invoice"], changed["payUrl"]) == ("PERIOD_END", None, None)
    mine = one.api.get("/subscriptions/current").json()
    assert (mine["plan"]["name"], mine["pendingPlan"]) == ("pro", "basic")
    back = {"planId": make.plan(one, "pro")["id"], "billingCycle": "MONTHLY"}
    assert one.api.post("/subscriptions/change-plan", json=back).status_code == 200
    assert one.api.get("/subscriptions/current").json()["pendingPlan"] is None
    assert refused(one.api.post("/subscriptions/change-plan", json=back)) == (422, "change_is_none")


def test_a_year_begins_at_once_less_what_is_left_of_the_month(people: People) -> None:
    one = people(plan="trial")
    make.bought(one, "basic")
    yearly = {"planId": make.plan(one, "basic")["id"], "billingCycle": "YEARLY"}
    changed = one.api.post("/subscriptions/change-plan", json=yearly).json()
    assert changed["invoice"]["netHalalas"] in range(99000 - 9900, 99000 - 9890)
    make.press(changed["payUrl"], "PAID")
    mine = one.api.get("/subscriptions/current").json()
    assert (mine["billingCycle"], mine["periodPriceHalalas"]) == ("YEARLY", 99000)


def test_a_plan_that_is_too_small_is_refused_with_all_that_is_in_its_way(people: People) -> None:
    one = people(plan="trial")
    make.bought(one, "company")
    assert one.api.post("/teams", json={"name": "فريق"}).status_code == 201
    down = {"planId": make.plan(one, "basic")["id"], "billingCycle": "MONTHLY"}
    (blocker,) = one.api.post("/subscriptions/preview-change", json=down).json()["blockers"][:1]
    assert blocker["key"] == "maxTeams" and blocker["limit"] == 0
    answer = one.api.post("/subscriptions/change-plan", json=down)
    assert refused(answer) == (409, "plan_too_small")
    assert {each["params"]["key"] for each in answer.json()["details"]} == {
        "maxTeams", "maxTeamMembers",
    }  # fmt: skip


def test_what_cannot_be_bought_is_named(people: People) -> None:
    one = people(plan="trial")
    nobody = "00000000-0000-7000-8000-000000000000"
    assert refused(one.api.post("/subscriptions", json={"planId": nobody})) == (422, "plan_unknown")
    free = {"planId": make.plan(one, "trial")["id"]}
    assert refused(one.api.post("/subscriptions", json=free)) == (422, "plan_not_sold")
    coupon = {"planId": make.plan(one, "basic")["id"], "coupon": "NOBODY"}
    answer = one.api.post("/subscriptions", json=coupon)
    assert refused(answer) == (400, "validation_failed")
    assert answer.json()["details"][0]["field"] == "coupon"
    quantity = {"planId": make.plan(one, "basic")["id"], "quantity": -1}
    answer = one.api.post("/subscriptions", json=quantity)
    assert answer.json()["details"][0]["field"] == "quantity"
    early = {"planId": make.plan(one, "pro")["id"], "billingCycle": "MONTHLY"}
    answer = one.api.post("/subscriptions/change-plan", json=early)
    assert refused(answer) == (409, "subscription_not_running")
    make.bought(one)
    again = one.api.post("/subscriptions", json={"planId": make.plan(one, "pro")["id"]})
    assert refused(again) == (409, "subscription_running")


def test_another_persons_invoice_is_not_there(people: People) -> None:
    one, other = people(plan="trial"), people(plan="trial")
    invoice = make.bought(one)["id"]
    assert refused(other.api.get(f"/subscriptions/invoices/{invoice}")) == (404, "not_found")
    answer = other.api.post(f"/subscriptions/invoices/{invoice}/pay", json={})
    assert refused(answer) == (404, "not_found")
    assert other.api.get("/subscriptions/invoices").json()["data"] == []
    answer = other.api.post(f"/subscriptions/invoices/{invoice}/refund", json={"reason": "x"})
    assert refused(answer) == (403, "forbidden")
