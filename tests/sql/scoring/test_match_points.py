"""Algorithm 2.0: graded by rules read a second time in Python; the explanation
adds up."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

import make
import market

WEIGHTS = {
    "district": 25, "price": 25, "area": 15, "bedrooms": 10, "bathrooms": 5, "age": 5, "facing": 3,
    "features": 7, "freshness": 5,
}  # fmt: skip
UNSTATED = 0.6
CITY = {"Riyadh": "الرياض", "رياض": "الرياض", "Jeddah": "جدة"}
DISTRICT = {"حي النرجس": "النرجس", "Al Malqa": "الملقا"}
TYPE = {"villa": "فيلا", "apartment": "شقة"}
KNOWN = {"الرياض": {"النرجس", "الملقا", "الروضة", "العزيزية"}, "جدة": {"الروضة", "العزيزية"}}


def graded(over: float, bound: float) -> float:
    """The fit of a value beyond a bound: nothing at a tenth of the bound."""
    return max(0.0, 1 - over / (bound * 0.1))


def within(low: float | None, high: float | None, value: float) -> float:
    if not low and not high:
        return UNSTATED
    if low and value < low:
        return graded(low - value, low)
    if high and value > high:
        return graded(value - high, high)
    return 1


def at_least(wanted: int | None, found: int | None) -> float:
    if not wanted:
        return UNSTATED
    return 0 if found is None else min(1, max(0, 1 - (wanted - found) * 0.5))


def fits(
    request: dict[str, Any], home: dict[str, Any], zones: dict[str, str]
) -> dict[str, float] | None:
    """Each factor's fit, or None when a gate stops the pair."""
    city = CITY.get(home["city"], home["city"])
    cities = {CITY.get(each, each) for each in request["cities"]}
    types = {TYPE.get(each, each) for each in request["property_types"]}
    price, area = home["price"], home["area"]
    high = request["price_max"] or None
    if (
        (home["listing_type"] == "SALE") != (request["type"] == "BUY")
        or city not in cities
        or TYPE.get(home["property_type"], home["property_type"]) not in types
        or (high and price > high * 1.1)
        or (request["area_min"] and area < request["area_min"] * 0.9)
        or not set(request["must_features"]) <= set(home["features"])
    ):
        return None
    district = DISTRICT.get(home["district"], home["district"])
    wanted = {DISTRICT.get(each, each) for each in request["districts"]}
    near = {zones[each] for each in wanted for place in cities
            if each in KNOWN.get(place, set()) and place == city and each in zones}  # fmt: skip
    if district in wanted:
        place = 1.0
    elif not wanted or (district in KNOWN.get(city, set()) and zones.get(district) in near):
        place = 0.4
    else:
        place = 0
    age, oldest = home["property_age"], request["age_max"]
    features = request["required_features"]
    return {
        "district": place,
        "price": within(request["price_min"], high, price),
        "area": within(request["area_min"], request["area_max"], area),
        "bedrooms": at_least(request["bedrooms_min"], home["bedrooms"]),
        "bathrooms": at_least(request["bathrooms_min"], home["bathrooms"]),
        "age": UNSTATED if oldest is None else 0 if age is None else max(0, min(1, 1 - (age - oldest) / 5)),
        "facing": UNSTATED if request["facing"] is None else float(home["facing"] == request["facing"]),
        "features": len(set(features) & set(home["features"])) / len(features) if features else UNSTATED,
        "freshness": 1,
    }  # fmt: skip


