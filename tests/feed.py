"""A client of nova.v1 for the tests: what a careful front end does, and nothing else."""

import contextlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

import make

Frame = dict[str, Any]


class Feed:
    """One socket, authenticated."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.ready: Frame = {}

    def say(self, type_: str, **more: object) -> None:
        self.socket.send(json.dumps({"type": type_, **more}))

    def hear(self, seconds: float = 5) -> Frame:
        frame: Frame = json.loads(self.socket.recv(timeout=seconds))
        return frame

    def until(self, type_: str, seconds: float = 5) -> Frame:
        """The next control frame of this type; what comes before it is left out."""
        while True:
            frame = self.hear(seconds)
            if frame.get("type") == type_:
                return frame

    def events(self, how_many: int) -> list[Frame]:
        """The next events; cursors between them, and how the people came to be, are left out."""
        found: list[Frame] = []
        while len(found) < how_many:
            frame = self.hear()
            if is_news(frame):
                found.append(frame)
        return found

    def names(self, how_many: int) -> list[str]:
        return [event["data"]["name"] for event in self.events(how_many)]

    def newest_cursor(self) -> str:
        """The last cursor of those that come within the time in which one must."""
        until, cursor = time.monotonic() + 1.5, ""
        while (left := until - time.monotonic()) > 0:
            with contextlib.suppress(TimeoutError):
                cursor = self.hear(left).get("cursor", cursor)
        return cursor

    def is_quiet(self, seconds: float = 0.5) -> bool:
        """Whether no event comes for a while."""
        try:
            while not is_news(self.hear(seconds)):
                pass
        except TimeoutError:
            return True
        return False

    def closed_with(self, seconds: float = 8) -> int:
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                self.socket.recv(timeout=seconds)
        return closed.value.rcvd.code if closed.value.rcvd else 1006


def is_news(frame: Frame) -> bool:
    """Whether it is an event of what a test does, not of its making somebody up just before."""
    return frame.get("entity") not in {None, "user", "subscription", "team", "team_member"}


class Served(Protocol):
    """An app that listens somewhere, in this process or another."""

    @property
    def url(self) -> str: ...


@contextmanager
def opened(app: Served, **options: Any) -> Iterator[Feed]:
    """A socket that has said nothing yet."""
    address = app.url.replace("http", "ws") + "/api/ws"
    with connect(address, proxy=None, close_timeout=2, **options) as socket:
        yield Feed(socket)


@contextmanager
def followed(app: Served, person: make.Person, cursor: str | None = None) -> Iterator[Feed]:
    """A socket whose client is known and live."""
    with opened(app) as feed:
        feed.say("auth", token=person.token, **({"cursor": cursor} if cursor else {}))
        ready = feed.hear()
        assert (ready["type"], ready.get("userId")) == ("ready", str(person.id)), ready
        feed.ready = ready
        yield feed


def add(person: make.Person, name: str) -> str:
    """A customer of this name: one event."""
    body = {"name": name, "phone": make.mobile()}
    made = person.api.post("/customers", json=body)
    assert made.status_code == 201, made.text
    return str(made.json()["id"])
