"""Teams, their members and what these may."""

from dataclasses import dataclass
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from make.rows import insert
from make.users import Person
from nova.database.flight import Caller


@dataclass
class Office:
    """A team with one of each role, its company, a stranger, and a row of each kind."""

    people: dict[str, Caller]
    rows: dict[str, UUID]
    team: UUID


def team(connection: psycopg.Connection, **members: UUID | None) -> UUID:
    """A team of these people by role in lower case; `company` owns it."""
    company = members.pop("company", None)
    made = insert(connection, "nova.teams", {
        "name": "فريق", "manager_id": members.get("manager") or company, "company_id": company,
    })  # fmt: skip
    for role, user_id in members.items():
        member = {"team_id": made, "user_id": user_id, "role": role.rstrip("0123456789").upper()}
        insert(connection, "nova.team_members", member)
    return made


def override(
    connection: psycopg.Connection, user_id: UUID | None, permissions: dict[str, str]
) -> None:
    """Let a member of one team do more or less than their role."""
    connection.execute(
        "insert into nova.team_permissions (team_member_id, permissions)"
        " select id, %s from nova.team_members where user_id = %s",
        [Jsonb(permissions), user_id],
    )


def member(team: str, person: Person, of: Person) -> str:
    """A person's membership in a team, as somebody in it sees it."""
    for each in of.api.get(f"/teams/{team}/members").json()["data"]:
        if each["userId"] == str(person.id):
            return str(each["id"])
    raise AssertionError("no such member")


def invite(manager: Person, team: str, **body: object) -> None:
    """Invite somebody to a team."""
    sent = manager.api.post(f"/teams/{team}/invitations", json=body)
    assert sent.status_code == 201, sent.text
