"""Routes of /api/audit."""

from litestar import Router, post
from litestar.params import JSONBody

from nova.database.queries import read_queries
from nova.features.audit.structs import Glass, GlassToBreak
from nova.http.answer import Json
from nova.http.ask import Asking
from nova.http.openapi import error_answers

sql = read_queries(__file__)


@post("/break-glass", responses=error_answers(401, 403, 404, 422))
async def break_glass(ask: Asking, data: JSONBody[GlassToBreak]) -> Json[Glass]:
    """Read one person's or team's rows for 15 minutes, as an administrator with a reason.

    Every request meanwhile is written to the audit log, and the others of the back office are told.
    Refused with `forbidden`, `not_found`, `reason_too_short`.
    """
    return await ask(sql.break_glass, data.scope_id, data.reason)


router = Router("/api/audit", tags=["audit"], route_handlers=[break_glass])
