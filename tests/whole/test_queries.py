"""Every named query: it prepares, it runs, and its answer is strictly what its Struct says."""

import importlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import psycopg
import pytest
from psycopg.types.json import Jsonb

import make
import market
from nova.database.queries import Query, read_queries
from nova.http.idempotency import keeping

SOURCE = Path(__file__).parents[2] / "src/nova"
FILES = sorted(SOURCE.rglob("queries.sql"))
ALL = [(path, query) for path in FILES for query in read_queries(str(path))]
INNER = [(path, query) for path, query in ALL
         if query.answer == "rows" or path.parent.name in {"database", "worker"}]  # fmt: skip
EVERY = [each for each in ALL if each not in INNER]


World = tuple[psycopg.Connection, make.Caller, Mapping[str, object]]


@pytest.fixture(scope="module")
def made(rules_url: str) -> Iterator[World]:
    """One of each thing, made once for all queries; rolled back."""
    with psycopg.connect(rules_url) as owner:
        me, values = world(owner)
        prepare(owner, me)
        yield owner, me, values
        owner.rollback()


@pytest.fixture
def one_of_each(made: World) -> Iterator[World]:
    """It as it was made, whatever the query before did."""
    with made[0].transaction(force_rollback=True):
        yield made


def world(owner: psycopg.Connection) -> tuple[Any, Mapping[str, object]]:
    """One of each thing, and the values that every parameter name stands for."""
    me, other = make.caller(owner), make.caller(owner)
    customer = make.customer(owner, user_id=me.user_id, name="صاحب فيلا")
    published = make.property_(owner, user_id=me.user_id)
    offer = make.offer(
        owner, user_id=me.user_id, property_id=make.property_(owner, user_id=me.user_id)
    )
    theirs = make.offer(owner, user_id=other.user_id)
    request = make.request(owner, user_id=me.user_id, customer_id=customer)
    make.request(owner, user_id=other.user_id)
    market.settle(owner)
    match = owner.execute(
        "select id from nova.smart_matches where offer_id = %s and request_id = %s",
        [theirs, request],
    ).fetchone()
    notice = owner.execute(
        "select id from nova.notifications where user_id = %s", [me.user_id]
    ).fetchone()
    assert match and notice
    make.subscribe(owner, me.user_id, "company")
    make.user(owner, email="sara@demo.nova", phone="+966500000001")
    team = make.team(owner, manager=me.user_id, manager2=other.user_id, broker=make.user(owner))
    member = owner.execute(
        "select id from nova.team_members where team_id = %s and role = 'BROKER'", [team]
    ).fetchone()
    phone = owner.execute("select phone from nova.users where id = %s", [me.user_id]).fetchone()
    assert member and phone
    make.subscribe(owner, other.user_id, "company")
    make.insert(owner, "nova.team_invitations", {
        "team_id": make.team(owner, manager=other.user_id), "invited_by": other.user_id,
        "phone": phone[0], "token_hash": TOKEN_HASH,
    })  # fmt: skip
    make.insert(owner, "nova.team_invitations", {
        "team_id": team, "invited_by": me.user_id, "email": make.email(), "token_hash": b"i" * 32,
    })  # fmt: skip
    task = make.task(
        owner,
        user_id=me.user_id,
        team_id=team,
        title="معاينة فيلا",
        checklist=Jsonb([{"id": str(ITEM), "text": "x", "done": False}]),
    )
    comment = make.insert(
        owner, "nova.task_comments", {"task_id": task, "user_id": me.user_id, "comment": "x"}
    )
    visit = make.appointment(
        owner,
        user_id=me.user_id,
        team_id=team,
        start_datetime="2030-05-05 09:00+03",
        end_datetime="2030-05-05 10:00+03",
    )
    holiday = make.insert(
        owner,
        "nova.holidays",
        {"user_id": me.user_id, "start_date": "2030-01-01", "end_date": "2030-01-02"},
    )
    row = owner.execute(
        "insert into nova.outbox (topic, class, user_id, status, provider, payload) values"
        " ('sms.code', 'OTP', %s, 'FAILED', 'log', '{\"to\": \"+966500000001\", \"text\": \"x\"}')"
        " returning id", [me.user_id],
    ).fetchone()  # fmt: skip
    assert row
    dead = row[0]
    make.insert(
        owner, "nova.consent_events",
        {"customer_id": customer, "channel": "SMS", "granted": True, "source": "RECORDED"},
    )  # fmt: skip
    opt_out = owner.execute("select private.unsubscribe_token(%s, 'sms', %s)", [customer, b"k" * 32]).fetchone()  # fmt: skip
    assert opt_out
    device = make.insert(owner, "nova.push_devices", {
        "user_id": me.user_id, "endpoint": "https://fcm.googleapis.com/fcm/send/y",
        "p256dh": "B" + "A" * 86, "auth": "A" * 22,
    })  # fmt: skip
    bought = make.insert(owner, "nova.subscription_plans", {
        "name": "larger", "name_ar": "أكبر", "price_monthly_halalas": 200_000,
        "price_yearly_halalas": 2_000_000, "limits": Jsonb({}),
    })  # fmt: skip
    invoice = make.own_row(owner, "subscription_invoices", me.user_id)
    owner.execute(
        "update nova.subscription_invoices set plan_id = %s, billing_cycle = 'MONTHLY' where id = %s",
        [bought, invoice],
    )
    payment = make.insert(owner, "nova.payments", {
        "invoice_id": invoice, "user_id": me.user_id, "provider": "test", "token": PAY_TOKEN,
        "amount_halalas": 115,
    })  # fmt: skip
    refund = make.insert(owner, "nova.refunds", {
        "payment_id": payment, "amount_halalas": 1, "status": "FAILED", "next_try_at": None,
    })  # fmt: skip
    method = make.insert(owner, "nova.payment_methods", METHOD | {"user_id": me.user_id})
    return me, {
        "bought_plan": bought, "invoice_id": invoice, "payment_id": payment, "cycle": "MONTHLY",
        "method_id": method, "pay_token": PAY_TOKEN, "state": "PAID", "quoted_at": None,
        "method": Jsonb({"token": "token_other", "brand": "VISA", "last_digits": "1111", "expires_on": "2099-01-31"}),
        "amount_halalas": None, "page": "http://localhost/", "provider_id": "x", "page_url": "http://localhost/x",
        "may_stamp": True, "refund_id": refund, "event_id": "x", "kind": "payment_paid", "plan_id": bought,
        "new_plan": Jsonb({"name": "new", "name_ar": "جديدة", "price_monthly_halalas": 1,
            "price_yearly_halalas": 1, "features": [], "limits": {}}),
        "appointment_id": visit, "begins": "2030-05-01 00:00+03", "ends": "2030-05-20 00:00+03", "strict": False,
        "start_datetime": "2030-05-07 09:00+03", "end_datetime": "2030-05-07 10:00+03", "minutes": [60], "length": 60, "step": 30,
        "users": [me.user_id], "year": 2030, "holiday_id": holiday, "outcome": "x",
        "holiday": Jsonb({"start_date": "2031-01-01", "end_date": "2031-01-02"}),
        "days": Jsonb([{"day_of_week": day, "is_working": False} for day in range(7)]),
        "appointment": Jsonb({"title": "x", "type": "VISIT", "start_datetime": "2030-06-05T09:00:00+03:00",
            "end_datetime": "2030-06-05T10:00:00+03:00", "is_virtual": False, "reminders": []}),
        "task_id": task, "item_id": ITEM, "comment_id": comment, "comment": "x", "mentions": [], "ids": [task],
        "action": "ASSIGN", "answer": "CONFIRMED", "nonce": b"n" * 16, "tasks_as": "TODO", "status": "IN_PROGRESS", "sort": "NEWEST", "text": "x", "done": True,
        "task": Jsonb({"title": "x", "priority": "LOW", "checklist": ["x"], "tags": [], "custom_fields": {}}),
        "team_id": team, "member_id": member[0], "user_id": other.user_id, "scope_id": other.user_id,
        "token_hash": TOKEN_HASH, "settings": Jsonb({}), "link": "http://localhost/x",
        "permissions": Jsonb({"customers.assign": "HELD"}),
        "customer_id": customer, "property_id": published, "offer_id": offer, "theirs": theirs, "request_id": request,
        "match_id": match[0], "notification_id": notice[0], "session_id": me.session_id,
        "quiet_hours": Jsonb({"from": "22:00", "to": "07:00"}), "types": Jsonb({"match_found": {"SMS": True}}),
        "message_id": dead, "provider": "log", "reports": Jsonb([{"provider_id": "x", "state": "DELIVERED"}]),
        "channel": "SMS", "granted": True, "note": "x", "token_key": b"k" * 32, "token": opt_out[0],
        "endpoint": "https://fcm.googleapis.com/fcm/send/x", "p256dh": "B" + "A" * 86, "auth": "A" * 22,
        "public_key": "x", "device_id": device,
        "plan": "company", "subscription_id": make.own_row(owner, "subscriptions", me.user_id), "extra_days": 7,
        "page_size": 1, "with_total": True, "words": "فيلا", "reason": "PRICE", "metadata": Jsonb({}), "max_brokers": 3, "role": "BROKER",
        "email": make.email(), "phone": make.mobile(), "name": "سارة", "password_hash": HASH,
        "refresh_hash": b"r" * 32, "child_hash": b"c" * 32, "refresh_days": 30, "user_agent": "test",
        "code": "123456", "otp_key": b"k" * 32, "identifier": "nobody@example.com",
        "purpose": "PHONE_VERIFICATION", "old_hash": HASH, "new_hash": HASH,
        "customer": Jsonb({"name": "سارة", "phone": make.mobile(), "is_vip": False,
            "preferred_cities": [], "preferred_districts": [], "property_types": [], "tags": [],
            "custom_fields": {}}),
        "property": Jsonb({"title": "شقة", "property_type": "شقة", "category": "سكني",
            "listing_type": "SALE", "city": "جدة", "district": "الروضة", "price": 1, "area": 1,
            "price_negotiable": True, "features": [], "amenities": [], "custom_fields": {}}),
        "request": Jsonb({"type": "BUY", "property_types": ["شقة"], "cities": ["جدة"],
            "districts": [], "required_features": [], "must_features": []}),
        "changes": Jsonb({}), "region_id": 1, "city_id": 1,
        "hash": b"h" * 32, "token_expires_at": "2099-01-01", "after": None,
    }  # fmt: skip


