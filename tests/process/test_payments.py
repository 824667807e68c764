"""Money by a real provider server on loopback: pages, webhooks, saved methods, refunds, faults, and
processes killed for real."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

import make
from conftest import Running
from make.payments import MoyasarLedger
from nova.database import addresses

Start = Callable[..., Running]
NOVA = str(Path(sys.executable).parent / "nova")
WEBHOOK = "/webhooks/payments/moyasar"


@pytest.fixture
def ledger() -> Iterator[MoyasarLedger]:
    with MoyasarLedger() as one:
        yield one


@pytest.fixture
def shop(fresh_url: str, start_app: Start, ledger: MoyasarLedger) -> Running:
    """An app whose payments go to this ledger."""
    return start_app(fresh_url, payments_url=(ledger.dsn,))


def row(app: Running, query: str, *values: object) -> tuple[Any, ...] | None:
    with psycopg.connect(app.owner_url) as owner:
        found: tuple[Any, ...] | None = owner.execute(query, values).fetchone()
    return found


def buyer(app: Running) -> make.Person:
    return make.broker(app.url, app.owner_url, plan="trial")


def wanted(person: make.Person, **more: object) -> dict[str, Any]:
    """The basic plan, to be paid."""
    plans = person.api.get("/subscriptions/plans").json()["data"]
    basic = next(each["id"] for each in plans if each["name"] == "basic")
    answer = person.api.post("/subscriptions", json={"planId": basic} | more)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def visited(checkout: dict[str, Any]) -> str:
    """Where the page of a payment leads."""
    page = httpx.get(checkout["payUrl"])
    assert page.status_code == 303, page.text
    return str(page.headers["location"])


def told(app: Running, ledger: MoyasarLedger, where: str, **more: Any) -> httpx.Response:
    """The provider tells that something happened to a payment."""
    sent = ledger.notice("payment_paid", where, **more)
    return httpx.post(f"{app.url}/api{WEBHOOK}", content=sent.body, headers=dict(sent.headers))


def is_active(person: make.Person) -> bool:
    return bool(person.api.get("/subscriptions/current").json()["status"] == "ACTIVE")


def due(app: Running) -> None:
    """What is asked later is asked now."""
    with psycopg.connect(app.owner_url) as owner:
        owner.execute("update nova.payments set next_check_at = now() where next_check_at > now()")
        owner.execute("update nova.refunds set next_try_at = now() where next_try_at > now()")


def test_a_plan_is_paid_on_the_providers_page_and_told_by_its_webhook(
    shop: Running, ledger: MoyasarLedger
) -> None:
    one = buyer(shop)
    checkout = wanted(one)
    where = visited(checkout)
    assert visited(checkout) == where, "the page is made once"
    ledger.pay(where)
    first = told(shop, ledger, where, event="evt_1")
    assert first.json() == {"received": True}, first.text
    make.eventually(lambda: is_active(one))
    mine = one.api.get("/subscriptions/current").json()
    assert told(shop, ledger, where, event="evt_1").json() == {"received": True}
    time.sleep(1)
    assert one.api.get("/subscriptions/current").json() == mine
    back = httpx.get(checkout["payUrl"]).headers["location"]
    assert back.endswith(f"/subscription/invoices/{checkout['invoice']['id']}")


def test_a_lost_callback_is_found_by_asking(shop: Running, ledger: MoyasarLedger) -> None:
    one = buyer(shop)
    ledger.pay(visited(wanted(one)))
    due(shop)
    make.eventually(lambda: is_active(one))


@pytest.mark.parametrize(("amount", "currency", "problem"), [
    (100, None, "AMOUNT_DIFFERS"), (None, "USD", "CURRENCY_DIFFERS"),
])  # fmt: skip
def test_another_sum_or_currency_buys_nothing_and_is_named(
    shop: Running, ledger: MoyasarLedger, amount: int | None, currency: str | None, problem: str
) -> None:
    one = buyer(shop)
    where = visited(wanted(one))
    ledger.pay(where, amount=amount, currency=currency)
    told(shop, ledger, where)
    make.eventually(lambda: row(shop, "select 1 from nova.payments where problem = %s", problem))
    assert not is_active(one)
    chief = make.with_role(shop.owner_url, buyer(shop), "OWNER")
    (found,) = chief.api.get("/admin/payments/reconciliation").json()["payments"]
    assert found["problem"] == problem


def test_the_second_payment_of_an_invoice_goes_back(shop: Running, ledger: MoyasarLedger) -> None:
    one = buyer(shop)
    checkout = wanted(one)
    first = visited(checkout)
    ledger.fail(first)
    told(shop, ledger, first)
    due(shop)
    invoice = f"/subscriptions/invoices/{checkout['invoice']['id']}"
    make.eventually(lambda: one.api.get(invoice).json()["status"] == "FAILED")
    second = visited(one.api.post(f"{invoice}/pay", json={}).json())
    for where in (second, first):
        ledger.pay(where)
        told(shop, ledger, where, event=f"evt_{where}")
        make.eventually(lambda: is_active(one))
    make.eventually(lambda: ledger.ledger_total() == checkout["invoice"]["amountHalalas"])
    notices = one.api.get("/notifications").json()["data"]
    assert any("goes back" in each["title"] or "مبلغ" in each["title"] for each in notices)
    assert row(shop, "select count(*) from nova.payments where problem = 'PAID_TWICE'") == (1,)


def test_forged_large_and_foreign_notices_change_nothing(
    shop: Running, ledger: MoyasarLedger
) -> None:
    one = buyer(shop)
    where = visited(wanted(one))
    ledger.pay(where)
    assert told(shop, ledger, where, secret="wrong").status_code == 403
    url = f"{shop.url}/api{WEBHOOK}"
    assert httpx.post(url, content=b"{" * 1_000_000).status_code == 413
    assert httpx.post(url, content=b"not json").status_code == 400
    assert httpx.post(f"{shop.url}/api/webhooks/payments/tap", content=b"{}").status_code == 404
    with MoyasarLedger() as other:
        theirs = other.entry(visited_at(other))
        assert told(shop, other, theirs.id, event="evt_foreign").status_code in {200, 403}
    assert not is_active(one)
    assert row(shop, "select count(*) from private.webhook_inbox where is_known") == (0,)


def visited_at(ledger: MoyasarLedger) -> str:
    """A hosted invoice of somebody else's account."""
    answer = httpx.post(
        f"http://127.0.0.1:{ledger.port}/v1/invoices", auth=(ledger.key, ""),
        json={"amount": 100, "currency": "SAR", "description": "x"},
    )  # fmt: skip
    return str(answer.json()["id"])


