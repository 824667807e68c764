"""Every change of a row is told once, under the name of what became of it, as the API shows the row."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import psycopg
import pytest

import eventlog
import make
from nova.live.protocol import ENTITIES

MANAGER = "(select t.manager_id from nova.teams t where t.id = team_id)"
STORIES: dict[str, tuple[str, list[tuple[str, str | None]]]] = {
    "customers": ("customer", [
        ("notes = 'x'", "updated"),
        (f"assigned_to = {MANAGER}", "assigned"),
        ("assigned_to = null, notes = 'y'", "assigned"),
        ("status = 'INACTIVE'", "updated"),
        ("status = 'ARCHIVED'", "archived"),
        ("status = 'ACTIVE'", "updated"),
        ("deleted_at = now()", "deleted"),
        ("deleted_at = null", "updated"),
    ]),
    "properties": ("property", [
        ("price = 2, views_count = 3", "updated"),
        ("status = 'ACTIVE'", "updated"),
        ("is_published = true, published_at = now()", "published"),
        ("is_published = false", "updated"),
        ("deleted_at = now()", "deleted"),
    ]),
    "offers": ("offer", [
        ("max_brokers = 3", "updated"),
        ("status = 'PAUSED'", "paused"),
        ("status = 'ACTIVE'", "resumed"),
        ("status = 'EXPIRED'", "expired"),
        ("status = 'ACTIVE'", "renewed"),
        ("status = 'COMPLETED'", "completed"),
        ("deleted_at = now()", "deleted"),
    ]),
    "requests": ("request", [
        ("description = 'x'", "updated"),
        ("status = 'CANCELED', canceled_reason = 'x'", "canceled"),
        ("status = 'ACTIVE', canceled_reason = null", "reopened"),
        ("status = 'FULFILLED'", "fulfilled"),
        ("status = 'ARCHIVED'", "archived"),
        ("deleted_at = now()", "deleted"),
    ]),
    "appointments": ("appointment", [
        ("notes = 'x'", "updated"),
        ("status = 'CONFIRMED'", "confirmed"),
        ("status = 'CANCELLED', cancelled_reason = 'x'", "cancelled"),
        ("status = 'SCHEDULED'", "updated"),
        ("status = 'NO_SHOW'", "updated"),
        ("status = 'SCHEDULED'", "updated"),
        ("status = 'COMPLETED'", "completed"),
        ("deleted_at = now()", "deleted"),
    ]),
    "tasks": ("task", [
        ("title = 'x'", "updated"),
        (f"assigned_to = {MANAGER}", "assigned"),
        ("status = 'DONE', completed_at = now()", "completed"),
        ("status = 'IN_PROGRESS', completed_at = null", "updated"),
        ("deleted_at = now()", "deleted"),
    ]),
    "notifications": ("notification", [("is_read = true, read_at = now()", "read")]),
    "subscriptions": ("subscription", [("status = 'ACTIVE'", "updated")]),
    "subscription_invoices": ("invoice", [
        ("status = 'FAILED'", "failed"),
        ("status = 'PENDING'", None),
        ("next_attempt_at = now()", None),
        ("status = 'PAID', paid_at = now(), issued_at = now(), number = 1,"
         " seller = '{}', buyer = '{}'", "paid"),
        ("refunded_halalas = 15", "refunded"),
        ("status = 'REFUNDED'", "refunded"),
    ]),
    "teams": ("team", [("name = 'x'", "updated"), ("deleted_at = now()", "deleted")]),
    "users": ("user", [("name = 'x'", "updated"), ("preferences = '{\"a\": 1}'", "updated")]),
}  # fmt: skip
MAKERS: dict[str, Callable[..., UUID]] = {
    "customers": make.customer,
    "offers": make.offer,
    "requests": make.request,
    "appointments": make.appointment,
    "tasks": make.task,
}
SHAPES = {
    "customers": "api.customer(r)",
    "subscriptions": "api.subscription(r, (select p from nova.subscription_plans p where p.id = r.plan_id))",
    "subscription_invoices": "api.invoice(r)",
    "task_comments": "api.task_comment(r)",
    "customer_activities": "api.activity(r)",
    "customer_documents": "api.document(r)",
    "properties": "api.property(r)",
}


def made(owner: psycopg.Connection, office: make.Office, table: str) -> UUID:
    """A row of the broker's in this table, of their team where it may be."""
    broker = office.people["broker"].user_id
    customer = office.rows["broker's"]
    whose: dict[str, Any] = {"user_id": broker, "team_id": office.team}
    parts: dict[str, dict[str, object]] = {
        "customer_activities": {"customer_id": customer, "user_id": broker, "type": "CALL"},
        "customer_documents": {
            "customer_id": customer, "uploaded_by": broker, "name": "عقد", "file_url": "x",
        },
        "task_comments": {"user_id": broker, "comment": "x"},
    }  # fmt: skip
    if table in MAKERS:
        return MAKERS[table](owner, **whose)
    if table == "properties":
        return make.property_(owner, **whose, status="DRAFT", is_published=False)
    if table == "teams":
        return office.team
    if table == "task_comments":
        parts[table]["task_id"] = make.task(owner, **whose)
    if table in parts:
        return make.insert(owner, f"nova.{table}", parts[table])
    return make.own_row(owner, table, broker)