METHOD = {
    "provider": "log", "token": "token_kept", "brand": "MADA", "last_digits": "1111",
    "expires_on": "2099-01-31",
}  # fmt: skip
PAY_TOKEN = UUID("01a22351-f2bd-41fb-9f75-9ece2bb1a427")
ITEM = UUID("01a22351-f2bd-71fb-9f75-9ece2bb1a427")
HASH = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2g"
REFUSING = {"verify_otp", "start_reset", "reset_password"}
"""Their right answers need a code: tests/http/test_auth.py sees those through the same Structs."""
TOKEN_HASH = b"t" * 32
FILTERED = {
    "page_size",
    "words",
    "with_total",
    "team_id",
    "sort",
    "task_id",
    "begins",
    "ends",
    "year",
    "public_key",
}
ADMINISTRATORS = {
    "list_dead_messages",
    "resend_message",
    "list_users",
    "show_user",
    "change_user",
    "suspend_user",
    "activate_user",
    "break_glass",
    "list_subscriptions",
    "extend_subscription",
    "refund_invoice",
    "show_seller",
    "change_seller",
    "list_kept_plans",
    "create_plan",
    "change_plan_on_offer",
    "show_reconciliation",
    "list_persons_invoices",
    "list_e_invoices",
    "resubmit_e_invoice",
    "retry_refund",
}
FEED = (
    "insert into nova.calendar_feeds (user_id, nonce, token_hash)"
    " select a.user_id, %(nonce)s, %(token_hash)s from nova.appointments a where a.id = %(appointment_id)s"
)
PAID = (
    """with gone as (update nova.subscriptions set status = 'CANCELLED',"""
    """ trial_ends_at = current_period_end where id = %(subscription_id)s returning id) select private.settle_payment(%(payment_id)s, '{"state": "PAID", "amount": 115,"""
    """ "currency": "SAR", "providerId": "x", "refunded": 0}', now()) from gone"""
)
LEAVING = (
    "update nova.subscriptions set status = 'CANCELLED', trial_ends_at = current_period_end"
    " where id = %(subscription_id)s"
)
RUNNING = (
    "update nova.subscriptions set status = 'ACTIVE', trial_ends_at = null,"
    " current_period_end = now() + interval '20 days' where id = %(subscription_id)s"
)
ISSUED = (
    "update nova.subscription_invoices set status = 'PAID', number = 1, issued_at = now(),"
    " paid_at = now(), seller = '{}', buyer = '{}', zatca_status = 'STATE'"
    " where id = %(invoice_id)s"
)
BEFORE = {
    "refund_invoice": PAID,
    "list_e_invoices": ISSUED.replace("STATE", "PENDING"),
    "resubmit_e_invoice": ISSUED.replace("STATE", "REJECTED"),
    "subscribe": LEAVING,
    "preview_change": RUNNING,
    "change_plan": RUNNING,
    "show_billing_details": "insert into nova.billing_details (user_id, name)"
    " select i.user_id, 'x' from nova.subscription_invoices i where i.id = %(invoice_id)s",
    "own_feed": FEED,
    "feed_changed": FEED,
    "resume_subscription": "update nova.subscriptions set status = 'CANCELLED' where id = %(subscription_id)s",
    "read_feed": FEED,
    "preview_visit": "update nova.appointments set response_hash = %(token_hash)s where id = %(appointment_id)s",
    "answer_visit": "update nova.appointments set response_hash = %(token_hash)s where id = %(appointment_id)s",
    "complete_appointment": "update nova.appointments set start_datetime = now() - interval '1 hour',"
    " end_datetime = now() where id = %(appointment_id)s",
    "miss_appointment": "update nova.appointments set start_datetime = now() - interval '1 hour',"
    " end_datetime = now() where id = %(appointment_id)s",
    "renew_offer": "update nova.offers set status = 'EXPIRED' where id = %(offer_id)s",
    "list_offer_brokers": "with m as (update nova.smart_matches set status = 'ACCEPTED'"
    " where offer_id = %(offer_id)s returning id)"
    " insert into nova.match_answers (id, accepted_at) select id, now() from m",
    "use_ticket": "insert into private.event_tickets (hash, user_id, session_id, token_expires_at)"
    " select %(hash)s, s.user_id, s.id, now() from nova.sessions s where s.id = %(session_id)s",
}
"""What only the rules can do, done before these queries are tried."""
OLD_TOKEN = b"o" * 32


