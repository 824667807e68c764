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


def test_a_page_goes_on_behind_the_newest_two_thousand(
    owner: psycopg.Connection, office: make.Office
) -> None:
    """Few of the newest fit, the others lie behind them: each is found once, the newest first."""
    broker = office.people["broker"]
    owner.execute("set local session_replication_role = replica")
    owner.execute(
        "insert into nova.customers (user_id, name, phone, created_at)"
        " select %s, case when mod(n, 150) = 0 then 'زمردة ' || n else 'عميل ' || n end,"
        " '+9665' || lpad(n::text, 8, '0'), now() - n * interval '1 second'"
        " from generate_series(1, 2600) n", [broker.user_id],
    )  # fmt: skip
    owner.execute("set local session_replication_role = origin")
    make.act_as(owner, broker)
    wanted = [f"زمردة {n}" for n in range(150, 2601, 150)]

    def page(cursor: str | None, size: int) -> list[tuple[str, str]]:
        return owner.execute(
            "select name, private.make_cursor(created_at, id) from nova.search_customers("
            " words => 'زمردة', cursor => %s, page_size => %s)", [cursor, size],
        ).fetchall()  # fmt: skip

    assert [name for name, _ in page(None, 100)] == wanted
    first = page(None, 14)  # the fourteenth is the first behind the newest
    assert [name for name, _ in first] == wanted[:14]
    assert [name for name, _ in page(first[-1][1], 14)] == wanted[14:]
    assert [name for name, _ in page(page(None, 5)[-1][1], 14)] == wanted[5:]


@pytest.mark.parametrize("words", ["'", "\\", "%", "a'b\\c", "$1", "%s", "'; drop table x; --"])
def test_whatever_is_typed_is_a_value(
    owner: psycopg.Connection, office: make.Office, words: str
) -> None:
    broker = office.people["broker"]
    found = make.customer(owner, user_id=broker.user_id, name=f"اسم {words} آخر", tags=[words])
    make.act_as(owner, broker)
    tagged = owner.execute(
        "select id from nova.search_customers(tag => %s, city => null)", [words]
    ).fetchall()
    assert tagged == [(found,)]
    named = owner.execute(
        "select id from nova.search_customers(words => %s)", [f"اسم {words} آخر"]
    ).fetchall()
    assert named == [(found,)]
    assert (
        owner.execute("select * from nova.search_customers(city => %s)", [words]).fetchall() == []
    )


def test_nobody_finds_nothing(owner: psycopg.Connection, office: make.Office) -> None:
    owner.execute(
        "select set_config('nova.user_id', '', true), set_config('nova.caller', '', true)"
    )
    assert owner.execute("select * from nova.search_customers()").fetchall() == []
