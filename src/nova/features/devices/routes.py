"""Routes of the browsers and phones that one is told on by push."""

from typing import Any
from uuid import UUID

from litestar import Request, Router, delete, get, post
from litestar.params import FromPath, JSONBody

from nova.database.queries import read_queries
from nova.delivery.web_push import public_key
from nova.features.devices.structs import NewPushDevice, PushDevice, PushDevices
from nova.http.answer import Json
from nova.http.ask import Asking
from nova.http.openapi import error_answers

sql = read_queries(__file__)


@get("/notifications/devices", responses=error_answers(401))
async def list_push_devices(ask: Asking, request: Request[Any, Any, Any]) -> Json[PushDevices]:
    """The devices that one is told on by push, and the key that a browser subscribes with."""
    return await ask(sql.list_push_devices, public_key(request.app.state.settings))


@post("/notifications/devices", responses=error_answers(401, 422))
async def add_push_device(ask: Asking, data: JSONBody[NewPushDevice]) -> Json[PushDevice]:
    """Be told by push on this device too: what the browser's `PushManager.subscribe` answered.

    Of more than 20 the oldest goes. Refused with `push_service_unknown`.
    """
    return await ask(
        sql.add_push_device, data.endpoint, data.keys.p256dh, data.keys.auth, data.name
    )


@delete("/notifications/devices/{device_id:uuid}", responses=error_answers(401, 404))
async def delete_push_device(ask: Asking, device_id: FromPath[UUID]) -> None:
    """Be told on a device no more. Refused with `not_found`."""
    await ask.raw(sql.delete_push_device, device_id)


router = Router(
    "/api",
    tags=["devices"],
    route_handlers=[list_push_devices, add_push_device, delete_push_device],
)
