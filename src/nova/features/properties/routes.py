"""Routes of /api/properties."""

from typing import Annotated
from uuid import UUID

from litestar import Router, delete, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from nova.database.queries import read_queries
from nova.features.properties.structs import (
    NewProperty,
    OwnRequestFits,
    PropertyChanges,
    PropertyPage,
    SimilarProperties,
)
from nova.http.answer import Json
from nova.http.ask import Asking
from nova.http.body import LARGE_BODY
from nova.http.openapi import error_answers
from nova.http.parameters import Cursor, Filter, Ids, PageSize, Search, WithTotal, is_narrowed
from nova.shapes.properties import Property
from nova.shapes.structs import changes, columns
from nova.shapes.words import ListingType, PropertyStatus

sql = read_queries(__file__)


Latitude = Annotated[float | None, QueryParameter(ge=-90, le=90, description="Degrees north")]
Longitude = Annotated[float | None, QueryParameter(ge=-180, le=180, description="Degrees east")]


@get("/", responses=error_answers(401, 422))
async def list_properties(
    ask: Asking,
    q: Search = None,
    status: FromQuery[PropertyStatus | None] = None,
    listing_type: Annotated[ListingType | None, QueryParameter(name="listingType")] = None,
    property_type: Annotated[
        str | None, QueryParameter(name="propertyType", min_length=1, max_length=100)
    ] = None,
    city: Filter = None,
    price_min: Annotated[
        int | None, QueryParameter(name="priceMin", gt=-1, le=100_000_000_000)
    ] = None,
    price_max: Annotated[
        int | None, QueryParameter(name="priceMax", gt=-1, le=100_000_000_000)
    ] = None,
    area_min: Annotated[int | None, QueryParameter(name="areaMin", gt=-1, le=10**9)] = None,
    area_max: Annotated[int | None, QueryParameter(name="areaMax", gt=-1, le=10**9)] = None,
    bedrooms_min: Annotated[int | None, QueryParameter(name="bedroomsMin", gt=-1, le=99)] = None,
    is_published: Annotated[bool | None, QueryParameter(name="isPublished")] = None,
    lat: Latitude = None,
    lng: Longitude = None,
    radius: Annotated[
        float | None, QueryParameter(gt=0, le=500_000, description="Metres around lat, lng")
    ] = None,
    south: Latitude = None,
    west: Longitude = None,
    north: Latitude = None,
    east: Longitude = None,
    ids: Ids = None,
    cursor: Cursor = None,
    limit: PageSize = 20,
    count: WithTotal = False,
) -> Json[PropertyPage]:
    """The properties the caller may see, the newest first; `q` searches title, place and type.

    Around a place with lat, lng and radius, or in the box of south, west, north and east.
    Refused with `cursor_invalid`, `place_incomplete`.
    """
    filters = (
        q, status, listing_type, property_type, city, price_min, price_max, area_min, area_max,
        bedrooms_min, is_published, lat, lng, radius, south, west, north, east, ids,
    )  # fmt: skip
    if is_narrowed(*filters):
        return await ask(sql.search_properties, *filters, cursor, limit, count)
    return await ask(sql.list_properties, cursor, limit, count)


@post("/", responses=error_answers(401, 402, 403, 409, 422))
async def create_property(ask: Asking, data: JSONBody[NewProperty]) -> Json[Property]:
    """Keep a new property, as DRAFT.

    Refused with `word_unknown`, `customer_unknown`, `deed_taken`, `ad_license_dates_wrong`,
    `forbidden`, `plan_limit_reached`.
    """
    return await ask(sql.create_property, columns(data))


@get("/{property_id:uuid}", responses=error_answers(401, 404))
async def show_property(ask: Asking, property_id: FromPath[UUID]) -> Json[Property]:
    """One property. Refused with `not_found`."""
    return await ask(sql.show_property, property_id)


@patch("/{property_id:uuid}", responses=error_answers(401, 402, 403, 404, 409, 412, 422))
async def change_property(
    ask: Asking, property_id: FromPath[UUID], data: JSONBody[PropertyChanges]
) -> Json[Property]:
    """Change a property; its open offer follows.

    Refused with `word_unknown`, `not_found`, `customer_unknown`, `deed_taken`,
    `ad_license_dates_wrong`.
    """
    return await ask(sql.change_property, property_id, changes(data))


@post(
    "/{property_id:uuid}/publish", status_code=200, responses=error_answers(401, 402, 403, 404, 409)
)
async def publish_property(ask: Asking, property_id: FromPath[UUID]) -> Json[Property]:
    """Put a property on the market; `details` names all that is in the way.

    Refused with `not_found`, `ad_license_required`, `property_not_publishable`,
    `forbidden`, `phone_unverified`, `fal_license_required`, `subscription_required`.
    """
    return await ask(sql.publish_property, property_id)


@delete("/{property_id:uuid}", responses=error_answers(401, 402, 404, 412))
async def delete_property(ask: Asking, property_id: FromPath[UUID]) -> None:
    """Put a property away; its open offer is completed. Refused with `not_found`."""
    await ask.raw(sql.delete_property, property_id)


@post("/{property_id:uuid}/restore", status_code=200, responses=error_answers(401, 402, 404, 409))
async def restore_property(ask: Asking, property_id: FromPath[UUID]) -> Json[Property]:
    """Bring a deleted property back, unpublished.

    Refused with `not_found`, `plan_limit_reached`;
    `deed_taken` when another has its deed number by now.
    """
    return await ask(sql.restore_property, property_id)


@get("/{property_id:uuid}/matching-requests", responses=error_answers(401, 404))
async def matching_requests(
    ask: Asking, property_id: FromPath[UUID], limit: PageSize = 20
) -> Json[OwnRequestFits]:
    """One's own open requests that the property fits, the best first. Refused with `not_found`."""
    return await ask(sql.matching_requests, property_id, limit)


@get("/{property_id:uuid}/similar", responses=error_answers(401, 404))
async def similar_properties(
    ask: Asking, property_id: FromPath[UUID], limit: PageSize = 20
) -> Json[SimilarProperties]:
    """Comparable stock, the nearest first, with its price per m². Refused with `not_found`."""
    return await ask(sql.similar_properties, property_id, limit)


router = Router(
    "/api/properties",
    request_max_body_size=LARGE_BODY,
    tags=["properties"],
    route_handlers=[
        list_properties, create_property, show_property, change_property, delete_property,
        restore_property, publish_property, matching_requests, similar_properties,
    ],
)  # fmt: skip
