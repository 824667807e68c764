"""Working weeks, days off, public holidays."""

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from nova.shapes.fields import Clock, Moment, Name
from nova.shapes.structs import Input, Output


class WorkingDay(Output, frozen=True):
    """A day of the week: when one works, on one's own wall clock."""

    day_of_week: int
    is_working: bool
    start_time: str | None
    end_time: str | None
    break_start: str | None
    break_end: str | None


class WorkingWeek(Output, frozen=True):
    """Seven days, from Sunday."""

    days: list[WorkingDay]


class NewWorkingDay(Input, frozen=True):
    """A day of the week: its hours and break, or off."""

    day_of_week: Annotated[int, Meta(ge=0, le=6, description="0 is Sunday")]
    is_working: bool
    start_time: Clock | None = None
    end_time: Clock | None = None
    break_start: Clock | None = None
    break_end: Clock | None = None


class NewWorkingWeek(Input, frozen=True):
    """The whole week."""

    days: Annotated[list[NewWorkingDay], Meta(min_length=7, max_length=7)]


class Holiday(Output, frozen=True):
    """Days off of one's own."""

    id: UUID
    name: str | None
    start_date: date
    end_date: date
    created_at: Moment
    updated_at: Moment
    version: int


class Holidays(Output, frozen=True):
    """One's own days off, the latest first, at most 200."""

    data: list[Holiday]


class NewHoliday(Input, frozen=True):
    """Days off, at most a year of them."""

    start_date: date
    end_date: date
    name: Name | None = None


class HolidayChanges(Input, frozen=True):
    """A merge patch: what is absent stays."""

    start_date: date | UnsetType = UNSET
    end_date: date | UnsetType = UNSET
    name: Name | None | UnsetType = UNSET


class PlatformHoliday(Output, frozen=True):
    """A public holiday, in one year."""

    name_ar: str
    name_en: str
    start_date: date
    end_date: date


class PlatformHolidays(Output, frozen=True):
    """The public holidays of a year, in order."""

    data: list[PlatformHoliday]
