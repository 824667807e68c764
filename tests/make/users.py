"""People, by the API and straight into the table."""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg

from make.clients import Client
from make.fresh import email, mobile
from make.rows import insert
from nova.database.flight import Caller

PASSWORD = "Test1234!"


@dataclass
class Person:
    """Somebody who is logged in."""

    id: UUID
    email: str
    phone: str
    token: str
    refresh_token: str
    api: Client
    team: str = ""


def register(url: str, **changed: object) -> tuple[Client, dict[str, Any]]:
    """Register somebody; answers their client and what they were answered."""
    api = Client(url)
    body = {"email": email(), "phone": mobile(), "password": PASSWORD, "name": "سارة العتيبي"}
    answer = api.post("/auth/register", json=body | changed)
    assert answer.status_code == 201, answer.text
    api.headers["authorization"] = f"Bearer {answer.json()['token']}"
    return api, answer.json()


def broker(url: str, owner_url: str, plan: str = "basic", **changed: object) -> Person:
    """A broker with a verified phone and a FAL licence, trying this plan."""
    api, joined = register(url, **changed)
    user = joined["user"]
    with psycopg.connect(owner_url) as connection:
        connection.execute(
            "update nova.users set phone_verified = true, fal_license = '1100000001',"
            " fal_expiry = current_date + 300 where id = %s",
            [user["id"]],
        )
        connection.execute(
            "update nova.subscriptions set plan_id ="
            " (select id from nova.subscription_plans where name = %s) where user_id = %s",
            [plan, user["id"]],
        )
    return Person(
        UUID(user["id"]), user["email"], user["phone"], joined["token"], joined["refreshToken"], api
    )


def with_role(owner_url: str, person: Person, role: str) -> Person:
    """The same person with another role on the platform."""
    with psycopg.connect(owner_url) as owner:
        owner.execute("update nova.users set role = %s where id = %s", [role, person.id])
    return person


def user(connection: psycopg.Connection, **changed: object) -> UUID:
    """Somebody with a verified phone, a licence and the largest plan, straight into the table."""
    values: dict[str, object] = {
        "email": email(), "phone": "+966" + mobile()[1:], "name": "وسيط", "phone_verified": True,
        "fal_license": "1100000001", "fal_expiry": date.today() + timedelta(days=300),
    }  # fmt: skip
    made = insert(connection, "nova.users", values | changed)
    plan = connection.execute(
        "select id from nova.subscription_plans where name = 'company'"
    ).fetchone()
    assert plan
    until = datetime.now(UTC) + timedelta(days=14)
    insert(connection, "nova.subscriptions", {
        "user_id": made, "plan_id": plan[0], "status": "TRIAL", "current_period_end": until,
    })  # fmt: skip
    return made


def subscribe(connection: psycopg.Connection, user_id: UUID | None, plan: str) -> None:
    """Put somebody on this plan, paid."""
    connection.execute(
        "update nova.subscriptions set status = 'ACTIVE', plan_id ="
        " (select id from nova.subscription_plans where name = %s) where user_id = %s",
        [plan, user_id],
    )


def caller(connection: psycopg.Connection, user_id: UUID | None = None) -> Caller:
    """Somebody with a live session; a new person unless one is given."""
    user_id = user_id or user(connection)
    session = insert(connection, "nova.sessions", {
        "user_id": user_id, "family_id": uuid4(), "refresh_hash": os.urandom(32),
        "expires_at": datetime.now(UTC) + timedelta(days=1),
    })  # fmt: skip
    return Caller(user_id, session, "test", "127.0.0.1")


def act_as(connection: psycopg.Connection, someone: Caller) -> None:
    """Be the app, serving this person, for the rest of the transaction."""
    connection.execute("set local role nova_app")
    connection.execute(
        "select private.begin_request(%s, %s, false, %s, %s, null)",
        [someone.user_id, someone.session_id, someone.request_id, someone.client_ip],
    )
