"""Routes of /api/subscriptions."""

from litestar import Router, get

from nova.asking import Asking, Json
from nova.callers import OPEN
from nova.documents import refusals
from nova.queries import read_queries
from nova.subscriptions.structs import Plans, Subscription

sql = read_queries("subscriptions")


@get("/plans", security=OPEN, responses=refusals())
async def list_plans(ask_anyone: Asking) -> Json[Plans]:
    """The plans on offer; open to all."""
    return await ask_anyone(sql.list_plans)


@get("/current", responses=refusals(401, 404))
async def show_subscription(ask: Asking) -> Json[Subscription]:
    """One's own subscription."""
    return await ask(sql.show_subscription)


router = Router(
    "/api/subscriptions", tags=["subscriptions"], route_handlers=[list_plans, show_subscription]
)
