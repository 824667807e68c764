"""Routes of what was sent: one's own messages, and those that were given up."""

from typing import Annotated

from litestar import Router, get, post
from litestar.params import PathParameter

from nova.database.queries import read_queries
from nova.features.outbox.structs import DeadMessage, DeadMessages, Deliveries
from nova.http.answer import Json
from nova.http.ask import Asking
from nova.http.openapi import error_answers
from nova.http.parameters import Filter, PageSize

sql = read_queries(__file__)


@get("/notifications/deliveries", responses=error_answers(401))
async def list_deliveries(ask: Asking, limit: PageSize = 20) -> Json[Deliveries]:
    """The newest e-mails and SMS that went to oneself, and how far they came."""
    return await ask(sql.list_deliveries, limit)


@get("/admin/outbox", responses=error_answers(401, 403))
async def list_dead_messages(
    ask: Asking, provider: Filter = None, limit: PageSize = 20
) -> Json[DeadMessages]:
    """The messages that were given up, and why; for an administrator. Refused with `forbidden`."""
    return await ask(sql.list_dead_messages, provider, limit)


@post(
    "/admin/outbox/{message_id:int}/resend",
    status_code=200,
    responses=error_answers(401, 403, 404, 409),
)
async def resend_message(
    ask: Asking, message_id: Annotated[int, PathParameter(ge=1, le=9_000_000_000_000_000_000)]
) -> Json[DeadMessage]:
    """Try a message that was given up again; for an administrator.

    Refused with `forbidden`, `not_found`, `message_blanked`.
    """
    return await ask(sql.resend_message, message_id)


router = Router(
    "/api", tags=["outbox"], route_handlers=[list_deliveries, list_dead_messages, resend_message]
)
