"""A database in trouble is never our mistake: 503 with Retry-After, and the app comes back by itself."""

import os
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import LiteralString, NamedTuple
from uuid import uuid4

import httpx
import psycopg
import pytest
from psycopg import sql

import make
from conftest import Running, furnish, passable_folder, settings_for
from make import eventually
from nova.database import embedded
from nova.errors.postgres import ServerError, refused_by_database

POOL = 4
LOGINS = ("nova_app", "nova_worker")


class Site(NamedTuple):
    """A server of its own, an app and a worker on it, and who uses them."""

    home: Path
    url: str
    app: Running
    broker: make.Person
    admin: make.Person
    customer: str
    match: str

    @property
    def data(self) -> str:
        return str(self.home / "postgres")


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """One for all of them: each trouble is over before the next one comes."""
    with passable_folder() as home, embedded.running(furnish(home)) as url:
        with psycopg.connect(url, autocommit=True) as owner:
            owner.execute("alter system set fsync = off")
            owner.execute("select pg_reload_conf()")
        settings = settings_for(home, pool_size=POOL, queue_timeout=0.5, statement_timeout=2)
        app = Running(url, settings)
        app.start()
        broker, seller = make.broker(app.url, url), make.broker(app.url, url)
        admin = make.with_role(url, make.broker(app.url, url), "ADMIN")
        customer = broker.api.post("/customers", json={"name": "x", "phone": make.mobile()})
        offer = make.offered(seller)
        make.requested(broker)
        match = make.match_of(broker, offer["id"])["id"]
        broken = {"scopeId": str(broker.id), "reason": "تحقيق في شكوى رقم 12"}
        assert admin.api.post("/audit/break-glass", json=broken).status_code == 201
        yield Site(home, url, app, broker, admin, f"/customers/{customer.json()['id']}", match)
        for person in (broker, seller, admin):
            person.api.close()
        app.stop()


@contextmanager
def administrator(site: Site, database: str = "postgres") -> Iterator[psycopg.Connection]:
    """Whoever causes the trouble."""
    with psycopg.connect(embedded.url(site.home, database=database), autocommit=True) as connection:
        yield connection


def hang_up(connection: psycopg.Connection) -> None:
    """End every connection of the app and the worker."""
    connection.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = any (%s)",
        [list(LOGINS)],
    )


def write(site: Site, **fields: object) -> httpx.Response:
    """Keep a new customer."""
    body = {"name": "x", "phone": make.mobile()} | fields
    return site.broker.api.post("/customers", json=body)


def read(site: Site) -> httpx.Response:
    """Show a customer."""
    return site.broker.api.get(site.customer)


def writes(site: Site) -> Iterator[httpx.Response]:
    """Every kind of write, once more than the pool has connections."""
    broker, path = site.broker.api, site.customer
    yield broker.patch(path, json={"notes": "y"})
    yield broker.delete(path, headers={"if-match": '"1"'})
    yield broker.post(f"{path}/activities", json={"type": "CALL"})
    yield broker.post(
        "/customers", json={"name": "x", "phone": make.mobile()},
        headers={"idempotency-key": str(uuid4())},
    )  # fmt: skip
    yield broker.patch("/users/me", json={"city": "جدة"})
    yield broker.get(f"/smart-matches/{site.match}")  # leaves the mark that it was viewed
    with make.Client(site.app.url) as stranger:
        yield stranger.post(
            "/auth/login", json={"identifier": site.broker.phone, "password": make.PASSWORD}
        )
        yield stranger.post("/auth/forgot-password", json={"identifier": site.broker.phone})
    for _ in range(POOL + 1):
        yield write(site)


READS = (
    "/auth/me", "/customers", "/customers?q=x&count=true", "/properties", "/requests", "/offers",
    "/smart-matches", "/notifications", "/users/me", "/users/me/stats", "/teams", "/permissions",
    "/auth/sessions", "/offers/marketplace", "/subscriptions/current", "/events", "/health",
)  # fmt: skip
OPEN_READS = (
    "/locations/cities", "/locations/cities/1/districts", "/meta/enums", "/subscriptions/plans",
    "/health",
)  # fmt: skip


def told(answer: httpx.Response) -> None:
    """It is said that the trouble is none of the caller's, and when to come back."""
    assert answer.status_code == 503, (answer.request.url.path, answer.status_code, answer.text)
    assert answer.json()["code"] in {"unavailable", "busy"}
    assert int(answer.headers["retry-after"]) >= 1


def are_read(api: httpx.Client, paths: Sequence[str]) -> None:
    """All of these are answered, at once or when a lost connection is there again."""

    def is_read(path: str) -> bool:
        answer = api.get(path)
        if answer.status_code != 200:
            told(answer)
        return answer.status_code == 200

    for path in paths:
        eventually(lambda path=path: is_read(path))


