"""Free times equal a naive reading, minute by minute, of random calendars in their own zones."""

import random
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import psycopg
import pytest
from psycopg.types.json import Jsonb

import make
from nova.cli.holidays import import_holidays
from nova.problem import Problem

ZONES = ["Asia/Riyadh", "Europe/Berlin", "America/New_York", "Africa/Cairo", "Asia/Kathmandu"]
STEP, MINUTES = 30, 60
CHANGES = [(3, 8), (3, 29), (4, 24), (6, 3), (10, 25), (11, 1)]
"""Days on which New York, Berlin and Cairo change their clocks too."""
HOURS = [
    "user_id", "day_of_week", "is_working", "start_time", "end_time", "break_start", "break_end",
]  # fmt: skip


def clock(dice: random.Random, low: int, high: int) -> time:
    return time(dice.randrange(low, high), dice.choice([0, 15, 30]))


def a_week(dice: random.Random) -> list[tuple[time, time, time | None, time | None] | None]:
    """Sunday to Saturday: from when to when, with a break, or not at all."""

    def a_day() -> tuple[time, time, time | None, time | None] | None:
        if dice.random() < 0.3:
            return None
        rest = (clock(dice, 11, 12), clock(dice, 13, 14)) if dice.random() < 0.5 else (None, None)
        return clock(dice, 7, 10), clock(dice, 15, 20), *rest

    return [a_day() for _ in range(7)]


def calendar(dice: random.Random, start: datetime) -> dict[str, Any]:
    """A zone, a week, a day off and appointments of somebody's."""
    visits = []
    at = start
    for _ in range(6):
        at += timedelta(minutes=dice.randrange(15, 700, 5))
        begin, at = at, at + timedelta(minutes=dice.randrange(15, 180, 5))
        visits.append((begin, at, dice.choice(["SCHEDULED", "CONFIRMED", "CANCELLED"])))
    return {
        "zone": ZoneInfo(dice.choice(ZONES)), "week": a_week(dice), "visits": visits,
        "off": start.date() + timedelta(days=dice.randrange(0, 3)),
        "busy": [(begin, end) for begin, end, status in visits if status != "CANCELLED"],
    }  # fmt: skip


def store(owner: psycopg.Connection, calendars: list[dict[str, Any]]) -> list[UUID]:
    """The people whose calendars these are, in one team; the first manages it."""
    people = make.insert_many(owner, "nova.users", [
        {"email": make.email(), "phone": "+966" + make.mobile()[1:], "name": "وسيط", "preferences": Jsonb({"timezone": each["zone"].key})}
        for each in calendars
    ])  # fmt: skip
    team = make.team(owner, manager=people[0])
    make.insert_many(owner, "nova.team_members", [
        {"team_id": team, "user_id": each, "role": "BROKER"} for each in people[1:]
    ])  # fmt: skip
    make.insert_many(owner, "nova.working_hours", [
        dict(zip(HOURS, [person, day, hours is not None, *(hours or (None,) * 4)], strict=True))
        for person, each in zip(people, calendars, strict=True)
        for day, hours in enumerate(each["week"])
    ])  # fmt: skip
    make.insert_many(owner, "nova.holidays", [
        {"user_id": person, "start_date": each["off"], "end_date": each["off"]}
        for person, each in zip(people, calendars, strict=True)
    ])  # fmt: skip
    make.insert_many(owner, "nova.appointments", [
        {"user_id": person, "title": "معاينة", "type": "VISIT", "start_datetime": begin, "end_datetime": end,
            "status": status, "cancelled_reason": "x"}
        for person, each in zip(people, calendars, strict=True)
        for begin, end, status in each["visits"]
    ])  # fmt: skip
    return people


def is_free(one: dict[str, Any], minute: datetime) -> bool:
    local = minute.astimezone(one["zone"])
    hours = one["week"][(local.weekday() + 1) % 7]
    now = local.time()
    return (
        hours is not None
        and hours[0] <= now < hours[1]
        and not (hours[2] and hours[2] <= now < hours[3])
        and local.date() != one["off"]
        and not any(begin <= minute < end for begin, end in one["busy"])
    )


@pytest.mark.parametrize("seed", range(10))
def test_free_times_of_1000_calendars_are_those_of_a_naive_reading(
    owner: psycopg.Connection, seed: int
) -> None:
    dice = random.Random(seed)
    start = datetime(2031, *CHANGES[seed % len(CHANGES)], tzinfo=UTC)
    ends = start + timedelta(days=2)
    minutes = [start + timedelta(minutes=at) for at in range(2 * 24 * 60)]
    calendars = [calendar(dice, start) for _ in range(100)]
    people = store(owner, calendars)
    make.act_as(owner, make.caller(owner, people[0]))
    free = [[is_free(each, minute) for minute in minutes] for each in calendars]
    first = 0
    while first < len(people):
        some = range(first, min(first + dice.choice([1, 1, 2, 3]), len(people)))
        row = owner.execute(
            "select nova.show_availability(%s, %s, %s, %s, %s)",
            [[people[nth] for nth in some], start, ends, MINUTES, STEP],
        ).fetchone()
        assert row
        found = [datetime.fromisoformat(each["startDatetime"]) for each in row[0]["data"]]
        together = [all(each) for each in zip(*(free[nth] for nth in some), strict=True)]
        assert found == [
            minutes[at]
            for at in range(0, len(minutes) - MINUTES + 1, STEP)
            if all(together[at : at + MINUTES])
        ]
        first = some.stop


def test_announced_holidays_are_imported_and_changed(
    owner: psycopg.Connection, tmp_path: Path
) -> None:
    file = tmp_path / "eid.json"
    eid = '[{"name_ar": "عيد الفطر", "name_en": "Eid al-Fitr", "start_date": "2031-01-24", "end_date": "%s"}]'
    sara = make.caller(owner)
    for last, days in (("2031-01-26", 3), ("2031-01-27", 4)):
        file.write_text(eid % last)
        assert import_holidays(owner, file) == 1
        row = owner.execute(
            "select count(*) from generate_series(date '2031-01-20', date '2031-01-31', interval '1 day') as day"
            " where exists (select from private.holidays_on(%s, day::date))", [sara.user_id],
        ).fetchone()  # fmt: skip
        assert row == (days,)
    for wrong in ("[{}]", "x", eid % "2031-01-01"):
        file.write_text(wrong)
        with pytest.raises(Problem):
            import_holidays(owner, file)
