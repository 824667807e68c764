"""Every state machine: what is listed here goes through, everything else is refused."""

import re
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

import make

# From 5.1, by hand: a few moves of each entity that must and must not be.
KNOWN = {
    ("users", "ACTIVE", "SUSPENDED"): True, ("users", "DELETED", "ACTIVE"): False,
    ("customers", "ARCHIVED", "ACTIVE"): True, ("customers", "ARCHIVED", "INACTIVE"): False,
    ("properties", "DRAFT", "SOLD"): False, ("properties", "RENTED", "ACTIVE"): True,
    ("properties", "ARCHIVED", "ACTIVE"): False, ("properties", "SOLD", "DRAFT"): False,
    ("offers", "EXPIRED", "ACTIVE"): True, ("offers", "COMPLETED", "ACTIVE"): False,
    ("requests", "FULFILLED", "ACTIVE"): False, ("requests", "CANCELED", "ACTIVE"): True,
    ("smart_matches", "ACCEPTED", "REJECTED"): True, ("smart_matches", "EXPIRED", "ACCEPTED"): False,
    ("smart_matches", "VIEWED", "PENDING"): False, ("appointments", "COMPLETED", "SCHEDULED"): False,
    ("appointments", "NO_SHOW", "SCHEDULED"): True, ("tasks", "DONE", "TODO"): False,
    ("tasks", "CANCELLED", "TODO"): True, ("subscriptions", "EXPIRED", "CANCELLED"): False,
    ("subscription_invoices", "PAID", "PENDING"): False, ("subscription_invoices", "PAID", "REFUNDED"): True,
    ("team_invitations", "DECLINED", "ACCEPTED"): False, ("outbox", "SENT", "PENDING"): False,
    ("team_members", "ACTIVE", "INACTIVE"): True, ("outbox", "SENDING", "PENDING"): True,
}  # fmt: skip
ENTITIES = sorted({entity for entity, _, _ in KNOWN})
BESIDE = {"tasks": "completed_at"}
"""A date that goes with some states; the trial sets it as the state wants."""

NUMBERED = ", number = 1, issued_at = now(), seller = '{}', buyer = '{}'"
ISSUED = sql.SQL(", paid_at = now()" + NUMBERED)
NOTE = sql.SQL(", kind = 'CREDIT_NOTE', credit_of = id" + NUMBERED)
OPEN = sql.SQL(", paid_at = null, number = null, issued_at = null")
"""What goes with the states of an invoice."""


def one_of(owner: psycopg.Connection, entity: str) -> UUID | int:
    """A row of this table."""
    user, other = make.user(owner), make.user(owner)
    team = make.team(owner, manager=user)
    makers: dict[str, Any] = {
        "customers": make.customer, "offers": make.offer, "requests": make.request,
        "appointments": make.appointment, "tasks": make.task,
    }  # fmt: skip
    values: dict[str, dict[str, object]] = {
        "smart_matches": {
            "offer_id": make.offer(owner, user_id=user, status="COMPLETED"),
            "request_id": make.request(owner, user_id=other, status="ARCHIVED"),
            "broker_id": other, "points": 1,
        },
        "team_members": {"team_id": team, "user_id": other},
        "team_invitations": {
            "team_id": team, "invited_by": user, "email": make.email(), "token_hash": b"t" * 32,
        },
        "outbox": {"topic": "sms.x", "class": "EVENT", "payload": "{}"},
    }  # fmt: skip
    if entity in values:
        return make.insert(owner, f"nova.{entity}", values[entity])
    if entity in makers:
        made: UUID = makers[entity](owner, user_id=user)
        return made
    if entity == "properties":
        return make.property_(owner, user_id=user, is_published=False)
    return make.own_row(owner, entity, user)


def states(owner: psycopg.Connection, entity: str) -> list[str]:
    row = owner.execute(
        "select pg_get_constraintdef(oid) from pg_constraint where conrelid = %s::regclass and conname = %s",
        [f"nova.{entity}", f"{entity}_status_check"],
    ).fetchone()
    assert row
    return re.findall(r"'(\w+)'::text", row[0])


def put(
    owner: psycopg.Connection, entity: str, row: UUID | int, state: str, *, forced: bool
) -> None:
    """Set the state, past every trigger or through them."""
    owner.execute(f"set local session_replication_role = {'replica' if forced else 'origin'}")
    beside = BESIDE.get(entity)
    dated = {"PAID", "REFUNDED", "DONE"}
    date = sql.SQL(", {} = {}").format(
        sql.Identifier(beside), sql.SQL("now()" if state in dated else "null")
    ) if beside else sql.SQL("")  # fmt: skip
    if entity == "subscription_invoices":
        date = ISSUED if state in {"PAID", "REFUNDED"} else NOTE if state == "ISSUED" else OPEN
    if entity == "appointments":
        date = sql.SQL(", cancelled_reason = 'x'")
    statement = sql.SQL("update nova.{} set status = %s{} where id = %s")
    owner.execute(statement.format(sql.Identifier(entity), date), [state, row])


@pytest.mark.parametrize("entity", ENTITIES)
def test_every_pair_of_states(owner: psycopg.Connection, entity: str) -> None:
    row = one_of(owner, entity)
    listed = set(
        owner.execute(
            "select old_state, new_state from private.transitions where entity = %s", [entity]
        ).fetchall()
    )
    names = states(owner, entity)
    went = set()
    for old in names:
        for new in names:
            if old == new:
                continue
            try:
                with owner.transaction(force_rollback=True):
                    put(owner, entity, row, old, forced=True)
                    put(owner, entity, row, new, forced=False)
                went.add((old, new))
            except psycopg.Error as refused:
                assert refused.diag.message_primary == "state_refused", (old, new, refused)
    assert went == listed
    for (known, old, new), may in KNOWN.items():
        if known == entity:
            assert ((old, new) in went) == may, (old, new)


def test_a_new_number_is_entered_again(owner: psycopg.Connection) -> None:
    row = make.property_(owner, user_id=make.user(owner))

    def status() -> object:
        found = owner.execute(
            "select ad_license_status from nova.properties where id = %s", [row]
        ).fetchone()
        return found and found[0]

    assert status() == "ENTERED"
    owner.execute("update nova.properties set ad_license_status = 'VALID' where id = %s", [row])
    assert status() == "VALID"
    owner.execute("update nova.properties set price = 2 where id = %s", [row])
    assert status() == "VALID"
    owner.execute(
        "update nova.properties set ad_license_number = '7200000002' where id = %s", [row]
    )
    assert status() == "ENTERED"


def test_a_customer_with_something_open_is_not_archived(owner: psycopg.Connection) -> None:
    user = make.user(owner)
    customer = make.customer(owner, user_id=user)
    request = make.request(owner, user_id=user, customer_id=customer)
    archive = "update nova.customers set status = 'ARCHIVED' where id = %s"
    with pytest.raises(psycopg.Error) as refused, owner.transaction():
        owner.execute(archive, [customer])
    assert refused.value.diag.message_primary == "customer_busy"
    owner.execute("update nova.requests set status = 'CANCELED' where id = %s", [request])
    owner.execute(archive, [customer])
