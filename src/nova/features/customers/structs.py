"""Customers: as answered, as created, as changed."""

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType, field

from nova.shapes.appointments import AppointmentPage
from nova.shapes.fields import Email, Free, Moment, Name, Phone, Sar, Tags, Text, Word, Words
from nova.shapes.matches import MatchPage
from nova.shapes.requests import RequestPage
from nova.shapes.structs import Input, Output
from nova.shapes.tasks import TaskPage
from nova.shapes.words import ActivityType, CustomerStatus


class Customer(Output, frozen=True):
    """A customer."""

    id: UUID
    user_id: UUID
    team_id: UUID | None
    assigned_to: UUID | None
    assigned_to_name: str | None
    name: str
    phone: str
    phone_e164: str = field(name="phoneE164")
    email: str | None
    whatsapp: str | None
    category: str | None
    interest_level: str | None
    source: str | None
    status: CustomerStatus
    is_vip: bool
    preferred_contact_method: str | None
    preferred_contact_time: Any
    budget_min: int | None
    budget_max: int | None
    financing_needed: bool | None
    preferred_cities: list[str]
    preferred_districts: list[str]
    property_types: list[str]
    tags: list[str]
    notes: str | None
    custom_fields: dict[str, Any]
    created_at: Moment
    updated_at: Moment
    last_contact: Moment | None
    version: int


class CustomerPage(Output, frozen=True):
    """A page of customers, the newest first."""

    data: list[Customer]
    next_cursor: str | None
    total: int | UnsetType = UNSET


class NewCustomer(Input, frozen=True):
    """A customer to keep; budgets in whole SAR."""

    name: Name
    phone: Phone
    team_id: UUID | None = None
    email: Email | None = None
    whatsapp: Phone | None = None
    category: Word | None = None
    interest_level: Word | None = None
    source: Word | None = None
    is_vip: bool = False
    preferred_contact_method: Word | None = None
    preferred_contact_time: Free | None = None
    budget_min: Sar | None = None
    budget_max: Sar | None = None
    financing_needed: bool | None = None
    preferred_cities: Words = []
    preferred_districts: Annotated[list[Word], Meta(max_length=100)] = []
    property_types: Tags = []
    tags: Tags = []
    notes: Text | None = None
    custom_fields: Free = {}


class CustomerChanges(Input, frozen=True):
    """A merge patch: what is absent stays, null clears."""

    name: Name | UnsetType = UNSET
    phone: Phone | UnsetType = UNSET
    email: Email | None | UnsetType = UNSET
    whatsapp: Phone | None | UnsetType = UNSET
    category: Word | None | UnsetType = UNSET
    interest_level: Word | None | UnsetType = UNSET
    source: Word | None | UnsetType = UNSET
    status: CustomerStatus | UnsetType = UNSET
    is_vip: bool | UnsetType = UNSET
    preferred_contact_method: Word | None | UnsetType = UNSET
    preferred_contact_time: Free | None | UnsetType = UNSET
    budget_min: Sar | None | UnsetType = UNSET
    budget_max: Sar | None | UnsetType = UNSET
    financing_needed: bool | None | UnsetType = UNSET
    preferred_cities: Words | UnsetType = UNSET
    preferred_districts: Annotated[list[Word], Meta(max_length=100)] | UnsetType = UNSET
    property_types: Tags | UnsetType = UNSET
    tags: Tags | UnsetType = UNSET
    notes: Text | None | UnsetType = UNSET
    custom_fields: Free | UnsetType = UNSET


class Assignment(Input, frozen=True):
    """Who is to hold a team's customer; null gives it back to its owner."""

    assigned_to: UUID | None


class Activity(Output, frozen=True):
    """One entry of a customer's log."""

    id: UUID
    customer_id: UUID
    user_id: UUID | None
    user_name: str | None
    type: ActivityType
    description: str | None
    metadata: dict[str, Any]
    created_at: Moment


class ActivityPage(Output, frozen=True):
    """A page of a customer's log, the newest first."""

    data: list[Activity]
    next_cursor: str | None


class CustomerCard(Output, frozen=True):
    """A customer and what a card shows of them: of each the first page of its own list."""

    customer: Customer
    requests: RequestPage
    matches: MatchPage
    appointments: AppointmentPage
    tasks: TaskPage
    activities: ActivityPage


class NewActivity(Input, frozen=True):
    """Something that happened with a customer."""

    type: Literal["CALL", "VISIT", "MEETING", "MESSAGE", "EMAIL", "NOTE"]
    description: Text | None = None
    metadata: Free = {}
