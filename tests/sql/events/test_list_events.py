"""What a user missed: each event once, in order, and one's own only."""

import psycopg
import pytest

import make
from eventlog import Reader, forged, opened, other, write


@pytest.fixture
def reader(owner_url: str) -> Reader:
    with psycopg.connect(owner_url) as owner:
        return Reader(owner_url, make.caller(owner))


def fill(reader: Reader, how_many: int) -> None:
    with psycopg.connect(reader.url) as owner:
        owner.execute(
            "insert into nova.events (event, entity, entity_id, recipients, data)"
            " select 'task.updated', 'task', uuidv7(), array[%s::uuid], '{}' from generate_series(1, %s)",
            [reader.someone.user_id, how_many],
        )


@pytest.mark.parametrize("size", [1, 3, 7, 100])
def test_pages_give_every_event_once_and_in_order(reader: Reader, size: int) -> None:
    start = reader.cursor()
    rows = write(reader, 7)
    assert reader.everything(start, size) == rows


def test_an_event_is_listed_as_the_socket_tells_it(reader: Reader) -> None:
    start = reader.cursor()
    (row,) = write(reader)
    (event,) = reader.page(start)["events"]
    assert event.keys() == {"id", "event", "entity", "entityId", "data", "at"}
    assert (event["event"], event["entity"], event["entityId"]) == ("customer.created", "customer", str(row))  # fmt: skip
    assert event["data"]["id"] == str(row)
    with psycopg.connect(reader.url) as owner:
        frames = owner.execute("select frame::json from private.read_log('1:1:', null, 0, 1000000) where id = %s", [event["id"]])  # fmt: skip
        assert frames.fetchone() == (event,)


def test_a_cursor_that_is_ahead_of_the_place_is_given_back_as_it_came(reader: Reader) -> None:
    behind = reader.ask("select pg_current_snapshot()::text")
    write(reader)
    cursor = reader.cursor()
    page = reader.ask("select nova.list_events(%s, %s, 10)", cursor, behind)
    assert page == {"events": [], "cursor": cursor, "hasMore": False, "reset": None}


def test_another_users_cursor_shows_only_ones_own_events(reader: Reader) -> None:
    neighbour = other(reader)
    cursor = neighbour.cursor()
    theirs, mine = write(neighbour, 3), write(reader, 2)
    assert reader.everything(cursor) == mine
    assert neighbour.everything(cursor) == theirs
    between = neighbour.page(cursor, 1)["cursor"]
    assert set(reader.everything(between)) <= set(mine)
    parts = opened(cursor)
    everything = forged(*parts[:3], "3:3:")
    told = set(reader.everything(everything)) - {reader.someone.user_id}
    assert not told & set(theirs)
    missed = reader.ask("select nova.missed_events(%s)", everything)
    assert not {str(row) for row in theirs} & {event["entityId"] for event in missed["events"]}


def test_that_somebody_was_shut_out_is_never_listed(reader: Reader) -> None:
    start = reader.cursor()
    device = make.Caller(reader.someone.user_id, None, "test", "127.0.0.1")
    with psycopg.connect(reader.url) as owner:
        device = make.caller(owner, reader.someone.user_id)
        owner.commit()
        make.act_as(owner, device)
        owner.execute("select nova.log_out()")
    with psycopg.connect(reader.url) as owner:
        kept = owner.execute(
            "select count(*) from nova.events where event = 'user.revoked' and entity_id = %s",
            [reader.someone.user_id],
        )
        assert kept.fetchone() == (1,)
    assert reader.page(start)["events"] == []
    assert reader.ask("select nova.missed_events(%s)", start)["events"] == []


def test_a_socket_is_told_what_it_missed_and_the_ids_of_that(reader: Reader) -> None:
    start = reader.cursor()
    rows = write(reader, 3)
    missed = reader.ask("select nova.missed_events(%s)", start)
    assert [event["entityId"] for event in missed["events"]] == [str(row) for row in rows]
    assert missed["reset"] is None
    assert [event["id"] for event in missed["events"]] == missed["ids"]
    none = reader.ask("select nova.missed_events(null)")
    assert (none["events"], none["reset"]) == ([], None)


@pytest.mark.parametrize("statement", ["select nova.list_events(null, '1:1:', 1)", "select nova.missed_events(null)",
                                       "select nova.issue_ticket('x', now())"])  # fmt: skip
def test_nobody_has_no_events(reader: Reader, statement: str) -> None:
    nobody = Reader(reader.url, make.Caller(None, None, "test", "127.0.0.1"))
    with pytest.raises(psycopg.Error) as refused:
        nobody.ask(statement)
    assert refused.value.sqlstate == "PT401"


@pytest.mark.parametrize(
    "statement",
    [
        "select count(*) from private.read_log('1:1:', null, 0, 1000000)",
        "select private.events_between(nova.current_user_id(), '1:1:', '1:1:', 0, 9)",
        "select private.missed(nova.current_user_id(), null, '1:1:', 9)",
        "select count(*) from private.event_tickets",
    ],
)
def test_a_request_of_a_user_reads_no_log_of_everybody(reader: Reader, statement: str) -> None:
    with pytest.raises(psycopg.Error) as refused:
        reader.ask(statement)
    assert refused.value.sqlstate in {"42501", "PT403"}


def test_a_page_of_large_events_holds_fewer_and_the_next_goes_on(reader: Reader) -> None:
    start = reader.cursor()
    with psycopg.connect(reader.url) as owner:
        owner.execute(
            "insert into nova.events (event, entity, entity_id, recipients, data)"
            " select 'notification.created', 'notification', uuidv7(), array[%s::uuid],"
            " jsonb_build_object('x', repeat('y', 8000)) from generate_series(1, 100)",
            [reader.someone.user_id],
        )
    page = reader.page(start, 100)
    assert page["hasMore"]
    assert 20 < len(page["events"]) < 33
    assert len(reader.everything(start)) == 100
    missed = reader.ask("select nova.missed_events(%s)", start)
    ids = missed["ids"]
    while missed["next"]:
        missed = reader.ask("select nova.missed_events(%s)", missed["next"])
        ids += missed["ids"]
    assert len(ids) == len(set(ids)) == 100


def test_more_than_5000_missed_events_are_not_replayed(reader: Reader) -> None:
    start = reader.cursor()
    fill(reader, 5000)
    assert len(reader.everything(start, 5000)) == 5000
    fill(reader, 1)
    page = reader.page(start, 10)
    assert (page["events"], page["hasMore"], page["reset"]) == ([], False, "tooManyMissed")
    missed = reader.ask("select nova.missed_events(%s)", start)
    assert (missed["events"], missed["reset"]) == ([], "tooManyMissed")
    rows = write(reader)
    assert reader.everything(page["cursor"]) == rows
