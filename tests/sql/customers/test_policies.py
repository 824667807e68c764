"""Who sees which customer: alone, in a team by role, and as a company; from both sides."""

import psycopg
import pytest

import make

TEAM = {"broker's", "broker2's", "broker2's, given to broker"}
SEES = {
    "manager": TEAM,
    "broker": {"broker's", "broker2's, given to broker", "broker's own"},
    "broker2": {"broker2's"},
    "observer": TEAM,
    "company": TEAM,
    "stranger": {"stranger's"},
}
CHANGES = SEES | {"observer": set()}


@pytest.mark.parametrize("who", SEES)
def test_sees(owner: psycopg.Connection, office: make.Office, who: str) -> None:
    make.act_as(owner, office.people[who])
    seen = {row for (row,) in owner.execute("select id from nova.customers").fetchall()}
    assert seen == {office.rows[name] for name in SEES[who]}


@pytest.mark.parametrize("who", SEES)
def test_changes(owner: psycopg.Connection, office: make.Office, who: str) -> None:
    make.act_as(owner, office.people[who])
    changed = owner.execute("update nova.customers set notes = 'x' returning id").fetchall()
    assert {row for (row,) in changed} == {office.rows[name] for name in CHANGES[who]}


@pytest.mark.parametrize("who", SEES)
def test_gets_events_of_what_it_sees(
    owner: psycopg.Connection, office: make.Office, who: str
) -> None:
    for name, row in office.rows.items():
        got = owner.execute(
            "select count(*) filter (where %s = any (recipients)) from nova.events where entity_id = %s",
            [office.people[who].user_id, row],
        ).fetchone()
        assert got == (int(name in SEES[who]),), name


def test_nobody_sees_nothing(owner: psycopg.Connection, office: make.Office) -> None:
    assert office
    make.act_as(owner, make.Caller(None, None, "test", "127.0.0.1"))
    assert owner.execute("select count(*) from nova.customers").fetchone() == (0,)


@pytest.mark.parametrize(
    "statement",
    [
        "insert into nova.customers (name, phone, user_id) values ('x', '0501234567', uuidv7())",
        "insert into nova.customers (name, phone, team_id) select 'x', '0501234567', id from nova.teams",
        "update nova.customers set user_id = nova.current_user_id()",
        "update nova.customers set team_id = null",
        "update nova.customers set deleted_at = now()",
        "delete from nova.customers",
        "truncate nova.customers",
        "select * from private.user_passwords",
        "select * from nova.outbox",
        "select * from nova.events",
        "select refresh_hash from nova.sessions",
        "select private.issue_code(u, 'PASSWORD_RESET', '1', '') from nova.users u",
        "create table nova.x ()",
        "create temporary table x ()",
        "select private.take_messages('OTP', '[]', interval '1 s', '{}')",
        "select * from private.read_log('1:1:', null, 0, 1)",
    ],
)
def test_the_app_itself_cannot(
    owner: psycopg.Connection, office: make.Office, statement: str
) -> None:
    make.act_as(owner, office.people["observer"])
    with pytest.raises(psycopg.Error) as refused:
        owner.execute(statement.encode())
    assert refused.value.sqlstate in {"42501", "PT403"}


def test_leaving_or_being_inactive_ends_access_at_once(
    owner: psycopg.Connection, office: make.Office
) -> None:
    broker = office.people["broker"]
    owner.execute(
        "update nova.team_members set status = 'INACTIVE' where user_id = %s", [broker.user_id]
    )
    make.act_as(owner, broker)
    seen = {row for (row,) in owner.execute("select id from nova.customers").fetchall()}
    assert seen == {office.rows["broker's own"]}


@pytest.mark.parametrize(
    ("who", "override", "sees"),
    [("broker2", "WHOLE", TEAM), ("observer", "NONE", set()), ("broker2", "NONE", set())],
)
def test_an_override_widens_and_narrows(
    owner: psycopg.Connection, office: make.Office, who: str, override: str, sees: set[str]
) -> None:
    owner.execute(
        "insert into nova.team_permissions (team_member_id, permissions)"
        " select id, jsonb_build_object('customers.read', %s::text) from nova.team_members where user_id = %s",
        [override, office.people[who].user_id],
    )
    make.act_as(owner, office.people[who])
    seen = {row for (row,) in owner.execute("select id from nova.customers").fetchall()}
    assert seen == {office.rows[name] for name in sees}


@pytest.mark.parametrize("who", SEES)
def test_may_says_what_the_policy_says(
    owner: psycopg.Connection, office: make.Office, who: str
) -> None:
    facts = owner.execute("select id, scope_id, holder_id from nova.customers").fetchall()
    make.act_as(owner, office.people[who])
    for row, scope, holder in facts:
        visible = owner.execute(
            "select count(*) from nova.customers where id = %s", [row]
        ).fetchone()
        may = owner.execute("select nova.may('customers.read', %s, %s)", [scope, holder]).fetchone()
        assert may == (visible == (1,),)
