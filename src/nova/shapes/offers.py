"""An offer, as its own side and as other brokers see it: answered by several features."""

from uuid import UUID

from nova.shapes.fields import Moment
from nova.shapes.structs import Output
from nova.shapes.words import ListingType, OfferStatus


class OfferSummary(Output, frozen=True):
    """The teaser of a property: what every broker may see before they accept."""

    property_type: str
    category: str
    listing_type: ListingType
    city: str
    district: str
    price: int
    price_negotiable: bool
    area: int
    bedrooms: int | None
    bathrooms: int | None
    property_age: int | None
    facing: str | None
    features: list[str]
    ad_license_number: str | None


class OfferDetails(OfferSummary, frozen=True):
    """What an accepted broker sees beyond: enough to visit and to close."""

    title: str
    description: str | None
    street: str | None
    location_lat: float | None
    location_lng: float | None
    google_maps_url: str | None
    commission_percentage: float | None
    lounges: int | None
    floors: int | None
    street_width: int | None
    amenities: list[str]
    ad_license_url: str | None


class Teaser(Output, frozen=True):
    """What every broker may see of an offer."""

    id: UUID
    summary: OfferSummary
    places_left: int
    status: OfferStatus
    expires_at: Moment | None
    created_at: Moment


class Offer(Output, frozen=True):
    """An offer, as its own side sees it."""

    id: UUID
    property_id: UUID
    user_id: UUID
    team_id: UUID | None
    summary: OfferSummary
    full_details: OfferDetails
    max_brokers: int
    accepted_count: int
    status: OfferStatus
    expires_at: Moment | None
    created_at: Moment
    updated_at: Moment
    version: int
