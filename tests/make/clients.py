"""Who asks over HTTP, and what they read of it."""

import os
import socket
import ssl
import time
from typing import Any

import httpx

from make.fresh import address

PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""For addresses without TLS: reading certificates would take each client 40 ms."""


class Client(httpx.Client):
    """An HTTP client from an address of its own."""

    def __init__(self, url: str, token: str | None = None) -> None:
        headers = {"x-forwarded-for": address()}
        if token:
            headers["authorization"] = f"Bearer {token}"
        super().__init__(
            base_url=url + "/api", headers=headers, timeout=20, trust_env=False, verify=PLAIN
        )


def environment(**settings: object) -> dict[str, str]:
    """This environment with these settings and no others of Nova's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NOVA_")}
    return kept | {f"NOVA_{name.upper()}": str(value) for name, value in settings.items()}


def health_of(port: int) -> bytes:
    """What a connection of its own is answered there to GET /api/health."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as peer:
        peer.sendall(b"GET /api/health HTTP/1.1\r\nhost: x\r\n\r\n")
        return peer.recv(65_536)


def refused(answer: httpx.Response) -> tuple[int, str]:
    """The status and the code of a refusal."""
    return answer.status_code, answer.json()["code"]


def eventually(check: Any, seconds: float = 10) -> Any:
    """The first true answer within this time."""
    deadline = time.monotonic() + seconds
    while True:
        if found := check():
            return found
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)
