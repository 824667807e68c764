"""A phone on a bad network: every answer late, some lost on their way; nothing is lost or done twice.

`NOVA_TEST_LATENCY=3 NOVA_TEST_LOSS=0.05` makes it as slow as a mobile gets.
"""

import asyncio
import os
import random
import threading
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest

import make
from conftest import Running

LATENCY = float(os.environ.get("NOVA_TEST_LATENCY", "0.1"))  # seconds there and back
LOSS = float(os.environ.get("NOVA_TEST_LOSS", "0.25"))  # of answers, whose work was done
TRIES = 30


class Network:
    """A proxy that holds everything back, and drops connections instead of answering."""

    def __init__(self, port: int, seed: int) -> None:
        self._port = port
        self._dice = random.Random(seed)
        self._loop = asyncio.new_event_loop()
        self.lost = 0
        self.port = 0
        started = threading.Event()
        self._thread = threading.Thread(target=self._run, args=[started], daemon=True)
        self._thread.start()
        started.wait(10)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self, started: threading.Event) -> None:
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        started.set()
        self._loop.run_forever()

    async def _serve(self, client: asyncio.StreamReader, answers: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._port)
        await asyncio.gather(
            self._carry(client, back, loses=False), self._carry(there, answers, loses=True),
            return_exceptions=True,
        )  # fmt: skip

    async def _carry(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, loses: bool
    ) -> None:
        while data := await source.read(65_536):
            await asyncio.sleep(LATENCY / 2)
            if loses and self._dice.random() < LOSS:
                self.lost += 1
                break
            sink.write(data)
            await sink.drain()
        sink.close()


@pytest.fixture
def network(app: Running) -> Iterator[Network]:
    made = Network(app.settings.port, seed=5)
    yield made
    made.stop()


class Phone:
    """A careful client: each POST has a key, and is sent until it is answered."""

    def __init__(self, network: Network) -> None:
        self.url = f"http://127.0.0.1:{network.port}/api"
        self.headers: dict[str, str] = {}

    def __call__(self, method: str, path: str, body: Any = None, *, key: bool = True) -> Any:
        headers = self.headers | ({"idempotency-key": str(uuid4())} if key else {})
        for _ in range(TRIES):
            try:
                answer = httpx.request(
                    method, self.url + path, json=body, headers=headers, timeout=20, trust_env=False
                )
            except httpx.TransportError:
                continue
            assert answer.is_success, answer.text
            return answer.json()
        raise AssertionError("never answered")

    def enter(self, tokens: dict[str, Any]) -> dict[str, Any]:
        self.headers["authorization"] = f"Bearer {tokens['token']}"
        return tokens


def test_the_story_comes_to_its_end_and_nothing_is_there_twice(
    app: Running, network: Network
) -> None:
    sara, fahad = Phone(network), Phone(network)
    place = {"city": "ضباء", "district": "الخريبة"}
    people = []
    for phone, name in ((sara, "سارة"), (fahad, "فهد")):
        body = {
            "email": make.email(),
            "phone": make.mobile(),
            "password": make.PASSWORD,
            "name": name,
        }
        joined = phone.enter(phone("POST", "/auth/register", body))
        people.append(joined["user"]["id"])
        number = joined["user"]["phone"]
        phone("POST", "/auth/verify-otp", {"phone": number, "code": make.code(number)})
        phone("PATCH", "/users/me", {"falLicense": "1100000001", "falExpiry": "2099-01-01"})
        tokens = joined
        for _ in range(4):  # a refresh is sent again with the same token until it is answered
            tokens = phone.enter(
                phone("POST", "/auth/refresh", {"refreshToken": tokens["refreshToken"]}, key=False)
            )
            phone("GET", "/users/me")
    listed = sara("POST", "/properties", make.PROPERTY | make.licence() | place)
    sara("POST", f"/properties/{listed['id']}/publish")
    offer = sara("POST", "/offers", {"propertyId": listed["id"]})
    fahad(
        "POST",
        "/requests",
        make.REQUEST | {"cities": [place["city"]], "districts": [place["district"]]},
    )

    def found() -> Any:
        return [
            each
            for each in fahad("GET", "/smart-matches")["data"]
            if each["offerId"] == offer["id"]
        ]

    match = make.eventually(found, 60)[0]
    taken = fahad("POST", f"/smart-matches/{match['id']}/accept")
    assert taken["status"] == "ACCEPTED" and taken["fullDetails"]
    assert network.lost > 0
    with psycopg.connect(app.owner_url) as owner:
        for table, owners in (("properties", 1), ("offers", 1), ("requests", 1)):
            row = owner.execute(
                f"select count(*) from nova.{table} where user_id = any (%s)".encode(), [people]
            ).fetchone()
            assert row == (owners,), table
        row = owner.execute(
            "select accepted_count from nova.offers where id = %s", [offer["id"]]
        ).fetchone()
        assert row == (1,)
