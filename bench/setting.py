"""Where it is measured: the app alone on one core, PostgreSQL and the load on another.

The server is one of our own in a temporary folder, durable as in production; the app is
`nova serve` as a process of its own, its log in a file.
"""

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import psutil

from bench import data
from bench.data import Sizes
from nova.database import embedded
from nova.identity.tokens import Tokens
from nova.problem import Problem
from nova.settings import read_settings

START_SECONDS = 30


class Setting(NamedTuple):
    """A running server and app, each on its core."""

    home: Path
    url: str
    tokens: list[str]
    app: psutil.Process
    server: psutil.Process
    app_core: int
    other_core: int

    def database(self, name: str, user: str = "nova_app") -> str:
        """The address of one of the databases."""
        return embedded.url(self.home, user, name)

    @contextlib.contextmanager
    def app_stopped(self) -> Iterator[None]:
        """Keep the app off its core, so that pgbench has it alone."""
        self.app.suspend()
        try:
            yield
        finally:
            self.app.resume()
            _until_idle(self.app)


@contextlib.contextmanager
def prepared(sizes: Sizes) -> Iterator[Setting]:
    """Load the databases, start the app and pin everything. Raises Problem."""
    app_core, other_core = two_cores()
    with tempfile.TemporaryDirectory(prefix="nova-bench-") as folder:
        home = Path(folder)
        given = environment(folder)
        settings = read_settings(given)
        with embedded.running(home) as owner:
            data.load(home, owner, sizes)
            server = psutil.Process(int((home / "postgres/postmaster.pid").read_text().split()[0]))
            pin(server, other_core)
            os.sched_setaffinity(0, {other_core})
            with serving(home, given, app_core) as app:
                url = f"http://{settings.host}:{settings.port}"
                await_ready(url, app, home)
                signed = data.tokens(Tokens(settings), sizes.nova)
                yield Setting(home, url, signed, app, server, app_core, other_core)


def two_cores() -> tuple[int, int]:
    """One for the app, one for the database and the load. Raises Problem when there is one only."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        raise Problem("The benchmark needs two cores: one for the app, one for the database.")
    return cores[0], cores[1]


def environment(folder: str) -> dict[str, str]:
    """The app's settings, as variables."""
    return {
        "NOVA_HOME": folder,
        "NOVA_PORT": str(free_port()),
        "NOVA_TOKEN_ALGORITHM": "HS256",
        "NOVA_PERSON_RATE": "100000",  # a load is a crowd behind one address
        "NOVA_STRANGER_RATE": "100000",
        "NOVA_TOKEN_SECRET": secrets.token_hex(32),
        "NOVA_ACCESS_TOKEN_SECONDS": "86400",  # a run is longer than a token's usual life
    }


def pin(server: psutil.Process, core: int) -> None:
    """Keep PostgreSQL to a core: the postmaster first, so that what it starts inherits it."""
    server.cpu_affinity([core])
    for child in server.children():
        with contextlib.suppress(psutil.NoSuchProcess):
            child.cpu_affinity([core])


@contextlib.contextmanager
def serving(home: Path, given: dict[str, str], core: int) -> Iterator[psutil.Process]:
    """`nova serve` on this core; stopped at the end."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NOVA_")}
    with (home / "app.log").open("w") as log:
        command = [str(Path(sys.executable).parent / "nova"), "serve"]
        started = subprocess.Popen(
            ["taskset", "--cpu-list", str(core), *command],
            env=kept | given, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        yield psutil.Process(started.pid)
    finally:
        started.terminate()
        started.wait(20)


def await_ready(url: str, app: psutil.Process, home: Path, path: str = "/api/ready") -> None:
    """Until the app serves. Raises Problem with the end of its log when it does not."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and app.is_running():
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(url + path, trust_env=False).is_success:
                return
        time.sleep(0.1)
    raise Problem(f"The app did not start: {(home / 'app.log').read_text()[-500:]}")


def _until_idle(app: psutil.Process) -> None:
    """Let the app read the events that it missed."""
    for _ in range(50):
        before = sum(app.cpu_times()[:2])
        time.sleep(0.1)
        if sum(app.cpu_times()[:2]) - before <= 0.02:
            return


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
