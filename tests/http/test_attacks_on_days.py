"""Attacks on tasks, calendars, links and reminders that once succeeded."""

from collections.abc import Callable
from typing import Any

import psycopg

import make
from conftest import Running
from feed import followed
from make import refused

People = Callable[..., make.Person]


def leave(team: dict[str, make.Person], name: str) -> None:
    manager = team["manager"]
    members = manager.api.get(f"/teams/{manager.team}/members").json()["data"]
    one = next(each["id"] for each in members if each["userId"] == str(team[name].id))
    assert manager.api.delete(f"/teams/{manager.team}/members/{one}").is_success


def told(person: make.Person) -> list[str]:
    data = person.api.get("/notifications", params={"limit": 100}).json()["data"]
    return [each["message"] for each in data]


def again(app: Running, person: make.Person) -> None:
    """Log in anew: leaving a team ends sessions."""
    body = {"identifier": person.phone, "password": make.PASSWORD}
    with make.Client(app.url) as client:
        person.token = client.post("/auth/login", json=body).json()["token"]
    person.api.headers["authorization"] = f"Bearer {person.token}"


def test_who_left_hears_no_comment_that_mentions_them(
    app: Running, team: dict[str, make.Person]
) -> None:
    manager, broker = team["manager"], team["broker"]
    task = manager.api.post("/tasks", json={"title": "x", "teamId": manager.team, "assignedTo": str(broker.id)}).json()["id"]  # fmt: skip
    said = manager.api.post(f"/tasks/{task}/comments", json={"comment": "x", "mentions": [str(broker.id)]}).json()["id"]  # fmt: skip
    leave(team, "broker")
    again(app, broker)
    with followed(app, broker) as feed:
        changed = manager.api.patch(f"/tasks/{task}/comments/{said}", json={"comment": "سر"})
        assert changed.is_success
        broker.api.post("/customers", json={"name": "x", "phone": make.mobile()})
        heard: set[str] = set()
        while "customer.created" not in heard:  # that the task went may be told here too
            heard |= {each["event"] for each in feed.events(1)}
        assert heard <= {"customer.created", "task.assigned"}


def test_who_left_is_reminded_of_nothing_and_the_heir_of_the_task(
    app: Running, team: dict[str, make.Person]
) -> None:
    manager, broker = team["manager"], team["broker"]
    broker.api.post(
        "/tasks", json={"title": "سر الفريق", "teamId": broker.team, "dueDate": "2030-05-06"}
    )
    visit = broker.api.post("/appointments", json=make.VISIT | {"teamId": broker.team, "reminders": [60]}).json()["id"]  # fmt: skip
    leave(team, "broker")
    assert manager.api.get(f"/appointments/{visit}").json()["status"] == "CANCELLED"
    again(app, broker)
    assert broker.api.post("/appointments", json=make.VISIT).status_code == 201, (
        "the time is theirs"
    )
    moved = manager.api.post(f"/appointments/{visit}/reschedule", json={"startDatetime": "2030-05-08T10:00:00+03:00", "endDatetime": "2030-05-08T11:00:00+03:00"})  # fmt: skip
    assert refused(moved) == (403, "forbidden")
    with psycopg.connect(app.owner_url) as owner:
        # 500 a run, and all others of this database are due by then too.
        while owner.execute("select 1 from private.reminders where sent_at is null and due_at < '2030-06-01'").fetchone():  # fmt: skip
            owner.execute("select private.send_reminders('2030-06-01')")
    assert "سر الفريق" not in told(broker)
    assert "سر الفريق" in told(manager)


def test_a_holiday_has_its_name_for_oneself_alone(team: dict[str, make.Person]) -> None:
    broker = team["broker"]
    broker.api.post("/users/me/holidays", json={"startDate": "2030-05-07", "endDate": "2030-05-07", "name": "علاج"})  # fmt: skip
    asked = {"userId": str(broker.id), "startDatetime": "2030-05-07T10:00:00+03:00", "endDatetime": "2030-05-07T11:00:00+03:00"}  # fmt: skip
    for who in ("manager", "observer"):
        shown = team[who].api.post("/appointments/check-conflicts", json=asked)
        assert [each["code"] for each in shown.json()["warnings"]] == ["appointment_on_holiday"]
        assert "علاج" not in shown.text
    assert "علاج" in broker.api.post("/appointments/check-conflicts", json=asked).text


