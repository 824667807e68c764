"""The one flight: identity never leaks, and a fault costs only what was in flight on it."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import psycopg
import pytest

import make
from conftest import settings_for
from nova.database import addresses
from nova.database.flight import Caller, Connection
from nova.database.pool import Database
from nova.database.queries import Query, parse
from nova.errors.refused import Refused

WHO = parse("test.who", "", "nothing", "select to_json(nova.current_user_id())")
NAP = parse("test.nap", "seconds float8", "nothing", "select to_json(pg_sleep(:seconds)::text)")
FAIL = parse("test.fail", "", "nothing", "select to_json(1 / (select 0))")
COUNT = parse("test.count", "", "nothing", "select to_json(count(*)) from nova.customers")
WRITE = parse(
    "test.write", "name text", "nothing",
    "insert into nova.customers (name, phone) values (:name, '0501234567') returning to_json(id)",
)  # fmt: skip
PID = parse("test.pid", "", "nothing", "select to_json(pg_backend_pid())")
T = TypeVar("T")
ANYONE = Caller(None, None, "test", "127.0.0.1")


@pytest.fixture
def callers(owner_url: str) -> list[Caller]:
    """Two people with a session each."""
    with psycopg.connect(owner_url) as connection:
        return [make.caller(connection) for _ in range(2)]


def run(url: str, work: Callable[[Database], Awaitable[T]], **changed: object) -> T:
    """Do this with a pool on this database."""

    @asynccontextmanager
    async def pool() -> AsyncIterator[Database]:
        settings = settings_for(Path("/nonexistent"), **changed)
        database = Database(addresses.as_role(url, "nova_app"), settings)
        await database.start()
        try:
            yield database
        finally:
            await database.stop()

    async def everything() -> T:
        async with pool() as database:
            return await work(database)

    return asyncio.run(everything())


async def ask(
    database: Database, query: Query, *values: object, by: Caller = ANYONE
) -> bytes | None:
    return await database.ask(query, *values, caller=by, read_only=False)


async def refusal(asked: Awaitable[object]) -> str:
    with pytest.raises(Refused) as refused:
        await asked
    return refused.value.code


def quoted(caller: Caller) -> bytes:
    return f'"{caller.user_id}"'.encode()


def test_two_users_on_one_connection_never_see_each_other(
    owner_url: str, callers: list[Caller]
) -> None:
    async def work(database: Database) -> None:
        asked = [ask(database, WHO, by=callers[place % 2]) for place in range(40)]
        answers = await asyncio.gather(*asked)
        assert answers == [quoted(callers[place % 2]) for place in range(40)]
        assert await ask(database, WHO) is None or await ask(database, WHO) == b"null"

    run(owner_url, work, pool_size=1)


def test_identity_is_gone_after_an_error_in_between(owner_url: str, callers: list[Caller]) -> None:
    async def work(database: Database) -> None:
        one, error, two, nobody = await asyncio.gather(
            ask(database, WHO, by=callers[0]),
            refusal(ask(database, FAIL, by=callers[0])),
            ask(database, WHO, by=callers[1]),
            ask(database, COUNT),
        )
        assert (one, error, two) == (quoted(callers[0]), "internal", quoted(callers[1]))
        assert nobody == b"0"

    run(owner_url, work, pool_size=1)


def test_identity_is_gone_after_a_client_left_in_the_middle(
    owner_url: str, callers: list[Caller]
) -> None:
    async def work(database: Database) -> None:
        left = asyncio.create_task(ask(database, NAP, 0.3, by=callers[0]))
        await asyncio.sleep(0.05)
        waiting = asyncio.create_task(ask(database, WHO, by=callers[1]))
        await asyncio.sleep(0)
        left.cancel()
        assert await waiting == quoted(callers[1])
        assert await ask(database, COUNT) == b"0"
        assert database.connected == 1

    run(owner_url, work, pool_size=1)


def test_identity_is_gone_after_a_statement_time_out(owner_url: str, callers: list[Caller]) -> None:
    async def work(database: Database) -> None:
        assert await refusal(ask(database, NAP, 5.0, by=callers[0])) == "too_slow"
        assert await ask(database, WHO, by=callers[1]) == quoted(callers[1])
        assert await ask(database, COUNT) == b"0"
        assert database.connected == 1

    run(owner_url, work, pool_size=1, statement_timeout=0.2)


def test_a_failed_statement_leaves_nothing_half_written(
    owner_url: str, callers: list[Caller]
) -> None:
    twice = parse(
        "test.twice", "", "nothing",
        "with one as (insert into nova.customers (name, phone) values ('a', '0501111111') returning id)"
        " select to_json(1 / (select count(*) - count(*) from one))",
    )  # fmt: skip

    async def work(database: Database) -> None:
        assert await refusal(ask(database, twice, by=callers[0])) == "internal"
        assert await ask(database, COUNT, by=callers[0]) == b"0"

    run(owner_url, work, pool_size=1)


def test_a_get_cannot_write(owner_url: str, callers: list[Caller]) -> None:
    async def work(database: Database) -> None:
        asked = database.ask(WRITE, "x", caller=callers[0], read_only=True)
        assert await refusal(asked) == "internal"
        assert await ask(database, COUNT, by=callers[0]) == b"0"
        assert await ask(database, WRITE, "x", by=callers[0]) is not None

    run(owner_url, work, pool_size=1)


def test_suspension_and_revocation_hold_on_the_very_next_request(
    owner_url: str, callers: list[Caller]
) -> None:
    def change(statement: str, value: UUID | None) -> None:
        with psycopg.connect(owner_url) as connection:
            connection.execute(statement, [value])

    async def work(database: Database) -> None:
        first, second = callers
        assert await ask(database, WHO, by=first) == quoted(first)
        change("update nova.users set status = 'SUSPENDED' where id = %s", first.user_id)
        assert await refusal(ask(database, WHO, by=first)) == "account_suspended"
        change("update nova.sessions set revoked_at = now() where id = %s", second.session_id)
        assert await refusal(ask(database, WHO, by=second)) == "session_revoked"

    run(owner_url, work, pool_size=1)


def test_somebody_elses_session_is_no_identity(owner_url: str, callers: list[Caller]) -> None:
    forged = Caller(callers[0].user_id, callers[1].session_id, "test", "127.0.0.1")
    assert (
        run(owner_url, lambda database: refusal(ask(database, WHO, by=forged))) == "session_revoked"
    )


def test_a_terminated_backend_costs_only_what_was_in_flight_on_it(owner_url: str) -> None:
    async def work(database: Database) -> None:
        slow = [asyncio.create_task(refusal_or_answer(ask(database, NAP, 0.5))) for _ in range(3)]
        await asyncio.sleep(0.1)
        with psycopg.connect(owner_url, autocommit=True) as connection:
            connection.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = current_database() and usename = 'nova_app'"
                " and state = 'active' limit 1"
            )
        assert sorted(await asyncio.gather(*slow)) == ["answer", "answer", "unavailable"]
        await until(lambda: database.connected == 3)
        assert await ask(database, PID) is not None

    run(owner_url, work, pool_size=3)


def test_a_connection_that_the_server_ends_leaves_no_watch_on_its_socket(owner_url: str) -> None:
    async def work(_: Database) -> bool:
        loop = asyncio.get_running_loop()
        connection = await psycopg.AsyncConnection.connect(owner_url, autocommit=True)
        wire = Connection(connection, lambda *_: None, lambda *_: None)
        number = connection.pgconn.socket
        with psycopg.connect(owner_url, autocommit=True) as owner:
            owner.execute("select pg_terminate_backend(%s)", [connection.pgconn.backend_pid])
        await until(lambda: wire.closed)
        return loop.remove_reader(number)

    assert run(owner_url, work) is False


def test_a_slow_statement_holds_up_nobody_while_a_connection_is_free(
    owner_url: str, callers: list[Caller]
) -> None:
    async def work(database: Database) -> None:
        await until(lambda: database.connected == 2)
        slow = asyncio.create_task(ask(database, NAP, 1.0, by=callers[0]))
        for _ in range(50):
            await ask(database, PID)
        assert not slow.done()
        await slow

    run(owner_url, work, pool_size=2)


def test_a_full_queue_is_refused_at_once_and_a_long_wait_in_time(owner_url: str) -> None:
    async def work(database: Database) -> None:
        slow = asyncio.create_task(ask(database, NAP, 1.5))
        await asyncio.sleep(0.05)
        waiting = asyncio.create_task(refusal_or_answer(ask(database, PID)))
        await asyncio.sleep(0)
        assert await refusal(ask(database, PID)) == "busy"
        assert await waiting == "busy"
        assert not slow.done()
        await slow
        assert await ask(database, PID) is not None

    run(owner_url, work, pool_size=1, queue_size=1, queue_timeout=0.3)


def test_a_silent_server_is_given_up_and_replaced(
    owner_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "nova.database.pool.PATIENCE", -4.5
    )  # the watch is sooner than the statement time-out

    async def work(database: Database) -> None:
        assert await refusal(ask(database, NAP, 3.0)) == "unavailable"
        await until(lambda: database.connected == 1)
        assert await ask(database, PID) is not None

    run(owner_url, work, pool_size=1, statement_timeout=5)


async def refusal_or_answer(asked: Awaitable[object]) -> str:
    try:
        await asked
    except Refused as refused:
        return refused.code
    return "answer"


async def until(check: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.01)
