"""Plans and subscriptions, as answered and asked."""

from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from nova.shapes.billing import Discount, InvoiceLine, Riyals
from nova.shapes.fields import Moment, Reason, Time, Word
from nova.shapes.people import Plan
from nova.shapes.structs import Input, Output
from nova.shapes.words import (
    BillingCycle,
    ChangeEffect,
    PlanFeature,
    PlanLimit,
    SubscriptionStatus,
)

Halalas = Annotated[int, Meta(gt=-1, le=100_000_000_000, description="Halalas, without VAT")]
Limit = Annotated[int, Meta(gt=-1, le=999_999_999)]


class Plans(Output, frozen=True):
    """The plans on offer, the cheapest first."""

    data: list[Plan]


class SubscriptionCancellation(Input, frozen=True):
    """Why a subscription is cancelled."""

    reason: Reason


class KeptSubscription(Output, frozen=True):
    """A subscription with whose it is, as the back office sees it."""

    id: UUID
    user_id: UUID
    name: str
    email: str
    plan_name: str
    status: SubscriptionStatus
    billing_cycle: BillingCycle
    trial_ends_at: Moment | None
    current_period_start: Moment
    current_period_end: Moment
    grace_until: Moment | None
    cancel_at: Moment | None
    cancel_reason: str | None
    extension_reason: str | None
    created_at: Moment
    version: int


class SubscriptionPage(Output, frozen=True):
    """A page of subscriptions, the newest first."""

    data: list[KeptSubscription]
    next_cursor: str | None


class Extension(Input, frozen=True):
    """How many days more somebody is given, and why."""

    days: Annotated[int, Meta(ge=1, le=366)]
    reason: Reason


class Purchase(Input, frozen=True):
    """Which plan is bought, by the month or the year, and how it is paid: by a saved method, or on
    the provider's page (null)."""

    plan_id: UUID
    billing_cycle: BillingCycle = "MONTHLY"
    method_id: UUID | None = None


class WantedChange(Input, frozen=True):
    """The plan and the cycle that one thinks of changing to."""

    plan_id: UUID
    billing_cycle: BillingCycle


class PlanChange(Input, frozen=True):
    """The plan and the cycle to change to; with `quotedAt` of a preview exactly what it showed is
    charged."""

    plan_id: UUID
    billing_cycle: BillingCycle
    quoted_at: Time | None = None
    method_id: UUID | None = None


class Blocker(Output, frozen=True):
    """A limit of the plan that is less than what is in use."""

    key: PlanLimit
    limit: int
    used: int


class ChangePreview(Output, frozen=True):
    """What a change would cost as of now, and what stands in its way."""

    quoted_at: Moment
    effect: ChangeEffect
    effective_at: Moment
    lines: list[InvoiceLine]
    discounts: list[Discount]
    net_halalas: int
    vat_halalas: int
    amount_halalas: int
    amount: Riyals
    currency: str
    renewal_halalas: int
    blockers: list[Blocker]


class KeptPlan(Output, frozen=True):
    """A plan as the back office keeps it."""

    id: UUID
    name: str
    name_ar: str
    price_monthly_halalas: int
    price_yearly_halalas: int
    currency: str
    features: list[PlanFeature]
    limits: dict[str, int | None]
    is_active: bool
    created_at: Moment
    updated_at: Moment
    version: int


class KeptPlans(Output, frozen=True):
    """All plans, on offer or retired, the cheapest first."""

    data: list[KeptPlan]


class NewPlan(Input, frozen=True):
    """A plan to offer."""

    name: Word
    name_ar: Word
    price_monthly_halalas: Halalas
    price_yearly_halalas: Halalas
    features: Annotated[list[PlanFeature], Meta(max_length=50)]
    limits: Annotated[dict[PlanLimit, Limit | None], Meta(max_length=50)]


class PlanOnOfferChanges(Input, frozen=True):
    """A merge patch: what is absent stays; `features` and `limits` are replaced whole."""

    name: Word | UnsetType = UNSET
    name_ar: Word | UnsetType = UNSET
    price_monthly_halalas: Halalas | UnsetType = UNSET
    price_yearly_halalas: Halalas | UnsetType = UNSET
    features: Annotated[list[PlanFeature], Meta(max_length=50)] | UnsetType = UNSET
    limits: Annotated[dict[PlanLimit, Limit | None], Meta(max_length=50)] | UnsetType = UNSET
    is_active: bool | UnsetType = UNSET
