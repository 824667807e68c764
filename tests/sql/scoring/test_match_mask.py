"""Algorithm 1.0, exactly as the original request's loop."""

import json
import random
from pathlib import Path
from typing import Any

import psycopg
import pytest

VECTORS = json.loads((Path(__file__).parents[2] / "data/matching_vectors.json").read_text())
COLUMNS = {
    "priceMin": "price_min", "priceMax": "price_max", "areaMin": "area_min", "areaMax": "area_max",
    "propertyTypes": "property_types", "propertyType": "property_type", "listingType": "listing_type",
}  # fmt: skip

# Requests and homes as the matcher would write them down for a broker of algorithm 1.0, but without
# the tables' own checks: the request's loop takes negative bounds and empty lists.
DEMAND = """
select q.place, jsonb_populate_record(null::private.demand, to_jsonb(b) || jsonb_build_object(
    'buys', r.type = 'BUY',
    'cities', private.codes_of('WORD', r.cities),
    'districts', private.codes_of('WORD', r.districts),
    'types', private.codes_of('WORD', r.property_types))) as d
from jsonb_array_elements(%s) with ordinality as q (body, place)
cross join lateral jsonb_populate_record(null::nova.requests, q.body) as r
join private.match_plans p on p.plan = 1
cross join lateral private.bounds_of(r, p) as b
"""
STOCK = """
select q.place, jsonb_populate_record(null::private.stock, jsonb_build_object(
    'city_word', private.code_for('WORD', p.city),
    'district_word', private.code_for('WORD', p.district),
    'type_word', private.code_for('WORD', p.property_type),
    'residential', p.category = 'سكني', 'price', p.price, 'area', p.area)) as h
from jsonb_array_elements(%s) with ordinality as q (body, place)
cross join lateral jsonb_populate_record(null::nova.properties, q.body) as p
"""


def columns(given: dict[str, Any]) -> dict[str, Any]:
    return {COLUMNS.get(name, name): value for name, value in given.items()}


def written_down(
    owner: psycopg.Connection, requests: list[dict[str, Any]], homes: list[dict[str, Any]]
) -> None:
    owner.execute("create temporary table asked as " + DEMAND, [json.dumps(requests)])
    owner.execute("create temporary table listed as " + STOCK, [json.dumps(homes)])


@pytest.fixture
def scratch(owner: psycopg.Connection) -> psycopg.Connection:
    """A connection with room for temporary tables."""
    owner.execute("set local search_path = pg_temp")
    return owner


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_vector(scratch: psycopg.Connection, vector: dict[str, Any]) -> None:
    written_down(scratch, [columns(vector["request"])], [columns(vector["property"])])
    row = scratch.execute(
        "select said.*, private.score_of(o.points) from asked cross join listed"
        " join private.match_outcomes o on o.mask = private.match_mask(asked.d, listed.h)"
        " cross join lateral private.explain_points(o.points, null, null) as said"
    ).fetchone()  # fmt: skip
    expected = vector["expected"]
    assert row is not None
    version, features, _, breakdown, score = row
    assert (version, score, breakdown, features) == (
        "1.0", expected["score"], expected["breakdown"], expected["matchedFeatures"],
    )  # fmt: skip
    assert list(breakdown) == ["city", "district", "propertyType", "category", "price", "area"]


def loop(request: dict[str, Any], listed: dict[str, Any]) -> int:
    """The request's calculateMatchScore, read straight."""
    score = 0
    if listed["city"] in request["cities"]:
        score += 25
    if request["districts"] and listed["district"] in request["districts"]:
        score += 20
    if listed["property_type"] in request["property_types"]:
        score += 20
    if listed["category"] == "سكني" and request["type"] == "BUY":
        score += 10
    if request["price_min"] and request["price_max"]:
        score += 15 * (request["price_min"] <= listed["price"] <= request["price_max"])
    if request["area_min"] and request["area_max"]:
        score += 10 * (request["area_min"] <= listed["area"] <= request["area_max"])
    return score


WORDS = ["الرياض", "الرياض ", "رياض", "أبها", "ابها", "أبها", "الروضة", "الروضه", "", "it's", 'a"b', "a,b", "a\\b", "{}", "Riyadh", "riyadh"]  # fmt: skip
BOUNDS = [None, 0, -1, 1, 50, 100, 2**31 - 1, 100_000_000_000]


def test_two_hundred_thousand_pairs_score_as_the_loop_does(scratch: psycopg.Connection) -> None:
    chance = random.Random(1)

    def some() -> list[str]:
        return chance.sample(WORDS, chance.randrange(12))

    requests = [
        {
            "type": chance.choice(["BUY", "RENT"]), "cities": some(),
            "districts": chance.choice([None, some()]), "property_types": some(),
            **{name: chance.choice(BOUNDS) for name in ("price_min", "price_max", "area_min", "area_max")},
        }
        for _ in range(500)
    ]  # fmt: skip
    homes = [
        {
            "city": chance.choice(WORDS), "district": chance.choice(WORDS),
            "property_type": chance.choice(WORDS), "category": chance.choice(["سكني", "سكنى", "تجاري"]),
            "price": chance.choice([0, 1, 50, 100, 2**31 - 1, 100_000_000_000]),
            "area": chance.choice([0, 1, 50, 100]),
        }
        for _ in range(400)
    ]  # fmt: skip
    written_down(scratch, requests, homes)
    answer = scratch.execute(
        "select array_agg(o.score order by asked.place, listed.place), count(distinct o.mask)"
        " from asked cross join listed"
        " join private.match_outcomes o on o.mask = private.match_mask(asked.d, listed.h)"
    ).fetchone()
    assert answer is not None
    scores, masks = answer
    assert scores == [loop(request, home) for request in requests for home in homes]
    assert len(scores) == 200_000
    assert masks == 64
