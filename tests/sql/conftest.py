"""An office for the tests of rights: one of each role, a company, a stranger, and their rows."""

import psycopg
import pytest

import make


@pytest.fixture
def office(owner: psycopg.Connection) -> make.Office:
    names = ("manager", "broker", "broker2", "observer", "company", "stranger")
    people = {name: make.caller(owner) for name in names}
    ids = {name: someone.user_id for name, someone in people.items()}
    team = make.team(
        owner, **{name: user for name, user in ids.items() if name != "stranger" and user}
    )
    rows = {
        "broker's": make.customer(owner, user_id=ids["broker"], team_id=team),
        "broker2's": make.customer(owner, user_id=ids["broker2"], team_id=team),
        "broker2's, given to broker": make.customer(
            owner, user_id=ids["broker2"], team_id=team, assigned_to=ids["broker"]
        ),
        "broker's own": make.customer(owner, user_id=ids["broker"]),
        "stranger's": make.customer(owner, user_id=ids["stranger"]),
    }
    return make.Office(people, rows)
