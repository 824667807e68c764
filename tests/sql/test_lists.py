"""A list is a definer function that repeats its table's policy: the two see the same, in order."""

import re
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

import make
from nova.settings import ROOT

WHO = ["manager", "broker", "broker2", "observer", "company", "stranger"]
MAKERS: dict[str, Callable[..., Any]] = {
    "customers": make.customer, "properties": make.property_, "offers": make.offer, "requests": make.request,
}  # fmt: skip


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("pool", [False, True])
@pytest.mark.parametrize("table", MAKERS)
def test_a_list_sees_what_its_policy_sees(
    owner: psycopg.Connection, office: make.Office, table: str, who: str, pool: bool
) -> None:
    for name, someone in office.people.items():
        MAKERS[table](owner, user_id=someone.user_id)
        if name not in {"company", "stranger"}:
            MAKERS[table](owner, user_id=someone.user_id, team_id=office.team)
    if pool:
        owner.execute(
            "update nova.teams set settings = '{\"sharedPool\": true}' where id = %s", [office.team]
        )
    make.act_as(owner, office.people[who])
    listed = owner.execute(f"select id from nova.list_{table}(null, 1000)").fetchall()
    by_policy = owner.execute(
        f"select id from nova.{table} where deleted_at is null order by created_at desc, id desc"
    ).fetchall()
    assert listed == by_policy
    assert len(listed) > 0
    by_search = {
        "customers": "search_customers(page_size => 1000)",
        "properties": "search_properties(page_size => 1000)",
        "offers": "search_offers(page_size => 1000)",
        "requests": "search_requests(page_size => 1000)",
    }  # fmt: skip
    assert owner.execute(f"select id from nova.{by_search[table]}").fetchall() == by_policy


def test_pages_follow_each_other_without_gap_or_repetition(
    owner: psycopg.Connection, office: make.Office
) -> None:
    make.act_as(owner, office.people["manager"])
    whole = owner.execute("select id from nova.list_customers(null, 1000)").fetchall()
    paged, cursor = [], None
    while True:
        page = owner.execute(
            "select c.id, private.make_cursor(c.created_at, c.id) from nova.list_customers(%s, 1) c",
            [cursor],
        ).fetchall()
        if not page:
            break
        paged.append((page[0][0],))
        cursor = page[0][1]
    assert paged == whole


def test_the_lists_are_one_text_but_for_their_table() -> None:
    """A customer is also held by whom it was given to, and by the pool of its team."""

    def plain(table: str) -> str:
        text = (ROOT / f"sql/{table}/nova.list_{table}.sql").read_text()
        body = text[text.index("create or replace") :].replace("holder_id =", "user_id =")
        row = table[0]
        body = re.sub(rf"\b{row}\.", "x.", body)
        body = re.sub(rf"nova\.{table} {row}\b", "nova.rows x", body)
        return (
            body.replace(f"list_{table}", "list")
            .replace(f"nova.{table}", "nova.rows")
            .replace(table, "rows")
        )

    alike = plain("offers")
    assert plain("properties") == plain("requests") == alike
    head, _, tail = plain("customers").partition("    union all\n    select found.*\n    from scopes\n    cross join after\n    cross join lateral (\n        select x.*\n        from nova.rows x\n        where x.scope_id = scopes.scope\n            and x.assigned_to is null")  # fmt: skip
    assert tail, "the pool"
    assert alike.startswith(head)
