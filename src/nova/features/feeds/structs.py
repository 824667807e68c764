"""The address of a feed, and what a calendar file is made of."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from nova.shapes.fields import Moment
from nova.shapes.structs import Input, Output
from nova.shapes.words import AppointmentStatus, TaskPriority, TasksAs


class Feed(Output, frozen=True):
    """One's feed; `url` is null until it is made. Who has it reads it: keep it secret."""

    url: str | None
    tasks_as: TasksAs
    rotated_at: Moment | None


class NewFeed(Input, frozen=True):
    """As what tasks come in the feed."""

    tasks_as: TasksAs = "TODO"


class KeptFeed(Output, frozen=True):
    """What a feed's address is made of; for the app alone."""

    nonce: str
    tasks_as: Literal["TODO", "EVENT", "NONE"]
    rotated_at: datetime


class FeedChanged(Output, frozen=True):
    """What a feed shows, in short; for the app alone."""

    changed_at: datetime
    tag: str


class CalendarEvent(Output, frozen=True):
    """An appointment or a series as a calendar file has it; for the app alone.

    One of a series that says otherwise has `recurrence_id`, in the zone of the series.
    """

    uid: UUID
    title: str
    description: str | None
    location: str | None
    start_datetime: datetime
    end_datetime: datetime
    timezone: str
    status: AppointmentStatus
    rrule: str | None
    exdates: list[datetime]
    recurrence_id: datetime | None
    series_timezone: str | None
    created_at: datetime
    updated_at: datetime
    sequence: int


class CalendarTask(Output, frozen=True):
    """A task as a calendar file has it; for the app alone."""

    uid: UUID
    title: str
    description: str | None
    due_date: date
    due_time: str | None
    timezone: str
    priority: TaskPriority
    created_at: datetime
    updated_at: datetime
    sequence: int


class CalendarFile(Output, frozen=True):
    """What a calendar file is made of; for the app alone."""

    name: str
    tasks_as: TasksAs
    events: list[CalendarEvent]
    tasks: list[CalendarTask]
