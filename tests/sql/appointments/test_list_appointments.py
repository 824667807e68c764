"""The list of appointments is a definer function that repeats the policy: the two see the same."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest

import make

WHO = ["manager", "broker", "broker2", "observer", "company", "stranger"]
BEGINS = datetime(2031, 3, 1, tzinfo=UTC)


@pytest.fixture
def many(owner: psycopg.Connection, office: make.Office) -> make.Office:
    """Appointments of everybody, their own and the team's, around the edges of a span too."""
    for place, (name, someone) in enumerate(office.people.items()):
        for nth in range(8):
            start = BEGINS + timedelta(days=nth * 5 - 2, hours=place * 2)
            make.appointment(
                owner, user_id=someone.user_id, start_datetime=start,
                end_datetime=start + timedelta(hours=1),
                team_id=office.team if nth % 2 and name in {"manager", "broker", "broker2"} else None,
            )  # fmt: skip
    return office


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("reads_team", [False, True])
def test_the_list_sees_what_the_policy_sees(
    owner: psycopg.Connection, many: make.Office, who: str, reads_team: bool
) -> None:
    if reads_team:
        make.override(owner, many.people["broker"].user_id, {"appointments.readTeam": "WHOLE"})
    make.act_as(owner, many.people[who])
    span = [BEGINS, BEGINS + timedelta(days=25)]
    listed = owner.execute(
        "select id from nova.list_appointments(%s, %s, null, null, null, null, null, null, 1000)",
        span,
    ).fetchall()
    by_policy = owner.execute(
        "select id from nova.appointments where deleted_at is null and during && tstzrange(%s, %s)"
        " order by start_datetime, id", span,
    ).fetchall()  # fmt: skip
    assert listed == by_policy
    assert listed


def test_a_visit_over_the_edge_of_a_span_is_in_it(owner: psycopg.Connection) -> None:
    sara = make.caller(owner)
    for start, hours in ((-2, 3), (-2, 2), (23, 5), (24, 1)):
        make.appointment(
            owner, user_id=sara.user_id, status="CANCELLED", cancelled_reason="x",
            start_datetime=BEGINS + timedelta(hours=start),
            end_datetime=BEGINS + timedelta(hours=start + hours), title=str(start + hours),
        )  # fmt: skip
    make.act_as(owner, sara)
    found = owner.execute(
        "select title from nova.list_appointments(%s, %s, null, null, null, null, null, null, 9)",
        [BEGINS, BEGINS + timedelta(days=1)],
    ).fetchall()
    assert found == [("1",), ("28",)]
