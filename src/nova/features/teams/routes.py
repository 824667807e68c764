"""Routes of /api/teams and /api/permissions."""

from typing import Annotated
from uuid import UUID

from litestar import Router, delete, get, patch, post, put
from litestar.params import FromPath, JSONBody, QueryParameter

from nova.database.queries import read_queries
from nova.features.teams.structs import (
    Catalogue,
    Left,
    MemberChanges,
    Members,
    NewTeam,
    Overrides,
    Permissions,
    Team,
    TeamChanges,
    TeamPage,
)
from nova.http.answer import Json
from nova.http.ask import Asking
from nova.http.openapi import error_answers
from nova.http.parameters import Cursor, PageSize, WithTotal
from nova.shapes.people import Member
from nova.shapes.structs import changes

sql = read_queries(__file__)


@get("/teams", responses=error_answers(401))
async def list_teams(
    ask: Asking, cursor: Cursor = None, limit: PageSize = 20, count: WithTotal = False
) -> Json[TeamPage]:
    """The teams one works in or owns, the newest first. Refused with `cursor_invalid`."""
    return await ask(sql.list_teams, cursor, limit, count)


@post("/teams", responses=error_answers(401, 402, 403, 422))
async def create_team(ask: Asking, data: JSONBody[NewTeam]) -> Json[Team]:
    """Make a team and manage it, as far as one's plan allows.

    Refused with `forbidden`, `plan_limit_reached`, `phone_unverified`, `manager_unknown`.
    """
    return await ask(
        sql.create_team, data.name, data.description, data.logo_url, data.settings, data.manager_id
    )


@get("/teams/{team_id:uuid}", responses=error_answers(401, 404))
async def show_team(ask: Asking, team_id: FromPath[UUID]) -> Json[Team]:
    """One team. Refused with `not_found`."""
    return await ask(sql.show_team, team_id)


@patch("/teams/{team_id:uuid}", responses=error_answers(401, 402, 404, 412, 422))
async def change_team(
    ask: Asking, team_id: FromPath[UUID], data: JSONBody[TeamChanges]
) -> Json[Team]:
    """Change a team that one manages.

    Refused with `not_found`, `value_refused`; `word_taken` for a word that the lists have already.
    """
    return await ask(sql.change_team, team_id, changes(data))


@post("/teams/{team_id:uuid}/leave", status_code=200, responses=error_answers(401, 402, 404, 409))
async def leave_team(ask: Asking, team_id: FromPath[UUID]) -> Json[Left]:
    """Leave a team; what one held goes to its manager.

    Refused with `not_found`; `last_manager` for the only one.
    """
    return await ask(sql.leave_team, team_id)


@get("/teams/{team_id:uuid}/members", responses=error_answers(401, 404))
async def list_members(ask: Asking, team_id: FromPath[UUID]) -> Json[Members]:
    """Everybody in a team of one's own. Refused with `not_found`."""
    return await ask(sql.list_members, team_id)


@patch(
    "/teams/{team_id:uuid}/members/{member_id:uuid}",
    responses=error_answers(401, 402, 403, 404, 409, 412),
)
async def change_member(
    ask: Asking, team_id: FromPath[UUID], member_id: FromPath[UUID], data: JSONBody[MemberChanges]
) -> Json[Member]:
    """Change a member's role, or make them INACTIVE; it holds on their next request.

    A new role drops the member's overrides. Refused with `not_found`, `forbidden`,
    `permission_above_own`, `last_manager`, `plan_limit_reached`.
    """
    return await ask(sql.change_member, team_id, member_id, changes(data))


@delete(
    "/teams/{team_id:uuid}/members/{member_id:uuid}",
    responses=error_answers(401, 402, 403, 404, 409, 412, 422),
)
async def remove_member(
    ask: Asking,
    team_id: FromPath[UUID],
    member_id: FromPath[UUID],
    reassign_to: Annotated[
        UUID | None,
        QueryParameter(name="reassignTo", description="Who gets their rows; else the manager"),
    ] = None,
) -> None:
    """Take somebody out of the team; their rows stay with it.

    Refused with `not_found`, `forbidden`, `permission_above_own`, `last_manager`,
    `assignee_unknown`.
    """
    await ask.raw(sql.remove_member, team_id, member_id, reassign_to)


@get(
    "/teams/{team_id:uuid}/members/{member_id:uuid}/permissions", responses=error_answers(401, 404)
)
async def show_permissions(
    ask: Asking, team_id: FromPath[UUID], member_id: FromPath[UUID]
) -> Json[Permissions]:
    """What a member may do, for who manages the team and for themselves.

    Refused with `not_found`.
    """
    return await ask(sql.show_permissions, team_id, member_id)


@put(
    "/teams/{team_id:uuid}/members/{member_id:uuid}/permissions",
    responses=error_answers(401, 402, 403, 404, 412, 422),
)
async def set_permissions(
    ask: Asking, team_id: FromPath[UUID], member_id: FromPath[UUID], data: JSONBody[Overrides]
) -> Json[Permissions]:
    """Replace what a member may do beyond or short of their role.

    Refused with `not_found`, `forbidden`, `permission_unknown`, `permission_above_own`,
    `observer_never_writes`, `manager_holds_all`.
    """
    return await ask(sql.set_permissions, team_id, member_id, data.permissions)


@get("/permissions", responses=error_answers(401))
async def list_permissions(ask: Asking) -> Json[Catalogue]:
    """Every permission, with the defaults of each team role."""
    return await ask(sql.list_permissions)


router = Router(
    "/api",
    tags=["teams"],
    route_handlers=[
        list_teams, create_team, show_team, change_team, leave_team, list_members, change_member,
        remove_member, show_permissions, set_permissions, list_permissions,
    ],
)  # fmt: skip
