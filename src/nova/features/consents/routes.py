"""Routes of consents: as brokers record them, and the link by which a customer takes one back."""

from typing import Any
from uuid import UUID

from litestar import Request, Router, get, post
from litestar.params import FromPath, JSONBody

from nova.database.queries import read_queries
from nova.features.consents.structs import Consent, ConsentPage, NewConsent, Unsubscribed
from nova.http.answer import Json
from nova.http.ask import Asking
from nova.http.body import SMALL_BODY
from nova.http.callers import OPEN
from nova.http.openapi import error_answers
from nova.http.parameters import Cursor, PageSize, Token
from nova.identity.tokens import UNSUBSCRIBE, derived_key

sql = read_queries(__file__)


@get("/customers/{customer_id:uuid}/consents", responses=error_answers(401, 404))
async def list_consents(
    ask: Asking, customer_id: FromPath[UUID], cursor: Cursor = None, limit: PageSize = 20
) -> Json[ConsentPage]:
    """What a customer agreed to and took back, the newest first.

    Refused with `not_found`, `cursor_invalid`.
    """
    return await ask(sql.list_consents, customer_id, cursor, limit)


@post("/customers/{customer_id:uuid}/consents", responses=error_answers(401, 402, 403, 404))
async def record_consent(
    ask: Asking, customer_id: FromPath[UUID], data: JSONBody[NewConsent]
) -> Json[Consent]:
    """Record that a customer agreed to promotions by a channel, or took it back.

    Refused with `not_found`; `forbidden` for who may only read.
    """
    return await ask(sql.record_consent, customer_id, data.channel, data.granted, data.note)


@post(
    "/public/unsubscribe/{token:str}",
    status_code=200,
    security=OPEN,
    request_max_body_size=SMALL_BODY,
    responses=error_answers(404),
)
async def unsubscribe(
    ask_anyone: Asking, request: Request[Any, Any, Any], token: Token
) -> Json[Unsubscribed]:
    """Get no more promotions by a channel: the link of each, and one click of a mail program.

    Again it changes nothing. Refused with `not_found`.
    """
    key = derived_key(request.app.state.settings, UNSUBSCRIBE)
    return await ask_anyone(sql.unsubscribe, token, key)


router = Router(
    "/api", tags=["consents"], route_handlers=[list_consents, record_consent, unsubscribe]
)
