"""What may be changed of one's own profile."""

from datetime import date
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from nova.fields import Free, Name, TenDigits, Word
from nova.people import User
from nova.shapes import Input

__all__ = ["ProfileChanges", "User"]


class ProfileChanges(Input, frozen=True):
    """A merge patch: what is absent stays, null clears."""

    name: Name | UnsetType = UNSET
    company_name: Name | None | UnsetType = UNSET
    fal_license: TenDigits | None | UnsetType = UNSET
    fal_expiry: date | None | UnsetType = UNSET
    commercial_registration: TenDigits | None | UnsetType = UNSET
    commercial_expiry: date | None | UnsetType = UNSET
    commercial_confirmed_at: date | None | UnsetType = UNSET
    id_number: (
        Annotated[str, Meta(pattern=r"^[12][0-9]{9}$(?!\n)", description="National id or iqama")]
        | None
        | UnsetType
    ) = UNSET
    date_of_birth: date | None | UnsetType = UNSET
    city: Word | None | UnsetType = UNSET
    district: Word | None | UnsetType = UNSET
    preferences: Free | UnsetType = UNSET
    notification_settings: Free | UnsetType = UNSET
