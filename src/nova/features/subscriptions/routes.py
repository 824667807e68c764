"""Routes of plans and subscriptions: one's own, and all of them for the back office."""

from uuid import UUID

from litestar import Router, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from nova.database.queries import read_queries
from nova.features.subscriptions.structs import (
    Extension,
    KeptSubscription,
    Plans,
    SubscriptionCancellation,
    SubscriptionPage,
)
from nova.http.answer import FIVE_MINUTES, Json, Public
from nova.http.ask import Asking
from nova.http.callers import OPEN
from nova.http.openapi import error_answers
from nova.http.parameters import Cursor, Filter, PageSize
from nova.shapes.people import Subscription
from nova.shapes.words import SubscriptionStatus

sql = read_queries(__file__)


@get("/subscriptions/plans", security=OPEN, responses=error_answers())
async def list_plans(ask_anyone: Asking) -> Public[Plans]:
    """The plans on offer; open to all."""
    return Public(await ask_anyone.raw(sql.list_plans), FIVE_MINUTES)


@get("/subscriptions/current", responses=error_answers(401, 404))
async def show_subscription(ask: Asking) -> Json[Subscription]:
    """One's own subscription."""
    return await ask(sql.show_subscription)


@post("/subscriptions/cancel", status_code=200, responses=error_answers(401, 404, 409, 422))
async def cancel_subscription(
    ask: Asking, data: JSONBody[SubscriptionCancellation]
) -> Json[Subscription]:
    """End one's own subscription with its period; it may be used until then.

    Refused with `not_found`, `state_refused`.
    """
    return await ask(sql.cancel_subscription, data.reason)


@post("/subscriptions/resume", status_code=200, responses=error_answers(401, 404, 409))
async def resume_subscription(ask: Asking) -> Json[Subscription]:
    """Take up one's own cancelled subscription again, before its period has ended.

    Refused with `not_found`, `state_refused`.
    """
    return await ask(sql.resume_subscription)


@get("/admin/subscriptions", responses=error_answers(401, 403))
async def list_subscriptions(
    ask: Asking,
    status: FromQuery[SubscriptionStatus | None] = None,
    plan: Filter = None,
    cursor: Cursor = None,
    limit: PageSize = 20,
) -> Json[SubscriptionPage]:
    """All subscriptions with whose they are, the newest first; for the back office.

    Refused with `forbidden`, `cursor_invalid`.
    """
    return await ask(sql.list_subscriptions, status, plan, cursor, limit)


@post(
    "/admin/subscriptions/{subscription_id:uuid}/extend",
    status_code=200,
    responses=error_answers(401, 403, 404, 409, 422),
)
async def extend_subscription(
    ask: Asking, subscription_id: FromPath[UUID], data: JSONBody[Extension]
) -> Json[KeptSubscription]:
    """Give somebody a longer trial or a comped time, from the period's end; for the back office.

    What had expired goes on, its offers too. Refused with `forbidden`, `not_found`,
    `state_refused`.
    """
    return await ask(sql.extend_subscription, subscription_id, data.days, data.reason)


router = Router(
    "/api",
    tags=["subscriptions"],
    route_handlers=[
        list_plans, show_subscription, cancel_subscription, resume_subscription,
        list_subscriptions, extend_subscription,
    ],
)  # fmt: skip
