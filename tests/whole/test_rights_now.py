"""What is told again goes by the rights of this moment: `private.readable_rows` is the policies."""

from uuid import UUID

import psycopg
import pytest

import make

TABLES = {
    "customer": "customers",
    "property": "properties",
    "offer": "offers",
    "request": "requests",
    "appointment": "appointments",
    "task": "tasks",
}


def rows(owner: psycopg.Connection, office: make.Office) -> dict[str, set[UUID]]:
    """A row of each kind for everybody, in the team and out of it; customers also of the pool."""
    found: dict[str, set[UUID]] = {entity: set() for entity in TABLES}
    found["customer"] |= set(office.rows.values())
    for name in ("manager", "broker", "broker2", "stranger"):
        who = office.people[name].user_id
        for team in (None, office.team) if name != "stranger" else (None,):
            of = {"user_id": who, "team_id": team}
            listed = make.property_(owner, **of)
            made = {
                "customer": make.customer(owner, **of),
                "property": listed,
                "offer": make.offer(owner, property_id=listed, **of),
                "request": make.request(owner, **of),
                "appointment": make.appointment(owner, **of),
                "task": make.task(owner, **of),
            }
            for entity, row in made.items():
                found[entity].add(row)
    return found


@pytest.mark.parametrize("name", ["manager", "broker", "observer", "company", "stranger"])
@pytest.mark.parametrize("shared", [False, True])
def test_what_is_readable_now_is_what_the_policies_show(
    owner: psycopg.Connection, office: make.Office, name: str, shared: bool
) -> None:
    everything = rows(owner, office)
    owner.execute(
        "update nova.teams set settings = jsonb_build_object('sharedPool', %s::boolean)"
        " where id = %s", [shared, office.team],
    )  # fmt: skip
    caller = office.people[name]
    for entity, ids in everything.items():
        make.act_as(owner, caller)
        seen = {
            row for (row,) in owner.execute(
                f"select id from nova.{TABLES[entity]} where id = any (%s)".encode(), [list(ids)])
        }  # fmt: skip
        owner.execute("reset role")
        now = {
            row for (row,) in owner.execute(
                "select id from private.readable_rows(%s, %s)", [[entity] * len(ids), list(ids)])
        }  # fmt: skip
        if entity == "appointment":  # a team's calendar is read, but not heard of
            now |= seen & {
                row for (row,) in owner.execute(
                    "select id from nova.appointments where user_id <> %s", [caller.user_id])
            }  # fmt: skip
        assert now == seen, (name, entity)
