"""The list of tasks is a definer function that repeats the policy: the two see the same, in any order."""

import psycopg
import pytest

import make

WHO = ["manager", "broker", "broker2", "observer", "company", "stranger"]
ORDERS = {
    "NEWEST": "created_at desc, id desc",
    "DUE": "due_order, id",
    "PRIORITY": "case priority when 'HIGH' then 0 when 'MEDIUM' then 1 else 2 end, created_at desc, id desc",
}


@pytest.fixture
def many(owner: psycopg.Connection, office: make.Office) -> make.Office:
    """Tasks of everybody, their own and the team's, with all priorities, dated or not."""
    for place, someone in enumerate(office.people.values()):
        for nth in range(6):
            with_team = nth % 2 and someone.user_id in {
                office.people[name].user_id for name in ("manager", "broker", "broker2")
            }
            make.task(
                owner, user_id=someone.user_id, created_by=someone.user_id,
                team_id=office.team if with_team else None,
                priority=("HIGH", "MEDIUM", "LOW")[nth % 3],
                due_date=None if nth == 5 else f"2030-01-{1 + (nth * 7 + place) % 28:02}",
                due_time="10:00" if nth == 2 else None,
            )  # fmt: skip
    return office


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("sort", ORDERS)
def test_the_list_sees_what_the_policy_sees(
    owner: psycopg.Connection, many: make.Office, who: str, sort: str
) -> None:
    make.act_as(owner, many.people[who])
    listed = owner.execute(
        "select id from nova.search_tasks(sort => %s, page_size => 1000)", [sort]
    ).fetchall()
    by_policy = owner.execute(
        f"select id from nova.tasks where deleted_at is null order by {ORDERS[sort]}".encode()
    ).fetchall()
    assert listed == by_policy
    assert listed


@pytest.mark.parametrize("sort", ORDERS)
def test_pages_follow_each_other_without_gap_or_repetition(
    owner: psycopg.Connection, many: make.Office, sort: str
) -> None:
    make.act_as(owner, many.people["manager"])
    whole = owner.execute(
        "select id from nova.search_tasks(sort => %s, page_size => 1000)", [sort]
    ).fetchall()
    paged, cursor = [], None
    while page := owner.execute(
        "select t.id, private.make_cursor(private.task_place(t, %(sort)s), t.id)"
        " from nova.search_tasks(sort => %(sort)s, cursor => %(cursor)s, page_size => 2) t",
        {"sort": sort, "cursor": cursor},
    ).fetchall():
        paged += [(row[0],) for row in page]
        cursor = page[-1][1]
    assert paged == whole
    assert len(whole) > 6


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Tokyo"])
@pytest.mark.parametrize(
    ("due_time", "now", "overdue"),
    [
        (None, "2030-03-01 23:30+03", False),  # due today: till the day ends in Riyadh
        (None, "2030-03-02 00:30+03", True),
        ("23:45", "2030-03-01 23:30+03", False),
        ("23:15", "2030-03-01 23:30+03", True),
        ("00:15", "2030-03-01 00:30+03", True),
    ],
)
def test_overdue_is_by_the_readers_wall_clock(
    owner: psycopg.Connection, zone: str, due_time: str | None, now: str, overdue: bool
) -> None:
    sara = make.caller(owner)
    task = make.task(owner, user_id=sara.user_id, due_date="2030-03-01", due_time=due_time)
    owner.execute(f"set local timezone = '{zone}'".encode())
    found = owner.execute(
        "select t.due_order <= private.wall_clock(t.user_id, %s) from nova.tasks t where t.id = %s",
        [now, task],
    ).fetchone()
    assert found == (overdue,)


def test_the_board_takes_moves_without_end_between_the_same_two(owner: psycopg.Connection) -> None:
    row = owner.execute(
        """
        with recursive moves as (
            select 1::numeric as above, 2::numeric as below, 0 as n
            union all
            select private.position_between(above, below), below, n + 1 from moves where n < 500
        )
        select count(distinct above), max(length(above::text)), bool_and(above < below) from moves
        """
    ).fetchone()
    assert row
    assert (row[0], row[2]) == (501, True)
    assert row[1] < 200
