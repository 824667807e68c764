"""What happens when things come in another order than they should: renewals beside changes, methods
that vanish, periods that were given, prices that move, money that comes too late."""

from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg.types.json import Jsonb

import make

PROVIDER = "street"


class Shop:
    """Somebody who buys, and the clock and provider they meet."""

    def __init__(self, owner: psycopg.Connection) -> None:
        self.owner = owner
        self.person = make.user(owner)
        self.chief = make.user(owner, role="OWNER")
        owner.execute(
            "update nova.subscriptions set status = 'CANCELLED', trial_ends_at = current_period_end"
            " where user_id = %s", [self.person],
        )  # fmt: skip

    def one(self, query: str, *values: object, by: UUID | None = None) -> Any:
        """The one value of this, as somebody."""
        self.owner.execute("select set_config('nova.user_id', %s, true)", [str(by or "")])
        row = self.owner.execute(query, values).fetchone()
        self.owner.execute("select set_config('nova.user_id', '', true)")
        return row and row[0]

    def refused(self, query: str, *values: object, by: UUID | None = None) -> str:
        """The code by which this is refused."""
        with pytest.raises(psycopg.Error) as refusal, self.owner.transaction():
            self.one(query, *values, by=by)
        self.owner.execute("select set_config('nova.user_id', '', true)")
        return str(refusal.value.diag.message_primary)

    def plan(self, name: str) -> UUID:
        found: UUID = self.one("select id from nova.subscription_plans where name = %s", name)
        return found

    def subscribe(self, name: str, method: UUID | None = None, cycle: str = "MONTHLY") -> Any:
        return self.one("select nova.subscribe(%s, %s, %s, %s, 'p/')", self.plan(name), cycle,
                        PROVIDER, method, by=self.person)  # fmt: skip

    def change(self, name: str, cycle: str = "MONTHLY", quoted: Any = None) -> Any:
        return self.one(CHANGE, self.plan(name), cycle, quoted, PROVIDER, by=self.person)

    def preview(self, name: str, cycle: str = "MONTHLY") -> Any:
        return self.one(
            "select nova.preview_change(%s, %s)", self.plan(name), cycle, by=self.person
        )

    def pay(self, invoice: UUID, method: UUID | None = None) -> Any:
        return self.one("select nova.pay_invoice(%s, %s, %s, 'p/')", invoice, PROVIDER, method,
                        by=self.person)  # fmt: skip

    def settle(self, checkout: Any, state: str = "PAID", at: str = "0") -> None:
        payment = checkout["payment"]
        self.one(
            "select private.settle_payment(%s, %s, now() + %s::interval)", payment["id"],
            Jsonb({"providerId": f"x-{payment['id']}", "state": state, "currency": "SAR",
                   "amount": payment["amountHalalas"], "refunded": 0}), at,
        )  # fmt: skip

    def buy(self, name: str, cycle: str = "MONTHLY") -> Any:
        checkout = self.subscribe(name, cycle=cycle)
        self.settle(checkout)
        return checkout["invoice"]["id"]

    def method(self) -> UUID:
        made: UUID = self.one(
            "select (nova.add_payment_method(%s, %s) ->> 'id')::uuid", PROVIDER,
            Jsonb({"token": make.card()["token"], "brand": "MADA", "last_digits": "1111",
                   "expires_on": "2099-01-01"}), by=self.person,
        )  # fmt: skip
        return made

    def age(self, days: int) -> None:
        """So many days of the period pass."""
        moved = ", ".join(f"{name} = {name} - {days} * interval '1 day'" for name in (
            "current_period_start", "current_period_end", "next_payment_at", "paid_until",
            "priced_until"))  # fmt: skip
        self.owner.execute(
            f"update nova.subscriptions set {moved} where user_id = %s", [self.person]
        )

    def clock(self, item: str, at: str = "0") -> None:
        self.owner.execute(f"select private.{item}(now() + %s::interval)", [at])

    def mine(self) -> dict[str, Any]:
        found: dict[str, Any] = self.one(
            "select to_jsonb(s) || jsonb_build_object('plan', p.name) from nova.subscriptions s"
            " join nova.subscription_plans p on p.id = s.plan_id where s.user_id = %s", self.person,
        )  # fmt: skip
        return found

    def open_invoice(self) -> UUID:
        found: UUID = self.one(
            "select id from nova.subscription_invoices"
            " where user_id = %s and status in ('PENDING', 'FAILED')", self.person,
        )  # fmt: skip
        return found

    def charges(self) -> int:
        counted: int = self.one(
            "select count(*) from nova.payments where user_id = %s and is_charge", self.person
        )
        return counted


