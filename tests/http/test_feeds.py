"""Calendar files: what a phone follows is what stands in the calendar, in valid iCalendar."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import httpx
import psycopg
import pytest
from icalendar import Calendar

import make
from conftest import Running
from make import refused

People = Callable[..., make.Person]
LONG = "معاينة الفيلا الكبيرة في حي النرجس؛ مع العائلة، والمكتب: الطابق الثاني\nسطر آخر"


def parsed(content: bytes) -> Any:
    """A calendar file, read by the library that is strict about it."""
    return Calendar.from_ical(content)


def followed(sara: make.Person, **body: str) -> str:
    url = sara.api.post("/users/me/calendar-feed/rotate", json=body).json()["url"]
    assert sara.api.get("/users/me/calendar-feed").json()["url"] == url
    return str(url).partition("/api")[2]


def test_a_feed_holds_appointments_with_their_zones_and_tasks(
    people: People, api: make.Client
) -> None:
    sara = people()
    assert sara.api.get("/users/me/calendar-feed").json()["url"] is None
    stands = sara.api.post("/appointments", json=make.VISIT | {"title": LONG.partition("\n")[0], "description": LONG, "timezone": "Europe/Berlin"}).json()  # fmt: skip
    gone = sara.api.post("/appointments", json=make.VISIT | {"startDatetime": "2030-05-08T10:00:00+03:00", "endDatetime": "2030-05-08T11:00:00+03:00"}).json()  # fmt: skip
    sara.api.post(f"/appointments/{gone['id']}/cancel", json={"reason": "x"})
    sara.api.post("/tasks", json={"title": "اتصال", "dueDate": "2030-05-09", "priority": "HIGH"})
    sara.api.post("/tasks", json={"title": "عقد", "dueDate": "2030-05-09", "dueTime": "16:30"})
    sara.api.post("/tasks", json={"title": "بلا موعد"})
    answer = api.get(followed(sara))
    assert answer.headers["content-type"].startswith("text/calendar")
    lines = answer.content.split(b"\r\n")
    assert max(map(len, lines)) <= 75, "folded by octets"
    calendar = parsed(answer.content)
    assert calendar.errors == []
    events = {str(each["UID"]): each for each in calendar.walk("VEVENT")}
    assert all(not each.errors for each in calendar.walk())
    first = events[f"{stands['id']}@nova"]
    assert str(first["SUMMARY"]) == LONG.partition("\n")[0] and str(first["DESCRIPTION"]) == LONG
    assert first["DTSTART"].dt == datetime.fromisoformat(stands["startDatetime"])
    assert first["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert [str(each["TZID"]) for each in calendar.walk("VTIMEZONE")]
    assert (int(first["SEQUENCE"]), str(first["STATUS"])) == (0, "TENTATIVE")
    cancelled = events[f"{gone['id']}@nova"]
    assert (int(cancelled["SEQUENCE"]), str(cancelled["STATUS"])) == (1, "CANCELLED")
    todos = {str(each["SUMMARY"]): each["DUE"].dt for each in calendar.walk("VTODO")}
    assert todos["اتصال"] == date(2030, 5, 9)
    assert todos["عقد"] == datetime.fromisoformat("2030-05-09T16:30:00+03:00")
    assert len(todos) == 2


@pytest.mark.parametrize(("as_what", "events", "todos"), [("EVENT", 1, 0), ("NONE", 0, 0)])
def test_tasks_come_as_one_likes(
    people: People, api: make.Client, as_what: str, events: int, todos: int
) -> None:
    sara = people()
    sara.api.post("/tasks", json={"title": "اتصال", "dueDate": "2030-05-09"})
    calendar = parsed(api.get(followed(sara, tasksAs=as_what)).content)
    assert (len(calendar.walk("VEVENT")), len(calendar.walk("VTODO"))) == (events, todos)


def test_a_poll_is_304_until_something_changes(
    app: Running, people: People, api: make.Client
) -> None:
    sara = people()
    visit = sara.api.post("/appointments", json=make.VISIT).json()["id"]
    path = followed(sara)
    fresh = api.get(path).headers["etag"]
    assert api.get(path).headers["etag"] != fresh, "a change may still be on its way"
    with psycopg.connect(app.owner_url) as owner:  # as if all of it were a minute ago
        owner.execute("set session_replication_role = replica")
        for statement in (
            "users set updated_at = now() - interval '1 minute' where id = %s",
            "appointments set updated_at = now() - interval '1 minute' where user_id = %s",
            "calendar_feeds set rotated_at = now() - interval '1 minute' where user_id = %s",
        ):
            owner.execute(f"update nova.{statement}".encode(), [sara.id])
    tag = api.get(path).headers["etag"]
    same = api.get(path, headers={"if-none-match": tag})
    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
    changes: list[Callable[[], httpx.Response]] = [
        lambda: sara.api.patch(f"/appointments/{visit}", json={"title": "y"}),
        lambda: sara.api.post("/tasks", json={"title": "x", "dueDate": "2030-01-01"}),
        lambda: sara.api.delete(f"/appointments/{visit}"),
    ]
    for change in changes:
        assert change().is_success
        answer = api.get(path, headers={"if-none-match": tag})
        assert answer.status_code == 200
        assert answer.headers["etag"] != tag
        tag = answer.headers["etag"]
    assert len(parsed(answer.content).walk("VEVENT")) == 0


def test_a_zone_that_only_the_database_knows_and_far_dates_break_no_feed(
    people: People, api: make.Client
) -> None:
    sara = people()
    odd = sara.api.post("/appointments", json=make.VISIT | {"timezone": "Europe/BERLIN"})
    if odd.status_code == 201:
        event = parsed(sara.api.get(f"/appointments/{odd.json()['id']}/ics").content).walk(
            "VEVENT"
        )[0]
        assert event["DTSTART"].params["TZID"] == "Europe/Berlin"
    far = {"startDatetime": "2199-05-07T10:00:00+03:00", "endDatetime": "2199-05-07T11:00:00+03:00"}
    assert sara.api.post("/appointments", json=make.VISIT | far | {"timezone": "Europe/London"}).status_code == 201  # fmt: skip
    sara.api.post("/tasks", json={"title": "بعيد", "dueDate": "2199-12-31"})
    assert len(parsed(api.get(followed(sara, tasksAs="EVENT")).content).walk("VEVENT")) >= 2
    never = {each: far[each].replace("2199", "9999") for each in far}
    assert refused(sara.api.post("/appointments", json=make.VISIT | never)) == (422, "date_far")
    assert refused(sara.api.post("/tasks", json={"title": "x", "dueDate": "9999-12-31"})) == (422, "date_far")  # fmt: skip
    bygone = sara.api.get("/appointments/availability?from=0001-01-01T00:00:00Z&to=0001-01-02T00:00:00Z")  # fmt: skip
    assert refused(bygone) == (422, "date_far")


def test_an_old_address_and_a_guessed_one_lead_nowhere(people: People, api: make.Client) -> None:
    sara = people()
    old = followed(sara)
    new = followed(sara)
    assert api.get(new).status_code == 200
    for wrong in (
        old,
        new.replace(".ics", ""),
        new[:-5] + "x.ics",
        "/calendar/" + "x" * 43 + ".ics",
    ):
        assert refused(api.get(wrong)) == (404, "not_found"), wrong


def test_one_appointment_is_a_file_for_who_may_read_it(people: People) -> None:
    sara = people()
    visit = sara.api.post("/appointments", json=make.VISIT).json()["id"]
    shown = parsed(sara.api.get(f"/appointments/{visit}/ics").content)
    assert [str(each["UID"]) for each in shown.walk("VEVENT")] == [f"{visit}@nova"]
    assert people().api.get(f"/appointments/{visit}/ics").status_code == 404
