"""A property, as its own broker sees it: answered by several features."""

from datetime import date
from typing import Any
from uuid import UUID

from nova.shapes.fields import Moment
from nova.shapes.structs import Output
from nova.shapes.words import AdLicenseStatus, AdvertiserCapacity, ListingType, PropertyStatus


class Property(Output, frozen=True):
    """A property, as its own broker sees it."""

    id: UUID
    user_id: UUID
    team_id: UUID | None
    customer_id: UUID | None
    title: str
    description: str | None
    property_type: str
    category: str
    listing_type: ListingType
    city: str
    district: str
    street: str | None
    location_lat: float | None
    location_lng: float | None
    google_maps_url: str | None
    price: int
    price_negotiable: bool
    commission_percentage: float | None
    area: int
    bedrooms: int | None
    bathrooms: int | None
    lounges: int | None
    floors: int | None
    property_age: int | None
    deed_number: str | None
    facing: str | None
    street_width: int | None
    features: list[str]
    amenities: list[str]
    status: PropertyStatus
    is_featured: bool
    is_published: bool
    published_at: Moment | None
    views_count: int
    inquiries_count: int
    shares_count: int
    ad_license_number: str | None
    ad_license_issued_at: date | None
    ad_license_expires_at: date | None
    ad_license_url: str | None
    ad_license_status: AdLicenseStatus
    brokerage_contract_number: str | None
    brokerage_contract_expires_at: date | None
    advertiser_capacity: AdvertiserCapacity | None
    plan_number: str | None
    land_number: str | None
    national_address: str | None
    reserved_until: Moment | None
    custom_fields: dict[str, Any]
    source: str | None
    created_at: Moment
    updated_at: Moment
    version: int
