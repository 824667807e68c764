"""Routes of /api/requests."""

from typing import Annotated, Literal
from uuid import UUID

from litestar import Router, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from nova.asking import Asking, Cursor, Filter, Json, PageSize, WithTotal, changes, columns
from nova.documents import refusals
from nova.queries import read_queries
from nova.requests.structs import Cancellation, NewRequest, Request, RequestChanges, RequestPage

sql = read_queries("requests")


@get("/", responses=refusals(401))
async def list_requests(
    ask: Asking,
    status: FromQuery[Literal["ACTIVE", "FULFILLED", "CANCELED", "ARCHIVED"] | None] = None,
    type_: Annotated[Literal["BUY", "RENT"] | None, QueryParameter(name="type")] = None,
    city: Filter = None,
    customer_id: Annotated[UUID | None, QueryParameter(name="customerId")] = None,
    cursor: Cursor = None,
    limit: PageSize = 20,
    count: WithTotal = False,
) -> Json[RequestPage]:
    """The requests the caller may see, the newest first. Refused with `cursor_invalid`."""
    filters = (status, type_, city, customer_id)
    if any(value is not None for value in filters):
        return await ask(sql.search_requests, *filters, cursor, limit, count)
    return await ask(sql.list_requests, cursor, limit, count)


@post("/", responses=refusals(401, 403, 422))
async def create_request(ask: Asking, data: JSONBody[NewRequest]) -> Json[Request]:
    """File what somebody looks for; matching follows at once.

    Refused with `customer_unknown`, `range_reversed`, `expiry_past`, `phone_unverified`,
    `forbidden`.
    """
    return await ask(sql.create_request, columns(data))


@get("/{request_id:uuid}", responses=refusals(401, 404))
async def show_request(ask: Asking, request_id: FromPath[UUID]) -> Json[Request]:
    """One request. Refused with `not_found`."""
    return await ask(sql.show_request, request_id)


@patch("/{request_id:uuid}", responses=refusals(401, 403, 404, 412, 422))
async def change_request(
    ask: Asking, request_id: FromPath[UUID], data: JSONBody[RequestChanges]
) -> Json[Request]:
    """Change a request; it is matched again.

    Refused with `not_found`, `customer_unknown`, `range_reversed`.
    """
    return await ask(sql.change_request, request_id, changes(data))


@post("/{request_id:uuid}/cancel", status_code=200, responses=refusals(401, 404, 409))
async def cancel_request(
    ask: Asking, request_id: FromPath[UUID], data: JSONBody[Cancellation]
) -> Json[Request]:
    """Close a request that nobody follows any more. Refused with `not_found`, `state_refused`."""
    return await ask(sql.cancel_request, request_id, data.reason)


router = Router(
    "/api/requests",
    tags=["requests"],
    route_handlers=[list_requests, create_request, show_request, change_request, cancel_request],
)
