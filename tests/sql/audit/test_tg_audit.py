"""The audit: who changed what, from where, old and new; nothing secret, nothing ever taken back."""

from typing import Any

import psycopg
import pytest

import make


def lines(owner: psycopg.Connection, entity: object) -> list[tuple[Any, ...]]:
    return owner.execute(
        "select action, before, after from nova.audit_log where entity_id = %s order by id",
        [entity],
    ).fetchall()


def test_who_when_from_where_in_which_request(owner: psycopg.Connection) -> None:
    sara = make.caller(owner)
    make.act_as(owner, sara)
    row = owner.execute(
        "insert into nova.customers (name, phone) values ('سارة', '0501234567') returning id"
    ).fetchone()
    assert row
    owner.execute("reset role")
    line = owner.execute(
        "select actor_id, actor_kind, session_id, request_id, host(ip), action, entity_type, team_id,"
        " at <= clock_timestamp() from nova.audit_log where entity_id = %s", [row[0]],
    ).fetchone()  # fmt: skip
    assert line == (
        sara.user_id, "USER", sara.session_id, "test", "127.0.0.1", "INSERT", "customers", None, True,
    )  # fmt: skip


def test_old_and_new_of_the_changed_keys_only(owner: psycopg.Connection) -> None:
    customer = make.customer(owner, user_id=make.user(owner), name="قديم", budget_min=1)
    owner.execute(
        "update nova.customers set name = 'جديد', budget_min = null, is_vip = is_vip where id = %s",
        [customer],
    )
    assert lines(owner, customer)[1:] == [
        ("UPDATE", {"name": "قديم", "budget_min": 1}, {"name": "جديد", "budget_min": None})
    ]
    made = lines(owner, customer)[0]
    assert made[0] == "INSERT" and made[1] is None
    assert made[2]["name"] == "قديم"
    assert not {
        "search_text",
        "scope_id",
        "holder_id",
        "phone_e164",
        "updated_at",
        "version",
    } & set(made[2])


def test_a_change_of_nothing_leaves_no_line(owner: psycopg.Connection) -> None:
    customer = make.customer(owner, user_id=make.user(owner))
    owner.execute("update nova.customers set name = name where id = %s", [customer])
    assert len(lines(owner, customer)) == 1


def test_a_statement_over_many_rows_is_a_line_a_row(owner: psycopg.Connection) -> None:
    user = make.user(owner)
    rows = [make.customer(owner, user_id=user) for _ in range(5)]
    owner.execute("update nova.customers set notes = 'x' where user_id = %s", [user])
    for row in rows:
        assert lines(owner, row)[1:] == [("UPDATE", {"notes": None}, {"notes": "x"})]


def test_secrets_and_id_numbers_are_masked(owner: psycopg.Connection) -> None:
    user = make.user(owner, id_number="1000000008", date_of_birth="1990-01-01")
    owner.execute("update nova.users set id_number = '2000000006' where id = %s", [user])
    make.caller(owner, user)
    make.insert(owner, "nova.team_invitations", {
        "team_id": make.team(owner, manager=user), "invited_by": user, "email": make.email(), "token_hash": b"t" * 32,
    })  # fmt: skip
    everything = owner.execute("select string_agg(before::text || after::text, ' '), string_agg(after::text, ' ')"
                               " from nova.audit_log where at > now() - interval '1 minute'").fetchone()  # fmt: skip
    assert everything
    for secret in ("1000000008", "2000000006", "1990-01-01", "74747474"):
        assert secret not in str(everything), secret
    changed = lines(owner, user)[1]
    assert changed == ("UPDATE", {"id_number": "***"}, {"id_number": "***"}), (
        "that it changed is told"
    )


def test_the_team_of_a_row_is_on_its_line(owner: psycopg.Connection) -> None:
    manager = make.user(owner)
    team = make.team(owner, manager=manager)
    make.customer(owner, user_id=manager, team_id=team)
    row = owner.execute(
        "select array_agg(distinct entity_type order by entity_type) from nova.audit_log where team_id = %s",
        [team],
    ).fetchone()
    assert row == (["customers", "team_members", "teams"],)


def test_the_system_is_named_as_such(owner: psycopg.Connection) -> None:
    customer = make.customer(owner, user_id=make.user(owner))
    row = owner.execute(
        "select actor_kind, actor_id from nova.audit_log where entity_id = %s", [customer]
    ).fetchone()
    assert row == ("SYSTEM", None)


@pytest.mark.parametrize("role", ["nova_app", "nova_worker", "nova_rules", "nova_analyst"])
@pytest.mark.parametrize(
    "statement",
    [
        "update nova.audit_log set reason = 'x'",
        "delete from nova.audit_log",
        "truncate nova.audit_log",
        "update nova.audit_log_default set reason = 'x'",
        "delete from nova.audit_log_default",
        "truncate nova.audit_log_default",
    ],
)
def test_nothing_is_ever_taken_back(owner: psycopg.Connection, role: str, statement: str) -> None:
    owner.execute(f"set local role {role}")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        owner.execute(statement.encode())


def test_not_even_by_who_may_do_all_else(owner: psycopg.Connection) -> None:
    make.customer(owner, user_id=make.user(owner))
    for statement in (
        "update nova.audit_log set reason = 'x'",
        "delete from nova.audit_log",
        "truncate nova.audit_log",
    ):
        with pytest.raises(psycopg.Error) as refused, owner.transaction():
            owner.execute(statement.encode())
        assert refused.value.sqlstate == "PT403"


def test_every_month_has_its_partition_ahead_of_time_and_out_of_reach(
    owner: psycopg.Connection,
) -> None:
    owner.execute("select private.make_partitions(2)")
    names = owner.execute(
        "select c.relname, c.relrowsecurity and c.relforcerowsecurity,"
        " has_table_privilege('nova_rules', c.oid, 'insert, update, delete')"
        " from pg_inherits i join pg_class c on c.oid = i.inhrelid"
        " where i.inhparent in ('nova.audit_log'::regclass, 'nova.analytics_events'::regclass)"
        " and c.relname !~ 'default'"
    ).fetchall()
    assert len(names) == 4, "this month and the next, of each"
    assert {(secured, reached) for _, secured, reached in names} == {(True, False)}


def test_every_business_table_is_audited_or_left_out_for_a_reason(
    owner: psycopg.Connection,
) -> None:
    rows = owner.execute(
        "select c.relname, array_agg(t.tgname::text) filter (where t.tgname ~ '^tg_audit') from pg_class c"
        " left join pg_trigger t on t.tgrelid = c.oid"
        " where c.relnamespace = 'nova'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition"
        " group by 1"
    ).fetchall()
    silent = {table for table, triggers in rows if not triggers}
    assert silent == {
        "audit_log", "events", "outbox", "otp_codes", "analytics_events", "notifications", "user_stats",
        "enum_labels", "notification_types", "words", "platform_holidays", "calendar_feeds", "push_devices", "consent_events", "smart_matches", "match_reveals", "match_settings", "regions", "cities", "districts",
        "appointment_series",  # its appointments are audited
        "payments", "refunds",  # logs of what providers say
        "effective_rights",  # what it follows from is audited
    }  # fmt: skip
