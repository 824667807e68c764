"""The live feed: who is let in, what arrives, and when a socket is closed."""

import contextlib
import json
import socket
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from websockets.exceptions import InvalidStatus

import make
from conftest import Running
from feed import followed, opened

People = Callable[..., make.Person]


def test_customer_events_reach_those_who_see_the_customer_and_nobody_else(
    either_app: Running, people: People
) -> None:
    manager, broker, stranger = people(), people(), people()
    with psycopg.connect(either_app.owner_url) as owner:
        team = make.team(owner, manager=manager.id, broker=broker.id)
    with (
        followed(either_app, manager) as sees,
        followed(either_app, broker) as holds,
        followed(either_app, stranger) as other,
    ):
        made = broker.api.post(
            "/customers", json={"name": "x", "phone": make.mobile(), "teamId": str(team)}
        ).json()
        broker.api.patch(f"/customers/{made['id']}", json={"name": "y"})
        stranger.api.post("/customers", json={"name": "z", "phone": make.mobile()})
        for feed in (sees, holds):
            created, updated = feed.events(2)
            assert (created["event"], updated["event"]) == ("customer.created", "customer.updated")
            assert created["entityId"] == made["id"]
            assert updated["data"]["name"] == "y"
            assert updated["id"] > created["id"]
        assert other.events(1)[0]["data"]["name"] == "z"


def test_a_rolled_back_change_is_never_told(either_app: Running, people: People) -> None:
    sara = people()
    with followed(either_app, sara) as feed:
        with psycopg.connect(either_app.owner_url) as owner:
            make.customer(owner, user_id=sara.id)
            owner.rollback()
        kept = sara.api.post("/customers", json={"name": "kept", "phone": make.mobile()}).json()
        assert feed.events(1)[0]["entityId"] == kept["id"]


def test_a_long_transaction_delays_nobody_and_is_told_when_it_commits(
    either_app: Running, people: People
) -> None:
    sara = people()
    with followed(either_app, sara) as feed, psycopg.connect(either_app.owner_url) as owner:
        late = make.customer(owner, user_id=sara.id)
        soon = sara.api.post("/customers", json={"name": "soon", "phone": make.mobile()}).json()
        assert feed.events(1)[0]["entityId"] == soon["id"]
        owner.commit()
        assert feed.events(1)[0]["entityId"] == str(late)


def test_the_reader_outlives_its_connection_and_loses_nothing(
    either_app: Running, people: People
) -> None:
    sara = people()
    with (
        followed(either_app, sara) as feed,
        psycopg.connect(either_app.owner_url, autocommit=True) as owner,
    ):
        for n in range(5):
            owner.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where query like '%read_log%' and pid <> pg_backend_pid()"
                " and datname = current_database()"
            )
            make.customer(owner, user_id=sara.id, name=f"n{n}")
        assert [event["data"]["name"] for event in feed.events(5)] == [f"n{n}" for n in range(5)]


@pytest.mark.parametrize(
    ("first", "code"),
    [
        ("not json", 4400),
        ('{"type":"subscribe"}', 4400),
        ('{"type":"auth"}', 4400),
        ('{"type":"auth","token":5}', 4400),
        ('{"type":"ping"}', 4400),
        ('{"type":"auth","token":"x"}', 4401),
        ('{"type":"auth","token":"' + "x" * 20_000 + '"}', 1009),
    ],
)
def test_a_wrong_first_message_is_closed(either_app: Running, first: str, code: int) -> None:
    with opened(either_app) as feed:
        feed.socket.send(first)
        assert feed.closed_with() == code


