"""Routes of /api/offers."""

from typing import Annotated
from uuid import UUID

from litestar import Router, delete, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from nova.database.queries import read_queries
from nova.features.offers.structs import (
    Brokers,
    NewOffer,
    OfferChanges,
    OfferFits,
    OfferPage,
    OfferStats,
    OfferView,
    Renewal,
    TeaserPage,
)
from nova.http.answer import Json
from nova.http.ask import Asking
from nova.http.openapi import error_answers
from nova.http.parameters import Cursor, Filter, Ids, PageSize, Score, WithTotal, is_narrowed
from nova.shapes.offers import Offer
from nova.shapes.structs import changes
from nova.shapes.words import ListingType, OfferStatus

sql = read_queries(__file__)


@get("/", responses=error_answers(401))
async def list_offers(
    ask: Asking,
    status: FromQuery[OfferStatus | None] = None,
    property_id: Annotated[UUID | None, QueryParameter(name="propertyId")] = None,
    ids: Ids = None,
    cursor: Cursor = None,
    limit: PageSize = 20,
    count: WithTotal = False,
) -> Json[OfferPage]:
    """One's own and one's team's offers, the newest first. Refused with `cursor_invalid`."""
    filters = (status, property_id, ids)
    if is_narrowed(*filters):
        return await ask(sql.search_offers, *filters, cursor, limit, count)
    return await ask(sql.list_offers, cursor, limit, count)


@post("/", responses=error_answers(401, 402, 403, 409, 422))
async def create_offer(ask: Asking, data: JSONBody[NewOffer]) -> Json[Offer]:
    """Offer a published property to other brokers; matching follows at once.

    Refused with `property_unknown`, `property_not_published`, `offer_exists`, `expiry_past`,
    `expiry_after_license`, `phone_unverified`, `fal_license_required`, `subscription_required`,
    `plan_limit_reached`.
    """
    return await ask(sql.create_offer, data.property_id, data.max_brokers, data.expires_at)


@get("/marketplace", responses=error_answers(401, 403))
async def browse_marketplace(
    ask: Asking,
    city: Filter = None,
    property_type: Annotated[
        str | None, QueryParameter(name="propertyType", min_length=1, max_length=100)
    ] = None,
    listing_type: Annotated[ListingType | None, QueryParameter(name="listingType")] = None,
    price_min: Annotated[
        int | None, QueryParameter(name="priceMin", gt=-1, le=100_000_000_000)
    ] = None,
    price_max: Annotated[
        int | None, QueryParameter(name="priceMax", gt=-1, le=100_000_000_000)
    ] = None,
    cursor: Cursor = None,
    limit: PageSize = 20,
    count: WithTotal = False,
) -> Json[TeaserPage]:
    """Other brokers' open offers, as teasers, the newest first.

    Refused with `forbidden`, `cursor_invalid`.
    """
    return await ask(
        sql.browse_marketplace,
        city,
        property_type,
        listing_type,
        price_min,
        price_max,
        cursor,
        limit,
        count,
    )


@get("/stats", responses=error_answers(401))
async def show_offer_stats(ask: Asking) -> Json[OfferStats]:
    """One's own and one's team's offers in counts: from offer to accepted match."""
    return await ask(sql.show_offer_stats)


@get("/{offer_id:uuid}", responses=error_answers(401, 404))
async def show_offer(ask: Asking, offer_id: FromPath[UUID]) -> Json[OfferView]:
    """One offer: whole to its own side and after an accepted match, else the teaser.

    Refused with `not_found`.
    """
    return await ask(sql.show_offer, offer_id)


@patch("/{offer_id:uuid}", responses=error_answers(401, 402, 404, 412, 422))
async def change_offer(
    ask: Asking, offer_id: FromPath[UUID], data: JSONBody[OfferChanges]
) -> Json[Offer]:
    """Change an offer's places or expiry.

    Refused with `not_found`, `places_taken`, `expiry_past`, `expiry_after_license`.
    """
    return await ask(sql.change_offer, offer_id, changes(data))


@post("/{offer_id:uuid}/pause", status_code=200, responses=error_answers(401, 402, 404, 409))
async def pause_offer(ask: Asking, offer_id: FromPath[UUID]) -> Json[Offer]:
    """Take an offer off the market; its matches stay. Refused with `not_found`, `state_refused`."""
    return await ask(sql.pause_offer, offer_id)


@post("/{offer_id:uuid}/resume", status_code=200, responses=error_answers(401, 402, 404, 409))
async def resume_offer(ask: Asking, offer_id: FromPath[UUID]) -> Json[Offer]:
    """Put a paused offer back; it is matched again.

    Refused with `not_found`, `state_refused`, `offer_closed`, `plan_limit_reached`.
    """
    return await ask(sql.resume_offer, offer_id)


@post("/{offer_id:uuid}/complete", status_code=200, responses=error_answers(401, 402, 404, 409))
async def complete_offer(ask: Asking, offer_id: FromPath[UUID]) -> Json[Offer]:
    """Close an offer that did its work; its open matches expire, accepted ones stay.

    Refused with `not_found`, `state_refused`.
    """
    return await ask(sql.complete_offer, offer_id)


@post(
    "/{offer_id:uuid}/renew", status_code=200, responses=error_answers(401, 402, 403, 404, 409, 422)
)
async def renew_offer(
    ask: Asking, offer_id: FromPath[UUID], data: JSONBody[Renewal]
) -> Json[Offer]:
    """Bring an expired offer back into the market; it is matched again.

    Refused with `not_found`, `state_refused`, `property_not_published`, `expiry_past`,
    `expiry_after_license`, `offer_exists`, `phone_unverified`, `fal_license_required`,
    `subscription_required`, `plan_limit_reached`.
    """
    return await ask(sql.renew_offer, offer_id, data.expires_at)


@delete("/{offer_id:uuid}", responses=error_answers(401, 402, 404, 409, 412))
async def delete_offer(ask: Asking, offer_id: FromPath[UUID]) -> None:
    """Take an offer back.

    Refused with `not_found`; `offer_accepted` while a broker holds a place.
    """
    await ask.raw(sql.delete_offer, offer_id)


@get("/{offer_id:uuid}/matches", responses=error_answers(401, 403, 404))
async def list_offer_matches(
    ask: Asking, offer_id: FromPath[UUID], min_score: Score = None, limit: PageSize = 20
) -> Json[OfferFits]:
    """The requests in the market that the offer fits, found now, the best first.

    Refused with `not_found`, `forbidden`.
    """
    return await ask(sql.list_offer_matches, offer_id, min_score, limit)


@get("/{offer_id:uuid}/brokers", responses=error_answers(401, 404))
async def list_offer_brokers(ask: Asking, offer_id: FromPath[UUID]) -> Json[Brokers]:
    """Who holds a place on the offer, with phone and e-mail. Refused with `not_found`."""
    return await ask(sql.list_offer_brokers, offer_id)


router = Router(
    "/api/offers",
    tags=["offers"],
    route_handlers=[
        list_offers, create_offer, browse_marketplace, show_offer_stats, show_offer, change_offer,
        delete_offer, pause_offer, resume_offer, complete_offer, renew_offer, list_offer_matches,
        list_offer_brokers,
    ],
)  # fmt: skip
