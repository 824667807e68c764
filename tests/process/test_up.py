"""`nova up` as a user meets it: from nothing, again, twice, killed, and in the way of others."""

import contextlib
import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psycopg
import pytest

import make
from conftest import Running
from nova.database import embedded

NOVA = str(Path(sys.executable).parent / "nova")
Nova = Callable[..., subprocess.CompletedProcess[str]]


class Up:
    """A running `nova up`."""

    def __init__(self, home: Path, port: int, **settings: object) -> None:
        self.url = f"http://127.0.0.1:{port}/api"
        self.home = home
        self.log = home.parent / f"{home.name[:20]}.{port}.log"
        home.parent.mkdir(parents=True, exist_ok=True)
        started = time.monotonic()
        self.process = subprocess.Popen(
            [NOVA, "up"], env=make.environment(home=home, port=port, **settings),
            stdout=self.log.open("a"), stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        make.eventually(self.is_ready, 60)
        self.took = time.monotonic() - started

    def is_ready(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()
        with contextlib.suppress(httpx.HTTPError):
            return (
                httpx.get(f"{self.url}/ready", trust_env=False, verify=make.PLAIN).status_code
                == 200
            )
        return False

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(how)
        return self.process.wait(30)


@pytest.fixture
def up(tmp_path: Path) -> Iterator[Callable[..., Up]]:
    started: list[Up] = []

    def start(home: Path | None = None, **settings: object) -> Up:
        one = Up(home or tmp_path / "home", make.free_port(), **settings)
        started.append(one)
        return one

    yield start
    for one in started:
        if one.process.poll() is None:
            one.stop(signal.SIGTERM)


def copy(home: Path, to: Path) -> Path:
    """The same home at another place; who owns its files is kept."""
    subprocess.run(["cp", "-a", home, to], check=True)
    return to


@pytest.fixture(scope="module")
def from_nothing(tmp_path_factory: pytest.TempPathFactory) -> Up:
    """What the first start made of an empty folder; it was stopped by Ctrl-C."""
    one = Up(tmp_path_factory.mktemp("nothing") / "home", make.free_port())
    try:
        assert logged_in(one).status_code == 200
        make.eventually(lambda: len(listed(one, "sara@demo.nova", "smart-matches")) > 3)
    finally:
        assert one.stop() == 0
    make.eventually(lambda: not servers(one.home))
    copy(one.home, one.home.with_name("kept"))
    return one


@pytest.fixture
def home(from_nothing: Up, tmp_path: Path) -> Path:
    """A home that was used before."""
    return copy(from_nothing.home.with_name("kept"), tmp_path / "home")


@pytest.fixture(scope="module")
def lasting(from_nothing: Up) -> Iterator[Up]:
    """The second start on it; it outlives several tests, which leave it as it is."""
    one = Up(from_nothing.home, make.free_port())
    yield one
    assert one.stop(signal.SIGTERM) == 0
    make.eventually(lambda: not servers(one.home))


def servers(home: Path) -> list[int]:
    """The postgres processes on this folder."""
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and str(home).encode() in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
    return [
        pid
        for pid in found
        if b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0]
    ]


def logged_in(one: Up) -> httpx.Response:
    body = {"identifier": "sara@demo.nova", "password": "Nova1234!"}
    return httpx.post(f"{one.url}/auth/login", json=body, trust_env=False, verify=make.PLAIN)


def listed(one: Up, email: str, path: str) -> list[dict[str, object]]:
    """What one of the demo's people sees on a list."""
    body = {"identifier": email, "password": "Nova1234!"}
    token = httpx.post(
        f"{one.url}/auth/login", json=body, trust_env=False, verify=make.PLAIN
    ).json()["token"]
    headers = {"authorization": f"Bearer {token}"}
    answer = httpx.get(f"{one.url}/{path}", headers=headers, trust_env=False, verify=make.PLAIN)
    found: list[dict[str, object]] = answer.json()["data"]
    return found


def test_from_nothing_then_ctrl_c_then_again_quickly(from_nothing: Up, lasting: Up) -> None:
    told = from_nothing.log.read_text()
    for line in (f"{from_nothing.url}", "/api/docs", "sara@demo.nova", "Nova1234!", "Demo data"):
        assert line in told
    assert servers(lasting.home), "the folder is the one of the first start"
    assert logged_in(lasting).status_code == 200
    assert "Demo data" not in lasting.log.read_text()


def test_after_kill_nine_the_next_start_recovers(up: Callable[..., Up], home: Path) -> None:
    first = up(home)
    first.stop(signal.SIGKILL)
    second = up(home)
    assert logged_in(second).status_code == 200
    for pid in servers(home):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    second.stop(signal.SIGKILL)
    third = up(home)
    assert logged_in(third).status_code == 200
    assert third.stop() == 0
    make.eventually(lambda: not servers(home), 60)


def test_a_database_that_dies_is_started_again(up: Callable[..., Up], home: Path) -> None:
    one = up(home)
    for pid in servers(home):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    def again() -> bool:
        return "was started again" in one.log.read_text() and one.is_ready()

    make.eventually(again, 30)
    assert logged_in(one).status_code == 200


def test_the_demo_accounts_have_what_the_banner_says(lasting: Up) -> None:
    paths = ("customers", "properties", "offers", "requests", "smart-matches", "notifications")
    for email in ("sara@demo.nova", "fahad@demo.nova"):
        for path in paths:
            assert listed(lasting, email, path), (email, path)


def test_two_run_side_by_side_one_of_them_in_a_long_strange_path(
    up: Callable[..., Up], lasting: Up, home: Path, tmp_path: Path
) -> None:
    strange = tmp_path / ("a folder with blanks and 'quotes' " + "x" * 80) / "دار"
    strange.parent.mkdir()
    home.rename(strange)
    other = up(strange)
    assert {logged_in(each).status_code for each in (lasting, other)} == {200}
    assert other.stop() == 0
    assert logged_in(lasting).status_code == 200


def test_psql_and_url_reach_the_running_database(lasting: Up, nova: Nova) -> None:
    address = nova("url", home=lasting.home).stdout.strip()
    with psycopg.connect(address) as connection:
        assert connection.execute("select count(*) > 30 from nova.users").fetchone() == (True,)
    asked = nova("psql", "-Atc", "select 6 * 7", home=lasting.home)
    assert (asked.returncode, asked.stdout.strip()) == (0, "42")
    assert (
        httpx.get(f"{lasting.url}/ready", trust_env=False, verify=make.PLAIN).status_code == 200
    ), "psql's end stopped the server"
    status = nova("status", home=lasting.home).stdout
    assert "applied  0001.roles-and-schemas" in status
    assert "that of sql/" in status


def test_a_port_in_use_is_one_sentence(nova: Nova, app: Running, tmp_path: Path) -> None:
    port = app.settings.port
    told = nova("up", home=tmp_path, port=port)
    assert told.returncode == 1
    assert (
        told.stderr
        == f"nova: 127.0.0.1:{port} is in use: stop what listens there or set NOVA_PORT.\n"
    )


def test_a_misspelt_setting_is_one_sentence(nova: Nova, tmp_path: Path) -> None:
    told = nova("status", home=tmp_path, portt=8001)
    assert (told.returncode, told.stderr) == (
        1, "nova: NOVA_PORTT is no setting: did you mean NOVA_PORT?\n",
    )  # fmt: skip


def test_a_database_of_a_newer_nova_is_one_sentence(nova: Nova, fresh_url: str) -> None:
    with psycopg.connect(fresh_url) as owner:
        owner.execute(
            "insert into public._yoyo_migration (migration_hash, migration_id, applied_at_utc)"
            " values ('x', '9999.later', now())"
        )
    for command in (("migrate",), ("up",)):
        told = nova(*command, database_url=fresh_url, port=make.free_port())
        assert told.returncode == 1
        assert told.stderr.startswith("nova: This database is of a newer Nova: it has 9999.later")
        assert told.stderr.count("\n") == 1
    assert "unknown  9999.later" in nova("status", database_url=fresh_url).stdout


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"database_url": "postgresql://postgres@127.0.0.1:1/nova"}, "cannot be used"),
        ({"database_url": "nonsense"}, "cannot be used"),
        ({"home": "/proc/nova"}, "cannot be written"),
        ({"port": "http"}, "NOVA_PORT is not usable"),
        ({"port": "99999"}, "NOVA_PORT is not usable"),
        ({"token_algorithm": "none"}, "NOVA_TOKEN_ALGORITHM is not usable"),
        ({"token_algorithm": "HS256"}, "needs NOVA_TOKEN_SECRET"),
        ({"log_level": "loud"}, "One of: debug, info, warning, error."),
        ({"secret": "short"}, "NOVA_SECRET is not usable"),
    ],
)
def test_a_wrong_setting_is_one_sentence(
    nova: Nova, tmp_path: Path, settings: dict[str, object], words: str
) -> None:
    told = nova("up", **({"home": tmp_path, "port": make.free_port()} | settings))
    assert told.returncode == 1
    assert told.stderr.startswith("nova: ")
    assert words in told.stderr
    assert told.stderr.count("\n") == 1


