"""Routes of /api/notifications."""

from typing import Annotated
from uuid import UUID

from litestar import Router, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from msgspec import UNSET

from nova.database.queries import read_queries
from nova.features.notifications.structs import (
    Notification,
    NotificationPage,
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


@get("/", responses=error_answers(401))
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


@get("/unread-count", responses=error_answers(401))
async def count_unread(ask: Asking) -> Json[UnreadCount]:
    """How many notifications are unread."""
    return await ask(sql.count_unread)


@post("/{notification_id:uuid}/read", status_code=200, responses=error_answers(401, 404))
async def read_notification(ask: Asking, notification_id: FromPath[UUID]) -> Json[Notification]:
    """Mark one as read. Refused with `not_found`."""
    return await ask(sql.read_notification, notification_id)


@post("/read-all", status_code=200, responses=error_answers(401))
async def read_all_notifications(ask: Asking, data: JSONBody[Which]) -> Json[ReadCount]:
    """Mark all as read, or all of one type."""
    return await ask(sql.read_all_notifications, None if data.type is UNSET else data.type)


router = Router(
    "/api/notifications",
    tags=["notifications"],
    route_handlers=[list_notifications, count_unread, read_notification, read_all_notifications],
)
