"""Which messages are claimed, by whom they go, and what is known of providers after it."""

import threading
from typing import Any

import psycopg
import pytest
from psycopg.types.json import Jsonb

import make

ONE, OTHER = {"name": "one", "rate": 1000}, {"name": "other", "rate": 1000}
TAKE = "select id, provider from private.take_messages(%s, %s, interval '1 minute', '{}')"
SETTLE = "select private.settle_messages(%s, %s)"


def channels(*providers: dict[str, Any], room: int = 100) -> Jsonb:
    return Jsonb([{"channel": "sms", "room": room, "providers": list(providers)}])


def queue(owner: psycopg.Connection, so_many: int, lane: str = "TRANSACTIONAL") -> list[int]:
    return [
        row[0]
        for row in owner.execute(
            "insert into nova.outbox (topic, class, payload)"
            " select 'sms.notification', %s, '{\"to\": \"+966500000001\", \"text\": \"x\"}'"
            " from generate_series(1, %s) returning id", [lane, so_many],
        )
    ]  # fmt: skip


def take(owner: psycopg.Connection, *providers: dict[str, Any], lane: str = "TRANSACTIONAL", room: int = 100) -> dict[int, str]:  # fmt: skip
    return dict(owner.execute(TAKE, [lane, channels(*providers, room=room)]).fetchall())


def settle(owner: psycopg.Connection, ids: list[int], provider: str, *providers: dict[str, Any], **how: Any) -> None:  # fmt: skip
    outcomes = [
        {"id": each, "provider": provider, "isFinal": False, "isAmbiguous": False} | how
        for each in ids
    ]
    owner.execute(SETTLE, [Jsonb(outcomes), channels(*providers)])


def known(owner: psycopg.Connection, name: str) -> Any:
    return owner.execute(
        "select failures, extract(epoch from paused_until - now())::int from private.providers where name = %s",
        [name],
    ).fetchone()


def test_what_cannot_go_lets_others_pass(owner: psycopg.Connection) -> None:
    stuck = queue(owner, 5)
    assert set(take(owner, ONE, OTHER).values()) == {"one"}
    settle(owner, stuck, "one", ONE, OTHER, error="lost", isAmbiguous=True)
    owner.execute("update nova.outbox set next_attempt_at = now() - interval '1 s'")
    owner.execute("update private.providers set paused_until = now() + interval '1 minute' where name = 'one'")  # fmt: skip
    fresh = queue(owner, 3)
    assert take(owner, ONE, OTHER, room=5) == {}
    assert take(owner, ONE, OTHER, room=5) == dict.fromkeys(fresh, "other")
    owner.execute("update nova.outbox set next_attempt_at = now() - interval '11 minutes' where unanswered")  # fmt: skip
    assert take(owner, ONE, OTHER) == dict.fromkeys(stuck, "other"), "ten minutes are enough"


def test_a_provider_that_is_no_more_is_no_reason_to_wait(owner: psycopg.Connection) -> None:
    (one,) = queue(owner, 1)
    take(owner, ONE, OTHER)
    settle(owner, [one], "one", ONE, OTHER, error="500")
    assert take(owner, ONE) == {one: "one"}


@pytest.mark.parametrize("rate", [0.5, 5])
def test_a_rate_is_kept(owner: psycopg.Connection, rate: float) -> None:
    queue(owner, 50)
    slow = {"name": "slow", "rate": rate}
    first = len(take(owner, slow))
    assert first == max(2, rate)
    owner.execute("update private.providers set refilled_at = refilled_at - interval '2 seconds'")
    assert len(take(owner, slow)) in {2 * rate, 2 * rate + 1} if rate < 5 else {5}


def test_codes_owe_no_more_than_a_second(owner: psycopg.Connection) -> None:
    queue(owner, 100, "OTP")
    slow = {"name": "slow", "rate": 3}
    assert len(take(owner, slow, lane="OTP")) == 6
    owner.execute(
        "update private.providers set paused_until = now() + interval '1 minute', tokens = 3"
    )
    assert len(take(owner, slow, lane="OTP")) in {6, 7}
    assert take(owner, slow, lane="OTP") == {}
    assert owner.execute("select tokens >= -3.1 from private.providers").fetchone() == (True,)


def test_a_pause_is_kept_and_many_failures_at_once_are_one(owner: psycopg.Connection) -> None:
    many = queue(owner, 30)
    take(owner, ONE)
    settle(owner, many[:20], "one", ONE, error="500")
    assert known(owner, "one") == (5, 5)
    settle(owner, many[20:21], "one", ONE, error="429", retryAfter=300)
    settle(owner, many[21:22], "one", ONE, error="429", retryAfter=1)
    settle(owner, many[22:23], "one", ONE, error=None)
    failures, left = known(owner, "one")
    assert failures == 0 and left in {299, 300}, "what was under way lifts no pause"