def test_pairs_are_graded_as_a_second_reading_grades_them(owner: psycopg.Connection) -> None:
    chance = random.Random(5)
    zones: dict[str, str] = dict(owner.execute(
        "select name_ar, zone from nova.districts where city_id = 1 and name_ar = any (%s) and zone is not null",
        [list(KNOWN["الرياض"])]).fetchall())  # fmt: skip
    seller, buyer = make.user(owner), make.user(owner)
    city = ["الرياض", "Riyadh", "رياض"]
    homes = [market.home(chance) | {"city": chance.choice(city)} for _ in range(200)]
    wishes = [market.wish(chance) | {"cities": chance.sample(city, 2)} for _ in range(200)]
    listed = [make.property_(owner, user_id=seller, **home) for home in homes]
    asked = [make.request(owner, user_id=buyer, **wish) for wish in wishes]
    market.settle(owner)
    scored = {
        (request_id, property_id): (admitted, points)
        for request_id, property_id, admitted, points in owner.execute(
            "select d.request_id, h.property_id, private.passes_gates(d, h), private.match_points(d, h, p)"
            " from private.demand d cross join private.stock h join private.match_plans p on p.plan = 2"
            " where d.request_id = any (%s) and h.property_id = any (%s)", [asked, listed])
    }  # fmt: skip
    assert len(scored) == 40_000
    admitted = 0
    for request_id, wish in zip(asked, wishes, strict=True):
        for property_id, home in zip(listed, homes, strict=True):
            fit = fits(wish, home, zones)
            passes, points = scored[request_id, property_id]
            assert passes == (fit is not None), (wish, home)
            if fit is None:
                continue
            admitted += 1
            expected = {name: round(WEIGHTS[name] * fit[name]) for name in WEIGHTS}
            found = {name: points >> 5 * place & 31 for place, name in enumerate(WEIGHTS)}
            assert found == expected, (wish, home)
            assert points >> 56 == sum(expected.values())
    assert admitted > 2000


@pytest.fixture
def pair(owner: psycopg.Connection) -> tuple[psycopg.Connection, object, object]:
    """A villa and a request that it meets in everything stated; who owns them differs."""
    home = make.property_(
        owner, user_id=make.user(owner), bedrooms=5, bathrooms=4, property_age=2, facing="شمال",
        features=["مسبح", "مصعد"])  # fmt: skip
    wish = make.request(
        owner, user_id=make.user(owner), bedrooms_min=4, bathrooms_min=3, age_max=5, facing="شمال",
        required_features=["مسبح"])  # fmt: skip
    return owner, home, wish


POINTS = """
select private.score_of(private.pair_points(d, h)) from private.demand d, private.stock h
where d.request_id = %(wish)s and h.property_id = %(home)s
"""


@pytest.mark.parametrize(
    ("request_change", "property_change", "score"),
    [
        ({}, {}, 100),
        ({"type": "RENT"}, {}, None),
        ({"cities": ["جدة"]}, {}, None),
        ({"cities": ["Riyadh"]}, {"city": "رياض"}, 100),
        ({"districts": ["An Narjis"]}, {"district": "حي النرجس"}, 100),
        ({"property_types": ["villa"]}, {}, 100),
        ({"property_types": ["شقة"]}, {}, None),
        ({"price_max": 1_200_000}, {"price": 1_320_001}, None),
        ({"price_max": 1_200_000}, {"price": 1_260_000}, 87),  # half way to the gate: 12 of 25
        ({"price_min": None, "price_max": 1_200_000}, {}, 100),  # up to: an open end is no fault
        ({"price_min": 0, "price_max": 0}, {}, 90),  # not stated: 15 of 25
        ({"price_max": None, "price_min": 2_000_000}, {}, 75),
        ({"area_min": 400}, {"area": 359}, None),
        ({"area_min": 400, "area_max": None}, {"area": 380}, 93),  # half: 8 of 15 (7.5 to even)
        ({"bedrooms_min": 6}, {}, 95),
        ({"bedrooms_min": 7}, {}, 90),
        ({"bedrooms_min": 3}, {"bedrooms": None}, 90),
        ({"bathrooms_min": 5}, {}, 97),  # half of 5 is 2.5, to even: 2
        ({"age_max": 0}, {}, 98),
        ({"age_max": 0}, {"property_age": 10}, 95),
        ({"facing": "جنوب"}, {}, 97),
        ({"required_features": ["مسبح", "حديقة"]}, {}, 97),
        ({"must_features": ["حديقة"]}, {}, None),
        ({"must_features": ["مصعد"]}, {}, 100),
        ({"districts": []}, {}, 85),
        ({"districts": ["الياسمين"]}, {}, 85),  # the same part of the city: 10 of 25
        ({"districts": ["العزيزية"]}, {}, 75),
        ({"cities": ["الرياض", "جدة"], "districts": ["النرجس"]}, {"city": "جدة", "district": "النرجس"}, 100),
        ({"financing_needed": True, "monthly_salary": 9_000, "down_payment": 0}, {}, 100),
    ],
)  # fmt: skip
def test_each_factor_by_hand(
    pair: tuple[psycopg.Connection, object, object],
    request_change: dict[str, object],
    property_change: dict[str, object],
    score: int | None,
) -> None:
    owner, home, wish = pair
    for table, key, changed in (
        ("requests", wish, request_change),
        ("properties", home, property_change),
    ):
        for column, value in changed.items():
            owner.execute(
                f"update nova.{table} set {column} = %s where id = %s".encode(), [value, key]
            )
    market.settle(owner)
    assert owner.execute(POINTS, {"wish": wish, "home": home}).fetchone() == (score,)