CHANGE = "select nova.change_plan(%s, %s, %s, %s, null, 'p/')"


@pytest.fixture
def shop(owner: psycopg.Connection) -> Shop:
    return Shop(owner)


def test_the_clock_leaves_a_change_that_is_being_paid_alone(shop: Shop) -> None:
    shop.buy("basic")
    shop.age(28)
    shop.clock("renew_subscriptions")
    change = shop.change("pro")
    shop.clock("renew_subscriptions", "5 seconds")
    shop.settle(change)
    assert shop.mine()["plan"] == "pro"
    shop.clock("renew_subscriptions", "5 seconds")
    assert shop.open_invoice(), "and renews what it has become"


def test_a_page_goes_on_after_a_saved_card_was_declined(shop: Shop) -> None:
    page = shop.subscribe("basic")
    invoice = page["invoice"]["id"]
    shop.settle(shop.pay(invoice, shop.method()), "FAILED")
    again = shop.pay(invoice)
    assert again["invoice"]["status"] == "PENDING" and again["payUrl"] == page["payUrl"]
    token = again["payUrl"].rpartition("/")[2]
    assert shop.one("select nova.open_payment(%s)", token)["isOpen"]


def test_a_charge_in_flight_stays_one_when_its_method_is_deleted(shop: Shop) -> None:
    method = shop.method()
    invoice = shop.subscribe("basic", method)["invoice"]["id"]
    shop.one("select count(*) from nova.take_payments(%s, 9, 60)", [PROVIDER])
    shop.one("select nova.delete_payment_method(%s)", method, by=shop.person)
    answer = shop.refused(
        "select nova.pay_invoice(%s, %s, null, 'p/')", invoice, PROVIDER, by=shop.person
    )
    assert answer == "payment_under_way"


def test_a_page_that_failed_or_was_left_does_not_stop_the_dunning(shop: Shop) -> None:
    shop.buy("basic")
    shop.method()
    shop.age(28)
    shop.clock("renew_subscriptions")
    shop.settle(shop.pay(shop.open_invoice()), "FAILED")
    shop.clock("collect_invoices", "3 days")
    assert shop.charges() == 1


def test_a_renewal_is_charged_four_times_and_no_more(shop: Shop) -> None:
    shop.buy("basic")
    shop.method()
    shop.age(31)
    shop.clock("renew_subscriptions")
    for hours in (0, 25, 50, 63, 90, 120):
        shop.clock("collect_invoices", f"{hours} hours")
        last = shop.one(
            "select jsonb_build_object('id', id, 'amountHalalas', amount_halalas)"
            " from nova.payments where user_id = %s and is_charge and status = 'PENDING'",
            shop.person,
        )
        if last:
            shop.settle({"payment": last}, "FAILED", f"{hours} hours")
        shop.pay(shop.open_invoice())  # a page that is opened and left
    assert shop.charges() == 4


def test_a_charge_that_nobody_confirms_fails_and_may_be_paid_late(shop: Shop) -> None:
    checkout = shop.subscribe("basic", shop.method())
    shop.settle(checkout, "PENDING")
    assert (
        shop.one("select status from nova.payments where id = %s", checkout["payment"]["id"])
        == "PENDING"
    )
    shop.settle(checkout, "PENDING", "16 minutes")
    assert (
        shop.one("select status from nova.payments where id = %s", checkout["payment"]["id"])
        == "FAILED"
    )
    shop.settle(checkout, "PAID", "17 minutes")
    assert shop.mine()["status"] == "ACTIVE"


def test_a_charge_whose_method_is_gone_fails_and_the_next_method_is_taken(shop: Shop) -> None:
    shop.buy("basic")
    method = shop.method()
    shop.age(31)
    shop.clock("renew_subscriptions")
    shop.clock("collect_invoices")
    shop.one("select nova.delete_payment_method(%s)", method, by=shop.person)
    shop.method()
    (taken,) = shop.owner.execute(
        "select id, token from nova.take_payments(%s, 9, 60)", [[PROVIDER]]
    ).fetchall()
    assert taken[1] is None
    shop.one("select nova.settle_payment(%s, null, null, false)", taken[0])
    shop.clock("collect_invoices", "25 hours")
    assert shop.charges() == 2


def test_a_method_that_is_saved_when_it_is_due_takes_it(shop: Shop) -> None:
    shop.buy("basic")
    shop.age(31)
    shop.clock("renew_subscriptions")
    shop.clock("collect_invoices")
    shop.method()
    shop.clock("collect_invoices", "1 second")
    assert shop.charges() == 1


