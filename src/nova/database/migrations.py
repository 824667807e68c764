"""`nova migrate`, `nova rollback`, `nova status`: the database brought to what the files say.

Pending migrations first, by yoyo; then always the sync of sql/ (logic.py), all under one advisory
lock. yoyo knows a migration by its name only, so we keep a hash of its text and refuse a file
that was changed after it was applied.
"""

import hashlib
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from urllib.parse import parse_qs, quote, urlencode, urlsplit, urlunsplit

import msgspec
import psycopg
import yoyo
from psycopg import sql

from nova.database import logic
from nova.database.addresses import without_password
from nova.problem import Problem
from nova.settings import MIGRATIONS, Settings

FOLDER = MIGRATIONS
LOCK = 6682000001  # the register is in sql/README.md
LOCK_TIMEOUT = "5s"
WAIT = 0.1  # seconds between two tries to take the lock
OLDEST_SERVER = 180_000
EXTENSIONS = ("vector", "pg_trgm", "btree_gin", "btree_gist")


class State(msgspec.Struct, frozen=True):
    """Where a database stands: names of migrations, and whether its logic is that of sql/."""

    applied: list[str]
    pending: list[str]
    changed: list[str]
    unknown: list[str]
    logic_current: bool


def connect(url: str) -> psycopg.Connection:
    """Connect as an administrator. Raises Problem: unreachable, too old, lacking extensions."""
    try:
        connection = psycopg.connect(url, autocommit=True, connect_timeout=5)
    except (psycopg.OperationalError, psycopg.ProgrammingError) as error:
        reason = str(error).strip().splitlines()[0]
        raise Problem(f"The database at {without_password(url)} cannot be used: {reason}") from None
    if connection.info.server_version < OLDEST_SERVER:
        version = connection.info.server_version // 10_000
        raise Problem(f"Nova needs PostgreSQL 18 or newer; this server is version {version}.")
    rows = connection.execute("select name from pg_available_extensions").fetchall()
    if missing := set(EXTENSIONS) - {name for (name,) in rows}:
        raise Problem(
            f"The server lacks the extensions {', '.join(sorted(missing))}: install them."
        )
    return connection


def status(url: str) -> State:
    """Compare the database with the files; changes nothing. Raises Problem."""
    with connect(url) as connection:
        applied = _applied(connection)
        files = _files()
        return State(
            applied=[name for name in files if name in applied],
            pending=[name for name in files if name not in applied],
            unknown=sorted(set(applied) - set(files)),
            changed=[name for name, text in files.items() if applied.get(name, text) != text],
            logic_current=logic.is_current(connection),
        )


def migrate(url: str) -> State:
    """Apply what is pending and sync the logic; answers what it found before. Raises Problem."""
    with connect(url) as connection, _locked(connection):
        before = status(url)
        _refuse_changed(before)
        for _ in _yoyo(url, before.pending, "apply"):
            _remember(connection)
        logic.sync(connection)
        connection.execute("select private.make_partitions(30)")
        return before


def rollback(url: str, count: int = 1) -> list[str]:
    """Take back the newest migrations, and with them what stands on them; answers their names."""
    with connect(url) as connection, _locked(connection):
        before = status(url)
        _refuse_changed(before)
        names = before.applied[-count:]
        if names:
            logic.clear(connection)
            for name in _yoyo(url, names, "rollback"):
                _forget(connection, name)
        return list(reversed(names))


def pending_sql(names: list[str], suffix: str = ".sql") -> Iterator[str]:
    """The text of these migrations, for a DBA to read before they run."""
    for name in names:
        yield f"-- {name}\n{(FOLDER / (name + suffix)).read_text()}"


def give_logins(url: str, settings: Settings) -> None:
    """Set the passwords that the roles' URLs carry on them, hashed here. Raises Problem."""
    with connect(url) as connection:
        for login in (settings.app_database_url, settings.worker_database_url):
            parts = urlsplit(login or "")
            if parts.username and parts.password:
                secret = connection.pgconn.encrypt_password(
                    parts.password.encode(), parts.username.encode(), b"scram-sha-256"
                )
                connection.execute(
                    sql.SQL("alter role {} password {}").format(
                        sql.Identifier(parts.username), sql.Literal(secret.decode())
                    )
                )


@contextmanager
def _locked(connection: psycopg.Connection) -> Iterator[None]:
    """One migration of a database at a time; another one waits here.

    It asks again and again: a statement that waits would hold a snapshot, and an index that is
    built concurrently waits for every snapshot to go.
    """
    while not _holds(connection):
        time.sleep(WAIT)
    try:
        yield
    finally:
        connection.execute("select pg_advisory_unlock(%s)", [LOCK])