def test_one_message_shows_whether_it_is_back(owner: psycopg.Connection) -> None:
    queue(owner, 10)
    owner.execute("insert into private.providers values ('one', 1000, now(), 7)")
    assert len(take(owner, ONE)) == 1
    assert take(owner, ONE) == {}, "till that one has an answer, or for five seconds"


def test_what_is_the_fault_of_one_address_holds_up_nobody(owner: psycopg.Connection) -> None:
    many = queue(owner, 10)
    take(owner, ONE)
    settle(owner, many, "one", ONE, error="x", isOfAddress=True, retryAfter=60)
    assert known(owner, "one") == (0, None)


def test_a_device_that_was_taken_off_meanwhile_is_told_nothing(owner: psycopg.Connection) -> None:
    sara = make.user(owner)
    endpoint = "https://fcm.googleapis.com/x"
    device = make.insert(owner, "nova.push_devices", {
        "user_id": sara, "endpoint": endpoint, "p256dh": "B" + "A" * 86, "auth": "A" * 22,
    })  # fmt: skip
    push = Jsonb([{"channel": "push", "room": 9, "providers": [ONE]}])
    queued = (
        "insert into nova.outbox (topic, class, user_id, payload) values"
        " ('push.notification', 'TRANSACTIONAL', %s, jsonb_build_object('to', %s::text, 'text', 'x'))"
    )
    owner.execute(queued, [sara, endpoint])
    assert len(owner.execute(TAKE, ["TRANSACTIONAL", push]).fetchall()) == 1
    owner.execute("delete from nova.push_devices where id = %s", [device])
    owner.execute(queued, [sara, endpoint])
    assert owner.execute(TAKE, ["TRANSACTIONAL", push]).fetchall() == []
    row = owner.execute("select last_error from nova.outbox where status = 'CANCELLED'").fetchone()
    assert row == ("the device was taken off",)


def test_an_invitation_that_is_called_off_keeps_no_link(owner: psycopg.Connection) -> None:
    owner.execute("insert into private.bad_addresses values ('sms', '+966500000001', 3)")
    (one,) = queue(owner, 1)
    owner.execute("update nova.outbox set topic = 'sms.invitation' where id = %s", [one])
    assert take(owner, ONE) == {}
    row = owner.execute(
        "select status, payload ? 'text' from nova.outbox where id = %s", [one]
    ).fetchone()
    assert row == ("CANCELLED", False)


@pytest.mark.parametrize(("state", "error"), [("DELIVERED", "131049"), ("FAILED", None)])
def test_a_report_that_is_there_first_is_believed(
    owner: psycopg.Connection, state: str, error: str | None
) -> None:
    (one,) = queue(owner, 1)
    take(owner, ONE)
    report = [{"provider_id": "w1", "state": state, "error": error}]
    owner.execute("select nova.report_messages('one', %s)", [Jsonb(report)])
    settle(owner, [one], "one", ONE, providerId="w1")
    row = owner.execute("select status from nova.outbox where id = %s", [one]).fetchone()
    assert row == (state,)


def test_claims_and_settlements_of_several_workers_wait_in_no_circle(fresh_url: str) -> None:
    both = [{"channel": "sms", "room": 20, "providers": [ONE]},
            {"channel": "email", "room": 20, "providers": [OTHER]}]  # fmt: skip
    with psycopg.connect(fresh_url, autocommit=True) as owner:
        for topic in ("sms.x", "email.x"):
            owner.execute(
                "insert into nova.outbox (topic, class, payload) select %s, 'OTP', '{\"to\": \"x\", \"text\": \"x\"}'"
                " from generate_series(1, 400)", [topic],
            )  # fmt: skip
    wrong: list[Exception] = []

    def work() -> None:
        with psycopg.connect(fresh_url, autocommit=True) as worker:
            try:
                for nth in range(40):
                    rows = worker.execute(TAKE, ["OTP", Jsonb(both)]).fetchall()
                    outcomes = [{"id": each, "provider": name, "isFinal": False, "error": "500" if nth % 2 else None}
                                for each, name in reversed(rows)]  # fmt: skip
                    worker.execute(SETTLE, [Jsonb(outcomes), Jsonb(both)])
            except psycopg.Error as error:
                wrong.append(error)

    workers = [threading.Thread(target=work) for _ in range(4)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    assert wrong == []
