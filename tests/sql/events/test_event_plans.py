"""What one user missed is read by index, and costs what it is, not what the log is."""

import base64
from typing import Any

import psycopg
import pytest

import make

ROWS = 50_000
USERS = 200


class Log:
    """50,000 events of three days for 200 users, 25 a transaction."""

    def __init__(self, url: str, analysed: bool) -> None:
        self.url = url
        with psycopg.connect(url, autocommit=True) as owner:
            people = [make.user(owner) for _ in range(USERS)]
            self.someone = make.caller(owner, people[0])
            while (newest := self._next(owner)) < ROWS // 25 + 10:
                owner.execute("select pg_current_xact_id()")
            self.first = newest - ROWS // 25
            for days in (1, 2):
                made = owner.execute(
                    "select format('create table if not exists nova.events_%%s partition of nova.events for values from (%%L) to (%%L)',"
                    " to_char(d, 'YYYYMMDD'), d, d + 1) from (select current_date - %s::int as d) as day",
                    [days],
                ).fetchone()
                assert made
                owner.execute(made[0].encode())
            owner.execute("truncate nova.events")
            owner.execute(
                "insert into nova.events (xid, at, event, entity, entity_id, recipients, data)"
                " select (%(first)s + n / 25)::text::xid8,"
                "  current_date - 2 + n * 3 / %(rows)s + interval '1 s' * (n %% 1000), 'task.updated', 'task', uuidv7(),"
                "  array[(%(people)s::uuid[])[1 + n %% %(users)s], (%(people)s::uuid[])[1 + n / 7 %% %(users)s]],"
                "  jsonb_build_object('title', repeat('x', 300))"
                " from generate_series(0, %(rows)s - 1) n",
                {"first": self.first, "rows": ROWS, "people": people, "users": USERS},
            )  # fmt: skip
            if analysed:
                owner.execute("vacuum analyze nova.events")

    def _next(self, owner: psycopg.Connection) -> int:
        row = owner.execute("select pg_snapshot_xmax(pg_current_snapshot())::text").fetchone()
        assert row
        return int(row[0])

    def cursor(self, missed: int) -> str:
        """A cursor that all but this many of everybody's newest events were had at."""
        place = self.first + (ROWS - missed) // 25
        with psycopg.connect(self.url) as owner:
            made = owner.execute("select private.make_live_cursor(%s)", [f"{place}:{place}:"]).fetchone()  # fmt: skip
        assert made
        assert base64.urlsafe_b64decode(made[0] + "==").startswith(b"v1.")
        return str(made[0])

    def cost(self, missed: int) -> tuple[int, int, int]:
        """Events told, sequential scans of the log's days, buffers touched."""
        after = self.cursor(missed)
        with psycopg.connect(self.url) as connection:
            make.act_as(connection, self.someone)
            told = "select json_array_length(nova.missed_events(%s) -> 'events')"
            row = connection.execute(
                told, [after]
            ).fetchone()  # the session knows its catalogue now
            assert row
            before = self.scans(connection)
            plan: Any = connection.execute(
                f"explain (analyze, buffers, format json) {told.replace('%s', repr(after))}".encode()
            ).fetchone()
            scans = self.scans(connection) - before
        top = plan[0][0]["Plan"]
        return row[0], scans, top["Shared Hit Blocks"] + top["Shared Read Blocks"]

    def scans(self, connection: psycopg.Connection) -> int:
        row = connection.execute(
            "select sum(pg_stat_get_xact_numscans(inhrelid)) from pg_inherits where inhparent = 'nova.events'::regclass"
        ).fetchone()
        assert row
        return int(row[0])


@pytest.fixture(params=[True, False], ids=["analysed", "fresh"])
def log(request: pytest.FixtureRequest, fresh_url: str) -> Log:
    return Log(fresh_url, request.param)


def test_a_small_gap_is_read_by_index_in_few_pages_and_a_large_one_too(
    log: Log, request: pytest.FixtureRequest
) -> None:
    small, large = (150, 700) if "analysed" in request.node.name else (1000, 1500)
    for missed, told, buffers in [
        (0, 0, small), (50, 0, small), (5_000, 43, small), (ROWS, 466, large),
    ]:  # fmt: skip
        assert log.cost(missed)[0] == told
        assert log.cost(missed)[1] == 0, "a day of the log was read from end to end"
        # six pages each to look whether its reader may read the row at this moment
        assert log.cost(missed)[2] < buffers + 6 * told


def test_a_scan_from_end_to_end_would_be_noticed(log: Log) -> None:
    with psycopg.connect(log.url) as owner:
        before = log.scans(owner)
        owner.execute("select count(data) from nova.events")
        assert log.scans(owner) >= before + 3
