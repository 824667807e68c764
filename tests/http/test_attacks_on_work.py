"""What a stranger or one account could make everybody wait for: each as it was done, and the answer
that is right."""

import json
import re
import socket
import time
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from psycopg.types.json import Jsonb

import make
import market
from conftest import Running
from nova.errors.refused import Refused
from nova.http import body, protocol
from nova.http.callers import MOST_UNDER_WAY

IDENTIFIER = "00000000-0000-0000-0000-000000000000"


def with_a_body(app: Running) -> list[tuple[str, str, bool]]:
    """Every route that takes a body: method, address, whether it is open."""
    with make.Client(app.url) as api:
        document = api.get("/openapi.json").json()
    found = []
    for template, operations in document["paths"].items():
        path = re.sub(r"{\w+}", IDENTIFIER, template)
        for method, operation in operations.items():
            if "requestBody" in operation:
                found.append((method.upper(), path, operation.get("security") == []))
    return found


def head_alone(
    app: Running, method: str, path: str, length: int, *headers: str, peer: str = "192.0.2.7"
) -> bytes:
    """What is answered to the head of a request whose body never comes."""
    lines = [
        f"{method} {path} HTTP/1.1", "host: x", "content-type: application/json",
        f"content-length: {length}", f"x-forwarded-for: {peer}", *headers, "", "",
    ]  # fmt: skip
    with socket.create_connection(("127.0.0.1", app.settings.port), timeout=5) as connection:
        connection.sendall("\r\n".join(lines).encode())
        return connection.recv(65_536)


def test_no_route_reads_the_body_of_a_stranger_who_needs_a_token(app: Running) -> None:
    routes = [each for each in with_a_body(app) if not each[2]]
    assert len(routes) > 25
    for method, path, _ in routes:
        for headers in ((), ("authorization: Bearer nonsense",)):
            answer = head_alone(app, method, path, 1000, *headers, peer=make.address())
            assert answer.startswith(b"HTTP/1.1 401 "), (method, path, answer)


def test_a_body_that_is_too_large_is_refused_before_it_is_read(
    app: Running, people: Callable[..., make.Person]
) -> None:
    for place, (method, path, is_open) in enumerate(with_a_body(app)):
        if place % 20 == 0:  # nobody's share is used up
            token = f"authorization: Bearer {people().token}"
        length = 8 * 1024 + 1 if is_open else 256 * 1024 + 1
        answer = head_alone(app, method, path, length, token, peer=make.address())
        assert answer.startswith(b"HTTP/1.1 413 "), (method, path, answer)


def test_the_rate_is_asked_before_the_body_on_every_open_route(
    start_app: Any, app: Running
) -> None:
    slow = start_app(app.owner_url, stranger_rate=0.05)
    for place, (method, path, is_open) in enumerate(with_a_body(app)):
        peer = f"2001:db8:{place}::1"
        first = head_alone(slow, method, path, 1_000_000, peer=peer)
        second = head_alone(slow, method, path, 1_000_000, peer=peer.replace("::1", "::2"))
        expected = b"413" if is_open else b"401"
        assert first.startswith(b"HTTP/1.1 " + expected), (path, first)
        assert second.startswith(b"HTTP/1.1 429 "), "another address of the same network"


def test_one_persons_rate_is_their_own(start_app: Any, app: Running) -> None:
    slow = start_app(app.owner_url, person_rate=0.2)
    hers, his = (make.broker(slow.url, app.owner_url).api for _ in range(2))
    seen = [hers.get("/users/me").status_code for _ in range(4)]
    assert seen == [200, 200, 429, 429]
    assert his.get("/users/me").status_code == 200
    hers.close()
    his.close()


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


@pytest.mark.parametrize(
    ("json_text", "field"),
    [
        ('{"a": {"x": "' + "[" * 1000 + '"}, "b": [' + "[]," * 500 + "1]}", None),
        ('{"a": ' + nested(31) + "}", None),
        ('{"a": 1, "b": ' + nested(32) + ', "c": [' + "1," * 20_000 + "1]}", "b"),
        ('{"a": "\\\\u0000", "b": "x\\\\\\\\"}', None),
        ('{"a": "\\u0000"}', "a"),
        ('{"a": "\\\\\\u0000"}', "a"),
        ('{"a\\u0000b": 1}', ""),
        ("[" + nested(32) + "]", ""),
    ],
)
def test_depth_and_nul_are_found_wherever_they_are(json_text: str, field: str | None) -> None:
    json.loads(json_text)
    if field is None:
        body.decode(json_text.encode(), object)
        return
    with pytest.raises(Refused) as refused:
        body.decode(json_text.encode(), object)
    assert refused.value.code == "validation_failed"
    assert refused.value.field == field


# One account, and everybody's matching.


def test_settings_and_recalculation_have_a_rate(people: Callable[..., make.Person]) -> None:
    one = people()
    flips = [
        one.api.put("/smart-matches/settings", json={"algorithm": f"{1 + n % 2}.0"}).status_code
        for n in range(21)
    ]
    assert flips == [200] * 20 + [429]
    again = [one.api.post("/smart-matches/recalculate").status_code for _ in range(11)]
    assert again == [202] * 10 + [429]