def test_a_reminder_that_is_due_survives_a_change_of_its_row(app: Running, people: People) -> None:
    sara = people()
    visit = sara.api.post("/appointments", json=make.VISIT | {"reminders": [60]}).json()["id"]
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "update private.reminders set due_at = now() - interval '1 hour' where entity_id = %s",
            [visit],
        )
        owner.execute(
            "update nova.appointments a set start_datetime = r.due_at + interval '60 minutes',"
            " end_datetime = r.due_at + interval '90 minutes', status = 'CONFIRMED'"
            " from private.reminders r where r.entity_id = a.id and a.id = %s", [visit],
        )  # fmt: skip
        owner.execute("select private.send_reminders(now())")
    assert any("معاينة" in each for each in told(sara))


def test_a_move_makes_the_customers_answer_void(people: People, api: make.Client) -> None:
    sara = people()
    visit = sara.api.post("/appointments", json=make.VISIT).json()["id"]
    link = sara.api.post(f"/appointments/{visit}/response-link").json()["link"].rpartition("/")[2]
    path = f"/public/appointments/{link}"
    later = {
        "startDatetime": "2030-05-08T10:00:00+03:00",
        "endDatetime": "2030-05-08T11:00:00+03:00",
    }
    assert api.post(f"{path}/respond", json={"answer": "CONFIRMED"}).json()["status"] == "CONFIRMED"
    moved = sara.api.post(f"/appointments/{visit}/reschedule", json=later).json()
    assert (moved["status"], moved["customerResponse"]) == ("SCHEDULED", None)
    assert api.post(f"{path}/respond", json={"answer": "DECLINED"}).json()["status"] == "CANCELLED"
    once = sara.api.post(f"/appointments/{visit}/cancel", json={"reason": "سبب آخر"}).json()
    assert once["cancelledReason"] == "اعتذر العميل"


def test_hours_that_a_change_of_clocks_leaps_over_are_none(team: dict[str, make.Person]) -> None:
    broker, manager = team["broker"], team["manager"]
    broker.api.patch("/users/me", json={"preferences": {"timezone": "America/New_York"}})
    week = [{"dayOfWeek": day, "isWorking": True, "startTime": "02:30", "endTime": "03:00"} for day in range(7)]  # fmt: skip
    broker.api.put("/users/me/working-hours", json={"days": week})
    asked: dict[str, Any] = {"from": "2027-03-13T00:00:00-05:00", "to": "2027-03-16T00:00:00-04:00", "users": str(broker.id), "minutes": 30, "step": 30}  # fmt: skip
    slots = manager.api.get("/appointments/availability", params=asked).json()["data"]
    assert [each["startDatetime"][:16] for each in slots] == [
        "2027-03-13T07:30",
        "2027-03-15T06:30",
    ]


def test_who_may_not_assign_does_not_by_making(app: Running, team: dict[str, make.Person]) -> None:
    broker, other = team["broker"], team["broker2"]
    body = {"title": "مهمة له", "teamId": broker.team, "assignedTo": str(other.id)}
    assert broker.api.post("/tasks", json=body).status_code == 201
    assert any(each.startswith("مهمة له، ") for each in told(other))
    with psycopg.connect(app.owner_url) as owner:
        make.override(owner, broker.id, {"tasks.assign": "NONE"})
    assert refused(broker.api.post("/tasks", json=body)) == (403, "forbidden")


def test_who_only_observes_now_words_no_comment_anew(
    app: Running, team: dict[str, make.Person]
) -> None:
    broker, manager = team["broker"], team["manager"]
    task = broker.api.post("/tasks", json={"title": "x", "teamId": broker.team}).json()["id"]
    said = broker.api.post(f"/tasks/{task}/comments", json={"comment": "x"}).json()["id"]
    members = manager.api.get(f"/teams/{manager.team}/members").json()["data"]
    one = next(each["id"] for each in members if each["userId"] == str(broker.id))
    manager.api.patch(f"/teams/{manager.team}/members/{one}", json={"role": "OBSERVER"})
    path = f"/tasks/{task}/comments/{said}"
    assert refused(broker.api.patch(path, json={"comment": "y"})) == (403, "forbidden")
    assert refused(broker.api.delete(path)) == (403, "forbidden")