@pytest.mark.parametrize(("path", "query"), EVERY, ids=[query.name for _, query in EVERY])
def test_query(one_of_each: World, path: Path, query: Query) -> None:
    owner, me, values = one_of_each
    name = query.name.partition(".")[2]
    if name in ADMINISTRATORS:
        owner.execute("update nova.users set role = 'ADMIN' where id = %s", [me.user_id])
        values = {**values, "words": None, "reason": "a complaint"}
    make.act_as(owner, me)
    kept = FILTERED if name.startswith(("list_", "search_", "browse_")) else set(values)
    given = [values.get(each) if each in kept else None for each, _ in query.parameters]
    if name == "list_persons_invoices":
        given[0] = me.user_id
    ready(owner, name, values, given)
    answer = execute(owner, query, given)
    if query.answer == "nothing":
        return
    assert answer is not None, "the world has nothing for this query to find"
    if name in REFUSING:
        assert b"otp_invalid" in answer
        return
    package = ".".join(path.parent.relative_to(SOURCE.parent).parts)
    shapes = (
        f"{package}.structs",
        *(f"nova.shapes.{path.stem}" for path in sorted((SOURCE / "shapes").glob("*.py"))),
        "nova.live.protocol",
    )
    struct = next(
        getattr(module, query.answer)
        for module in map(importlib.import_module, shapes)
        if hasattr(module, query.answer)
    )
    decoded = msgspec.json.decode(answer, type=struct)
    if "data" in struct.__struct_fields__:
        assert decoded.data, "a list that is tried must have a row"
    assert set(msgspec.json.decode(answer)) == set(struct.__struct_encode_fields__) - absent(
        struct, answer
    )


