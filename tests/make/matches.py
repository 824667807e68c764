"""Matches, as those who have them see them."""

from typing import Any

from make.clients import eventually
from make.users import Person


def match_of(person: Person, offer_id: str) -> dict[str, Any]:
    """Their match with this offer."""

    def look() -> Any:
        listed = person.api.get("/smart-matches", params={"limit": 100, "minScore": 50}).json()
        return [match for match in listed["data"] if match["offerId"] == offer_id]

    found: dict[str, Any] = eventually(look)[0]
    return found


def match_in(person: Person, offer_id: str, status: str) -> dict[str, Any]:
    """Their match with this offer, once it is in this state."""

    def look() -> Any:
        found = match_of(person, offer_id)
        return found if found["status"] == status else None

    found: dict[str, Any] = eventually(look)
    return found
