"""Properties: as answered, as created, as changed."""

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from nova.shapes.fields import (
    VISIBLE,
    Free,
    Line,
    Name,
    Rooms,
    TenDigits,
    Text,
    Time,
    Url,
    Word,
    Words,
    Years,
)
from nova.shapes.matches import Fit
from nova.shapes.properties import Property
from nova.shapes.requests import Request
from nova.shapes.structs import Input, Output
from nova.shapes.words import AdvertiserCapacity, ListingType

Price = Annotated[
    int,
    Meta(
        ge=1,
        le=100_000_000_000,
        description="Whole SAR; a year's rent for RENT",
        examples=[1_200_000],
    ),
]
Area = Annotated[int, Meta(ge=1, le=1_000_000_000, description="Square metres", examples=[300])]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]
Percent = Annotated[float, Meta(ge=0, le=100)]
Deed = Annotated[str, Meta(min_length=1, max_length=30)]
Number = Annotated[str, Meta(min_length=1, max_length=50)]
NationalAddress = Annotated[
    str,
    Meta(
        pattern=r"^[A-Z]{4}[0-9]{4}$(?!\n)",
        description="Short national address",
        examples=["RAAA2919"],
    ),
]
StreetWidth = Annotated[int, Meta(gt=-1, le=500, description="Metres")]


class PropertyPage(Output, frozen=True):
    """A page of properties, the newest first."""

    data: list[Property]
    next_cursor: str | None
    total: int | UnsetType = UNSET


class NewProperty(Input, frozen=True):
    """A property to keep; it starts as DRAFT."""

    title: Name
    property_type: Annotated[
        str, Meta(min_length=1, max_length=100, pattern=VISIBLE, examples=["فيلا"])
    ]
    category: Annotated[str, Meta(min_length=1, max_length=100, pattern=VISIBLE, examples=["سكني"])]
    listing_type: ListingType
    city: Annotated[str, Meta(min_length=1, max_length=100, pattern=VISIBLE, examples=["الرياض"])]
    district: Annotated[
        str, Meta(min_length=1, max_length=100, pattern=VISIBLE, examples=["النرجس"])
    ]
    price: Price
    area: Area
    team_id: UUID | None = None
    customer_id: UUID | None = None
    description: Text | None = None
    street: Line | None = None
    location_lat: Latitude | None = None
    location_lng: Longitude | None = None
    google_maps_url: Url | None = None
    price_negotiable: bool = True
    commission_percentage: Percent | None = 2.5
    bedrooms: Rooms | None = None
    bathrooms: Rooms | None = None
    lounges: Rooms | None = None
    floors: Annotated[int, Meta(gt=-1, le=200)] | None = None
    property_age: Years | None = None
    deed_number: Deed | None = None
    facing: Word | None = None
    street_width: StreetWidth | None = None
    features: Words = []
    amenities: Words = []
    ad_license_number: TenDigits | None = None
    ad_license_issued_at: date | None = None
    ad_license_expires_at: date | None = None
    ad_license_url: Url | None = None
    brokerage_contract_number: Number | None = None
    brokerage_contract_expires_at: date | None = None
    advertiser_capacity: AdvertiserCapacity | None = None
    plan_number: Number | None = None
    land_number: Number | None = None
    national_address: NationalAddress | None = None
    reserved_until: Time | None = None
    custom_fields: Free = {}
    source: Word | None = None


class PropertyChanges(Input, frozen=True):
    """A merge patch: what is absent stays, null clears."""

    title: Name | UnsetType = UNSET
    property_type: Word | UnsetType = UNSET
    category: Word | UnsetType = UNSET
    listing_type: ListingType | UnsetType = UNSET
    city: Word | UnsetType = UNSET
    district: Word | UnsetType = UNSET
    price: Price | UnsetType = UNSET
    area: Area | UnsetType = UNSET
    customer_id: UUID | None | UnsetType = UNSET
    description: Text | None | UnsetType = UNSET
    street: Line | None | UnsetType = UNSET
    location_lat: Latitude | None | UnsetType = UNSET
    location_lng: Longitude | None | UnsetType = UNSET
    google_maps_url: Url | None | UnsetType = UNSET
    price_negotiable: bool | UnsetType = UNSET
    commission_percentage: Percent | None | UnsetType = UNSET
    bedrooms: Rooms | None | UnsetType = UNSET
    bathrooms: Rooms | None | UnsetType = UNSET
    lounges: Rooms | None | UnsetType = UNSET
    floors: Annotated[int, Meta(gt=-1, le=200)] | None | UnsetType = UNSET
    property_age: Years | None | UnsetType = UNSET
    deed_number: Deed | None | UnsetType = UNSET
    facing: Word | None | UnsetType = UNSET
    street_width: StreetWidth | None | UnsetType = UNSET
    features: Words | UnsetType = UNSET
    amenities: Words | UnsetType = UNSET
    ad_license_number: TenDigits | None | UnsetType = UNSET
    ad_license_issued_at: date | None | UnsetType = UNSET
    ad_license_expires_at: date | None | UnsetType = UNSET
    ad_license_url: Url | None | UnsetType = UNSET
    brokerage_contract_number: Number | None | UnsetType = UNSET
    brokerage_contract_expires_at: date | None | UnsetType = UNSET
    advertiser_capacity: AdvertiserCapacity | None | UnsetType = UNSET
    plan_number: Number | None | UnsetType = UNSET
    land_number: Number | None | UnsetType = UNSET
    national_address: NationalAddress | None | UnsetType = UNSET
    reserved_until: Time | None | UnsetType = UNSET
    custom_fields: Free | UnsetType = UNSET
    source: Word | None | UnsetType = UNSET


class OwnRequestFit(Fit, frozen=True):
    """A request of one's own that a property fits."""

    request: Request


class OwnRequestFits(Output, frozen=True):
    """One's own requests that a property fits, the best first, at most as many as asked for."""

    data: list[OwnRequestFit]


class SimilarProperty(Output, frozen=True):
    """A comparable property; distance 0 is the same, price per square metre in SAR."""

    distance: float
    price_per_square_metre: float
    property: Property


class SimilarProperties(Output, frozen=True):
    """Comparable stock, the nearest first, at most as many as asked for."""

    data: list[SimilarProperty]
