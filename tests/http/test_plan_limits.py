"""Limits of a plan, and the end of a subscription, as somebody with a client meets them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

import make
from conftest import Running
from make import refused

People = Callable[..., make.Person]


def customer(phone: str | None = None) -> dict[str, Any]:
    return {"name": "عميل", "phone": phone or make.mobile()}


def set_limit(app: Running, person: make.Person, key: str, limit: int) -> None:
    """A plan of this person's own that has room for so many."""
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "with own as (insert into nova.subscription_plans"
            " (name, name_ar, price_monthly_halalas, price_yearly_halalas, features, limits, is_active)"
            " values (%s, 'خاصة', 0, 0, '[]', jsonb_build_object(%s::text, %s::int), false) returning id)"
            " update nova.subscriptions set plan_id = own.id from own where user_id = %s",
            [f"own-{person.id}", key, limit, person.id],
        )


def test_a_refusal_says_what_is_used_and_which_plan_has_room(app: Running, people: People) -> None:
    one = people()
    set_limit(app, one, "maxCustomers", 1)
    assert one.api.post("/customers", json=customer()).status_code == 201
    answer = one.api.post("/customers", json=customer(), headers={"accept-language": "en"})
    assert refused(answer) == (402, "plan_limit_reached")
    assert "maxCustomers: 1, in use: 1" in answer.json()["error"]
    assert "Plan with room: basic" in answer.json()["error"]
    arabic = one.api.post("/customers", json=customer(), headers={"accept-language": "ar"})
    assert "العملاء: 1" in arabic.json()["error"] and "أساسية" in arabic.json()["error"]


def test_usage_is_what_is_there_now(people: People) -> None:
    one = people(plan="pro")
    gone = one.api.post("/customers", json=customer()).json()["id"]
    one.api.post("/customers", json=customer())
    assert one.api.post("/teams", json={"name": "فريق"}).status_code == 201
    usage = one.api.get("/users/me/usage").json()
    by_key = {each["key"]: (each["used"], each["limit"], each["per"]) for each in usage["limits"]}
    assert (usage["plan"], usage["status"]) == ("pro", "TRIAL")
    assert by_key["maxCustomers"] == (2, 5000, None)
    assert by_key["maxTeams"] == (1, 1, None) and by_key["maxTeamMembers"] == (1, 5, None)
    assert by_key["maxAcceptedMatchesPerMonth"] == (0, 300, "MONTH")
    assert one.api.delete(f"/customers/{gone}").status_code == 204
    usage = one.api.get("/users/me/usage").json()
    assert usage["limits"][0]["used"] == 1


def test_who_has_expired_reads_and_writes_nothing(app: Running, people: People) -> None:
    one = people()
    kept = one.api.post("/customers", json=customer()).json()["id"]
    task = one.api.post("/tasks", json={"title": "اتصال"}).json()["id"]
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "update nova.subscriptions set status = 'EXPIRED' where user_id = %s", [one.id]
        )
    assert one.api.get(f"/customers/{kept}").status_code == 200
    assert one.api.get("/customers").json()["data"][0]["id"] == kept
    soon = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    later = (datetime.now(UTC) + timedelta(days=1, hours=1)).isoformat()
    for method, path, body in (
        ("POST", "/customers", customer()),
        ("PATCH", f"/customers/{kept}", {"notes": "x"}),
        ("DELETE", f"/customers/{kept}", None),
        ("POST", f"/customers/{kept}/activities", {"type": "NOTE", "description": "x"}),
        ("POST", "/tasks", {"title": "x"}),
        ("POST", f"/tasks/{task}/comments", {"comment": "x"}),
        ("POST", "/appointments", {"title": "x", "type": "VIEWING", "startDatetime": soon,
            "endDatetime": later}),
    ):  # fmt: skip
        answer = one.api.request(method, path, json=body)
        assert refused(answer) == (402, "subscription_expired"), (method, path, answer.text)
    # One's own account stays one's own.
    assert one.api.patch("/users/me", json={"city": "الرياض"}).status_code == 200


def test_a_team_is_closed_by_who_pays_for_it_and_by_nobody_else(
    app: Running, team: dict[str, make.Person]
) -> None:
    manager, broker = team["manager"], team["broker"]
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "update nova.subscriptions set status = 'EXPIRED' where user_id = %s", [manager.id]
        )
    of_team = customer() | {"teamId": broker.team}
    assert refused(broker.api.post("/customers", json=of_team)) == (402, "subscription_expired")
    assert broker.api.post("/customers", json=customer()).status_code == 201


def test_matches_accepted_count_by_the_month(app: Running, people: People) -> None:
    one = people()
    with psycopg.connect(app.owner_url) as owner:
        take = "select private.use_plan_in(%s, 'maxAcceptedMatchesPerMonth', %s)"
        for _ in range(30):
            owner.execute(take, [one.id, "2030-01-01"])
        with pytest.raises(psycopg.Error, match="plan_limit_reached"), owner.transaction():
            owner.execute(take, [one.id, "2030-01-01"])
        owner.execute(take, [one.id, "2030-02-01"])