@pytest.mark.parametrize(
    ("financing", "price_max", "score"),
    [
        ({"financing_needed": False, "monthly_salary": 1, "down_payment": 0}, 1_200_000, 100),
        ({"financing_needed": True, "monthly_salary": None, "down_payment": 0}, 1_200_000, 100),
        ({"financing_needed": True, "monthly_salary": 9_260, "down_payment": 0}, 1_200_000, 100),
        # 972,000 reach 1,000,000 to 0.712 of the tenth beyond: 18 of 25
        ({"financing_needed": True, "monthly_salary": 9_000, "down_payment": 0}, 1_200_000, 93),
        (
            {"financing_needed": True, "monthly_salary": 9_000, "down_payment": 28_000},
            1_200_000,
            100,
        ),
        ({"financing_needed": True, "monthly_salary": 1, "down_payment": 0}, 1_200_000, 75),
        # what the stated price has lost already is not lost again
        ({"financing_needed": True, "monthly_salary": 9_000, "down_payment": 0}, 950_000, 87),
    ],
)
def test_the_requests_side_reads_its_score_with_its_financing(
    pair: tuple[psycopg.Connection, object, object],
    financing: dict[str, object],
    price_max: int,
    score: int,
) -> None:
    owner, home, wish = pair
    for column, value in (financing | {"price_max": price_max, "price_min": None}).items():
        owner.execute(
            f"update nova.requests set {column} = %s where id = %s".encode(), [value, wish]
        )
    market.settle(owner)
    read = (
        "select private.score_of(own) from private.demand d"
        " join nova.requests r on r.id = d.request_id cross join private.stock h"
        " cross join lateral private.points_with_financing(private.pair_points(d, h), r, h.price) as own"
        " where d.request_id = %(wish)s and h.property_id = %(home)s"
    )
    assert owner.execute(read, {"wish": wish, "home": home}).fetchone() == (score,)


@pytest.mark.parametrize(
    ("days", "points"), [(0, 5), (30, 5), (60, 4), (106, 2), (180, 0), (1000, 0)]
)
def test_an_offer_ages(owner: psycopg.Connection, days: int, points: int) -> None:
    home = make.property_(
        owner, user_id=make.user(owner), created_at=datetime.now(UTC) - timedelta(days)
    )
    wish = make.request(owner, user_id=make.user(owner))
    market.settle(owner)
    row = owner.execute(
        "select private.pair_points(d, h) >> 40 & 31 from private.demand d, private.stock h"
        " where d.request_id = %s and h.property_id = %s", [wish, home]).fetchone()  # fmt: skip
    assert row == (points,)


def test_the_explanation_adds_up_and_names_what_is_met(owner: psycopg.Connection) -> None:
    market.fill(owner, random.Random(8), brokers=6, homes=60, wishes=60)
    market.settle(owner)
    said = owner.execute(
        "select private.score_of(m.points), said.* from nova.smart_matches m"
        " join nova.requests r on r.id = m.request_id join nova.offers o on o.id = m.offer_id"
        " cross join lateral private.explain_points(m.points, r.full_details, o.summary) as said"
    ).fetchall()
    versions = {version for _, version, *_ in said}
    assert versions == {"1.0", "2.0"}
    for score, version, features, features_en, breakdown in said:
        points = {
            name: part if version == "1.0" else part["points"] for name, part in breakdown.items()
        }
        assert sum(points.values()) == score
        assert len(features) == len(features_en)
        if version == "2.0":
            assert features[0] == "المدينة"
            assert sum(part["max"] for part in breakdown.values()) == 100
            assert all(part["points"] <= part["max"] for part in breakdown.values())
            assert breakdown["price"]["got"] is not None


def test_a_plan_whose_weights_do_not_add_up_is_refused(owner: psycopg.Connection) -> None:
    with pytest.raises(psycopg.errors.CheckViolation):
        owner.execute("update private.match_plans set price = 26 where plan = 2")
