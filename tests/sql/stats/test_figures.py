"""Everybody's figures are what a recount says, after anything and everything at once."""

import random
import threading
import time
from uuid import UUID

import psycopg
import pytest

import make
import market

OPERATIONS = 400
WRITERS = 6


def drift(connection: psycopg.Connection) -> list[tuple[object, ...]]:
    """What differs from a recount: figures, and what is used of plans."""
    return connection.execute(
        "select kept, counted from private.stats_drift()"
        " union all select to_jsonb(kept), to_jsonb(counted) from private.usage_drift()"
    ).fetchall()


def somebody(connection: psycopg.Connection, people: list[UUID], dice: random.Random) -> None:
    """One random change of something that is counted."""
    user = dice.choice(people)
    a_row = "(select id from nova.{0} where user_id = any (%(people)s) order by random() limit {1})"
    change = dice.choice([
        "insert into nova.customers (user_id, name, phone, is_vip, status) select %(user)s, 'x', %(phone)s,"
        " random() < 0.3, (array['ACTIVE', 'INACTIVE', 'ARCHIVED'])[1 + floor(random() * 3)::int]",
        "insert into nova.customers (user_id, name, phone) select p, 'x', %(phone)s from unnest(%(people)s::uuid[]) p",
        "update nova.customers set status = case status when 'ACTIVE' then 'INACTIVE' else 'ACTIVE' end"
        f" where id in {a_row.format('customers', 3)}",
        f"update nova.customers set is_vip = not is_vip where id in {a_row.format('customers', 2)}",
        f"update nova.customers set user_id = %(user)s where id in {a_row.format('customers', 1)}",
        f"update nova.customers set deleted_at = now() where deleted_at is null and id in {a_row.format('customers', 2)}",
        f"delete from nova.customers where id in {a_row.format('customers', 1)}",
        f"update nova.customers set notes = 'x' where id in {a_row.format('customers', 5)}",
        "insert into nova.properties (user_id, title, property_type, category, listing_type, city, district, price,"
        " area) values (%(user)s, 'x', 'x', 'x', 'SALE', 'x', 'x', 1, 1)",
        "update nova.properties set status = case status when 'DRAFT' then 'ACTIVE' when 'ACTIVE' then"
        " (array['SOLD', 'RENTED', 'ARCHIVED'])[1 + floor(random() * 3)::int] when 'ARCHIVED' then 'DRAFT'"
        f" else 'ACTIVE' end where id in {a_row.format('properties', 3)}",
        "insert into nova.tasks (user_id, title) values (%(user)s, 'x')",
        "update nova.tasks set status = case status when 'DONE' then 'IN_PROGRESS' else 'DONE' end,"
        " completed_at = case status when 'DONE' then null else now() end"
        f" where id in {a_row.format('tasks', 3)}",
        "insert into nova.appointments (user_id, title, type, start_datetime, end_datetime) select %(user)s, 'x',"
        " 'x', t, t + interval '1 minute' from (select now() + random() * interval '30000 days' as t) as time",
        "update nova.appointments set cancelled_reason = 'x', status = (array['COMPLETED', 'CANCELLED', 'NO_SHOW'])[1 + floor(random() * 3)::int]"
        f" where status = 'SCHEDULED' and id in {a_row.format('appointments', 2)}",
        "select private.tell(p, 'match_found', '{\"count\": 1}') from unnest(%(people)s::uuid[]) p",
        "update nova.notifications set is_read = not is_read, read_at = case when is_read then null else now() end"
        f" where id in {a_row.format('notifications', 5)}",
        f"delete from nova.notifications where id in {a_row.format('notifications', 2)}",
    ])  # fmt: skip
    values = {"user": user, "people": people, "phone": make.mobile()}
    with connection.transaction(force_rollback=dice.random() < 0.2):
        connection.execute(change.encode(), values)


@pytest.mark.parametrize("seed", [7])
def test_thousands_of_random_changes_from_several_connections(fresh_url: str, seed: int) -> None:
    with psycopg.connect(fresh_url) as owner:
        people = [make.user(owner) for _ in range(8)]
    stop = threading.Event()
    failures: list[object] = []
    refused: list[object] = []

    def write(number: int) -> None:
        dice = random.Random(seed * 100 + number)
        with psycopg.connect(fresh_url, autocommit=True) as connection:
            connection.execute("set lock_timeout = '5s'")
            connection.execute("select setseed(%s)", [number / 10])
            for _ in range(OPERATIONS):
                try:
                    somebody(connection, people, dice)
                except (psycopg.errors.DeadlockDetected, psycopg.errors.IntegrityError) as error:
                    refused.append(error)  # one customer changed by two at once, a phone taken

    def fold() -> None:
        with psycopg.connect(fresh_url, autocommit=True) as worker:
            while not stop.is_set():
                worker.execute("select private.fold_stats(50)")
                time.sleep(0.01)

    def look() -> None:
        with psycopg.connect(fresh_url, autocommit=True) as reader:
            while not stop.is_set():
                if found := drift(reader):
                    failures.append(found)
                time.sleep(0.05)

    writers = [threading.Thread(target=write, args=[number]) for number in range(WRITERS)]
    others = [threading.Thread(target=work) for work in (fold, look)]
    for thread in writers + others:
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    for thread in others:
        thread.join()
    assert failures == []
    assert len(refused) < WRITERS * OPERATIONS / 5
    with psycopg.connect(fresh_url, autocommit=True) as owner:
        assert drift(owner) == []
        for figures in ("stats", "usage"):
            statement = f"select private.fold_{figures}(100000)"
            while owner.execute(statement.encode()).fetchone() != (0,):
                pass
        assert drift(owner) == []
        row = owner.execute(
            "select count(*), sum((figures ->> 'totalCustomers')::int) from nova.user_stats"
        ).fetchone()
        assert row and row[0] == 8 and row[1] > 100
        assert owner.execute("select count(*) from private.stats_moves").fetchone() == (0,)


