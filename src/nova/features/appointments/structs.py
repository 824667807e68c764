"""Appointments: as answered, as created, as moved; free and busy times."""

from typing import Annotated, Any
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from nova.shapes.appointments import Appointment
from nova.shapes.fields import Moment, Name, Reason, Text, Time, Url, Word
from nova.shapes.structs import Input, Output
from nova.shapes.words import AppointmentStatus, OnConflict

Zone = Annotated[
    str,
    Meta(min_length=1, max_length=50, description="IANA name", examples=["Asia/Riyadh"]),
]
Rrule = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=400,
        description="RFC 5545: FREQ, INTERVAL, BYDAY, BYMONTHDAY, WKST, and COUNT or UNTIL; at "
        "most 200 times in two years",
        examples=["FREQ=WEEKLY;BYDAY=SU,TU;COUNT=10"],
    ),
]
Place = Annotated[str, Meta(max_length=500)]
Outcome = Annotated[str, Meta(max_length=2000)]
Reminders = Annotated[
    list[Annotated[int, Meta(ge=0, le=40_320)]],
    Meta(max_length=5, description="Minutes before it, at most 28 days", examples=[[1440, 60]]),
]


class Warning(Output, frozen=True):
    """What speaks against a time without forbidding it."""

    code: str
    params: dict[str, Any]


class AppointmentChanged(Appointment, frozen=True):
    """An appointment as it was changed, and how many of its series were changed with it."""

    count: int


class AppointmentMade(AppointmentChanged, frozen=True):
    """An appointment as it was made or moved, with what speaks against its time."""

    warnings: list[Warning]
    skipped: list[Moment]


class AppointmentsDeleted(Output, frozen=True):
    """How many appointments were taken off the calendar."""

    count: int


class NewAppointment(Input, frozen=True):
    """A visit or a meeting; `userId` names a member whose calendar one keeps."""

    title: Name
    type: Annotated[Word, Meta(examples=["VISIT"])]
    start_datetime: Time
    end_datetime: Time
    user_id: UUID | None = None
    team_id: UUID | None = None
    customer_id: UUID | None = None
    property_id: UUID | None = None
    description: Text | None = None
    timezone: Zone | None = None
    location: Place | None = None
    google_maps_url: Url | None = None
    is_virtual: bool = False
    meeting_url: Url | None = None
    reminders: Reminders = []
    notes: Text | None = None
    rrule: Rrule | None = None
    on_conflict: OnConflict = "REFUSE"
    strict: Annotated[
        bool, Meta(description="Whether off hours, breaks and holidays refuse it")
    ] = False


class AppointmentChanges(Input, frozen=True):
    """A merge patch: what is absent stays, null clears; its time moves by `reschedule`."""

    title: Name | UnsetType = UNSET
    type: Word | UnsetType = UNSET
    customer_id: UUID | None | UnsetType = UNSET
    property_id: UUID | None | UnsetType = UNSET
    description: Text | None | UnsetType = UNSET
    timezone: Zone | UnsetType = UNSET
    location: Place | None | UnsetType = UNSET
    google_maps_url: Url | None | UnsetType = UNSET
    is_virtual: bool | UnsetType = UNSET
    meeting_url: Url | None | UnsetType = UNSET
    notes: Text | None | UnsetType = UNSET


class NewTime(Input, frozen=True):
    """Another time."""

    start_datetime: Time
    end_datetime: Time
    strict: Annotated[
        bool, Meta(description="Whether off hours, breaks and holidays refuse it")
    ] = False


class AppointmentReason(Input, frozen=True):
    """Why it is cancelled, or nobody came."""

    reason: Reason


class AppointmentOutcome(Input, frozen=True):
    """What came of it."""

    outcome: Outcome | None = None


class NewReminders(Input, frozen=True):
    """How long before it one is reminded."""

    minutes: Reminders


class RemindersShown(Output, frozen=True):
    """How long before it one is reminded, in minutes."""

    minutes: list[int]


class PossibleTime(Input, frozen=True):
    """A time that is asked about; `exceptId` leaves out the appointment that would move."""

    start_datetime: Time
    end_datetime: Time
    user_id: UUID | None = None
    except_id: UUID | None = None
    rrule: Rrule | None = None
    timezone: Zone | None = None


class Rival(Output, frozen=True):
    """An appointment in the way; without id and title where one may only know of it."""

    id: UUID | None
    title: str | None
    start_datetime: Moment
    end_datetime: Moment


class Conflicts(Output, frozen=True):
    """What an appointment would meet."""

    rivals: list[Rival]
    warnings: list[Warning]


class Slot(Output, frozen=True):
    """A time in which all can be met."""

    start_datetime: Moment
    end_datetime: Moment


class Slots(Output, frozen=True):
    """The times in which all can be met, at most 500."""

    data: list[Slot]


class Busy(Slot, frozen=True):
    """A time in which somebody is busy."""

    user_id: UUID


class BusyTimes(Output, frozen=True):
    """When the people of a team are busy."""

    data: list[Busy]


class AppointmentStats(Output, frozen=True):
    """Appointments counted by state."""

    total: int
    by_status: dict[AppointmentStatus, int]
