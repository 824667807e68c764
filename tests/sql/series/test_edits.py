"""Random series after random edits: their feed, expanded by dateutil, is what stands in the table;
edits from two connections at once leave no overlap and no orphan."""

import random
import threading
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import psycopg
import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar
from psycopg.types.json import Jsonb

import make
from nova.features.feeds.structs import CalendarEvent
from nova.http import ics

SERIES = 1_000
"""A seed; there are two."""
ZONES = ["Asia/Riyadh", "Europe/Berlin", "America/New_York", "Africa/Cairo", "Asia/Tehran"]
RULES = [
    "FREQ=DAILY", "FREQ=DAILY;INTERVAL=2", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY={day},SU,TH",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,{day},SU", "FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY={nth}{day},-1TH",
    "FREQ=MONTHLY;BYMONTHDAY={date},-1",
]  # fmt: skip
"""Each begins on its start."""
TITLES = ["معاينة؛ مع العائلة, والمكتب", "لقاء\\n", "Viewing"]
ASTRAY = """
select count(*),
    count(*) filter (where a.deleted_at is null and not exists (
        select from private.slots_of(s) as slot where slot.at = a.recurrence_id)),
    count(*) filter (where exists (
        select from nova.appointments b
        where b.user_id = a.user_id and b.id <> a.id and b.during && a.during
            and a.deleted_at is null and b.deleted_at is null
            and a.status = 'SCHEDULED' and b.status = 'SCHEDULED'))
from nova.appointments a join nova.appointment_series s on s.id = a.series_id
where a.user_id = %s
"""
Row = tuple[datetime, datetime, str, str]


def refusing(owner: psycopg.Connection, query: str, values: list[object]) -> Any:
    """What a call answers; null where it is refused by one of our own codes."""
    try:
        with owner.transaction():
            row = owner.execute(query, values).fetchone()
    except psycopg.Error as error:
        assert error.sqlstate and error.sqlstate.startswith("PT"), error
        return None
    assert row
    return row[0]


def start(dice: random.Random, nth: int) -> datetime:
    """A time of its own for each series of one person, in one of ten years."""
    return datetime(2030, 1, 6, 6, tzinfo=UTC) + timedelta(
        days=dice.randint(0, 3600), minutes=30 * (nth % 20)
    )


def made(owner: psycopg.Connection, dice: random.Random, nth: int, zone: str) -> Any:
    begins = start(dice, nth)
    clock = begins.astimezone(ZoneInfo(zone))
    rule = dice.choice(RULES).format(
        day=clock.strftime("%a").upper()[:2], nth=(clock.day - 1) // 7 + 1, date=clock.day
    )
    body = {
        "title": dice.choice(TITLES), "type": "VISIT", "timezone": zone, "reminders": [],
        "is_virtual": False, "start_datetime": begins.isoformat(),
        "end_datetime": (begins + timedelta(minutes=30)).isoformat(),
    }  # fmt: skip
    return refusing(
        owner, "select nova.create_appointment(%s, %s, false, 'SKIP')",
        [Jsonb(body), f"{rule};COUNT={dice.randint(2, 5)}"],
    )  # fmt: skip


def edit(owner: psycopg.Connection, dice: random.Random, series: str) -> None:
    """One edit of a random appointment of what the series has become."""
    rows = owner.execute(
        "select id, start_datetime from nova.appointments where user_id = nova.current_user_id()"
        " and series_id = %s and deleted_at is null", [series],
    ).fetchall()  # fmt: skip
    if not rows:
        return
    row, begins = dice.choice(rows)
    scope = dice.choice(["THIS", "THIS", "FOLLOWING", "ALL"])
    what = dice.random()
    if what < 0.35:
        said = {dice.choice(["title", "location", "description"]): f"{dice.random()} شارع"}
        refusing(owner, "select nova.change_appointment(%s, %s, %s)", [row, Jsonb(said), scope])
    elif what < 0.75:
        to = begins + timedelta(minutes=dice.choice([-60, -15, 15, 45, 24 * 60, -24 * 60]))
        length = timedelta(minutes=dice.choice([15, 30, 30]))
        refusing(owner, "select nova.reschedule_appointment(%s, %s, %s, false, %s)", [row, to, to + length, scope])  # fmt: skip
    elif what < 0.9:
        refusing(owner, "select nova.delete_appointment(%s, %s)", [row, scope])
    else:
        refusing(owner, "select api.appointment(nova.cancel_appointment(%s, 'x'))", [row])


