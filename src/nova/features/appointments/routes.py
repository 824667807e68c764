"""Routes of /api/appointments."""

from typing import Annotated
from uuid import UUID

from litestar import Router, delete, get, patch, post, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from nova.database.queries import read_queries
from nova.features.appointments.structs import (
    AppointmentChanged,
    AppointmentChanges,
    AppointmentMade,
    AppointmentOutcome,
    AppointmentReason,
    AppointmentsDeleted,
    AppointmentStats,
    BusyTimes,
    Conflicts,
    NewAppointment,
    NewReminders,
    NewTime,
    PossibleTime,
    RemindersShown,
    Slots,
)
from nova.http.answer import Json
from nova.http.ask import Asking
from nova.http.openapi import error_answers
from nova.http.parameters import Cursor, PageSize
from nova.shapes.appointments import Appointment, AppointmentPage
from nova.shapes.fields import Time
from nova.shapes.structs import changes, columns
from nova.shapes.words import AppointmentStatus, SeriesScope

sql = read_queries(__file__)
From = Annotated[Time, QueryParameter(name="from")]
To = Annotated[Time, QueryParameter(name="to")]
Team = Annotated[UUID | None, QueryParameter(name="teamId")]
Scope = Annotated[
    SeriesScope,
    QueryParameter(
        name="scope", description="Of a series: this one alone, with those after it, or all to come"
    ),
]
Minutes = Annotated[int, QueryParameter(ge=5, le=1440)]


@get("/", responses=error_answers(401, 422))
async def list_appointments(
    ask: Asking,
    from_: From,
    to: To,
    user_id: Annotated[UUID | None, QueryParameter(name="userId")] = None,
    customer_id: Annotated[UUID | None, QueryParameter(name="customerId")] = None,
    property_id: Annotated[UUID | None, QueryParameter(name="propertyId")] = None,
    status: FromQuery[AppointmentStatus | None] = None,
    team_id: Team = None,
    cursor: Cursor = None,
    limit: PageSize = 100,
) -> Json[AppointmentPage]:
    """The appointments the caller may see in a time of at most 92 days, the earliest first.

    Refused with `span_wrong`, `cursor_invalid`.
    """
    return await ask(
        sql.list_appointments, from_, to, user_id, customer_id, property_id, status, team_id,
        cursor, limit,
    )  # fmt: skip


@post("/", responses=error_answers(401, 402, 403, 409, 422))
async def create_appointment(ask: Asking, data: JSONBody[NewAppointment]) -> Json[AppointmentMade]:
    """Make an appointment, or a series of them, in one's own calendar or one that one keeps.

    With `rrule` each time is an appointment of its own; the first is answered, `count` says how
    many were made. Refused with `span_wrong`, `appointment_overlaps`, `customer_unknown`,
    `property_unknown`, `zone_unknown`, `meeting_url_required`, `reminder_past`, `forbidden`; where
    `strict` with `appointment_off_hours`, `appointment_on_break`, `appointment_on_holiday`. A
    series with `series_overlaps`, which names every time that is taken, unless `onConflict` leaves
    them out; with `rrule_part_unknown`, `rrule_value_wrong`, `rrule_part_misplaced`,
    `rrule_end_missing`, `series_too_long`, `series_empty`, `series_start_off_rule`,
    `series_time_missing`, `series_time_twice`, `series_overlaps_itself`.
    """
    return await ask(
        sql.create_appointment, columns(data), data.rrule, data.strict, data.on_conflict
    )


@get("/availability", responses=error_answers(401, 422))
async def show_availability(
    ask: Asking,
    from_: From,
    to: To,
    users: Annotated[list[UUID] | None, QueryParameter(max_items=20)] = None,
    minutes: Minutes = 60,
    step: Minutes = 30,
) -> Json[Slots]:
    """The times in which all these colleagues can be met, within at most 31 days.

    Refused with `span_wrong`, `colleague_unknown`.
    """
    return await ask(sql.show_availability, users, from_, to, minutes, step)


@get("/busy", responses=error_answers(401, 404, 422))
async def list_busy(
    ask: Asking,
    from_: From,
    to: To,
    team_id: Annotated[UUID, QueryParameter(name="teamId")],
) -> Json[BusyTimes]:
    """When the people of a team are busy, and nothing else of it, within at most 92 days.

    Refused with `not_found`, `span_wrong`.
    """
    return await ask(sql.list_busy, team_id, from_, to)


@get("/stats", responses=error_answers(401, 422))
async def show_appointment_stats(
    ask: Asking, from_: From, to: To, team_id: Team = None
) -> Json[AppointmentStats]:
    """The appointments the caller may see that begin in a time, by state.

    Refused with `span_wrong`.
    """
    return await ask(sql.show_appointment_stats, from_, to, team_id)


@post("/check-conflicts", status_code=200, responses=error_answers(401, 402, 422))
async def check_conflicts(ask: Asking, data: JSONBody[PossibleTime]) -> Json[Conflicts]:
    """What an appointment at this time, or a series from then on, would meet; writes nothing.

    Refused with `span_wrong`, `colleague_unknown`; for a wrong `rrule` as a new series.
    """
    return await ask(
        sql.check_conflicts, data.user_id, data.start_datetime, data.end_datetime, data.except_id,
        data.rrule, data.timezone,
    )  # fmt: skip


