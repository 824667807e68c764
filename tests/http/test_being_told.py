"""Notifications: told once, in one's language, by the channels one wants, at a decent hour."""

import json
import re
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

import make
from conftest import Running
from make import refused
from nova.live.events import EVENTS

People = Callable[..., make.Person]
SQL = "\n".join(path.read_text() for path in (Path(__file__).parents[2] / "sql").rglob("*.sql"))
# Events that nobody waits for as a notification, and why.
UNTOLD = {
    "their own doing, or seen where one works": (
        "customer.created", "customer.updated", "customer.archived", "customer.deleted",
        "customer.activity.created", "customer.document.created", "customer.document.deleted",
        "property.created", "property.updated", "property.published", "property.deleted",
        "property.images.updated", "offer.created", "offer.updated", "offer.paused",
        "offer.resumed", "offer.renewed", "offer.completed", "offer.deleted", "request.created",
        "request.updated", "request.fulfilled", "request.canceled", "request.archived",
        "request.reopened", "request.deleted", "match.rescored", "match.reassigned",
        "match.viewed", "match.expired", "appointment.completed", "appointment.deleted",
        "task.created", "task.updated", "task.completed", "task.deleted", "task.comment.updated",
        "task.comment.deleted", "team.updated", "team.deleted", "team.member.updated",
        "user.updated",
    ),
    "it is told of nothing else": (
        "notification.created", "notification.updated", "notification.read",
        "notification.deleted",
    ),
    "another takes its place, or its payer was told that it failed": ("invoice.cancelled",),
    "told when expiry is": ("offer.expired",),
}  # fmt: skip


def notices(person: make.Person, **filters: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = person.api.get("/notifications", params=filters).json()["data"]
    return found


def told(app: Running, person: make.Person, kind: str, said: Mapping[str, object], *, entity: str | None = None, at: datetime | None = None) -> None:  # fmt: skip
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "select private.tell(%s, %s, %s, case when %s then 'task' end, %s, coalesce(%s, now()))",
            [person.id, kind, json.dumps(said), entity is not None, entity, at],
        )


def sent(app: Running, person: make.Person) -> list[tuple[str, str, datetime]]:
    with psycopg.connect(app.owner_url) as owner:
        return owner.execute(
            "select topic, payload ->> 'subject', next_attempt_at from nova.outbox"
            " where user_id = %s and topic like '%%.notification' order by id", [person.id],
        ).fetchall()  # fmt: skip


def chosen(person: make.Person, **body: object) -> Any:
    return person.api.put("/users/me/notification-settings", json=body)


def test_one_is_told_in_ones_language(people: People, app: Running) -> None:
    sara, james = people(), people()
    james.api.patch("/users/me", json={"preferences": {"language": "en"}})
    for count, wanted in ((1, "فرصة مطابقة واحدة"), (2, "فرصتين مطابقتين"), (7, "7 فرص مطابقة"), (11, "11 فرصة مطابقة"), (103, "103 فرص مطابقة")):  # fmt: skip
        told(app, sara, "match_found", {"count": count})
        assert notices(sara)[0]["message"] == f"تم العثور على {wanted}"
    for count, said in ((1, "One offer fits"), (2, "2 offers fit")):
        told(app, james, "match_found", {"count": count})
        assert (notices(james)[0]["title"], notices(james)[0]["message"]) == ("New smart matches", said)  # fmt: skip
    told(app, sara, "task_due", {"title": "{count|x} {title}"}, entity=str(sara.id))
    assert notices(sara)[0]["message"] == "{count|x} {title}", "a value is no template"


