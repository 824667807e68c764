"""One's own profile and figures; people, as administrators and companies see and change them."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from nova.shapes.fields import Free, Moment, Name, Reason, TenDigits, Word
from nova.shapes.structs import Input, Output
from nova.shapes.words import PlanFeature, PlanLimit, SubscriptionStatus, UserRole, UserStatus

Mawthuq = Annotated[str, Meta(min_length=1, max_length=30, description="Media licence")]


class ProfileChanges(Input, frozen=True):
    """A merge patch: what is absent stays, null clears."""

    name: Name | UnsetType = UNSET
    company_name: Name | None | UnsetType = UNSET
    fal_license: TenDigits | None | UnsetType = UNSET
    fal_expiry: date | None | UnsetType = UNSET
    commercial_registration: TenDigits | None | UnsetType = UNSET
    commercial_expiry: date | None | UnsetType = UNSET
    commercial_confirmed_at: date | None | UnsetType = UNSET
    mawthuq_number: Mawthuq | None | UnsetType = UNSET
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


class Account(Output, frozen=True):
    """A person, as an administrator or their company sees them."""

    id: UUID
    name: str
    email: str
    phone: str
    role: UserRole
    status: UserStatus
    suspended_reason: str | None
    email_verified: bool
    phone_verified: bool
    company_name: str | None
    fal_license: str | None
    fal_expiry: date | None
    commercial_registration: str | None
    city: str | None
    district: str | None
    created_at: Moment
    updated_at: Moment
    last_login: Moment | None
    version: int


class AccountPage(Output, frozen=True):
    """A page of people, the newest first."""

    data: list[Account]
    next_cursor: str | None
    total: int | UnsetType = UNSET


class AccountChanges(Input, frozen=True):
    """A merge patch of what an administrator may change: what is absent stays, null clears."""

    role: UserRole | UnsetType = UNSET
    fal_license: TenDigits | None | UnsetType = UNSET
    fal_expiry: date | None | UnsetType = UNSET
    commercial_registration: TenDigits | None | UnsetType = UNSET
    commercial_expiry: date | None | UnsetType = UNSET
    mawthuq_number: Mawthuq | None | UnsetType = UNSET


class Suspension(Input, frozen=True):
    """Why somebody is shut out."""

    reason: Reason


class LimitUse(Output, frozen=True):
    """One limit of a plan, and how much of it is in use."""

    key: PlanLimit
    limit: int | None
    used: int
    per: Literal["MONTH"] | None


class Usage(Output, frozen=True):
    """What one's plan allows, and how much of it is in use."""

    plan: str
    status: SubscriptionStatus
    features: list[PlanFeature]
    limits: list[LimitUse]
