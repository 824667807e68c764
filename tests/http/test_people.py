"""Administrators and people: who lists, changes, suspends whom, and breaks which glass."""

from collections.abc import Callable

import psycopg
import pytest

import make
from conftest import Running
from make import refused

People = Callable[..., make.Person]


@pytest.fixture
def admin(app: Running, people: People) -> make.Person:
    return make.with_role(app.owner_url, people(), "ADMIN")


def test_an_administrator_finds_people_by_name_phone_and_e_mail(
    admin: make.Person, people: People
) -> None:
    _, fahad = people(), people(name="فهد بن عبدالله")
    for words in (fahad.email, "0" + fahad.phone[4:], fahad.phone, "فهد بن عبد الله"):
        found = admin.api.get("/users", params={"q": words}).json()["data"]
        assert str(fahad.id) in {each["id"] for each in found}, words
    one = admin.api.get(f"/users/{fahad.id}").json()
    assert one["email"] == fahad.email and "idNumber" not in one and "password" not in str(one)
    page = admin.api.get("/users", params={"limit": 1, "role": "BROKER", "count": True}).json()
    assert page["total"] >= 1 and page["nextCursor"]


@pytest.mark.parametrize("role", ["BROKER", "TEAM_MEMBER", "MANAGER", "OWNER"])
def test_others_list_change_and_suspend_nobody(app: Running, people: People, role: str) -> None:
    one, victim = make.with_role(app.owner_url, people(), role), people()
    path = f"/users/{victim.id}"
    for answer in (
        one.api.get("/users"), one.api.get(path), one.api.patch(path, json={"role": "BROKER"}),
        one.api.post(f"{path}/suspend", json={"reason": "x"}), one.api.post(f"{path}/activate"),
    ):  # fmt: skip
        assert refused(answer) == (403, "forbidden")


def test_suspension_shuts_out_at_once_and_pauses_offers(
    app: Running, admin: make.Person, people: People
) -> None:
    sara = people()
    offer = make.offered(sara)
    suspended = admin.api.post(f"/users/{sara.id}/suspend", json={"reason": "شكوى"}).json()
    assert (suspended["status"], suspended["suspendedReason"]) == ("SUSPENDED", "شكوى")
    assert sara.api.get("/customers").status_code in {401, 403}
    again = sara.api.post("/auth/login", json={"identifier": sara.email, "password": make.PASSWORD})
    assert refused(again) == (403, "account_suspended")
    assert refused(sara.api.post("/auth/refresh", json={"refreshToken": sara.refresh_token}))[
        0
    ] in {401, 403}
    twice = admin.api.post(f"/users/{sara.id}/suspend", json={"reason": "x"})
    assert refused(twice) == (409, "state_refused")
    assert admin.api.post(f"/users/{sara.id}/activate").json()["status"] == "ACTIVE"
    assert refused(admin.api.post(f"/users/{sara.id}/activate")) == (409, "state_refused")
    back = sara.api.post("/auth/login", json={"identifier": sara.email, "password": make.PASSWORD})
    sara.api.headers["authorization"] = f"Bearer {back.json()['token']}"
    assert sara.api.get(f"/offers/{offer['id']}").json()["offer"]["status"] == "PAUSED"


def test_nobody_touches_their_own_account(admin: make.Person) -> None:
    path = f"/users/{admin.id}"
    assert refused(admin.api.patch(path, json={"role": "OWNER"})) == (403, "own_account")
    assert refused(admin.api.post(f"{path}/suspend", json={"reason": "x"})) == (403, "own_account")
    assert refused(admin.api.post(f"{path}/activate")) == (403, "own_account")


def test_a_role_and_a_licence_hold_on_the_next_request(
    app: Running, admin: make.Person, people: People
) -> None:
    sara = people()
    sara.api.post("/customers", json={"name": "x", "phone": make.mobile()})
    etag = admin.api.get(f"/users/{sara.id}").headers["etag"]
    changed = admin.api.patch(
        f"/users/{sara.id}", json={"role": "OWNER"}, headers={"if-match": etag}
    )
    assert changed.json()["role"] == "OWNER"
    assert sara.api.get("/customers").json()["data"] == [], "the back office has no rows"
    made = sara.api.post("/customers", json={"name": "x", "phone": make.mobile()})
    assert refused(made) == (403, "forbidden")
    assert refused(sara.api.get("/offers/marketplace")) == (403, "forbidden")
    assert sara.api.get("/smart-matches").json()["data"] == []
    stale = admin.api.patch(
        f"/users/{sara.id}", json={"role": "BROKER"}, headers={"if-match": etag}
    )
    assert refused(stale) == (412, "precondition_failed")
    admin.api.patch(
        f"/users/{sara.id}", json={"role": "BROKER", "falLicense": None, "falExpiry": None}
    )
    assert len(sara.api.get("/customers").json()["data"]) == 1
    assert sara.api.get("/users/me").json()["falLicense"] is None
    lacking = admin.api.patch(f"/users/{sara.id}", json={"falLicense": "1100000001"})
    assert refused(lacking) == (422, "fal_expiry_required")
    assert (
        admin.api.patch("/users/00000000-0000-0000-0000-000000000000", json={}).status_code == 404
    )