def test_a_close_without_a_code_is_answered_without_one(app: Running) -> None:
    place = urlsplit(app.url)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=5) as peer:
        peer.sendall(
            b"GET /api/ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += peer.recv(1)
        peer.sendall(b"\x88\x80abcd")  # as socket.close() sends it (RFC 6455, section 5.5.1)
        answer = b""
        while got := peer.recv(100):
            answer += got
    assert answer == b"\x88\x00"


def test_a_socket_that_says_nothing_is_closed(app: Running) -> None:
    started = time.monotonic()
    with opened(app) as feed:
        assert feed.closed_with() == 4408
    assert 4 < time.monotonic() - started < 7


def test_a_foreign_page_is_refused_before_it_listens(either_app: Running) -> None:
    with pytest.raises(InvalidStatus) as refused, opened(either_app, origin="https://evil.example"):
        raise AssertionError("a foreign origin was let in")
    assert refused.value.response.status_code == 403
    with opened(either_app, origin=either_app.url) as feed:
        feed.socket.send("x")
        assert feed.closed_with() == 4400


def test_a_browsers_ping_and_a_renewed_token(either_app: Running, people: People) -> None:
    sara, fahad = people(), people()
    with followed(either_app, sara) as feed:
        feed.socket.send('{"type":"ping"}')
        assert feed.until("pong") == {"type": "pong"}
        feed.socket.send(json.dumps({"type": "auth", "token": sara.token}))
        assert feed.until("ready")
        feed.socket.send(json.dumps({"type": "auth", "token": fahad.token}))
        assert feed.closed_with() == 4401


@pytest.mark.parametrize("how", ["logout", "suspend"])
def test_a_revoked_session_and_a_suspended_user_are_closed_at_once(
    either_app: Running, people: People, how: str
) -> None:
    sara = people()
    with followed(either_app, sara) as feed:
        started = time.monotonic()
        if how == "logout":
            assert sara.api.post("/auth/logout").status_code == 204
        else:
            with psycopg.connect(either_app.owner_url) as owner:
                owner.execute("update nova.users set status = 'SUSPENDED' where id = %s", [sara.id])
        assert feed.closed_with() == 4403
        assert time.monotonic() - started < 3


def test_logging_out_one_device_leaves_the_other_listening(
    either_app: Running, people: People
) -> None:
    sara = people()
    with make.Client(either_app.url) as other:
        token = other.post(
            "/auth/login", json={"identifier": sara.email, "password": make.PASSWORD}
        ).json()["token"]
        other.headers["authorization"] = f"Bearer {token}"
        with followed(either_app, sara) as feed:
            other.post("/auth/logout")
            sara.api.post("/customers", json={"name": "still", "phone": make.mobile()})
            assert feed.events(1)[0]["data"]["name"] == "still"


def test_a_socket_ends_with_its_token(start_app: Any, fresh_url: str) -> None:
    app = start_app(fresh_url, access_token_seconds=10)
    sara = make.broker(app.url, app.owner_url)
    sara.api.close()
    with followed(app, sara) as feed:
        started = time.monotonic()
        assert feed.until("expiring")
        assert feed.closed_with(15) == 4401
        assert time.monotonic() - started > 8


def test_a_full_house_sends_the_next_one_away(start_app: Any, fresh_url: str) -> None:
    app = start_app(fresh_url, max_sockets=1)
    sara = make.broker(app.url, app.owner_url)
    sara.api.close()
    with followed(app, sara), opened(app) as second:
        assert second.closed_with() == 1013


def test_a_user_has_ten_sockets_and_the_eleventh_ends_the_oldest(
    either_app: Running, people: People
) -> None:
    sara = people()
    with contextlib.ExitStack() as stack:
        feeds = [stack.enter_context(followed(either_app, sara)) for _ in range(10)]
        sara.api.post("/customers", json={"name": "all", "phone": make.mobile()})
        for feed in feeds:
            assert feed.events(1)[0]["data"]["name"] == "all"
        stack.enter_context(followed(either_app, sara))
        assert feeds[0].closed_with() == 4409
        sara.api.post("/customers", json={"name": "the rest", "phone": make.mobile()})
        for feed in feeds[1:]:
            assert feed.events(1)[0]["data"]["name"] == "the rest"


def test_a_peer_that_floods_and_never_reads_is_cut_off(either_app: Running) -> None:
    port = either_app.settings.port
    key = "dGhlIHNhbXBsZSBub25jZQ=="
    with socket.create_connection(("127.0.0.1", port)) as peer:
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        peer.sendall(
            f"GET /api/ws HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        ping = bytes([0x89, 0x80 | 125, 0, 0, 0, 0]) + b"x" * 125
        peer.settimeout(10)
        with pytest.raises(OSError):
            for _ in range(20_000):
                peer.sendall(ping * 100)


def test_a_revoked_sessions_token_neither_opens_nor_renews(
    either_app: Running, people: People
) -> None:
    sara = people()
    with make.Client(either_app.url) as other:
        body = {"identifier": sara.email, "password": make.PASSWORD}
        gone = other.post("/auth/login", json=body).json()["token"]
        other.headers["authorization"] = f"Bearer {gone}"
        other.post("/auth/logout")
    with opened(either_app) as feed:
        feed.socket.send(json.dumps({"type": "auth", "token": gone}))
        assert feed.closed_with() == 4403
    with followed(either_app, sara) as feed:
        feed.socket.send(json.dumps({"type": "auth", "token": gone}))
        assert feed.closed_with() == 4403
