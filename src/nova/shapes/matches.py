"""Matches, and what fits whom with the explanation: answered by several features."""

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from nova.shapes.fields import Moment
from nova.shapes.offers import OfferDetails, Teaser
from nova.shapes.properties import Property
from nova.shapes.requests import RequestDetails
from nova.shapes.structs import Output
from nova.shapes.words import Algorithm, MatchStatus

Breakdown = Annotated[
    dict[str, Any],
    Meta(
        description="What each factor gave. In 2.0: its points, its most, what was wanted (null to "
        "the offer's side) and what the offer has; in 1.0: its points alone",
        extra_json_schema={
            "additionalProperties": {
                "anyOf": [
                    {"type": "integer"},
                    {
                        "type": "object",
                        "properties": {
                            "points": {"type": "integer"},
                            "max": {"type": "integer"},
                            "wanted": {},
                            "got": {},
                        },
                        "required": ["points", "max", "wanted", "got"],
                    },
                ]
            }
        },
        examples=[{"price": {"points": 30, "max": 30, "wanted": [800000, 1200000], "got": 990000}}],
    ),
]


class Fit(Output, frozen=True):
    """A request and a home that fit; `calculationData` adds up to the score.

    In algorithm 2.0 each factor has points, max, wanted and got; in 1.0 its points only.
    """

    match_score: int
    matched_features: list[str]
    matched_features_en: list[str]
    calculation_data: Breakdown
    algorithm_version: Algorithm


class PropertyFit(Fit, frozen=True):
    """A property of one's own stock that fits."""

    property: Property


class PropertyFits(Output, frozen=True):
    """The best of one's own stock for a request, at most as many as asked for."""

    data: list[PropertyFit]


class RequestPropertyFit(PropertyFit, frozen=True):
    """A property of one's own stock and the request of the customer that it fits best."""

    request_id: UUID


class RequestPropertyFits(Output, frozen=True):
    """The best of one's own stock for a customer, at most as many as asked for."""

    data: list[RequestPropertyFit]


class Partner(Output, frozen=True):
    """The other broker; phone and e-mail only once the match is accepted."""

    id: UUID
    name: str
    company_name: str | None
    fal_license: str | None
    phone: str | None
    email: str | None


class Match(Output, frozen=True):
    """An offer that meets a request; `side` says which of the two the caller is."""

    id: UUID
    offer_id: UUID
    request_id: UUID
    broker_id: UUID
    customer_id: UUID | None
    match_score: int | None
    matched_features: list[str]
    matched_features_en: list[str]
    calculation_data: Breakdown | None
    algorithm_version: Algorithm
    status: MatchStatus
    viewed_at: Moment | None
    accepted_at: Moment | None
    rejected_at: Moment | None
    rejected_reason: str | None
    side: Literal["offer", "broker"]
    offer: Teaser
    full_details: OfferDetails | None
    request: RequestDetails
    partner: Partner
    created_at: Moment
    updated_at: Moment
    version: int


class MatchPage(Output, frozen=True):
    """A page of one's own matches, the newest first."""

    data: list[Match]
    next_cursor: str | None
    total: int | UnsetType = UNSET
