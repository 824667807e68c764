"""Consents to promotions, given and taken back."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta

from nova.shapes.fields import Moment
from nova.shapes.structs import Input, Output
from nova.shapes.words import ConsentChannel, ConsentSource


class Consent(Output, frozen=True):
    """A consent to promotions by a channel, given or taken back."""

    id: UUID
    channel: ConsentChannel
    granted: bool
    source: ConsentSource
    note: str | None
    made_by: UUID | None
    made_by_name: str | None
    created_at: Moment


class ConsentPage(Output, frozen=True):
    """What a customer agreed to and took back, the newest first."""

    data: list[Consent]
    next_cursor: str | None


class NewConsent(Input, frozen=True):
    """That a customer agreed to promotions by a channel, or took it back; `note` says how."""

    channel: ConsentChannel
    granted: bool
    note: Annotated[str, Meta(min_length=1, max_length=500)] | None = None


class Unsubscribed(Output, frozen=True):
    """By which channel no more promotions come."""

    channel: ConsentChannel
