"""Plans and subscriptions, as answered and asked."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta

from nova.shapes.fields import Moment, Reason
from nova.shapes.people import Plan
from nova.shapes.structs import Input, Output
from nova.shapes.words import BillingCycle, SubscriptionStatus


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