def serves_again(site: Site) -> None:
    """The app reads and writes, follows the log and sends messages, and nobody started it anew."""
    seen: set[int] = set()

    def is_served(ask: Callable[[Site], httpx.Response], status: int) -> bool:
        answer = ask(site)
        seen.add(answer.status_code)
        return answer.status_code == status

    eventually(lambda: is_served(write, 201), 20)
    for _ in range(POOL + 1):
        eventually(lambda: is_served(write, 201))
        eventually(lambda: is_served(read, 200))
    ready = f"{site.app.url}/api/ready"
    eventually(lambda: httpx.get(ready, trust_env=False, verify=make.PLAIN).status_code == 200)
    assert seen <= {200, 201, 503}
    joined, answer = make.register(site.app.url)
    assert make.code(answer["user"]["phone"]), "the worker sends again"
    joined.close()


@contextmanager
def read_only(site: Site) -> Iterator[None]:
    """The database takes no writes, as a standby."""
    with administrator(site) as owner:
        owner.execute("alter database nova set default_transaction_read_only = on")
        hang_up(owner)
        try:
            eventually(lambda: read(site).status_code == 200)
            yield
        finally:
            owner.execute("alter database nova reset default_transaction_read_only")


def test_a_database_that_takes_no_writes_is_read_from(site: Site) -> None:
    with read_only(site):
        for answer in writes(site):
            told(answer)
        are_read(site.broker.api, READS)
    serves_again(site)


def test_a_database_that_takes_no_writes_is_read_from_by_strangers_too(site: Site) -> None:
    with read_only(site), make.Client(site.app.url) as stranger:
        are_read(stranger, OPEN_READS)
    serves_again(site)


def test_a_look_that_is_written_down_waits_for_a_database_that_takes_writes(site: Site) -> None:
    """An administrator who broke glass reads nothing that the audit does not know of."""
    with read_only(site):
        for path in (site.customer, "/customers", "/users/me"):
            told(site.admin.api.get(path))
    serves_again(site)
    assert site.admin.api.get(site.customer).status_code == 200


@contextmanager
def logins(site: Site, trouble: LiteralString, well: LiteralString) -> Iterator[None]:
    """The app's and the worker's logins so, and then as they were."""
    with administrator(site) as owner:

        def alter(how: LiteralString) -> None:
            for login in LOGINS:
                owner.execute(
                    sql.SQL("alter role {} {}").format(sql.Identifier(login), sql.SQL(how))
                )

        alter(trouble)
        try:
            hang_up(owner)
            yield
        finally:
            alter(well)


@pytest.mark.parametrize(
    ("trouble", "well"), [("connection limit 0", "connection limit -1"), ("nologin", "login")]
)
def test_a_database_that_takes_no_connection_is_waited_for(
    site: Site, trouble: LiteralString, well: LiteralString
) -> None:
    with logins(site, trouble, well):
        for ask in (read, write, read):
            told(ask(site))
    serves_again(site)


def test_a_grant_that_was_lost_is_not_the_callers_lack_of_a_right(site: Site) -> None:
    with administrator(site, "nova") as owner:
        owner.execute("revoke select on nova.customers from nova_app")
        try:
            for answer in (read(site), site.broker.api.get("/customers")):
                told(answer)
        finally:
            owner.execute("grant select on nova.customers to nova_app")
    serves_again(site)


@pytest.mark.parametrize(
    ("lost", "found"),
    [
        ("alter function nova.list_customers rename to gone", "alter function nova.gone rename to list_customers"),
        ("alter table nova.customers rename to gone", "alter table nova.gone rename to customers"),
        ("alter table nova.customers rename name to gone", "alter table nova.customers rename gone to name"),
        ("alter schema private rename to gone", "alter schema gone rename to private"),
    ],
)  # fmt: skip
def test_a_database_that_is_half_restored_is_none_of_the_callers_business(
    site: Site, lost: LiteralString, found: LiteralString
) -> None:
    with administrator(site, "nova") as owner:
        owner.execute(lost)
        try:
            told(site.broker.api.get("/customers"))
        finally:
            owner.execute(found)
    serves_again(site)


