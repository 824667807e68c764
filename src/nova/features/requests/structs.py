"""Requests: as answered, as created, as changed."""

from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from nova.shapes.fields import (
    VISIBLE,
    Rooms,
    Sar,
    SquareMetres,
    Text,
    Time,
    Word,
    Words,
    Years,
)
from nova.shapes.matches import Fit
from nova.shapes.offers import Teaser
from nova.shapes.structs import Input, Output
from nova.shapes.words import MatchStatus, RequestType

Types = Annotated[list[Word], Meta(min_length=1, max_length=30, examples=[["فيلا"]])]
Cities = Annotated[list[Word], Meta(min_length=1, max_length=50, examples=[["الرياض"]])]
Districts = Annotated[list[Word], Meta(max_length=100, examples=[["النرجس"]])]
Salary = Annotated[int, Meta(gt=-1, le=1_000_000_000, description="Whole SAR a month")]


class NewRequest(Input, frozen=True):
    """What somebody looks for; money in whole SAR."""

    type: RequestType
    property_types: Types
    cities: Cities
    districts: Districts = []
    team_id: UUID | None = None
    customer_id: UUID | None = None
    price_min: Sar | None = None
    price_max: Sar | None = None
    area_min: SquareMetres | None = None
    area_max: SquareMetres | None = None
    bedrooms_min: Rooms | None = None
    bathrooms_min: Rooms | None = None
    age_max: Years | None = None
    facing: Word | None = None
    required_features: Words = []
    must_features: Words = []
    description: Text | None = None
    financing_needed: bool | None = None
    down_payment: Sar | None = None
    monthly_salary: Salary | None = None
    urgency_level: Annotated[str, Meta(min_length=1, max_length=50)] | None = None
    expires_at: Time | None = None


class RequestChanges(Input, frozen=True):
    """A merge patch: what is absent stays, null clears."""

    type: RequestType | UnsetType = UNSET
    property_types: Types | UnsetType = UNSET
    cities: Cities | UnsetType = UNSET
    districts: Districts | UnsetType = UNSET
    customer_id: UUID | None | UnsetType = UNSET
    price_min: Sar | None | UnsetType = UNSET
    price_max: Sar | None | UnsetType = UNSET
    area_min: SquareMetres | None | UnsetType = UNSET
    area_max: SquareMetres | None | UnsetType = UNSET
    bedrooms_min: Rooms | None | UnsetType = UNSET
    bathrooms_min: Rooms | None | UnsetType = UNSET
    age_max: Years | None | UnsetType = UNSET
    facing: Word | None | UnsetType = UNSET
    required_features: Words | UnsetType = UNSET
    must_features: Words | UnsetType = UNSET
    description: Text | None | UnsetType = UNSET
    financing_needed: bool | None | UnsetType = UNSET
    down_payment: Sar | None | UnsetType = UNSET
    monthly_salary: Salary | None | UnsetType = UNSET
    urgency_level: Annotated[str, Meta(min_length=1, max_length=50)] | None | UnsetType = UNSET
    expires_at: Time | None | UnsetType = UNSET


class Cancellation(Input, frozen=True):
    """Why a request is cancelled."""

    reason: Annotated[
        str, Meta(min_length=1, max_length=200, pattern=VISIBLE, examples=["اشترى العميل"])
    ]


class Fulfilment(Input, frozen=True):
    """Which of one's own properties it was, if one of them."""

    property_id: UUID | None = None


class Keeping(Input, frozen=True):
    """Which offer of the market to keep as a match of the request."""

    offer_id: UUID


class RequestFit(Fit, frozen=True):
    """An offer in the market that fits a request; `status` and `matchId` where a match is kept."""

    match_id: UUID | None
    status: MatchStatus | None
    offer: Teaser


class RequestFits(Output, frozen=True):
    """The offers that fit a request, the best first, at most as many as asked for.

    `waiting`: the request has changed and the matcher has not come to it yet: ask again.
    """

    waiting: bool
    data: list[RequestFit]


class RequestStats(Output, frozen=True):
    """Requests in counts; the open ones also by city, at most 50."""

    total: int
    by_status: dict[str, int]
    by_type: dict[str, int]
    open_by_city: dict[str, int]
