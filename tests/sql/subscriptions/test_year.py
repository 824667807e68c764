"""A year of a thousand subscriptions, a day at a time: bought, renewed, changed, cancelled, refused,
refunded at random; at its end every riyal and every period is accounted for.

Time passes by moving what is still open a day back, so that each rule sees its own clock.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg.types.json import Jsonb

from conftest import copied

PEOPLE, DAYS = 1000, 365
PROVIDER = "street"
PLANS = ("basic", "pro", "company")
BEGIN = """
with people as (
    insert into nova.users (email, phone, name)
    select format('year%%s@example.com', n), '+9665' || lpad(n::text, 8, '0'), 'x'
    from generate_series(1, %(people)s) as n
    returning id
), trials as (
    insert into nova.subscriptions (user_id, plan_id, status, trial_ends_at, current_period_end)
    select p.id, l.id, 'TRIAL', e.at, e.at
    from people p
    cross join (select id from nova.subscription_plans where name = 'trial') as l
    cross join lateral (select now() + random() * interval '14 days' as at where p.id is not null) e
), methods as (
    insert into nova.payment_methods (user_id, provider, token, brand, last_digits, expires_on,
        is_default)
    select id, %(provider)s, 'token_' || replace(id::text, '-', ''), 'VISA', '1111', '2099-01-01', true
    from people where random() < 0.6
)
select id from people
"""
SHIFT = (
    "update nova.subscriptions set current_period_start = current_period_start - %(by)s,"
    " current_period_end = current_period_end - %(by)s, trial_ends_at = trial_ends_at - %(by)s,"
    " grace_until = grace_until - %(by)s, renewal_made_for = renewal_made_for - %(by)s,"
    " next_payment_at = next_payment_at - %(by)s, cancel_at = cancel_at - %(by)s,"
    " paid_until = paid_until - %(by)s, priced_until = priced_until - %(by)s",
    "update nova.subscription_invoices set due_at = due_at - %(by)s,"
    " open_until = open_until - %(by)s, next_attempt_at = next_attempt_at - %(by)s,"
    " applies_to = applies_to - %(by)s where status in ('PENDING', 'FAILED')",
    "update nova.payments set next_check_at = next_check_at - %(by)s,"
    " created_at = created_at - %(by)s where next_check_at is not null",
)
WHO = {
    "resume": "select user_id from nova.subscriptions where status = 'CANCELLED' limit 1",
    "pay": "select user_id from nova.subscription_invoices where status = 'FAILED' limit 1",
}
"""Who alone may do this."""
CLOCK = (
    "begin_periods",
    "renew_subscriptions",
    "collect_invoices",
    "expire_subscriptions",
    "close_invoices",
)


class Year:
    """The world, its provider, and what happened."""

    def __init__(self, owner: psycopg.Connection) -> None:
        self.owner = owner
        self.chance = random.Random(16)
        self.ledger: dict[str, int] = {}  # taken less given back, by payment
        self.pages: list[tuple[UUID, UUID, int]] = []  # token, payment, halalas of open pages
        self.periods: list[tuple[UUID, str, int, datetime, datetime]] = []
        self.day = 0
        self.did: dict[str, int] = {}
        for table in ("subscriptions", "subscription_invoices"):
            for trigger in ("audit_insert", "audit_update", "events_insert", "events_update"):
                owner.execute(f"alter table nova.{table} disable trigger tg_{trigger}")  # logs only
        owner.execute("select setseed(0.16)")
        rows = owner.execute(BEGIN, {"people": PEOPLE, "provider": PROVIDER}).fetchall()
        self.people = [person for (person,) in rows]
        self.plans: dict[str, UUID] = dict(
            owner.execute("select name, id from nova.subscription_plans").fetchall()
        )
        admin = owner.execute(
            "insert into nova.users (email, phone, name, role)"
            " values ('chief@example.com', '+966599999999', 'x', 'OWNER') returning id"
        ).fetchone()
        assert admin
        self.chief = admin[0]

    def call(self, person: UUID, statement: str, *values: object) -> Any:
        """As somebody; None where it is refused by a rule."""
        self.owner.execute("select set_config('nova.user_id', %s, false)", [str(person)])
        try:
            with self.owner.transaction():
                row = self.owner.execute(statement, values).fetchone()
                return row and row[0]
        except psycopg.Error as refused:
            assert (refused.sqlstate or "").startswith("PT"), refused
            return None
        finally:
            self.owner.execute("select set_config('nova.user_id', '', false)")

    def wish(self, person: UUID) -> None:
        """Somebody does something."""
        kind = self.chance.choices(
            ["subscribe", "change", "cancel", "resume", "pay", "extend", "refund"],
            [12, 4, 1.5, 1, 5, 0.5, 0.5],
        )[0]
        if kind in WHO and (found := self.owner.execute(WHO[kind]).fetchone()):
            person = found[0]
        plan, cycle = (
            self.plans[self.chance.choice(PLANS)],
            self.chance.choice(["MONTHLY"] * 5 + ["YEARLY"]),
        )
        method = self.call(
            person, "select id from nova.payment_methods where user_id = %s", person
        ) if self.chance.random() < 0.5 else None  # fmt: skip
        made: Any = None
        if kind == "subscribe":
            made = self.call(
                person, "select nova.subscribe(%s, %s, %s, %s, '')", plan, cycle, PROVIDER, method
            )
        elif kind == "change":
            made = self.call(
                person,
                "select nova.change_plan(%s, %s, null, %s, %s, '')",
                plan,
                cycle,
                PROVIDER,
                method,
            )
        elif kind == "pay":
            made = self.call(
                person,
                "select nova.pay_invoice(i.id, %s, %s, '') from nova.subscription_invoices i"
                " where i.user_id = %s and i.status in ('PENDING', 'FAILED') limit 1",
                PROVIDER, method, person,
            )  # fmt: skip
        elif kind in {"cancel", "resume"}:
            statement = {
                "cancel": "select nova.cancel_subscription('x')",
                "resume": "select nova.resume_subscription()",
            }
            made = self.call(person, statement[kind])
        elif kind == "extend":
            made = self.call(
                self.chief,
                "select nova.extend_subscription(id, %s, 'x') from nova.subscriptions where user_id = %s",
                self.chance.randint(1, 20), person,
            )  # fmt: skip
        else:
            made = self.call(
                self.chief,
                "select nova.refund_invoice(i.id, %s, 'x') from nova.subscription_invoices i"
                " where i.user_id = %s and i.status = 'PAID' order by i.created_at limit 1",
                self.chance.choice([None, self.chance.randint(1, 5000)]), person,
            )  # fmt: skip
        if made:
            self.did[kind] = self.did.get(kind, 0) + 1
        if isinstance(made, dict) and made.get("payUrl"):
            token, payment = UUID(made["payUrl"]), UUID(made["payment"]["id"])
            self.call(person, "select nova.begin_payment(%s, %s, 'x')", token, f"page-{payment}")
            self.pages.append((token, payment, made["payment"]["amountHalalas"]))

    def provide(self) -> None:
        """The provider: pages are paid, saved methods charged, refunds made; some answers are lost."""
        for page in self.chance.sample(self.pages, len(self.pages) // 3):
            self.pages.remove(page)
            self.settle(page[1], f"page-{page[1]}", page[2])
        while due := self.owner.execute(
            "select * from nova.take_payments(%s, 200, 60)", [[PROVIDER]]
        ).fetchall():
            for payment, _, known, amount, _, _, token, _ in due:
                name = known or f"charge-{payment}"
                if name in self.ledger or token is None:
                    self.tell(payment, name, amount)
                else:
                    self.settle(payment, name, amount)
        while due := self.owner.execute(
            "select id, amount, payment_id from nova.take_refunds(%s, 200, 60)", [[PROVIDER]]
        ).fetchall():
            for refund, amount, payment in due:
                name = self.owner.execute(
                    "select provider_id from nova.payments where id = %s", [payment]
                ).fetchone()
                assert name and self.ledger[name[0]] >= amount
                self.ledger[name[0]] -= amount
                self.owner.execute("select nova.settle_refund(%s, null, false)", [refund])

    def settle(self, payment: UUID, name: str, amount: int) -> None:
        """Money is taken, or not; the answer may be lost, or come twice."""
        if self.chance.random() < 0.25:
            self.tell(payment, name, amount, "FAILED")
            return
        self.ledger[name] = amount
        for _ in range(self.chance.choice([0, 1, 1, 1, 2])):
            self.tell(payment, name, amount)
        self.owner.execute(
            "update nova.payments set next_check_at = now() + interval '1 hour', provider_id = %s"
            " where id = %s and status = 'PENDING'", [name, payment],
        )  # fmt: skip

    def tell(self, payment: UUID, name: str, amount: int, state: str | None = None) -> None:
        state = state or ("PAID" if name in self.ledger else "PENDING")
        facts = {
            "providerId": name, "state": state, "amount": amount, "currency": "SAR",
            "refunded": amount - self.ledger.get(name, amount), "failure": "declined",
        }  # fmt: skip
        self.owner.execute(
            "select nova.settle_payment(%s, %s, null, false)", [payment, Jsonb(facts)]
        )

    def pass_day(self) -> None:
        self.day += 1
        self.owner.execute("set session_replication_role = replica")
        for statement in SHIFT:
            self.owner.execute(statement, {"by": timedelta(days=1)})
        self.owner.execute("set session_replication_role = origin")
        for item in CLOCK:
            self.owner.execute(f"select private.{item}(now())")
        for person in self.chance.sample(self.people, 8):
            self.wish(person)
        self.provide()
        for row in self.owner.execute(
            "select subscription_id, purpose, number, period_start, period_end"
            " from nova.subscription_invoices where kind = 'INVOICE' and number > %s order by number",
            [len(self.periods)],
        ).fetchall():
            passed = timedelta(days=self.day)
            self.periods.append((row[0], row[1], row[2], row[3] + passed, row[4] + passed))
        self.owner.commit()
        if self.day % 30 == 0:
            self.owner.autocommit = True
            self.owner.execute(
                "vacuum nova.subscriptions, nova.subscription_invoices, nova.payments"
            )
            self.owner.autocommit = False


@pytest.fixture(scope="module")
def year(request: pytest.FixtureRequest) -> Iterator[Year]:
    with copied("year") as url, psycopg.connect(url) as owner:
        one = Year(owner)
        for _ in range(DAYS):
            one.pass_day()
        for _ in range(3):  # what was paid in the last days is heard of
            owner.execute(
                "update nova.payments set next_check_at = now() where next_check_at is not null"
            )
            one.provide()
        yield one


def sums(year: Year, query: str) -> tuple[Any, ...]:
    row = year.owner.execute(query).fetchone()
    assert row
    return row


def test_enough_happened(year: Year) -> None:
    assert min(year.did.get(kind, 0) for kind in (
        "subscribe", "change", "cancel", "resume", "pay", "extend", "refund"
    )) >= 5, year.did  # fmt: skip
    kinds: dict[str, int] = dict(year.owner.execute(
        "select status, count(*) from nova.subscription_invoices group by 1").fetchall())  # fmt: skip
    assert kinds["PAID"] > 1000 and kinds["CANCELLED"] > 50 and kinds["ISSUED"] > 5, kinds
    assert sums(year, "select count(*) from nova.payments where problem = 'INVOICE_CLOSED'")[0] > 5


def test_the_providers_ledger_is_what_was_invoiced_less_what_was_credited(year: Year) -> None:
    invoiced = sums(
        year,
        "select sum(case kind when 'INVOICE' then amount_halalas else -amount_halalas end)"
        " from nova.subscription_invoices where number is not null",
    )
    assert invoiced[0] == sum(year.ledger.values())


@pytest.mark.parametrize("kind", ["INVOICE", "CREDIT_NOTE"])
def test_no_number_is_missing(year: Year, kind: str) -> None:
    found = sums(
        year,
        "select min(number), max(number) = count(*), count(distinct number) = count(*)"
        f" from nova.subscription_invoices where kind = '{kind}' and number is not null",
    )
    assert found == (1, True, True)


def test_no_period_was_given_twice(year: Year) -> None:
    ends: dict[UUID, datetime] = {}
    for subscription, purpose, number, start, end in year.periods:
        if purpose in {"SUBSCRIBE", "RENEW"} and subscription in ends:
            allowed = ends[subscription] if purpose == "RENEW" else datetime.min
            assert start.timestamp() >= (allowed.timestamp() - 1 if purpose == "RENEW" else 0), (
                number
            )
        assert start < end
        ends[subscription] = end


def test_whoever_is_active_has_paid_or_was_given_it(year: Year) -> None:
    unpaid = year.owner.execute(
        "select s.id from nova.subscriptions s"
        " where s.status = 'ACTIVE' and s.extension_reason is null and not exists ("
        "   select from nova.subscription_invoices i where i.subscription_id = s.id"
        "   and i.number is not null and i.kind = 'INVOICE')"
    ).fetchall()
    assert unpaid == []
    late = sums(
        year,
        "select count(*) from nova.subscriptions where status <> 'EXPIRED'"
        " and current_period_end < now() - interval '3 days 12 hours'",
    )
    assert late == (0,)


def test_what_is_open_is_one_a_subscription_and_what_is_closed_stays(year: Year) -> None:
    twice = year.owner.execute(
        "select subscription_id from nova.subscription_invoices where status in ('PENDING', 'FAILED')"
        " group by 1 having count(*) > 1"
    ).fetchall()
    assert twice == []
    overpaid = year.owner.execute(
        "select invoice_id from nova.payments where status = 'PAID' and problem is null"
        " group by 1 having count(*) > 1"
    ).fetchall()
    assert overpaid == []
    assert sums(year, "select count(*) from nova.subscription_invoices where attempts > 4") == (0,)
