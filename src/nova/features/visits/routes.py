"""Routes of the link by which a customer answers: made by the broker, open to who has it."""

import secrets
from typing import Any
from uuid import UUID

from litestar import Request, Router, get, post
from litestar.params import FromPath, JSONBody

from nova.database.queries import read_queries
from nova.features.visits.structs import ResponseLink, Visit, VisitAnswer
from nova.http.answer import Json
from nova.http.ask import Asking
from nova.http.body import SMALL_BODY
from nova.http.callers import OPEN
from nova.http.openapi import error_answers
from nova.http.parameters import Token
from nova.identity.tokens import sha256

sql = read_queries(__file__)


@post(
    "/appointments/{appointment_id:uuid}/response-link",
    status_code=200,
    responses=error_answers(401, 402, 403, 404, 409),
)
async def make_response_link(
    ask: Asking, request: Request[Any, Any, Any], appointment_id: FromPath[UUID]
) -> Json[ResponseLink]:
    """A link by which the customer confirms or declines, without an account.

    Refused with `not_found`, `forbidden`, `appointment_over`.
    """
    token = secrets.token_urlsafe(32)
    link = f"{request.app.state.settings.web_url}/visits/{token}"
    return await ask.aside()(sql.make_response_link, appointment_id, sha256(token), link)


@get("/public/appointments/{token:str}", security=OPEN, responses=error_answers(404))
async def preview_visit(ask_anyone: Asking, token: Token) -> Json[Visit]:
    """An appointment, for the customer who has its link. Refused with `not_found`."""
    return await ask_anyone(sql.preview_visit, sha256(token))


@post(
    "/public/appointments/{token:str}/respond",
    status_code=200,
    security=OPEN,
    request_max_body_size=SMALL_BODY,
    responses=error_answers(404, 409),
)
async def answer_visit(
    ask_anyone: Asking, token: Token, data: JSONBody[VisitAnswer]
) -> Json[Visit]:
    """Confirm or decline an appointment, once, till it begins.

    Refused with `not_found`, `visit_decided`, `visit_moved`.
    """
    return await ask_anyone(sql.answer_visit, sha256(token), data.answer, data.start_datetime)


router = Router(
    "/api", tags=["visits"], route_handlers=[make_response_link, preview_visit, answer_visit]
)
