"""Calendars as files: iCalendar (RFC 5545), written by the library that knows it."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any, Protocol, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Calendar, Event, Todo, vRecur

STATUS = {
    "SCHEDULED": "TENTATIVE",
    "CONFIRMED": "CONFIRMED",
    "COMPLETED": "CONFIRMED",
    "CANCELLED": "CANCELLED",
    "NO_SHOW": "CANCELLED",
}
PRIORITY = {"HIGH": 1, "MEDIUM": 5, "LOW": 9}
"""RFC 5545, section 3.8.1.9."""
FAR = 10  # years ahead for which a file tells how clocks change


Kind = TypeVar("Kind", Event, Todo)


class Row(Protocol):
    """What an entry of a calendar has in any case."""

    uid: UUID
    title: str
    description: str | None
    created_at: datetime
    updated_at: datetime
    sequence: int


def calendar(name: str, entries: Iterable[Event | Todo]) -> bytes:
    """A calendar file with its time zones, for the years in which it has entries.

    A series goes on for two years at most. Over all years a zone would take 30 ms, and 3 KB.
    """
    whole = Calendar()
    whole.add("prodid", "-//Nova CRM//Nova CRM//AR")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", name)
    years = []
    for entry in entries:
        whole.add_component(entry)
        years.append((entry.start if isinstance(entry, Event) else entry.end).year)
    if years:
        last = min(max(years), datetime.now(UTC).year + FAR)
        whole.add_missing_timezones(date(min(*years, last), 1, 1), date(last + 3, 1, 1))
    return bytes(whole.to_ical())


def event(row: Any) -> Event:
    """An appointment, a series, or one of a series that says otherwise.

    What a series names besides its rule has the form of its DTSTART: a time by the clock of its
    zone. Apple's calendar drops a series where it has not.
    """
    zone = _zone(row.timezone)
    entry = _entry(Event(), row)
    entry.add("dtstart", row.start_datetime.astimezone(zone))
    entry.add("dtend", row.end_datetime.astimezone(zone))
    entry.add("status", STATUS[row.status])
    if row.location:
        entry.add("location", row.location)
    if row.rrule:
        entry.add("rrule", vRecur.from_ical(row.rrule))
    if row.exdates:
        entry.add("exdate", [at.astimezone(zone) for at in row.exdates])
    if row.recurrence_id:
        entry.add("recurrence-id", row.recurrence_id.astimezone(_zone(row.series_timezone)))
    return entry


def task(row: Any, *, as_event: bool) -> Event | Todo:
    """A task with a due date: a thing to do, or an event of the whole day."""
    if as_event:
        day = _entry(Event(), row)
        day.add("dtstart", row.due_date)  # without an end: that day (section 3.6.1)
        day.add("transp", "TRANSPARENT")
        return day
    todo = _entry(Todo(), row)
    todo.add("priority", PRIORITY[row.priority])
    todo.add("status", "NEEDS-ACTION")
    if row.due_time is None:
        todo.add("due", row.due_date)
    else:
        at = datetime.combine(row.due_date, time.fromisoformat(row.due_time))
        todo.add("due", at.replace(tzinfo=_zone(row.timezone)))
    return todo


def _zone(name: str) -> ZoneInfo:
    """A zone by its name, in whatever case: PostgreSQL takes `Asia/RIYADH` too."""
    return ZoneInfo(_names().get(name.lower(), "UTC"))


@cache
def _names() -> Mapping[str, str]:
    return {name.lower(): name for name in available_timezones()}


def _entry(entry: Kind, row: Row) -> Kind:
    entry.add("uid", f"{row.uid}@nova")
    entry.add("dtstamp", row.updated_at.astimezone(UTC))
    entry.add("created", row.created_at.astimezone(UTC))
    entry.add("last-modified", row.updated_at.astimezone(UTC))
    entry.add("sequence", row.sequence)
    entry.add("summary", row.title)
    if row.description:
        entry.add("description", row.description)
    return entry
