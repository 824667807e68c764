"""Matches are made when an offer or a request is made or changed, once the matcher has run."""

import threading

import psycopg
import pytest
from psycopg.types.json import Jsonb

import make
import market


def matches(owner: psycopg.Connection, **where: object) -> list[tuple[object, ...]]:
    name, value = next(iter(where.items()))
    market.settle(owner)
    return owner.execute(
        "select private.score_of(points), status, broker_id from nova.smart_matches"
        f" where {name} = %s", [value],
    ).fetchall()  # fmt: skip


def test_a_new_offer_finds_the_requests_that_wait(owner: psycopg.Connection) -> None:
    seller, buyer = make.user(owner), make.user(owner)
    make.request(owner, user_id=buyer)
    make.request(owner, user_id=seller)
    made = make.offer(owner, user_id=seller)
    assert (88, "PENDING", buyer) in matches(owner, offer_id=made)
    assert all(broker != seller for _, _, broker in matches(owner, offer_id=made))


def test_a_pair_below_fifty_points_is_no_match(owner: psycopg.Connection) -> None:
    seller, buyer = make.user(owner), make.user(owner)
    made = make.offer(owner, user_id=seller)
    far = make.request(
        owner, user_id=buyer, cities=["تبوك"], districts=["x"], property_types=["أرض"]
    )
    assert list(matches(owner, request_id=far)) == []
    assert made


def test_a_changed_request_meets_offers_it_did_not(owner: psycopg.Connection) -> None:
    seller, buyer = make.user(owner), make.user(owner)
    far = make.request(
        owner, user_id=buyer, cities=["تبوك"], districts=["x"], property_types=["أرض"]
    )
    make.offer(owner, user_id=seller)
    owner.execute("update nova.requests set cities = %s, property_types = %s where id = %s",
                  [["الرياض"], ["فيلا"], far])  # fmt: skip
    assert matches(owner, request_id=far)


def test_a_changed_property_takes_its_offer_along(owner: psycopg.Connection) -> None:
    seller, buyer = make.user(owner), make.user(owner)
    wanted = make.request(owner, user_id=buyer, cities=["تبوك"], districts=["النخيل"])
    listed = make.property_(owner, user_id=seller, city="أبها", district="x", property_type="أرض")
    offer = make.offer(owner, user_id=seller, property_id=listed)
    assert matches(owner, request_id=wanted) == []
    owner.execute(
        "update nova.properties set city = 'تبوك', district = 'النخيل' where id = %s", [listed]
    )
    assert matches(owner, request_id=wanted) == []
    owner.execute("update nova.properties set property_type = 'فيلا' where id = %s", [listed])
    assert matches(owner, request_id=wanted) == [(88, "PENDING", buyer)]
    row = owner.execute(
        "select summary ->> 'city' from nova.offers where id = %s", [offer]
    ).fetchone()
    assert row == ("تبوك",)


def test_one_notification_a_broker_and_run_says_how_many(owner: psycopg.Connection) -> None:
    seller, buyer = make.user(owner), make.user(owner)
    make.request(owner, user_id=buyer)
    make.request(owner, user_id=buyer)
    make.offer(owner, user_id=seller)
    market.settle(owner)
    notices = owner.execute(
        "select title, message, type from nova.notifications where user_id = %s", [buyer]
    ).fetchall()
    assert notices == [("فرص ذكية جديدة! 🎯", "تم العثور على فرصتين مطابقتين", "SMART_MATCH")]


def test_a_closed_request_takes_its_open_matches_along(owner: psycopg.Connection) -> None:
    seller, buyer = make.user(owner), make.user(owner)
    make.offer(owner, user_id=seller)
    wanted = make.request(owner, user_id=buyer)
    assert matches(owner, request_id=wanted)
    owner.execute("update nova.requests set status = 'CANCELED' where id = %s", [wanted])
    assert {status for _, status, _ in matches(owner, request_id=wanted)} == {"EXPIRED"}


@pytest.mark.parametrize(
    "city", ["#x", "＃x", "#9999999999999999999999", "@x", "@1", "CITY:1", "CITY:x", "\\", "%"]
)
def test_no_name_of_a_place_stops_the_matcher(owner: psycopg.Connection, city: str) -> None:
    buyer, seller = make.user(owner), make.user(owner)
    make.request(owner, user_id=buyer, cities=[city], districts=["@1", "#1", "DISTRICT:1"])
    make.property_(owner, user_id=seller, city=city, district="DISTRICT:x")
    market.settle(owner)
    row = owner.execute(
        "select h.city = any (d.cities) from private.stock h, private.demand d"
        " where h.user_id = %s and d.user_id = %s", [seller, buyer]).fetchone()  # fmt: skip
    assert row == (True,)
    riyadh = owner.execute("select private.city_key('الرياض') = private.city_key(%s)", [city])
    assert riyadh.fetchone() == (False,)


def test_what_cannot_be_matched_is_set_aside_and_stops_nobody(owner: psycopg.Connection) -> None:
    seller, buyer = make.user(owner), make.user(owner)
    broken = make.property_(owner, user_id=seller)
    owner.execute(
        "create function pg_temp.fail() returns trigger language plpgsql as"
        " $$ begin raise exception 'as a bug of ours would' using errcode = '22012'; end $$"
    )
    owner.execute(
        "create trigger fail before insert on private.stock for each row"
        f" when (new.property_id = '{broken}') execute function pg_temp.fail()".encode()
    )
    wanted = make.request(owner, user_id=buyer)
    make.offer(owner, user_id=seller)
    while owner.execute("select private.match_changes(50)").fetchone() != (0,):
        pass
    left = owner.execute("select property_id, error from private.match_queue").fetchall()
    assert left == [(broken, "22012: as a bug of ours would")]
    row = owner.execute(
        "select count(*) from nova.smart_matches where request_id = %s", [wanted]
    ).fetchone()
    assert row == (1,)
    owner.execute("drop trigger fail on private.stock")
    owner.execute("delete from private.match_queue")