def test_a_charge_of_a_provider_that_is_gone_fails_after_a_day(shop: Shop) -> None:
    checkout = shop.subscribe("basic", shop.method())
    shop.clock("collect_invoices", "25 hours")
    assert (
        shop.one("select status from nova.payments where id = %s", checkout["payment"]["id"])
        == "FAILED"
    )


def test_a_charge_of_a_closed_invoice_is_not_made(shop: Shop) -> None:
    shop.subscribe("basic", shop.method())
    shop.settle(shop.subscribe("pro"))
    assert shop.one("select count(*) from nova.take_payments(%s, 9, 60)", [PROVIDER]) == 0


def test_what_is_told_while_a_provider_is_asked_is_asked_again(shop: Shop) -> None:
    checkout = shop.subscribe("basic", shop.method())
    payment = checkout["payment"]["id"]
    shop.one("select count(*) from nova.take_payments(%s, 9, 60)", [PROVIDER])
    known = "select is_known from private.webhook_inbox where event_id = %s"
    shop.one("select nova.receive_notice(%s, 'e1', 'paid', %s)", PROVIDER, f"payment:{payment}")
    assert shop.one(known, "e1") is True, "by our own id, before the answer came"
    shop.settle(checkout, "PENDING")
    again = "select next_check_at <= now() from nova.payments where id = %s"
    assert shop.one(again, payment) is True


def test_given_time_is_charged_and_not_credited(shop: Shop) -> None:
    shop.buy("basic")
    shop.age(29)
    shop.one("select nova.extend_subscription(id, 366, 'x') from nova.subscriptions"
             " where user_id = %s", shop.person, by=shop.chief)  # fmt: skip
    quote = shop.preview("company")
    assert quote["netHalalas"] > 12 * 99_900
    assert quote["discounts"][0]["halalas"] < 700, "of two paid days at most"
    shop.settle(shop.change("company"))
    assert shop.preview("company", "YEARLY")["effect"] == "PERIOD_END", "more is paid than that"


def test_a_quote_is_stale_when_the_plan_costs_something_else(shop: Shop) -> None:
    shop.buy("basic")
    quoted = shop.preview("pro")["quotedAt"]
    shop.owner.execute("set local session_replication_role = replica")
    shop.owner.execute(
        "update nova.subscription_plans set updated_at = now() + interval '1 second'"
        " where name = 'pro'"
    )
    shop.owner.execute("set local session_replication_role = origin")
    answer = shop.refused(CHANGE, shop.plan("pro"), "MONTHLY", quoted, PROVIDER, by=shop.person)
    assert answer == "quote_stale"


def test_taking_a_downgrade_back_costs_nothing_whatever_the_plan_costs_now(shop: Shop) -> None:
    shop.buy("pro")
    shop.change("basic")
    shop.owner.execute(
        "update nova.subscription_plans set price_monthly_halalas = 59900 where name = 'pro'"
    )
    assert shop.change("pro")["effect"] == "PERIOD_END"
    assert shop.mine()["pending_plan_id"] is None


def test_a_renewal_paid_ahead_begins_when_its_time_comes(shop: Shop) -> None:
    shop.buy("pro")
    shop.change("basic")
    shop.age(28)
    shop.clock("renew_subscriptions")
    shop.settle(shop.pay(shop.open_invoice()))
    now = shop.mine()
    assert (now["plan"], now["status"]) == ("pro", "ACTIVE")
    assert shop.refused(
        CHANGE, shop.plan("company"), "MONTHLY", None, PROVIDER, by=shop.person
    ) == ("renewal_paid")
    shop.clock("expire_subscriptions", "10 days")
    shop.clock("begin_periods", "1 day")
    assert shop.mine()["plan"] == "pro", "not before its time"
    shop.clock("begin_periods", "10 days")
    later = shop.mine()
    assert (later["plan"], later["current_period_start"]) == ("basic", now["current_period_end"])
    assert later["paid_ahead"] is None and later["pending_plan_id"] is None


def test_whoever_cancels_keeps_what_they_paid_ahead(shop: Shop) -> None:
    shop.buy("basic")
    shop.age(28)
    shop.clock("renew_subscriptions")
    shop.settle(shop.pay(shop.open_invoice()))
    before = shop.mine()["current_period_end"]
    shop.one("select nova.cancel_subscription('x')", by=shop.person)
    assert shop.mine()["current_period_end"] > before


def test_a_downgrade_that_fits_no_more_is_dropped_and_told(shop: Shop) -> None:
    shop.buy("company")
    shop.change("basic")
    make.team(shop.owner, manager=shop.person)
    shop.age(28)
    shop.clock("renew_subscriptions")
    bills = "select plan_id from nova.subscription_invoices where id = %s"
    assert shop.one(bills, shop.open_invoice()) == shop.plan("company")
    told = "select count(*) from nova.notifications where user_id = %s and category = 'plan_kept'"
    assert shop.one(told, shop.person) == 1


