"""What comes in and goes out when somebody identifies themselves."""

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from nova.shapes.fields import Email, Moment, Name, Phone
from nova.shapes.people import Stats, Subscription, User
from nova.shapes.structs import Input, Output
from nova.shapes.words import PermissionReach, SubscriptionStatus, TeamRole, UserRole

Password = Annotated[
    str,
    Meta(min_length=8, max_length=200, description="8 to 200 characters", examples=["Test1234!"]),
]
Code = Annotated[
    str, Meta(pattern=r"^[0-9٠-٩۰-۹]{6}$(?!\n)", description="Six digits", examples=["123456"])
]
RefreshToken = Annotated[str, Meta(min_length=20, max_length=200)]
Identifier = Annotated[
    str, Meta(min_length=3, max_length=254, description="An e-mail, or a phone in any form")
]


class NewUser(Input, frozen=True):
    """Somebody who joins."""

    email: Email
    phone: Phone
    password: Password
    name: Name
    role: Annotated[str, Meta(max_length=50, description="BROKER or COMPANY")] = "BROKER"


class Login(Input, frozen=True):
    """E-mail or phone, and password."""

    identifier: Identifier
    password: Annotated[str, Meta(min_length=1, max_length=200)]


class Verification(Input, frozen=True):
    """A one-time code, and what it verifies: the phone by default, or an e-mail."""

    code: Code
    phone: Phone | UnsetType = UNSET
    email: Email | UnsetType = UNSET
    type: Literal["PHONE_VERIFICATION", "EMAIL_VERIFICATION"] | UnsetType = UNSET


class CodeWanted(Input, frozen=True):
    """Where a new code should go, and what for."""

    phone: Phone | UnsetType = UNSET
    email: Email | UnsetType = UNSET
    type: Literal["PHONE_VERIFICATION", "EMAIL_VERIFICATION"] | UnsetType = UNSET


class Refresh(Input, frozen=True):
    """A refresh token to exchange."""

    refresh_token: RefreshToken


class Forgotten(Input, frozen=True):
    """Whose password is forgotten."""

    identifier: Identifier


class Reset(Input, frozen=True):
    """A reset code and the new password."""

    identifier: Identifier
    code: Code
    password: Password


class PasswordChange(Input, frozen=True):
    """The present password and the new one."""

    old_password: Annotated[str, Meta(min_length=1, max_length=200)]
    new_password: Password


class PlanName(Output, frozen=True):
    """A subscription in short."""

    plan: str
    status: SubscriptionStatus
    expires_at: Moment


class Person(Output, frozen=True):
    """Who has logged in."""

    id: UUID
    name: str
    email: str
    phone: str
    role: UserRole
    subscription: PlanName | None


class Needed(Output, frozen=True):
    """What is still to be verified."""

    email: bool
    phone: bool


class SignedIn(Output, frozen=True):
    """The person, and the claims that the app signs."""

    user: Person
    refresh_expires_at: Moment
    claims: dict[str, Any]
    requires_verification: Needed


class Tokens(Output, frozen=True):
    """The person and their tokens."""

    user: Person
    token: str
    expires_at: Moment
    """When the token ends: refresh shortly before."""
    refresh_token: str
    refresh_expires_at: Moment
    """When the refresh token ends unless it is exchanged: log in again."""
    requires_verification: Needed


class KeptHash(Output, frozen=True):
    """A password's hash, for the app to compare with; null when there is no such account."""

    account_id: UUID | None
    password_hash: str | None


class OwnWords(Output, frozen=True):
    """The words of an account that are no password for it."""

    words: list[str]


class OwnHash(Output, frozen=True):
    """The caller's own password's hash, and the words of their account that are none."""

    password_hash: str
    words: list[str]


class Message(Output, frozen=True):
    """A sentence, and nothing else to know."""

    message: str


class Verified(Output, frozen=True):
    """A phone or an e-mail that is proved."""

    verified: bool
    message: str


class CodeSent(Output, frozen=True):
    """A code is on its way, if there is such an account."""

    sent: bool
    next_in_seconds: int
    message: str


class Device(Output, frozen=True):
    """A device that is logged in."""

    id: UUID
    user_agent: str | None
    ip: str | None
    current: bool
    created_at: Moment
    last_used_at: Moment
    expires_at: Moment


class Devices(Output, frozen=True):
    """All devices, the last used first."""

    data: list[Device]


class MyTeam(Output, frozen=True):
    """A team I belong to; role is null where I own it as a company only."""

    id: UUID
    name: str
    role: TeamRole | None
    permissions: dict[str, PermissionReach] | None


class Me(Output, frozen=True):
    """Everything a client shows of the person at its start."""

    user: User
    subscription: Subscription | None
    teams: list[MyTeam]
    stats: Stats
    unread_notifications: int
