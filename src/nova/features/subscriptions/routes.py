"""Routes of /api/subscriptions."""

from litestar import Router, get

from nova.database.queries import read_queries
from nova.features.subscriptions.structs import Plans
from nova.http.answer import FIVE_MINUTES, Json, Public
from nova.http.ask import Asking
from nova.http.callers import OPEN
from nova.http.openapi import error_answers
from nova.shapes.people import Subscription

sql = read_queries(__file__)


@get("/plans", security=OPEN, responses=error_answers())
async def list_plans(ask_anyone: Asking) -> Public[Plans]:
    """The plans on offer; open to all."""
    return Public(await ask_anyone.raw(sql.list_plans), FIVE_MINUTES)


@get("/current", responses=error_answers(401, 404))
async def show_subscription(ask: Asking) -> Json[Subscription]:
    """One's own subscription."""
    return await ask(sql.show_subscription)


router = Router(
    "/api/subscriptions", tags=["subscriptions"], route_handlers=[list_plans, show_subscription]
)
