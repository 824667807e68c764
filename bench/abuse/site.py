"""What is abused: a durable PostgreSQL of its own, `nova serve` alone on a core, `nova worker`.

PostgreSQL, the worker, the victims and the abuser share the other core.
"""

import asyncio
import contextlib
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import psutil
import psycopg
from argon2 import PasswordHasher

from bench import data
from bench.data import SHARE, USER, Size, ident
from bench.live.quiet import watching
from bench.setting import START_SECONDS, await_ready, free_port, pin, serving
from nova.database import embedded, migrations
from nova.identity.tokens import Tokens
from nova.problem import Problem
from nova.settings import read_settings

ACCOUNTS = 25
VICTIMS = range(10)
SELLER, BUYER = 10, 15
"""Two more bystanders: one offers, the other waits for the match. Of two teams."""
MATCHED, PAGER, SEARCHER = 16, 17, 18
"""Accounts that do their worst, each to something else; ordinary ones, on trial."""
OWNERS = range(20, 25)
"""Whose passwords are tried, one a round."""
PASSWORD = "Kept-for-the-bench-1"
EQUIP = """
insert into private.user_passwords (user_id, password_hash) select id, %s from nova.users;

update nova.subscriptions
set status = 'ACTIVE', current_period_end = now() + interval '1 year',
    plan_id = (select p.id from nova.subscription_plans p where p.name = 'company')
where user_id = any (%s)
"""
MOMENT, RESTING = 0.1, 0.2
"""Seconds; and of a core in them: the kernel counts in hundredths."""
MATCHER = "select from pg_stat_activity where application_name = 'nova matcher'"


class Account(NamedTuple):
    """Somebody with a session, who calls from an address of their own."""

    number: int
    id: UUID
    token: str

    @property
    def email(self) -> str:
        """What they log in with."""
        return f"broker{self.number}@example.com"

    @property
    def address(self) -> str:
        """Where they always call from."""
        return f"10.{self.number}.0.1"


class Site(NamedTuple):
    """The running servers, and the people in the database."""

    home: Path
    owner: str
    port: int
    app: psutil.Process
    server: psutil.Process
    core: int
    """Of everybody but the app."""
    accounts: list[Account]

    def backends(self) -> list[psutil.Process]:
        """PostgreSQL's processes that serve the app."""
        found = []
        for child in self.server.children():
            with contextlib.suppress(psutil.NoSuchProcess):
                if "nova_app" in " ".join(child.cmdline()):
                    found.append(child)
        return found

    async def app_rests(self) -> bool:
        """Whether the app does next to nothing for a moment."""
        before = sum(self.app.cpu_times()[:2])
        await asyncio.sleep(MOMENT)
        return bool(sum(self.app.cpu_times()[:2]) - before <= RESTING * MOMENT)

    def last_error(self) -> str:
        """What the app logged last as an error of its own."""
        lines = (self.home / "app.log").read_text().splitlines()
        return next((line[:500] for line in reversed(lines) if '"level":"error"' in line), "")


@contextlib.contextmanager
def prepared() -> Iterator[Site]:
    """Fill the database and start everything. Raises Problem."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        raise Problem("The benchmark needs two cores: one for the app, one for everybody else.")
    with tempfile.TemporaryDirectory(prefix="nova-abuse-") as folder:
        home = Path(folder)
        given = {
            "NOVA_HOME": folder,
            "NOVA_PORT": str(free_port()),
            "NOVA_TOKEN_ALGORITHM": "HS256",
            "NOVA_TOKEN_SECRET": secrets.token_hex(32),
            "NOVA_ACCESS_TOKEN_SECONDS": "86400",  # a run is longer than a token's usual life
            "NOVA_TRUSTED_PROXIES": "127.0.0.1",
        }
        settings = read_settings(given)
        with embedded.running(home) as owner:
            migrations.migrate(owner)
            server = psutil.Process(int((home / "postgres/postmaster.pid").read_text().split()[0]))
            with (
                watching(home), serving(home, given, cores[0]) as app,
                _working(home, given) as worker,
            ):  # fmt: skip
                _fill(owner)  # while they start
                await_ready(f"http://127.0.0.1:{settings.port}", app, home)
                _await_worker(owner, home)
                worker.cpu_affinity([cores[1]])
                pin(server, cores[1])
                os.sched_setaffinity(0, {cores[1]})
                people = _accounts(Tokens(settings))
                yield Site(home, owner, settings.port, app, server, cores[1], people)


def _accounts(signer: Tokens) -> list[Account]:
    """Everybody, by number."""
    signed = data.tokens(signer, Size(ACCOUNTS * SHARE))
    return [Account(n, ident(USER, n), token) for n, token in enumerate(signed)]


def _fill(owner: str) -> None:
    """People with 200 customers each and a password; bystanders whom no limit of a plan meets."""
    data.fill(owner, Size(ACCOUNTS * SHARE), folded=True)
    kept = PasswordHasher(memory_cost=19_456, time_cost=2, parallelism=1).hash(PASSWORD)
    bystanders = [ident(USER, n) for n in (*VICTIMS, SELLER, BUYER)]
    with psycopg.connect(owner) as connection:
        for statement, value in zip(EQUIP.split(";\n\n"), (kept, bystanders), strict=True):
            connection.execute(statement.encode(), [value])


@contextlib.contextmanager
def _working(home: Path, given: dict[str, str]) -> Iterator[psutil.Process]:
    """`nova worker`; stopped at the end."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NOVA_")}
    with (home / "worker.log").open("w") as log:
        started = subprocess.Popen(
            [str(Path(sys.executable).parent / "nova"), "worker"],
            env=kept | given, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        yield psutil.Process(started.pid)
    finally:
        started.terminate()
        started.wait(20)


def _await_worker(owner: str, home: Path) -> None:
    """Until the worker is there. Raises Problem with the end of its log when it is not."""
    deadline = time.monotonic() + START_SECONDS
    with psycopg.connect(owner, autocommit=True) as connection:
        while time.monotonic() < deadline:
            if connection.execute(MATCHER).fetchone() is not None:
                return
            time.sleep(0.1)
    raise Problem(f"The worker did not start: {(home / 'worker.log').read_text()[-500:]}")
