"""Requests of buyers."""

from typing import Any
from uuid import UUID

import psycopg

from make.rows import insert
from make.users import Person

REQUEST = {
    "type": "BUY", "propertyTypes": ["فيلا"], "cities": ["الرياض"], "districts": ["النرجس"],
    "priceMin": 800_000, "priceMax": 1_200_000, "areaMin": 250, "areaMax": 400,
}  # fmt: skip


def request(connection: psycopg.Connection, **changed: object) -> UUID:
    """A request that such a property meets in everything."""
    return insert(connection, "nova.requests", {
        "type": "BUY", "property_types": ["فيلا"], "cities": ["الرياض"], "districts": ["النرجس"],
        "price_min": 800_000, "price_max": 1_200_000, "area_min": 250, "area_max": 400,
    } | changed)  # fmt: skip


def requested(person: Person, **changed: object) -> dict[str, Any]:
    """A request of theirs."""
    filed = person.api.post("/requests", json=REQUEST | changed)
    assert filed.status_code == 201, filed.text
    answer: dict[str, Any] = filed.json()
    return answer
