"""A subscription through its life by the clock: told of its end, in grace, over, and paid again."""

from uuid import UUID

import psycopg
import pytest

import make

END = "2031-01-15 12:00+03"


def set_to(owner: psycopg.Connection, person: UUID, status: str) -> None:
    """A subscription of this state whose period ends at END."""
    owner.execute(
        "update nova.subscriptions set status = %s, current_period_end = %s,"
        " trial_ends_at = case when %s = 'TRIAL' then %s::timestamptz end where user_id = %s",
        [status, END, status, END, person],
    )


def status_of(owner: psycopg.Connection, person: UUID, after: str) -> str:
    """Its state when the clock has run this long after END."""
    owner.execute(
        "select private.expire_subscriptions(%s::timestamptz + %s::interval)", [END, after]
    )
    row = owner.execute(
        "select status from nova.subscriptions where user_id = %s", [person]
    ).fetchone()
    assert row
    return str(row[0])


@pytest.mark.parametrize(
    ("status", "still", "over"),
    [
        ("TRIAL", "-1 second", "0"),
        ("CANCELLED", "-1 second", "0"),
        ("ACTIVE", "2 days 23:59:59", "3 days"),
    ],
)
def test_each_is_over_when_its_time_is(
    owner: psycopg.Connection, status: str, still: str, over: str
) -> None:
    person = make.user(owner)
    set_to(owner, person, status)
    assert status_of(owner, person, still) == status
    assert status_of(owner, person, over) == "EXPIRED"


def test_a_paid_one_says_how_long_its_grace_is(owner: psycopg.Connection) -> None:
    person = make.user(owner)
    set_to(owner, person, "ACTIVE")
    status_of(owner, person, "1 minute")
    row = owner.execute(
        "select grace_until = current_period_end + interval '3 days', version"
        " from nova.subscriptions where user_id = %s", [person],
    ).fetchone()  # fmt: skip
    assert row and row[0]
    status_of(owner, person, "2 minutes")
    again = owner.execute("select version from nova.subscriptions where user_id = %s", [person])
    assert again.fetchone() == (row[1],), "it is said once"


def test_offers_rest_while_it_is_expired_and_only_those_come_back(
    owner: psycopg.Connection,
) -> None:
    person, colleague, other = make.user(owner), make.user(owner), make.user(owner)
    team = make.team(owner, manager=person, broker=colleague)
    own = make.offer(owner, user_id=person)
    of_team = make.offer(owner, user_id=colleague, team_id=team)
    by_hand = make.offer(owner, user_id=person, status="PAUSED")
    foreign = make.offer(owner, user_id=other)

    owner.execute(
        "update nova.subscriptions set current_period_end = '2040-01-01' where user_id = %s",
        [other],
    )

    def states() -> list[str]:
        rows = owner.execute(
            "select o.status from unnest(%s::uuid[]) with ordinality as w (id, place)"
            " join nova.offers o on o.id = w.id order by w.place",
            [[own, of_team, by_hand, foreign]],
        ).fetchall()
        return [state for (state,) in rows]

    set_to(owner, person, "TRIAL")
    assert status_of(owner, person, "0") == "EXPIRED"
    assert states() == ["PAUSED", "PAUSED", "PAUSED", "ACTIVE"]
    told = "select category from nova.notifications where user_id = %s"
    assert owner.execute(told, [person]).fetchall() == [("subscription_expired",)]
    make.subscribe(owner, person, "company")
    assert states() == ["ACTIVE", "ACTIVE", "PAUSED", "ACTIVE"]
    assert owner.execute("select from private.paused_offers").fetchall() == []


@pytest.mark.parametrize(
    "meanwhile",
    [
        "update nova.properties set is_published = false where user_id = %s",
        "update nova.users set status = 'SUSPENDED' where id = %s",
        "update nova.offers set expires_at = now() - interval '1 minute' where user_id = %s",
    ],
)
def test_what_would_rest_for_another_reason_by_now_stays_paused(
    owner: psycopg.Connection, meanwhile: str
) -> None:
    person = make.user(owner)
    offer = make.offer(owner, user_id=person)
    set_to(owner, person, "TRIAL")
    status_of(owner, person, "0")
    owner.execute(meanwhile.encode(), [person])
    make.subscribe(owner, person, "company")
    state = owner.execute("select status from nova.offers where id = %s", [offer]).fetchone()
    assert state == ("PAUSED",)


def test_an_end_is_told_in_the_language_of_who_reads(owner: psycopg.Connection) -> None:
    person = make.user(owner, preferences='{"language": "en"}')
    set_to(owner, person, "TRIAL")
    status_of(owner, person, "0")
    said = owner.execute("select message from nova.notifications where user_id = %s", [person])
    assert "to company has expired" in str(said.fetchone())


def test_what_the_new_plan_has_no_room_for_stays_paused(owner: psycopg.Connection) -> None:
    person = make.user(owner)
    for _ in range(5):
        make.offer(owner, user_id=person)
    set_to(owner, person, "TRIAL")
    status_of(owner, person, "0")
    make.subscribe(owner, person, "trial")
    row = owner.execute(
        "select count(*) filter (where status = 'ACTIVE'), count(*) filter (where status = 'PAUSED')"
        " from nova.offers where user_id = %s", [person],
    ).fetchone()  # fmt: skip
    assert row == (3, 2)


def test_the_end_of_a_trial_is_told_once_three_days_before(owner: psycopg.Connection) -> None:
    person = make.user(owner)
    set_to(owner, person, "TRIAL")
    told = "select message from nova.notifications where user_id = %s and category = 'trial_ending'"
    for before, count in (("4 days", 0), ("2 days 1 hour", 1), ("1 day", 1)):
        owner.execute(
            "select private.tell_trial_ends(%s::timestamptz - %s::interval)", [END, before]
        )
        assert len(owner.execute(told, [person]).fetchall()) == count
    assert "3 أيام" in str(owner.execute(told, [person]).fetchone())
