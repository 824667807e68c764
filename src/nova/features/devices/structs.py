"""Browsers and phones that one is told on by push."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta

from nova.shapes.fields import Moment
from nova.shapes.structs import Input, Output


class PushDevice(Output, frozen=True):
    """A device that one is told on by push."""

    id: UUID
    name: str | None
    service: str
    created_at: Moment


class PushDevices(Output, frozen=True):
    """The devices that one is told on by push, the newest first."""

    data: list[PushDevice]
    public_key: str


class PushKeys(Input, frozen=True):
    """The keys of a subscription (RFC 8291), base64url."""

    p256dh: Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{87}=?$")]
    auth: Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{22}(==)?$")]


class NewPushDevice(Input, frozen=True):
    """A subscription as a browser's `PushManager.subscribe` answers it, and a name for it."""

    endpoint: Annotated[str, Meta(pattern=r"^https?://[^\s/]+/\S*$", max_length=1000)]
    keys: PushKeys
    name: Annotated[str, Meta(min_length=1, max_length=100)] | None = None
