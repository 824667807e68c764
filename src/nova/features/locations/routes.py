"""Routes of /api/locations: open to all, since a form needs them before anybody logs in."""

from typing import Annotated

from litestar import Router, get
from litestar.params import FromPath, QueryParameter

from nova.database.queries import read_queries
from nova.features.locations.structs import Cities, Districts
from nova.http.answer import FIVE_MINUTES, Public
from nova.http.ask import Asking
from nova.http.callers import OPEN
from nova.http.openapi import error_answers
from nova.http.parameters import Search

sql = read_queries(__file__)

RegionId = Annotated[
    int | None, QueryParameter(name="regionId", ge=1, le=99, description="ISO 3166-2:SA number")
]


@get("/cities", security=OPEN, responses=error_answers())
async def list_cities(
    ask_anyone: Asking, q: Search = None, region_id: RegionId = None
) -> Public[Cities]:
    """The cities, the largest first; `q` finds a name in Arabic or English."""
    return Public(await ask_anyone.raw(sql.list_cities, q, region_id), FIVE_MINUTES)


@get("/cities/{city_id:int}/districts", security=OPEN, responses=error_answers(404))
async def list_districts(ask_anyone: Asking, city_id: FromPath[int]) -> Public[Districts]:
    """The districts of a city that are known. Refused with `not_found`."""
    return Public(await ask_anyone.raw(sql.list_districts, city_id), FIVE_MINUTES)


router = Router("/api/locations", tags=["locations"], route_handlers=[list_cities, list_districts])