def _holds(connection: psycopg.Connection) -> bool:
    """Try to take the lock."""
    row = connection.execute("select pg_try_advisory_lock(%s)", [LOCK]).fetchone()
    return bool(row and row[0])


def _files() -> dict[str, str]:
    """Each migration's name and hash, in order."""
    names = sorted(path for path in FOLDER.glob("*.sql") if ".rollback" not in path.suffixes)
    return {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in names}


def _applied(connection: psycopg.Connection) -> dict[str, str]:
    """The migrations that the database has, with the hash of what was applied."""
    if not _exists(connection, "public._yoyo_migration"):
        return {}
    done = connection.execute("select migration_id from public._yoyo_migration").fetchall()
    hashes: dict[str, str] = {}
    if _exists(connection, "private.applied_migrations"):
        query = "select migration_id, sha256 from private.applied_migrations"
        hashes = dict(connection.execute(query).fetchall())
    files = _files()
    return {name: hashes.get(name, files.get(name, "")) for (name,) in done}


def _exists(connection: psycopg.Connection, table: str) -> bool:
    """Whether this table exists."""
    row = connection.execute("select to_regclass(%s) is not null", [table]).fetchone()
    return bool(row and row[0])


def _refuse_changed(state: State) -> None:
    """A migration that was applied is history: raises Problem when its file says otherwise, or
    when there is none, since a newer Nova has been here."""
    if state.unknown:
        raise Problem(
            f"This database is of a newer Nova: it has {', '.join(state.unknown)}, which these "
            "files lack. Update the files, or use another database."
        )
    if state.changed:
        raise Problem(
            f"{', '.join(state.changed)} changed after it was applied: put the file back as it "
            "was and write a new migration."
        )


def _remember(connection: psycopg.Connection) -> None:
    """Keep the hash of each migration that yoyo has now."""
    applied = _applied(connection)
    connection.execute(
        "insert into private.applied_migrations (migration_id, sha256)"
        " select * from unnest(%s::text[], %s::text[]) on conflict do nothing",
        [list(applied), list(applied.values())],
    )


def _forget(connection: psycopg.Connection, name: str) -> None:
    """Drop the hash of a migration that was taken back."""
    if _exists(connection, "private.applied_migrations"):
        connection.execute("delete from private.applied_migrations where migration_id = %s", [name])


def _yoyo(url: str, names: list[str], direction: str) -> Iterator[str]:
    """Let yoyo apply or roll back exactly these, each in a transaction of its own; tells each that
    is done. Raises Problem with the server's complaint about the one that it refused.
    """
    if not names:
        return
    backend = yoyo.get_backend(_yoyo_url(url))
    try:
        wanted = yoyo.read_migrations(str(FOLDER)).filter(lambda each: each.id in names)
        if direction == "apply":
            turn, step = backend.to_apply(wanted), backend.apply_one
        else:
            turn, step = backend.to_rollback(wanted), backend.rollback_one
        for each in turn:
            _one(url, each.id, partial(step, each))
            yield each.id
    finally:
        backend.connection.close()


def _one(url: str, name: str, step: Callable[[], None]) -> None:
    """One migration, up or down. Raises Problem: it waited too long, or was refused."""
    try:
        step()
    except psycopg.errors.LockNotAvailable:
        raise Problem(
            f"{name} waited {LOCK_TIMEOUT} for what others use and was given up: "
            f"{_open_transactions(url)} What was applied before it stays; run it again."
        ) from None
    except psycopg.Error as error:
        raise Problem(f"{name} failed and was undone: {error}") from error


def _open_transactions(url: str) -> str:
    """Who has a transaction open, for whoever has to end it."""
    with connect(url) as connection:
        found = connection.execute(
            "select format('process %s (%s, %s) has had a transaction open for %s s', pid, usename,"
            " coalesce(nullif(application_name, ''), 'no name'),"
            " round(extract(epoch from now() - xact_start)))"
            " from pg_stat_activity where datname = current_database() and xact_start < now()"
            " and pid <> pg_backend_pid() and backend_type = 'client backend'"
            " order by xact_start limit 5"
        ).fetchall()
    return "; ".join(line for (line,) in found) + "." if found else "nobody has any more."


def _yoyo_url(url: str) -> str:
    """A libpq address as yoyo wants it: its scheme, its parameters, and our lock time-out."""
    parts = urlsplit(url)
    options = {key: values[0] for key, values in parse_qs(parts.query).items()}
    options["options"] = f"{options.get('options', '')} -c lock_timeout={LOCK_TIMEOUT}".strip()
    scheme = re.sub(r"^postgres(ql)?$", "postgresql+psycopg", parts.scheme)
    query = urlencode(options, quote_via=quote)
    return urlunsplit(parts._replace(scheme=scheme, query=query))


def newest_file() -> str:
    """The name of the newest migration that this code knows."""
    return max(_files())
