"""What is not told: looks, log-ins, secrets, what was rolled back; and how much is told at most."""

import os
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.types.json import Jsonb

import eventlog
import make

TELLING = {
    "appointments", "customer_activities", "customer_documents", "customers", "notifications",
    "offers", "properties", "property_images", "requests", "sessions", "smart_matches",
    "subscription_invoices", "subscriptions", "task_comments", "tasks", "team_members",
    "team_permissions", "teams", "users",
}  # fmt: skip


def test_these_tables_tell_of_their_changes_and_no_others(owner: psycopg.Connection) -> None:
    found = owner.execute(
        "select distinct t.tgrelid::regclass::text from pg_trigger t join pg_proc p on p.oid = t.tgfoid"
        " where p.prosrc ~ 'nova\\.events|tell_m' and not t.tgisinternal"
    )
    assert {table.removeprefix("nova.") for (table,) in found} == TELLING


@pytest.mark.parametrize(
    ("table", "values", "change"),
    [
        ("otp_codes", {"code_hash": b"x" * 32, "type": "PASSWORD_RESET", "expires_at": "2040-01-01"}, "used = true"),
        ("analytics_events", {"event_type": "view"}, "event_type = 'x'"),
        ("user_stats", {}, "figures = '{}'"),
        ("working_hours", {"day_of_week": 1, "is_working": False}, "day_of_week = 2"),
        ("holidays", {"start_date": "2040-01-01", "end_date": "2040-01-02"}, "name = 'x'"),
        ("subscription_plans", {"name": "x", "name_ar": "x", "price_monthly_halalas": 1, "price_yearly_halalas": 1}, "is_active = false"),
    ],
)  # fmt: skip
def test_these_tables_tell_nothing(
    owner: psycopg.Connection, table: str, values: dict[str, object], change: str
) -> None:
    person = make.user(owner)
    told = eventlog.Feed(owner)
    whose = {} if table == "subscription_plans" else {"user_id": person}
    if table == "user_stats":
        owner.execute("delete from nova.user_stats where user_id = %s", [person])
    row = make.insert(owner, f"nova.{table}", values | whose)
    if table != "analytics_events":  # only ever added to
        for statement in (f"update nova.{table} set {change} where id = %s", f"delete from nova.{table} where id = %s"):  # fmt: skip
            assert owner.execute(statement.encode(), [row]).rowcount == 1
    assert told.news() == []


def test_that_somebody_looked_at_a_property_is_not_told(owner: psycopg.Connection) -> None:
    home = make.property_(owner, user_id=make.user(owner))
    told = eventlog.Feed(owner)
    owner.execute(
        "update nova.properties set views_count = views_count + 1, inquiries_count = 2, shares_count = 3 where id = %s",
        [home],
    )
    assert told.news() == []


def test_a_log_in_and_a_renewed_session_are_not_told(owner: psycopg.Connection) -> None:
    person = make.user(owner)
    address, secret = "login@example.com", "$argon2id$x"
    owner.execute("update nova.users set email = %s where id = %s", [address, person])
    owner.execute("insert into private.user_passwords values (%s, %s)", [person, secret])
    told = eventlog.Feed(owner)
    parent, child = os.urandom(32), os.urandom(32)
    make.act_as(owner, make.Caller(None, None, "test", "127.0.0.1"))
    login = owner.execute(
        "select nova.finish_login(%s, %s, %s, 30, null)", [address, secret, parent]
    ).fetchone()
    assert login
    assert login[0]["user"]["id"] == str(person)
    renewed = owner.execute(
        "select nova.rotate_session(%s, %s, 30, null)", [parent, child]
    ).fetchone()
    assert renewed
    assert renewed[0]["user"]["id"] == str(person)
    assert told.news() == []
    seen = owner.execute("select last_login = now() from nova.users where id = %s", [person])
    assert seen.fetchone() == (True,)


def test_a_log_out_names_its_sessions_and_a_suspension_means_all(
    owner: psycopg.Connection,
) -> None:
    person, admin = make.caller(owner), make.caller(owner, make.user(owner, role="ADMIN"))
    other = make.caller(owner, person.user_id)
    told = eventlog.Feed(owner)

    def revoked() -> list[Any]:
        news = [each for each in told.news() if each.name == "user.revoked"]
        for each in news:
            assert (each.entity, each.row, each.hearers) == (
                "user",
                person.user_id,
                {person.user_id},
            )
        return [each.data for each in news]

    make.act_as(owner, person)
    owner.execute("select nova.log_out()")
    assert revoked() == [{"sessions": [str(person.session_id)]}]
    make.act_as(owner, other)
    owner.execute("select nova.log_out_all()")
    assert revoked() == [{"sessions": [str(other.session_id)]}]
    last = make.caller(owner, person.user_id)
    make.act_as(owner, admin)
    owner.execute("select nova.suspend_user(%s, 'x')", [person.user_id])
    assert revoked() == [{}, {"sessions": [str(last.session_id)]}]
    make.act_as(owner, admin)
    owner.execute("select nova.activate_user(%s)", [person.user_id])
    assert revoked() == []


