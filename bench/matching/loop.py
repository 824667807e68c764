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


Scored = tuple[int, dict[str, int], list[str]]
"""Points, breakdown, matched features: what the original works out for every pair."""


def recalculate(
    connection: psycopg.Connection[Any], broker: object
) -> list[tuple[object, object, Scored]]:
    """Every pair of a broker's requests with 50 points or more, without the question per hit."""
    with connection.cursor(row_factory=dict_row) as cursor:
        requests = cursor.execute(REQUESTS, [broker]).fetchall()
        offers = cursor.execute(OFFERS, [broker]).fetchall()
    return [
        (request["id"], offer["id"], scored)
        for request in requests
        for offer in offers
        if (scored := score(request, offer))[0] >= 50
    ]


def score(request: dict[str, Any], offer: dict[str, Any]) -> Scored:
    """What the original's calculateMatchScore answers for one pair."""
    points = 0
    breakdown = {"city": 0, "district": 0, "propertyType": 0, "category": 0, "price": 0, "area": 0}
    matched: list[str] = []
    if offer["city"] in request["cities"]:
        breakdown["city"] = 25
        points += 25
        matched.append("المدينة")
    if request["districts"] and offer["district"] in request["districts"]:
        breakdown["district"] = 20
        points += 20
        matched.append("الحي")
    if offer["property_type"] in request["property_types"]:
        breakdown["propertyType"] = 20
        points += 20
        matched.append("نوع العقار")
    if offer["category"] == "سكني" and request["type"] == "BUY":
        breakdown["category"] = 10
        points += 10
    if (
        request["price_min"] and request["price_max"]
        and request["price_min"] <= offer["price"] <= request["price_max"]
    ):  # fmt: skip
        breakdown["price"] = 15
        points += 15
        matched.append("السعر")
    if (
        request["area_min"] and request["area_max"]
        and request["area_min"] <= offer["area"] <= request["area_max"]
    ):  # fmt: skip
        breakdown["area"] = 10
        points += 10
        matched.append("المساحة")
    return points, breakdown, matched
