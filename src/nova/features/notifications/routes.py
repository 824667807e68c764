"""Routes of notifications, and of how one is told."""

from typing import Annotated
from uuid import UUID

from litestar import Router, delete, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from msgspec import UNSET, to_builtins

from nova.database.queries import read_queries
from nova.features.notifications.structs import (
    NewNotificationSettings,
    Notification,
    NotificationKinds,
    NotificationPage,
    NotificationSettings,
    ReadCount,
    UnreadCount,
    Which,
)
from nova.http.answer import Json
from nova.http.ask import Asking
from nova.http.openapi import error_answers
from nova.http.parameters import Cursor, PageSize, WithTotal
from nova.shapes.words import NotificationType

sql = read_queries(__file__)


@get("/notifications", responses=error_answers(401))
async def list_notifications(
    ask: Asking,
    unread: FromQuery[bool | None] = None,
    type_: Annotated[NotificationType | None, QueryParameter(name="type")] = None,
    cursor: Cursor = None,
    limit: PageSize = 20,
    count: WithTotal = False,
) -> Json[NotificationPage]:
    """One's own notifications, the newest first. Refused with `cursor_invalid`."""
    return await ask(sql.list_notifications, unread, type_, cursor, limit, count)


@get("/notifications/unread-count", responses=error_answers(401))
async def count_unread(ask: Asking) -> Json[UnreadCount]:
    """How many notifications are unread."""
    return await ask(sql.count_unread)


@post(
    "/notifications/{notification_id:uuid}/read", status_code=200, responses=error_answers(401, 404)
)
async def read_notification(ask: Asking, notification_id: FromPath[UUID]) -> Json[Notification]:
    """Mark one as read. Refused with `not_found`."""
    return await ask(sql.read_notification, notification_id)


@post("/notifications/read-all", status_code=200, responses=error_answers(401))
async def read_all_notifications(ask: Asking, data: JSONBody[Which]) -> Json[ReadCount]:
    """Mark all as read, or all of one type."""
    return await ask(sql.read_all_notifications, None if data.type is UNSET else data.type)


@delete("/notifications/{notification_id:uuid}", responses=error_answers(401, 404))
async def delete_notification(ask: Asking, notification_id: FromPath[UUID]) -> None:
    """Take a notification off one's list. Refused with `not_found`."""
    await ask.raw(sql.delete_notification, notification_id)


@get("/notifications/types", responses=error_answers(401))
async def list_notification_types(ask: Asking) -> Json[NotificationKinds]:
    """What one can be told of, and how who has not chosen is told."""
    return await ask(sql.list_notification_types)


@get("/users/me/notification-settings", responses=error_answers(401))
async def show_notification_settings(ask: Asking) -> Json[NotificationSettings]:
    """By which channels one is told of what, and when nothing rings."""
    return await ask(sql.show_notification_settings)


@put("/users/me/notification-settings", responses=error_answers(401, 422))
async def save_notification_settings(
    ask: Asking, data: JSONBody[NewNotificationSettings]
) -> Json[NotificationSettings]:
    """Choose by which channels one is told of what; what is not named is as the defaults are.

    What is fixed cannot be switched off. Refused with `notification_type_unknown`,
    `notification_type_fixed`, `notification_types_wrong`, `quiet_hours_wrong`.
    """
    return await ask(
        sql.save_notification_settings, to_builtins(data.quiet_hours), to_builtins(data.types)
    )


router = Router(
    "/api",
    tags=["notifications"],
    route_handlers=[
        list_notifications, count_unread, read_notification, read_all_notifications,
        delete_notification, list_notification_types, show_notification_settings,
        save_notification_settings,
    ],
)  # fmt: skip
