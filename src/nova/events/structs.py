"""Events as a page of them, and what opens a stream."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from nova.frames import Event
from nova.shapes import Output

__all__ = ["Event"]

Reason = Literal["cursorTooOld", "cursorUnknown", "tooManyMissed"]


class EventPage(Output, frozen=True):
    """One's own events after a cursor, in the order of their ids."""

    events: list[Event]
    cursor: str
    """What to come back with."""
    has_more: bool
    """Whether there are more already."""
    reset: Reason | None
    """Why there was no going on from the cursor given: fetch what you show anew."""


class Missed(Output, frozen=True):
    """A page of what a socket missed, and the ids of that; its events are sent on as they are."""

    events: list[msgspec.Raw]
    ids: list[int]
    reset: Reason | None
    next: str | None
    """Where the following page begins."""


class FollowedTeams(Output, frozen=True):
    """The teams whose topics are the caller's."""

    teams: list[UUID]


class Ticket(Output, frozen=True):
    """A ticket: it opens one stream, within half a minute."""

    ticket: str
    expires_at: datetime


class TicketExpiry(Output, frozen=True):
    """When a ticket ends."""

    expires_at: datetime


class TicketHolder(Output, frozen=True):
    """Whose ticket it was, and when the token ends that it was issued for, in Unix seconds."""

    user_id: UUID
    session_id: UUID
    expires_at: int
