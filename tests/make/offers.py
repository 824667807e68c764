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
    values = dict(changed)
    if "property_id" not in values:
        values["property_id"] = property_(connection, user_id=values["user_id"])
    built = connection.execute(
        "select private.offer_summary(p), private.offer_details(p) from nova.properties p where id = %s",
        [values["property_id"]],
    ).fetchone()
    assert built
    texts = {"summary": Jsonb(built[0]), "full_details": Jsonb(built[1] | {"street": "سر"})}
    return insert(connection, "nova.offers", texts | values)


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
