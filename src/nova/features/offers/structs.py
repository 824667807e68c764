"""Offers: as their own side sees them, as teasers, as created and changed."""

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from nova.shapes.fields import Moment, Time
from nova.shapes.matches import Fit, Partner
from nova.shapes.offers import Offer, OfferDetails, Teaser
from nova.shapes.requests import RequestSummary
from nova.shapes.structs import Input, Output
from nova.shapes.words import MatchStatus

Places = Annotated[int, Meta(ge=1, le=50, description="How many brokers may take it")]


class TeaserPage(Output, frozen=True):
    """A page of the marketplace, the newest first."""

    data: list[Teaser]
    next_cursor: str | None
    total: int | UnsetType = UNSET


class OfferPage(Output, frozen=True):
    """A page of one's own offers, the newest first."""

    data: list[Offer]
    next_cursor: str | None
    total: int | UnsetType = UNSET


OfferOrTeaser = Annotated[
    dict[str, Any],
    Meta(
        description="The offer, where access is own; else its teaser",
        extra_json_schema={
            "anyOf": [
                {"$ref": "#/components/schemas/Offer"},
                {"$ref": "#/components/schemas/Teaser"},
            ]
        },
    ),
]


class OfferView(Output, frozen=True):
    """One offer, as much of it as the caller may see: `access` is own, accepted or teaser."""

    access: Literal["own", "accepted", "teaser"]
    offer: OfferOrTeaser
    full_details: OfferDetails | UnsetType = UNSET
    broker: Partner | UnsetType = UNSET


class NewOffer(Input, frozen=True):
    """A published property to offer; its texts are built from the property."""

    property_id: UUID
    max_brokers: Places = 10
    expires_at: Time | None = None


class OfferChanges(Input, frozen=True):
    """A merge patch: what is absent stays, null clears."""

    max_brokers: Places | UnsetType = UNSET
    expires_at: Time | None | UnsetType = UNSET


class Renewal(Input, frozen=True):
    """Until when an expired offer is open again; without it, until the licence ends."""

    expires_at: Time | None = None


class OfferFit(Fit, frozen=True):
    """A request in the market that an offer fits; `status` and `matchId` where a match is kept."""

    match_id: UUID | None
    status: MatchStatus | None
    request_id: UUID
    request: RequestSummary
    partner: Partner


class OfferFits(Output, frozen=True):
    """The requests that an offer fits, the best first, at most as many as asked for."""

    data: list[OfferFit]


class Broker(Output, frozen=True):
    """A broker who holds a place on an offer."""

    match_id: UUID
    match_score: int
    accepted_at: Moment
    request: RequestSummary
    partner: Partner


class Brokers(Output, frozen=True):
    """Who holds a place on an offer, the newest first."""

    data: list[Broker]


class OfferStats(Output, frozen=True):
    """From offer to accepted match, in counts."""

    total: int
    by_status: dict[str, int]
    places_left: int
    offers_matched: int
    matches: int
    matches_viewed: int
    matches_accepted: int
    matches_rejected: int
