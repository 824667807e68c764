"""Free times equal a naive reading, minute by minute, of random calendars in their own zones."""

import random
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest

import make
from nova.cli.holidays import import_holidays
from nova.problem import Problem

ZONES = ["Asia/Riyadh", "Europe/Berlin", "America/New_York", "Africa/Cairo", "Asia/Kathmandu"]
STEP, MINUTES = 30, 60


def clock(dice: random.Random, low: int, high: int) -> time:
    return time(dice.randrange(low, high), dice.choice([0, 15, 30]))


def calendar(owner: psycopg.Connection, dice: random.Random, start: datetime) -> dict[str, Any]:
    """A person with a zone, a week, days off and appointments, as Python sees them too."""
    someone = make.caller(owner)
    zone = dice.choice(ZONES)
    owner.execute(
        "update nova.users set preferences = jsonb_build_object('timezone', %s::text) where id = %s",
        [zone, someone.user_id],
    )
    week: dict[int, tuple[time, time, time | None, time | None] | None] = {}
    for day in range(7):  # 0 is Sunday
        if dice.random() < 0.3:
            week[day] = None
        else:
            with_break = dice.random() < 0.5
            week[day] = (
                clock(dice, 7, 10), clock(dice, 15, 20),
                clock(dice, 11, 12) if with_break else None, clock(dice, 13, 14) if with_break else None,
            )  # fmt: skip
        hours = week[day] or (None,) * 4
        make.insert(owner, "nova.working_hours", {
            "user_id": someone.user_id, "day_of_week": day, "is_working": week[day] is not None,
            "start_time": hours[0], "end_time": hours[1], "break_start": hours[2], "break_end": hours[3],
        })  # fmt: skip
    off = start.date() + timedelta(days=dice.randrange(0, 3))
    make.insert(owner, "nova.holidays", {
        "user_id": someone.user_id, "start_date": off, "end_date": off,
    })  # fmt: skip
    busy = []
    at = start
    for _ in range(6):
        at += timedelta(minutes=dice.randrange(15, 700, 5))
        end = at + timedelta(minutes=dice.randrange(15, 180, 5))
        status = dice.choice(["SCHEDULED", "CONFIRMED", "CANCELLED"])
        make.appointment(
            owner, user_id=someone.user_id, start_datetime=at, end_datetime=end, status=status,
            cancelled_reason="x",
        )  # fmt: skip
        if status != "CANCELLED":
            busy.append((at, end))
        at = end
    return {"someone": someone, "zone": ZoneInfo(zone), "week": week, "off": off, "busy": busy}


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


@pytest.mark.parametrize("seed", range(120))
def test_free_times_are_those_of_a_naive_reading(owner: psycopg.Connection, seed: int) -> None:
    dice = random.Random(seed)
    # Around the days on which Berlin, New York and Cairo change their clocks too.
    start = datetime(
        2031, *dice.choice([(3, 8), (3, 29), (4, 24), (6, 3), (10, 25), (11, 1)]), tzinfo=UTC
    )
    people = [calendar(owner, dice, start) for _ in range(dice.choice([1, 1, 2, 3]))]
    make.team(owner, manager=people[0]["someone"].user_id, **{
        f"broker{nth}": each["someone"].user_id for nth, each in enumerate(people[1:], 1)
    })  # fmt: skip
    ends = start + timedelta(days=3)
    make.act_as(owner, people[0]["someone"])
    row = owner.execute(
        "select nova.show_availability(%s, %s, %s, %s, %s)",
        [[each["someone"].user_id for each in people], start, ends, MINUTES, STEP],
    ).fetchone()
    assert row
    found = [datetime.fromisoformat(each["startDatetime"]) for each in row[0]["data"]]
    minutes = int((ends - start).total_seconds() // 60)
    free = [
        all(is_free(one, start + timedelta(minutes=at)) for one in people) for at in range(minutes)
    ]
    naive = [
        start + timedelta(minutes=at)
        for at in range(0, minutes - MINUTES + 1, STEP)
        if all(free[at : at + MINUTES])
    ]
    assert found == naive


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
