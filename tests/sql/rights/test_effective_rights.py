"""What is kept of everybody's rights is what follows from the tables, after anything at once."""

import random
import threading
from uuid import UUID

import psycopg
import pytest
from psycopg.types.json import Jsonb

import make

CHANGES = 250
WRITERS = 4


def astray(connection: psycopg.Connection) -> list[tuple[object, ...]]:
    return connection.execute("select user_id, scope_id from private.rights_astray()").fetchall()


def kept(connection: psycopg.Connection, user: UUID, scope: UUID) -> tuple[object, ...] | None:
    return connection.execute(
        "select 'customers.read' = any (whole), 'customers.read' = any (held), pooled, masked"
        " from nova.effective_rights where user_id = %s and scope_id = %s",
        [user, scope],
    ).fetchone()


def something(
    connection: psycopg.Connection, ids: dict[str, list[UUID]], dice: random.Random
) -> None:
    """One random change of what rights follow from."""
    change = dice.choice([
        "insert into nova.team_members (team_id, user_id, role) values (%(team)s, %(user)s, %(role)s)"
        " on conflict (team_id, user_id) do update set role = excluded.role",
        "update nova.team_members set status = case status when 'ACTIVE' then 'INACTIVE' else 'ACTIVE' end"
        " where team_id = %(team)s and user_id = %(user)s",
        "update nova.team_members m set user_id = %(user)s where m.id = (select id from nova.team_members"
        " order by random() limit 1) and not exists (select from nova.team_members x"
        " where x.team_id = m.team_id and x.user_id = %(user)s)",
        "delete from nova.team_members where team_id = %(team)s and user_id = %(user)s",
        "insert into nova.team_permissions (team_member_id, permissions) select id, %(overrides)s"
        " from nova.team_members where user_id = %(user)s"
        " on conflict (team_member_id) do update set permissions = excluded.permissions",
        "delete from nova.team_permissions where team_member_id in"
        " (select id from nova.team_members where user_id = %(user)s)",
        "update nova.users set role = %(platform)s where id = %(user)s",
        "update nova.teams set company_id = %(user)s where id = %(team)s",
        "update nova.teams set settings = jsonb_build_object('sharedPool', random() < 0.5) where id = %(team)s",
        "update nova.teams set deleted_at = case when deleted_at is null then now() end where id = %(team)s",
        "insert into private.broken_glass (admin_id, scope_id, reason) values (%(user)s, %(team)s, 'because')",
        # Not at this moment: who looked just before it would take it for open still.
        "update private.broken_glass set expires_at = now() - interval '1 minute' where admin_id = %(user)s",
    ])  # fmt: skip
    words = ["customers.read", "offers.read", "customers.update", "team.read"]
    values = {
        "team": dice.choice(ids["teams"]), "user": dice.choice(ids["users"]),
        "role": dice.choice(["MANAGER", "BROKER", "OBSERVER"]),
        "platform": dice.choice(["BROKER", "BROKER", "COMPANY", "TEAM_MEMBER", "ADMIN", "OWNER"]),
        "overrides": Jsonb({word: dice.choice(["WHOLE", "HELD", "NONE"]) for word in words[: dice.randint(0, 4)]}),
    }  # fmt: skip
    with connection.transaction(force_rollback=dice.random() < 0.2):
        connection.execute(change.encode(), values)


@pytest.mark.parametrize("seed", [11])
def test_random_changes_from_several_connections(fresh_url: str, seed: int) -> None:
    with psycopg.connect(fresh_url) as owner:
        users = [make.user(owner) for _ in range(6)]
        ids = {"users": users, "teams": [make.team(owner, manager=users[n]) for n in range(3)]}
    failures: list[object] = []
    crossed: list[object] = []
    done = threading.Event()

    def write(number: int) -> None:
        dice = random.Random(seed * 100 + number)
        with psycopg.connect(fresh_url, autocommit=True) as connection:
            for _ in range(CHANGES):
                try:
                    something(connection, ids, dice)
                except (psycopg.errors.DeadlockDetected, psycopg.errors.IntegrityError) as error:
                    crossed.append(error)  # two at one row, a member who has gone

    def look() -> None:
        with psycopg.connect(fresh_url, autocommit=True) as reader:
            while not done.wait(0.02):
                if found := astray(reader):
                    failures.append(found)

    writers = [threading.Thread(target=write, args=[number]) for number in range(WRITERS)]
    reader = threading.Thread(target=look)
    for thread in [*writers, reader]:
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    reader.join()
    assert failures == []
    assert len(crossed) < WRITERS * CHANGES / 5
    with psycopg.connect(fresh_url) as owner:
        assert astray(owner) == []
        row = owner.execute("select count(*) from nova.effective_rights").fetchone()
        assert row and row[0] > 0


