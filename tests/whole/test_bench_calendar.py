"""The calendar's benchmark: that its rows are ones and its statements answer; it is long itself."""

import psycopg
from bench.calendar.__main__ import ASKED, DUE, ME, fill


def test_what_it_asks_is_answered_of_what_it_fills_in(owner: psycopg.Connection) -> None:
    fill(owner, {"rows": 1, "reminders": 1, "tasks": 3})
    owner.execute("select set_config('nova.user_id', %s, true)", [ME])
    owner.execute(DUE, {"me": ME})
    owner.execute("set local role nova_rules")
    for statement, _ in ASKED.values():
        assert owner.execute(statement, {"me": ME}).fetchone()
