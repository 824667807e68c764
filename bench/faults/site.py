"""What is hit: a durable PostgreSQL of its own, and one `nova serve` that is started again."""

import asyncio
import contextlib
import os
import secrets
import signal
import socket
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import asyncpg
import httpx
import psutil
import psycopg

from bench import data
from bench.data import CUSTOMER, SHARE, TEAM_SIZE, USER, Size, ident
from nova.database import addresses, embedded, migrations
from nova.identity.tokens import Tokens
from nova.problem import Problem
from nova.settings import read_settings

NOVA = str(Path(sys.executable).parent / "nova")
PEOPLE = 30
START_SECONDS = 60
AGAIN = 0.1  # seconds until an app that ended is started again
CONNECT_SECONDS = 5
COMMAND_SECONDS = 60


class Person(NamedTuple):
    """Somebody who follows: who they are, and what their clients show."""

    id: UUID
    token: str


class Site:
    """The two servers, their addresses, and the people in the database."""

    def __init__(self, home: Path, owner: str) -> None:
        self.home = home
        self.owner = owner
        self._environment = {
            "NOVA_HOME": str(home),
            "NOVA_PORT": str(_free_port()),
            "NOVA_TOKEN_ALGORITHM": "HS256",
            "NOVA_PERSON_RATE": "100000",  # a load is a crowd behind one address
            "NOVA_STRANGER_RATE": "100000",
            "NOVA_TOKEN_SECRET": secrets.token_hex(32),
            "NOVA_ACCESS_TOKEN_SECONDS": "86400",
            "NOVA_APP_DATABASE_URL": addresses.as_role(owner, "nova_app"),
        }
        settings = read_settings(self._environment)
        size = Size(PEOPLE * SHARE)
        data.fill(owner, size, folded=True)
        signed = data.tokens(Tokens(settings), size)
        self.people = [Person(ident(USER, n), token) for n, token in enumerate(signed)]
        self.customers = [ident(CUSTOMER, n) for n in range(size.customers)]
        self.port = settings.port
        self._app: asyncio.subprocess.Process | None = None

    @property
    def managers(self) -> list[Person]:
        """Who hears of the whole team's customers."""
        return self.people[::TEAM_SIZE]

    async def connect(self, name: str = "faults") -> asyncpg.Connection:
        """A session of the database's owner."""
        return await asyncpg.connect(
            self.owner, timeout=CONNECT_SECONDS, command_timeout=COMMAND_SECONDS,
            server_settings={"application_name": name},
        )  # fmt: skip

    async def database_answers(self) -> bool:
        """Whether PostgreSQL takes a connection."""
        with contextlib.suppress(OSError, TimeoutError, asyncpg.PostgresError,
                                 asyncpg.InterfaceError):  # fmt: skip
            await (await self.connect()).close()
            return True
        return False

    async def app_is_ready(self) -> bool:
        """Whether the app says that it is well."""
        with contextlib.suppress(httpx.HTTPError):
            async with httpx.AsyncClient(trust_env=False) as client:
                answer = await client.get(f"http://127.0.0.1:{self.port}/api/ready", timeout=5)
                return answer.is_success
        return False

    def kill_app(self) -> None:
        """Kill -9."""
        with contextlib.suppress(ProcessLookupError):
            if self._app:
                self._app.kill()

    async def terminate_app_sessions(self, now: Callable[[], None] = lambda: None) -> None:
        """End every session that the app has with the database, the relay's too."""
        connection = await self.connect()
        now()
        ended = await connection.fetch(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'nova_app'"
        )
        await connection.close()
        if not ended:
            raise Problem("The app had no session to end.")

    async def kill_backend(self, now: Callable[[], None] = lambda: None) -> None:
        """Kill -9 one process of PostgreSQL, which then ends all and recovers by itself."""
        connection = await self.connect()
        pid = await connection.fetchval(
            "select pid from pg_stat_activity where backend_type = 'client backend'"
            " order by random() limit 1"
        )
        if psutil.Process(pid).ppid() == self._postmaster():
            now()
            os.kill(pid, signal.SIGKILL)
        connection.terminate()

    def stop_database(self) -> None:
        """Stop PostgreSQL at once, as `pg_ctl stop -m immediate` does."""
        postmaster = psutil.Process(self._postmaster())
        postmaster.send_signal(signal.SIGQUIT)
        deadline = time.monotonic() + START_SECONDS
        with contextlib.suppress(psutil.NoSuchProcess):
            while postmaster.status() != psutil.STATUS_ZOMBIE and time.monotonic() < deadline:
                time.sleep(0.01)

    def start_database(self) -> None:
        """Start it again; it recovers."""
        embedded.revive(self.home)

    async def keep_app(self) -> None:
        """Run `nova serve`, and again whenever it ends; stop it when cancelled."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("NOVA_")}
        with (self.home / "app.log").open("a") as log:
            while True:
                self._app = await asyncio.create_subprocess_exec(
                    NOVA, "serve", env=kept | self._environment,
                    stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log,
                )  # fmt: skip
                try:
                    await self._app.wait()
                except asyncio.CancelledError:
                    self._app.terminate()
                    await self._app.wait()
                    raise
                await asyncio.sleep(AGAIN)

    def _postmaster(self) -> int:
        return int((self.home / "postgres/postmaster.pid").read_text().split()[0])


@contextlib.contextmanager
def prepared(furnish: Callable[[Path], object] = lambda _: None) -> Iterator[Site]:
    """A site in a temporary folder, its database durable and filled. Raises Problem.

    `furnish` may put a migrated cluster into the folder, which saves making one.
    """
    with tempfile.TemporaryDirectory(prefix="nova-faults-") as folder:
        home = Path(folder)
        furnish(home)
        with embedded.running(home) as owner:
            migrations.migrate(owner)
            with psycopg.connect(owner) as connection:
                for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                    if connection.execute(f"show {setting}".encode()).fetchone() != ("on",):
                        raise Problem(f"{setting} is off: nothing would be proved.")
            yield Site(home, owner)


@contextlib.asynccontextmanager
async def served(site: Site) -> AsyncIterator[None]:
    """The app is up, and is kept up. Raises Problem with the end of its log when it is not."""
    keeper = asyncio.create_task(site.keep_app())
    try:
        if not await until(site.app_is_ready, START_SECONDS):
            raise Problem(f"The app did not start: {(site.home / 'app.log').read_text()[-500:]}")
        yield
    finally:
        keeper.cancel()
        await asyncio.gather(keeper, return_exceptions=True)


async def until(check: Callable[[], bool | Awaitable[bool]], seconds: float) -> bool:
    """Wait for something to be true; answers whether it became so in time."""
    deadline = time.monotonic() + seconds
    while True:
        found = check()
        if found if isinstance(found, bool) else await found:
            return True
        if time.monotonic() > deadline:
            return False
        await asyncio.sleep(0.02)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
