"""Offers."""

from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from make.properties import PROPERTY, licence, property_
from make.rows import insert
from make.users import Person


def offer(connection: psycopg.Connection, **changed: object) -> UUID:
    """An offer of somebody's published property."""
    values = {"summary": Jsonb({}), "full_details": Jsonb({"street": "سر"})} | changed
    if "property_id" not in values:
        values["property_id"] = property_(connection, user_id=values["user_id"])
    return insert(connection, "nova.offers", values)


def offered(person: Person, **changed: object) -> dict[str, Any]:
    """A published property of theirs, offered; `maxBrokers` and the property's fields may differ."""
    places = changed.pop("maxBrokers", 10)
    listed = person.api.post("/properties", json=PROPERTY | licence() | changed)
    assert listed.status_code == 201, listed.text
    published = person.api.post(f"/properties/{listed.json()['id']}/publish")
    assert published.status_code == 200, published.text
    offer = person.api.post(
        "/offers", json={"propertyId": listed.json()["id"], "maxBrokers": places}
    )
    assert offer.status_code == 201, offer.text
    answer: dict[str, Any] = offer.json()
    return answer
