"""Routes of /api/users."""

from typing import Literal
from uuid import UUID

from litestar import Router, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody

from nova.database.queries import read_queries
from nova.features.users.structs import (
    Account,
    AccountChanges,
    AccountPage,
    ProfileChanges,
    Suspension,
    Usage,
)
from nova.http.answer import Json
from nova.http.ask import Asking
from nova.http.body import LARGE_BODY
from nova.http.openapi import error_answers
from nova.http.parameters import Cursor, PageSize, Search, WithTotal
from nova.shapes.people import Stats, User
from nova.shapes.structs import changes
from nova.shapes.words import UserRole

sql = read_queries(__file__)


@get("/me", responses=error_answers(401))
async def show_me(ask: Asking) -> Json[User]:
    """One's own profile."""
    return await ask(sql.show_me)


@patch("/me", responses=error_answers(401, 412, 422))
async def change_me(ask: Asking, data: JSONBody[ProfileChanges]) -> Json[User]:
    """Change one's own profile. Refused with `fal_expiry_required`, `value_refused`."""
    return await ask(sql.change_me, changes(data))


@get("/me/stats", responses=error_answers(401, 404))
async def show_my_stats(ask: Asking) -> Json[Stats]:
    """One's own figures, kept right with every change. Refused with `not_found`."""
    return await ask(sql.show_my_stats)


@get("/me/usage", responses=error_answers(401, 404))
async def show_my_usage(ask: Asking) -> Json[Usage]:
    """What one's plan allows and how much of it is in use now. Refused with `not_found`."""
    return await ask(sql.show_my_usage)


@get("/", responses=error_answers(401, 403))
async def list_users(
    ask: Asking,
    q: Search = None,
    role: FromQuery[UserRole | None] = None,
    status: FromQuery[Literal["ACTIVE", "SUSPENDED"] | None] = None,
    cursor: Cursor = None,
    limit: PageSize = 20,
    count: WithTotal = False,
) -> Json[AccountPage]:
    """Everybody, for an administrator; a company's people, for the company; the newest first.

    Refused with `forbidden`, `cursor_invalid`.
    """
    return await ask(sql.list_users, q, role, status, cursor, limit, count)


@get("/{user_id:uuid}", responses=error_answers(401, 403, 404))
async def show_user(ask: Asking, user_id: FromPath[UUID]) -> Json[Account]:
    """One person, for an administrator or their company. Refused with `forbidden`, `not_found`."""
    return await ask(sql.show_user, user_id)


@patch("/{user_id:uuid}", responses=error_answers(401, 403, 404, 409, 412, 422))
async def change_user(
    ask: Asking, user_id: FromPath[UUID], data: JSONBody[AccountChanges]
) -> Json[Account]:
    """Change somebody's role or licences, as an administrator; it holds on their next request.

    Refused with `forbidden`, `not_found`, `own_account`, `last_admin`, `works_in_team`,
    `fal_expiry_required`.
    """
    return await ask(sql.change_user, user_id, changes(data))


@post("/{user_id:uuid}/suspend", status_code=200, responses=error_answers(401, 403, 404, 409))
async def suspend_user(
    ask: Asking, user_id: FromPath[UUID], data: JSONBody[Suspension]
) -> Json[Account]:
    """Shut somebody out, as an administrator: sessions end at once, their offers are paused.

    Refused with `forbidden`, `not_found`, `own_account`, `last_admin`, `state_refused`.
    """
    return await ask(sql.suspend_user, user_id, data.reason)


@post("/{user_id:uuid}/activate", status_code=200, responses=error_answers(401, 403, 404, 409))
async def activate_user(ask: Asking, user_id: FromPath[UUID]) -> Json[Account]:
    """Let somebody in again, as an administrator; their offers stay paused.

    Refused with `forbidden`, `not_found`, `own_account`, `state_refused`.
    """
    return await ask(sql.activate_user, user_id)


router = Router(
    "/api/users",
    request_max_body_size=LARGE_BODY,
    tags=["users"],
    route_handlers=[
        show_me, change_me, show_my_stats,
        show_my_usage, list_users, show_user, change_user, suspend_user,
        activate_user,
    ],
)  # fmt: skip
