"""A change counts the version; a row that stays as it was keeps it, and nobody is told."""

import re

import psycopg

import make
from nova.settings import SQL


def test_it_leaves_out_what_is_worked_out_in_any_table(owner: psycopg.Connection) -> None:
    text = (SQL / "rows/private.tg_touch.sql").read_text()
    named = re.search(r"v_worked_out constant text\[\] := array\[(.*?)\];", text, re.DOTALL)
    assert named
    rows = owner.execute(
        "select distinct a.attname from pg_attribute a join pg_trigger t on t.tgrelid = a.attrelid"
        " where t.tgname = 'tg_touch' and a.attgenerated <> '' and not a.attisdropped"
    ).fetchall()
    assert set(re.findall(r"'(\w+)'", named[1])) == {name for (name,) in rows}


def test_the_same_again_changes_nothing(owner: psycopg.Connection) -> None:
    user = make.user(owner)
    row = make.customer(owner, user_id=user, notes="x")
    news = "select count(*) from nova.events where entity_id = %s"
    lines = "select count(*) from nova.audit_log where entity_id = %s"
    before = [owner.execute(each, [row]).fetchone() for each in (news, lines)]
    for _ in range(2):
        changed = owner.execute(
            "update nova.customers set notes = 'x' where id = %s returning version", [row]
        ).fetchone()
        assert changed == (1,)
    owner.execute("update nova.customers set notes = notes where user_id = %s", [user])
    assert [owner.execute(each, [row]).fetchone() for each in (news, lines)] == before
    changed = owner.execute(
        "update nova.customers set notes = 'y' where id = %s returning version", [row]
    ).fetchone()
    assert changed == (2,)
    assert [owner.execute(each, [row]).fetchone() for each in (news, lines)] != before
