"""Routes of /api/invitations, and a team's own."""

import secrets
from typing import Any
from uuid import UUID

from litestar import Request, Router, delete, get, post
from litestar.params import FromPath, JSONBody

from nova.database.queries import read_queries
from nova.features.invitations.structs import (
    Invitation,
    InvitationPreview,
    Invitations,
    NewInvitation,
)
from nova.http.answer import Json
from nova.http.ask import Asking
from nova.http.callers import OPEN
from nova.http.openapi import error_answers
from nova.http.parameters import Token
from nova.identity.tokens import sha256
from nova.shapes.people import Member

sql = read_queries(__file__)


@get("/teams/{team_id:uuid}/invitations", responses=error_answers(401, 403, 404))
async def list_invitations(ask: Asking, team_id: FromPath[UUID]) -> Json[Invitations]:
    """The open invitations of a team that one manages. Refused with `not_found`, `forbidden`."""
    return await ask(sql.list_invitations, team_id)


@post(
    "/teams/{team_id:uuid}/invitations", responses=error_answers(401, 402, 403, 404, 409, 422, 429)
)
async def invite_member(
    ask: Asking,
    team_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    data: JSONBody[NewInvitation],
) -> Json[Invitation]:
    """Ask somebody to join, by phone or e-mail: a link goes out, open for seven days.

    Refused with `not_found`, `forbidden`, `address_required`, `phone_invalid`, `member_exists`,
    `invitation_exists`, `permission_above_own`, `plan_limit_reached`, `too_many_requests`.
    """
    token = secrets.token_urlsafe(32)
    link = f"{request.app.state.settings.web_url}/invitations/{token}"
    return await ask(
        sql.invite_member, team_id, data.phone, data.email, data.role, sha256(token), link
    )


@delete(
    "/teams/{team_id:uuid}/invitations/{invitation_id:uuid}",
    responses=error_answers(401, 402, 403, 404, 412),
)
async def revoke_invitation(
    ask: Asking, team_id: FromPath[UUID], invitation_id: FromPath[UUID]
) -> None:
    """Take an open invitation back. Refused with `not_found`, `forbidden`."""
    await ask.raw(sql.revoke_invitation, team_id, invitation_id)


@get("/invitations/{token:str}", security=OPEN, responses=error_answers(404))
async def preview_invitation(ask_anyone: Asking, token: Token) -> Json[InvitationPreview]:
    """What an invitation offers, for whoever has its link. Refused with `not_found`."""
    return await ask_anyone(sql.preview_invitation, sha256(token))


@post(
    "/invitations/{token:str}/accept",
    status_code=200,
    responses=error_answers(401, 402, 403, 404, 409),
)
async def accept_invitation(ask: Asking, token: Token) -> Json[Member]:
    """Join the team, with the account of the very phone or e-mail that was invited.

    Refused with `not_found`, `invitation_not_yours`, `phone_unverified`, `email_unverified`,
    `invitation_closed`, `member_exists`, `plan_limit_reached`, `forbidden`.
    """
    return await ask(sql.accept_invitation, sha256(token))


@post(
    "/invitations/{token:str}/decline",
    status_code=200,
    responses=error_answers(401, 402, 403, 404, 409),
)
async def decline_invitation(ask: Asking, token: Token) -> Json[InvitationPreview]:
    """Turn an invitation down.

    Refused with `not_found`, `invitation_not_yours`, `phone_unverified`, `email_unverified`,
    `invitation_closed`.
    """
    return await ask(sql.decline_invitation, sha256(token))


router = Router(
    "/api",
    tags=["invitations"],
    route_handlers=[
        list_invitations, invite_member, revoke_invitation, preview_invitation, accept_invitation,
        decline_invitation,
    ],
)  # fmt: skip
