"""Routes of /api/smart-matches."""

from typing import Annotated
from uuid import UUID

from litestar import Router, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from nova.database.queries import read_queries
from nova.features.matches.structs import (
    MatchSettings,
    MatchStats,
    NewMatchSettings,
    Queued,
    Rejection,
)
from nova.http.answer import Json
from nova.http.ask import Asking
from nova.http.openapi import error_answers
from nova.http.parameters import Cursor, Ids, PageSize, Score, WithTotal
from nova.shapes.matches import Match, MatchPage
from nova.shapes.structs import columns
from nova.shapes.words import MatchStatus

sql = read_queries(__file__)


@get("/", responses=error_answers(401))
async def list_matches(
    ask: Asking,
    status: FromQuery[MatchStatus | None] = None,
    customer_id: Annotated[UUID | None, QueryParameter(name="customerId")] = None,
    ids: Ids = None,
    min_score: Score = None,
    cursor: Cursor = None,
    limit: PageSize = 20,
    count: WithTotal = False,
) -> Json[MatchPage]:
    """The matches the caller may take, the newest first; without `minScore` from their own
    threshold on. A match is its broker's: what a team may read of a colleague's is in
    `GET /requests/{id}/matches`. Refused with `cursor_invalid`."""
    return await ask(sql.list_matches, status, customer_id, ids, min_score, cursor, limit, count)


@get("/settings", responses=error_answers(401))
async def show_match_settings(ask: Asking) -> Json[MatchSettings]:
    """How one is matched, with the thresholds and weights in force."""
    return await ask(sql.show_match_settings)


@put("/settings", responses=error_answers(401, 402, 403, 429))
async def save_match_settings(ask: Asking, data: JSONBody[NewMatchSettings]) -> Json[MatchSettings]:
    """Be matched otherwise; one's open requests are matched again.

    Refused with `forbidden`, `plan_feature_missing`.
    """
    return await ask(sql.save_match_settings, columns(data))


@get("/stats", responses=error_answers(401))
async def show_match_stats(ask: Asking) -> Json[MatchStats]:
    """One's matches in counts, and how many of those decided were accepted."""
    return await ask(sql.show_match_stats)


@post("/recalculate", status_code=202, responses=error_answers(401, 402, 403, 429))
async def recalculate_matches(ask: Asking) -> Json[Queued]:
    """Have all one's open requests matched again, soon. Refused with `forbidden`."""
    return await ask(sql.recalculate_matches)


@get("/{match_id:uuid}", responses=error_answers(401, 404))
async def view_match(ask: Asking, match_id: FromPath[UUID]) -> Json[Match]:
    """One match, to its two sides; its broker's first look marks it VIEWED, which `ids` on the list
    does not. Refused with `not_found`."""
    return await ask.writing()(sql.view_match, match_id)


@post("/{match_id:uuid}/accept", status_code=200, responses=error_answers(401, 402, 403, 404, 409))
async def accept_match(ask: Asking, match_id: FromPath[UUID]) -> Json[Match]:
    """Take the match: one place of the offer, its details and the other broker's phone.

    Refused with `not_found`, `offer_full`, `offer_closed`, `request_closed`, `match_closed`,
    `offer_taken_already`, `forbidden`, `phone_unverified`, `fal_license_required`,
    `subscription_required`, `plan_limit_reached`.
    """
    return await ask(sql.accept_match, match_id)


@post("/{match_id:uuid}/reject", status_code=200, responses=error_answers(401, 402, 404, 409))
async def reject_match(
    ask: Asking, match_id: FromPath[UUID], data: JSONBody[Rejection]
) -> Json[Match]:
    """Turn the match down. Refused with `not_found`, `match_closed`."""
    return await ask(sql.reject_match, match_id, data.reason)


@post(
    "/{match_id:uuid}/withdraw", status_code=200, responses=error_answers(401, 402, 403, 404, 409)
)
async def withdraw_match(
    ask: Asking, match_id: FromPath[UUID], data: JSONBody[Rejection]
) -> Json[Match]:
    """Step back from an accepted match, from either side: the place is free, the details hidden.

    Refused with `not_found`, `match_not_accepted`, `forbidden`.
    """
    return await ask(sql.withdraw_match, match_id, data.reason)


router = Router(
    "/api/smart-matches",
    tags=["smart-matches"],
    route_handlers=[
        list_matches, show_match_settings, save_match_settings, show_match_stats,
        recalculate_matches, view_match, accept_match, reject_match, withdraw_match,
    ],
)  # fmt: skip
