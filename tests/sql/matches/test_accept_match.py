"""Accepting: the cap holds, whatever the rush."""

import threading

import psycopg
import pytest

import make
import market


def refusal(connection: psycopg.Connection, match_id: object) -> str:
    with pytest.raises(psycopg.Error) as refused:
        connection.execute("select nova.accept_match(%s)", [match_id])
    connection.rollback()
    return str(refused.value.diag.message_primary)


def test_twenty_brokers_cannot_take_more_than_three_places(fresh_url: str) -> None:
    with psycopg.connect(fresh_url) as owner:
        seller = make.user(owner)
        brokers = [make.caller(owner) for _ in range(20)]
        for broker in brokers:
            make.request(owner, user_id=broker.user_id)
        offer = make.offer(owner, user_id=seller, max_brokers=3)
        market.settle(owner)
        rows = owner.execute("select broker_id, id from nova.smart_matches").fetchall()
        found: dict[object, object] = dict(rows)
    gate = threading.Barrier(20)
    outcomes: list[str] = []

    def accept(place: int) -> None:
        with psycopg.connect(fresh_url) as connection:
            make.act_as(connection, brokers[place])
            gate.wait()
            try:
                connection.execute("select nova.accept_match(%s)", [found[brokers[place].user_id]])
                connection.commit()
                outcomes.append("accepted")
            except psycopg.Error as error:
                outcomes.append(str(error.diag.message_primary))

    threads = [threading.Thread(target=accept, args=[place]) for place in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["accepted"] * 3 + ["offer_full"] * 17
    with psycopg.connect(fresh_url) as owner:
        counted = owner.execute(
            "select accepted_count from nova.offers where id = %s", [offer]
        ).fetchone()
        assert counted == (3,)
        market.settle(owner)
        states = owner.execute(
            "select status, count(*) from nova.smart_matches group by 1 order by 1"
        )
        assert states.fetchall() == [("ACCEPTED", 3), ("EXPIRED", 17)]


@pytest.fixture
def pair(owner: psycopg.Connection) -> tuple[psycopg.Connection, make.Caller, make.Caller, object]:
    """A seller, a buyer, and the match between them."""
    seller, buyer = make.caller(owner), make.caller(owner)
    make.offer(owner, user_id=seller.user_id)
    wanted = make.request(owner, user_id=buyer.user_id)
    market.settle(owner)
    row = owner.execute(
        "select m.id from nova.smart_matches m join nova.offers o on o.id = m.offer_id"
        " where m.request_id = %s and o.user_id = %s",
        [wanted, seller.user_id],
    ).fetchone()
    assert row
    return owner, seller, buyer, row[0]


Pair = tuple[psycopg.Connection, make.Caller, make.Caller, object]


def test_details_show_only_between_accept_and_not_before(pair: Pair) -> None:
    owner, _, buyer, match = pair
    make.act_as(owner, buyer)
    before = owner.execute("select nova.show_match(%s)", [match]).fetchone()
    after = owner.execute("select nova.accept_match(%s)", [match]).fetchone()
    assert before and after
    assert before[0]["fullDetails"] is None
    assert after[0]["fullDetails"]["street"] == "سر"


def test_a_stranger_does_not_see_a_match(pair: Pair) -> None:
    owner, _, _, match = pair
    stranger = make.caller(owner)
    make.act_as(owner, stranger)
    for verb in ("show_match", "view_match", "accept_match"):
        assert owner.execute(f"select nova.{verb}(%s)", [match]).fetchone() == (None,)


def test_the_seller_cannot_accept_for_the_buyer(pair: Pair) -> None:
    owner, seller, _, match = pair
    make.act_as(owner, seller)
    assert owner.execute("select nova.accept_match(%s)", [match]).fetchone() == (None,)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("update nova.offers set status = 'PAUSED' where id = (select offer_id from m)", "offer_closed"),
        ("update nova.offers set expires_at = now() where id = (select offer_id from m)", "offer_closed"),
        ("update nova.offers set accepted_count = max_brokers where id = (select offer_id from m)", "offer_full"),
        ("update nova.requests set created_at = now() - interval '1 d', expires_at = now() where id = (select request_id from m)", "request_closed"),
        ("update nova.users set status = 'SUSPENDED' where id = (select o.user_id from m join nova.offers o on o.id = m.offer_id)", "offer_closed"),
        ("update nova.users set fal_expiry = '2020-01-01' where id = (select broker_id from m)", "fal_license_required"),
        ("update nova.users set phone_verified = false where id = (select broker_id from m)", "phone_unverified"),
        ("update nova.subscriptions set current_period_start = '2020-01-01', current_period_end = '2020-02-01'"
         " where user_id = (select broker_id from m)", "subscription_required"),
        ("update nova.smart_matches set status = 'REJECTED' where id = (select id from m)", "match_closed"),
    ],
)  # fmt: skip
def test_what_cannot_be_accepted_says_why(pair: Pair, change: str, code: str) -> None:
    owner, _, buyer, match = pair
    known = "with m as (select * from nova.smart_matches where id = %s) "
    owner.execute((known + change).encode(), [match])
    make.act_as(owner, buyer)
    assert refusal(owner, match) == code


def test_both_sides_are_told(pair: Pair) -> None:
    owner, seller, buyer, match = pair
    make.act_as(owner, buyer)
    owner.execute("select nova.accept_match(%s)", [match])
    owner.execute("reset role")
    told = owner.execute(
        "select user_id from nova.notifications where related_entity_id = %s", [match]
    ).fetchall()
    assert {user for (user,) in told} == {seller.user_id, buyer.user_id}


def test_reject_keeps_the_reason_and_closes(pair: Pair) -> None:
    owner, _, buyer, match = pair
    make.act_as(owner, buyer)
    answer = owner.execute("select nova.reject_match(%s, 'PRICE')", [match]).fetchone()
    assert answer and (answer[0]["status"], answer[0]["rejectedReason"]) == ("REJECTED", "PRICE")
    assert refusal(owner, match) == "match_closed"
