"""Workers that are killed at any moment: no reminder is lost, none is told twice."""

import random
import threading
import time

import psycopg

import make

REMINDERS = 6000  # 500 a run: twelve runs, most of them begun several times


def test_every_reminder_is_told_exactly_once(fresh_url: str) -> None:
    with psycopg.connect(fresh_url) as owner:
        sara = make.caller(owner)
        owner.execute("delete from private.reminders")
        owner.execute(
            "update private.clock_items set every = '1 millisecond' where name = 'send_reminders'"
        )
        owner.execute(
            "update private.clock_items set next_run = 'infinity' where name <> 'send_reminders'"
        )
        owner.execute(
            "insert into nova.tasks (user_id, title) select %s, n::text from generate_series(1, %s) n",
            [sara.user_id, REMINDERS],
        )
        owner.execute(
            "insert into private.reminders (entity, entity_id, user_id, due_at)"
            " select 'task', t.id, t.user_id, now() - interval '1 minute' from nova.tasks t"
        )
    stop = threading.Event()
    ended = []

    def work() -> None:
        while not stop.is_set():
            try:
                with psycopg.connect(
                    fresh_url, autocommit=True, application_name="doomed"
                ) as worker:
                    while not stop.is_set():
                        worker.execute("select nova.tick()")
            except psycopg.OperationalError:
                ended.append(1)

    workers = [threading.Thread(target=work) for _ in range(2)]
    for each in workers:
        each.start()
    dice = random.Random(14)
    with psycopg.connect(fresh_url, autocommit=True) as killer:
        for _ in range(600):
            time.sleep(dice.uniform(0, 0.02))
            killer.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'doomed'"
            )
            left = killer.execute(
                "select count(*) from private.reminders where sent_at is null"
            ).fetchone()
            if left == (0,) and len(ended) > 20:
                break
        stop.set()
        for each in workers:
            each.join()
        while killer.execute("select item from nova.tick()").fetchone():
            left = killer.execute(
                "select count(*) from private.reminders where sent_at is null"
            ).fetchone()
            if left == (0,):
                break
        told = killer.execute(
            "select count(*) from nova.notifications where user_id = %s", [sara.user_id]
        ).fetchone()
    assert told == (REMINDERS,), "a task each, so that none is taken for another"
    assert len(ended) > 20, "they were killed while they worked"
