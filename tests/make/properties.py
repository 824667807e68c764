"""Properties and their licences."""

from datetime import date, timedelta
from uuid import UUID

import psycopg

from make.rows import insert

PROPERTY = {
    "title": "فيلا في النرجس", "propertyType": "فيلا", "category": "سكني", "listingType": "SALE",
    "city": "الرياض", "district": "النرجس", "price": 1_000_000, "area": 300,
}  # fmt: skip


def licence() -> dict[str, str]:
    """An advertising licence that holds."""
    today = date.today()
    return {
        "adLicenseNumber": "7200000001",
        "adLicenseIssuedAt": str(today - timedelta(days=10)),
        "adLicenseExpiresAt": str(today + timedelta(days=200)),
    }


def property_(connection: psycopg.Connection, **changed: object) -> UUID:
    """A published property of somebody's."""
    return insert(connection, "nova.properties", {
        "title": "فيلا", "property_type": "فيلا", "category": "سكني", "listing_type": "SALE",
        "city": "الرياض", "district": "النرجس", "price": 1_000_000, "area": 300, "status": "ACTIVE",
        "is_published": True, "ad_license_number": "7200000001",
        "ad_license_expires_at": date.today() + timedelta(days=100),
    } | changed)  # fmt: skip