AS_SOMEBODY = """
import os, sys, asyncio, getpass, ssl, encodings.idna, nova.cli.commands, nova.cli.up
import uvicorn.protocols.http.httptools_impl
import uvicorn.protocols.websockets.websockets_sansio_impl, uvicorn.lifespan.on, uvicorn.loops.uvloop
import yoyo.scripts.newmigration
if os.geteuid() == 0:
    os.setgroups([]); os.setresgid(65534, 65534, 65534); os.setresuid(65534, 65534, 65534)
sys.argv = ["nova", *sys.argv[1:]]
nova.cli.commands.main()
"""


def somebody(*arguments: str) -> list[str]:
    """The `nova` command as a user who is not root; the interpreter itself may be root's alone."""
    return [sys.executable, "-c", AS_SOMEBODY, *arguments]


def folder_of_somebody(tmp_path: Path, mode: int) -> Path:
    """A folder that belongs to that user, reachable for them."""
    folder = tmp_path / "theirs"
    folder.mkdir()
    if os.geteuid() == 0:
        os.chown(folder, 65534, 65534)
    folder.chmod(mode)
    for parent in folder.parents:
        if not parent.stat().st_mode & stat.S_IXOTH:
            parent.chmod(parent.stat().st_mode | stat.S_IXOTH)
    return folder


