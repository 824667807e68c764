"""Workers that are killed at any moment: no reminder is lost, none is told twice."""

import itertools
import random
import threading
import time
from datetime import datetime, timedelta

import psycopg

import make

TICKS = 500
REMINDERS = 6000  # twelve come due by each tick
ROUND = 8  # ticks that the workers may get through before they are killed again


def remind(url: str) -> tuple[object, datetime]:
    """Somebody whom the clock has nothing to do for but their reminders, and when it begins."""
    with psycopg.connect(url) as owner:
        sara = make.caller(owner)
        owner.execute("delete from private.reminders")
        owner.execute(
            "update private.clock_items set every = '1 millisecond', next_run = '-infinity' where name = 'send_reminders'"
        )
        owner.execute(
            "update private.clock_items set next_run = 'infinity' where name <> 'send_reminders'"
        )
        owner.execute(
            "insert into nova.tasks (user_id, title) select %s, n::text from generate_series(1, %s) n",
            [sara.user_id, REMINDERS],
        )
        begins = owner.execute("select now() - %s * interval '1 minute'", [TICKS + 1]).fetchone()
        assert begins
        owner.execute(
            "insert into private.reminders (entity, entity_id, user_id, due_at)"
            " select 'task', t.id, t.user_id, %s + t.title::int * interval '1 minute' * %s / %s from nova.tasks t",
            [begins[0], TICKS, REMINDERS],
        )
        return sara.user_id, begins[0]


def test_every_reminder_is_told_exactly_once(fresh_url: str) -> None:
    sara, begins = remind(fresh_url)
    ticks = itertools.count(1)
    taken, allowed = [0], [ROUND]
    killed: list[int] = []

    def take() -> int:
        taken[0] = next(ticks)
        return taken[0]

    def work() -> None:
        tick = take()
        while tick <= TICKS:
            try:
                with psycopg.connect(
                    fresh_url, autocommit=True, application_name="doomed"
                ) as worker:
                    while tick <= TICKS:
                        while tick > allowed[0]:
                            time.sleep(0.0005)
                        worker.execute("select nova.tick(%s)", [begins + timedelta(minutes=tick)])
                        tick = take()
            except psycopg.OperationalError:
                killed.append(tick)
                tick = take()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for each in workers:
        each.start()
    dice = random.Random(14)
    left = "select count(*) from private.reminders where sent_at is null"
    with psycopg.connect(fresh_url, autocommit=True) as killer:
        while any(each.is_alive() for each in workers):
            # Every few ticks, however fast they are, and anywhere in one of them.
            wanted = taken[0] + dice.randint(1, ROUND - 2)
            while taken[0] < wanted and any(each.is_alive() for each in workers):
                time.sleep(0.0005)
            time.sleep(dice.uniform(0, 0.004))
            killer.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'doomed'"
            )
            allowed[0] = taken[0] + ROUND
        while killer.execute("select item from nova.tick()").fetchone():
            if killer.execute(left).fetchone() == (0,):
                break
        told = killer.execute(
            "select count(*) from nova.notifications where user_id = %s", [sara]
        ).fetchone()
    assert told == (REMINDERS,), "a task each, so that none is taken for another"
    assert len(killed) > 50, "they were killed while they worked"
