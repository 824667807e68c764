"""The readers are woken once in ten milliseconds, and whoever fails leaves nothing behind."""

import time

import psycopg


def test_many_writers_wake_the_readers_once_a_moment(rules_url: str) -> None:
    with (
        psycopg.connect(rules_url, autocommit=True) as reader,
        psycopg.connect(rules_url, autocommit=True) as writer,
    ):
        reader.execute("listen nova_events")
        began = time.time()
        calls = 0
        while calls < 300:
            writer.execute("select private.wake_readers()")
            calls += 1
        moments = int(time.time() * 100) - int(began * 100) + 1
        woken = len(list(reader.notifies(timeout=0.2)))
    assert 1 <= woken <= moments
    assert woken < calls


def test_who_is_rolled_back_keeps_no_lock(rules_url: str) -> None:
    with psycopg.connect(rules_url) as writer:
        for _ in range(20):
            writer.execute("select private.wake_readers()")
            writer.rollback()
            time.sleep(0.011)
        held = writer.execute(
            "select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()"
        ).fetchone()
    assert held == (0,)
