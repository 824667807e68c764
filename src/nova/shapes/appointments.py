"""An appointment, as answered by several features."""

from uuid import UUID

from nova.shapes.fields import Moment
from nova.shapes.structs import Output
from nova.shapes.words import AppointmentStatus, CustomerResponse


class Earlier(Output, frozen=True):
    """When an appointment was to be before it was moved."""

    start_datetime: Moment
    end_datetime: Moment
    moved_at: Moment


class Appointment(Output, frozen=True):
    """A visit or a meeting; `duration` in minutes."""

    id: UUID
    user_id: UUID
    team_id: UUID | None
    customer_id: UUID | None
    property_id: UUID | None
    title: str
    description: str | None
    type: str
    start_datetime: Moment
    end_datetime: Moment
    duration: int
    timezone: str
    location: str | None
    google_maps_url: str | None
    is_virtual: bool
    meeting_url: str | None
    status: AppointmentStatus
    cancelled_reason: str | None
    outcome: str | None
    earlier_times: list[Earlier]
    customer_response: CustomerResponse | None
    responded_at: Moment | None
    reminders: list[int]
    rrule: str | None
    series_id: UUID | None
    recurrence_id: Moment | None
    is_detached: bool
    notes: str | None
    created_at: Moment
    updated_at: Moment
    version: int


class AppointmentPage(Output, frozen=True):
    """A page of appointments, the earliest first."""

    data: list[Appointment]
    next_cursor: str | None
