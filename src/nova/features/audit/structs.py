"""An administrator's look at other people's rows."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta

from nova.shapes.fields import VISIBLE, Moment
from nova.shapes.structs import Input, Output


class GlassToBreak(Input, frozen=True):
    """Whose rows an administrator has to read, and why."""

    scope_id: Annotated[UUID, Meta(description="The user or the team whose rows are read")]
    reason: Annotated[str, Meta(min_length=10, max_length=500, pattern=VISIBLE)]


class Glass(Output, frozen=True):
    """Broken glass: until when these rows are readable."""

    id: UUID
    scope_id: UUID
    reason: str
    expires_at: Moment