def test_a_request_of_everything_everywhere_is_refused_by_name(
    people: Callable[..., make.Person],
) -> None:
    words = [f"س{n}" for n in range(100)]
    broad = make.REQUEST | {
        "cities": words[:50], "districts": words, "propertyTypes": words[:30]
    }  # fmt: skip
    answer = people().api.post("/requests", json=broad)
    assert make.refused(answer) == (422, "request_too_broad")
    assert answer.json()["details"][0]["field"] == "cities"


def test_the_broadest_request_that_is_taken_has_some_thousands_of_keys(
    owner: psycopg.Connection,
) -> None:
    words = [f"س{n}" for n in range(100)]
    broker = make.user(owner)
    make.insert(owner, "nova.match_settings", {"user_id": broker, "algorithm": "1.0"})
    for cities, districts, types in ((10, 33, 30), (10, 100, 10), (50, 20, 6), (1, 50, 20)):
        asked = make.request(
            owner, user_id=broker, cities=words[:cities], districts=words[:districts],
            property_types=words[:types], price_min=1_000_000, price_max=9_000_000,
            area_min=100, area_max=900,
        )  # fmt: skip
        market.settle(owner)
        keys = owner.execute(
            "select cardinality(keys) from private.demand where request_id = %s", [asked]
        ).fetchone()
        assert keys is not None and 100 < keys[0] <= 4000, (cities, districts, types)


def test_who_queues_thousands_keeps_nobody_waiting_for_more_than_a_run(
    owner: psycopg.Connection,
) -> None:
    owner.execute("delete from private.match_queue")
    flooder, other = make.user(owner), make.user(owner)
    for _ in range(30):
        make.request(owner, user_id=flooder)
    waiting = make.request(owner, user_id=other)
    assert owner.execute("select private.match_changes(20)").fetchone() == (11,)
    left = owner.execute("select request_id from private.match_queue").fetchall()
    assert len(left) == 20 and (waiting,) not in left


def test_a_thing_that_waits_often_is_matched_once_and_written_down_once(
    owner: psycopg.Connection,
) -> None:
    owner.execute("delete from private.match_queue")
    broker = make.user(owner)
    asked = make.request(owner, user_id=broker)
    market.settle(owner)
    place = "select ctid from private.demand where request_id = %s"
    before = owner.execute(place, [asked]).fetchone()
    for _ in range(15):
        owner.execute("select private.queue_matching(null, array[%s::uuid])", [asked])
    assert owner.execute("select private.match_changes(20)").fetchone() == (1,)
    assert owner.execute("select private.match_changes(20)").fetchone() == (0,)
    assert owner.execute(place, [asked]).fetchone() == before
    owner.execute("update nova.requests set price_max = price_max + 1 where id = %s", [asked])
    market.settle(owner)
    assert owner.execute(place, [asked]).fetchone() != before


# One account, and everybody's connections and memory.


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("preferredContactTime", {"a": "س" * 9000}),
        ("customFields", {"a": "س" * 40_000}),
        ("notes", "س" * 10_001),
    ],
)
def test_no_part_of_a_customer_is_unbounded(
    people: Callable[..., make.Person], field: str, value: object
) -> None:
    made = people().api.post(
        "/customers", json={"name": "محمد", "phone": make.mobile(), field: value}
    )
    assert made.status_code in {400, 422}
    assert made.json()["details"][0]["field"] == field


def test_an_activity_carries_no_book(people: Callable[..., make.Person]) -> None:
    one = people()
    made = one.api.post("/customers", json={"name": "محمد", "phone": make.mobile()}).json()
    answer = one.api.post(
        f"/customers/{made['id']}/activities",
        json={"type": "CALL", "metadata": {"a": "س" * 30_000}},
    )
    assert (answer.status_code, answer.json()["details"][0]["field"]) == (422, "metadata")


def fill(app: Running, person: make.Person, count: int, **heavy: object) -> None:
    """Customers of theirs, straight into the table."""
    columns = "".join(f", {name}" for name in heavy)
    places = "".join(f", %({name})s" for name in heavy)
    with psycopg.connect(app.owner_url) as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute(
            f"insert into nova.customers (user_id, name, phone, created_at{columns})"
            f" select %(me)s, 'عميل', '05' || lpad(n::text, 8, '0'), now() - n * interval '1 s'{places}"
            " from generate_series(1, %(count)s) n".encode(),
            {"me": person.id, "count": count} | heavy,
        )


def test_a_page_is_cut_by_bytes_and_goes_on_where_it_was(
    app: Running, people: Callable[..., make.Person]
) -> None:
    one = people()
    fill(app, one, 100, notes="س" * 10_000, custom_fields=Jsonb({"a": "س" * 16_000}))
    seen: list[str] = []
    cursor, pages = "", 0
    while cursor is not None:
        address = f"/customers?limit=100{'&cursor=' + cursor if cursor else ''}"
        answer = one.api.get(address)
        assert len(answer.content) < 1_200_000
        seen += [each["id"] for each in answer.json()["data"]]
        cursor, pages = answer.json()["nextCursor"], pages + 1
    assert len(seen) == len(set(seen)) == 100
    assert pages > 3