def expanded(calendar: Any) -> set[Row]:
    """What a calendar file shows, by dateutil: rules less EXDATE, and what says otherwise."""
    found: dict[tuple[str, datetime], Row] = {}
    for event in calendar.walk("VEVENT"):
        begins, length = event["DTSTART"].dt, event["DTEND"].dt - event["DTSTART"].dt
        times = [begins]
        if "RRULE" in event:
            rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=begins)
            dropped = {each.dt for each in event["EXDATE"].dts} if "EXDATE" in event else set()
            times = [each for each in rule if each not in dropped]
        for each in times:
            place = event["RECURRENCE-ID"].dt if "RECURRENCE-ID" in event else each
            if "RECURRENCE-ID" in event:
                assert (str(event["UID"]), place.astimezone(UTC)) in found, "of no rule"
            found[str(event["UID"]), place.astimezone(UTC)] = (
                each.astimezone(UTC), (each + length).astimezone(UTC),
                str(event["SUMMARY"]), str(event["STATUS"]),
            )  # fmt: skip
    return set(found.values())


def feed(owner: psycopg.Connection, user: object) -> Any:
    """The appointments of somebody as a file, written and read again."""
    row = owner.execute(
        "select private.calendar_events(array(select a from nova.appointments a"
        " where a.user_id = %s and a.deleted_at is null))", [user],
    ).fetchone()  # fmt: skip
    assert row
    events = msgspec.convert(row[0], list[CalendarEvent])
    masters = [each for each in events if each.recurrence_id is None]
    others = [each for each in events if each.recurrence_id is not None]
    content = ics.calendar("x", map(ics.event, masters + others))
    assert max(map(len, content.split(b"\r\n"))) <= 75
    calendar = Calendar.from_ical(content)
    assert all(not each.errors for each in calendar.walk())
    for event in calendar.walk("VEVENT"):
        if "RRULE" in event and "EXDATE" in event:
            assert event["EXDATE"].params["TZID"] == event["DTSTART"].params["TZID"]
    return calendar


@pytest.mark.parametrize("seed", [1, 2])
def test_series_after_random_edits_are_their_feed(fresh_url: str, seed: int) -> None:
    with psycopg.connect(fresh_url) as owner:
        edited(owner, seed)


def edited(owner: psycopg.Connection, seed: int) -> None:
    """Series of one person after another, edited and compared."""
    dice = random.Random(seed)
    count = 0
    while count < SERIES:
        someone = make.caller(owner)
        make.act_as(owner, someone)
        zone = dice.choice(ZONES)
        for nth in range(40):
            first = made(owner, dice, nth, zone)
            if first is None:
                continue
            count += 1
            for _ in range(dice.randint(0, 3)):
                edit(owner, dice, first["seriesId"])
        owner.execute("reset role")
        rows = owner.execute(
            "select start_datetime, end_datetime, title, case status when 'SCHEDULED' then"
            " 'TENTATIVE' else status end from nova.appointments where user_id = %s"
            " and deleted_at is null", [someone.user_id],
        ).fetchall()  # fmt: skip
        wanted = {(a.astimezone(UTC), b.astimezone(UTC), c, d) for a, b, c, d in rows}
        assert expanded(feed(owner, someone.user_id)) == wanted
        owner.rollback()


def test_edits_from_two_connections_leave_no_overlap_and_no_orphan(fresh_url: str) -> None:
    with psycopg.connect(fresh_url, autocommit=True) as owner:
        someone = make.caller(owner)
        first = []

    def edits(seed: int) -> None:
        dice = random.Random(seed)
        with psycopg.connect(fresh_url) as mine:
            for nth in range(30):
                make.act_as(mine, someone)
                # Of one day, so that the series of the two run into each other.
                answer = made(mine, dice, 0, "Asia/Riyadh") if nth < 6 else None
                first.extend([answer["seriesId"]] if answer else [])
                edit(mine, dice, dice.choice(first))
                mine.commit()

    threads = [threading.Thread(target=edits, args=[seed]) for seed in (1, 2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    with psycopg.connect(fresh_url) as owner:
        rows = owner.execute(ASTRAY, [someone.user_id]).fetchone()
        assert rows and rows[0] > 30, "there were edits"
        assert rows[1:] == (0, 0)
