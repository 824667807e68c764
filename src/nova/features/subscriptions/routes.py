"""Routes of plans and subscriptions: one's own, and all of them for the back office."""

from typing import Any
from uuid import UUID

from litestar import Request, Router, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody

from nova.database.queries import read_queries
from nova.features.subscriptions.structs import (
    ChangePreview,
    Extension,
    KeptPlan,
    KeptPlans,
    KeptSubscription,
    NewPlan,
    PlanChange,
    PlanOnOfferChanges,
    Plans,
    Purchase,
    SubscriptionCancellation,
    SubscriptionPage,
    WantedChange,
)
from nova.http.answer import FIVE_MINUTES, Json, Public
from nova.http.ask import Asking
from nova.http.callers import OPEN
from nova.http.openapi import error_answers
from nova.http.parameters import Cursor, Filter, PageSize
from nova.payments import Payments
from nova.shapes.billing import Checkout
from nova.shapes.people import Subscription
from nova.shapes.structs import changes, columns
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


@post("/subscriptions", responses=error_answers(401, 403, 404, 409, 422))
async def subscribe(
    ask: Asking, request: Request[Any, Any, Any], data: JSONBody[Purchase]
) -> Json[Checkout]:
    """Buy a plan: an invoice, and where it is paid. The period begins when it is.

    Refused with `forbidden`, `plan_unknown`, `plan_retired`, `plan_not_sold`, `plan_too_small`,
    `subscription_running`, `resume_first`, `renewal_due`, `payments_off`, `method_unknown`.
    """
    payments: Payments = request.app.state.payments
    return await ask(
        sql.subscribe, data.plan_id, data.billing_cycle, payments.name, data.method_id,
        payments.pages,
    )  # fmt: skip


@post(
    "/subscriptions/preview-change",
    status_code=200,
    responses=error_answers(401, 404, 409, 422),
)
async def preview_change(ask: Asking, data: JSONBody[WantedChange]) -> Json[ChangePreview]:
    """What changing one's plan or cycle would cost now, and what is in its way; changes nothing.

    Refused with `not_found`, `plan_unknown`, `plan_retired`, `plan_not_sold`,
    `resume_first`, `renewal_due`, `renewal_paid`, `change_is_none`.
    """
    return await ask.aside()(sql.preview_change, data.plan_id, data.billing_cycle)


@post(
    "/subscriptions/change-plan",
    status_code=200,
    responses=error_answers(401, 403, 404, 409, 422),
)
async def change_plan(
    ask: Asking, request: Request[Any, Any, Any], data: JSONBody[PlanChange]
) -> Json[Checkout]:
    """Change one's plan or cycle: what costs more at once, when its invoice is paid; what costs
    less with the next period.

    Refused with `forbidden`, `not_found`, `plan_unknown`, `plan_retired`, `plan_not_sold`,
    `plan_too_small`, `subscription_not_running`, `resume_first`, `renewal_due`, `renewal_paid`,
    `change_is_none`, `quote_stale`, `payments_off`, `method_unknown`.
    """
    payments: Payments = request.app.state.payments
    return await ask(
        sql.change_plan, data.plan_id, data.billing_cycle, data.quoted_at, payments.name,
        data.method_id, payments.pages,
    )  # fmt: skip


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


@get("/admin/plans", responses=error_answers(401, 403))
async def list_kept_plans(ask: Asking) -> Json[KeptPlans]:
    """All plans, on offer or retired; for the back office. Refused with `forbidden`."""
    return await ask(sql.list_kept_plans)


@post("/subscriptions/plans", responses=error_answers(401, 403, 409, 422))
async def create_plan(ask: Asking, data: JSONBody[NewPlan]) -> Json[KeptPlan]:
    """Offer a new plan; for the back office. Refused with `forbidden`, `plan_name_taken`."""
    return await ask(sql.create_plan, columns(data))


@patch("/subscriptions/plans/{plan_id:uuid}", responses=error_answers(401, 403, 404, 409, 412, 422))
async def change_plan_on_offer(
    ask: Asking, plan_id: FromPath[UUID], data: JSONBody[PlanOnOfferChanges]
) -> Json[KeptPlan]:
    """Change a plan, or retire it; for the back office. Periods that run keep their price.

    Refused with `forbidden`, `not_found`, `plan_name_taken`, `plan_is_trial`.
    """
    return await ask(sql.change_plan_on_offer, plan_id, changes(data))


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
        list_plans, show_subscription, subscribe, preview_change, change_plan, cancel_subscription,
        resume_subscription, list_kept_plans, create_plan, change_plan_on_offer, list_subscriptions,
        extend_subscription,
    ],
)  # fmt: skip