def test_a_trial_is_not_had_twice_by_cancelling_first(shop: Shop) -> None:
    other = make.user(shop.owner, phone_verified=False)
    shop.owner.execute("update nova.subscriptions set status = 'CANCELLED',"
                       " trial_ends_at = current_period_end where user_id = %s", [other])  # fmt: skip
    shop.owner.execute("insert into private.trials select 'PHONE', phone, %s from nova.users"
                       " where id = %s on conflict do nothing", [shop.person, other])  # fmt: skip
    shop.owner.execute("update nova.users set phone_verified = true where id = %s", [other])
    assert shop.refused("select nova.resume_subscription()", by=other) == "state_refused"


def test_a_register_is_free_again_when_it_is_named_no_more(shop: Shop) -> None:
    held = "select count(*) from private.trials where kind = 'REGISTER' and user_id = %s"
    name = "update nova.users set commercial_registration = %s where id = %s"
    shop.owner.execute(name, ["1010000001", shop.person])
    assert shop.one(held, shop.person) == 1
    shop.owner.execute(name, ["1010000002", shop.person])
    assert shop.one(held, shop.person) == 1
    shop.owner.execute(name, [None, shop.person])
    assert shop.one(held, shop.person) == 0


REFUND = "select (nova.refund_invoice(%s, %s, 'x')).number"


def test_parts_that_go_back_sum_to_the_whole(shop: Shop) -> None:
    invoice = shop.buy("basic")
    for _ in range(6):
        shop.one(REFUND, invoice, 1000, by=shop.chief)
    for _ in range(20):
        shop.one(REFUND, invoice, 1, by=shop.chief)
    shop.one(REFUND, invoice, None, by=shop.chief)
    sums = shop.owner.execute(
        "select sum(n.net_halalas) = max(i.net_halalas), sum(n.vat_halalas) = max(i.vat_halalas),"
        " bool_and(n.net_halalas >= 0 and n.vat_halalas >= 0), max(i.status)"
        " from nova.subscription_invoices n join nova.subscription_invoices i on i.id = n.credit_of"
        " where i.id = %s", [invoice],
    ).fetchone()  # fmt: skip
    assert sums == (True, True, True, "REFUNDED")


def test_what_went_back_is_not_taken_off_again(shop: Shop) -> None:
    invoice = shop.buy("pro")
    shop.one(REFUND, invoice, None, by=shop.chief)
    assert shop.preview("company")["discounts"] == []


def test_a_refund_that_is_refused_ten_times_waits_for_the_back_office(shop: Shop) -> None:
    shop.one(REFUND, shop.buy("basic"), None, by=shop.chief)
    refund = shop.one("select id from nova.refunds order by created_at desc limit 1")
    for _ in range(10):
        shop.owner.execute("update nova.refunds set next_try_at = now() where id = %s", [refund])
        assert shop.one("select count(*) from nova.take_refunds(%s, 9, 60)", [PROVIDER]) == 1
        shop.one("select nova.settle_refund(%s, 'balance', true)", refund)
    assert shop.one("select status from nova.refunds where id = %s", refund) == "FAILED"
    assert shop.one("select nova.retry_refund(%s)", refund, by=shop.chief)["status"] == "PENDING"


def test_nobody_who_is_suspended_is_charged(shop: Shop) -> None:
    shop.buy("basic")
    shop.method()
    shop.age(28)
    shop.clock("renew_subscriptions")
    shop.owner.execute("update nova.users set status = 'SUSPENDED' where id = %s", [shop.person])
    shop.clock("collect_invoices", "4 days")
    assert shop.charges() == 0


@pytest.mark.parametrize("role", ["TEAM_MEMBER", "OWNER", "ADMIN"])
def test_only_who_pays_for_themselves_buys(shop: Shop, role: str) -> None:
    other = make.user(shop.owner, role=role)
    answer = shop.refused("select nova.subscribe(%s, 'MONTHLY', %s, null, 'p/')",
                          shop.plan("basic"), PROVIDER, by=other)  # fmt: skip
    assert answer == "forbidden"


def test_the_plan_that_accounts_begin_on_keeps_its_name(shop: Shop) -> None:
    rename = "select nova.change_plan_on_offer(%s, %s)"
    changes = Jsonb({"name": "free"})
    assert shop.refused(rename, shop.plan("trial"), changes, by=shop.chief) == "plan_is_trial"