@pytest.mark.parametrize("query", [query for _, query in INNER], ids=lambda query: query.name)
def test_what_no_route_sends_prepares(owner: psycopg.Connection, query: Query) -> None:
    kinds = f"({', '.join(kind for _, kind in query.parameters)})" if query.parameters else ""
    owner.execute(f"prepare inner_one {kinds} as ".encode() + query.text)
    owner.execute("deallocate inner_one")


@pytest.mark.parametrize(
    "query", [query for path, query in EVERY if path.parent.parent.name == "features"],
    ids=lambda query: query.name,
)  # fmt: skip
def test_its_answer_can_be_kept(owner: psycopg.Connection, query: Query) -> None:
    kept = keeping(query)
    kinds = ", ".join(kind for _, kind in kept.parameters)
    owner.execute(f"prepare kept ({kinds}) as ".encode() + kept.text)
    owner.execute("deallocate kept")


def ready(
    owner: psycopg.Connection, name: str, values: Mapping[str, object], given: list[object]
) -> None:
    """What has to be so before some queries find anything, and what they are asked then."""
    undone = {
        "restore_customer": ("delete_customer", "customer_id"),
        "restore_property": ("delete_property", "property_id"),
        "resume_offer": ("pause_offer", "offer_id"),
    }
    if name in undone:
        function, parameter = undone[name]
        owner.execute(f"select nova.{function}(%s)", [values[parameter]])
    if name == "activate_user":
        owner.execute("select nova.suspend_user(%s, 'x')", [values["user_id"]])
    if name == "withdraw_match":
        owner.execute("select nova.accept_match(%s)", [values["match_id"]])
    if name == "reopen_request":
        owner.execute("select nova.cancel_request(%s, 'x')", [values["request_id"]])
    if name in BEFORE:
        owner.execute("reset role")
        owner.execute(BEFORE[name].encode(), values)
        owner.execute("set local role nova_app")
    if name == "list_activities":
        owner.execute("select nova.log_activity(%s, 'CALL', null, '{}')", [values["customer_id"]])
    if name == "finish_login":
        row = owner.execute("select email from nova.users").fetchone()
        given[0] = row and row[0]
    instead: dict[str, dict[int, object]] = {
        "invite_member": {1: None, 4: b"n" * 32},  # by e-mail
        "list_activities": {0: values["customer_id"]},
        "list_consents": {0: values["customer_id"]},
        "list_request_matches": {0: values["request_id"]},
        "list_offer_matches": {0: values["offer_id"]},
        "list_offer_brokers": {0: values["offer_id"]},
        "list_cities": {0: "الرياض"},
        "list_districts": {0: 1},
        "list_events": {1: "1:1:"},
        "keep_match": {1: values["theirs"]},
        "log_activity": {1: "CALL"},
        "rotate_session": {0: OLD_TOKEN},
    }
    for place, value in instead.get(name, {}).items():
        given[place] = value