def test_of_one_thing_one_is_told_once_an_hour(people: People, app: Running) -> None:
    sara = people()
    chosen(sara, types={"task_comment": {"SMS": True}})
    hour = datetime.fromisoformat("2030-05-07T10:10:00+03:00")
    values = {"title": "عقد", "by": "نورة", "comment": "أول"}
    threads = [
        threading.Thread(target=told, args=(app, sara, "task_comment", values), kwargs={"entity": str(sara.id), "at": hour})
        for _ in range(6)
    ]  # fmt: skip
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    (notice,) = notices(sara)
    sara.api.post(f"/notifications/{notice['id']}/read")
    with psycopg.connect(app.owner_url) as owner:
        for state in ("SENDING", "SENT"):
            owner.execute(
                "update nova.outbox set status = %s where user_id = %s and status <> %s and topic = 'sms.notification'",
                [state, sara.id, state],
            )  # fmt: skip
    told(app, sara, "task_comment", values | {"comment": "ثان"}, entity=str(sara.id), at=hour)
    (notice,) = notices(sara)
    assert (notice["isRead"], notice["message"][-3:]) == (False, "ثان")
    told(app, sara, "task_comment", values, entity=str(sara.id), at=hour + timedelta(hours=1))
    assert len(notices(sara)) == 2
    assert len(sent(app, sara)) == 3, "a message an hour, and one where it says something else"


def test_more_than_twenty_an_hour_become_one(people: People, app: Running) -> None:
    sara = people()
    at = datetime.now(UTC).replace(minute=5)
    for _ in range(25):
        told(app, sara, "match_found", {"count": 1}, at=at)
    rows = notices(sara, limit="100")
    assert len(rows) == 21
    assert [row["message"] for row in rows if "أخرى" in row["message"]] == ["5 إشعارات أخرى من نوع «فرص ذكية جديدة! 🎯»"]  # fmt: skip
    assert sara.api.get("/notifications/unread-count").json() == {"count": 21}
    for nth in range(25):
        told(app, sara, "task_due", {"title": str(nth)}, entity=make_id(nth), at=at)
    assert len(notices(sara, limit="100", type="TASK")) == 25, "urgent ones stand alone"


def test_messages_are_no_flood_either(people: People, app: Running) -> None:
    sara = people()
    chosen(sara, types={"match_found": {"IN_APP": False, "SMS": True}})
    at = datetime.now(UTC).replace(minute=5)
    for _ in range(25):
        told(app, sara, "match_found", {"count": 1}, at=at)
    assert len(sent(app, sara)) == 20 and notices(sara) == []


def test_what_waits_says_what_is_true_by_then(people: People, app: Running) -> None:
    sara = people()
    chosen(sara, types={"task_comment": {"SMS": True}}, quietHours={"from": "22:00", "to": "07:00"})
    night = datetime.fromisoformat("2030-05-07T23:30:00+03:00")
    for comment in ("أول", "ثان"):
        told(app, sara, "task_comment", {"title": "عقد", "by": "نورة", "comment": comment}, entity=str(sara.id), at=night)  # fmt: skip
    with psycopg.connect(app.owner_url) as owner:
        rows = owner.execute("select payload ->> 'text' from nova.outbox where user_id = %s and topic = 'sms.notification'", [sara.id]).fetchall()  # fmt: skip
    assert rows == [("نورة في «عقد»: ثان",)]


def make_id(nth: int) -> str:
    return f"00000000-0000-4000-8000-{nth:012}"


def test_the_matrix_of_types_and_channels(people: People, app: Running) -> None:
    sara = people()
    shown = sara.api.get("/users/me/notification-settings").json()
    assert shown["quietHours"] is None
    matrix = {each["key"]: each["channels"] for each in shown["types"]}
    assert matrix["match_accepted"] == {
        "IN_APP": True,
        "EMAIL": True,
        "SMS": False,
        "WHATSAPP": False,
        "PUSH": False,
    }
    kinds = sara.api.get("/notifications/types").json()["data"]
    assert {each["key"]: each["defaults"] for each in kinds} == matrix
    answer = chosen(sara, types={"match_found": {"IN_APP": False, "SMS": True}})
    assert {each["key"]: each["channels"] for each in answer.json()["types"]}["match_found"] == {"IN_APP": False, "EMAIL": False, "SMS": True, "WHATSAPP": False, "PUSH": False}  # fmt: skip
    told(app, sara, "match_found", {"count": 3})
    assert notices(sara) == []
    assert [topic for topic, _, _ in sent(app, sara)] == ["sms.notification"]
    chosen(sara)
    told(app, sara, "match_found", {"count": 3})
    assert len(notices(sara)) == 1 and len(sent(app, sara)) == 1


