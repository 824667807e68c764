"""Events as a page of them, and what opens a stream."""

from uuid import UUID

from nova.live.protocol import Event, ResetReason
from nova.shapes.fields import Moment
from nova.shapes.structs import Output


class EventPage(Output, frozen=True):
    """One's own events after a cursor, in the order of their ids."""

    events: list[Event]
    cursor: str
    """What to come back with."""
    has_more: bool
    """Whether there are more already."""
    reset: ResetReason | None
    """Why there was no going on from the cursor given: fetch what you show anew."""


class Ticket(Output, frozen=True):
    """A ticket: it opens one stream, within half a minute."""

    ticket: str
    expires_at: Moment


class TicketExpiry(Output, frozen=True):
    """When a ticket ends."""

    expires_at: Moment


class TicketHolder(Output, frozen=True):
    """Whose ticket it was, and when the token ends that it was issued for, in Unix seconds."""

    user_id: UUID
    session_id: UUID
    expires_at: int
