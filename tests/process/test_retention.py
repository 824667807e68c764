"""Days of the log that no cursor can need are taken away by the worker, others stay."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
from psycopg import sql

import make
from nova.database import addresses

NOVA = str(Path(sys.executable).parent / "nova")


def days(owner: psycopg.Connection, parted: bool = True) -> set[str]:
    rows = owner.execute(
        "select relname from pg_class where relname ~ '^events_\\d{8}$' and relispartition = %s",
        [parted],
    )
    return {name for (name,) in rows.fetchall()}


def name(ago: int) -> str:
    return f"events_{datetime.now(UTC) - timedelta(days=ago):%Y%m%d}"


def add_day(owner: psycopg.Connection, ago: int) -> None:
    """A day of the past, with an event."""
    day = (datetime.now(UTC) - timedelta(days=ago)).date()
    owner.execute("set role nova_owner")
    owner.execute(
        sql.SQL(
            "create table nova.{} partition of nova.events for values from ({}) to ({})"
        ).format(sql.Identifier(name(ago)), sql.Literal(day), sql.Literal(day + timedelta(days=1)))
    )
    owner.execute("reset role")
    owner.execute(
        "insert into nova.events (at, event, entity, entity_id, recipients, data)"
        " values (%s, 'x', 'x', uuidv7(), '{}', '{}')",
        [day],
    )


def test_old_days_go_and_the_three_days_of_cursors_stay(fresh_url: str, tmp_path: Path) -> None:
    with psycopg.connect(fresh_url, autocommit=True) as owner:
        for ago in (3, 6, 7, 8):
            add_day(owner, ago)
        owner.execute(  # what a worker left that ended between the two steps
            sql.SQL("alter table nova.events detach partition nova.{} concurrently").format(
                sql.Identifier(name(7))
            )
        )
        before = days(owner)
        worker = subprocess.Popen(
            [NOVA, "worker"],
            env=make.environment(
                home=tmp_path, worker_database_url=addresses.as_role(fresh_url, "nova_worker")
            ),
        )
        make.eventually(lambda: not days(owner, parted=False) and name(6) not in days(owner), 30)
        worker.terminate()
        assert worker.wait(10) == 0
        assert days(owner) == before - {name(6), name(8)}
        assert name(3) in days(owner)


def test_a_day_left_half_taken_away_is_finished(fresh_url: str, tmp_path: Path) -> None:
    with (
        psycopg.connect(fresh_url, autocommit=True) as owner,
        psycopg.connect(fresh_url) as reader,
    ):
        add_day(owner, 6)
        reader.execute("select count(*) from nova.events")  # keeps the day in use
        owner.execute("set statement_timeout = '300ms'")
        try:
            owner.execute(
                sql.SQL("alter table nova.events detach partition nova.{} concurrently").format(
                    sql.Identifier(name(6))
                )
            )
            raise AssertionError("it did not wait for the reader")
        except psycopg.errors.QueryCanceled:
            pass
        reader.rollback()
        worker = subprocess.Popen(
            [NOVA, "worker"],
            env=make.environment(
                home=tmp_path, worker_database_url=addresses.as_role(fresh_url, "nova_worker")
            ),
        )
        make.eventually(
            lambda: (
                owner.execute("select to_regclass(%s)", [f"nova.{name(6)}"]).fetchone() == (None,)
            ),
            30,
        )
        worker.terminate()
        worker.wait(10)
