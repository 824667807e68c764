"""Routes of one's working week and days off, and of public holidays."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from litestar import Router, delete, get, patch, post, put
from litestar.params import FromPath, JSONBody, QueryParameter

from nova.database.queries import read_queries
from nova.features.calendar.structs import (
    Holiday,
    HolidayChanges,
    Holidays,
    NewHoliday,
    NewWorkingWeek,
    PlatformHolidays,
    WorkingWeek,
)
from nova.http.answer import FIVE_MINUTES, Json, Public
from nova.http.ask import Asking
from nova.http.callers import OPEN
from nova.http.openapi import error_answers
from nova.shapes.structs import changes, columns

sql = read_queries(__file__)


@get("/users/me/working-hours", responses=error_answers(401))
async def show_working_hours(ask: Asking) -> Json[WorkingWeek]:
    """One's working week; until it is said, Sunday to Thursday from nine to five."""
    return await ask(sql.show_working_hours)


@put("/users/me/working-hours", responses=error_answers(401, 402, 422))
async def save_working_hours(ask: Asking, data: JSONBody[NewWorkingWeek]) -> Json[WorkingWeek]:
    """Say one's working week, whole. Refused with `week_incomplete`, `range_reversed`."""
    return await ask(sql.save_working_hours, [columns(day) for day in data.days])


@get("/users/me/holidays", responses=error_answers(401))
async def list_holidays(ask: Asking) -> Json[Holidays]:
    """One's own days off, the latest first."""
    return await ask(sql.list_holidays)


@post("/users/me/holidays", responses=error_answers(401, 402, 409, 422))
async def create_holiday(ask: Asking, data: JSONBody[NewHoliday]) -> Json[Holiday]:
    """Take days off. Refused with `range_reversed`, `holiday_overlaps`."""
    return await ask(sql.create_holiday, columns(data))


@patch("/users/me/holidays/{holiday_id:uuid}", responses=error_answers(401, 402, 404, 409, 422))
async def change_holiday(
    ask: Asking, holiday_id: FromPath[UUID], data: JSONBody[HolidayChanges]
) -> Json[Holiday]:
    """Change days off. Refused with `not_found`, `range_reversed`, `holiday_overlaps`."""
    return await ask(sql.change_holiday, holiday_id, changes(data))


@delete("/users/me/holidays/{holiday_id:uuid}", responses=error_answers(401, 402, 404))
async def delete_holiday(ask: Asking, holiday_id: FromPath[UUID]) -> None:
    """Take back days off. Refused with `not_found`."""
    await ask.raw(sql.delete_holiday, holiday_id)


@get("/meta/holidays", security=OPEN, responses=error_answers())
async def list_platform_holidays(
    ask_anyone: Asking,
    year: Annotated[int | None, QueryParameter(ge=2000, le=2100)] = None,
) -> Public[PlatformHolidays]:
    """The public holidays of a year, of this one unless it is named."""
    of_year = year or datetime.now(UTC).year
    return Public(await ask_anyone.raw(sql.list_platform_holidays, of_year), FIVE_MINUTES)


router = Router(
    "/api",
    tags=["calendar"],
    route_handlers=[
        show_working_hours, save_working_hours, list_holidays, create_holiday, change_holiday,
        delete_holiday, list_platform_holidays,
    ],
)  # fmt: skip
