"""The search is a definer function that repeats the policy: the two see the same."""

import psycopg
import pytest

import make

WHO = ["manager", "broker", "broker2", "observer", "company", "stranger"]


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("words", ["فيلا", "الروضه", "غائب", None])
def test_the_search_sees_what_the_policy_sees(
    owner: psycopg.Connection, office: make.Office, who: str, words: str | None
) -> None:
    owner.execute(
        "insert into nova.properties (user_id, team_id, title, property_type, category, listing_type,"
        " city, district, price, area) select user_id, team_id, 'فيلا في جدة', 'فيلا', 'سكني', 'SALE',"
        " 'جدة', 'الروضة', 1, 1 from nova.customers"
    )
    row = owner.execute("select private.search_pattern(%s)", [words]).fetchone()
    assert row
    make.act_as(owner, office.people[who])
    found = owner.execute(
        "select id from nova.search_properties(words => %s, page_size => 100)",
        [words],
    ).fetchall()
    by_policy = owner.execute(
        "select id from nova.properties where %s::text is null or search_text like %s"
        " order by created_at desc, id desc",
        [words, row[0]],
    ).fetchall()
    assert found == by_policy
    assert found or words == "غائب"
