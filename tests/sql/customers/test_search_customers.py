"""The search is a definer function that repeats the policy: the two see the same."""

import psycopg
import pytest

import make

WHO = ["manager", "broker", "broker2", "observer", "company", "stranger"]


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("words", ["عميل", "05", "غائب", None])
def test_the_search_sees_what_the_policy_sees(
    owner: psycopg.Connection, office: make.Office, who: str, words: str | None
) -> None:
    row = owner.execute("select private.search_pattern(%s)", [words]).fetchone()
    assert row
    make.act_as(owner, office.people[who])
    found = owner.execute(
        "select id from nova.search_customers(words => %s, page_size => 100)",
        [words],
    ).fetchall()
    by_policy = owner.execute(
        "select id from nova.customers where %s::text is null or search_text like %s"
        " order by created_at desc, id desc",
        [words, row[0]],
    ).fetchall()
    if (who, words) == ("observer", "05"):
        by_policy = []  # phones are hidden from who only observes: a search must not tell them
    assert found == by_policy
    assert found or words == "غائب" or who == "observer"


def test_an_observer_finds_by_name_and_never_by_phone(
    owner: psycopg.Connection, office: make.Office
) -> None:
    phone = owner.execute(
        "select phone_e164 from nova.customers where id = %s", [office.rows["broker's"]]
    ).fetchone()
    assert phone
    found = {}
    for who in ("manager", "observer"):
        with owner.transaction(force_rollback=True):
            make.act_as(owner, office.people[who])
            for words in (phone[0], phone[0][-4:], "عميل"):
                row = owner.execute(
                    "select count(*) from nova.search_customers(words => %s, page_size => 100)",
                    [words],
                ).fetchone()
                found[who, words] = bool(row and row[0])
    assert found == {
        ("manager", phone[0]): True, ("manager", phone[0][-4:]): True, ("manager", "عميل"): True,
        ("observer", phone[0]): False, ("observer", phone[0][-4:]): False, ("observer", "عميل"): True,
    }  # fmt: skip