def test_the_offers_side_cannot_read_the_buyers_financing(owner: psycopg.Connection) -> None:
    seller, buyer = make.caller(owner), make.user(owner)
    listed = make.property_(owner, user_id=seller.user_id)
    offer = make.offer(
        owner, user_id=seller.user_id, property_id=listed, summary=Jsonb({"price": 1_000_000})
    )
    request = make.request(
        owner, user_id=buyer, price_min=None, financing_needed=True, monthly_salary=1000, down_payment=0)  # fmt: skip
    assert matches(owner, request_id=request) == [(88, "PENDING", buyer)]
    said = owner.execute(
        "select data -> 'matchScore' from nova.events where recipients @> array[%s::uuid]"
        " and event = 'match.created'", [buyer]).fetchall()  # fmt: skip
    assert said == [(63,)]
    told = owner.execute(
        "select data ? 'matchScore' from nova.events where recipients @> array[%s::uuid]"
        " and event = 'match.created'", [seller.user_id]).fetchall()  # fmt: skip
    assert told == [(False,)]
    make.act_as(owner, seller)
    (shown,) = owner.execute(
        "select nova.list_offer_matches(%s, null, 10)", [offer]
    ).fetchone() or ({},)
    assert [fit["matchScore"] for fit in shown["data"]] == [88]


MEANWHILE = {
    # The matcher would let it go for a better one, while its broker opens it.
    "select private.trim_matches(array[%(request)s::uuid])": ("PENDING", "VIEWED"),
    # The matcher would let it expire, for it fits no more, while its broker accepts it.
    "select private.rescore_viewed(array[%(request)s::uuid], null)": ("VIEWED", "ACCEPTED"),
}


@pytest.mark.parametrize("step", MEANWHILE)
def test_what_its_broker_does_meanwhile_stands(fresh_url: str, step: str) -> None:
    before, after = MEANWHILE[step]
    with psycopg.connect(fresh_url) as owner:
        buyer = make.user(owner)
        wanted = make.request(owner, user_id=buyer)
        for _ in range(2):
            make.offer(owner, user_id=make.user(owner))
        market.settle(owner)
        (worst,) = owner.execute(
            "select id from nova.smart_matches order by points, offer_id limit 1").fetchone() or (None,)  # fmt: skip
        owner.execute("update nova.smart_matches set status = %s where id = %s and status <> %s",
                      [before, worst, before])  # fmt: skip
        owner.execute("update private.demand set keep = 1, types = case when %s = 'VIEWED'"
                      " then '{}' else types end", [before])  # fmt: skip
    with psycopg.connect(fresh_url) as broker, psycopg.connect(fresh_url) as matcher:
        broker.execute("update nova.smart_matches set status = %s where id = %s", [after, worst])

        def take_step() -> None:
            matcher.execute(step.encode(), {"request": wanted})
            matcher.commit()

        running = threading.Thread(target=take_step)
        running.start()
        with psycopg.connect(fresh_url, autocommit=True) as watch:
            make.eventually(lambda: watch.execute(
                "select from pg_stat_activity where pid = %s and wait_event_type = 'Lock'",
                [matcher.info.backend_pid]).fetchone() is not None)  # fmt: skip
        broker.commit()
        running.join(10)
        assert not running.is_alive()
        state = broker.execute("select status from nova.smart_matches where id = %s", [worst])
        assert state.fetchone() == (after,)


def test_a_home_that_reads_as_before_is_left_alone(owner: psycopg.Connection) -> None:
    seller, buyer = make.user(owner), make.user(owner)
    wanted = make.request(owner, user_id=buyer)
    listed = make.property_(owner, user_id=seller)
    make.offer(owner, user_id=seller, property_id=listed)
    assert matches(owner, request_id=wanted)
    where = "select ctid::text from private.stock where property_id = %s"
    before = owner.execute(where, [listed]).fetchone()
    owner.execute(
        "update nova.smart_matches set points = points - 1 where request_id = %s", [wanted]
    )
    kept = owner.execute("select points from nova.smart_matches where request_id = %s", [wanted])
    points = kept.fetchall()
    owner.execute("select private.queue_matching(array[%s::uuid], null)", [listed])
    market.settle(owner)
    assert owner.execute(where, [listed]).fetchone() == before, "it was written anew"
    after = owner.execute("select points from nova.smart_matches where request_id = %s", [wanted])
    assert after.fetchall() == points, "its pairs were scored anew"


def test_a_paused_offer_that_is_closed_loses_its_matches(owner: psycopg.Connection) -> None:
    """The home reads the same before and after: it was out of the market already."""
    seller, buyer = make.user(owner), make.user(owner)
    wanted = make.request(owner, user_id=buyer)
    offer = make.offer(owner, user_id=seller)
    assert matches(owner, request_id=wanted)
    owner.execute("update nova.offers set status = 'PAUSED' where id = %s", [offer])
    assert [status for _, status, _ in matches(owner, offer_id=offer)] == ["PENDING"]
    owner.execute("update nova.offers set status = 'COMPLETED' where id = %s", [offer])
    assert [status for _, status, _ in matches(owner, offer_id=offer)] == ["EXPIRED"]