def test_a_member_who_comes_while_the_team_changes_gets_what_it_became(fresh_url: str) -> None:
    with psycopg.connect(fresh_url) as owner:
        manager, user = make.user(owner), make.user(owner)
        team = make.team(owner, manager=manager)
    with psycopg.connect(fresh_url) as changing, psycopg.connect(fresh_url) as joining:
        changing.execute("update nova.teams set settings = '{\"sharedPool\": true}'")
        come = threading.Thread(
            target=joining.execute,
            args=[
                "insert into nova.team_members (team_id, user_id) values (%s, %s)",
                [team, user],
            ],
        )
        come.start()
        come.join(0.2)
        assert come.is_alive()  # it waits for the team
        changing.commit()
        come.join(10)
        joining.commit()
        assert kept(joining, user, team) == (False, True, True, False)
        assert astray(joining) == []


ROLE = 'select nova.change_user(%(user)s, \'{"role": "TEAM_MEMBER"}\')'
VERBS = {
    "change_member": 'select nova.change_member(%(team)s, %(member)s, \'{"role": "OBSERVER"}\')',
    "remove_member": "select nova.remove_member(%(team)s, %(member)s, null)",
    "set_permissions": 'select nova.set_permissions(%(team)s, %(member)s, \'{"customers.read": "WHOLE"}\')',
    "settings": "update nova.teams set settings = '{\"sharedPool\": true}' where id = %(team)s",
}


@pytest.mark.parametrize("by_admin", ["role", "suspend"])
@pytest.mark.parametrize("verb", VERBS)
def test_the_back_office_and_a_manager_do_not_wait_in_a_circle(
    fresh_url: str, verb: str, by_admin: str
) -> None:
    suspend = "select nova.suspend_user(%(user)s, 'because of fraud')"
    statements = {"admin": ROLE if by_admin == "role" else suspend, "manager": VERBS[verb]}
    for _ in range(4):
        with psycopg.connect(fresh_url) as owner:
            callers = {
                "admin": make.caller(owner, make.user(owner, role="ADMIN")),
                "manager": make.caller(owner),
            }
            user = make.user(owner)
            team = make.team(owner, manager=callers["manager"].user_id, broker=user)
            for _ in range(20):
                make.customer(owner, user_id=user, team_id=team)
            row = owner.execute(
                "select id from nova.team_members where user_id = %s", [user]
            ).fetchone()
            assert row
        values: dict[str, object] = {"user": user, "team": team, "member": row[0]}
        ready = threading.Barrier(2)
        failures: list[object] = []

        def act(
            name: str,
            values: dict[str, object] = values,
            ready: threading.Barrier = ready,
            callers: dict[str, make.Caller] = callers,
            failures: list[object] = failures,
        ) -> None:
            with psycopg.connect(fresh_url) as connection:
                make.act_as(connection, callers[name])
                ready.wait()
                try:
                    connection.execute(statements[name].encode(), {**values})
                    connection.commit()
                except psycopg.errors.OperationalError as error:
                    failures.append(error)

        both = [threading.Thread(target=act, args=[name]) for name in statements]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
        assert failures == []
        with psycopg.connect(fresh_url) as owner:
            assert astray(owner) == []


@pytest.mark.parametrize("first", ["catalogue", "member"])
def test_who_joins_while_the_catalogue_changes_gets_what_it_says_now(
    fresh_url: str, first: str
) -> None:
    with psycopg.connect(fresh_url) as owner:
        user = make.user(owner)
        team = make.team(owner, manager=make.user(owner))
    catalogue = "delete from private.role_permissions where role = 'BROKER' and permission = 'customers.read'"
    member = f"insert into nova.team_members (team_id, user_id) values ('{team}', '{user}')"
    statements = [catalogue, member] if first == "catalogue" else [member, catalogue]
    with psycopg.connect(fresh_url) as one, psycopg.connect(fresh_url) as other:
        one.execute(statements[0].encode())
        later = threading.Thread(target=other.execute, args=[statements[1].encode()])
        later.start()
        later.join(0.2)
        assert later.is_alive()
        one.commit()
        later.join(10)
        other.commit()
        assert kept(other, user, team) == (False, False, False, False)
        assert astray(other) == []


