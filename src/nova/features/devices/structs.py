"""Browsers and phones that one is told on by push."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta

from nova.shapes.fields import Moment
from nova.shapes.structs import Input, Output

ENDPOINT = r"^(https://[a-z0-9.-]+(:443)?|http://127\.0\.0\.1:[0-9]{1,5})/[!-~]*$"


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

    p256dh: Annotated[str, Meta(pattern=r"^B[A-Za-z0-9_-]{86}=?$")]
    auth: Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{22}(==)?$")]


class NewPushDevice(Input, frozen=True):
    """A subscription as a browser's `PushManager.subscribe` answers it, and a name for it.

    `expirationTime` is taken as it comes, and not looked at: a push service says itself when a
    device is gone.
    """

    endpoint: Annotated[str, Meta(pattern=ENDPOINT, max_length=1000)]
    keys: PushKeys
    expiration_time: float | None = None
    name: Annotated[str, Meta(min_length=1, max_length=100)] | None = None
