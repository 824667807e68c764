"""The demo: each account sees, as themselves, something on every screen."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

import make
from conftest import copied
from nova import demo
from nova.identity.demo_accounts import ACCOUNTS

SCALE = 0.2
EMAILS = [email for email, _, _ in ACCOUNTS]
BROKERS = ["sara@demo.nova", "fahad@demo.nova", "noura@demo.nova", "khalid@demo.nova"]
WHOLE_TEAM = ["reem@demo.nova", "dar@demo.nova"]


@pytest.fixture(scope="module")
def loaded() -> Iterator[psycopg.Connection]:
    """A database with the demo in it; each look is rolled back."""
    with copied("demo") as url, psycopg.connect(url) as connection:
        demo.load(connection, SCALE, lambda _name, _rows: None)
        connection.commit()
        yield connection


@contextmanager
def seen_by(connection: psycopg.Connection, email: str) -> Iterator[Any]:
    """Ask as this person: answers the rows of a statement."""
    row = connection.execute("select id from nova.users where email = %s", [email]).fetchone()
    assert row
    make.act_as(connection, make.caller(connection, row[0]))
    try:
        yield lambda query: connection.execute(query).fetchall()
    finally:
        connection.rollback()


@pytest.mark.parametrize("email", BROKERS + WHOLE_TEAM)
@pytest.mark.parametrize("what", [
    "from nova.list_customers(null, 100)",
    "from nova.list_customers(null, 100) where notes ~ '[ء-ي]{3}'",
    "from nova.list_customers(null, 100) where notes ~ '[a-z]{3}'",
    "from nova.list_customers(null, 100) where cardinality(tags) > 0",
    "from nova.requests where customer_id in (select id from nova.list_customers(null, 1000))",
    "from nova.properties where is_published and ad_license_number is not null",
    "from nova.properties where status = 'DRAFT' and ad_license_number is null",
    "from nova.properties where status = 'DRAFT' and ad_license_number is not null",
    "from nova.properties where customer_id is not null",
    "from nova.offers",
    "from nova.tasks where status = 'TODO' and due_date < current_date",
    "from nova.tasks where status = 'TODO' and due_date >= current_date",
    "from nova.tasks where status = 'IN_PROGRESS'",
    "from nova.tasks where status = 'DONE'",
])  # fmt: skip
def test_brokers_and_who_looks_on_have_rows(
    loaded: psycopg.Connection, email: str, what: str
) -> None:
    with seen_by(loaded, email) as ask:
        assert ask(f"select 1 {what} limit 1")


@pytest.mark.parametrize("email", BROKERS)
@pytest.mark.parametrize("when", [
    "start_datetime < now() - interval '1 day' and status = 'COMPLETED'",
    "status = 'CANCELLED' and cancelled_reason is not null",
    "start_datetime > now() and status = 'SCHEDULED'",
    "start_datetime > now() and status = 'CONFIRMED'",
    "customer_id is not null and property_id is not null",
])  # fmt: skip
def test_brokers_have_days_behind_and_before_them(
    loaded: psycopg.Connection, email: str, when: str
) -> None:
    with seen_by(loaded, email) as ask:
        assert ask(
            f"select 1 from nova.appointments where user_id = nova.current_user_id() and {when}"
        )


@pytest.mark.parametrize("email", BROKERS + WHOLE_TEAM)
def test_customers_have_a_log_in_both_languages(loaded: psycopg.Connection, email: str) -> None:
    with seen_by(loaded, email) as ask:
        logged = ask("""
            select entry ->> 'type', entry ->> 'description', entry ->> 'userId'
            from nova.list_customers(null, 100) as c
            cross join lateral json_array_elements(
                nova.list_activities(c.id, null, 20) -> 'data') as entry""")
        assert {"CALL", "NOTE", "VISIT"} <= {kind for kind, _, _ in logged}
        assert all(by for _, _, by in logged)
        for letters in ("[ء-ي]{3}", "[a-z]{3}"):
            assert any(re.search(letters, said) for _, said, _ in logged if said)


@pytest.mark.parametrize("email", ["sara@demo.nova", "fahad@demo.nova"])
def test_the_two_who_meet_have_matches_in_every_state(
    loaded: psycopg.Connection, email: str
) -> None:
    with seen_by(loaded, email) as ask:
        states = {
            state
            for (state,) in ask(
                "select status from nova.list_matches(null, null, null, 0, null, 100)"
            )
        }
        assert states >= {"PENDING", "VIEWED", "ACCEPTED", "REJECTED"}
        [(reason, details, partner)] = ask("""
            select (select nova.show_match(r.id) ->> 'rejectedReason'
                    from nova.list_matches('REJECTED', null, null, 0, null, 1) as r),
                nova.show_match(m.id) -> 'fullDetails' ->> 'street',
                nova.show_match(m.id) -> 'partner' ->> 'name'
            from nova.list_matches('ACCEPTED', null, null, 0, null, 10) as m""")
        assert reason
        assert details
        assert partner in {"سارة العتيبي", "فهد القحطاني"}


def test_a_broker_holds_what_was_given_and_sees_the_pool(loaded: psycopg.Connection) -> None:
    with seen_by(loaded, "khalid@demo.nova") as ask:
        [(given, pool, own)] = ask("""
            select count(*) filter (where assigned_to = nova.current_user_id()),
                count(*) filter (where assigned_to is null and user_id <> nova.current_user_id()),
                count(*) filter (where user_id = nova.current_user_id())
            from nova.customers""")
        assert given >= 5
        assert pool >= 3
        assert own >= 5
        assert ask("select 1 from nova.tasks where assigned_to = nova.current_user_id()")
    with seen_by(loaded, "noura@demo.nova") as ask:
        [(invited,)] = ask("select nova.list_invitations(t.id) -> 'data' from nova.teams t")
        assert [each["status"] for each in invited] == ["PENDING"]


@pytest.mark.parametrize("email", EMAILS)
def test_everybody_is_told_something(loaded: psycopg.Connection, email: str) -> None:
    with seen_by(loaded, email) as ask:
        kinds = {kind for (kind,) in ask("select type from nova.notifications")}
        assert "SYSTEM" in kinds
        if email in BROKERS:
            assert kinds >= {"APPOINTMENT", "TASK"}


def test_what_is_kept_agrees_with_the_rows(loaded: psycopg.Connection) -> None:
    checks = {
        "figures": "select 1 from private.stats_drift()",
        "rights": "select 1 from private.rights_astray()",
        "waiting for the matcher": "select 1 from private.match_queue",
        "last contacts": """
            select 1 from nova.customers c
            where c.last_contact is distinct from (
                select max(a.created_at) from nova.customer_activities a
                where a.customer_id = c.id and a.type not in ('NOTE', 'ASSIGNED'))""",
        "assignees": """
            select 1 from nova.customers c
            where c.assigned_to is not null and not private.may_hold(c.assigned_to, c.team_id)""",
        "who logged": """
            select 1 from nova.customer_activities a
            join nova.customers c on c.id = a.customer_id
            where a.user_id is null or a.user_id not in (c.user_id, c.holder_id)""",
        "the future": """
            select 1 from nova.customer_activities where created_at > now()
            union all select 1 from nova.notifications where created_at > now()""",
        "seats": """
            select 1 from nova.offers o
            where o.accepted_count <> (
                select count(*) from nova.smart_matches m
                where m.offer_id = o.id and m.status = 'ACCEPTED')""",
        "answers without an author": """
            select 1 from nova.match_answers a
            where not exists (
                select from nova.audit_log l
                where l.entity_id = a.id and l.actor_id is not null and l.actor_kind = 'USER')""",
        "triggers left off": """
            select 1 from pg_trigger t join pg_class c on c.oid = t.tgrelid
            where c.relnamespace = 'nova'::regnamespace and t.tgenabled = 'D'""",
    }
    for name, check in checks.items():
        assert not loaded.execute(check).fetchall(), name
    loaded.rollback()


def test_a_market_that_waits_for_the_worker_has_its_answers_already(
    fresh_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "MATCHED", 0)
    monkeypatch.setattr(demo, "SLICE", 70)
    with psycopg.connect(fresh_url) as connection:
        demo.load(connection, SCALE, lambda _name, _rows: None)
        states = connection.execute("""
            select u.email, m.status from nova.smart_matches m
            join nova.users u on u.id = m.broker_id where u.email ~ '^(sara|fahad)@'
            group by u.email, m.status having m.status <> 'PENDING'""").fetchall()
        assert len(states) == 6
        assert connection.execute("select private.stats_drift()").fetchall() == []
        waiting = connection.execute("select count(*) from private.match_queue").fetchone()
        assert waiting
        assert waiting[0] > 100


def test_the_pages_name_the_accounts_that_are_there(loaded: psycopg.Connection) -> None:
    row = loaded.execute("select nova.list_demo_accounts() -> 'data'").fetchone()
    assert row
    assert [each["email"] for each in row[0]] == EMAILS