def test_a_transaction_that_is_ended_for_its_age_is_told_so(site: Site) -> None:
    soon = "set transaction_timeout = '300ms'"
    with (
        logins(site, soon, "reset transaction_timeout"),
        administrator(site, "nova") as owner,
        owner.transaction(),
    ):
        eventually(lambda: read(site).status_code == 200)
        owner.execute("select from nova.customers where id = %s for update", [site.customer[-36:]])
        told(site.broker.api.patch(site.customer, json={"notes": "late"}))
    with administrator(site) as owner:
        hang_up(owner)
    serves_again(site)


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_server_that_was_shut_down_is_waited_for(site: Site, mode: str) -> None:
    embedded._run("pg_ctl", "-D", site.data, "-w", "-s", "-m", mode, "stop")
    try:
        for ask in (read, write, read):
            told(ask(site))
    finally:
        embedded._start(Path(site.data))
    serves_again(site)


def test_a_connection_that_ends_at_work_costs_what_was_on_it(site: Site) -> None:
    answers: list[httpx.Response] = []
    late = threading.Thread(target=lambda: answers.append(write(site)))
    at_work = (
        "select pid from pg_stat_activity"
        " where usename = 'nova_app' and wait_event_type = 'Lock' and datname = 'nova'"
    )
    with administrator(site, "nova") as owner, owner.transaction():
        owner.execute("lock table nova.customers in access exclusive mode")
        late.start()
        with administrator(site) as other:
            ((pid,),) = eventually(lambda: other.execute(at_work).fetchall())
            other.execute("select pg_terminate_backend(%s)", [pid])
        late.join()
    told(answers[0])
    serves_again(site)


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of 24 MiB there that PostgreSQL may write to; skips where none can be mounted."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m,mode=0700", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("nobody may mount a disk here")
    try:
        os.chown(folder, *embedded._owner_ids())
        embedded._make_passable(folder)
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(owner: psycopg.Connection) -> None:
    """Write until not one page more fits."""
    owner.execute(
        "create table public.filler (words text storage plain) with (autovacuum_enabled = off)"
        " tablespace small"
    )
    rows = 4096
    while rows:
        try:
            owner.execute(
                "insert into public.filler select repeat('x', 7000) from generate_series(1, %s)",
                [rows],
            )
        except psycopg.errors.DiskFull:
            rows //= 2


def test_a_full_disk_refuses_what_needs_room_until_there_is_some(site: Site) -> None:
    with (
        passable_folder() as folder,
        small_disk(folder) as disk,
        administrator(site, "nova") as owner,
    ):
        owner.execute(f"create tablespace small location '{disk}'")
        owner.execute("alter table nova.customers set tablespace small")
        try:
            fill(owner)
            for _ in range(3):
                told(write(site, notes=os.urandom(4500).hex()))
            cause = '"sqlstate":"53100","message":"could not extend file'
            assert cause in make.LOG.read_text(), "the log says what it is"
            assert read(site).status_code == 200, "reading needs no room"
            owner.execute("drop table public.filler")
            assert write(site, notes=os.urandom(4500).hex()).status_code == 201
        finally:
            owner.execute("drop table if exists public.filler")
            owner.execute("alter table nova.customers set tablespace pg_default")
            owner.execute("drop tablespace small")
    serves_again(site)


def answered(sqlstate: str, *, read_only: bool) -> tuple[str, int, int | None]:
    error = ServerError(sqlstate, "what the server says", None, None, None, None)
    said = refused_by_database(error, read_only)
    return said.code, said.status, said.retry_after


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize(
    "sqlstate",
    ["08000", "08001", "08003", "08004", "08006", "08007", "08P01", "53000", "53100", "53200", "53300",
     "53400", "57P01", "57P02", "57P03", "57P04", "57P05", "58000", "58030", "58P01", "58P02",
     "42883", "42P01", "42703", "3F000", "25P03", "25P04"],
)  # fmt: skip
def test_the_servers_own_troubles_are_not_ours(sqlstate: str, read_only: bool) -> None:
    assert answered(sqlstate, read_only=read_only) == ("unavailable", 503, 1)


def test_a_write_that_a_read_only_database_refuses_is_no_fault_and_one_of_a_read_is() -> None:
    assert answered("25006", read_only=False) == ("unavailable", 503, 1)
    assert answered("25006", read_only=True) == ("internal", 500, None)


@pytest.mark.parametrize(
    ("sqlstate", "code"),
    [("57014", "too_slow"), ("55P03", "busy"), ("40001", "busy"), ("40P01", "busy")],
)
def test_what_works_when_tried_again_says_so(sqlstate: str, code: str) -> None:
    for read_only in (True, False):
        assert answered(sqlstate, read_only=read_only) == (code, 503, 1)


@pytest.mark.parametrize("sqlstate", ["22012", "XX000", "25P02", "0A000", "42601"])
def test_a_fault_of_ours_is_told_as_one(sqlstate: str) -> None:
    assert answered(sqlstate, read_only=False)[:2] == ("internal", 500)
