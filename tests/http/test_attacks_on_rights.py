"""What members, former members, administrators and logins of the database tried beyond their
rights; each by its right answer."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import pytest
from psycopg import sql
from psycopg.types.json import Jsonb

import make
from conftest import Running, url_of
from feed import followed
from make import refused
from nova.database import addresses

People = Callable[..., make.Person]
Pair = tuple[make.Person, make.Person]
MAKERS = {
    "customers": make.customer, "properties": make.property_, "offers": make.offer,
    "requests": make.request,
}  # fmt: skip


def join(app: Running, manager: make.Person, one: make.Person, role: str = "BROKER") -> str:
    """Somebody works in the manager's team; answers the path of their membership."""
    one.team = manager.team
    values = {"team_id": manager.team, "user_id": one.id, "role": role}
    with psycopg.connect(app.owner_url) as owner:
        place = make.insert(owner, "nova.team_members", values)
    return f"/teams/{manager.team}/members/{place}"


def allow(app: Running, one: make.Person, permissions: dict[str, str]) -> None:
    """These overrides and no others."""
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "delete from nova.team_permissions p using nova.team_members m"
            " where m.id = p.team_member_id and m.user_id = %s", [one.id],
        )  # fmt: skip
        make.override(owner, one.id, permissions)


def team_customer(person: make.Person, **changed: object) -> dict[str, Any]:
    body = {"name": "نورة السرية", "phone": make.mobile(), "teamId": person.team} | changed
    answer = person.api.post("/customers", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


@pytest.fixture
def owner(app: Running) -> Iterator[psycopg.Connection]:
    """The shared database as its owner, in a transaction that is rolled back."""
    with psycopg.connect(app.owner_url) as connection:
        yield connection
        connection.rollback()


@pytest.fixture(scope="module")
def colleagues(app: Running) -> Iterator[Pair]:
    """A manager, and a broker of their team."""
    manager, broker = (make.broker(app.url, app.owner_url) for _ in range(2))
    with psycopg.connect(app.owner_url) as owner:
        team = make.team(owner, manager=manager.id, broker=broker.id)
    manager.team = broker.team = str(team)
    yield manager, broker
    for one in (manager, broker):
        one.api.close()


@pytest.fixture
def pair(app: Running, colleagues: Pair) -> Iterator[Pair]:
    """The same; what a test allows the broker ends with it."""
    yield colleagues
    allow(app, colleagues[1], {})


# Who may not read a row, may not write it


GONE = {"deleted_at": datetime(2026, 1, 1, tzinfo=UTC), "is_published": False}
VERBS: dict[str, tuple[dict[str, object], dict[str, object] | None]] = {
    # what the row is like, so that the verb would do its work, and the body
    "PATCH /customers/{id}": ({}, {"notes": "x"}),
    "DELETE /customers/{id}": ({}, None),
    "POST /customers/{id}/restore": ({"deleted_at": GONE["deleted_at"]}, None),
    "POST /customers/{id}/assign": ({}, {"assignedTo": None}),
    "POST /customers/{id}/consents": ({}, {"channel": "SMS", "granted": True}),
    "POST /customers/{id}/activities": ({}, {"type": "NOTE", "description": "x"}),
    "PATCH /properties/{id}": ({}, {"description": "x"}),
    "DELETE /properties/{id}": ({}, None),
    "POST /properties/{id}/restore": (GONE, None),
    "POST /properties/{id}/publish": ({"status": "DRAFT", "is_published": False}, None),
    "PATCH /offers/{id}": ({}, {"maxBrokers": 7}),
    "DELETE /offers/{id}": ({}, None),
    "POST /offers/{id}/pause": ({}, None),
    "POST /offers/{id}/resume": ({"status": "PAUSED"}, None),
    "POST /offers/{id}/complete": ({}, None),
    "POST /offers/{id}/renew": ({"status": "EXPIRED"}, {}),
    "PATCH /requests/{id}": ({}, {"description": "x"}),
    "DELETE /requests/{id}": ({}, None),
    "POST /requests/{id}/cancel": ({}, {"reason": "x"}),
    "POST /requests/{id}/fulfill": ({}, {}),
    "POST /requests/{id}/reopen": ({"status": "CANCELED"}, None),
    "POST /requests/{id}/matches": ({}, {"offerId": "of the market"}),
}


def test_every_verb_on_a_row_is_tried_without_the_right_to_read_it(app: Running) -> None:
    document = httpx.get(f"{app.url}/api/openapi.json", trust_env=False, verify=make.PLAIN).json()
    found = {
        f"{method.upper()} {re.sub(r'{[^}]+}', '{id}', path.removeprefix('/api'))}"
        for path, operations in document["paths"].items()
        for method in operations
        if re.match(rf"/api/({'|'.join(MAKERS)})/{{", path) and method != "get"
    }
    assert found == set(VERBS)


def state(app: Running, kind: str, row: UUID) -> Any:
    """A row, what happened to it, and what hangs on it."""
    table = sql.Identifier("nova", kind)
    with psycopg.connect(app.owner_url) as owner:
        return [
            owner.execute(statement, [row]).fetchall()
            for statement in (
                sql.SQL("select to_jsonb(t) from {} t where id = %s").format(table),
                sql.SQL("select action, after from nova.audit_log where entity_id = %s order by id"),
                sql.SQL("select id from nova.customer_activities where customer_id = %s order by id"),
                sql.SQL("select id, status from nova.offers where property_id = %s order by id"),
                sql.SQL("select id from nova.smart_matches where request_id = %s and status <> 'PENDING'"),
            )
        ]  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_who_may_not_read_a_row_may_not_write_it_either(
    app: Running, pair: Pair, people: People, verb: str
) -> None:
    _, broker = pair
    method, path = verb.split()
    kind = path.split("/")[1]
    like, body = VERBS[verb]
    if body and "offerId" in body:
        city = f"مدينة {make.mobile()}"
        like, body = {"cities": [city]}, {"offerId": make.offered(people(), city=city)["id"]}
    with psycopg.connect(app.owner_url) as owner:
        writes = owner.execute("select permission from private.permissions where writes").fetchall()
        row = MAKERS[kind](owner, user_id=broker.id, team_id=broker.team, **like)
    everything = {permission: "WHOLE" for (permission,) in writes}
    path = path.replace("{id}", str(row))
    allow(app, broker, everything | {f"{kind}.read": "NONE"})
    before = state(app, kind, row)
    answer = broker.api.request(method, path, json=body)
    assert refused(answer) == (404, "not_found")
    assert state(app, kind, row) == before
    allow(app, broker, everything)
    make.eventually(lambda: broker.api.request(method, path, json=body).is_success)
    assert state(app, kind, row) != before


def test_a_property_that_is_not_theirs_to_read_stays_and_so_does_its_offer(
    app: Running, pair: Pair
) -> None:
    _, broker = pair
    with psycopg.connect(app.owner_url) as owner:
        offer = make.offer(owner, user_id=broker.id, team_id=broker.team)
        (home,) = owner.execute(
            "update nova.properties p set team_id = %s from nova.offers o"
            " where o.id = %s and p.id = o.property_id returning p.id", [broker.team, offer],
        ).fetchone() or (None,)  # fmt: skip
    allow(app, broker, {"properties.read": "NONE"})
    assert refused(broker.api.delete(f"/properties/{home}")) == (404, "not_found")
    with psycopg.connect(app.owner_url) as owner:
        kept = owner.execute(
            "select p.deleted_at, p.is_published, o.status from nova.properties p"
            " join nova.offers o on o.property_id = p.id where p.id = %s", [home],
        ).fetchone()  # fmt: skip
    assert kept == (None, True, "ACTIVE")


# A kept answer is no way back


@pytest.mark.parametrize("who", ["seller", "buyer"])
def test_a_retry_of_an_acceptance_shows_nothing_after_its_withdrawal(
    people: People, who: str
) -> None:
    seller, buyer, city = people(), people(), f"مدينة {make.mobile()}"
    make.requested(buyer, cities=[city])
    offer = make.offered(seller, city=city, street="شارع السر")
    path = f"/smart-matches/{make.match_of(buyer, offer['id'])['id']}"
    key = {"idempotency-key": str(uuid4())}
    taken = buyer.api.post(f"{path}/accept", headers=key)
    assert taken.json()["partner"]["phone"] == seller.phone
    again = buyer.api.post(f"{path}/accept", headers=key)
    assert again.json() == taken.json() and again.headers["idempotency-replayed"] == "true"
    side = seller if who == "seller" else buyer
    assert side.api.post(f"{path}/withdraw", json={"reason": "PRICE"}).status_code == 200
    after = buyer.api.post(f"{path}/accept", headers=key)
    assert after.headers["idempotency-replayed"] == "true"
    shown = after.json()
    assert (shown["status"], shown["fullDetails"]) == ("REJECTED", None)
    assert (shown["partner"]["phone"], shown["partner"]["email"]) == (None, None)
    for secret in (seller.phone, seller.email, "شارع السر"):
        assert secret not in after.text
    assert shown == buyer.api.get(path).json()


def test_a_retry_shows_no_customer_who_was_given_to_somebody_else(
    app: Running, pair: Pair, people: People
) -> None:
    manager, broker = pair
    other, key = people(), {"idempotency-key": str(uuid4())}
    join(app, manager, other)
    body = {"name": "نورة السرية", "phone": make.mobile(), "teamId": broker.team}
    made = broker.api.post("/customers", json=body, headers=key)
    assert made.status_code == 201
    path = f"/customers/{made.json()['id']}"
    noted = {"type": "NOTE", "description": "تدفع نقدًا"}
    second = {"idempotency-key": str(uuid4())}
    assert broker.api.post(f"{path}/activities", json=noted, headers=second).status_code == 201
    manager.api.post(f"{path}/assign", json={"assignedTo": str(other.id)})
    for retry in (
        broker.api.post("/customers", json=body, headers=key),
        broker.api.post(f"{path}/activities", json=noted, headers=second),
    ):
        assert refused(retry) == (404, "not_found")
        assert retry.headers["idempotency-replayed"] == "true"
    manager.api.post(f"{path}/assign", json={"assignedTo": str(broker.id)})
    assert broker.api.post("/customers", json=body, headers=key).json() == made.json()


def test_a_change_of_rights_makes_no_retry_do_its_work_twice(pair: Pair) -> None:
    manager, broker = pair
    key = {"idempotency-key": str(uuid4())}
    body = make.REQUEST | {"teamId": broker.team, "description": "مرة واحدة"}
    assert broker.api.post("/requests", json=body, headers=key).status_code == 201
    members = manager.api.get(f"/teams/{manager.team}/members").json()["data"]
    (place,) = [each["id"] for each in members if each["userId"] == str(broker.id)]
    changed = manager.api.put(
        f"/teams/{manager.team}/members/{place}/permissions",
        json={"permissions": {"customers.export": "NONE"}},
    )
    assert changed.status_code == 200, changed.text
    again = broker.api.post("/requests", json=body, headers=key)
    assert refused(again) == (409, "answer_withheld")
    mine = broker.api.get("/requests").json()["data"]
    assert len([each for each in mine if each["description"] == "مرة واحدة"]) == 1


def test_no_retry_of_a_registration_opens_a_session_by_a_password_that_was_changed(
    app: Running,
) -> None:
    key = {"idempotency-key": str(uuid4())}
    body = {
        "email": make.email(),
        "phone": make.mobile(),
        "password": make.PASSWORD,
        "name": "سارة",
    }
    with make.Client(app.url) as api:
        first = api.post("/auth/register", json=body, headers=key).json()
        assert api.post("/auth/register", json=body, headers=key).status_code == 201
        owner = {"authorization": f"Bearer {first['token']}"}
        change = {"oldPassword": make.PASSWORD, "newPassword": "Another1234!"}
        assert api.post("/auth/change-password", json=change, headers=owner).status_code == 200
        again = api.post("/auth/register", json=body, headers=key)
    assert refused(again) == (409, "answer_withheld")


# A refusal names nobody whom its reader may not see


def test_restoring_a_customer_names_the_rival_only_to_who_may_read_it(pair: Pair) -> None:
    manager, broker = pair
    mine = team_customer(broker)
    path = f"/customers/{mine['id']}"
    assert broker.api.delete(path).status_code == 204
    rival = team_customer(manager, phone=mine["phone"])
    for_broker, for_manager = (
        broker.api.post(f"{path}/restore"),
        manager.api.post(f"{path}/restore"),
    )
    assert refused(for_broker) == refused(for_manager) == (409, "customer_phone_taken")
    assert rival["id"] not in for_broker.text
    assert rival["id"] in for_manager.text


def test_restoring_a_property_names_the_rival_only_to_who_may_read_it(pair: Pair) -> None:
    manager, broker = pair
    body = make.PROPERTY | {"teamId": manager.team, "deedNumber": make.mobile()}
    mine = broker.api.post("/properties", json=body).json()
    path = f"/properties/{mine['id']}"
    assert broker.api.delete(path).status_code == 204
    rival = manager.api.post("/properties", json=body).json()
    for_broker, for_manager = (
        broker.api.post(f"{path}/restore"),
        manager.api.post(f"{path}/restore"),
    )
    assert refused(for_broker) == refused(for_manager) == (409, "deed_taken")
    assert rival["id"] not in for_broker.text
    assert rival["id"] in for_manager.text


# The audit


SECRETS = {
    "monthly_salary": 18_765, "down_payment": 43_210, "deed_number": "310123456789",
    "street": "شارع السر", "location_lat": 24.912345, "location_lng": 46.654321,
}  # fmt: skip


def lines(owner: psycopg.Connection, someone: make.Caller, team: UUID) -> dict[str, str]:
    """The lines of a team that somebody may read: by table, all that they say."""
    make.act_as(owner, someone)
    found = owner.execute(
        "select entity_type, string_agg(concat_ws(' ', before::text, after::text), ' ')"
        " from nova.audit_log where team_id = %s group by 1", [team],
    ).fetchall()  # fmt: skip
    owner.execute("reset role")
    return dict(found)


def test_managing_a_team_shows_no_audit_of_what_one_may_not_read(
    owner: psycopg.Connection, office: make.Office
) -> None:
    manager, broker = office.people["manager"], office.people["broker"]
    of: dict[str, Any] = {"user_id": manager.user_id, "team_id": office.team}
    said = {name: SECRETS[name] for name in ("monthly_salary", "down_payment")}
    request = make.request(owner, **of, financing_needed=True, **said)
    said = {name: SECRETS[name] for name in list(SECRETS)[2:]}
    home = make.property_(owner, **of, **said)
    make.insert(owner, "nova.property_images", {"property_id": home, "url": "شارع السر"})
    customer = make.customer(owner, **of, notes="سر العميل")
    for kind, row in (("requests", request), ("properties", home), ("customers", customer)):
        owner.execute(f"update nova.{kind} set deleted_at = now() where id = %s".encode(), [row])
    everything = lines(owner, manager, office.team)
    for secret in (*map(str, SECRETS.values()), "سر العميل"):
        assert any(secret in text for text in everything.values()), secret
    hidden = {f"{kind}.read": "NONE" for kind in MAKERS}
    make.override(owner, broker.user_id, {"team.manage": "WHOLE"} | hidden)
    of_the_team = {"teams", "team_members", "team_permissions"}
    assert set(lines(owner, broker, office.team)) == of_the_team
    for kind in ("customers", "requests", "properties"):
        owner.execute(
            "update nova.team_permissions p set permissions = permissions || %s"
            " from nova.team_members m where m.id = p.team_member_id and m.user_id = %s",
            [Jsonb(hidden | {f"{kind}.read": "WHOLE"}), broker.user_id],
        )
        assert set(lines(owner, broker, office.team)) == of_the_team | {kind}
    for name in ("observer", "stranger"):
        assert lines(owner, office.people[name], office.team) == {}, name


def test_ones_own_acts_in_a_team_are_not_read_after_leaving_it(
    owner: psycopg.Connection, office: make.Office
) -> None:
    broker = office.people["broker"]
    make.act_as(owner, broker)
    owner.execute(
        "insert into nova.customers (team_id, name, phone, notes) values (%s, 'x', %s, 'سر')",
        [office.team, make.mobile()],
    )
    owner.execute("insert into nova.customers (name, phone) values ('mine', %s)", [make.mobile()])
    assert "سر" in lines(owner, broker, office.team)["customers"]
    owner.execute(
        "update nova.team_members set status = 'INACTIVE' where user_id = %s", [broker.user_id]
    )
    assert lines(owner, broker, office.team) == {}
    owner.execute("delete from nova.team_members where user_id = %s", [broker.user_id])
    assert lines(owner, broker, office.team) == {}
    make.act_as(owner, broker)
    own = owner.execute(
        "select after ->> 'name' from nova.audit_log where entity_type = 'customers'"
    )
    assert own.fetchall() == [("mine",)]


# Broken glass


@pytest.mark.parametrize(
    "reason", [".", " " * 10, "\u3000" * 12, "\u200b" * 12, "\u2060\u00ad" * 6, "ـ" * 12, "x" * 9, "x" + " " * 12,
               "." * 12, "-" * 12, "1" * 12, "\u0300" * 12]
)  # fmt: skip
def test_glass_is_not_broken_for_nothing(app: Running, people: People, reason: str) -> None:
    admin, sara = make.with_role(app.owner_url, people(), "ADMIN"), people()
    answer = admin.api.post("/audit/break-glass", json={"scopeId": str(sara.id), "reason": reason})
    assert refused(answer) in {(400, "validation_failed"), (422, "reason_too_short")}
    with psycopg.connect(app.owner_url) as owner:
        owner.execute("select set_config('nova.user_id', %s, true)", [str(admin.id)])
        with pytest.raises(psycopg.Error) as refusal, owner.transaction():
            owner.execute("select nova.break_glass(%s, %s)", [sara.id, reason])
        broken = owner.execute("select from private.broken_glass where admin_id = %s", [admin.id])
    assert refusal.value.diag.message_primary == "reason_too_short"
    assert broken.rowcount == 0


def test_the_rest_of_the_back_office_is_told_of_broken_glass(app: Running, people: People) -> None:
    admin, second = (make.with_role(app.owner_url, people(), "ADMIN") for _ in range(2))
    chief, sara = make.with_role(app.owner_url, people(), "OWNER"), people()
    reason = f"شكوى عميل رقم {make.mobile()}"
    body = {"scopeId": str(sara.id), "reason": reason}
    assert admin.api.post("/audit/break-glass", json=body).status_code == 201

    def told(one: make.Person) -> list[dict[str, Any]]:
        listed = one.api.get("/notifications", params={"limit": 100}).json()["data"]
        return [each for each in listed if reason in each["message"]]

    for witness in (second, chief):
        (notice,) = told(witness)
        assert str(sara.id) in notice["message"]
        assert (notice["category"], notice["priority"]) == ("glass_broken", "URGENT")
    assert told(admin) == told(sara) == []


# Phones that are masked


@pytest.mark.parametrize(
    "phone",
    ["+1234567", "+12345678", "+123456789", "920012345", "8001234567", "+2901234567",
     "+96812345678", "+966501234567", "+123456789012345"],
)  # fmt: skip
def test_a_masked_phone_shows_a_few_signs_however_short_it_is(
    owner: psycopg.Connection, phone: str
) -> None:
    (masked,) = owner.execute(
        "select private.masked_phone(%s::nova.phone)", [phone]
    ).fetchone() or ("",)
    shown = masked.replace("•", "")
    digits = sum(map(str.isdigit, phone))
    assert len(masked) == len(phone) and phone.startswith(shown[:-2]) and phone.endswith(shown[-2:])
    assert len(shown) <= 6
    assert sum(map(str.isdigit, shown)) <= digits / 3 + 2


# What was missed is told by the rights of this moment


def page(person: make.Person, cursor: str, **headers: str) -> list[dict[str, Any]]:
    answer = person.api.get("/events", params={"after": cursor}, headers=headers).json()
    assert answer["reset"] is None
    events: list[dict[str, Any]] = answer["events"]
    return events


def by_page(app: Running, person: make.Person, cursor: str, last: str) -> list[dict[str, Any]]:
    """What plain HTTP tells after a cursor, up to an event of this row."""

    def look() -> Any:
        events = page(person, cursor)
        return events if last in {each["entityId"] for each in events} else None

    found: list[dict[str, Any]] = make.eventually(look)
    return found


def by_socket(app: Running, person: make.Person, cursor: str, last: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    with followed(app, person, cursor) as feed:
        while not found or found[-1]["entityId"] != last:
            frame = feed.hear()
            if "entityId" in frame:
                found.append(frame)
    return found


def by_stream(app: Running, person: make.Person, cursor: str, last: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    asked = {"after": cursor}
    accept = {"accept": "text/event-stream"}
    with person.api.stream("GET", "/events", params=asked, headers=accept, timeout=10) as answer:
        for line in answer.iter_lines():
            name, _, value = line.partition(": ")
            if name == "data" and "entityId" in value:
                found.append(json.loads(value))
                if found[-1]["entityId"] == last:
                    break
    return found


ROADS = {"page": by_page, "socket": by_socket, "stream": by_stream}


def told(app: Running, road: str, person: make.Person, cursor: str) -> list[dict[str, Any]]:
    """All that somebody missed, on this road; a customer of their own marks the end."""
    name, phone = f"marker {make.mobile()}", make.mobile()
    marker = person.api.post("/customers", json={"name": name, "phone": phone}).json()
    found = ROADS[road](app, person, cursor, marker["id"])
    mine = [each for each in found if each["entityId"] == marker["id"]]
    assert [each["data"]["name"] for each in mine] == [name], "what is theirs is told whole"
    return [each for each in found if each["entityId"] != marker["id"]]


@pytest.mark.parametrize("road", ROADS)
def test_a_customer_who_was_taken_from_somebody_is_not_told_to_them_afterwards(
    app: Running, pair: Pair, people: People, road: str
) -> None:
    manager, broker = pair
    other = people()
    join(app, manager, other)
    cursor = broker.api.get("/events").json()["cursor"]
    made = team_customer(broker)
    path = f"/customers/{made['id']}"
    broker.api.post(f"{path}/activities", json={"type": "NOTE", "description": "نورة تدفع نقدًا"})
    manager.api.patch(path, json={"notes": "نورة تريد فيلا"})
    kept = team_customer(broker, name="باقية")
    manager.api.post(f"{path}/assign", json={"assignedTo": str(other.id)})
    assert broker.api.get(path).status_code == 404
    found = told(app, road, broker, cursor)
    of_it = [each for each in found if each["entityId"] == made["id"]]
    assert [each["event"] for each in of_it] == [
        "customer.created", "customer.updated", "customer.assigned"]  # fmt: skip
    activities = [each for each in found if each["entity"] == "customer_activity"]
    assert activities
    assert all(each["data"] == {"withheld": True} for each in (*of_it, *activities))
    text = json.dumps(found, ensure_ascii=False)
    assert "نورة" not in text and made["phone"][-8:] not in text
    still = [each["data"] for each in found if each["entityId"] == kept["id"]]
    assert [each["name"] for each in still] == ["باقية"]
    seen = told(app, road, other, cursor)
    assert [each["data"]["name"] for each in seen if each["entityId"] == made["id"]] == [
        "نورة السرية"]  # fmt: skip


@pytest.mark.parametrize(
    ("road", "way"),
    [("page", "left"), ("socket", "left"), ("stream", "left"), ("page", "removed"),
     ("socket", "inactive"), ("page", "no right")],
)  # fmt: skip
def test_who_is_out_of_a_team_is_told_nothing_of_it_afterwards(
    app: Running, pair: Pair, people: People, road: str, way: str
) -> None:
    manager, one = pair[0], people()
    place = join(app, manager, one)
    cursor = one.api.get("/events").json()["cursor"]
    customer = team_customer(one)
    own = {"teamId": one.team, "title": "نورة"}
    home = one.api.post("/properties", json=make.PROPERTY | own | make.licence()).json()
    wanted = one.api.post("/requests", json=make.REQUEST | {"teamId": one.team}).json()
    rows = {customer["id"], home["id"], wanted["id"]}
    with psycopg.connect(app.owner_url) as owner:
        offer = make.offer(owner, user_id=one.id, team_id=one.team, property_id=home["id"])
    rows.add(str(offer))
    nothing = {"permissions": {f"{kind}.read": "NONE" for kind in MAKERS}}
    ways: dict[str, tuple[make.Client, str, str, Any]] = {
        "left": (one.api, "POST", f"/teams/{one.team}/leave", None),
        "removed": (manager.api, "DELETE", place, None),
        "inactive": (manager.api, "PATCH", place, {"status": "INACTIVE"}),
        "no right": (manager.api, "PUT", f"{place}/permissions", nothing),
    }
    api, method, path, body = ways[way]
    assert api.request(method, path, json=body).is_success
    found = [each for each in told(app, road, one, cursor) if each["entityId"] in rows]
    assert {each["entityId"] for each in found} == rows
    assert all(each["data"] == {"withheld": True} for each in found)


@pytest.mark.parametrize("road", ROADS)
def test_who_only_observes_now_is_told_no_phone_of_before(
    app: Running, pair: Pair, people: People, road: str
) -> None:
    manager, one = pair[0], people()
    place = join(app, manager, one)
    cursor = one.api.get("/events").json()["cursor"]
    made = team_customer(one)
    assert manager.api.patch(place, json={"role": "OBSERVER"}).status_code == 200
    assert "•" in one.api.get(f"/customers/{made['id']}").json()["phone"]
    found = told(app, road, one, cursor)
    (event,) = [each for each in found if each["event"] == "customer.created"]
    assert event["entityId"] == made["id"]
    assert made["phone"][-8:] not in json.dumps(event)


@pytest.mark.parametrize("road", ROADS)
def test_a_match_that_is_seen_no_more_is_not_told_either(
    app: Running, pair: Pair, people: People, road: str
) -> None:
    (_, broker), seller, city = pair, people(), f"مدينة {make.mobile()}"
    cursor = broker.api.get("/events").json()["cursor"]
    make.requested(broker, cities=[city], teamId=broker.team)
    match = make.match_of(broker, make.offered(seller, city=city)["id"])
    allow(app, broker, {"matches.read": "NONE"})
    assert broker.api.get(f"/smart-matches/{match['id']}").status_code == 404
    found = [each for each in told(app, road, broker, cursor) if each["entityId"] == match["id"]]
    assert found and all(each["data"] == {"withheld": True} for each in found)


# Logins of the database


LOGINS = ["nova_app", "nova_worker", "nova_analyst"]


def test_no_login_becomes_the_owner_of_a_table(owner: psycopg.Connection) -> None:
    found = owner.execute(
        "select r.rolname, o.rolname from pg_roles r cross join pg_roles o"
        " where r.rolcanlogin and not r.rolsuper"
        " and r.rolname <> 'nova_migrator'"  # whose work it is: no process of Nova's is one
        " and o.oid in (select c.relowner from pg_class c"
        "     where c.relnamespace::regnamespace::text in ('nova', 'private', 'api', 'analytics'))"
        " and (pg_has_role(r.oid, o.oid, 'member') or pg_has_role(r.oid, o.oid, 'set'))"
    ).fetchall()
    assert found == []


def test_who_took_old_days_away_can_neither_log_in_nor_become_who_owned_them(
    owner: psycopg.Connection, app: Running
) -> None:
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        psycopg.connect(addresses.as_role(app.owner_url, "nova_retention"))
    may = owner.execute(
        "select pg_has_role('nova_retention', r, 'set'), pg_has_role('nova_retention', r, 'member')"
        " from unnest('{nova_keeper, nova_owner, nova_rules}'::regrole[]) as r"
    ).fetchall()
    assert may == [(False, False)] * 3


def test_a_reader_keeps_an_old_day_for_later_and_nobody_waits_long(fresh_url: str) -> None:
    day = datetime.now(UTC).date() - timedelta(days=6)
    name = f"events_{day:%Y%m%d}"
    with psycopg.connect(fresh_url, autocommit=True) as owner:
        config = owner.execute(
            "select proconfig from pg_proc where oid = 'private.detach_days()'::regprocedure"
        ).fetchone()
        assert config and "lock_timeout=50ms" in config[0]
        owner.execute("set role nova_owner")
        owner.execute(
            sql.SQL(
                "create table nova.{} partition of nova.events for values from ({}) to ({})"
            ).format(sql.Identifier(name), sql.Literal(day), sql.Literal(day + timedelta(days=1)))
        )
    worker_url = addresses.as_role(fresh_url, "nova_worker")
    with (
        psycopg.connect(worker_url, autocommit=True) as worker,
        psycopg.connect(fresh_url) as reader,
    ):
        reader.execute("select count(*) from nova.events")
        assert worker.execute("select private.detach_days()").fetchone() == (0,)
        assert worker.execute("show lock_timeout").fetchone() == ("0",), "of the function alone"
        reader.rollback()
        assert worker.execute("select private.detach_days()").fetchone() == (1,)
        parted = reader.execute("select relispartition from pg_class where relname = %s", [name])
        assert parted.fetchone() == (False,)


@pytest.mark.parametrize("login", LOGINS)
@pytest.mark.parametrize(
    "statement",
    ["pg_advisory_lock(6682000003)", "pg_try_advisory_lock(6682000003)",
     "pg_advisory_lock_shared(6682000003)", "pg_try_advisory_lock_shared(6682000003)",
     "pg_advisory_xact_lock(6682000003)", "pg_try_advisory_xact_lock(1, 2)",
     "lo_create(0)", "lo_creat(-1)", "lo_from_bytea(0, 'x')", "lo_put(1, 0, 'x')",
     "pg_logical_emit_message(false, 'x', 'x')"],
)  # fmt: skip
def test_no_login_takes_locks_of_the_house_or_keeps_large_objects(
    app: Running, login: str, statement: str
) -> None:
    url = addresses.as_role(app.owner_url, login)
    with (
        psycopg.connect(url, options="-c default_transaction_read_only=off") as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(f"select {statement}".encode())


@pytest.mark.parametrize("login", LOGINS)
def test_no_login_keeps_tables_here_or_in_the_database_beside(app: Running, login: str) -> None:
    options = "-c default_transaction_read_only=off"
    with psycopg.connect(addresses.as_role(app.owner_url, login), options=options) as connection:
        for statement in ("create temporary table x (y int)", "create table x (y int)"):
            with pytest.raises(psycopg.Error), connection.transaction():
                connection.execute(statement.encode())
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(addresses.as_role(url_of("postgres"), login))


def test_a_lock_on_the_matchers_old_number_stops_neither_matching_nor_figures(
    app: Running, people: People
) -> None:
    seller, buyer, city = people(), people(), f"مدينة {make.mobile()}"
    with psycopg.connect(app.owner_url, autocommit=True) as owner:
        owner.execute("select pg_advisory_lock(6682000003)")
        make.requested(buyer, cities=[city])
        offer = make.offered(seller, city=city)
        assert make.match_of(buyer, offer["id"])["status"] == "PENDING"
        make.eventually(
            lambda: (
                owner.execute(
                    "select from nova.user_stats where user_id = %s and figures ->> 'totalProperties' = '1'",
                    [seller.id],
                ).rowcount
            )
        )
