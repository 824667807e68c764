"""The shapes of a person, their subscription and their place in a team: what features share."""

from datetime import date
from typing import Any
from uuid import UUID

from nova.shapes.fields import Moment
from nova.shapes.structs import Output
from nova.shapes.words import (
    BillingCycle,
    CardBrand,
    SubscriptionStatus,
    TeamMemberStatus,
    TeamRole,
    UserRole,
    UserStatus,
)


class User(Output, frozen=True):
    """A person, as they see themselves."""

    id: UUID
    name: str
    email: str
    phone: str
    role: UserRole
    status: UserStatus
    email_verified: bool
    phone_verified: bool
    company_name: str | None
    fal_license: str | None
    fal_expiry: date | None
    commercial_registration: str | None
    commercial_expiry: date | None
    commercial_confirmed_at: date | None
    mawthuq_number: str | None
    id_number: str | None
    date_of_birth: date | None
    city: str | None
    district: str | None
    preferences: dict[str, Any]
    notification_settings: dict[str, Any]
    created_at: Moment
    updated_at: Moment
    last_login: Moment | None
    version: int


class Plan(Output, frozen=True):
    """A plan on offer; money in halalas of SAR."""

    id: UUID
    name: str
    name_ar: str
    price_monthly_halalas: int
    price_yearly_halalas: int
    currency: str
    features: list[str]
    limits: dict[str, int | None]


class CardShown(Output, frozen=True):
    """The card that last paid, masked."""

    brand: CardBrand
    last_digits: str


class Subscription(Output, frozen=True):
    """A person's subscription."""

    id: UUID
    status: SubscriptionStatus
    billing_cycle: BillingCycle
    trial_ends_at: Moment | None
    current_period_start: Moment
    current_period_end: Moment
    cancel_at: Moment | None
    cancel_reason: str | None
    grace_until: Moment | None
    next_payment_at: Moment | None
    payment_method: CardShown | None
    period_price_halalas: int
    pending_plan: str | None
    pending_billing_cycle: BillingCycle | None
    plan: Plan


class Member(Output, frozen=True):
    """Somebody in a team, as colleagues see each other."""

    id: UUID
    team_id: UUID
    user_id: UUID
    name: str
    phone: str | None
    """Null of one who is inactive in the team; the e-mail too."""
    email: str | None
    role: TeamRole
    status: TeamMemberStatus
    joined_at: Moment
    updated_at: Moment
    version: int


class Stats(Output, frozen=True):
    """A person's figures; what is deleted does not count."""

    total_customers: int
    active_customers: int
    vip_customers: int
    total_properties: int
    active_properties: int
    sold_properties: int
    rented_properties: int
    total_appointments: int
    completed_appointments: int
    cancelled_appointments: int
    total_tasks: int
    completed_tasks: int
    total_matches: int
    accepted_matches: int
    total_logins: int
    last_activity: Moment | None
    updated_at: Moment
