"""One piece for an answer that is there as a whole; what no answer may be is refused."""

import functools
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn

from nova.http.protocol import BoundedHttp

Headers = list[tuple[bytes, bytes]]
ANSWERS: dict[str, tuple[Headers, list[bytes]]] = {
    "/whole": ([(b"content-length", b"2"), (b"etag", b'"1"')], [b"{}"]),
    "/streamed": ([], [b"one", b"two"]),
    "/parts": ([(b"content-length", b"6")], [b"one", b"two"]),
    "/return": ([(b"content-length", b"2"), (b"x", b"a\r\nset-cookie: b")], [b"{}"]),
    "/feed": ([(b"content-length", b"2"), (b"x", b"a\nb")], [b"{}"]),
    "/control": ([(b"content-length", b"2"), (b"x", b"a\x00b")], [b"{}"]),
    "/shorter": ([(b"content-length", b"3")], [b"{}"]),
}


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Answer as the path says."""
    headers, parts = ANSWERS[scope["path"]]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    for place, part in enumerate(parts, 1):
        more = place < len(parts)
        await send({"type": "http.response.body", "body": part, "more_body": more})


@pytest.fixture(scope="module")
def address() -> Iterator[tuple[str, int]]:
    listener = socket.create_server(("127.0.0.1", 0))
    http: Any = functools.partial(BoundedHttp, 10)
    config = uvicorn.Config(
        app, http=http, lifespan="off", log_config=None, access_log=False,
        server_header=False, date_header=False,
    )  # fmt: skip
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    yield listener.getsockname()
    server.should_exit = True
    thread.join(10)
    listener.close()


def answered(address: tuple[str, int], path: str, method: str = "GET") -> bytes:
    """All that comes until the server hangs up."""
    with socket.create_connection(address, timeout=10) as peer:
        peer.sendall(f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        got = b""
        while more := peer.recv(65536):
            got += more
        return got


def test_head_and_body_come_as_they_were_said(address: tuple[str, int]) -> None:
    head = b'HTTP/1.1 200 OK\r\ncontent-length: 2\r\netag: "1"\r\nconnection: close\r\n\r\n'
    assert answered(address, "/whole") == head + b"{}"
    assert answered(address, "/whole", "HEAD") == head


def test_one_connection_takes_one_answer_after_the_other(address: tuple[str, int]) -> None:
    with socket.create_connection(address, timeout=10) as peer:
        for _ in range(3):
            peer.sendall(b"GET /whole HTTP/1.1\r\nHost: x\r\n\r\n")
            assert peer.recv(65536).endswith(b'etag: "1"\r\n\r\n{}')


def test_what_comes_in_parts_is_left_to_uvicorn(address: tuple[str, int]) -> None:
    assert answered(address, "/parts").endswith(b"\r\n\r\nonetwo")
    assert answered(address, "/streamed").endswith(b"3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n")


@pytest.mark.parametrize("path", ["/return", "/feed", "/control", "/shorter"])
def test_a_header_of_two_lines_and_a_wrong_length_are_a_fault(
    address: tuple[str, int], path: str
) -> None:
    got = answered(address, path)
    assert got.startswith(b"HTTP/1.1 500 ")
    assert b"set-cookie" not in got
    assert b"\nx:" not in got
