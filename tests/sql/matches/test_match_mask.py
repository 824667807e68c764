"""Algorithm 1.0, exactly as the original request's loop."""

import json
import random
from pathlib import Path
from typing import Any

import psycopg
import pytest

VECTORS = json.loads((Path(__file__).parents[2] / "data/matching_vectors.json").read_text())

EXPLAIN = """
select o.score, o.breakdown, o.features_ar
from private.match_outcomes o
where o.mask = private.match_mask(
    jsonb_populate_record(null::nova.requests, %s), jsonb_populate_record(null::nova.properties, %s))
"""
COLUMNS = {
    "priceMin": "price_min", "priceMax": "price_max", "areaMin": "area_min", "areaMax": "area_max",
    "propertyTypes": "property_types", "propertyType": "property_type", "listingType": "listing_type",
}  # fmt: skip


def columns(given: dict[str, Any]) -> str:
    return json.dumps({COLUMNS.get(name, name): value for name, value in given.items()})


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_vector(owner: psycopg.Connection, vector: dict[str, Any]) -> None:
    row = owner.execute(
        EXPLAIN, [columns(vector["request"]), columns(vector["property"])]
    ).fetchone()
    expected = vector["expected"]
    assert row == (expected["score"], expected["breakdown"], expected["matchedFeatures"])


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


def test_random_pairs_score_as_the_loop_does(owner: psycopg.Connection) -> None:
    chance = random.Random(1)
    words = ["الرياض", "الرياض ", "رياض", "", "it's", 'a"b', "a,b", "a\\b", "{}"]
    bounds = [None, 0, -1, 1, 50, 100, 2**31 - 1]

    def some() -> list[str]:
        return chance.sample(words, chance.randrange(4))

    pairs = [
        (
            {
                "type": chance.choice(["BUY", "RENT"]), "cities": some(), "districts": some(),
                "property_types": some(),
                **{name: chance.choice(bounds) for name in ("price_min", "price_max", "area_min", "area_max")},
            },
            {
                "city": chance.choice(words), "district": chance.choice(words),
                "property_type": chance.choice(words), "category": chance.choice(["سكني", "تجاري"]),
                "price": chance.choice([0, 1, 50, 100, 2**31 - 1]), "area": chance.choice([0, 1, 50, 100]),
            },
        )
        for _ in range(20_000)
    ]  # fmt: skip
    scores = owner.execute(
        """
        select array_agg(o.score order by pair.place)
        from jsonb_array_elements(%s) with ordinality as pair (sides, place)
        join private.match_outcomes o on o.mask = private.match_mask(
            jsonb_populate_record(null::nova.requests, pair.sides -> 0),
            jsonb_populate_record(null::nova.properties, pair.sides -> 1))
        """,
        [json.dumps(pairs)],
    ).fetchone()
    assert scores is not None
    assert scores[0] == [loop(request, listed) for request, listed in pairs]
    assert len(set(scores[0])) > 12


def test_the_score_is_inlined_into_the_search(owner: psycopg.Connection) -> None:
    plan = owner.execute(
        "explain (verbose) select private.match_mask(r, p) from nova.requests r, nova.properties p"
    ).fetchall()
    assert "match_mask" not in str(plan)
