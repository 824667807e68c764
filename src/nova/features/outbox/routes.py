"""Routes of what was sent: one's own messages, those that were given up, what providers report."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Annotated, Any

import msgspec
from litestar import MediaType, Request, Router, get, post
from litestar.params import PathParameter, QueryParameter
from msgspec import to_builtins

from nova.database.queries import read_queries
from nova.delivery.port import Forged, Provider, Sent
from nova.errors.refused import Refused
from nova.features.outbox.structs import DeadMessage, DeadMessages, Deliveries, Reported
from nova.http.answer import Json
from nova.http.ask import Asking
from nova.http.body import BODY
from nova.http.callers import OPEN
from nova.http.openapi import error_answers
from nova.http.parameters import Filter, PageSize

sql = read_queries(__file__)
Name = Annotated[str, PathParameter(min_length=1, max_length=50, description="The provider")]


@get("/notifications/deliveries", responses=error_answers(401))
async def list_deliveries(ask: Asking, limit: PageSize = 20) -> Json[Deliveries]:
    """The newest messages that went to oneself, and invitations one sent, and how far they came."""
    return await ask(sql.list_deliveries, limit)


@get("/admin/outbox", responses=error_answers(401, 403))
async def list_dead_messages(
    ask: Asking, provider: Filter = None, limit: PageSize = 20
) -> Json[DeadMessages]:
    """The messages that were given up, and why; for an administrator. Refused with `forbidden`."""
    return await ask(sql.list_dead_messages, provider, limit)


@post(
    "/admin/outbox/{message_id:int}/resend",
    status_code=200,
    responses=error_answers(401, 403, 404, 409),
)
async def resend_message(
    ask: Asking, message_id: Annotated[int, PathParameter(ge=1, le=9_000_000_000_000_000_000)]
) -> Json[DeadMessage]:
    """Try a message that was given up again; for an administrator.

    Refused with `forbidden`, `not_found`, `message_blanked`.
    """
    return await ask(sql.resend_message, message_id)


@post(
    "/webhooks/messages/{provider:str}",
    status_code=200,
    security=OPEN,
    request_max_body_size=BODY,
    responses=error_answers(400, 403, 404, 422),
)
async def report_messages(
    ask_anyone: Asking,
    request: Request[Any, Any, Any],
    provider: Name,
    secret: Annotated[str | None, QueryParameter(max_length=200)] = None,
) -> Json[Reported]:
    """What a provider tells of messages: in its own form, signed as it signs; one that signs
    nothing brings the `secret` of its address.

    A report again, or one that comes late, changes nothing. Refused with `not_found`,
    `signature_wrong`, `report_unreadable`, `report_from_future`.
    """
    sent = Sent(request.headers, await request.body(), secret or "")
    try:
        reports = to_builtins(_known(request, provider).reports(sent))
        msgspec.json.encode(reports)  # that it can be said at all
    except Forged:
        raise Refused("signature_wrong") from None
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError):
        raise Refused("report_unreadable") from None
    return await ask_anyone(sql.report_messages, provider, reports)


@get(
    "/webhooks/messages/{provider:str}",
    security=OPEN,
    media_type=MediaType.TEXT,
    responses=error_answers(403, 404),
)
async def verify_webhook(
    request: Request[Any, Any, Any],
    provider: Name,
    mode: Annotated[str | None, QueryParameter(name="hub.mode", max_length=50)] = None,
    verify_token: Annotated[
        str | None, QueryParameter(name="hub.verify_token", max_length=200)
    ] = None,
    challenge: Annotated[str | None, QueryParameter(name="hub.challenge", max_length=200)] = None,
) -> str:
    """Show a provider that asks (WhatsApp's `hub.challenge`) that the webhook is ours.

    Refused with `not_found`, `signature_wrong`.
    """
    try:
        return _known(request, provider).challenge(verify_token or "", challenge or "")
    except Forged:
        raise Refused("signature_wrong") from None


def _known(request: Request[Any, Any, Any], name: str) -> Provider:
    """The provider of this name that the settings chose. Raises Refused."""
    channels: Mapping[str, Sequence[Provider]] = request.app.state.providers
    for provider in chain.from_iterable(channels.values()):
        if provider.name == name:
            return provider
    raise Refused("not_found")


router = Router(
    "/api",
    tags=["outbox"],
    route_handlers=[
        list_deliveries, list_dead_messages, resend_message, report_messages, verify_webhook,
    ],
)  # fmt: skip
