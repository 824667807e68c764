"""Routes of /api/customers."""

from typing import Annotated
from uuid import UUID

from litestar import Router, delete, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from nova.database.queries import read_queries
from nova.features.customers.structs import (
    Activity,
    ActivityPage,
    Assignment,
    Customer,
    CustomerCard,
    CustomerChanges,
    CustomerPage,
    NewActivity,
    NewCustomer,
)
from nova.http.answer import Json
from nova.http.ask import Asking
from nova.http.body import LARGE_BODY
from nova.http.openapi import error_answers
from nova.http.parameters import Cursor, Filter, Ids, PageSize, Search, WithTotal, is_narrowed
from nova.shapes.fields import Time
from nova.shapes.matches import RequestPropertyFits
from nova.shapes.structs import changes, columns
from nova.shapes.words import CustomerStatus

sql = read_queries(__file__)


@get("/", responses=error_answers(401, 422))
async def list_customers(
    ask: Asking,
    q: Search = None,
    status: FromQuery[CustomerStatus | None] = None,
    is_vip: Annotated[bool | None, QueryParameter(name="isVip")] = None,
    tag: Filter = None,
    city: Filter = None,
    assigned_to: Annotated[UUID | None, QueryParameter(name="assignedTo")] = None,
    budget_min: Annotated[
        int | None, QueryParameter(name="budgetMin", gt=-1, le=100_000_000_000)
    ] = None,
    budget_max: Annotated[
        int | None, QueryParameter(name="budgetMax", gt=-1, le=100_000_000_000)
    ] = None,
    contacted_before: Annotated[
        Time | None,
        QueryParameter(name="contactedBefore", description="Not spoken with since; with its zone"),
    ] = None,
    ids: Ids = None,
    cursor: Cursor = None,
    limit: PageSize = 20,
    count: WithTotal = False,
) -> Json[CustomerPage]:
    """The customers the caller may see, the newest first; `q` searches names and phones.

    Refused with `cursor_invalid`, `value_refused`.
    """
    filters = (
        q, status, is_vip, tag, city, assigned_to, budget_min, budget_max, contacted_before, ids,
    )  # fmt: skip
    if is_narrowed(*filters):
        return await ask(sql.search_customers, *filters, cursor, limit, count)
    return await ask(sql.list_customers, cursor, limit, count)


@post("/", responses=error_answers(401, 402, 403, 409, 422))
async def create_customer(ask: Asking, data: JSONBody[NewCustomer]) -> Json[Customer]:
    """Keep a new customer.

    Refused with `word_unknown`, `customer_phone_taken`, `phone_invalid`, `range_reversed`,
    `plan_limit_reached`; `forbidden` for a team where one may not.
    """
    return await ask(sql.create_customer, columns(data))


@get("/{customer_id:uuid}", responses=error_answers(401, 404))
async def show_customer(ask: Asking, customer_id: FromPath[UUID]) -> Json[Customer]:
    """One customer. Refused with `not_found`."""
    return await ask(sql.show_customer, customer_id)


@get("/{customer_id:uuid}/card", responses=error_answers(401, 404))
async def show_card(
    ask: Asking, customer_id: FromPath[UUID], limit: PageSize = 10
) -> Json[CustomerCard]:
    """A customer and, in one answer, all that a card shows of them.

    Their requests, matches, appointments of the next 92 days, tasks and log: of each what its own
    list with `customerId` answers first, and the cursor by which it goes on there. Refused with
    `not_found`.
    """
    return await ask(sql.show_card, customer_id, limit)


@patch("/{customer_id:uuid}", responses=error_answers(401, 402, 403, 404, 409, 412, 422))
async def change_customer(
    ask: Asking, customer_id: FromPath[UUID], data: JSONBody[CustomerChanges]
) -> Json[Customer]:
    """Change a customer.

    Refused with `word_unknown`, `not_found`, `customer_phone_taken`, `phone_invalid`,
    `range_reversed`, `state_refused`; `customer_busy` for archiving one with an open request or
    appointment.
    """
    return await ask(sql.change_customer, customer_id, changes(data))


@delete("/{customer_id:uuid}", responses=error_answers(401, 402, 404, 412))
async def delete_customer(ask: Asking, customer_id: FromPath[UUID]) -> None:
    """Put a customer away; they can be restored. Refused with `not_found`."""
    await ask.raw(sql.delete_customer, customer_id)


@post("/{customer_id:uuid}/restore", status_code=200, responses=error_answers(401, 402, 404, 409))
async def restore_customer(ask: Asking, customer_id: FromPath[UUID]) -> Json[Customer]:
    """Bring a deleted customer back.

    Refused with `not_found`, `plan_limit_reached`;
    `customer_phone_taken` when another has their phone by now.
    """
    return await ask(sql.restore_customer, customer_id)


@post(
    "/{customer_id:uuid}/assign", status_code=200, responses=error_answers(401, 402, 403, 404, 422)
)
async def assign_customer(
    ask: Asking, customer_id: FromPath[UUID], data: JSONBody[Assignment]
) -> Json[Customer]:
    """Give a team's customer to one of its members, or back to its owner.

    Refused with `not_found`, `forbidden`, `assignee_unknown`.
    """
    return await ask(sql.assign_customer, customer_id, data.assigned_to)


@get("/{customer_id:uuid}/activities", responses=error_answers(401, 404))
async def list_activities(
    ask: Asking, customer_id: FromPath[UUID], cursor: Cursor = None, limit: PageSize = 20
) -> Json[ActivityPage]:
    """A customer's log, the newest first. Refused with `not_found`, `cursor_invalid`."""
    return await ask(sql.list_activities, customer_id, cursor, limit)


@post("/{customer_id:uuid}/activities", responses=error_answers(401, 402, 403, 404))
async def log_activity(
    ask: Asking, customer_id: FromPath[UUID], data: JSONBody[NewActivity]
) -> Json[Activity]:
    """Log a call, a visit, a message or a note; all but a note move lastContact.

    Refused with `not_found`; `forbidden` for who may only read.
    """
    return await ask(sql.log_activity, customer_id, data.type, data.description, data.metadata)


@get("/{customer_id:uuid}/suggested-properties", responses=error_answers(401, 404))
async def suggested_properties(
    ask: Asking, customer_id: FromPath[UUID], limit: PageSize = 20
) -> Json[RequestPropertyFits]:
    """One's own stock that fits the customer's open requests. Refused with `not_found`."""
    return await ask(sql.suggested_properties, customer_id, limit)


router = Router(
    "/api/customers",
    request_max_body_size=LARGE_BODY,
    tags=["customers"],
    route_handlers=[
        list_customers, create_customer, show_customer, show_card, change_customer, delete_customer,
        restore_customer, assign_customer, list_activities, log_activity, suggested_properties,
    ],
)  # fmt: skip
