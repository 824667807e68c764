"""Teams, members and permissions: what comes in and goes out."""

from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from nova.shapes.fields import Moment, Name, Url, Word
from nova.shapes.people import Member
from nova.shapes.structs import Input, Output
from nova.shapes.words import PermissionReach, TeamMemberStatus, TeamRole

Description = Annotated[str, Meta(max_length=4000)]


class Settings(Input, frozen=True):
    """How a team works."""

    shared_pool: Annotated[
        bool, Meta(description="Whether brokers see the customers whom nobody was given")
    ] = False
    task_review: Annotated[
        bool, Meta(description="Whether another than who did a task calls it done")
    ] = False


class TeamWord(Input, frozen=True):
    """A word of a team's own, beside those of `GET /api/meta/words`."""

    key: Annotated[
        str,
        Meta(
            pattern=r"^[A-Z][A-Z0-9_]{0,49}$(?!\n)",
            description="What a body may say for it",
            examples=["EXHIBITION"],
        ),
    ]
    ar: Annotated[Word, Meta(description="What is kept and answered", examples=["معرض عقاري"])]
    en: Annotated[Word, Meta(description="In English", examples=["Property exhibition"])]


OwnWords = Annotated[
    list[TeamWord], Meta(max_length=100, description="The team's own words of this list")
]


class TeamWords(Input, frozen=True):
    """A team's own words, by vocabulary; a list that is given replaces the one before."""

    property_type: OwnWords | UnsetType = UNSET
    property_category: OwnWords | UnsetType = UNSET
    customer_category: OwnWords | UnsetType = UNSET
    source: OwnWords | UnsetType = UNSET
    feature: OwnWords | UnsetType = UNSET
    amenity: OwnWords | UnsetType = UNSET


class TeamSettings(Output, frozen=True):
    """How a team works; `words` has the lists to which it has added some."""

    shared_pool: bool
    task_review: bool
    words: TeamWords


class SettingsChanges(Input, frozen=True):
    """A merge patch of how a team works: what is absent stays."""

    shared_pool: Annotated[
        bool | UnsetType,
        Meta(description="Whether brokers see the customers whom nobody was given"),
    ] = UNSET
    task_review: Annotated[
        bool | UnsetType, Meta(description="Whether another than who did a task calls it done")
    ] = UNSET
    words: Annotated[TeamWords | UnsetType, Meta(description="The team's own words")] = UNSET


class Team(Output, frozen=True):
    """Brokers who share customers and stock."""

    id: UUID
    name: str
    manager_id: UUID
    company_id: UUID | None
    logo_url: str | None
    description: str | None
    settings: TeamSettings
    created_at: Moment
    updated_at: Moment
    version: int


class TeamPage(Output, frozen=True):
    """A page of one's own teams, the newest first."""

    data: list[Team]
    next_cursor: str | None
    total: int | UnsetType = UNSET


class NewTeam(Input, frozen=True):
    """A team to make; `managerId` is for administrators, who name its manager."""

    name: Name
    description: Description | None = None
    logo_url: Url | None = None
    settings: Settings = Settings()
    manager_id: UUID | None = None


class TeamChanges(Input, frozen=True):
    """A merge patch: what is absent stays, null clears."""

    name: Name | UnsetType = UNSET
    description: Description | None | UnsetType = UNSET
    logo_url: Url | None | UnsetType = UNSET
    settings: SettingsChanges | UnsetType = UNSET


class Members(Output, frozen=True):
    """Everybody in a team, the longest there first."""

    data: list[Member]


class MemberChanges(Input, frozen=True):
    """A merge patch: what is absent stays."""

    role: TeamRole | UnsetType = UNSET
    status: TeamMemberStatus | UnsetType = UNSET


class Permissions(Output, frozen=True):
    """What one member may do: their own overrides, and what holds in the end."""

    member_id: UUID
    role: TeamRole
    overrides: dict[str, PermissionReach]
    effective: dict[str, PermissionReach]
    version: int


class Overrides(Input, frozen=True):
    """What one member may do beyond or short of their role; replaces what was there."""

    permissions: Annotated[
        dict[Annotated[str, Meta(max_length=100)], PermissionReach],
        Meta(max_length=100, examples=[{"customers.assign": "HELD"}]),
    ]


class Left(Output, frozen=True):
    """The team is left."""

    message: str


class Permission(Output, frozen=True):
    """One permission, its words, and how far it reaches for each role by default."""

    permission: str
    writes: bool
    ar: str
    en: str
    defaults: dict[str, PermissionReach]


class Catalogue(Output, frozen=True):
    """Every permission that there is."""

    data: list[Permission]
