"""Smart matches, as either side sees them."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from nova.shapes import Input, Output


class Partner(Output, frozen=True):
    """The other broker; phone and e-mail only once the match is accepted."""

    id: UUID
    name: str
    company_name: str | None
    fal_license: str | None
    phone: str | None
    email: str | None


class Breakdown(Output, frozen=True):
    """Points by factor; they add up to the score."""

    city: int
    district: int
    property_type: int
    category: int
    price: int
    area: int


class Match(Output, frozen=True):
    """An offer that meets a request; `side` says which of the two the caller is."""

    id: UUID
    offer_id: UUID
    request_id: UUID
    broker_id: UUID
    match_score: int
    matched_features: list[str]
    matched_features_en: list[str]
    calculation_data: Breakdown
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


class MatchPage(Output, frozen=True):
    """A page of one's own matches, the newest first."""

    data: list[Match]
    next_cursor: str | None
    total: int | UnsetType = UNSET


class Rejection(Input, frozen=True):
    """Why a match is turned down."""

    reason: Annotated[str, Meta(min_length=1, max_length=200, pattern=r"\S", examples=["PRICE"])]