@get("/{appointment_id:uuid}", responses=error_answers(401, 404))
async def show_appointment(ask: Asking, appointment_id: FromPath[UUID]) -> Json[Appointment]:
    """One appointment. Refused with `not_found`."""
    return await ask(sql.show_appointment, appointment_id)


@patch("/{appointment_id:uuid}", responses=error_answers(401, 402, 403, 404, 409, 412, 422))
async def change_appointment(
    ask: Asking,
    appointment_id: FromPath[UUID],
    data: JSONBody[AppointmentChanges],
    scope_: Scope = "THIS",
) -> Json[AppointmentChanged]:
    """Change an appointment, or its series; its time moves by `reschedule`.

    What is past, or was changed by hand, stays. Refused with `not_found`, `customer_unknown`,
    `property_unknown`, `zone_unknown`, `meeting_url_required`; a series with `series_over`,
    `series_left`, `series_zone_fixed`.
    """
    return await ask(sql.change_appointment, appointment_id, changes(data), scope_)


@delete(
    "/{appointment_id:uuid}",
    status_code=200,
    responses=error_answers(401, 402, 403, 404, 409, 412),
)
async def delete_appointment(
    ask: Asking, appointment_id: FromPath[UUID], scope_: Scope = "THIS"
) -> Json[AppointmentsDeleted]:
    """Take an appointment, or what is to come of its series, off the calendar.

    Refused with `not_found`, `forbidden`, `series_over`, `series_left`.
    """
    return await ask(sql.delete_appointment, appointment_id, scope_)


@post(
    "/{appointment_id:uuid}/confirm",
    status_code=200,
    responses=error_answers(401, 402, 403, 404, 409),
)
async def confirm_appointment(ask: Asking, appointment_id: FromPath[UUID]) -> Json[Appointment]:
    """An appointment is agreed. Refused with `not_found`, `forbidden`, `state_refused`."""
    return await ask(sql.confirm_appointment, appointment_id)


@post(
    "/{appointment_id:uuid}/cancel",
    status_code=200,
    responses=error_answers(401, 402, 403, 404, 409),
)
async def cancel_appointment(
    ask: Asking, appointment_id: FromPath[UUID], data: JSONBody[AppointmentReason]
) -> Json[Appointment]:
    """An appointment will not be. Refused with `not_found`, `forbidden`, `state_refused`."""
    return await ask(sql.cancel_appointment, appointment_id, data.reason)


@post(
    "/{appointment_id:uuid}/complete",
    status_code=200,
    responses=error_answers(401, 402, 403, 404, 409),
)
async def complete_appointment(
    ask: Asking, appointment_id: FromPath[UUID], data: JSONBody[AppointmentOutcome]
) -> Json[Appointment]:
    """An appointment was held; its customer was spoken with.

    Refused with `not_found`, `forbidden`, `state_refused`, `appointment_not_begun`.
    """
    return await ask(sql.complete_appointment, appointment_id, data.outcome)


@post(
    "/{appointment_id:uuid}/no-show",
    status_code=200,
    responses=error_answers(401, 402, 403, 404, 409),
)
async def miss_appointment(
    ask: Asking, appointment_id: FromPath[UUID], data: JSONBody[AppointmentReason]
) -> Json[Appointment]:
    """Nobody came to an appointment.

    Refused with `not_found`, `forbidden`, `state_refused`, `appointment_not_begun`.
    """
    return await ask(sql.miss_appointment, appointment_id, data.reason)


@post(
    "/{appointment_id:uuid}/reschedule",
    status_code=200,
    responses=error_answers(401, 402, 403, 404, 409, 422),
)
async def reschedule_appointment(
    ask: Asking, appointment_id: FromPath[UUID], data: JSONBody[NewTime], scope_: Scope = "THIS"
) -> Json[AppointmentMade]:
    """Move an appointment, or its series by as much; what it was stays in `earlierTimes`.

    Refused with `not_found`, `forbidden`, `state_refused`, `span_wrong`, `appointment_past`,
    `appointment_overlaps`; where `strict` as for a new one; a series with `series_over`,
    `series_left`, `series_days_fixed`, `series_overlaps` and what refuses its new times.
    """
    return await ask(
        sql.reschedule_appointment, appointment_id, data.start_datetime, data.end_datetime,
        data.strict, scope_,
    )  # fmt: skip


@get("/{appointment_id:uuid}/reminders", responses=error_answers(401, 404))
async def show_reminders(ask: Asking, appointment_id: FromPath[UUID]) -> Json[RemindersShown]:
    """How long before an appointment one is reminded. Refused with `not_found`."""
    return await ask(sql.show_reminders, appointment_id)


@put("/{appointment_id:uuid}/reminders", responses=error_answers(401, 402, 403, 404, 422))
async def save_reminders(
    ask: Asking, appointment_id: FromPath[UUID], data: JSONBody[NewReminders]
) -> Json[RemindersShown]:
    """Be reminded at these times. Refused with `not_found`, `forbidden`, `reminder_past`."""
    return await ask(sql.save_reminders, appointment_id, data.minutes)


router = Router(
    "/api/appointments",
    tags=["appointments"],
    route_handlers=[
        list_appointments, create_appointment, show_availability, list_busy,
        show_appointment_stats, check_conflicts, show_appointment, change_appointment,
        delete_appointment, confirm_appointment, cancel_appointment, complete_appointment,
        miss_appointment, reschedule_appointment, show_reminders, save_reminders,
    ],
)  # fmt: skip
