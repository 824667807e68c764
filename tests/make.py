"""Makes what tests need: people, their rows, clients. Names are those of the business."""

import contextlib
import itertools
import json
import os
import random
import re
import socket
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from nova.database.flight import Caller

__all__ = ["Caller"]  # tests know it by this name

PASSWORD = "Test1234!"
LOG = Path(tempfile.mkdtemp(prefix="nova-log-")) / "log.jsonl"
_numbers = itertools.count(random.randrange(10_000_000))
_addresses = itertools.count(random.randrange(1_000_000))


def mobile() -> str:
    """A Saudi mobile nobody has."""
    return f"05{next(_numbers) % 100_000_000:08}"


def email() -> str:
    """An e-mail nobody has."""
    return f"person{next(_numbers)}@example.com"


def address() -> str:
    """A network address nobody has called from."""
    n = next(_addresses)
    return f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}"


def free_port() -> int:
    """A port that nobody listens on, below those that connections go out from."""
    while True:
        port = random.randrange(10_000, 32_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def health_of(port: int) -> bytes:
    """What a connection of its own is answered there to GET /api/health."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as peer:
        peer.sendall(b"GET /api/health HTTP/1.1\r\nhost: x\r\n\r\n")
        return peer.recv(65_536)


def environment(**settings: object) -> dict[str, str]:
    """This environment with these settings and no others of Nova's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NOVA_")}
    return kept | {f"NOVA_{name.upper()}": str(value) for name, value in settings.items()}


class Client(httpx.Client):
    """An HTTP client from an address of its own."""

    def __init__(self, url: str, token: str | None = None) -> None:
        headers = {"x-forwarded-for": address()}
        if token:
            headers["authorization"] = f"Bearer {token}"
        super().__init__(base_url=url + "/api", headers=headers, timeout=20, trust_env=False)


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


@dataclass
class Office:
    """A team with one of each role, its company, a stranger, and a row of each kind."""

    people: dict[str, Caller]
    rows: dict[str, UUID]
    team: UUID


def register(url: str, **changed: object) -> tuple[Client, dict[str, Any]]:
    """Register somebody; answers their client and what they were answered."""
    api = Client(url)
    body = {"email": email(), "phone": mobile(), "password": PASSWORD, "name": "سارة العتيبي"}
    answer = api.post("/auth/register", json=body | changed)
    assert answer.status_code == 201, answer.text
    api.headers["authorization"] = f"Bearer {answer.json()['token']}"
    return api, answer.json()


def broker(url: str, owner_url: str, **changed: object) -> Person:
    """A broker with a verified phone and a FAL licence."""
    api, joined = register(url, **changed)
    user = joined["user"]
    with psycopg.connect(owner_url) as connection:
        connection.execute(
            "update nova.users set phone_verified = true, fal_license = '1100000001',"
            " fal_expiry = current_date + 300 where id = %s",
            [user["id"]],
        )
    return Person(
        UUID(user["id"]), user["email"], user["phone"], joined["token"], joined["refreshToken"], api
    )


def messages(to: str) -> list[str]:
    """What the worker has sent there, the oldest first: as a developer reads it in the log."""
    lines = (json.loads(line) for line in LOG.read_text().splitlines() if '"message"' in line)
    return [line["text"] for line in lines if line["event"] == "message" and line["to"] == to]


def code(to: str, place: int = 0) -> str:
    """The one-time code of the message with this number sent there, once it has arrived."""
    text = eventually(lambda: messages(to)[place : place + 1])[0]
    found = re.search(r"\d{6}", text)
    assert found
    return found[0]


def user(connection: psycopg.Connection, **changed: object) -> UUID:
    """Somebody with a verified phone and a licence, straight into the table."""
    values: dict[str, object] = {
        "email": email(), "phone": "+966" + mobile()[1:], "name": "وسيط", "phone_verified": True,
        "fal_license": "1100000001", "fal_expiry": date.today() + timedelta(days=300),
    }  # fmt: skip
    made = insert(connection, "nova.users", values | changed)
    plan = connection.execute(
        "select id from nova.subscription_plans where name = 'trial'"
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


def team(connection: psycopg.Connection, **members: UUID | None) -> UUID:
    """A team of these people by role in lower case; `company` owns it."""
    company = members.pop("company", None)
    made = insert(connection, "nova.teams", {
        "name": "فريق", "manager_id": members.get("manager") or company, "company_id": company,
    })  # fmt: skip
    for role, user_id in members.items():
        member = {"team_id": made, "user_id": user_id, "role": role.rstrip("0123456789").upper()}
        insert(connection, "nova.team_members", member)
    return made


def override(
    connection: psycopg.Connection, user_id: UUID | None, permissions: dict[str, str]
) -> None:
    """Let a member of one team do more or less than their role."""
    connection.execute(
        "insert into nova.team_permissions (team_member_id, permissions)"
        " select id, %s from nova.team_members where user_id = %s",
        [Jsonb(permissions), user_id],
    )


def customer(connection: psycopg.Connection, **changed: object) -> UUID:
    """A customer of somebody's."""
    return insert(connection, "nova.customers", {"name": "عميل", "phone": mobile()} | changed)


def property_(connection: psycopg.Connection, **changed: object) -> UUID:
    """A published property of somebody's."""
    return insert(connection, "nova.properties", {
        "title": "فيلا", "property_type": "فيلا", "category": "سكني", "listing_type": "SALE",
        "city": "الرياض", "district": "النرجس", "price": 1_000_000, "area": 300, "status": "ACTIVE",
        "is_published": True, "ad_license_number": "7200000001",
        "ad_license_expires_at": date.today() + timedelta(days=100),
    } | changed)  # fmt: skip


def request(connection: psycopg.Connection, **changed: object) -> UUID:
    """A request that such a property meets in everything."""
    return insert(connection, "nova.requests", {
        "type": "BUY", "property_types": ["فيلا"], "cities": ["الرياض"], "districts": ["النرجس"],
        "price_min": 800_000, "price_max": 1_200_000, "area_min": 250, "area_max": 400,
    } | changed)  # fmt: skip


def offer(connection: psycopg.Connection, **changed: object) -> UUID:
    """An offer of somebody's published property."""
    values = {"summary": Jsonb({}), "full_details": Jsonb({"street": "سر"})} | changed
    if "property_id" not in values:
        values["property_id"] = property_(connection, user_id=values["user_id"])
    return insert(connection, "nova.offers", values)


def appointment(connection: psycopg.Connection, **changed: object) -> UUID:
    """An appointment of somebody's, at a time nobody has."""
    start = datetime.now(UTC) + timedelta(hours=next(_numbers) % 100_000)
    return insert(connection, "nova.appointments", {
        "title": "معاينة", "type": "VISIT", "start_datetime": start,
        "end_datetime": start + timedelta(minutes=30),
    } | changed)  # fmt: skip


def task(connection: psycopg.Connection, **changed: object) -> UUID:
    """A task of somebody's."""
    return insert(connection, "nova.tasks", {"title": "اتصال"} | changed)


def own_row(connection: psycopg.Connection, table: str, user_id: UUID | None) -> UUID:
    """A row that is one person's own, in this table; some are there already."""
    wanted: dict[str, dict[str, object]] = {
        "notifications": {"title": "x", "message": "x", "type": "SYSTEM"},
        "working_hours": {"day_of_week": 0, "is_working": False},
        "holidays": {"start_date": date(2030, 1, 1), "end_date": date(2030, 1, 2)},
        "subscription_invoices": {"net_halalas": 100, "vat_halalas": 15, "amount_halalas": 115},
    }
    if table in wanted:
        values = {"user_id": user_id} | wanted[table]
        if table == "subscription_invoices":
            values["subscription_id"] = own_row(connection, "subscriptions", user_id)
        return insert(connection, f"nova.{table}", values)
    owned = sql.Identifier("id" if table == "users" else "user_id")
    row = connection.execute(
        sql.SQL("select id from nova.{} where {} = %s").format(sql.Identifier(table), owned),
        [user_id],
    ).fetchone()
    assert row
    kept: UUID = row[0]
    return kept


def insert(connection: psycopg.Connection, table: str, values: Mapping[str, object]) -> UUID:
    """One row of this table; answers its id."""
    statement = sql.SQL("insert into {} ({}) values ({}) returning id").format(
        sql.Identifier(*table.split(".")),
        sql.SQL(", ").join(map(sql.Identifier, values)),
        sql.SQL(", ").join(sql.Placeholder() * len(values)),
    )
    row = connection.execute(statement, list(values.values())).fetchone()
    assert row
    made: UUID = row[0]
    return made


def act_as(connection: psycopg.Connection, someone: Caller) -> None:
    """Be the app, serving this person, for the rest of the transaction."""
    connection.execute("set local role nova_app")
    connection.execute(
        "select private.begin_request(%s, %s, false, %s, %s, null)",
        [someone.user_id, someone.session_id, someone.request_id, someone.client_ip],
    )


PROPERTY = {
    "title": "فيلا في النرجس", "propertyType": "فيلا", "category": "سكني", "listingType": "SALE",
    "city": "الرياض", "district": "النرجس", "price": 1_000_000, "area": 300,
}  # fmt: skip
REQUEST = {
    "type": "BUY", "propertyTypes": ["فيلا"], "cities": ["الرياض"], "districts": ["النرجس"],
    "priceMin": 800_000, "priceMax": 1_200_000, "areaMin": 250, "areaMax": 400,
}  # fmt: skip


def licence() -> dict[str, str]:
    """An advertising licence that holds."""
    today = date.today()
    return {
        "adLicenseNumber": "7200000001",
        "adLicenseIssuedAt": str(today - timedelta(days=10)),
        "adLicenseExpiresAt": str(today + timedelta(days=200)),
    }


def offered(person: Person, **changed: object) -> dict[str, Any]:
    """A published property of theirs, offered; `maxBrokers` and the property's fields may differ."""
    places = changed.pop("maxBrokers", 10)
    listed = person.api.post("/properties", json=PROPERTY | licence() | changed)
    assert listed.status_code == 201, listed.text
    published = person.api.post(f"/properties/{listed.json()['id']}/publish")
    assert published.status_code == 200, published.text
    offer = person.api.post(
        "/offers", json={"propertyId": listed.json()["id"], "maxBrokers": places}
    )
    assert offer.status_code == 201, offer.text
    answer: dict[str, Any] = offer.json()
    return answer


def requested(person: Person, **changed: object) -> dict[str, Any]:
    """A request of theirs."""
    filed = person.api.post("/requests", json=REQUEST | changed)
    assert filed.status_code == 201, filed.text
    answer: dict[str, Any] = filed.json()
    return answer


def match_of(person: Person, offer_id: str) -> dict[str, Any]:
    """Their match with this offer."""

    def look() -> Any:
        listed = person.api.get("/smart-matches", params={"limit": 100, "minScore": 50}).json()
        return [match for match in listed["data"] if match["offerId"] == offer_id]

    found: dict[str, Any] = eventually(look)[0]
    return found


def match_in(person: Person, offer_id: str, status: str) -> dict[str, Any]:
    """Their match with this offer, once it is in this state."""

    def look() -> Any:
        found = match_of(person, offer_id)
        return found if found["status"] == status else None

    found: dict[str, Any] = eventually(look)
    return found


def refused(answer: httpx.Response) -> tuple[int, str]:
    """The status and the code of a refusal."""
    return answer.status_code, answer.json()["code"]


def member(team: str, person: Person, of: Person) -> str:
    """A person's membership in a team, as somebody in it sees it."""
    for each in of.api.get(f"/teams/{team}/members").json()["data"]:
        if each["userId"] == str(person.id):
            return str(each["id"])
    raise AssertionError("no such member")


def token_sent(to: str, place: int = 0) -> str:
    """The token of the invitation's link, as it was sent."""
    sent = eventually(lambda: [text for text in messages(to) if "/invitations/" in text][place:])
    return str(re.findall(r"/invitations/(\S+)", sent[0])[0])


def invite(manager: Person, team: str, **body: object) -> None:
    """Invite somebody to a team."""
    sent = manager.api.post(f"/teams/{team}/invitations", json=body)
    assert sent.status_code == 201, sent.text


def with_role(owner_url: str, person: Person, role: str) -> Person:
    """The same person with another role on the platform."""
    with psycopg.connect(owner_url) as owner:
        owner.execute("update nova.users set role = %s where id = %s", [role, person.id])
    return person


def eventually(check: Any, seconds: float = 10) -> Any:
    """The first true answer within this time."""
    deadline = time.monotonic() + seconds
    while True:
        if found := check():
            return found
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)
