"""The original request's way: load every offer, look at every pair, ask for each hit whether it is
there already. Straight from its calculateMatchScore, in Python."""

from typing import Any

import psycopg
from psycopg.rows import dict_row

OFFERS = """
select o.id, o.user_id, p.city, p.district, p.property_type, p.category, p.price, p.area
from nova.offers o
join nova.properties p on p.id = o.property_id
where o.status = 'ACTIVE' and o.accepted_count < o.max_brokers and o.user_id <> %s
"""
REQUESTS = "select * from nova.requests where user_id = %s and status = 'ACTIVE'"


def recalculate(url: str, broker: object) -> set[tuple[object, object, int]]:
    """Every pair of a broker's requests with 50 points or more, without the question per hit."""
    with psycopg.connect(url, row_factory=dict_row) as connection:
        requests = connection.execute(REQUESTS, [broker]).fetchall()
        offers = connection.execute(OFFERS, [broker]).fetchall()
    return {
        (request["id"], offer["id"], points)
        for request in requests
        for offer in offers
        if (points := score(request, offer)) >= 50
    }


def score(request: dict[str, Any], offer: dict[str, Any]) -> int:
    """The points of one pair."""
    points = 0
    if offer["city"] in request["cities"]:
        points += 25
    if request["districts"] and offer["district"] in request["districts"]:
        points += 20
    if offer["property_type"] in request["property_types"]:
        points += 20
    if offer["category"] == "سكني" and request["type"] == "BUY":
        points += 10
    if (
        request["price_min"] and request["price_max"]
        and request["price_min"] <= offer["price"] <= request["price_max"]
    ):  # fmt: skip
        points += 15
    if (
        request["area_min"] and request["area_max"]
        and request["area_min"] <= offer["area"] <= request["area_max"]
    ):  # fmt: skip
        points += 10
    return points
