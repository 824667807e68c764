"""A client that misbehaves is closed with the stated code, in a line of the log; nobody else feels it."""

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from websockets.exceptions import ConnectionClosed

import make
from conftest import Running
from feed import add, followed, opened
from nova.live import hub
from nova.live.protocol import CLOSE_CODES

People = Callable[..., make.Person]


def log_lines(event: str) -> list[dict[str, Any]]:
    lines = (json.loads(line) for line in make.LOG.read_text().splitlines() if event in line)
    return [line for line in lines if line["event"] == event]


def test_a_thousand_messages_a_second_are_too_many(either_app: Running, people: People) -> None:
    sara, fahad = people(), people()
    with followed(either_app, sara) as calm, followed(either_app, fahad) as flooding:
        for _ in range(1000):
            try:
                flooding.say("ping")
            except Exception:
                break
        assert flooding.closed_with() == 4429
        add(sara, "undisturbed")
        assert calm.names(1) == ["undisturbed"]
    assert log_lines("socket_closed")[-1]["reason"] in {"too_many_messages", "no_pong"}


@pytest.mark.parametrize(
    ("message", "code"),
    [("nonsense", 4400), ('{"type":"shout"}', 4400), ('{"type":"subscribe","topics":[]}', 4400),
     ('{"type":"subscribe","topics":"x"}', 4400), (b"\x00\x01", 4400), ("x" * 20_000, 1009),
     ('{"type":"ping","more":1}', 4400)],
)  # fmt: skip
def test_a_wrong_message_of_a_known_client_is_closed_and_logged(
    either_app: Running, people: People, message: str | bytes, code: int
) -> None:
    sara = people()
    with followed(either_app, sara) as feed:
        feed.socket.send(message)
        assert feed.closed_with() == code
    assert code in CLOSE_CODES
    make.eventually(
        lambda: [line for line in log_lines("socket_closed") if line["user"] == str(sara.id)]
    )
    assert log_lines("socket_closed")[-1]["code"] == code


def test_the_reason_is_told_in_the_clients_language(either_app: Running) -> None:
    with opened(either_app, additional_headers={"Accept-Language": "ar"}) as feed:
        feed.say("auth", token="x" * 30)
        wrong = feed.hear()
        assert (wrong["type"], wrong["code"]) == ("error", "token_invalid")
        assert wrong["message"] == "رمز الدخول غير صالح."
        assert feed.closed_with() == 4401


def frame(kind: int, payload: bytes = b"", *, more: bool = False, reserved: int = 0) -> bytes:
    """A client's frame by hand, masked with nothing (RFC 6455, section 5.2)."""
    size = len(payload)
    length = bytes([0x80 | size]) if size < 126 else bytes([0x80 | 126]) + size.to_bytes(2)
    return bytes([(0 if more else 0x80) | reserved | kind]) + length + bytes(4) + payload


CONTINUATION, TEXT, PING, PONG = 0, 1, 9, 10


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ([frame(PONG)] * 500, 4429),
        ([frame(TEXT, b"{", more=True), *[frame(CONTINUATION, more=True)] * 500], 4429),
        ([frame(PING)] * 500, 4429),
        ([frame(CONTINUATION, b"x")], 1002),
        ([frame(TEXT, b"{", more=True), frame(TEXT, b"}")], 1002),
        ([frame(TEXT, b"{}", reserved=0x40)], 1002),
        ([frame(TEXT, b'{"type":"subscribe","topics":' + b"[" * 8000)], 4400),
        ([frame(TEXT, b"\xff\xfe")], 4400),
        ([frame(TEXT, b"x" * 16_000, more=True),
          *[frame(CONTINUATION, b"x" * 16_000, more=True)] * 50], 1009),
        ([frame(TEXT, b'{"type":"unsubscribe","topics":["team:x"]}')] * 500, 4429),
    ],
    ids=["pongs", "empty pieces", "pings", "a piece of nothing", "a message within another",
         "reserved bits", "too deep", "not UTF-8", "pieces after too many", "messages"],
)  # fmt: skip
def test_frames_that_no_client_sends_end_the_socket(
    app: Running, people: People, what: list[bytes], code: int
) -> None:
    sara, fahad = people(), people()
    with followed(app, sara) as feed, followed(app, fahad) as calm:
        feed.socket.socket.sendall(b"".join(what))
        assert feed.closed_with() == code
        add(fahad, "undisturbed")
        assert calm.names(1) == ["undisturbed"]
    closed = [line for line in log_lines("socket_closed") if line["user"] == str(sara.id)]
    assert [line["code"] for line in closed] == [code]


