"""Appointments over HTTP: made, moved, ended; never two at once; who sees what of whose time."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

import make
from conftest import Running
from make import refused

People = Callable[..., make.Person]
NOBODY = "00000000-0000-4000-8000-000000000000"
MAY = {"from": "2030-05-01T00:00:00+03:00", "to": "2030-06-01T00:00:00+03:00"}


def at(hour: int, minute: int = 0, day: int = 7) -> str:
    """A time of May 2030 in Riyadh; the 7th is a Tuesday."""
    return f"2030-05-{day:02}T{hour:02}:{minute:02}:00+03:00"


def visit(person: make.Person, begins: str, ends: str, **changed: object) -> dict[str, Any]:
    body = make.VISIT | {"startDatetime": begins, "endDatetime": ends} | changed
    made = person.api.post("/appointments", json=body)
    assert made.status_code == 201, made.text
    answer: dict[str, Any] = made.json()
    return answer


def test_an_appointment_is_made_changed_confirmed_moved_and_ended(
    app: Running, people: People
) -> None:
    sara = people()
    customer = sara.api.post("/customers", json={"name": "نورة", "phone": make.mobile()}).json()
    made = visit(
        sara, at(10), at(11), customerId=customer["id"], location="حي النرجس", reminders=[60]
    )
    assert (made["duration"], made["timezone"], made["status"], made["warnings"]) == (60, "Asia/Riyadh", "SCHEDULED", [])  # fmt: skip
    path = f"/appointments/{made['id']}"
    changed = sara.api.patch(path, json={"title": "معاينة ثانية"}, headers={"if-match": '"1"'})
    assert changed.json()["title"] == "معاينة ثانية"
    assert sara.api.post(f"{path}/confirm").json()["status"] == "CONFIRMED"
    moved = sara.api.post(f"{path}/reschedule", json={"startDatetime": at(12), "endDatetime": at(13)}).json()  # fmt: skip
    was = [datetime.fromisoformat(each["startDatetime"]) for each in moved["earlierTimes"]]
    assert was == [datetime.fromisoformat(at(10))]
    assert refused(sara.api.post(f"{path}/complete", json={})) == (409, "appointment_not_begun")
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "update nova.appointments set start_datetime = now() - interval '2 hours',"
            " end_datetime = now() - interval '1 hour' where id = %s", [made["id"]],
        )  # fmt: skip
    done = sara.api.post(f"{path}/complete", json={"outcome": "أعجبها البيت"}).json()
    assert (done["status"], done["outcome"]) == ("COMPLETED", "أعجبها البيت")
    spoken = sara.api.get(f"/customers/{customer['id']}").json()["lastContact"]
    assert datetime.fromisoformat(spoken) < datetime.now(UTC) - timedelta(minutes=59)
    again = sara.api.post(
        f"{path}/reschedule", json={"startDatetime": at(14), "endDatetime": at(15)}
    )
    assert refused(again) == (409, "state_refused")
    assert sara.api.delete(path).json() == {"count": 1}
    assert sara.api.get(path).status_code == 404


def test_who_left_a_team_is_told_of_its_calendar_no_more(team: dict[str, make.Person]) -> None:
    manager, broker = team["manager"], team["broker"]
    row = visit(manager, at(10), at(11), userId=str(broker.id), teamId=manager.team)
    path = f"/appointments/{row['id']}"
    count = len(broker.api.get("/notifications").json()["data"])
    manager.api.patch(path, json={"title": "قبل"})
    manager.api.patch(path, json={"title": "قبل"})
    assert len(broker.api.get("/notifications").json()["data"]) == count + 1, "once a change"
    broker.api.post(f"/teams/{manager.team}/leave")
    manager.api.patch(path, json={"title": "سر"})
    assert "سر" not in broker.api.get("/notifications").text


def test_a_cancelled_one_needs_a_reason_frees_its_time_and_may_stand_again(people: People) -> None:
    sara = people()
    first = visit(sara, at(10), at(11))
    path = f"/appointments/{first['id']}"
    assert sara.api.post(f"{path}/cancel", json={}).json()["details"][0]["field"] == "reason"
    cancelled = sara.api.post(f"{path}/cancel", json={"reason": "سافر العميل"}).json()
    assert (cancelled["status"], cancelled["cancelledReason"]) == ("CANCELLED", "سافر العميل")
    visit(sara, at(10), at(11), title="أخرى")
    back = {"startDatetime": at(10), "endDatetime": at(11)}
    assert refused(sara.api.post(f"{path}/reschedule", json=back)) == (409, "appointment_overlaps")
    stands = sara.api.post(
        f"{path}/reschedule", json={"startDatetime": at(11), "endDatetime": at(12)}
    )
    assert (stands.json()["status"], stands.json()["cancelledReason"]) == ("SCHEDULED", None)
    past = sara.api.post(f"{path}/reschedule", json={"startDatetime": "2020-01-01T09:00:00Z", "endDatetime": "2020-01-01T10:00:00Z"})  # fmt: skip
    assert refused(past) == (422, "appointment_past")


def test_two_phones_that_take_one_slot_get_exactly_one(people: People) -> None:
    sara = people()
    url = str(sara.api.base_url).removesuffix("/api/")
    answers: list[tuple[int, str]] = []

    def take() -> None:
        with make.Client(url, sara.token) as phone:
            got = phone.post("/appointments", json=make.VISIT)
            answers.append((got.status_code, got.json().get("code", "")))

    phones = [threading.Thread(target=take) for _ in range(8)]
    for each in phones:
        each.start()
    for each in phones:
        each.join()
    assert sorted(answers) == [(201, "")] + [(409, "appointment_overlaps")] * 7
    assert len(sara.api.get("/appointments", params=MAY).json()["data"]) == 1


def test_a_rival_is_named_to_who_may_see_it_and_else_only_busy(
    team: dict[str, make.Person],
) -> None:
    broker, manager = team["broker"], team["manager"]
    visit(broker, at(10), at(11), title="سر شخصي")  # the broker's own
    visit(broker, at(12), at(13), title="معاينة الفريق", teamId=broker.team)
    body = make.VISIT | {"userId": str(broker.id), "teamId": broker.team}
    own = manager.api.post("/appointments", json=body).json()
    assert (own["code"], own["params"]["rivals"], own["params"]["ids"]) == ("appointment_overlaps", ["busy"], [])  # fmt: skip
    at_noon = {"startDatetime": at(12, 30), "endDatetime": at(13, 30)}
    headers = {"accept-language": "ar"}
    of_team = manager.api.post("/appointments", json=body | at_noon, headers=headers).json()
    assert of_team["params"]["rivals"] == ["معاينة الفريق"] and "معاينة الفريق" in of_team["error"]
    assert "مشغول" in manager.api.post("/appointments", json=body, headers=headers).json()["error"]
    beside = manager.api.post("/appointments", json=body | {"startDatetime": at(11), "endDatetime": at(12)})  # fmt: skip
    assert beside.status_code == 201 and beside.json()["userId"] == str(broker.id)
    conflicts = manager.api.post("/appointments/check-conflicts", json={"userId": str(broker.id), "startDatetime": at(9), "endDatetime": at(13)}).json()  # fmt: skip
    assert [each["title"] for each in conflicts["rivals"]] == [None, "معاينة فيلا النرجس", "معاينة الفريق"]  # fmt: skip


def test_others_of_the_team_see_when_one_is_busy_and_nothing_else(
    team: dict[str, make.Person], people: People
) -> None:
    broker, other, observer, manager = (team[name] for name in ("broker", "broker2", "observer", "manager"))  # fmt: skip
    made = visit(broker, at(10), at(11), teamId=broker.team, title="سر")
    visit(broker, at(11), at(12), title="سر شخصي")
    path = f"/appointments/{made['id']}"
    for who in (other, observer):
        assert who.api.get(path).status_code == 404
        assert who.api.get("/appointments", params=MAY).json()["data"] == []
        busy = who.api.get("/appointments/busy", params=MAY | {"teamId": broker.team})
        assert busy.json()["data"] == [{"userId": str(broker.id), "startDatetime": "2030-05-07T07:00:00+00:00", "endDatetime": "2030-05-07T09:00:00+00:00"}]  # fmt: skip
        assert "سر" not in busy.text
    assert [each["title"] for each in manager.api.get("/appointments", params=MAY).json()["data"]] == ["سر"]  # fmt: skip
    assert manager.api.patch(path, json={"notes": "x"}).status_code == 200
    stranger = people()
    assert stranger.api.get("/appointments/busy", params=MAY | {"teamId": broker.team}).status_code == 404  # fmt: skip
    free = stranger.api.get("/appointments/availability", params=MAY | {"users": str(broker.id)})
    assert refused(free) == (422, "colleague_unknown")
    not_his = stranger.api.post("/appointments", json=make.VISIT | {"userId": str(broker.id), "teamId": broker.team})  # fmt: skip
    assert refused(not_his) == (403, "forbidden")


def test_off_hours_breaks_and_holidays_warn_or_refuse(people: People) -> None:
    sara = people()
    week = [{"dayOfWeek": day, "isWorking": day < 5} | ({"startTime": "10:00", "endTime": "18:00", "breakStart": "13:00", "breakEnd": "14:00"} if day < 5 else {}) for day in range(7)]  # fmt: skip
    assert sara.api.put("/users/me/working-hours", json={"days": week}).json()["days"][2]["startTime"] == "10:00"  # fmt: skip
    sara.api.post("/users/me/holidays", json={"startDate": "2030-05-08", "endDate": "2030-05-09", "name": "سفر"})  # fmt: skip
    for begins, ends, codes in (
        (at(10), at(11), []),
        (at(9), at(10), ["appointment_off_hours"]),
        (at(12, 30), at(13, 30), ["appointment_on_break"]),
        (at(10, day=8), at(11, day=8), ["appointment_on_holiday"]),
        (at(10, day=10), at(11, day=10), ["appointment_off_hours"]),  # a Friday
        ("2030-09-23T10:00:00+03:00", "2030-09-23T11:00:00+03:00", ["appointment_on_holiday"]),
    ):
        span = {"startDatetime": begins, "endDatetime": ends}
        told = sara.api.post("/appointments/check-conflicts", json=span).json()
        assert [each["code"] for each in told["warnings"]] == codes, begins
        strict = sara.api.post("/appointments", json=make.VISIT | span | {"strict": True})
        if codes:
            assert refused(strict) == (422, codes[0])
            made = sara.api.post("/appointments", json=make.VISIT | span).json()
            assert [each["code"] for each in made["warnings"]] == codes
        else:
            assert strict.status_code == 201
    assert "سفر" in sara.api.post("/appointments", json=make.VISIT | {"startDatetime": at(12, day=8), "endDatetime": at(13, day=8), "strict": True}, headers={"accept-language": "ar"}).json()["error"]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"endDatetime": at(9)}, "endDatetime", "span_wrong"),
        ({"endDatetime": at(11, day=8)}, "endDatetime", "span_wrong"),
        ({"startDatetime": "2030-05-07T10:00:00"}, "startDatetime", "time"),
        ({"timezone": "Mars/Olympus"}, "timezone", "zone_unknown"),
        ({"isVirtual": True}, "meetingUrl", "meeting_url_required"),
        ({"reminders": [1, 2, 3, 4, 5, 6]}, "reminders", "too_many"),
        ({"reminders": [-1]}, "reminders[0]", "min"),
        ({"reminders": [40_320], "startDatetime": "2020-05-07T10:00:00Z", "endDatetime": "2020-05-07T11:00:00Z"}, "reminders", "reminder_past"),
        ({"customerId": NOBODY}, "customerId", "customer_unknown"),
        ({"propertyId": NOBODY}, "propertyId", "property_unknown"),
        ({"userId": NOBODY}, "userId", "forbidden"),
    ],
)  # fmt: skip
def test_a_wrong_appointment_is_refused_by_its_field(
    people: People, changed: dict[str, object], field: str, code: str
) -> None:
    sara = people()
    answer = sara.api.post("/appointments", json=make.VISIT | changed)
    assert answer.status_code in {400, 403, 422}, answer.text
    assert [(each["field"], each["code"]) for each in answer.json()["details"]] == [(field, code)]


def test_ranges_are_bounded(people: People) -> None:
    sara = people()
    years = {"from": "2020-01-01T00:00:00Z", "to": "2030-01-01T00:00:00Z"}
    for path in ("/appointments", "/appointments/stats", "/appointments/availability"):
        assert refused(sara.api.get(path, params=years)) == (422, "span_wrong")
        assert sara.api.get(path).json()["details"][0]["field"] == "from"
    many = [str(sara.id)] * 500
    assert refused(sara.api.get("/appointments/availability", params=MAY | {"users": many})) == (400, "validation_failed")  # fmt: skip


def test_free_times_are_those_of_all(team: dict[str, make.Person]) -> None:
    broker, other = team["broker"], team["broker2"]
    visit(broker, at(9), at(12))
    visit(other, at(13), at(16))
    asked = {"from": at(0), "to": at(23), "users": [str(broker.id), str(other.id)]}
    slots = broker.api.get("/appointments/availability", params=asked | {"minutes": 60, "step": 60})
    assert [each["startDatetime"][11:16] for each in slots.json()["data"]] == [
        "09:00",
        "13:00",
    ]  # UTC
    mine = broker.api.get("/appointments/availability", params={"from": at(0), "to": at(23), "minutes": 120, "step": 60})  # fmt: skip
    assert len(mine.json()["data"]) == 4


def test_the_list_is_by_range_filtered_and_paged(people: People) -> None:
    sara = people()
    for hour in (9, 11, 13, 15):
        visit(sara, at(hour), at(hour + 1), title=str(hour))
    first = sara.api.get("/appointments", params=MAY | {"limit": "3"}).json()
    rest = sara.api.get("/appointments", params=MAY | {"cursor": first["nextCursor"]}).json()
    assert [each["title"] for each in first["data"] + rest["data"]] == ["9", "11", "13", "15"]
    part = {"from": at(11, 30), "to": at(13)}
    assert [each["title"] for each in sara.api.get("/appointments", params=part).json()["data"]] == ["11"]  # fmt: skip
    sara.api.post(f"/appointments/{first['data'][0]['id']}/cancel", json={"reason": "x"})
    stands = sara.api.get("/appointments", params=MAY | {"status": "CANCELLED"}).json()["data"]
    assert [each["title"] for each in stands] == ["9"]
    assert sara.api.get("/appointments/stats", params=MAY).json() == {"total": 4, "byStatus": {"CANCELLED": 1, "SCHEDULED": 3}}  # fmt: skip


def test_reminders_are_at_most_five_and_to_come(people: People) -> None:
    sara = people()
    path = f"/appointments/{visit(sara, at(10), at(11))['id']}/reminders"
    assert sara.api.put(path, json={"minutes": [60, 1440, 60]}).json() == {"minutes": [1440, 60]}
    assert sara.api.get(path).json() == {"minutes": [1440, 60]}
    soon = (datetime.now(UTC) + timedelta(minutes=90)).isoformat()
    later = (datetime.now(UTC) + timedelta(minutes=120)).isoformat()
    near = f"/appointments/{visit(sara, soon, later)['id']}/reminders"
    assert sara.api.put(near, json={"minutes": [60]}).status_code == 200
    assert refused(sara.api.put(near, json={"minutes": [100]})) == (422, "reminder_past")


def test_days_off_do_not_overlap_and_are_taken_back(people: People) -> None:
    sara = people()
    first = sara.api.post("/users/me/holidays", json={"startDate": "2030-01-01", "endDate": "2030-01-05"}).json()  # fmt: skip
    over = sara.api.post("/users/me/holidays", json={"startDate": "2030-01-05", "endDate": "2030-01-06"})  # fmt: skip
    assert refused(over) == (409, "holiday_overlaps")
    back = sara.api.post("/users/me/holidays", json={"startDate": "2030-02-05", "endDate": "2030-02-01"})  # fmt: skip
    assert refused(back) == (422, "range_reversed")
    path = f"/users/me/holidays/{first['id']}"
    assert sara.api.patch(path, json={"endDate": "2030-01-04"}).json()["endDate"] == "2030-01-04"
    assert sara.api.delete(path).status_code == 204
    assert sara.api.get("/users/me/holidays").json()["data"] == []
    half = {"days": [{"dayOfWeek": 0, "isWorking": False}] * 7}
    assert refused(sara.api.put("/users/me/working-hours", json=half)) == (422, "week_incomplete")


def test_public_holidays_are_for_everybody(api: make.Client) -> None:
    year = api.get("/meta/holidays", params={"year": 2031}).json()["data"]
    assert [(each["nameEn"], each["startDate"]) for each in year] == [
        ("Founding Day", "2031-02-22"), ("National Day", "2031-09-23"),
    ]  # fmt: skip
