"""Whoever writes while somebody reads: each event is listed once, after it was committed."""

import random
import threading
import time
from uuid import UUID

import psycopg
import pytest

import make
from eventlog import Reader, write


@pytest.fixture
def reader(owner_url: str) -> Reader:
    with psycopg.connect(owner_url) as owner:
        return Reader(owner_url, make.caller(owner))


@pytest.mark.parametrize("size", [1, 100])
def test_a_transaction_that_was_open_at_the_cursor_is_listed_after_it_commits(
    reader: Reader, size: int
) -> None:
    early = reader.cursor()
    with psycopg.connect(reader.url) as slow:
        late_row = make.customer(slow, user_id=reader.someone.user_id)
        quick = write(reader, 2)
        start = reader.cursor()
        assert late_row not in reader.everything(early, size)
        more = write(reader, 2)
        before = reader.page(start, 1)
        assert before["hasMore"]
        slow.commit()
    rest = reader.page(before["cursor"], 1)  # this reading ends where it began
    assert not rest["hasMore"]
    told = [event["entityId"] for page in (before, rest) for event in page["events"]]
    assert told == [str(row) for row in more]
    assert reader.everything(rest["cursor"], size) == [late_row]
    assert sorted(reader.everything(start, size)) == sorted([late_row, *more])
    assert sorted(reader.everything(early, size)) == sorted([late_row, *quick, *more])


def test_a_transaction_that_is_rolled_back_is_never_listed(reader: Reader) -> None:
    start = reader.cursor()
    with psycopg.connect(reader.url) as slow:
        make.customer(slow, user_id=reader.someone.user_id)
        middle = reader.cursor()
        slow.rollback()
    assert reader.everything(start) == reader.everything(middle) == []


def test_a_reader_who_goes_on_while_many_write_gets_each_event_once(reader: Reader) -> None:
    start = reader.cursor()
    written: list[UUID] = []

    def work(seed: int) -> None:
        chance = random.Random(seed)
        with psycopg.connect(reader.url) as owner:
            for _ in range(15):
                rows = [make.customer(owner, user_id=reader.someone.user_id) for _ in range(chance.randrange(1, 4))]  # fmt: skip
                time.sleep(chance.random() * 0.02)
                if chance.random() < 0.2:
                    owner.rollback()
                else:
                    owner.commit()
                    written.extend(rows)

    threads = [threading.Thread(target=work, args=[seed]) for seed in range(6)]
    for thread in threads:
        thread.start()
    told: list[str] = []
    after, last = start, False
    while True:
        page = reader.page(after, 5)
        told += [event["entityId"] for event in page["events"]]
        after = page["cursor"]
        if last and not page["hasMore"]:
            break
        last = not any(thread.is_alive() for thread in threads) and not page["hasMore"]
    assert len(told) == len(set(told))
    assert sorted(told) == sorted(str(row) for row in written)


def test_what_is_written_between_two_pages_comes_after_them_once(reader: Reader) -> None:
    start = reader.cursor()
    rows = write(reader, 3)
    first = reader.page(start, 2)
    assert first["hasMore"]
    rows += write(reader, 2)
    second = reader.page(first["cursor"], 2)
    assert not second["hasMore"]
    third = reader.page(second["cursor"], 9)
    told = [event["entityId"] for page in (first, second, third) for event in page["events"]]
    assert told == [str(row) for row in rows]
    assert reader.page(third["cursor"])["events"] == []
