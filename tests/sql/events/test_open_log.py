"""A relay goes on where it was, unless the log is another than the one it knew."""

from typing import Any

import psycopg

import make


def open_log(owner: psycopg.Connection, known: str | None, reached: str | None) -> dict[str, Any]:
    row = owner.execute("select to_json(o) from private.open_log(%s, %s) as o", [known, reached])
    found = row.fetchone()
    assert found
    opened: dict[str, Any] = found[0]
    return opened


def test_a_relay_that_knows_nothing_begins_now(owner: psycopg.Connection) -> None:
    make.user(owner)
    opened = open_log(owner, None, None)
    now = owner.execute("select pg_current_snapshot()::text, private.log_generation()").fetchone()
    assert (opened["start"], opened["generation"], opened["is_another"]) == (*(now or ()), False)


def test_it_goes_on_from_where_it_was(owner: psycopg.Connection) -> None:
    generation = open_log(owner, None, None)["generation"]
    assert open_log(owner, generation, "5:9:5,7") == {
        "generation": generation, "start": "5:9:5,7", "is_another": False}  # fmt: skip
    assert open_log(owner, generation, None)["is_another"] is False


def test_another_generation_or_a_place_yet_to_come_is_another_log(
    owner: psycopg.Connection,
) -> None:
    now = open_log(owner, None, None)
    for known, reached in [("another", "5:9:5,7"), (now["generation"], "900000000:900000000:")]:
        opened = open_log(owner, known, reached)
        assert (opened["is_another"], opened["start"]) == (True, now["start"])