def test_a_long_transaction_makes_nobody_wait(fresh_url: str) -> None:
    with psycopg.connect(fresh_url) as owner:
        user = make.user(owner)
    with psycopg.connect(fresh_url) as slow, psycopg.connect(fresh_url) as quick:
        make.customer(slow, user_id=user)
        quick.execute("set local lock_timeout = '1s'")
        make.customer(quick, user_id=user)
        quick.commit()
        slow.commit()
        assert drift(quick) == []


def test_matches_count_for_their_broker(owner: psycopg.Connection) -> None:
    seller, buyer = make.user(owner), make.user(owner)
    make.request(owner, user_id=buyer)
    make.offer(owner, user_id=seller)
    market.settle(owner)
    owner.execute("update nova.smart_matches set status = 'ACCEPTED' where broker_id = %s", [buyer])
    row = owner.execute("select figures from private.current_stats(%s)", [buyer]).fetchone()
    assert row == ({"totalMatches": 1, "acceptedMatches": 1, "unreadNotifications": 1},)
    assert drift(owner) == []


def test_each_row_counts_in_its_figures(owner: psycopg.Connection) -> None:
    user = make.user(owner)
    for status, is_vip in (("ACTIVE", True), ("ACTIVE", False), ("ARCHIVED", False)):
        make.customer(owner, user_id=user, status=status, is_vip=is_vip)
    for status in ("DRAFT", "ACTIVE", "SOLD", "RENTED", "RENTED"):
        make.property_(owner, user_id=user, status=status, is_published=status == "ACTIVE")
    for day, status in enumerate(("SCHEDULED", "COMPLETED", "CANCELLED", "CANCELLED"), 1):
        make.insert(owner, "nova.appointments", {
            "user_id": user, "title": "زيارة", "type": "VISIT", "status": status, "cancelled_reason": "x",
            "start_datetime": f"2030-01-0{day} 09:00+03", "end_datetime": f"2030-01-0{day} 10:00+03",
        })  # fmt: skip
    for status, done in (("TODO", None), ("DONE", "2026-01-01")):
        make.insert(owner, "nova.tasks", {
            "user_id": user, "title": "x", "status": status, "completed_at": done,
        })  # fmt: skip
    owner.execute("select private.note_activity(%s, 1), private.note_activity(%s, 0)", [user, user])
    row = owner.execute(
        "select api.stats(s) from private.current_stats(%s) as s", [user]
    ).fetchone()
    assert row and row[0].pop("lastActivity") and row[0].pop("updatedAt")
    assert row[0] == {
        "totalCustomers": 3, "activeCustomers": 2, "vipCustomers": 1,
        "totalProperties": 5, "activeProperties": 1, "soldProperties": 1, "rentedProperties": 2,
        "totalAppointments": 4, "completedAppointments": 1, "cancelledAppointments": 2,
        "totalTasks": 2, "completedTasks": 1, "totalMatches": 0, "acceptedMatches": 0,
        "totalLogins": 1,
    }  # fmt: skip
    while owner.execute("select private.fold_stats(100)").fetchone() != (0,):
        pass
    again = owner.execute(
        "select api.stats(s) from private.current_stats(%s) as s", [user]
    ).fetchone()
    assert again and {**again[0], "lastActivity": 0, "updatedAt": 0} == {
        **row[0], "lastActivity": 0, "updatedAt": 0,
    }  # fmt: skip


def test_a_busy_matcher_does_not_keep_the_figures_waiting(fresh_url: str) -> None:
    with psycopg.connect(fresh_url) as owner:
        make.customer(owner, user_id=make.user(owner))
    with psycopg.connect(fresh_url) as matcher, psycopg.connect(fresh_url) as worker:
        matcher.execute("select private.match_changes(10)")  # holds its turn until it commits
        folded = worker.execute("select private.fold_stats(10)").fetchone()
        assert folded and folded[0] > 0


def test_the_nightly_check_counts_what_drifted_once_a_day(owner: psycopg.Connection) -> None:
    user = make.user(owner)
    make.customer(owner, user_id=user)
    owner.execute(
        "update nova.user_stats set figures = '{\"totalCustomers\": 5}' where user_id = %s", [user]
    )
    (found,) = owner.execute("select user_id from private.stats_drift()").fetchall()
    assert found == (user,)
    owner.execute("delete from private.stats_checks")
    assert owner.execute("select private.check_stats()").fetchone() == (1,)
    assert owner.execute("select private.check_stats()").fetchone() == (None,), "once a day"
    row = owner.execute("select private.queue_figures() ->> 'statsDrifted'").fetchone()
    assert row == ("1",)
