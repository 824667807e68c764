"""What the live feed's own statements answer."""

from uuid import UUID

import msgspec

from nova.live.protocol import ResetReason
from nova.shapes.structs import Output


class Missed(Output, frozen=True):
    """A page of what a socket missed, and the ids of that; its events are sent on as they are."""

    events: list[msgspec.Raw]
    ids: list[int]
    reset: ResetReason | None
    next: str | None
    """Where the following page begins."""


class FollowedTeams(Output, frozen=True):
    """The teams whose topics are the caller's."""

    teams: list[UUID]