def test_a_total_is_counted_up_to_ten_thousand_of_a_search_to_one(
    app: Running, people: Callable[..., make.Person]
) -> None:
    one = people()
    fill(app, one, 10_020)
    for query, total in (("", 10_000), ("&q=00", 1_000), ("&status=ACTIVE", 1_000)):
        answer = one.api.get(f"/customers?limit=1&count=true{query}")
        assert answer.json()["total"] == total


def test_who_asks_and_does_not_read_is_let_go_of(
    app: Running, people: Callable[..., make.Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "STALLED", 0.5)
    one = people()
    fill(app, one, 60, notes="س" * 10_000, custom_fields=Jsonb({"a": "س" * 16_000}))
    request = (
        f"GET /api/customers?limit=100 HTTP/1.1\r\nhost: x\r\n"
        f"authorization: Bearer {one.token}\r\n\r\n"
    ).encode()
    peers = []
    for _ in range(6):
        peer = socket.socket()
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        peer.connect(("127.0.0.1", app.settings.port))
        peer.sendall(request * 8)
        peers.append(peer)
    make.eventually(lambda: protocol.BoundedHttp.slow)
    make.eventually(lambda: not protocol.BoundedHttp.slow)
    for peer in peers:
        peer.settimeout(5)
        with pytest.raises(ConnectionError):
            while peer.recv(65_536):
                pass
            raise ConnectionResetError  # closed, and what the kernel held was had
        peer.close()


def test_a_slow_reader_who_goes_on_reading_gets_all_of_it(
    app: Running, people: Callable[..., make.Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "STALLED", 0.3)
    one = people()
    fill(app, one, 60, notes="س" * 10_000, custom_fields=Jsonb({"a": "س" * 16_000}))
    with socket.socket() as peer:
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        peer.connect(("127.0.0.1", app.settings.port))
        peer.settimeout(5)
        peer.sendall(
            f"GET /api/customers?limit=100 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n"
            f"authorization: Bearer {one.token}\r\n\r\n".encode()
        )
        got = 0
        while piece := peer.recv(16_384):
            got += len(piece)
            time.sleep(0.005)
    assert got > 900_000


def test_who_asks_nothing_makes_room_for_who_does(start_app: Any, app: Running) -> None:
    small = start_app(app.owner_url, max_connections=10)
    where = ("127.0.0.1", small.settings.port)
    mute = [socket.create_connection(where, timeout=5) for _ in range(30)]
    assert make.health_of(small.settings.port).startswith(b"HTTP/1.1 200 ")
    with pytest.raises(ConnectionError):
        assert mute[0].recv(1) == b""
        raise ConnectionResetError
    for peer in mute:
        peer.close()


def test_who_keeps_a_connection_after_an_answer_makes_room_too(
    start_app: Any, app: Running
) -> None:
    small = start_app(app.owner_url, max_connections=10)
    where = ("127.0.0.1", small.settings.port)
    health = b"GET /api/health HTTP/1.1\r\nhost: x\r\n\r\n"
    kept = [socket.create_connection(where, timeout=5) for _ in range(10)]
    for peer in kept:
        peer.sendall(health)
        assert peer.recv(65_536).startswith(b"HTTP/1.1 200 ")
    assert make.health_of(small.settings.port).startswith(b"HTTP/1.1 200 ")
    for peer in kept:
        peer.close()


def test_one_callers_requests_under_way_are_few(start_app: Any, app: Running) -> None:
    other = start_app(app.owner_url)
    where = ("127.0.0.1", other.settings.port)
    begun = b"POST /api/auth/login HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n"
    slow = [socket.create_connection(where, timeout=5) for _ in range(MOST_UNDER_WAY)]
    for peer in slow:
        peer.sendall(begun)
    make.eventually(lambda: not protocol.BoundedHttp.idle)
    assert head_alone(other, "GET", "/api/health", 0, peer="127.0.0.1").startswith(b"HTTP/1.1 429 ")
    assert head_alone(other, "GET", "/api/health", 0).startswith(b"HTTP/1.1 200 ")
    for peer in slow:
        peer.close()
    make.eventually(
        lambda: head_alone(other, "GET", "/api/health", 0, peer="127.0.0.1").startswith(
            b"HTTP/1.1 200 "
        )
    )


def test_more_requests_than_there_is_room_for_are_told_so(start_app: Any, app: Running) -> None:
    small = start_app(app.owner_url, max_connections=10)
    where = ("127.0.0.1", small.settings.port)
    begun = b"POST /api/auth/login HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n"
    busy = [socket.create_connection(where, timeout=5) for _ in range(10)]
    for peer in busy:
        peer.sendall(begun)
    make.eventually(lambda: not protocol.BoundedHttp.idle)
    with socket.create_connection(where, timeout=5) as one_more:
        assert one_more.recv(65_536).startswith(b"HTTP/1.1 503 ")
    for peer in busy:
        peer.close()