def test_a_new_card_stands_on_top_however_often_others_were_put_there(people: People) -> None:
    sara = people()
    one, two = (sara.api.post("/tasks", json={"title": t}).json()["id"] for t in ("one", "two"))
    for _ in range(6):
        for each in (one, two):
            sara.api.put(f"/tasks/{each}/position", json={"afterId": None})
    sara.api.post("/tasks", json={"title": "new"})
    column = sara.api.get("/tasks/board").json()["columns"][0]["data"]
    assert [each["title"] for each in column] == ["new", "two", "one"]


def test_a_version_is_asked_for_also_where_nothing_would_change(people: People) -> None:
    sara = people()
    task = sara.api.post("/tasks", json={"title": "x"}).json()["id"]
    headers = {"if-match": '"77"'}
    same = sara.api.post(f"/tasks/{task}/status", json={"status": "TODO"}, headers=headers)
    placed = sara.api.put(f"/tasks/{task}/position", json={"afterId": None}, headers=headers)
    assert same.status_code == placed.status_code == 412


def test_a_deleted_appointment_is_not_answered_from_the_shelf(people: People) -> None:
    sara = people()
    headers = {"idempotency-key": make.email()}
    made = sara.api.post("/appointments", json=make.VISIT, headers=headers).json()["id"]
    sara.api.delete(f"/appointments/{made}")
    assert sara.api.post("/appointments", json=make.VISIT, headers=headers).status_code == 404


def test_a_team_decides_of_its_own_rows_words_alone(app: Running, people: People) -> None:
    first, second, both = people(), people(), people()
    with psycopg.connect(app.owner_url) as owner:
        teams = [str(make.team(owner, manager=each.id, broker=both.id)) for each in (first, second)]
    for manager, team, ar in ((first, teams[0], "معرض أول"), (second, teams[1], "معرض ثانٍ")):
        words = {"source": [{"key": "EXPO", "ar": ar, "en": "Expo"}]}
        answer = manager.api.patch(f"/teams/{team}", json={"settings": {"words": words}})
        assert answer.status_code == 200, answer.text
    cases = [(teams[0], "معرض أول"), (teams[1], "معرض ثانٍ"), (None, "EXPO")]
    for team_id, ar in cases:
        body = {"name": "x", "phone": make.mobile(), "source": "EXPO", "teamId": team_id}
        assert both.api.post("/customers", json=body).json()["source"] == ar


def test_who_left_follows_nothing_of_the_team_by_their_feed(
    app: Running, team: dict[str, make.Person], api: make.Client
) -> None:
    manager, broker = team["manager"], team["broker"]
    visit = broker.api.post("/appointments", json=make.VISIT | {"teamId": broker.team}).json()["id"]
    task = {
        "title": "x",
        "teamId": broker.team,
        "assignedTo": str(broker.id),
        "dueDate": "2030-01-01",
    }
    given = manager.api.post("/tasks", json=task).json()["id"]
    url = broker.api.post("/users/me/calendar-feed/rotate", json={}).json()["url"]
    path = url.partition("/api")[2]
    tag = api.get(path).headers["etag"]
    manager.api.post(f"/tasks/{given}/assign", json={"assignedTo": None})
    without = api.get(path, headers={"if-none-match": tag})
    assert without.status_code == 200 and "VTODO" not in without.text, (
        "a task that went away is seen"
    )
    assert "VEVENT" in without.text
    leave(team, "broker")
    manager.api.patch(f"/appointments/{visit}", json={"title": "سر الفريق"})
    left = api.get(path, headers={"if-none-match": without.headers["etag"]})
    assert left.status_code == 200
    assert "VEVENT" not in left.text


def test_a_calendar_in_use_keeps_no_connection_waiting(app: Running, people: People) -> None:
    sara, noura = people(), people()
    with psycopg.connect(app.owner_url) as holder:
        holder.execute("select private.lock_calendar(%s)", [sara.id])
        answer = sara.api.post("/appointments", json=make.VISIT)
        assert refused(answer) == (503, "busy")
        assert answer.headers["retry-after"] == "1"
        assert noura.api.post("/appointments", json=make.VISIT).is_success, "her own is free"
    assert sara.api.post("/appointments", json=make.VISIT).is_success
