"""Series over HTTP: each time an appointment of its own; this, following or all of them changed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import make
from make import refused

People = Callable[..., make.Person]
WEEKLY = "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=6"
MAY = {"from": "2030-05-01T00:00:00+03:00", "to": "2030-06-30T00:00:00+03:00"}
"""The first Tuesday of May 2030 is the 7th."""


def at(day: int, hour: int = 10) -> datetime:
    return datetime.fromisoformat(f"2030-05-{day:02}T{hour:02}:00:00+03:00")


def body(begins: datetime, rrule: str | None = WEEKLY, **changed: object) -> dict[str, Any]:
    times = {"startDatetime": begins.isoformat(), "endDatetime": (begins + timedelta(hours=1)).isoformat()}  # fmt: skip
    return make.VISIT | times | ({"rrule": rrule} if rrule else {}) | changed


def series(person: make.Person, begins: datetime, rrule: str | None = WEEKLY, **changed: object) -> dict[str, Any]:  # fmt: skip
    made = person.api.post("/appointments", json=body(begins, rrule, **changed))
    assert made.status_code == 201, made.text
    answer: dict[str, Any] = made.json()
    return answer


def listed(person: make.Person, **span: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = person.api.get("/appointments", params=MAY | span).json()["data"]
    return rows


def days(rows: list[dict[str, Any]]) -> list[str]:
    """Day and hour of each, in Riyadh."""
    return [(datetime.fromisoformat(each["startDatetime"]) + timedelta(hours=3)).strftime("%d %H") for each in rows]  # fmt: skip


def moved(person: make.Person, row: dict[str, Any], to: datetime, scope: str, **changed: object) -> Any:  # fmt: skip
    times = body(to, None)
    return person.api.post(
        f"/appointments/{row['id']}/reschedule", params={"scope": scope},
        json={name: times[name] for name in ("startDatetime", "endDatetime")} | changed,
    )  # fmt: skip


def test_each_time_of_a_series_is_an_appointment_of_its_own(people: People) -> None:
    sara = people()
    made = series(sara, at(7), reminders=[60])
    rows = listed(sara)
    assert (made["count"], made["skipped"], made["rrule"]) == (6, [], WEEKLY)
    assert days(rows) == ["07 10", "09 10", "14 10", "16 10", "21 10", "23 10"]
    assert rows[0]["id"] == made["id"]
    assert {each["seriesId"] for each in rows} == {made["seriesId"]}
    assert all(each["recurrenceId"] == each["startDatetime"] for each in rows)
    assert {tuple(each["reminders"]) for each in rows} == {(60,)}
    sara.api.post(f"/appointments/{rows[2]['id']}/confirm")
    assert [each["status"] for each in listed(sara)].count("CONFIRMED") == 1


def test_a_series_that_collides_names_every_time_or_leaves_them_out(people: People) -> None:
    sara = people()
    for day in (9, 16):
        series(sara, at(day), None, title="محجوز")
    over = sara.api.post("/appointments", json=body(at(7)))
    assert refused(over) == (409, "series_overlaps")
    params = over.json()["params"]
    assert (params["times"], params["count"]) == (["2030-05-09 10:00", "2030-05-16 10:00"], 2)
    assert sorted(params["ids"]) == sorted(each["id"] for each in listed(sara))
    assert "2030-05-16 10:00" in over.json()["error"]
    assert len(listed(sara)) == 2, "nothing was written"
    checked = sara.api.post("/appointments/check-conflicts", json={name: body(at(7))[name] for name in ("startDatetime", "endDatetime", "rrule")}).json()  # fmt: skip
    assert days(checked["rivals"]) == ["09 10", "16 10"]
    made = series(sara, at(7), onConflict="SKIP")
    assert made["count"] == 4
    assert days([{"startDatetime": each} for each in made["skipped"]]) == ["09 10", "16 10"]
    assert len(listed(sara)) == 6
    full = sara.api.post("/appointments", json=body(at(7), onConflict="SKIP"))
    assert refused(full) == (409, "series_overlaps")


def test_off_hours_and_holidays_warn_refuse_or_are_left_out(people: People) -> None:
    sara = people()
    sara.api.post("/users/me/holidays", json={"name": "إجازة", "startDate": "2030-05-14", "endDate": "2030-05-16"})  # fmt: skip
    refusal = sara.api.post("/appointments", json=body(at(7), strict=True))
    assert refused(refusal) == (422, "appointment_on_holiday")
    made = series(sara, at(7), strict=True, onConflict="SKIP")
    assert days(listed(sara)) == ["07 10", "09 10", "21 10", "23 10"]
    assert made["warnings"] == []
    warned = series(sara, at(7, hour=14))
    told = {each["code"]: each["params"]["startDatetime"] for each in warned["warnings"]}
    assert datetime.fromisoformat(told["appointment_on_holiday"]) == at(16, hour=14)


def test_this_one_goes_its_own_way_and_the_others_stay(people: People) -> None:
    sara = people()
    series(sara, at(7))
    rows = listed(sara)
    renamed = sara.api.patch(f"/appointments/{rows[1]['id']}", json={"title": "وحده"}).json()
    assert (renamed["count"], renamed["isDetached"]) == (1, True)
    same = sara.api.patch(f"/appointments/{rows[0]['id']}", json={"title": rows[0]["title"]}).json()
    assert (same["isDetached"], same["version"]) == (False, 1)
    assert moved(sara, rows[2], at(15, 12), "THIS").json()["isDetached"] is True
    assert sara.api.delete(f"/appointments/{rows[3]['id']}").json() == {"count": 1}
    changed = sara.api.patch(f"/appointments/{rows[0]['id']}?scope=ALL", json={"title": "جديد"})
    assert changed.json()["count"] == 3
    assert [each["title"] for each in listed(sara)] == ["جديد", "وحده", rows[2]["title"], "جديد", "جديد"]  # fmt: skip
    assert days(listed(sara)) == ["07 10", "09 10", "15 12", "21 10", "23 10"]
    left = sara.api.patch(f"/appointments/{rows[1]['id']}?scope=ALL", json={"title": "x"})
    assert refused(left) == (409, "series_left")


def test_following_splits_a_series(people: People) -> None:
    sara = people()
    made = series(sara, at(7))
    rows = listed(sara)
    answer = sara.api.patch(f"/appointments/{rows[2]['id']}?scope=FOLLOWING", json={"location": "المكتب"}).json()  # fmt: skip
    assert answer["count"] == 4
    rows = listed(sara)
    assert [each["location"] for each in rows] == [None, None, *["المكتب"] * 4]
    assert [each["seriesId"] == made["seriesId"] for each in rows] == [True, True, *[False] * 4]
    assert len({each["seriesId"] for each in rows}) == 2
    assert rows[0]["rrule"] == "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20300509T070000Z"
    assert rows[2]["rrule"] == "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4"
    first = sara.api.patch(f"/appointments/{rows[2]['id']}?scope=FOLLOWING", json={"location": "البيت"}).json()  # fmt: skip
    assert first["seriesId"] == rows[2]["seriesId"], "there is nothing before it to split off"


def test_a_series_moves_by_as_much(people: People) -> None:
    sara = people()
    series(sara, at(7))
    rows = listed(sara)
    moved(sara, rows[4], at(22, 9), "THIS")
    answer = moved(sara, rows[0], at(7, 11), "ALL").json()
    assert answer["count"] == 5
    assert days(listed(sara)) == ["07 11", "09 11", "14 11", "16 11", "22 09", "23 11"]
    assert listed(sara)[0]["earlierTimes"][0]["startDatetime"] == rows[0]["startDatetime"]
    # By a day, and by half an hour onto times that the same series leaves: none is in its own way.
    answer = moved(sara, rows[2], at(15, 11), "FOLLOWING").json()
    assert answer["rrule"] == "FREQ=WEEKLY;BYDAY=WE,FR;WKST=TU;COUNT=4"
    assert days(listed(sara)) == ["07 11", "09 11", "15 11", "17 11", "22 09", "24 11"]


@pytest.mark.parametrize("hours", [24, -24, 1, -1])
def test_a_series_that_fills_its_days_moves_onto_itself(people: People, hours: int) -> None:
    sara = people()
    series(sara, at(7, 8), "FREQ=DAILY;COUNT=9", endDatetime=at(8, 8).isoformat())
    rows = listed(sara)
    to = at(7, 8) + timedelta(hours=hours)
    times = {"startDatetime": to.isoformat(), "endDatetime": (to + timedelta(hours=24)).isoformat()}
    answer = sara.api.post(f"/appointments/{rows[0]['id']}/reschedule?scope=ALL", json=times)
    assert answer.json()["count"] == 9
    begun = [datetime.fromisoformat(each["startDatetime"]) for each in listed(sara)]
    assert begun == [to + timedelta(days=nth) for nth in range(9)]


def test_a_move_that_collides_moves_nothing(people: People) -> None:
    sara = people()
    series(sara, at(7))
    series(sara, at(16, 12), None)
    before = listed(sara)
    over = moved(sara, before[0], at(7, 12), "ALL")
    assert refused(over) == (409, "series_overlaps")
    assert over.json()["params"]["times"] == ["2030-05-16 12:00"]
    assert listed(sara) == before


def test_what_is_past_stays(people: People) -> None:
    sara = people()
    begins = datetime.now(UTC).replace(microsecond=0) - timedelta(days=2, hours=-1)
    span = {"from": (begins - timedelta(days=1)).isoformat(), "to": (begins + timedelta(days=30)).isoformat()}  # fmt: skip
    made = series(sara, begins, "FREQ=DAILY;COUNT=6")
    rows = listed(sara, **span)
    answer = sara.api.patch(f"/appointments/{made['id']}?scope=ALL", json={"title": "جديد"}).json()
    assert (answer["count"], answer["title"]) == (4, made["title"])
    rows = listed(sara, **span)
    assert [each["title"] for each in rows] == [made["title"]] * 2 + ["جديد"] * 4
    assert sara.api.delete(f"/appointments/{rows[3]['id']}?scope=FOLLOWING").json() == {"count": 3}
    assert len(listed(sara, **span)) == 3
    sara.api.delete(f"/appointments/{rows[2]['id']}?scope=ALL")
    assert len(listed(sara, **span)) == 2
    over = sara.api.delete(f"/appointments/{rows[0]['id']}?scope=ALL")
    assert refused(over) == (409, "series_over")


WRONG = [
    ("FREQ=SECONDLY;COUNT=3", "rrule_value_wrong"),
    ("COUNT=3", "rrule_value_wrong"),
    ("FREQ=DAILY;COUNT=0", "rrule_value_wrong"),
    ("FREQ=DAILY;UNTIL=20301345", "rrule_value_wrong"),
    ("FREQ=DAILY;UNTIL=20300510T246060Z", "rrule_value_wrong"),
    ("FREQ=DAILY;UNTIL=20300510T240000Z", "rrule_value_wrong"),
    ("FREQ=WEEKLY;BYDAY=XX;COUNT=3", "rrule_value_wrong"),
    ("FREQ=MONTHLY;BYMONTHDAY=32;COUNT=3", "rrule_value_wrong"),
    ("FREQ=DAILY;BYHOUR=3;COUNT=3", "rrule_part_unknown"),
    ("FREQ=DAILY;COUNT=3;COUNT=4", "rrule_part_unknown"),
    ("nonsense", "rrule_part_unknown"),
    ("FREQ=DAILY;BYDAY=TU;COUNT=3", "rrule_part_misplaced"),
    ("FREQ=WEEKLY;BYDAY=2TU;COUNT=3", "rrule_part_misplaced"),
    ("FREQ=WEEKLY;BYMONTHDAY=7;COUNT=3", "rrule_part_misplaced"),
    ("FREQ=DAILY", "rrule_end_missing"),
    ("FREQ=DAILY;COUNT=3;UNTIL=20300510", "rrule_end_missing"),
    ("FREQ=DAILY;COUNT=100000", "series_too_long"),
    ("FREQ=DAILY;COUNT=201", "series_too_long"),
    ("FREQ=DAILY;UNTIL=20310507", "series_too_long"),
    ("FREQ=WEEKLY;UNTIL=20330507", "series_too_long"),
    ("FREQ=MONTHLY;COUNT=30", "series_too_long"),
    ("FREQ=DAILY;UNTIL=20300506", "series_empty"),
    ("FREQ=WEEKLY;BYDAY=WE;COUNT=3", "series_start_off_rule"),
]


@pytest.mark.parametrize(("rrule", "code"), WRONG)
def test_a_wrong_rule_is_refused_by_name(sara: make.Person, rrule: str, code: str) -> None:
    answer = sara.api.post("/appointments", json=body(at(7), rrule))
    assert refused(answer) == (422, code), answer.text
    assert answer.json()["details"][0]["field"] == "rrule"
    assert listed(sara) == []


@pytest.mark.parametrize(
    ("begins", "code"),
    [("2030-03-29T02:30:00+01:00", "series_time_missing"),
     ("2030-10-25T02:30:00+02:00", "series_time_twice")],
)  # fmt: skip
def test_a_clock_that_lacks_or_repeats_a_time_is_refused(sara: make.Person, begins: str, code: str) -> None:  # fmt: skip
    answer = sara.api.post("/appointments", json=body(datetime.fromisoformat(begins), "FREQ=DAILY;COUNT=5", timezone="Europe/Berlin"))  # fmt: skip
    assert refused(answer) == (422, code)
    night = "2030-03-31" if code.endswith("missing") else "2030-10-27"
    assert answer.json()["params"]["times"] == [f"{night} 02:30"]


def test_other_wrongs_of_series(people: People) -> None:
    sara, fahad = people(), people()
    zone = sara.api.post("/appointments", json=body(at(7), timezone="Asia/Mekka"))
    assert refused(zone) == (422, "zone_unknown")
    made = series(sara, at(7))
    path = f"/appointments/{made['id']}"
    moved_zone = sara.api.patch(f"{path}?scope=ALL", json={"timezone": "Europe/Berlin"})
    assert refused(moved_zone) == (422, "series_zone_fixed")
    for answer in (
        fahad.api.patch(f"{path}?scope=ALL", json={"title": "x"}),
        fahad.api.delete(f"{path}?scope=ALL"), moved(fahad, made, at(8), "ALL"),
    ):  # fmt: skip
        assert refused(answer) == (404, "not_found")
    monthly = series(sara, at(7, 15), "FREQ=MONTHLY;BYDAY=1TU;COUNT=2")
    assert refused(moved(sara, monthly, at(8, 15), "ALL")) == (422, "series_days_fixed")
    assert moved(sara, monthly, at(7, 16), "ALL").json()["count"] == 2
    last = series(sara, datetime.fromisoformat("2030-05-30T08:00:00+03:00"), "FREQ=MONTHLY;COUNT=5")
    assert refused(moved(sara, last, at(31, 8), "ALL")) == (422, "series_days_fixed")
    assert sara.api.patch(f"{path}?scope=SOME", json={}).status_code == 400
    past = moved(sara, made, datetime(2020, 5, 5, 7, tzinfo=UTC), "ALL")
    assert refused(past) == (422, "appointment_past")


@pytest.fixture
def sara(people: People) -> make.Person:
    return people()