def prepare(owner: psycopg.Connection, me: Any) -> None:
    """What some queries find: a known password, a known refresh token."""
    owner.execute("insert into private.user_passwords values (%s, %s)", [me.user_id, HASH])
    owner.execute(
        "update nova.sessions set refresh_hash = %s where id = %s", [OLD_TOKEN, me.session_id]
    )


def absent(struct: Any, answer: bytes) -> set[str]:
    """Fields that a Struct may leave out, and this answer does."""
    given = set(msgspec.json.decode(answer))
    optional = {field.encode_name for field in msgspec.structs.fields(struct) if not field.required}
    return optional - given


def execute(owner: psycopg.Connection, query: Query, given: list[object]) -> bytes | None:
    """Run it as the app does: prepared with its declared types, answered as one JSON value."""
    place = iter(range(len(given)))
    declared = ", ".join(kind for _, kind in query.parameters)
    prepared = "test_" + query.name.replace(".", "_")
    head = f"prepare {prepared} ({declared}) as " if declared else f"prepare {prepared} as "
    owner.execute(head.encode() + query.text)
    arguments = ", ".join("%s" for _ in place)
    run = f"execute {prepared} ({arguments})" if arguments else f"execute {prepared}"
    cursor = psycopg.ClientCursor(owner)
    rows = cursor.execute(run.encode(), given).fetchall()
    assert cursor.description and len(cursor.description) == 1
    if not rows or rows[0][0] is None:
        return None
    return msgspec.json.encode(rows[0][0])
