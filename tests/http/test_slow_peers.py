"""What is sent before there is a request is bounded in size and in time."""

import json
import re
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

import make
from conftest import Running
from nova.http import protocol


def connected(app: Running) -> socket.socket:
    peer = socket.create_connection(("127.0.0.1", app.settings.port))
    peer.settimeout(10)
    return peer


def answer(peer: socket.socket) -> bytes:
    """All that comes until the server hangs up."""
    got = b""
    try:
        while more := peer.recv(65536):
            got += more
    except ConnectionError:
        pass
    return got


def test_a_head_without_end_is_refused(app: Running) -> None:
    with connected(app) as peer:
        peer.sendall(b"GET /api/health HTTP/1.1\r\nHost: x\r\nX-Long: ")
        sent = 0
        with pytest.raises(ConnectionError):
            while sent < 50_000_000:
                peer.sendall(b"a" * 16_384)
                sent += 16_384
                time.sleep(0.001)
        assert sent < 5_000_000
    assert httpx.get(f"{app.url}/api/health", trust_env=False, verify=make.PLAIN).status_code == 200


def test_a_head_that_is_too_large_is_told_so(app: Running) -> None:
    with connected(app) as peer:
        peer.sendall(b"GET /api/health HTTP/1.1\r\nHost: x\r\n")
        for n in range(3):
            time.sleep(0.1)
            peer.sendall(b"X-%d: %s\r\n" % (n, b"a" * 14_000))
        assert answer(peer).startswith(b"HTTP/1.1 431 ")


@pytest.mark.parametrize(
    "begun",
    [b"", b"GET /api/he", b"GET /api/health HTTP/1.1\r\nHost: x\r\n",
     b"POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
     b"Content-Length: 100\r\n\r\n{\"identifier\""],
)  # fmt: skip
def test_a_request_that_never_ends_is_given_up_without_an_error(
    app: Running, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr(protocol, "SECONDS", {"head": 0.3, "body": 0.3, "rest": 0.3})
    before = len(lines())
    with connected(app) as peer:
        peer.sendall(begun)
        assert answer(peer) == b""
    make.eventually(lambda: any(line["event"] == "request_too_slow" for line in lines()[before:]))
    time.sleep(0.2)
    assert not [line for line in lines()[before:] if line["level"] in {"error", "critical"}]


def test_a_server_that_stops_waits_a_moment_for_a_body_and_ends_without_an_error(
    app: Running, start_app: Callable[..., Running], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "LAST_SECONDS", 0.2)
    stopping = start_app(app.owner_url)
    before = len(lines())
    with connected(stopping) as peer:
        peer.sendall(b"POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{")
        time.sleep(0.2)
        stopping.stop()
        assert answer(peer) == b""
    assert any(line["event"] == "request_too_slow" for line in lines()[before:])
    assert not [line for line in lines()[before:] if line["level"] in {"error", "critical"}]


def test_what_follows_a_body_is_bounded_too(app: Running) -> None:
    with connected(app) as peer:
        peer.sendall(
            b"POST /api/auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
        )
        sent = 0
        with pytest.raises(ConnectionError):
            while sent < 50_000_000:
                peer.sendall(b"x-t: %s\r\n" % (b"a" * 16_000))
                sent += 16_000
                time.sleep(0.001)
        assert sent < 5_000_000


def test_a_body_in_small_chunks_is_a_body(app: Running, api: make.Client) -> None:
    body = json.dumps({"identifier": "nobody@example.com", "password": "x" * 190}).encode()
    with connected(app) as peer:
        peer.sendall(
            b"POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n"
        )
        for byte in body:
            peer.sendall(b"1\r\n%c\r\n" % byte)
        peer.sendall(b"0\r\nx-t: after\r\n\r\n")
        assert peer.recv(65536).startswith(b"HTTP/1.1 401")


def test_whoever_leaves_within_their_request_met_no_fault_of_ours(app: Running) -> None:
    before = len(lines())
    with connected(app) as peer:
        peer.sendall(b"POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{")
        time.sleep(0.2)
    make.eventually(lambda: any(line.get("status") == 499 for line in lines()[before:]))
    assert not [line for line in lines()[before:] if line.get("status") == 500]


def test_a_connection_is_kept_for_the_next_request(
    app: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "SECONDS", {"head": 0.3, "body": 0.3, "rest": 0.3})
    with connected(app) as peer:
        for _ in range(2):
            peer.sendall(b"GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n")
            assert peer.recv(65536).startswith(b"HTTP/1.1 200")
            time.sleep(0.6)


def lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in make.LOG.read_text().splitlines() if line[:1] == "{"]


