"""A request, as its own side and as other brokers see it: answered by several features."""

from uuid import UUID

from msgspec import UNSET, UnsetType

from nova.shapes.fields import Moment
from nova.shapes.structs import Output
from nova.shapes.words import RequestStatus, RequestType


class RequestSummary(Output, frozen=True):
    """The teaser of a request: what the offer's side may see."""

    type: RequestType
    property_types: list[str]
    cities: list[str]
    districts: list[str]
    price_max: int | None
    area_min: int | None
    urgency_level: str | None


class RequestDetails(RequestSummary, frozen=True):
    """What is wanted, whole; of another's request the teaser alone."""

    price_min: int | None | UnsetType = UNSET
    area_max: int | None | UnsetType = UNSET
    bedrooms_min: int | None | UnsetType = UNSET
    bathrooms_min: int | None | UnsetType = UNSET
    age_max: int | None | UnsetType = UNSET
    facing: str | None | UnsetType = UNSET
    required_features: list[str] | UnsetType = UNSET
    must_features: list[str] | UnsetType = UNSET
    description: str | None | UnsetType = UNSET
    financing_needed: bool | None | UnsetType = UNSET


class Request(Output, frozen=True):
    """A request, as its own side sees it."""

    id: UUID
    user_id: UUID
    team_id: UUID | None
    customer_id: UUID | None
    type: RequestType
    property_types: list[str]
    cities: list[str]
    districts: list[str]
    price_min: int | None
    price_max: int | None
    area_min: int | None
    area_max: int | None
    bedrooms_min: int | None
    bathrooms_min: int | None
    age_max: int | None
    facing: str | None
    required_features: list[str]
    must_features: list[str]
    description: str | None
    financing_needed: bool | None
    down_payment: int | None
    monthly_salary: int | None
    urgency_level: str | None
    status: RequestStatus
    canceled_reason: str | None
    fulfilled_by: UUID | None
    summary: RequestSummary
    full_details: RequestDetails
    expires_at: Moment | None
    created_at: Moment
    updated_at: Moment
    version: int


class RequestPage(Output, frozen=True):
    """A page of requests, the newest first."""

    data: list[Request]
    next_cursor: str | None
    total: int | UnsetType = UNSET