def shape(owner: psycopg.Connection, table: str, row: UUID) -> Any:
    """The row as the API answers it now."""
    said = SHAPES.get(table, f"api.{table.removesuffix('s')}(r)")
    found = owner.execute(
        f"select {said}::jsonb from nova.{table} r where id = %s".encode(), [row]
    ).fetchone()
    assert found
    if table == "users":  # the log keeps neither
        return {k: v for k, v in found[0].items() if k not in {"idNumber", "dateOfBirth"}}
    return found[0]


@pytest.mark.parametrize("table", STORIES)
def test_each_change_of_a_row_is_one_event_named_by_what_became_of_it(
    owner: psycopg.Connection, office: make.Office, table: str
) -> None:
    entity, steps = STORIES[table]
    row = made(owner, office, table)
    told = eventlog.Feed(owner)
    for change, verb in steps:
        owner.execute(f"update nova.{table} set {change} where id = %s".encode(), [row])
        news = told.news()
        expected = [] if verb is None else [(f"{entity}.{verb}", entity, row)]
        if table == "customers":
            expected *= 2  # the observer hears of it apart, without phones
        assert [(each.name, each.entity, each.row) for each in news] == expected, change
        if news:
            assert shape(owner, table, row) in [each.data for each in news], change


@pytest.mark.parametrize(
    ("table", "name", "entity"),
    [
        ("customers", "customer.created", "customer"),
        ("customer_activities", "customer.activity.created", "customer_activity"),
        ("customer_documents", "customer.document.created", "customer_document"),
        ("properties", "property.created", "property"),
        ("offers", "offer.created", "offer"),
        ("requests", "request.created", "request"),
        ("appointments", "appointment.created", "appointment"),
        ("tasks", "task.created", "task"),
        ("task_comments", "task.comment.created", "task_comment"),
        ("notifications", "notification.created", "notification"),
        ("subscription_invoices", "invoice.created", "invoice"),
    ],
)
def test_a_new_row_is_told_as_the_api_shows_it(
    owner: psycopg.Connection, office: make.Office, table: str, name: str, entity: str
) -> None:
    told = eventlog.Feed(owner)
    row = made(owner, office, table)
    news = [each for each in told.news() if each.row == row]
    assert {(each.name, each.entity) for each in news} == {(name, entity)}
    assert news[0].data == shape(owner, table, row)
    assert len(news) == (2 if table == "customers" else 1)


def test_the_topics_name_what_the_triggers_tell_of(owner: psycopg.Connection) -> None:
    told = owner.execute(
        "select distinct (regexp_matches(p.prosrc,"
        " 'insert into nova.events.*?''([a-z_]+)'',\\s+[a-z]+\\.id,', 'g'))[1]"
        " from pg_proc p where p.prosrc ~ 'insert into nova.events'"
    ).fetchall()
    assert {entity for (entity,) in told} | {"user"} == set(ENTITIES)
