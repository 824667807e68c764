"""Matches are made when an offer or a request is made or changed, once the matcher has run."""

import psycopg

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
    assert notices == [("فرص ذكية جديدة! 🎯", "تم العثور على 2 فرصة مطابقة", "SMART_MATCH")]


def test_a_closed_request_takes_its_open_matches_along(owner: psycopg.Connection) -> None:
    seller, buyer = make.user(owner), make.user(owner)
    make.offer(owner, user_id=seller)
    wanted = make.request(owner, user_id=buyer)
    assert matches(owner, request_id=wanted)
    owner.execute("update nova.requests set status = 'CANCELED' where id = %s", [wanted])
    assert {status for _, status, _ in matches(owner, request_id=wanted)} == {"EXPIRED"}
