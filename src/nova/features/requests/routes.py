"""Routes of /api/requests."""

from typing import Annotated
from uuid import UUID

from litestar import Router, delete, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from nova.database.queries import read_queries
from nova.features.requests.structs import (
    Cancellation,
    Fulfilment,
    Keeping,
    NewRequest,
    RequestChanges,
    RequestFits,
    RequestStats,
)
from nova.http.answer import Json
from nova.http.ask import Asking
from nova.http.body import LARGE_BODY
from nova.http.openapi import error_answers
from nova.http.parameters import Cursor, Filter, Ids, PageSize, Score, WithTotal, is_narrowed
from nova.shapes.matches import Match, PropertyFits
from nova.shapes.requests import Request, RequestPage
from nova.shapes.structs import changes, columns
from nova.shapes.words import RequestStatus, RequestType

sql = read_queries(__file__)


@get("/", responses=error_answers(401))
async def list_requests(
    ask: Asking,
    status: FromQuery[RequestStatus | None] = None,
    type_: Annotated[RequestType | None, QueryParameter(name="type")] = None,
    city: Filter = None,
    customer_id: Annotated[UUID | None, QueryParameter(name="customerId")] = None,
    ids: Ids = None,
    cursor: Cursor = None,
    limit: PageSize = 20,
    count: WithTotal = False,
) -> Json[RequestPage]:
    """The requests the caller may see, the newest first. Refused with `cursor_invalid`."""
    filters = (status, type_, city, customer_id, ids)
    if is_narrowed(*filters):
        return await ask(sql.search_requests, *filters, cursor, limit, count)
    return await ask(sql.list_requests, cursor, limit, count)


@post("/", responses=error_answers(401, 402, 403, 422))
async def create_request(ask: Asking, data: JSONBody[NewRequest]) -> Json[Request]:
    """File what somebody looks for; matching follows at once.

    Refused with `word_unknown`, `customer_unknown`, `range_reversed`, `expiry_past`,
    `phone_unverified`, `forbidden`, `plan_limit_reached`.
    """
    return await ask(sql.create_request, columns(data))


@get("/stats", responses=error_answers(401))
async def show_request_stats(ask: Asking) -> Json[RequestStats]:
    """One's own and one's team's requests in counts."""
    return await ask(sql.show_request_stats)


@get("/{request_id:uuid}", responses=error_answers(401, 404))
async def show_request(ask: Asking, request_id: FromPath[UUID]) -> Json[Request]:
    """One request. Refused with `not_found`."""
    return await ask(sql.show_request, request_id)


@patch("/{request_id:uuid}", responses=error_answers(401, 402, 403, 404, 412, 422))
async def change_request(
    ask: Asking, request_id: FromPath[UUID], data: JSONBody[RequestChanges]
) -> Json[Request]:
    """Change a request; it is matched again.

    Refused with `word_unknown`, `not_found`, `customer_unknown`, `range_reversed`.
    """
    return await ask(sql.change_request, request_id, changes(data))


@post("/{request_id:uuid}/cancel", status_code=200, responses=error_answers(401, 402, 404, 409))
async def cancel_request(
    ask: Asking, request_id: FromPath[UUID], data: JSONBody[Cancellation]
) -> Json[Request]:
    """Close a request that nobody follows any more. Refused with `not_found`, `state_refused`."""
    return await ask(sql.cancel_request, request_id, data.reason)


@post(
    "/{request_id:uuid}/fulfill", status_code=200, responses=error_answers(401, 402, 404, 409, 422)
)
async def fulfill_request(
    ask: Asking, request_id: FromPath[UUID], data: JSONBody[Fulfilment]
) -> Json[Request]:
    """Close a request whose buyer found a home.

    Refused with `not_found`, `state_refused`, `property_unknown`.
    """
    return await ask(sql.fulfill_request, request_id, data.property_id)


@post(
    "/{request_id:uuid}/reopen",
    status_code=200,
    responses=error_answers(401, 402, 403, 404, 409, 422),
)
async def reopen_request(ask: Asking, request_id: FromPath[UUID]) -> Json[Request]:
    """Open a cancelled or archived request; it is matched again.

    Refused with `not_found`, `state_refused`, `customer_unknown`, `phone_unverified`,
    `plan_limit_reached`.
    """
    return await ask(sql.reopen_request, request_id)


@delete("/{request_id:uuid}", responses=error_answers(401, 402, 404, 409, 412))
async def delete_request(ask: Asking, request_id: FromPath[UUID]) -> None:
    """Put a request away. Refused with `not_found`; `request_accepted` with an accepted match."""
    await ask.raw(sql.delete_request, request_id)


@get("/{request_id:uuid}/matches", responses=error_answers(401, 403, 404))
async def list_request_matches(
    ask: Asking, request_id: FromPath[UUID], min_score: Score = None, limit: PageSize = 20
) -> Json[RequestFits]:
    """The best offers in the market for the request, found now, with the matches kept of them.

    Refused with `not_found`, `forbidden`.
    """
    return await ask(sql.list_request_matches, request_id, min_score, limit)


@post(
    "/{request_id:uuid}/matches", status_code=200, responses=error_answers(401, 402, 403, 404, 409)
)
async def keep_match(
    ask: Asking, request_id: FromPath[UUID], data: JSONBody[Keeping]
) -> Json[Match]:
    """Keep an offer of the market as the request's match, opened, to accept or reject it.

    Refused with `not_found`, `forbidden`, `offer_does_not_fit`.
    """
    return await ask(sql.keep_match, request_id, data.offer_id)


@get("/{request_id:uuid}/candidate-properties", responses=error_answers(401, 404))
async def candidate_properties(
    ask: Asking, request_id: FromPath[UUID], limit: PageSize = 20
) -> Json[PropertyFits]:
    """One's own stock that fits the request, the best first. Refused with `not_found`."""
    return await ask(sql.candidate_properties, request_id, limit)


router = Router(
    "/api/requests",
    request_max_body_size=LARGE_BODY,
    tags=["requests"],
    route_handlers=[
        list_requests, create_request, show_request_stats, show_request, change_request,
        delete_request, cancel_request, fulfill_request, reopen_request, list_request_matches,
        keep_match, candidate_properties,
    ],
)  # fmt: skip
