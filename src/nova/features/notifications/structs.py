"""Notifications, as their reader sees them."""

from uuid import UUID

from msgspec import UNSET, UnsetType

from nova.shapes.fields import Moment
from nova.shapes.structs import Input, Output
from nova.shapes.words import NotificationPriority, NotificationType


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


class Which(Input, frozen=True):
    """Which notifications: all, or those of one type."""

    type: NotificationType | UnsetType = UNSET