def test_a_member_who_may_only_work_in_teams_trades_where_one_lets_them(
    app: Running, people: People
) -> None:
    member, boss = make.with_role(app.owner_url, people(), "TEAM_MEMBER"), people()
    assert refused(member.api.get("/offers/marketplace")) == (403, "forbidden")
    with psycopg.connect(app.owner_url) as owner:
        make.team(owner, manager=boss.id, broker=member.id)
    assert member.api.get("/offers/marketplace").status_code == 200
    with psycopg.connect(app.owner_url) as owner:
        make.override(owner, member.id, {"matches.read": "NONE"})
    assert refused(member.api.get("/offers/marketplace")) == (403, "forbidden")


def test_broken_glass_opens_one_persons_rows_for_reading_and_every_look_is_written_down(
    app: Running, admin: make.Person, people: People
) -> None:
    sara, other = people(), people()
    mine = sara.api.post("/customers", json={"name": "x", "phone": make.mobile()}).json()
    theirs = other.api.post("/customers", json={"name": "y", "phone": make.mobile()}).json()
    path = f"/customers/{mine['id']}"
    assert admin.api.get(path).status_code == 404
    body = {"scopeId": str(sara.id), "reason": "بلاغ رقم 7"}
    broken = admin.api.post("/audit/break-glass", json=body)
    assert broken.status_code == 201
    look = admin.api.get(path, headers={"x-request-id": "the-look"})
    assert look.status_code == 200
    assert [each["id"] for each in admin.api.get("/customers").json()["data"]] == [mine["id"]]
    assert admin.api.get(f"/customers/{theirs['id']}").status_code == 404
    assert admin.api.patch(path, json={"notes": "x"}).status_code == 404
    assert admin.api.delete(path).status_code == 404
    with psycopg.connect(app.owner_url) as owner:
        said = owner.execute(
            "select actor_id, actor_kind, action, entity_type, entity_id, reason, session_id is not null,"
            " ip is not null from nova.audit_log where request_id = 'the-look'"
        ).fetchall()
        owner.execute(
            "update private.broken_glass set expires_at = now() where admin_id = %s", [admin.id]
        )
    assert said == [(admin.id, "ADMIN", "READ", "scope", sara.id, "بلاغ رقم 7", True, True)]
    assert admin.api.get(path).status_code == 404


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (
            {"scopeId": "00000000-0000-0000-0000-000000000000", "reason": "a complaint"},
            404,
            "not_found",
        ),
        ({"scopeId": "00000000-0000-0000-0000-000000000000"}, 400, "validation_failed"),
        (
            {"scopeId": "00000000-0000-0000-0000-000000000000", "reason": " "},
            400,
            "validation_failed",
        ),
        (
            {"scopeId": "00000000-0000-0000-0000-000000000000", "reason": "."},
            400,
            "validation_failed",
        ),
        (
            {"scopeId": "00000000-0000-0000-0000-000000000000", "reason": ".           "},
            422,
            "reason_too_short",
        ),
    ],
)
def test_glass_needs_a_scope_and_a_reason(
    admin: make.Person, body: dict[str, str], status: int, code: str
) -> None:
    assert refused(admin.api.post("/audit/break-glass", json=body)) == (status, code)


def test_ones_own_figures_follow_every_change(people: People) -> None:
    sara = people()
    before = sara.api.get("/users/me/stats").json()
    assert (before["totalCustomers"], before["totalLogins"]) == (0, 1)
    made = sara.api.post(
        "/customers", json={"name": "x", "phone": make.mobile(), "isVip": True}
    ).json()
    sara.api.post("/customers", json={"name": "y", "phone": make.mobile()})
    sara.api.patch(f"/customers/{made['id']}", json={"status": "ARCHIVED"})
    now = sara.api.get("/users/me/stats").json()
    assert (now["totalCustomers"], now["activeCustomers"], now["vipCustomers"]) == (2, 1, 1)
    sara.api.delete(f"/customers/{made['id']}")
    make.offered(sara)
    now = sara.api.get("/users/me/stats").json()
    assert (now["totalCustomers"], now["vipCustomers"], now["activeProperties"]) == (1, 0, 1)
    start = sara.api.get("/auth/me").json()
    assert start["stats"] == now
    assert (
        start["unreadNotifications"] == sara.api.get("/notifications/unread-count").json()["count"]
    )
