"""Comparable stock: exact among few, by the index among many, and always as many as were asked."""

from collections.abc import Iterator

import psycopg
import pytest

import make
import market
from conftest import copied

ROWS = 3_000


Crowded = tuple[psycopg.Connection, make.Caller, object]


@pytest.fixture(scope="module")
def filled() -> Iterator[Crowded]:
    """A broker with many homes among many of others, and one of theirs to compare with; in a
    database whose graph holds no dead entries of other tests."""
    with copied("neighbours") as url, psycopg.connect(url) as owner:
        owner.execute("set role nova_rules")
        yield fill(owner)
        owner.rollback()


@pytest.fixture
def crowded(filled: Crowded) -> Iterator[Crowded]:
    """It as it was filled, whatever the test before did."""
    with filled[0].transaction(force_rollback=True):
        yield filled


def fill(owner: psycopg.Connection) -> Crowded:
    me, other = make.caller(owner), make.user(owner)
    mine = make.property_(owner, user_id=me.user_id, price=900_000)
    market.settle(owner)
    owner.execute("select setseed(0.3)")
    owner.execute("reset role")
    owner.execute("set local session_replication_role = replica")
    owner.execute(
        "insert into nova.properties (user_id, title, property_type, category, listing_type, city,"
        " district, price, area) select case when n %% 3 = 0 then %s::uuid else %s end, 'x', 'فيلا',"
        " 'سكني', 'SALE', 'الرياض', 'النرجس', 100000 + (random() * 5000000)::int,"
        " 50 + (random() * 900)::int from generate_series(1, %s) as n",
        [me.user_id, other, ROWS],
    )
    owner.execute("set local session_replication_role = origin")
    owner.execute("insert into private.stock select h.* from private.stock_of(array("
                  "select id from nova.properties where user_id in (%s, %s) and id <> %s)) as h",
                  [me.user_id, other, mine])  # fmt: skip
    make.act_as(owner, me)
    owner.execute("reset role")
    return owner, me, mine


def near(
    owner: psycopg.Connection, how: str, home: object, most: int
) -> list[tuple[object, float]]:
    return owner.execute(
        f"select n.property_id, n.distance from private.stock h, unnest(private.{how}(h, %s)) as n"
        " where h.property_id = %s order by n.distance, n.property_id".encode(), [most, home],
    ).fetchall()  # fmt: skip


@pytest.mark.parametrize("most", [1, 10, 100])
def test_the_index_gives_as_many_as_asked_and_nearly_the_nearest(
    crowded: Crowded, most: int
) -> None:
    owner, me, mine = crowded
    exact, found = (
        near(owner, "nearest_by_scan", mine, most),
        near(owner, "nearest_by_index", mine, most),
    )
    assert len(exact) == len(found) == most
    seen = owner.execute(
        "select count(*) from nova.properties where id = any (%s) and user_id = %s",
        [[each for each, _ in found], me.user_id],
    ).fetchone()
    assert seen == (most,), "somebody else's homes are not one's stock"
    assert len(set(exact) & set(found)) >= 0.9 * most


@pytest.mark.parametrize(("rows", "crowd"), [(900, True), (5000, False)])
def test_the_switch_counts_ones_own_stock(crowded: Crowded, rows: int, crowd: bool) -> None:
    owner, _, _ = crowded
    assert owner.execute("select private.sees_more_than(%s)", [rows]).fetchone() == (crowd,)


def test_the_index_is_used_for_a_crowd(
    crowded: Crowded,
) -> None:
    owner, _, mine = crowded
    owner.execute("set local enable_sort = off")
    owner.execute("set local enable_seqscan = off")
    plan = owner.execute(
        "explain select h.property_id from private.stock h where h.sells"
        " order by h.likeness operator(extensions.<->) (select likeness from private.stock"
        " where property_id = %s) limit 10", [mine],
    ).fetchall()  # fmt: skip
    assert "stock_likeness" in str(plan)
