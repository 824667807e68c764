"""Notifications, as their reader sees them."""

from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType, field

from nova.shapes.fields import Clock, Moment
from nova.shapes.structs import Input, Output
from nova.shapes.words import NotificationChannel, NotificationPriority, NotificationType


class Notification(Output, frozen=True):
    """One notification."""

    id: UUID
    title: str
    message: str
    type: NotificationType
    category: str | None
    action_url: str | None
    action_label: str | None
    is_read: bool
    read_at: Moment | None
    priority: NotificationPriority
    related_entity_type: str | None
    related_entity_id: UUID | None
    created_at: Moment


class NotificationPage(Output, frozen=True):
    """A page of notifications, the newest first."""

    data: list[Notification]
    next_cursor: str | None
    total: int | UnsetType = UNSET


class UnreadCount(Output, frozen=True):
    """How many are unread."""

    count: int


class ReadCount(Output, frozen=True):
    """How many were marked as read."""

    read: int


class QuietHours(Output, frozen=True):
    """When nothing rings that is not urgent, on one's own clock; also over midnight."""

    from_: str = field(name="from")
    to: str


class NotificationKind(Output, frozen=True):
    """A type of notification, and how who has not chosen is told of it."""

    key: str
    type: NotificationType
    priority: NotificationPriority
    title_ar: str
    title_en: str
    is_fixed: bool
    defaults: dict[NotificationChannel, bool]


class NotificationKinds(Output, frozen=True):
    """Every type of notification, in order."""

    data: list[NotificationKind]


class NotificationChoice(NotificationKind, frozen=True):
    """A type of notification, and how one is told of it."""

    channels: dict[NotificationChannel, bool]


class NotificationSettings(Output, frozen=True):
    """How one is told of what; nothing rings in quiet hours that is not urgent."""

    quiet_hours: QuietHours | None
    types: list[NotificationChoice]


class NewQuietHours(Input, frozen=True):
    """When nothing is to ring, on one's own clock."""

    from_: Clock = field(name="from")
    to: Clock


class NewChannels(Input, frozen=True):
    """By which channels to be told of a type; what is not named is as the defaults are."""

    in_app: bool | UnsetType = field(name="IN_APP", default=UNSET)
    email: bool | UnsetType = field(name="EMAIL", default=UNSET)
    sms: bool | UnsetType = field(name="SMS", default=UNSET)
    whatsapp: bool | UnsetType = field(name="WHATSAPP", default=UNSET)
    push: bool | UnsetType = field(name="PUSH", default=UNSET)


class NewNotificationSettings(Input, frozen=True):
    """What differs from the defaults: `{"types": {"match_found": {"EMAIL": true}}}`."""

    quiet_hours: NewQuietHours | None = None
    types: Annotated[
        dict[Annotated[str, Meta(max_length=60)], NewChannels],
        Meta(max_length=100, description="By key of the type, each channel on or off"),
    ] = {}


class Which(Input, frozen=True):
    """Which notifications: all, or those of one type."""

    type: NotificationType | UnsetType = UNSET