def test_a_saved_method_pays_at_once_and_a_refund_goes_back(
    shop: Running, ledger: MoyasarLedger
) -> None:
    one = buyer(shop)
    saved = one.api.post("/subscriptions/payment-methods", json=make.card())
    assert saved.status_code == 201 and "token" not in saved.text
    checkout = wanted(one, methodId=saved.json()["id"])
    assert checkout["payUrl"] is None
    make.eventually(lambda: is_active(one))
    assert one.api.get("/subscriptions/current").json()["paymentMethod"]["lastDigits"] == "1111"
    chief = make.with_role(shop.owner_url, buyer(shop), "OWNER")
    refund = f"/subscriptions/invoices/{checkout['invoice']['id']}/refund"
    part = chief.api.post(refund, json={"reason": "خطأ", "amountHalalas": 1000})
    assert part.status_code == 201, part.text
    assert part.json()["number"].startswith("CN-")
    much = chief.api.post(refund, json={"reason": "x", "amountHalalas": 11_385})
    assert make.refused(much) == (422, "refund_too_much")
    assert chief.api.post(refund, json={"reason": "x"}).json()["amountHalalas"] == 10_385
    make.eventually(lambda: ledger.ledger_total() == 0)
    assert make.refused(chief.api.post(refund, json={"reason": "x"})) == (409, "state_refused")
    sums = row(
        shop,
        "select sum(net_halalas) filter (where kind = 'INVOICE')"
        "  - sum(net_halalas) filter (where kind = 'CREDIT_NOTE'),"
        " sum(vat_halalas) filter (where kind = 'INVOICE')"
        "  - sum(vat_halalas) filter (where kind = 'CREDIT_NOTE')"
        " from nova.subscription_invoices where number is not null",
    )
    assert sums == (0, 0)


