"""Routes of /api/smart-matches."""

from typing import Annotated, Literal
from uuid import UUID

from litestar import Router, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from nova.asking import Asking, Cursor, Json, PageSize, WithTotal
from nova.documents import refusals
from nova.matches.structs import Match, MatchPage, Rejection
from nova.queries import read_queries

sql = read_queries("matches")

Score = Annotated[int | None, QueryParameter(name="minScore", gt=-1, le=100)]


@get("/", responses=refusals(401))
async def list_matches(
    ask: Asking,
    status: FromQuery[
        Literal["PENDING", "VIEWED", "ACCEPTED", "REJECTED", "EXPIRED"] | None
    ] = None,
    min_score: Score = None,
    cursor: Cursor = None,
    limit: PageSize = 20,
    count: WithTotal = False,
) -> Json[MatchPage]:
    """The matches the caller may take, the newest first. Refused with `cursor_invalid`."""
    return await ask(sql.list_matches, status, min_score, cursor, limit, count)


@get("/{match_id:uuid}", responses=refusals(401, 404))
async def view_match(ask: Asking, match_id: FromPath[UUID]) -> Json[Match]:
    """One match; its broker's first look marks it VIEWED. Refused with `not_found`."""
    return await ask.writing()(sql.view_match, match_id)


@post("/{match_id:uuid}/accept", status_code=200, responses=refusals(401, 403, 404, 409))
async def accept_match(ask: Asking, match_id: FromPath[UUID]) -> Json[Match]:
    """Take the match: one place of the offer, its details and the other broker's phone.

    Refused with `not_found`, `offer_full`, `offer_closed`, `request_closed`, `match_closed`,
    `offer_taken_already`, `forbidden`, `phone_unverified`, `fal_license_required`,
    `subscription_required`.
    """
    return await ask(sql.accept_match, match_id)


@post("/{match_id:uuid}/reject", status_code=200, responses=refusals(401, 404, 409))
async def reject_match(
    ask: Asking, match_id: FromPath[UUID], data: JSONBody[Rejection]
) -> Json[Match]:
    """Turn the match down. Refused with `not_found`, `match_closed`."""
    return await ask(sql.reject_match, match_id, data.reason)


router = Router(
    "/api/smart-matches",
    tags=["smart-matches"],
    route_handlers=[list_matches, view_match, accept_match, reject_match],
)
