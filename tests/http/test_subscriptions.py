"""One's own subscription: cancelled, taken up again, over."""

from collections.abc import Callable

import psycopg

import make
from conftest import Running
from make import refused

People = Callable[..., make.Person]


def test_a_cancelled_trial_is_usable_to_its_end_and_goes_on_as_a_trial(people: People) -> None:
    one = people()
    cancelled = one.api.post("/subscriptions/cancel", json={"reason": "غالية"})
    assert cancelled.status_code == 200, cancelled.text
    shown = cancelled.json()
    assert (shown["status"], shown["cancelReason"]) == ("CANCELLED", "غالية")
    assert shown["cancelAt"] == shown["currentPeriodEnd"]
    new = one.api.post("/customers", json={"name": "عميل", "phone": make.mobile()})
    assert new.status_code == 201
    again = one.api.post("/subscriptions/cancel", json={"reason": "x"})
    assert refused(again) == (409, "state_refused")
    resumed = one.api.post("/subscriptions/resume").json()
    assert (resumed["status"], resumed["cancelAt"], resumed["cancelReason"]) == (
        "TRIAL", None, None,
    )  # fmt: skip
    assert refused(one.api.post("/subscriptions/resume")) == (409, "state_refused")


def test_a_paid_one_goes_on_as_paid_and_an_expired_one_does_not(
    app: Running, people: People
) -> None:
    one = people()
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "update nova.subscriptions set status = 'ACTIVE', trial_ends_at = null,"
            " current_period_end = now() + interval '20 days' where user_id = %s", [one.id],
        )  # fmt: skip
    one.api.post("/subscriptions/cancel", json={"reason": "x"})
    assert one.api.post("/subscriptions/resume").json()["status"] == "ACTIVE"
    one.api.post("/subscriptions/cancel", json={"reason": "x"})
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "update nova.subscriptions set current_period_start = now() - interval '2 days',"
            " current_period_end = now() - interval '1 day' where user_id = %s", [one.id],
        )  # fmt: skip
    assert refused(one.api.post("/subscriptions/resume")) == (409, "state_refused")


def test_cancelling_needs_a_reason(people: People) -> None:
    one = people()
    answer = one.api.post("/subscriptions/cancel", json={})
    assert refused(answer) == (400, "validation_failed")
    assert answer.json()["details"][0]["field"] == "reason"


def test_the_back_office_gives_longer_and_what_rested_goes_on(app: Running, people: People) -> None:
    one, owner_of_platform = people(), make.with_role(app.owner_url, people(), "OWNER")
    offer = make.offered(one)
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "update nova.subscriptions set status = 'EXPIRED', current_period_start = now() - interval '3 days',"
            " trial_ends_at = now() - interval '1 day', current_period_end = now() - interval '1 day'"
            " where user_id = %s", [one.id],
        )  # fmt: skip
    assert one.api.get(f"/offers/{offer['id']}").json()["offer"]["status"] == "PAUSED"
    office = owner_of_platform.api
    page = office.get("/admin/subscriptions", params={"status": "EXPIRED", "plan": "basic"}).json()
    [kept] = [each for each in page["data"] if each["userId"] == str(one.id)]
    path = f"/admin/subscriptions/{kept['id']}/extend"
    given = office.post(path, json={"days": 7, "reason": "تجربة أطول"})
    assert given.status_code == 200, given.text
    assert (given.json()["status"], given.json()["extensionReason"]) == ("TRIAL", "تجربة أطول")
    assert one.api.get(f"/offers/{offer['id']}").json()["offer"]["status"] == "ACTIVE"
    assert one.api.post("/customers", json={"name": "x", "phone": make.mobile()}).status_code == 201
    with psycopg.connect(app.owner_url) as owner:
        audited = owner.execute(
            "select after ->> 'extension_reason' from nova.audit_log"
            " where entity_id = %s and actor_id = %s", [kept["id"], owner_of_platform.id],
        ).fetchall()  # fmt: skip
    assert ("تجربة أطول",) in audited
    assert refused(one.api.post(path, json={"days": 7, "reason": "x"})) == (403, "forbidden")
    assert refused(one.api.get("/admin/subscriptions")) == (403, "forbidden")
    for days in (0, 367):
        wrong = office.post(path, json={"days": days, "reason": "x"})
        assert wrong.json()["details"][0]["field"] == "days", wrong.text
    one.api.post("/subscriptions/cancel", json={"reason": "x"})
    late = office.post(path, json={"days": 7, "reason": "x"})
    assert refused(late) == (409, "state_refused")