@pytest.mark.parametrize("fault", ["error", "error_done", "lost", "half", "dropped"])
def test_a_provider_in_trouble_is_asked_again_and_takes_the_money_once(
    shop: Running, ledger: MoyasarLedger, fault: str
) -> None:
    one = buyer(shop)
    saved = one.api.post("/subscriptions/payment-methods", json=make.card()).json()
    ledger.once(fault, "POST", "/payments")
    checkout = wanted(one, methodId=saved["id"])
    for _ in range(20):
        due(shop)
        if is_active(one):
            break
        time.sleep(0.3)
    make.eventually(lambda: is_active(one))
    assert ledger.ledger_total() == checkout["invoice"]["amountHalalas"]


@pytest.mark.parametrize("words", ["bad\0word", "x\ud800"])
def test_a_providers_strange_words_hold_up_nobody_elses_payment(
    shop: Running, ledger: MoyasarLedger, words: str
) -> None:
    one, other = buyer(shop), buyer(shop)
    checkout = wanted(one)
    failed, paid = visited(checkout), visited(wanted(other))
    ledger.fail(failed, why=words, status="expired")
    ledger.pay(paid)
    due(shop)
    make.eventually(lambda: is_active(other))
    invoice = f"/subscriptions/invoices/{checkout['invoice']['id']}"
    make.eventually(lambda: one.api.get(invoice).json()["status"] == "FAILED")


def worker(url: str, home: Path, ledger: MoyasarLedger) -> subprocess.Popen[bytes]:
    settings: dict[str, Any] = {
        "home": home, "worker_database_url": addresses.as_role(url, "nova_worker"),
        "payments_url": ledger.dsn, "log_level": "error",
    }  # fmt: skip
    return subprocess.Popen([NOVA, "worker"], env=make.environment(**settings))


PEOPLE = 500
BUY = """
with people as (
    select id, row_number() over (order by id) as n from nova.users where email like 'buyer%%'
), methods as (
    insert into nova.payment_methods (user_id, provider, token, brand, last_digits, expires_on,
        is_default)
    select p.id, 'moyasar', 'token_' || replace(p.id::text, '-', ''), 'MADA', '1111', '2099-01-01', true
    from people p returning id, user_id
)
select m.user_id, m.id from methods m
"""