@pytest.mark.parametrize(
    ("quiet", "at", "rings"),
    [
        (("22:00", "07:00"), "2030-05-07T23:30:00+03:00", "2030-05-08T07:00:00+03:00"),
        (("22:00", "07:00"), "2030-05-08T02:00:00+03:00", "2030-05-08T07:00:00+03:00"),
        (("22:00", "07:00"), "2030-05-08T07:00:00+03:00", "2030-05-08T07:00:00+03:00"),
        (("13:00", "16:00"), "2030-05-08T15:59:00+03:00", "2030-05-08T16:00:00+03:00"),
        (("13:00", "16:00"), "2030-05-08T16:30:00+03:00", "2030-05-08T16:30:00+03:00"),
    ],
)
def test_what_is_not_urgent_waits_for_the_end_of_quiet_hours(
    people: People, app: Running, quiet: tuple[str, str], at: str, rings: str
) -> None:
    sara = people()
    now = datetime.fromisoformat(at)
    types = {"match_found": {"SMS": True}, "task_due": {"SMS": True}}
    chosen(sara, types=types, quietHours={"from": quiet[0], "to": quiet[1]})
    told(app, sara, "match_found", {"count": 1}, at=now)
    told(app, sara, "task_due", {"title": "x"}, at=now)
    assert [when for _, _, when in sent(app, sara)] == [datetime.fromisoformat(rings), now]


def test_wrong_settings_are_refused_by_name(people: People) -> None:
    sara = people()
    unknown = chosen(sara, types={"nothing": {"SMS": True}, "also": {"SMS": True}})
    assert refused(unknown) == (422, "notification_type_unknown")
    assert [each["field"] for each in unknown.json()["details"]] == ["types.also", "types.nothing"]
    fixed = chosen(sara, types={"password_changed": {"SMS": False}})
    assert refused(fixed) == (422, "notification_type_fixed")
    for body in ({"types": {"match_found": {"PIGEON": True}}}, {"quietHours": {"from": "22:00"}}, {"types": {"match_found": {"SMS": "yes"}}}, {"quietHours": {"from": "25:00", "to": "07:00"}}):  # fmt: skip
        assert chosen(sara, **body).status_code == 400, body
    for settings, code in (({"types": {"match_found": {"PIGEON": True}}}, "notification_types_wrong"), ({"types": 1}, "notification_types_wrong"), ({"quietHours": {"from": "x"}}, "quiet_hours_wrong")):  # fmt: skip
        assert refused(sara.api.patch("/users/me", json={"notificationSettings": settings})) == (422, code)  # fmt: skip


def test_a_notification_is_taken_off_and_the_count_follows(people: People, app: Running) -> None:
    sara, fahad = people(), people()
    for nth in range(3):
        told(app, sara, "task_due", {"title": "x"}, entity=make_id(nth))
    first = notices(sara)[0]["id"]
    assert fahad.api.delete(f"/notifications/{first}").status_code == 404
    assert sara.api.delete(f"/notifications/{first}").status_code == 204
    assert sara.api.delete(f"/notifications/{first}").status_code == 404
    assert sara.api.get("/notifications/unread-count").json() == {"count": 2}
    sara.api.post("/notifications/read-all", json={})
    assert sara.api.get("/notifications/unread-count").json() == {"count": 0}


def test_old_ones_go(people: People, app: Running) -> None:
    sara = people()
    with psycopg.connect(app.owner_url) as owner:
        for days, is_read in ((89, True), (91, True), (91, False), (364, False), (366, False)):
            owner.execute(
                "insert into nova.notifications (id, user_id, title, message, type, is_read, read_at)"
                " values (overlay(uuidv7()::text placing left(private.first_id_of(now() - %s * interval '1 day')::text, 13) from 1)::uuid,"
                " %s, %s, 'x', 'TASK', %s, case when %s then now() end)",
                [days, sara.id, f"{days} {is_read}", is_read, is_read],
            )  # fmt: skip
        owner.execute("select private.forget_notifications(now())")
    kept = {each["title"] for each in notices(sara)}
    assert kept == {"89 True", "91 False", "364 False"}


