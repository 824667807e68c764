"""Invitations to a team: as sent, as seen, as answered."""

from datetime import datetime
from uuid import UUID

from nova.shapes.fields import Email, Phone
from nova.shapes.people import TeamRole
from nova.shapes.structs import Input, Output


class NewInvitation(Input, frozen=True):
    """Whom to invite: a phone or an e-mail, not both."""

    phone: Phone | None = None
    email: Email | None = None
    role: TeamRole = "BROKER"


class Invitation(Output, frozen=True):
    """An invitation, as who manages the team sees it."""

    id: UUID
    team_id: UUID
    invited_by: UUID
    phone: str | None
    email: str | None
    role: str
    status: str
    expires_at: datetime
    created_at: datetime
    updated_at: datetime
    version: int


class Invitations(Output, frozen=True):
    """A team's open invitations, the newest first."""

    data: list[Invitation]


class InvitationPreview(Output, frozen=True):
    """What an invitation offers; its address is masked."""

    team_name: str
    invited_by: str
    role: str
    phone: str | None
    email: str | None
    status: str
    expires_at: datetime