def test_two_devices_that_end_in_one_statement_are_one_event(owner: psycopg.Connection) -> None:
    person = make.caller(owner)
    other = make.caller(owner, person.user_id)
    told = eventlog.Feed(owner)
    make.act_as(owner, person)
    owner.execute("select nova.log_out_all()")
    (event,) = told.news()
    assert set(event.data["sessions"]) == {str(person.session_id), str(other.session_id)}


def test_what_is_rolled_back_is_not_told(owner: psycopg.Connection, office: make.Office) -> None:
    told = eventlog.Feed(owner)
    with owner.transaction(force_rollback=True):
        owner.execute("update nova.customers set notes = 'x'")
        assert told.news() != []
    assert eventlog.Feed(owner).news() == []
    owner.execute(
        "update nova.customers set notes = 'y' where id = %s", [office.rows["broker's own"]]
    )
    kept = owner.execute("select count(*) from nova.events where data ->> 'notes' = 'x'").fetchone()
    assert kept == (0,)


def test_a_statement_that_changes_nothing_tells_nothing(
    owner: psycopg.Connection, office: make.Office
) -> None:
    told = eventlog.Feed(owner)
    for table in TELLING - {"customer_activities", "task_comments"}:
        named = "update nova.{0} set id = id where id = %s"
        owner.execute(named.format(table).encode(), [uuid4()])
    owner.execute("delete from nova.customer_documents where id = %s", [uuid4()])
    assert office
    assert told.news() == []


@pytest.mark.parametrize("table", ["customers", "tasks", "properties", "requests", "notifications"])
def test_a_statement_over_twenty_rows_tells_of_each(owner: psycopg.Connection, table: str) -> None:
    person = make.user(owner)
    makes = {"customers": make.customer, "tasks": make.task, "properties": make.property_, "requests": make.request}  # fmt: skip
    rows = {
        makes[table](owner, user_id=person)
        if table in makes
        else make.own_row(owner, table, person)
        for _ in range(20)
    }
    told = eventlog.Feed(owner)
    change = (
        "is_read = true, read_at = now()"
        if table == "notifications"
        else "created_at = now() - interval '1 s'"
    )
    owner.execute(f"update nova.{table} set {change} where user_id = %s".encode(), [person])
    news = told.news()
    assert len(news) == 20
    assert {each.row for each in news} == rows


@pytest.mark.parametrize(("length", "cut"), [(5000, False), (9000, True)])
def test_what_is_larger_than_8_kib_says_only_so_and_its_team(
    owner: psycopg.Connection, office: make.Office, length: int, cut: bool
) -> None:
    told = eventlog.Feed(owner)
    broker = office.people["broker"].user_id
    for team in (office.team, None):
        make.task(owner, user_id=broker, team_id=team, description="x" * length)
        (event,) = told.news()
        whose: dict[str, object] = {"teamId": str(team)} if team else {}
        if cut:
            assert event.data == {"truncated": True} | whose
        else:
            assert event.data["description"] == "x" * length
        assert (event.name, event.hearers) == ("task.created", {broker})


def test_no_event_carries_a_secret_or_somebody_elses_identity_number(
    owner: psycopg.Connection, office: make.Office
) -> None:
    person = office.people["broker"]
    identity, born, mask = "1000000008", "1990-02-03", "somesecret"
    told = eventlog.Feed(owner)
    owner.execute(
        "update nova.users set id_number = %s, date_of_birth = %s where id = %s",
        [identity, born, person.user_id],
    )
    owner.execute("insert into private.user_passwords values (%s, %s)", [person.user_id, "$argon2id$" + mask])  # fmt: skip
    code = {
        "user_id": person.user_id,
        "code_hash": mask.encode().ljust(32),
        "type": "PASSWORD_RESET",
        "expires_at": "2040-01-01",
    }
    make.insert(owner, "nova.otp_codes", code)
    owner.execute(
        "update nova.subscriptions set payment_method = %s where user_id = %s",
        [Jsonb({"token": mask}), person.user_id],
    )
    paper = {
        "customer_id": office.rows["broker's"],
        "uploaded_by": person.user_id,
        "name": "x",
        "file_url": mask,
    }
    make.insert(owner, "nova.customer_documents", paper)
    owner.execute("update nova.team_members set role = 'OBSERVER' where user_id = %s", [person.user_id])  # fmt: skip
    owner.execute("update nova.sessions set revoked_at = now(), refresh_hash = %s, user_agent = %s where id = %s",
                  [mask.encode().ljust(32), mask, person.session_id])  # fmt: skip
    news = told.news()
    assert {each.entity for each in news} == {
        "user", "subscription", "customer_document", "team_member",
    }  # fmt: skip
    for each in news:
        assert mask not in str(each.data)
        if each.hearers != {person.user_id}:
            assert identity not in str(each.data)
            assert born not in str(each.data)


def test_every_event_has_a_name_of_its_entity_and_an_identity(
    owner: psycopg.Connection, office: make.Office
) -> None:
    assert office
    rows = owner.execute("select event, entity, entity_id from nova.events").fetchall()
    assert len(rows) > 10
    for name, entity, row in rows:
        assert name.startswith(str(entity).replace("_", ".") + ".")
        assert isinstance(row, UUID)