def test_colleagues_tell_each_other(people: People, app: Running) -> None:
    manager, broker = people(), people()
    with psycopg.connect(app.owner_url) as owner:
        make.subscribe(owner, manager.id, "company")
        team = str(make.team(owner, manager=manager.id))
    manager.api.patch(f"/teams/{team}", json={"name": "فريق الشمال 0500"})
    make.invite(manager, team, phone=broker.phone)
    (invited,) = notices(broker)
    assert invited["category"] == "invitation_received"
    assert "«فريق الشمال »" in invited["message"], "letters only: it is no way to text strangers"
    token = make.token_sent(broker.phone)
    broker.api.post(f"/invitations/{token}/accept")
    assert notices(manager)[0]["message"] == "سارة العتيبي في «فريق الشمال 0500»"
    customer = manager.api.post("/customers", json={"name": "نورة", "phone": make.mobile(), "teamId": team}).json()  # fmt: skip
    manager.api.post(f"/customers/{customer['id']}/assign", json={"assignedTo": str(broker.id)})
    visit = manager.api.post("/appointments", json=make.VISIT | {"userId": str(broker.id), "teamId": team}).json()  # fmt: skip
    manager.api.post(f"/appointments/{visit['id']}/reschedule", json={"startDatetime": "2030-05-08T10:00:00+03:00", "endDatetime": "2030-05-08T11:00:00+03:00"})  # fmt: skip
    manager.api.post(f"/appointments/{visit['id']}/cancel", json={"reason": "x"})
    task = manager.api.post("/tasks", json={"title": "عقد", "teamId": team, "assignedTo": str(broker.id)}).json()  # fmt: skip
    manager.api.post(f"/tasks/{task['id']}/comments", json={"comment": "متى؟"})
    broker.api.post(f"/tasks/{task['id']}/comments", json={"comment": "غدًا", "mentions": [str(manager.id)]})  # fmt: skip
    kinds = [each["category"] for each in reversed(notices(broker))]
    assert kinds == [
        "invitation_received", "customer_assigned", "appointment_made", "appointment_changed",
        "appointment_cancelled", "task_assigned", "task_comment",
    ]  # fmt: skip
    assert notices(broker)[0]["message"] == "سارة العتيبي في «عقد»: متى؟"
    assert notices(manager)[0]["category"] == "task_mention"
    broker.api.post(f"/teams/{team}/leave")
    assert notices(manager)[0]["category"] == "member_left"


def test_words_name_only_what_their_type_gives_and_every_rule_gives_it(app: Running) -> None:
    with psycopg.connect(app.owner_url) as owner:
        rows = owner.execute("select key, given, title_ar || body_ar, title_en || body_en from nova.notification_types").fetchall()  # fmt: skip
    for key, given, arabic, english in rows:
        named = [set(re.findall(r"{(\w+)", words)) for words in (arabic, english)]
        assert named[0] == named[1] <= set(given), key
        assert f"'{key}'" in SQL, "somebody tells it"
    told_kinds = set(re.findall(r"private\.tell\([\w.]+, '([a-z_]+)'", SQL))
    assert len(told_kinds) > 5
    assert told_kinds <= {key for key, *_ in rows}


def test_every_event_is_told_or_has_a_reason(app: Running) -> None:
    with psycopg.connect(app.owner_url) as owner:
        rows = owner.execute("select event from nova.notification_types where event is not null").fetchall()  # fmt: skip
    told_of = {event for (event,) in rows}
    untold = {event for events in UNTOLD.values() for event in events}
    every = {event for told in EVENTS for event in told.events}
    assert told_of.isdisjoint(untold)
    assert told_of | untold == every
