"""Every route with somebody else's ids: a stranger sees nothing and changes nothing."""

import re
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

import make
from conftest import Running

People = Callable[..., make.Person]

# Bodies that would do something, so that it is the right that is missing and not the body.
BODIES: dict[str, dict[str, Any]] = {
    "change_customer": {"notes": "x"}, "assign_customer": {"assignedTo": None},
    "log_activity": {"type": "CALL"}, "change_property": {"price": 1}, "change_offer": {"maxBrokers": 5},
    "change_request": {"priceMax": 9_000_000}, "cancel_request": {"reason": "x"},
    "reject_match": {"reason": "PRICE"}, "change_team": {"name": "x"}, "change_member": {"role": "MANAGER"},
    "set_permissions": {"permissions": {}}, "invite_member": {"phone": "0501234567"},
    "renew_offer": {}, "fulfill_request": {}, "withdraw_match": {"reason": "PRICE"},
    "keep_match": {"offerId": "00000000-0000-0000-0000-000000000000"},
    "change_appointment": {"title": "y"}, "cancel_appointment": {"reason": "y"}, "complete_appointment": {},
    "miss_appointment": {"reason": "y"}, "save_reminders": {"minutes": []}, "change_holiday": {"name": "y"},
    "reschedule_appointment": {"startDatetime": "2030-05-08T09:00:00+03:00", "endDatetime": "2030-05-08T10:00:00+03:00"},
    "change_task": {"title": "y"}, "change_task_status": {"status": "DONE"}, "assign_task": {"assignedTo": None},
    "place_task": {"afterId": None}, "add_checklist_item": {"text": "y"}, "change_checklist_item": {"done": True},
    "place_checklist_item": {"afterId": None}, "add_task_comment": {"comment": "y"},
    "change_task_comment": {"comment": "y"},
    "record_consent": {"channel": "SMS", "granted": True},
    "change_user": {"role": "BROKER"}, "suspend_user": {"reason": "x"},
    "extend_subscription": {"days": 7, "reason": "x"},
    "change_plan_on_offer": {"isActive": False}, "pay_invoice": {}, "refund_invoice": {"reason": "x"},
}  # fmt: skip
SHOWN = {"show_offer"}
"""What a stranger may look at: an open offer, as its teaser."""
TABLES = (
    "customers", "properties", "offers", "requests", "smart_matches", "teams", "team_members",
    "team_permissions", "team_invitations", "notifications", "users", "sessions", "customer_activities", "tasks",
    "task_comments", "appointments", "holidays", "consent_events", "push_devices",
    "subscriptions", "subscription_plans", "subscription_invoices", "payments", "payment_methods",
)  # fmt: skip


@pytest.fixture
def victim(app: Running, people: People) -> dict[str, Any]:
    """Somebody with one of everything, and its ids by the names that paths give them."""
    one, buyer = people(), people()
    with psycopg.connect(app.owner_url) as owner:
        make.subscribe(owner, one.id, "pro")
    team = one.api.post("/teams", json={"name": "x"}).json()["id"]
    invitation = one.api.post(f"/teams/{team}/invitations", json={"phone": make.mobile()}).json()
    customer = one.api.post("/customers", json={"name": "x", "phone": make.mobile()}).json()
    one.api.post(f"/customers/{customer['id']}/activities", json={"type": "CALL"})
    offer = make.offered(one)
    request = make.requested(one)
    match = make.match_of(one, make.offered(buyer)["id"])
    task = one.api.post("/tasks", json={"title": "x", "checklist": ["x"]}).json()
    comment = one.api.post(f"/tasks/{task['id']}/comments", json={"comment": "x"}).json()
    visit = one.api.post("/appointments", json=make.VISIT).json()
    holiday = one.api.post(
        "/users/me/holidays", json={"startDate": "2030-01-01", "endDate": "2030-01-02"}
    ).json()
    device = one.api.post(
        "/notifications/devices",
        json={
            "endpoint": f"https://fcm.googleapis.com/fcm/send/{one.id}",
            "keys": {"p256dh": "B" + "A" * 86, "auth": "A" * 22},
        },
    ).json()
    plan = one.api.get("/subscriptions/current").json()["plan"]["id"]
    with psycopg.connect(app.owner_url) as owner:
        invoice = make.own_row(owner, "subscription_invoices", one.id)
    method = one.api.post("/subscriptions/payment-methods", json=make.card()).json()
    return {
        "device_id": device["id"], "provider": "twilio", "message_id": "1", "appointment_id": visit["id"], "holiday_id": holiday["id"],
        "task_id": task["id"], "item_id": task["checklist"][0]["id"], "comment_id": comment["id"],
        "customer_id": customer["id"], "property_id": offer["propertyId"], "offer_id": offer["id"],
        "request_id": request["id"], "match_id": match["id"], "team_id": team, "user_id": str(one.id),
        "member_id": one.api.get(f"/teams/{team}/members").json()["data"][0]["id"],
        "invitation_id": invitation["id"],
        "notification_id": make.eventually(lambda: one.api.get("/notifications").json()["data"])[0]["id"],
        "subscription_id": one.api.get("/subscriptions/current").json()["id"],
        "plan_id": plan, "invoice_id": str(invoice), "method_id": method["id"], "refund_id": str(invoice),
        "session_id": one.api.get("/auth/sessions").json()["data"][0]["id"],
    }  # fmt: skip


def fingerprint(app: Running) -> list[Any]:
    with psycopg.connect(app.owner_url) as owner:
        return [
            owner.execute(
                f"select md5(string_agg(x::text, '' order by x.id)) from nova.{table} x"
            ).fetchone()
            for table in TABLES
        ]