@pytest.mark.parametrize(
    "line", ["POST /api/nope", "POST /api/customers", "GET /api/health", "POST /api/auth/login"]
)
def test_a_body_in_very_many_pieces_is_given_up(app: Running, line: str) -> None:
    with connected(app) as peer:
        peer.sendall(f"{line} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                     "Transfer-Encoding: chunked\r\n\r\n".encode())  # fmt: skip
        sent = 0
        with pytest.raises(ConnectionError):
            while sent < 50_000_000:
                peer.sendall(b"1\r\n \r\n" * 1000)
                sent += 6000
                time.sleep(0.001)
        assert sent < 2_000_000


@pytest.mark.parametrize("line", ["POST /api/nope", "POST /api/customers", "GET /api/health"])
def test_what_comes_after_the_answer_is_not_read_for_ever(app: Running, line: str) -> None:
    with connected(app) as peer:
        peer.sendall(f"{line} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                     "Content-Length: 100000000000\r\n\r\n".encode())  # fmt: skip
        assert peer.recv(12).startswith(b"HTTP/1.1 ")
        sent = 0
        with pytest.raises(ConnectionError):
            while sent < 50_000_000:
                peer.sendall(b" " * 16_384)
                sent += 16_384
                time.sleep(0.001)
        assert sent < 10_000_000


def test_a_body_that_never_comes_ends_a_connection_that_was_answered(
    app: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "SECONDS", {"head": 9.0, "body": 9.0, "rest": 0.3})
    with connected(app) as peer:
        peer.sendall(b"POST /api/nope HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nx")
        assert answer(peer).startswith(b"HTTP/1.1 404 ")


def test_requests_that_are_sent_ahead_are_answered_each_in_its_turn(app: Running) -> None:
    asked = 3000
    with connected(app) as peer:
        lines = b"GET /api/health HTTP/1.1\r\nHost: x\r\nX-Request-ID: n-%d\r\n\r\n"
        sender = threading.Thread(
            target=peer.sendall, args=[b"".join(lines % n for n in range(asked))], daemon=True
        )
        sender.start()
        got = b""
        while got.count(b"HTTP/1.1 ") < asked or not got.endswith(b"}"):
            more = peer.recv(65536)
            assert more, "hung up on"
            got += more
    told = [int(n) for n in re.findall(rb"x-request-id: n-(\d+)", got)]
    assert told == list(range(asked))


def test_what_is_sent_behind_a_request_with_a_body_is_not_taken_for_it(app: Running) -> None:
    body = b'{"identifier": "x@example.com", "password": "wrong-password"}'
    head = f"Host: x\r\nX-Forwarded-For: {make.address()}\r\n".encode()
    one = b"POST /api/auth/login HTTP/1.1\r\n%bContent-Type: application/json\r\n" \
        b"Content-Length: %d\r\n\r\n%b" % (head, len(body), body)  # fmt: skip
    with connected(app) as peer:
        peer.sendall(one * 12 + b"GET /api/health HTTP/1.1\r\n%bConnection: close\r\n\r\n" % head)
        statuses = re.findall(rb"HTTP/1.1 (\d+)", answer(peer))
    assert statuses[:5] == [b"401"] * 5
    assert len(statuses) == 13 and statuses[-1] == b"200"


@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_what_no_route_takes_is_counted_too(
    app: Running, start_app: Callable[..., Running], method: str
) -> None:
    strict = start_app(app.owner_url, stranger_rate=1.0)
    path = "/nope" if method == "GET" else "/auth/login"
    with make.Client(strict.url) as stranger:
        said = [stranger.request(method, path).status_code for _ in range(15)]
    assert said[0] in {204, 404} and said[-1] == 429


@pytest.mark.parametrize("offer", ["h2c", "foo"])
@pytest.mark.parametrize("padding", [10, 5000])
def test_the_body_of_a_request_that_offers_another_protocol_is_its_body(
    app: Running, offer: str, padding: int
) -> None:
    inner = b"GET /api/auth/me HTTP/1.1\r\nHost: x\r\nX-Request-Id: smuggled\r\n\r\n"
    body = b'{"identifier": "%b", "password": "x"}' % (b"a" * padding) + inner
    with connected(app) as peer:
        peer.sendall(
            b"POST /api/auth/login HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\n"
            b"Upgrade: %b\r\nX-Forwarded-For: %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            % (offer.encode(), make.address().encode(), len(body))
        )
        time.sleep(0.1)
        peer.sendall(body)
        peer.sendall(b"GET /api/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        got = answer(peer)
    assert b"smuggled" not in got
    assert re.findall(rb"HTTP/1.1 (\d+)", got)[-1] in {b"200", b"429"}
    assert got.count(b"HTTP/1.1 ") == 2


def test_an_offer_of_another_protocol_costs_a_request_nothing(app: Running) -> None:
    with make.Client(app.url) as api:
        body = {"identifier": "nobody@example.com", "password": "wrong-password"}
        said = api.post(
            "/auth/login", json=body, headers={"connection": "Upgrade", "upgrade": "h2c"}
        )
    assert said.status_code == 401
    with connected(app) as peer:
        peer.sendall(
            b"GET /api/health HTTP/1.1\r\nHost: x\r\nConnection: upgrade, close\r\nUpgrade: h2c\r\n\r\n"
        )
        assert answer(peer).startswith(b"HTTP/1.1 "), "and then it closes, as was asked for"


@pytest.mark.parametrize(
    "line", [b"CONNECT a:1 HTTP/1.1", b"GET http://a:99999999/ HTTP/1.1", b"\x00\x01 / HTTP/1.1"]
)
def test_a_head_that_is_none_is_refused_without_an_error_of_ours(app: Running, line: bytes) -> None:
    before = len(lines())
    with connected(app) as peer:
        peer.sendall(line + b"\r\nHost: x\r\n\r\n")
        assert answer(peer).startswith(b"HTTP/1.1 400 ")
    time.sleep(0.1)
    assert [each for each in lines()[before:] if each.get("level") == "error"] == []


def test_a_websocket_behind_a_request_does_not_take_its_answer(app: Running, people: Callable[..., make.Person]) -> None:  # fmt: skip
    one = people()
    body = json.dumps({"name": "x", "phone": make.mobile()}).encode()
    with connected(app) as peer:
        peer.sendall(
            b"POST /api/customers HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %b\r\n"
            b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
            b"GET /api/ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
            % (one.token.encode(), len(body), body)
        )
        got = answer(peer)
    assert got.startswith(b"HTTP/1.1 201 ") and got.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize("number", ["1e308", "9E-308", "1e300", "2.5e+299"])
def test_a_number_that_is_slow_to_read_is_refused_unread(
    people: Callable[..., make.Person], number: str
) -> None:
    one = people()
    body = f'{{"name": "x", "phone": "0501234567", "customFields": {{"a": [{number}]}}}}'
    headers = {"content-type": "application/json"}
    said = one.api.post("/customers", content=body, headers=headers)
    assert make.refused(said) == (400, "number_out_of_range")
    endless = f'{number} "'.encode() + b'\\"' * 100_000
    said = one.api.post("/customers", content=endless, headers=headers)
    assert said.status_code == 400, "and what is no JSON is found out in one pass"
    text = {"name": f"رقم {number}", "phone": make.mobile(), "customFields": {"a": [1e22, 0.5]}}
    assert one.api.post("/customers", json=text).status_code == 201