@pytest.mark.parametrize("kind", [PING, PONG])
def test_a_flood_of_frames_ends_a_socket_without_picows_too(
    asgi_app: Running, people: People, kind: int
) -> None:
    with followed(asgi_app, people()) as feed:
        feed.socket.socket.sendall(frame(kind) * 500)
        assert feed.closed_with() == 1006


def test_sockets_that_say_nothing_leave_room_for_others(
    either_app: Running, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "MOST_UNKNOWN", 3)
    here = {"additional_headers": {"X-Forwarded-For": "203.0.113.7"}}
    with contextlib.ExitStack() as stack:
        for _ in range(3):
            stack.enter_context(opened(either_app, **here))
        with opened(either_app, **here) as fourth:
            assert fourth.closed_with() == 1013
        assert log_lines("socket_closed")[-1]["ip"] == "203.0.113.7"
        with followed(either_app, people()) as feed:
            assert feed.ready
    person = people()

    def let_in_again() -> bool:
        with opened(either_app, **here) as later:
            later.say("auth", token=person.token)
            with contextlib.suppress(ConnectionClosed):
                return bool(later.hear()["type"] == "ready")
        return False

    make.eventually(let_in_again)


def test_a_websocket_needs_a_connection_of_its_own(app: Running, people: People) -> None:
    sara = people()
    with socket.create_connection(("127.0.0.1", app.settings.port)) as peer:
        peer.settimeout(10)
        peer.sendall(
            b"GET /api/events HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n"
            b"Authorization: Bearer %b\r\n\r\n" % sara.token.encode()
        )
        heard = peer.recv(4096)
        assert heard.startswith(b"HTTP/1.1 200")
        peer.sendall(
            b"GET /api/ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        add(sara, "goes on")
        while b"goes on" not in heard:
            heard += peer.recv(4096)
        assert heard.count(b"HTTP/1.1 ") == 1, "the stream is its answer, and no websocket's"


def test_a_message_in_pieces_is_one_message(either_app: Running, people: People) -> None:
    sara = people()
    with opened(either_app) as feed:
        text = json.dumps({"type": "auth", "token": sara.token})
        feed.socket.send(text[i : i + 50] for i in range(0, len(text), 50))
        assert feed.hear()["type"] == "ready"


def raw_socket(app: Running, person: make.Person) -> socket.socket:
    """A websocket by hand, which authenticates and then reads nothing."""
    peer = socket.create_connection(("127.0.0.1", app.settings.port))
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    peer.sendall(
        f"GET /api/ws HTTP/1.1\r\nHost: 127.0.0.1:{app.settings.port}\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        "Sec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    assert peer.recv(4096).startswith(b"HTTP/1.1 101")
    message = json.dumps({"type": "auth", "token": person.token}).encode()
    head = bytes([0x81, 0x80 | 126]) + len(message).to_bytes(2) + bytes(4)
    peer.sendall(head + message)
    assert b'"ready"' in peer.recv(4096)
    return peer


def test_who_reads_too_slowly_is_cut_off_and_others_are_served(
    app: Running, people: People
) -> None:
    slow, quick = people(), people()
    log = (
        "insert into nova.events (event, entity, entity_id, recipients, data) select"
        " 'customer.updated', 'customer', uuidv7(), %s::uuid[], jsonb_build_object('x',"
        " repeat('y', 4000)) from generate_series(1, 20)"
    )
    with raw_socket(app, slow) as peer, followed(app, quick) as feed:
        heard: list[int] = []
        reader = threading.Thread(
            target=lambda: heard.extend(event["id"] for event in feed.events(4000))
        )
        reader.start()
        with psycopg.connect(app.owner_url, autocommit=True) as owner:
            for _ in range(200):  # 16 MiB for each
                owner.execute(log.encode(), [[slow.id, quick.id]])
                time.sleep(0.005)
        reader.join(30)
        assert len(heard) == len(set(heard)) == 4000
        assert heard == sorted(heard)
        peer.settimeout(10)
        with pytest.raises(ConnectionError):
            while peer.recv(1 << 20):
                pass
    cut = [line for line in log_lines("socket_closed") if line["user"] == str(slow.id)]
    assert [(line["code"], line["reason"]) for line in cut] == [(4429, "too_slow")]


def test_a_socket_at_another_path_is_not_found(app: Running) -> None:
    peer = socket.create_connection(("127.0.0.1", app.settings.port))
    with peer:
        peer.sendall(
            b"GET /api/elsewhere HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        answer = peer.recv(4096)
        assert answer.startswith(b"HTTP/1.1 404")
        assert b'"not_found"' in answer