def operations(document: dict[str, Any]) -> list[tuple[str, str, str, list[str]]]:
    """Each route that names a row: method, path, operation and the names of its ids."""
    return [
        (
            method,
            path.removeprefix("/api"),
            operation["operationId"],
            re.findall(r"\{(\w+)\}", path),
        )
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if "{" in path
        and "{token}" not in path
        and "{file}" not in path
        and "/locations/" not in path
    ]


def test_a_stranger_gets_at_nothing(app: Running, people: People, victim: dict[str, Any]) -> None:
    stranger = people()
    document = stranger.api.get("/openapi.json").json()
    routes = operations(document)
    assert len(routes) > 30
    before = fingerprint(app)
    for method, path, operation, names in routes:
        address = path
        for name in names:
            address = address.replace(f"{{{name}}}", victim[name])
        body = BODIES.get(operation)
        answer = stranger.api.request(method, address, json=body)
        if operation in SHOWN:
            assert answer.json()["access"] == "teaser", operation
        else:
            assert answer.status_code in {403, 404}, (operation, answer.status_code, answer.text)
    assert fingerprint(app) == before


@pytest.mark.parametrize(
    ("path", "body", "field", "code"),
    [
        ("/properties", make.PROPERTY, "customerId", "customer_unknown"),
        ("/requests", make.REQUEST, "customerId", "customer_unknown"),
        ("/offers", {}, "propertyId", "property_unknown"),
        ("/customers", {"name": "x", "phone": "0501234567"}, "teamId", "forbidden"),
        ("/properties", make.PROPERTY, "teamId", "forbidden"),
        ("/requests", make.REQUEST, "teamId", "forbidden"),
        ("/tasks", {"title": "x"}, "customerId", "customer_unknown"),
        ("/tasks", {"title": "x"}, "propertyId", "property_unknown"),
        ("/tasks", {"title": "x"}, "teamId", "forbidden"),
    ],
)
def test_ids_of_other_tenants_in_every_reference(
    people: People, victim: dict[str, Any], path: str, body: dict[str, Any], field: str, code: str
) -> None:
    stranger = people()
    name = re.sub(r"([A-Z])", lambda found: "_" + found[1].lower(), field)
    answer = stranger.api.post(path, json=body | {field: victim[name]})
    assert (answer.status_code, answer.json()["code"]) == (
        403 if code == "forbidden" else 422,
        code,
    )
    assert stranger.api.get(path).json()["data"] == []


@pytest.mark.parametrize("path", ["/customers", "/properties", "/requests"])
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("userId", "00000000-0000-0000-0000-000000000000"), ("scopeId", "x"), ("role", "ADMIN"),
        ("acceptedCount", 0), ("version", 7), ("assignedTo", "00000000-0000-0000-0000-000000000000"),
        ("isPublished", True), ("deletedAt", None), ("createdAt", "2020-01-01T00:00:00Z"),
    ],
)  # fmt: skip
def test_what_is_not_a_clients_to_choose(
    people: People, path: str, field: str, value: object
) -> None:
    sara = people()
    bodies: dict[str, dict[str, object]] = {
        "/customers": {"name": "x", "phone": "0501234567"}, "/properties": make.PROPERTY, "/requests": make.REQUEST,
    }  # fmt: skip
    answer = sara.api.post(path, json=bodies[path] | {field: value})
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_failed")
    assert answer.json()["details"][0]["field"] == field
    assert sara.api.get(path).json()["data"] == []


def test_a_team_is_not_changed_and_an_offer_not_filled_by_a_patch(people: People) -> None:
    sara = people()
    made = sara.api.post("/customers", json={"name": "x", "phone": make.mobile()}).json()
    for field in ("teamId", "userId", "assignedTo"):
        answer = sara.api.patch(f"/customers/{made['id']}", json={field: str(sara.id)})
        assert answer.json()["details"][0]["field"] == field
    offer = make.offered(sara)
    answer = sara.api.patch(f"/offers/{offer['id']}", json={"acceptedCount": 3})
    assert answer.json()["details"][0]["field"] == "acceptedCount"
    answer = sara.api.patch("/users/me", json={"role": "ADMIN"})
    assert answer.json()["details"][0]["field"] == "role"


def test_a_restore_of_a_deed_that_is_taken_again(people: People) -> None:
    sara = people()
    first = sara.api.post("/properties", json=make.PROPERTY | {"deedNumber": "D-1"}).json()
    assert sara.api.delete(f"/properties/{first['id']}").status_code == 204
    assert sara.api.get(f"/properties/{first['id']}").status_code == 404
    second = sara.api.post("/properties", json=make.PROPERTY | {"deedNumber": "D-1"}).json()
    refused = sara.api.post(f"/properties/{first['id']}/restore")
    assert (refused.status_code, refused.json()["code"]) == (409, "deed_taken")
    assert refused.json()["params"] == {"propertyId": second["id"]}
    sara.api.delete(f"/properties/{second['id']}")
    assert sara.api.post(f"/properties/{first['id']}/restore").status_code == 200


def test_a_deleted_property_leaves_the_market(people: People) -> None:
    sara, fahad = people(), people()
    offer = make.offered(sara)
    make.requested(fahad)
    make.match_of(fahad, offer["id"])
    assert sara.api.delete(f"/properties/{offer['propertyId']}").status_code == 204
    assert sara.api.get(f"/offers/{offer['id']}").json()["offer"]["status"] == "COMPLETED"
    make.match_in(fahad, offer["id"], "EXPIRED")
    restored = sara.api.post(f"/properties/{offer['propertyId']}/restore").json()
    assert restored["isPublished"] is False