def test_rights_are_changed_in_no_transaction_that_does_not_see_what_is_committed(
    fresh_url: str,
) -> None:
    with psycopg.connect(fresh_url) as owner:
        make.user(owner)
    with psycopg.connect(fresh_url) as owner:
        owner.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        with pytest.raises(psycopg.errors.AssertFailure):
            make.user(owner)


def test_a_team_that_leaves_a_company_that_becomes_one_at_this_moment(fresh_url: str) -> None:
    with psycopg.connect(fresh_url) as owner:
        user = make.user(owner)
        team = make.team(owner, manager=make.user(owner), company=user)
    with psycopg.connect(fresh_url) as becoming, psycopg.connect(fresh_url) as leaving:
        becoming.execute("update nova.users set role = 'COMPANY' where id = %s", [user])
        assert kept(becoming, user, team) == (True, False, False, False)
        gone = threading.Thread(
            target=leaving.execute, args=["update nova.teams set company_id = null"]
        )
        gone.start()
        gone.join(0.2)
        assert gone.is_alive()
        becoming.commit()
        gone.join(10)
        leaving.commit()
        assert kept(leaving, user, team) is None
        assert astray(leaving) == []


def test_an_override_of_a_membership_that_is_passed_on_at_this_moment(fresh_url: str) -> None:
    with psycopg.connect(fresh_url) as owner:
        one, other = make.user(owner), make.user(owner)
        team = make.team(owner, manager=make.user(owner), broker=one)
    with psycopg.connect(fresh_url) as moving, psycopg.connect(fresh_url) as giving:
        moving.execute("update nova.team_members set user_id = %s where user_id = %s", [other, one])
        given = threading.Thread(
            target=giving.execute,
            args=[
                "insert into nova.team_permissions (team_member_id, permissions)"
                " select id, '{\"customers.read\": \"WHOLE\"}' from nova.team_members where role = 'BROKER'"
            ],
        )
        given.start()
        given.join(0.2)
        moving.commit()
        given.join(10)
        giving.commit()
        assert kept(giving, other, team) == (True, False, False, False)
        assert astray(giving) == []


def test_the_catalogue_reaches_everybody(owner: psycopg.Connection, office: make.Office) -> None:
    broker = office.people["broker"].user_id
    assert broker and kept(owner, broker, office.team) == (False, True, False, False)
    owner.execute(
        "update private.role_permissions set reach = 'WHOLE'"
        " where role = 'BROKER' and permission = 'customers.read'"
    )
    assert kept(owner, broker, office.team) == (True, False, False, False)
    owner.execute("delete from private.role_permissions where role = 'BROKER'")
    assert kept(owner, broker, office.team) == (False, False, False, False)
    assert astray(owner) == []


def test_broken_glass_ends_by_itself(owner: psycopg.Connection, office: make.Office) -> None:
    admin = make.caller(owner, make.user(owner, role="ADMIN"))
    owner.execute(
        "insert into private.broken_glass (admin_id, scope_id, reason, expires_at)"
        " values (%s, %s, 'because', now() + interval '1 hour')",
        [admin.user_id, office.team],
    )
    make.act_as(owner, admin)
    assert owner.execute("select nova.whole_scopes('customers.read')").fetchall() == [
        (office.team,)
    ]
    assert owner.execute("select nova.whole_scopes('customers.update')").fetchall() == []
    owner.execute("reset role")
    owner.execute(
        "update nova.effective_rights set until = now() where user_id = %s", [admin.user_id]
    )
    make.act_as(owner, admin)
    assert owner.execute("select nova.whole_scopes('customers.read')").fetchall() == []
    owner.execute("reset role")
    owner.execute("update nova.effective_rights set until = now() - interval '1 second'"
                  " where user_id = %s", [admin.user_id])  # fmt: skip
    owner.execute("select private.forget_secrets(now())")
    assert admin.user_id and kept(owner, admin.user_id, office.team) is None


def test_nobody_reads_the_rights_of_others(owner: psycopg.Connection, office: make.Office) -> None:
    broker = office.people["broker"]
    make.act_as(owner, broker)
    rows = owner.execute("select distinct user_id from nova.effective_rights").fetchall()
    assert rows == [(broker.user_id,)]


def test_what_was_tampered_with_is_found_and_mended(
    owner: psycopg.Connection, office: make.Office
) -> None:
    broker = office.people["broker"].user_id
    owner.execute(
        "update nova.effective_rights set whole = whole || '{customers.read}'"
        " where user_id = %s and scope_id = %s",
        [broker, office.team],
    )
    assert astray(owner) == [(broker, office.team)]
    assert owner.execute("select private.keep_all_rights()").fetchone() == (1,)
    assert astray(owner) == []
