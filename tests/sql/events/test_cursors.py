"""A cursor is where somebody stands, or says why there is nothing to go on from."""

import base64
import random
from collections.abc import Callable

import psycopg
import pytest

import make
from eventlog import Reader, forged, opened, write

Forge = Callable[[list[str]], str]
WRONG: dict[str, tuple[Forge, str]] = {
    "of another life of the log": (lambda p: forged(p[0], "ffffffff", *p[2:]), "cursorUnknown"),
    "of another version": (lambda p: forged("v2", *p[1:]), "cursorUnknown"),
    "without a version": (lambda p: forged(*p[1:]), "cursorUnknown"),
    "without a place": (lambda p: forged(*p[:3]), "cursorUnknown"),
    "of the version alone": (lambda p: forged(p[0]), "cursorUnknown"),
    "from the future": (lambda p: forged(*p[:3], "900000000:900000000:"), "cursorUnknown"),
    "until the future": (lambda p: forged(*p[:4], "900000000:900000000:", 0), "cursorUnknown"),
    "until before its beginning": (lambda p: forged(*p[:4], "5:5:", 0), "cursorUnknown"),
    "of a negative place": (lambda p: forged(*p[:3], "-5:-3:"), "cursorUnknown"),
    "of a place back to front": (lambda p: forged(*p[:3], "9:5:"), "cursorUnknown"),
    "of a negative time": (lambda p: forged(*p[:2], -5, *p[3:]), "cursorTooOld"),
    "of no time": (lambda p: forged(*p[:2], "", *p[3:]), "cursorUnknown"),
    "of a time that is no number": (lambda p: forged(*p[:2], "x", *p[3:]), "cursorUnknown"),
    "of a huge time": (lambda p: forged(*p[:2], 9 * 10**18, *p[3:]), "cursorUnknown"),
    "of a huge id": (lambda p: forged(*p[:4], p[3], 10**40), "cursorUnknown"),
    "older than three days": (lambda p: forged(*p[:2], int(p[2]) - 3 * 86400 - 60, *p[3:]), "cursorTooOld"),
    "empty": (lambda p: "", "cursorUnknown"),
    "a million letters": (lambda p: "A" * 1_000_000, "cursorUnknown"),
    "not base64": (lambda p: "%$#", "cursorUnknown"),
    "with a zero byte": (lambda p: forged("v1", "\0"), "cursorUnknown"),
    "in Arabic": (lambda p: "مرحبا", "cursorUnknown"),
}  # fmt: skip


@pytest.fixture
def reader(owner_url: str) -> Reader:
    with psycopg.connect(owner_url) as owner:
        return Reader(owner_url, make.caller(owner))


@pytest.mark.parametrize("how", WRONG)
def test_a_cursor_that_cannot_be_gone_on_from_says_why_and_gives_a_new_one(
    reader: Reader, how: str
) -> None:
    forge, reason = WRONG[how]
    wrong = forge(opened(reader.cursor()))
    write(reader)
    page = reader.page(wrong)
    assert (page["events"], page["hasMore"], page["reset"]) == ([], False, reason)
    missed = reader.ask("select nova.missed_events(%s)", wrong)
    assert (missed["events"], missed["reset"]) == ([], reason)
    rows = write(reader)
    assert reader.everything(page["cursor"]) == rows


@pytest.mark.parametrize("id_of", [-5, 0])
def test_a_cursor_a_little_younger_than_three_days_and_one_with_no_id_yet_are_good(
    reader: Reader, id_of: int
) -> None:
    parts = opened(reader.cursor())
    rows = write(reader, 2)
    parts[2] = str(int(parts[2]) - 3 * 86400 + 60)
    assert reader.everything(forged(*parts)) == rows
    until = opened(reader.cursor())[3]
    assert reader.everything(forged(*parts[:4], until, id_of)) == rows


def test_random_bytes_are_no_cursor(owner: psycopg.Connection) -> None:
    chance = random.Random(7)
    for _ in range(300):
        raw = chance.randbytes(chance.randrange(1, 200))
        for text in (base64.urlsafe_b64encode(raw).decode(), raw.decode("latin-1").replace("\0", "x")):  # fmt: skip
            row = owner.execute("select reset from private.read_live_cursor(%s)", [text]).fetchone()
            assert row == ("cursorUnknown",), text


def test_a_cursor_with_any_letter_changed_is_refused_or_stays_within_the_log(
    owner: psycopg.Connection,
) -> None:
    made = owner.execute("select private.make_live_cursor(pg_current_snapshot())").fetchone()
    assert made
    chance = random.Random(9)
    for place in range(len(made[0])):
        text = made[0][:place] + chance.choice("Aa0Zz9-_") + made[0][place + 1 :]
        row = owner.execute(
            "select reset, since is not null and pg_snapshot_xmax(since) <= pg_snapshot_xmax(pg_current_snapshot())"
            " from private.read_live_cursor(%s)", [text],
        ).fetchone()  # fmt: skip
        assert row
        assert row[0] in {"cursorUnknown", "cursorTooOld"} or row == (None, True), text


def test_a_cursor_grows_old_as_its_place_does_however_it_is_paged(reader: Reader) -> None:
    parts = opened(reader.cursor())
    old = int(parts[2]) - 3 * 86400 + 60
    write(reader, 3)
    page = reader.page(forged(*parts[:2], old, parts[3]), 1)
    assert page["hasMore"]
    between = opened(page["cursor"])
    assert int(between[2]) == old
    too_old = forged(*between[:2], old - 120, *between[3:])
    assert reader.page(too_old, 1)["reset"] == "cursorTooOld"
    last = reader.page(page["cursor"], 10)
    assert not last["hasMore"]
    assert int(opened(last["cursor"])[2]) == int(between[6])
    late = forged(*between[:6], int(between[6]) - 3600)
    assert int(opened(reader.page(late, 10)["cursor"])[2]) == int(between[6]) - 3600


def test_a_forged_end_of_the_reading_reads_no_further_than_5000(reader: Reader) -> None:
    parts = opened(reader.cursor())
    with psycopg.connect(reader.url) as owner:
        owner.execute(
            "insert into nova.events (event, entity, entity_id, recipients, data)"
            " select 'task.updated', 'task', uuidv7(), array[%s::uuid], '{}'"
            " from generate_series(1, 5001)",
            [reader.someone.user_id],
        )
    now = opened(reader.cursor())[3]
    wrong = forged(*parts[:4], now, 1, parts[2])
    assert reader.page(wrong, 10)["reset"] == "tooManyMissed"
    assert reader.ask("select nova.missed_events(%s)", wrong)["reset"] == "tooManyMissed"


def test_a_record_that_ends_with_its_page_counts_as_flushed(fresh_url: str) -> None:
    with psycopg.connect(fresh_url, autocommit=True) as owner:
        for _ in range(400):
            ends = owner.execute(
                "select private.wal_end(), pg_current_wal_insert_lsn(), pg_current_wal_flush_lsn(),"
                " mod(pg_current_wal_insert_lsn() - '0/0', 8192)::int"
            ).fetchone()
            assert ends
            if ends[3] == 24 and ends[2] < ends[1]:
                break
            rest = 8192 - ends[3]  # a record of 56 bytes and so many more fills the page
            size = rest - 56 if rest > 300 else 3000
            owner.execute(
                "select pg_logical_emit_message(false, 'x', repeat('y', %s), true)", [size]
            )
        else:
            raise AssertionError("no record ended with its page")
        assert ends[0] == ends[2]
