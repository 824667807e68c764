"""What a plan allows is exact, whoever writes at the same time, and who has expired only reads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import psycopg
import pytest

import make

ATTEMPTS = 100
AT_ONCE = 20


def used(owner: psycopg.Connection, person: UUID, key: str) -> int:
    row = owner.execute(
        "select u.used from private.used_of_plan(%s, %s) as u", [person, key]
    ).fetchone()
    assert row
    return int(row[0])


def create_many(url: str, person: UUID, attempts: int) -> int:
    """Try so many customers at once; answers how many were taken."""

    def some(_: int) -> int:
        taken = 0
        with psycopg.connect(url, autocommit=True) as connection:
            for _ in range(attempts // AT_ONCE):
                try:
                    make.customer(connection, user_id=person)
                    taken += 1
                except psycopg.Error as error:
                    assert (error.sqlstate, error.diag.message_primary) == (
                        "PT402",
                        "plan_limit_reached",
                    )
        return taken

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(some, range(AT_ONCE)))


@pytest.mark.parametrize(("limit", "there"), [(10, 7), (1000, 950)])
def test_of_a_hundred_at_once_the_last_places_are_given_and_no_more(
    fresh_url: str, limit: int, there: int
) -> None:
    with psycopg.connect(fresh_url, autocommit=True) as owner:
        person = make.user(owner)
        make.on_plan(owner, person, maxCustomers=limit)
        owner.execute(
            "insert into nova.customers (user_id, name, phone)"
            " select %s, 'x', '05' || (40000000 + n) from generate_series(1, %s) n",
            [person, there],
        )
        assert create_many(fresh_url, person, ATTEMPTS) == limit - there
        assert used(owner, person, "maxCustomers") == limit


def test_writers_that_begin_far_from_a_limit_end_at_it(fresh_url: str) -> None:
    with psycopg.connect(fresh_url, autocommit=True) as owner:
        person = make.user(owner)
        make.on_plan(owner, person, maxCustomers=1000)
        owner.execute(
            "insert into nova.customers (user_id, name, phone)"
            " select %s, 'x', '05' || (40000000 + n) from generate_series(1, 450) n",
            [person],
        )
        assert create_many(fresh_url, person, 700) == 550
        assert owner.execute("select * from private.usage_drift()").fetchall() == []


def test_far_from_a_limit_nobody_waits_and_near_it_the_next_one_does(fresh_url: str) -> None:
    with psycopg.connect(fresh_url, autocommit=True) as owner:
        far, near = make.user(owner), make.user(owner)
        make.on_plan(owner, near, maxCustomers=10)
    with psycopg.connect(fresh_url) as slow, psycopg.connect(fresh_url) as quick:
        for person in (far, near):
            make.customer(slow, user_id=person)
        quick.execute("set lock_timeout = '200ms'")
        make.customer(quick, user_id=far)
        with pytest.raises(psycopg.errors.LockNotAvailable):
            make.customer(quick, user_id=near)


@pytest.mark.parametrize(
    ("key", "made", "gone", "back"),
    [
        ("maxCustomers", make.customer, "update nova.customers set deleted_at = now()",
            "update nova.customers set deleted_at = null"),
        ("maxProperties", make.property_, "update nova.properties set deleted_at = now()",
            "update nova.properties set deleted_at = null"),
        ("maxActiveOffers", make.offer, "update nova.offers set status = 'PAUSED'",
            "update nova.offers set status = 'ACTIVE'"),
        ("maxActiveOffers", make.offer, "update nova.offers set status = 'EXPIRED'",
            "update nova.offers set status = 'ACTIVE'"),
        ("maxActiveRequests", make.request,
            "update nova.requests set status = 'CANCELED', canceled_reason = 'x'",
            "update nova.requests set status = 'ACTIVE', canceled_reason = null"),
        ("maxActiveRequests", make.request, "update nova.requests set status = 'ARCHIVED'",
            "update nova.requests set status = 'ACTIVE'"),
    ],
)  # fmt: skip
def test_what_comes_back_needs_room_as_what_is_new(
    owner: psycopg.Connection, key: str, made: Callable[..., UUID], gone: str, back: str
) -> None:
    person = make.user(owner)
    first = made(owner, user_id=person)
    assert used(owner, person, key) == 1
    owner.execute(f"{gone} where id = %s".encode(), [first])
    assert used(owner, person, key) == 0
    make.on_plan(owner, person, **{key: 1})
    made(owner, user_id=person)
    with pytest.raises(psycopg.Error) as refused:
        owner.execute(f"{back} where id = %s".encode(), [first])
    assert refused.value.diag.message_primary == "plan_limit_reached"


def test_a_teams_rows_count_for_its_company_and_move_with_who_pays(
    owner: psycopg.Connection,
) -> None:
    manager, company, heir = make.user(owner), make.user(owner, role="COMPANY"), make.user(owner)
    team = make.team(owner, manager=manager)
    owner.execute("update nova.teams set company_id = %s where id = %s", [company, team])
    customer = make.customer(owner, user_id=manager, team_id=team)
    people = (manager, company, heir)
    assert [used(owner, one, "maxCustomers") for one in people] == [0, 1, 0]
    owner.execute(
        "update nova.teams set company_id = null, manager_id = %s where id = %s", [heir, team]
    )
    assert [used(owner, one, "maxCustomers") for one in people] == [0, 0, 1]
    owner.execute("update nova.customers set team_id = null where id = %s", [customer])
    assert [used(owner, one, "maxCustomers") for one in people] == [1, 0, 0]
    assert owner.execute("select * from private.usage_drift()").fetchall() == []


def test_the_nightly_recount_tells_what_differs_and_mends_it(owner: psycopg.Connection) -> None:
    person = make.user(owner)
    make.customer(owner, user_id=person)
    owner.execute("update private.plan_moves set moved = 5 where payer = %s", [person])
    drifted = owner.execute("select payer, kept, counted from private.usage_drift()").fetchall()
    assert drifted == [(person, 5, 1)]
    owner.execute("delete from private.stats_checks")
    assert owner.execute("select private.check_stats()").fetchone() == (1,)
    assert used(owner, person, "maxCustomers") == 1
