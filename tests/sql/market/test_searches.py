"""Every search of the matcher finds what a look at every pair finds, now and after any changes."""

import random
from typing import Any
from uuid import UUID

import psycopg
import pytest

import make
import market

PAIRS = """
select d.request_id, h.offer_id, scored.points
from private.demand d
join private.stock h on private.is_open_to(d, h)
cross join lateral (select private.pair_points(d, h) as points offset 0) as scored
where scored.points is not null
"""
RANKED = f"""
select p.*, row_number() over (
    partition by p.request_id order by p.points desc, p.offer_id desc) as place
from ({PAIRS}) as p
"""
WANTED = f"""
select r.request_id, r.offer_id, r.points
from (
    select p.*, row_number() over (
        partition by p.request_id order by p.points desc, p.offer_id desc) as place
    from ({PAIRS}) as p
    where not exists (
        select from nova.smart_matches m
        where m.request_id = p.request_id and m.offer_id = p.offer_id
            and m.status in ('VIEWED', 'ACCEPTED', 'REJECTED'))
) as r
join private.demand d on d.request_id = r.request_id
where d.keep is null or r.place <= d.keep
"""
PENDING = """
select m.request_id, m.offer_id, m.points
from nova.smart_matches m
join private.stock h on h.offer_id = m.offer_id
where m.status = 'PENDING'
"""
VIEWED = """
select m.id, m.points, private.pair_points(d, h)
from nova.smart_matches m
join private.demand d on d.request_id = m.request_id
join private.stock h on h.offer_id = m.offer_id
where m.status = 'VIEWED'
"""


def rows(owner: psycopg.Connection, query: str, *values: object) -> list[tuple[Any, ...]]:
    return owner.execute(query.encode(), values).fetchall()


@pytest.mark.parametrize("seed", [1, 2])
def test_both_directions_find_what_the_scan_finds(owner: psycopg.Connection, seed: int) -> None:
    market.fill(owner, random.Random(seed), brokers=8, homes=120, wishes=120)
    market.settle(owner)
    scanned = set(rows(owner, PAIRS))
    assert len(scanned) > 400
    assert {points >> 45 & 15 for _, _, points in scanned} == {1, 2}
    by_home = """
        select f.request_id, h.offer_id, f.points
        from private.stock h cross join lateral private.demand_for(h.property_id) as f
        where h.offer_id is not null"""
    assert set(rows(owner, by_home)) == scanned
    for most in (None, 1, 7, 1000):
        best = rows(
            owner,
            "select d.request_id, b.offer_id, b.points from private.demand d"
            " cross join lateral private.best_homes(d, %s) as b"
            " order by d.request_id, b.points desc, b.offer_id desc",
            most,
        )
        ranked = rows(
            owner,
            f"select request_id, offer_id, points from ({RANKED}) as r"
            " where place <= coalesce(%s, 1000000) order by request_id, points desc, offer_id desc",
            most,
        )
        assert best == ranked


def change(
    owner: psycopg.Connection,
    chance: random.Random,
    people: list[UUID],
    listed: list[UUID],
    asked: list[UUID],
) -> None:
    """Something that happens in a market."""
    home, wish, settings = market.home(chance), market.wish(chance), market.settings(chance)
    property_id, request_id = chance.choice(listed), chance.choice(asked)
    match chance.randrange(10):
        case 0:
            owner.execute(
                "update nova.properties set price = %(price)s, district = %(district)s,"
                " features = %(features)s where id = %(id)s", home | {"id": property_id})  # fmt: skip
        case 1:
            owner.execute(
                "update nova.requests set cities = %(cities)s, districts = %(districts)s,"
                " property_types = %(property_types)s, price_min = null, price_max = %(price_max)s"
                " where id = %(id)s", wish | {"id": request_id})  # fmt: skip
        case 2 | 3 as way:
            other = "PAUSED" if way == 2 else "EXPIRED"
            owner.execute(
                "update nova.offers set status = case status when 'ACTIVE' then %(other)s else 'ACTIVE' end"
                " where property_id = %(id)s and status in ('ACTIVE', %(other)s)",
                {"other": other, "id": property_id})  # fmt: skip
        case 4:
            owner.execute(
                "update nova.requests set status = case status when 'ACTIVE' then 'ARCHIVED' else 'ACTIVE' end"
                " where id = %s and status in ('ACTIVE', 'ARCHIVED')", [request_id])  # fmt: skip
        case 5:
            person = chance.choice(people)
            listed.append(make.property_(owner, user_id=person, **home))
            make.offer(owner, user_id=person, property_id=listed[-1])
        case 6:
            asked.append(make.request(owner, user_id=chance.choice(people), **wish))
        case 7:
            owner.execute(
                "update nova.smart_matches set status = 'VIEWED' where id in ("
                "select id from nova.smart_matches where status = 'PENDING' order by md5(id::text) limit 3)"
            )  # fmt: skip
        case 8:
            owner.execute(
                "select private.close_match(m, 'PRICE') from nova.smart_matches m"
                " where m.status in ('PENDING', 'VIEWED') order by md5(m.id::text) limit 3"
            )
        case 9:
            owner.execute(
                "update nova.match_settings set algorithm = %(algorithm)s, mode = %(mode)s,"
                " muted_cities = %(muted_cities)s where user_id = %(id)s",
                settings | {"id": chance.choice(people)})  # fmt: skip


@pytest.mark.parametrize("seed", [3, 4])
def test_after_any_changes_each_request_keeps_its_best(
    owner: psycopg.Connection, seed: int
) -> None:
    owner.execute("update private.match_plans set keep = 2")
    chance = random.Random(seed)
    people, listed, asked = market.fill(owner, chance, brokers=8, homes=80, wishes=60)
    market.settle(owner)
    for _ in range(12):
        for _ in range(chance.randrange(1, 8)):
            change(owner, chance, people, listed, asked)
        market.settle(owner)
        assert set(rows(owner, PENDING)) == set(rows(owner, WANTED))
        for match, kept, scored in rows(owner, VIEWED):
            assert kept == scored, match
    reaches = dict(rows(owner, "select reach, count(*) from private.demand group by 1"))
    assert len(reaches) > 1, "no floor has risen over a line: the narrow searches were not tried"


def test_points_are_inlined_into_the_searches(owner: psycopg.Connection) -> None:
    for scored in (
        "private.match_mask(d, h)",
        "private.match_points(d, h, p)",
        "private.passes_gates(d, h)",
    ):
        plan = str(rows(
            owner,
            f"explain (verbose) select {scored} from private.demand d, private.stock h, private.match_plans p",
        ))  # fmt: skip
        assert scored.partition("(")[0].partition(".")[2] not in plan
