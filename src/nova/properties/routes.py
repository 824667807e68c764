"""Routes of /api/properties."""

from typing import Annotated, Literal
from uuid import UUID

from litestar import Router, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from nova.asking import Asking, Cursor, Filter, Json, PageSize, Search, WithTotal, changes, columns
from nova.documents import refusals
from nova.properties.structs import NewProperty, Property, PropertyChanges, PropertyPage
from nova.queries import read_queries

sql = read_queries("properties")


@get("/", responses=refusals(401))
async def list_properties(
    ask: Asking,
    q: Search = None,
    status: FromQuery[Literal["DRAFT", "ACTIVE", "SOLD", "RENTED", "ARCHIVED"] | None] = None,
    listing_type: Annotated[
        Literal["SALE", "RENT"] | None, QueryParameter(name="listingType")
    ] = None,
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
    cursor: Cursor = None,
    limit: PageSize = 20,
    count: WithTotal = False,
) -> Json[PropertyPage]:
    """The properties the caller may see, the newest first; `q` searches title, place and type.

    Refused with `cursor_invalid`.
    """
    filters = (q, status, listing_type, property_type, city, price_min, price_max)
    if any(value is not None for value in filters):
        return await ask(sql.search_properties, *filters, cursor, limit, count)
    return await ask(sql.list_properties, cursor, limit, count)


@post("/", responses=refusals(401, 403, 409, 422))
async def create_property(ask: Asking, data: JSONBody[NewProperty]) -> Json[Property]:
    """Keep a new property, as DRAFT.

    Refused with `customer_unknown`, `deed_taken`, `ad_license_dates_wrong`, `forbidden`.
    """
    return await ask(sql.create_property, columns(data))


@get("/{property_id:uuid}", responses=refusals(401, 404))
async def show_property(ask: Asking, property_id: FromPath[UUID]) -> Json[Property]:
    """One property. Refused with `not_found`."""
    return await ask(sql.show_property, property_id)


@patch("/{property_id:uuid}", responses=refusals(401, 403, 404, 409, 412, 422))
async def change_property(
    ask: Asking, property_id: FromPath[UUID], data: JSONBody[PropertyChanges]
) -> Json[Property]:
    """Change a property; its open offer follows.

    Refused with `not_found`, `customer_unknown`, `deed_taken`, `ad_license_dates_wrong`.
    """
    return await ask(sql.change_property, property_id, changes(data))


@post("/{property_id:uuid}/publish", status_code=200, responses=refusals(401, 403, 404, 409))
async def publish_property(ask: Asking, property_id: FromPath[UUID]) -> Json[Property]:
    """Put a property on the market.

    Refused with `not_found`, `ad_license_required`, `property_not_publishable`,
    `phone_unverified`, `fal_license_required`, `subscription_required`.
    """
    return await ask(sql.publish_property, property_id)


router = Router(
    "/api/properties",
    tags=["properties"],
    route_handlers=[
        list_properties, create_property, show_property, change_property, publish_property,
    ],
)  # fmt: skip