def test_500_payments_survive_kills_and_are_booked_once(
    fresh_url: str, tmp_path: Path, ledger: MoyasarLedger
) -> None:
    with psycopg.connect(fresh_url) as owner:
        for n in range(PEOPLE):
            make.user(owner, email=f"buyer{n}@example.com")
        owner.execute(
            "update nova.subscriptions set trial_ends_at = current_period_end, status = 'TRIAL'"
        )
        bought = owner.execute(BUY).fetchall()
        for person, method in bought:
            owner.execute("select set_config('nova.user_id', %s, true)", [str(person)])
            owner.execute(
                "select nova.subscribe((select id from nova.subscription_plans"
                " where name = 'company'), 'MONTHLY', 'moyasar', %s, 'x')", [method],
            )  # fmt: skip

    def paid() -> int:
        with psycopg.connect(fresh_url) as owner:
            found = owner.execute("select count(*) from nova.payments where status = 'PAID'")
            return int((found.fetchone() or (0,))[0])

    kills = 0
    while (before := paid()) < PEOPLE:
        running = worker(fresh_url, tmp_path, ledger)

        def moved(before: int = before) -> bool:
            return paid() >= min(before + 60, PEOPLE)

        make.eventually(moved, seconds=60)
        running.send_signal(signal.SIGKILL)
        running.wait()
        kills += 1
        with psycopg.connect(fresh_url) as owner:
            owner.execute("update nova.payments set next_check_at = now()"
                          " where status = 'PENDING'")  # fmt: skip
    assert kills >= 3
    with psycopg.connect(fresh_url) as owner:
        numbers = owner.execute(
            "select min(number), max(number), count(*), count(distinct number),"
            " sum(amount_halalas), count(*) filter (where status = 'PAID')"
            " from nova.subscription_invoices"
        ).fetchone()
        periods = owner.execute(
            "select count(*) from nova.subscriptions where status = 'ACTIVE'"
            " and current_period_end between now() + interval '27 days' and now() + interval '32 days'"
        ).fetchone()
    assert numbers == (1, PEOPLE, PEOPLE, PEOPLE, ledger.ledger_total(), PEOPLE)
    assert periods == (PEOPLE,)


def served(url: str, home: Path, port: int) -> subprocess.Popen[bytes]:
    """An app in a process of its own, whose payments end on the test page; answers once it does."""
    settings: dict[str, Any] = {
        "home": home, "port": port, "app_database_url": addresses.as_role(url, "nova_app"),
        "log_level": "error",
    }  # fmt: skip
    running = subprocess.Popen([NOVA, "serve"], env=make.environment(**settings))
    make.eventually(lambda: answers(f"http://127.0.0.1:{port}/api/health"), seconds=30)
    return running


def answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=2).status_code == 200
    except httpx.HTTPError:
        return False


def persistent(send: Callable[[], httpx.Response]) -> httpx.Response:
    """The answer of a request that is sent until there is one, as a client on a bad line does."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            answer = send()
        except httpx.HTTPError:
            time.sleep(0.05)
            continue
        if answer.status_code < 500:
            return answer
    raise AssertionError("no answer")


def test_buyers_get_what_they_pay_for_whenever_the_app_is_killed(
    fresh_url: str, tmp_path: Path
) -> None:
    port, buyers, kills = make.free_port(), 16, 3
    app = served(fresh_url, tmp_path, port)
    address = f"http://127.0.0.1:{port}"
    people = [make.broker(address, fresh_url, plan="trial") for _ in range(buyers)]
    plan = make.plan(people[0], "basic")["id"]

    def buy(person: make.Person) -> None:
        headers = {"authorization": f"Bearer {person.token}", "idempotency-key": str(person.id)}
        checkout = persistent(lambda: httpx.post(
            f"{address}/api/subscriptions", json={"planId": plan}, headers=headers, timeout=5))  # fmt: skip
        assert checkout.status_code == 201, checkout.text
        pay = checkout.json()["payUrl"]
        paid = persistent(lambda: httpx.post(pay, data={"state": "PAID"}, timeout=5))
        assert "تم الدفع" in paid.text
        time.sleep(0.3)

    with ThreadPoolExecutor(4) as pool:
        done = pool.map(buy, people)
        for _ in range(kills):
            time.sleep(0.6)
            app.send_signal(signal.SIGKILL)
            app.wait()
            app = served(fresh_url, tmp_path, port)
        list(done)
    app.terminate()
    app.wait()
    with psycopg.connect(fresh_url) as owner:
        found = owner.execute(
            "select count(*), count(distinct user_id), max(number), count(distinct number),"
            " (select count(*) from nova.payments where status = 'PAID' and problem is null),"
            " (select count(*) from nova.refunds)"
            " from nova.subscription_invoices where status = 'PAID'"
        ).fetchone()
    assert found == (buyers, buyers, buyers, buyers, buyers, 0)
