"""A small random market, dense enough that every path of the matcher is walked, ties included."""

import random
from typing import Any
from uuid import UUID

import psycopg

import make

CITIES = ["الرياض", "Riyadh", "رياض", "جدة", "Jeddah", "تبوك", "قرية بعيدة"]
DISTRICTS = ["النرجس", "حي النرجس", "الملقا", "الروضة", "Al Malqa", "العزيزية", "حارة مجهولة"]
TYPES = ["فيلا", "villa", "شقة", "apartment", "أرض"]
FEATURES = ["مسبح", "مصعد", "حديقة", "موقف", "غرفة سائق"]
FACINGS = [None, "شمال", "جنوب"]


def home(chance: random.Random) -> dict[str, Any]:
    """A property's columns."""
    return {
        "city": chance.choice(CITIES), "district": chance.choice(DISTRICTS),
        "property_type": chance.choice(TYPES), "category": chance.choice(["سكني", "سكني", "تجاري"]),
        "listing_type": chance.choice(["SALE", "SALE", "RENT"]),
        "price": chance.choice([400, 500, 520, 560, 900, 1000, 3000]) * 1000,
        "area": chance.choice([90, 100, 110, 200, 400]),
        "bedrooms": chance.choice([None, 2, 3, 4]), "bathrooms": chance.choice([None, 1, 2, 3]),
        "property_age": chance.choice([None, 0, 3, 8, 20]), "facing": chance.choice(FACINGS),
        "features": chance.sample(FEATURES, chance.randrange(4)),
    }  # fmt: skip


def wish(chance: random.Random) -> dict[str, Any]:
    """A request's columns."""
    prices = sorted(chance.choices([0, 400_000, 500_000, 550_000, 1_000_000], k=2))
    areas = sorted(chance.choices([0, 90, 100, 150, 400], k=2))
    return {
        "type": chance.choice(["BUY", "BUY", "RENT"]),
        "cities": chance.sample(CITIES, chance.randrange(1, 4)),
        "districts": chance.sample(DISTRICTS, chance.randrange(4)),
        "property_types": chance.sample(TYPES, chance.randrange(1, 4)),
        "price_min": chance.choice([None, prices[0]]), "price_max": chance.choice([None, prices[1]]),
        "area_min": chance.choice([None, areas[0]]), "area_max": chance.choice([None, areas[1]]),
        "bedrooms_min": chance.choice([None, 0, 3]), "bathrooms_min": chance.choice([None, 2]),
        "age_max": chance.choice([None, 0, 5]), "facing": chance.choice(FACINGS),
        "required_features": chance.sample(FEATURES, chance.randrange(3)),
        "must_features": chance.choice([[], [], chance.sample(FEATURES, 1)]),
        "financing_needed": chance.choice([None, True]),
        "down_payment": chance.choice([None, 100_000]), "monthly_salary": chance.choice([None, 4_000]),
    }  # fmt: skip


def settings(chance: random.Random) -> dict[str, Any]:
    """How a broker wants to be matched."""
    return {
        "algorithm": chance.choice(["1.0", "2.0", "2.0"]),
        "mode": chance.choice(["EXACT", "BOUNDED", "BOUNDED"]),
        "muted_cities": chance.choice([[], [], ["جدة"]]),
    }


def fill(
    owner: psycopg.Connection, chance: random.Random, brokers: int, homes: int, wishes: int
) -> tuple[list[UUID], list[UUID], list[UUID]]:
    """Brokers with their settings, offered properties and requests; answers all three."""
    people = [make.user(owner) for _ in range(brokers)]
    for person in people[1:]:
        values = {"user_id": person} | settings(chance)
        owner.execute(
            "insert into nova.match_settings (user_id, algorithm, mode, muted_cities)"
            " values (%(user_id)s, %(algorithm)s, %(mode)s, %(muted_cities)s)",
            values,
        )
    listed = []
    for _ in range(homes):
        person = chance.choice(people)
        property_id = make.property_(owner, user_id=person, **home(chance))
        make.offer(owner, user_id=person, property_id=property_id,
                   min_score=chance.choice([50, 50, 50, 80]))  # fmt: skip
        listed.append(property_id)
    owner.execute(
        "update nova.offers o set summary = private.offer_summary(p)"
        " from nova.properties p where p.id = o.property_id and p.user_id = any (%s)",
        [people],
    )
    asked = [
        make.request(owner, user_id=chance.choice(people), **wish(chance)) for _ in range(wishes)
    ]
    return people, listed, asked


def settle(owner: psycopg.Connection) -> int:
    """Let the matcher do all that waits; answers how many runs it took."""
    runs = 0
    while owner.execute("select private.match_changes(50)").fetchone() != (0,):
        runs += 1
        assert runs < 1000, "the matcher does not come to rest"
    failed = owner.execute(
        "select error from private.match_queue where error is not null"
    ).fetchall()
    assert failed == [], failed
    return runs
