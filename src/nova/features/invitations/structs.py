"""Invitations to a team: as sent, as seen, as answered."""

from uuid import UUID

from nova.shapes.fields import Email, Moment, Phone
from nova.shapes.structs import Input, Output
from nova.shapes.words import InvitationStatus, TeamRole


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
    role: TeamRole
    status: InvitationStatus
    expires_at: Moment
    created_at: Moment
    updated_at: Moment
    version: int


class Invitations(Output, frozen=True):
    """A team's open invitations, the newest first."""

    data: list[Invitation]


class InvitationPreview(Output, frozen=True):
    """What an invitation offers; its address is masked."""

    team_name: str
    invited_by: str
    role: TeamRole
    phone: str | None
    email: str | None
    status: InvitationStatus
    expires_at: Moment