def test_a_read_only_folder_is_one_sentence(tmp_path: Path) -> None:
    folder = folder_of_somebody(tmp_path, 0o555)
    told = subprocess.run(
        somebody("up"), env=make.environment(home=folder, port=make.free_port()), capture_output=True,
        text=True, check=False, timeout=60,
    )  # fmt: skip
    assert told.returncode == 1
    assert "NOVA_HOME" in told.stderr
    assert told.stderr.count("\n") == 1


def test_it_works_as_a_user_who_is_not_root(tmp_path: Path) -> None:
    embedded._make_passable(embedded.PROGRAMS / "postgres")
    folder, port = folder_of_somebody(tmp_path, 0o755), make.free_port()
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            somebody("up"),
            env=make.environment(home=folder / "home", port=port, host="0.0.0.0"),  # no demo data
            stdout=log,
            stderr=log,
        )
    try:
        ready = f"http://127.0.0.1:{port}/api/ready"

        def is_ready() -> bool:
            assert process.poll() is None, (tmp_path / "log").read_text()
            with contextlib.suppress(httpx.HTTPError):
                return httpx.get(ready, trust_env=False, verify=make.PLAIN).status_code == 200
            return False

        make.eventually(is_ready, 60)
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0


def test_an_older_server_is_one_sentence(
    nova: Nova, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nova.database import migrations
    from nova.problem import Problem

    monkeypatch.setattr(migrations, "OLDEST_SERVER", 990_000)
    from conftest import url_of

    with pytest.raises(Problem, match="needs PostgreSQL 18 or newer; this server is version 18"):
        migrations.connect(url_of("postgres"))
    monkeypatch.setattr(migrations, "OLDEST_SERVER", 180_000)
    monkeypatch.setattr(migrations, "EXTENSIONS", ("vector", "nothing_like_this"))
    with pytest.raises(Problem, match="lacks the extensions nothing_like_this"):
        migrations.connect(url_of("postgres"))


def test_it_serves_a_real_server_given_by_url(up: Callable[..., Up], fresh_url: str) -> None:
    one = up(database_url=fresh_url)
    assert logged_in(one).status_code == 401, "a real server gets no demo accounts by itself"
    assert "Demo" not in one.log.read_text()
    assert one.stop() == 0


def test_the_log_shows_the_code_to_a_developer(lasting: Up) -> None:
    phone = make.mobile()
    body = {"email": make.email(), "phone": phone, "password": "Test1234!", "name": "سارة"}
    assert (
        httpx.post(
            f"{lasting.url}/auth/register", json=body, trust_env=False, verify=make.PLAIN
        ).status_code
        == 201
    )

    def sent() -> list[str]:
        lines = [
            json.loads(line) for line in lasting.log.read_text().splitlines() if line[:1] == "{"
        ]
        return [line["text"] for line in lines if line.get("to") == "+966" + phone[1:]]

    assert "الرمز: " in make.eventually(sent)[0]
