"""Matches, and what fits whom with the explanation: answered by several features."""

from datetime import datetime
from typing import Any
from uuid import UUID

from nova.shapes.structs import Output


class Fit(Output, frozen=True):
    """A request and a home that fit; `calculationData` adds up to the score.

    In algorithm 2.0 each factor has points, max, wanted and got; in 1.0 its points only.
    """

    match_score: int
    matched_features: list[str]
    matched_features_en: list[str]
    calculation_data: dict[str, Any]
    algorithm_version: str


class PropertyFit(Fit, frozen=True):
    """A property of one's own stock that fits."""

    property: dict[str, Any]


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
    match_score: int | None
    matched_features: list[str]
    matched_features_en: list[str]
    calculation_data: dict[str, Any] | None
    algorithm_version: str
    status: str
    viewed_at: datetime | None
    accepted_at: datetime | None
    rejected_at: datetime | None
    rejected_reason: str | None
    side: str
    offer: dict[str, Any]
    full_details: dict[str, Any] | None
    request: dict[str, Any]
    partner: Partner
    created_at: datetime
    updated_at: datetime
    version: int
