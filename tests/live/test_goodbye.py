"""A deploy: a new process on the same port, the old one sends its clients away; nothing is lost."""

import contextlib
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import make
from feed import Feed, followed
from nova.database import addresses

NOVA = str(Path(sys.executable).parent / "nova")


class Serving:
    """`nova serve` in a process of its own."""

    def __init__(self, owner_url: str, home: Path, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [NOVA, "serve"],
            env=make.environment(
                home=home, port=port, app_database_url=addresses.as_role(owner_url, "nova_app"),
                reuse_port=True, pool_size=4, goodbye_seconds=1,
            ),
        )  # fmt: skip

    def is_up(self) -> bool:
        with contextlib.suppress(httpx.HTTPError):
            return (
                httpx.get(f"{self.url}/api/ready", trust_env=False, verify=make.PLAIN).status_code
                == 200
            )
        return False

    def listens(self) -> bool:
        """Whether this very process has the port open (another may have it too)."""
        return self.process.poll() is None and any(
            line.split()[3] == "0A" and int(line.split()[9]) in self._sockets()
            for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
        )

    def _sockets(self) -> set[int]:
        found = set()
        for entry in Path(f"/proc/{self.process.pid}/fd").iterdir():
            with contextlib.suppress(OSError):
                name = str(entry.readlink())
                if name.startswith("socket:["):
                    found.add(int(name[8:-1]))
        return found


@pytest.fixture
def port() -> int:
    return make.free_port()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def old(fresh_url: str, home: Path, port: int) -> Iterator[Serving]:
    process = Serving(fresh_url, home, port)
    make.eventually(process.is_up, 30)
    yield process
    process.process.kill()
    process.process.wait()


def test_a_deploy_loses_nothing(old: Serving, fresh_url: str, home: Path, port: int) -> None:
    sara = make.broker(old.url, fresh_url)
    heard: dict[int, str] = {}
    codes: list[int] = []
    stop = threading.Event()

    def client() -> None:
        """Follow, and come back with the cursor, as the protocol says."""
        cursor = None
        while not stop.is_set():
            with contextlib.suppress(OSError), followed(old, sara, cursor) as feed:
                cursor, code = follow(feed, heard, stop, cursor or feed.ready["cursor"])
                codes.append(code)

    clients = [threading.Thread(target=client) for _ in range(3)]
    for each in clients:
        each.start()
    time.sleep(0.5)
    made: list[str] = []
    new = None
    for n in range(60):
        body = {"name": f"n{n}", "phone": make.mobile()}
        with contextlib.suppress(httpx.TransportError):
            answer = sara.api.post("/customers", json=body)
            if answer.status_code == 201:
                made.append(answer.json()["id"])
        if n == 10:
            new = Serving(fresh_url, home, port)
            make.eventually(new.listens, 30)
        if n == 20:
            old.process.send_signal(signal.SIGTERM)
        time.sleep(0.02)
    assert old.process.wait(20) == 0
    make.eventually(lambda: set(made) <= set(heard.values()), 15)
    assert 1012 in codes
    stop.set()
    for each in clients:
        each.join(10)
    sara.api.close()
    assert new is not None
    new.process.terminate()
    assert new.process.wait(20) == 0


def follow(
    feed: Feed, heard: dict[int, str], stop: threading.Event, cursor: str
) -> tuple[str, int]:
    """What a socket says until it is closed; the newest cursor, and the code."""
    while not stop.is_set():
        try:
            frame = feed.hear(0.5)
        except TimeoutError:
            continue
        except Exception:
            break
        cursor = frame.get("cursor", cursor)
        if frame.get("event", "").startswith("customer."):
            heard[frame["id"]] = frame["entityId"]
    return cursor, feed.socket.close_code or 0


def test_sigterm_lets_go_of_who_waits(old: Serving, fresh_url: str) -> None:
    sara = make.broker(old.url, fresh_url)
    cursor = sara.api.get("/events").json()["cursor"]
    answers: list[int] = []

    def wait() -> None:
        after = cursor
        for _ in range(20):  # what happened before may still be told
            answer = sara.api.get("/events", params={"after": after, "wait": "25"}, timeout=40)
            after = answer.json()["cursor"]
            if not answer.json()["events"]:
                answers.append(answer.status_code)
                return

    thread = threading.Thread(target=wait)
    thread.start()
    time.sleep(1)
    started = time.monotonic()
    old.process.send_signal(signal.SIGTERM)
    thread.join(15)
    assert answers == [200]
    assert old.process.wait(20) == 0
    assert time.monotonic() - started < 20, "it waited for the long poll's own end"
    sara.api.close()
