"""Who may do what with which row: every role, every table, every command, from both sides.

The expectation is said again by hand, not read from the database's own
table of permissions: what must be seen is seen, and what must not is not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

import make

TRADERS = ("manager", "broker", "broker2", "observer", "company", "stranger", "member")
BACK_OFFICE = ("owner", "admin")
PEOPLE = (*TRADERS, *BACK_OFFICE)
ROLES = {"company": "COMPANY", "member": "TEAM_MEMBER", "owner": "OWNER", "admin": "ADMIN"}

WHOLE, HELD, NONE = "whole", "held", "none"
# Of the rows of the team: how far each of its people reaches (5.5); all others reach none.
READ = {"manager": WHOLE, "company": WHOLE, "broker": HELD, "broker2": HELD, "observer": WHOLE}
WRITE = {"manager": WHOLE, "company": WHOLE, "broker": HELD, "broker2": HELD}
SCOPED: dict[str, dict[str, dict[str, str]]] = {
    "customers": {"select": READ, "update": WRITE, "insert": WRITE},
    "properties": {"select": READ, "update": WRITE, "insert": WRITE},
    "offers": {"select": READ},
    "requests": {"select": READ, "update": WRITE, "insert": WRITE},
    "appointments": {"select": WRITE},
    "appointment_series": {"select": WRITE},
    "tasks": {"select": READ, "update": WRITE, "insert": WRITE},
}
# Tables whose rows are one person's own: which commands the app has on them at all.
OWN = {
    "users": {"select", "update"},
    "sessions": {"select"},
    "subscriptions": {"select"},
    "subscription_invoices": {"select"},
    "user_stats": {"select"},
    "notifications": {"select", "update"},
    "working_hours": {"select"},
    "holidays": {"select", "update", "insert"},
}
SEEN_BY_THE_BACK_OFFICE = {"subscription_invoices"}
# Tables that are met through functions only, or not at all.
CLOSED = [
    "otp_codes", "team_permissions", "customer_activities", "customer_documents", "property_images",
    "task_comments", "billing_details", "calendar_feeds", "consent_events", "payment_methods", "payments", "refunds",
    "sellers", "push_devices", "smart_matches", "match_answers", "match_reveals", "match_settings", "outbox", "events", "analytics_events",
]  # fmt: skip
PUBLIC = [
    "notification_types",
    "subscription_plans",
    "enum_labels",
    "words",
    "platform_holidays",
    "regions",
    "cities",
    "districts",
]
OF_THE_TEAM = ["teams", "team_members", "team_invitations"]
AUDIT = ["audit_log"]
RIGHTS = ["effective_rights"]
COLUMN = {
    "users": "city", "notifications": "is_read", "working_hours": "is_working", "holidays": "name",
    "customers": "notes", "properties": "description", "requests": "description",
    "tasks": "description", "teams": "description",
}  # fmt: skip
INSERTS = {
    "customers": "insert into nova.customers (team_id, name, phone) values (%(team)s, 'x', '0501234567')",
    "properties": "insert into nova.properties (team_id, title, property_type, category, listing_type, city,"
    " district, price, area) values (%(team)s, 'x', 'x', 'x', 'SALE', 'x', 'x', 1, 1)",
    "requests": "insert into nova.requests (team_id, type, property_types, cities)"
    " values (%(team)s, 'BUY', '{x}', '{x}')",
    "tasks": "insert into nova.tasks (team_id, title) values (%(team)s, 'x')",
    "working_hours": "insert into nova.working_hours (day_of_week, is_working) values (6, false)",
    "holidays": "insert into nova.holidays (start_date, end_date) values ('2031-01-01', '2031-01-02')",
}


@dataclass
class Row:
    """One row, and whom it should belong to."""

    id: UUID
    owner: str
    holder: str
    in_team: bool


@dataclass
class World:
    """A team, people outside it, and a row of every kind in every table."""

    owner: psycopg.Connection
    people: dict[str, make.Caller]
    rows: dict[str, list[Row]]
    team: UUID
    other_team: UUID


@pytest.fixture(scope="module")
def world(rules_url: str) -> Iterator[World]:
    """Made once, rolled back; every trial is a savepoint in it."""
    with psycopg.connect(rules_url) as owner:
        people = {
            name: make.caller(owner, make.user(owner, role=ROLES.get(name, "BROKER")))
            for name in PEOPLE
        }
        ids = {name: someone.user_id for name, someone in people.items()}
        members = {name: ids[name] for name in ("manager", "broker", "broker2", "observer")}
        team = make.team(owner, company=ids["company"], **members)
        other_team = make.team(owner, manager=ids["stranger"])
        make.insert(owner, "nova.team_invitations", {
            "team_id": team, "invited_by": ids["manager"], "email": make.email(), "token_hash": b"t" * 32,
        })  # fmt: skip
        yield World(owner, people, fill(owner, ids, team), team, other_team)
        owner.rollback()


def fill(owner: psycopg.Connection, ids: dict[str, Any], team: UUID) -> dict[str, list[Row]]:
    """Rows of the team and of each person alone; one given from one broker to the other."""
    makers = {
        "customers": make.customer, "properties": make.property_, "requests": make.request,
        "offers": make.offer, "appointments": make.appointment, "appointment_series": make.series, "tasks": make.task,
    }  # fmt: skip
    rows: dict[str, list[Row]] = {table: [] for table in (*SCOPED, *OWN)}
    for table, maker in makers.items():
        for name in ("manager", "broker", "broker2"):
            row = maker(owner, user_id=ids[name], team_id=team)
            rows[table].append(Row(row, name, name, True))
        if table in {"customers", "tasks"}:
            row = maker(owner, user_id=ids["broker2"], team_id=team, assigned_to=ids["broker"])
            rows[table].append(Row(row, "broker2", "broker", True))
        for name in PEOPLE:
            rows[table].append(Row(maker(owner, user_id=ids[name]), name, name, False))
    for name in PEOPLE:
        for table in OWN:
            rows[table].append(Row(make.own_row(owner, table, ids[name]), name, name, False))
    return rows


def reaches(person: str, row: Row, table: str, reach: dict[str, str]) -> bool:
    """Whether somebody should get at this row of a scoped table."""
    if not row.in_team:
        return person == row.owner and person in TRADERS
    holders = {row.holder, row.owner} if table == "tasks" else {row.holder}
    return {WHOLE: True, HELD: person in holders, NONE: False}[reach.get(person, NONE)]


def expected(person: str, table: str, command: str, rows: list[Row]) -> set[UUID]:
    """The rows that this person should see or change."""
    if table in SCOPED:
        reach = SCOPED[table][command]
        return {row.id for row in rows if reaches(person, row, table, reach)}
    everything = table in SEEN_BY_THE_BACK_OFFICE and person in BACK_OFFICE
    return {row.id for row in rows if row.owner == person or everything}


def allowed(table: str, command: str) -> bool:
    """Whether the app has this command on the table at all."""
    return command in (SCOPED.get(table) or OWN.get(table) or ())


def attempt(world: World, person: str, statement: str | sql.Composed, **values: object) -> Any:
    """What somebody gets for a statement: the ids it answers, or `denied`."""
    try:
        with world.owner.transaction(force_rollback=True):
            make.act_as(world.owner, world.people[person])
            return {row for (row,) in world.owner.execute(statement, values).fetchall()}
    except psycopg.errors.InsufficientPrivilege:
        return "denied"


CELLS = [(person, table) for person in PEOPLE for table in (*SCOPED, *OWN)]


@pytest.mark.parametrize(("person", "table"), CELLS)
def test_selects(world: World, person: str, table: str) -> None:
    rows = world.rows[table]
    seen = attempt(world, person, f"select id from nova.{table}")
    assert seen & {row.id for row in rows} == expected(person, table, "select", rows)


@pytest.mark.parametrize(("person", "table"), CELLS)
def test_updates(world: World, person: str, table: str) -> None:
    rows = world.rows[table]
    column = sql.Identifier(COLUMN.get(table, "id"))
    statement = sql.SQL("update nova.{} set {column} = {column} returning id").format(
        sql.Identifier(table), column=column
    )
    changed = attempt(world, person, statement)
    if not allowed(table, "update"):
        assert changed == "denied"
    else:
        assert changed & {row.id for row in rows} == expected(person, table, "update", rows)


@pytest.mark.parametrize(("person", "table"), CELLS)
def test_inserts(world: World, person: str, table: str) -> None:
    if not allowed(table, "insert"):
        made = attempt(world, person, f"insert into nova.{table} default values returning id")
        assert made == "denied"
        return
    statement = INSERTS[table] + " returning id"
    for team, may in {
        None: person in TRADERS or table in OWN,
        world.team: person in WRITE,
        world.other_team: person == "stranger",
    }.items():
        if table in OWN and team:
            continue
        made = attempt(world, person, statement, team=team)
        assert (made != "denied") == may, (team, made)


@pytest.mark.parametrize("table", [*SCOPED, *OWN, *CLOSED, *PUBLIC, *OF_THE_TEAM, *AUDIT, *RIGHTS])
def test_nobody_deletes(world: World, table: str) -> None:
    for person in PEOPLE:
        assert attempt(world, person, f"delete from nova.{table} returning 1") == "denied"
        assert attempt(world, person, f"truncate nova.{table}") == "denied"


@pytest.mark.parametrize("table", CLOSED)
def test_what_is_met_through_functions_only(world: World, table: str) -> None:
    for person in PEOPLE:
        assert attempt(world, person, f"select 1 from nova.{table}") == "denied"
        made = attempt(world, person, f"insert into nova.{table} default values returning 1")
        assert made == "denied"
        changed = sql.SQL("update nova.{table} set id = default returning 1")
        assert attempt(world, person, changed.format(table=sql.Identifier(table))) == "denied"


@pytest.mark.parametrize("person", PEOPLE)
def test_a_team_is_seen_by_its_people_and_changed_by_who_manages_it(
    world: World, person: str
) -> None:
    inside = person in READ
    manages = person in {"manager", "company"}
    assert (world.team in attempt(world, person, "select id from nova.teams")) == inside
    seen = attempt(world, person, "select team_id from nova.team_members")
    assert (world.team in seen) == inside
    changed = attempt(world, person, "update nova.teams set description = 'x' returning id")
    assert (world.team in changed) == manages
    invited = attempt(world, person, "select team_id from nova.team_invitations")
    assert (world.team in invited) == manages
    for statement in (
        "update nova.teams set manager_id = nova.current_user_id() returning id",
        "update nova.team_members set role = 'MANAGER' returning id",
        "insert into nova.team_members (team_id, user_id) values (uuidv7(), uuidv7()) returning id",
        "update nova.team_invitations set role = 'MANAGER' returning id",
        "select token_hash from nova.team_invitations",
    ):
        assert attempt(world, person, statement) == "denied", statement


@pytest.mark.parametrize("person", PEOPLE)
def test_the_audit_is_read_by_actor_manager_and_back_office_and_written_by_nobody(
    world: World, person: str
) -> None:
    seen = attempt(world, person, "select team_id from nova.audit_log")
    of_all = attempt(world, person, "select entity_id from nova.audit_log")
    assert (world.team in seen) == (person in {"manager", "company", *BACK_OFFICE})
    assert (world.people["stranger"].user_id in of_all) == (person in BACK_OFFICE)
    for statement in (
        "insert into nova.audit_log (actor_kind, action, entity_type, entity_id)"
        " values ('SYSTEM', 'READ', 'x', uuidv7()) returning 1",
        "update nova.audit_log set reason = 'x' returning 1",
    ):
        assert attempt(world, person, statement) == "denied", statement


@pytest.mark.parametrize("table", PUBLIC)
def test_words_and_plans_are_for_everybody_to_read(world: World, table: str) -> None:
    for person in PEOPLE:
        assert attempt(world, person, f"select 1 from nova.{table}") == {1}
        made = attempt(world, person, f"insert into nova.{table} default values returning 1")
        assert made == "denied"


def test_every_business_table_is_in_this_matrix(world: World) -> None:
    rows = world.owner.execute(
        "select relname from pg_class where relnamespace = 'nova'::regnamespace"
        " and relkind in ('r', 'p') and not relispartition"
    ).fetchall()
    covered = {*SCOPED, *OWN, *CLOSED, *PUBLIC, *OF_THE_TEAM, *AUDIT, *RIGHTS}
    assert {name for (name,) in rows} == covered


def test_an_administrator_reads_with_broken_glass_and_writes_nothing(world: World) -> None:
    owner = world.owner
    with owner.transaction(force_rollback=True):
        make.act_as(owner, world.people["admin"])
        owner.execute("select nova.break_glass(%s, 'a complaint')", [world.team])
        make.act_as(owner, world.people["admin"])
        for table in SCOPED:
            seen = {row for (row,) in owner.execute(f"select id from nova.{table}").fetchall()}
            assert seen >= {row.id for row in world.rows[table] if row.in_team}, table
            assert not seen & {row.id for row in world.rows[table] if not row.in_team}, table
        changed = owner.execute("update nova.customers set notes = 'x' returning id").fetchall()
        assert changed == []
        looks = owner.execute(
            "select reason, actor_kind, action from nova.audit_log where entity_id = %s and action = 'READ'",
            [world.team],
        ).fetchall()
        assert looks == [("a complaint", "ADMIN", "READ")] * 2, "the breaking and the look"


@pytest.mark.parametrize("person", [person for person in PEOPLE if person != "admin"])
def test_nobody_else_breaks_glass(world: World, person: str) -> None:
    with world.owner.transaction(force_rollback=True):
        make.act_as(world.owner, world.people[person])
        with pytest.raises(psycopg.Error) as refused:
            world.owner.execute("select nova.break_glass(%s, 'curious')", [world.team])
        assert refused.value.diag.message_primary == "forbidden"


POOL = "update nova.teams set settings = '{\"sharedPool\": true}' where id = %s"


def test_a_team_may_share_the_customers_whom_nobody_was_given(world: World) -> None:
    owner, rows = world.owner, world.rows["customers"]
    unassigned = {row.id for row in rows if row.in_team and row.holder == row.owner}
    with owner.transaction(force_rollback=True):
        owner.execute(POOL, [world.team])
        seen = attempt(world, "broker2", "select id from nova.customers")
        changed = attempt(world, "broker2", "update nova.customers set notes = 'x' returning id")
        assert seen >= unassigned
        assert not seen & {row.id for row in rows if row.in_team} - unassigned
        assert changed & unassigned == {row.id for row in rows if row.in_team and row.owner == "broker2"
                                        and row.holder == "broker2"}  # fmt: skip
        events = owner.execute(
            "update nova.customers set notes = 'y' where id = any (%s) returning id",
            [list(unassigned)],
        ).fetchall()
        heard = owner.execute(
            "select count(distinct entity_id) from nova.events where event = 'customer.updated'"
            " and entity_id = any (%s) and %s = any (recipients)",
            [list(unassigned), world.people["broker2"].user_id],
        ).fetchone()
        assert heard == (len(events),)
