"""A client that was away gets what it missed, once; one that cannot be told is told so."""

import base64
import contextlib
import json
import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

import make
from conftest import Running
from feed import add, followed

People = Callable[..., make.Person]


def settled_cursor(app: Running, person: make.Person) -> str:
    """A cursor behind everything that has happened so far."""
    with followed(app, person) as feed:
        marker = add(person, "marker")
        while feed.events(1)[0]["entityId"] != marker:
            pass
        return feed.newest_cursor()


def test_what_was_missed_follows_at_once_and_then_the_new(app: Running, people: People) -> None:
    sara = people()
    cursor = settled_cursor(app, sara)
    for n in range(5):
        add(sara, f"missed {n}")
    with followed(app, sara, cursor) as feed:
        assert feed.ready["cursor"] == cursor
        add(sara, "live")
        assert feed.names(6) == [*(f"missed {n}" for n in range(5)), "live"]


def test_a_cursor_that_was_given_after_events_stands_behind_them(
    app: Running, people: People
) -> None:
    sara = people()
    cursor = settled_cursor(app, sara)
    with followed(app, sara, cursor) as feed:
        add(sara, "had")
        assert feed.names(1) == ["had"]
        cursor = feed.newest_cursor()
    with followed(app, sara, cursor) as feed:
        add(sara, "new")
        assert feed.names(1) == ["new"]


def test_a_transaction_open_at_the_cursor_is_told_when_it_commits(
    app: Running, people: People
) -> None:
    sara = people()
    with psycopg.connect(app.owner_url) as owner:
        late = make.customer(owner, user_id=sara.id, name="late")
        cursor = settled_cursor(app, sara)
        owner.commit()
    with followed(app, sara, cursor) as feed:
        assert feed.events(1)[0]["entityId"] == str(late)


def test_nothing_of_others_is_replayed(app: Running, people: People) -> None:
    sara, fahad = people(), people()
    cursor = settled_cursor(app, sara)
    add(sara, "hers")
    with followed(app, fahad, cursor) as feed:
        add(fahad, "his")
        names = [event["data"].get("name") for event in feed.events(1)]
        assert "hers" not in names


def forged(generation: str, at: float, rest: str) -> str:
    text = f"v1.{generation}.{int(at)}.{rest}"
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


def parts(cursor: str) -> list[str]:
    return base64.urlsafe_b64decode(cursor + "==").decode().split(".")


@pytest.mark.parametrize(
    ("how", "reason"),
    [("random", "cursorUnknown"), ("elsewhere", "cursorUnknown"), ("ahead", "cursorUnknown"),
     ("stale", "cursorTooOld")],
)  # fmt: skip
def test_a_cursor_that_leads_nowhere_is_a_reset(
    app: Running, people: People, how: str, reason: str
) -> None:
    sara = people()
    cursor = settled_cursor(app, sara)
    _, generation, _, snapshot = parts(cursor)
    now = time.time()
    wrong = {
        "random": "bm9uc2Vuc2U",
        "elsewhere": forged("00000000", now, snapshot),
        "ahead": forged(generation, now, "9999999999:9999999999:"),
        "stale": forged(generation, now - 3 * 86_400 - 60, snapshot),
    }[how]
    with followed(app, sara, wrong) as feed:
        reset = feed.hear()
        assert (reset["type"], reset["reason"]) == ("reset", reason)
        add(sara, "after")
        assert feed.names(1) == ["after"]
    with followed(app, sara, reset["cursor"]) as feed:
        assert feed.names(1) == ["after"]


def test_more_than_5000_missed_events_are_a_reset(app: Running, people: People) -> None:
    sara = people()
    cursor = settled_cursor(app, sara)
    log = (
        "insert into nova.events (event, entity, entity_id, recipients, data)"
        " select 'customer.updated', 'customer', uuidv7(), array[%s::uuid], '{}'"
        " from generate_series(1, %s)"
    )
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(log.encode(), [sara.id, 5000])
    with followed(app, sara, cursor) as feed:
        assert len({event["id"] for event in feed.events(5000)}) == 5000
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(log.encode(), [sara.id, 1])
    with followed(app, sara, cursor) as feed:
        reset = feed.hear()
        assert (reset["type"], reset["reason"]) == ("reset", "tooManyMissed")


def page(person: make.Person, **asked: object) -> dict[str, Any]:
    answer = person.api.get("/events", params={k: str(v) for k, v in asked.items()}, timeout=40)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def caught_up(person: make.Person) -> str:
    """A cursor behind everything that has happened so far, over HTTP."""
    first = page(person)["cursor"]
    marker = add(person, "marker")

    def found() -> Any:
        now = page(person, after=first)
        ids = [event["entityId"] for event in now["events"]]
        return marker in ids and now["cursor"]

    return str(make.eventually(found))


def test_plain_http_pages_through_the_same_events(app: Running, people: People) -> None:
    sara = people()
    cursor = caught_up(sara)
    added = [add(sara, f"n{n}") for n in range(5)]
    found: list[str] = []

    def all_found() -> bool:
        nonlocal cursor
        more = page(sara, after=cursor, limit=2)
        assert len(more["events"]) <= 2
        found.extend(event["entityId"] for event in more["events"] if event["entity"] == "customer")
        cursor = more["cursor"]
        return not more["hasMore"] and len(found) >= 5

    make.eventually(all_found)
    assert found == added
    assert page(sara, after="x")["reset"] == "cursorUnknown"


def test_a_long_poll_is_answered_when_something_happens(app: Running, people: People) -> None:
    sara = people()
    cursor = caught_up(sara)
    with make.Client(app.url, sara.token) as other, make.Client(app.url, sara.token) as waiting:
        answers: list[dict[str, Any]] = []
        thread = threading.Thread(
            target=lambda: answers.append(
                waiting.get("/events", params={"after": cursor, "wait": "20"}, timeout=30).json()
            )
        )
        thread.start()
        time.sleep(0.3)
        assert not answers
        other.post("/customers", json={"name": "woken", "phone": make.mobile()})
        thread.join(10)
        assert [each["data"]["name"] for each in answers[0]["events"]] == ["woken"]


def test_a_long_poll_ends_with_its_session(app: Running, people: People) -> None:
    sara = people()
    cursor = caught_up(sara)
    with make.Client(app.url, sara.token) as waiting:
        answers: list[int] = []
        thread = threading.Thread(
            target=lambda: answers.append(
                waiting.get(
                    "/events", params={"after": cursor, "wait": "20"}, timeout=30
                ).status_code
            )
        )
        thread.start()
        time.sleep(0.3)
        sara.api.post("/auth/logout")
        thread.join(10)
        assert answers == [401]


def stream(person: make.Person, how_many: int, **options: Any) -> list[dict[str, str]]:
    """So many server-sent events with data, each as its fields."""
    found: list[dict[str, str]] = []
    with person.api.stream("GET", "/events", timeout=20, **options) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        fields: dict[str, str] = {}
        for line in answer.iter_lines():
            name, _, value = line.partition(": ")
            if line:
                fields[name] = value
                continue
            if "data" in fields:
                found.append(fields)
            if len(found) == how_many:
                return found
            fields = {}
    return found


SSE = {"accept": "text/event-stream"}


def test_a_stream_tells_the_same_and_resumes_by_its_last_id(app: Running, people: People) -> None:
    sara = people()
    cursor = caught_up(sara)
    add(sara, "one")
    add(sara, "two")
    told = stream(sara, 2, headers=SSE, params={"after": cursor})
    assert [json.loads(each["data"])["data"]["name"] for each in told] == ["one", "two"]
    add(sara, "three")
    last = [each["id"] for each in told if "id" in each][-1]
    told = stream(sara, 1, headers={**SSE, "last-event-id": last})
    assert json.loads(told[0]["data"])["data"]["name"] == "three"
    told = stream(sara, 1, headers=SSE, params={"after": "x"})
    assert (told[0]["event"], json.loads(told[0]["data"])["reason"]) == ("reset", "cursorUnknown")


def test_a_ticket_opens_one_stream(app: Running, people: People) -> None:
    sara = people()
    cursor = caught_up(sara)
    add(sara, "by ticket")
    ticket = sara.api.post("/events/ticket").json()["ticket"]
    with make.Client(app.url) as browser:
        visitor = make.Person(**{**sara.__dict__, "api": browser})
        asked = {"after": cursor, "ticket": ticket}
        told = stream(visitor, 1, headers=SSE, params=asked)
        assert json.loads(told[0]["data"])["data"]["name"] == "by ticket"
        again = browser.get("/events", params=asked)
        assert make.refused(again) == (401, "ticket_invalid")
        assert make.refused(browser.get("/events")) == (401, "unauthorized")


def test_the_eleventh_stream_of_a_user_is_refused(app: Running, people: People) -> None:
    sara = people()
    with contextlib.ExitStack() as stack:
        streams = []
        for _ in range(10):
            client = stack.enter_context(make.Client(app.url, sara.token))
            answer = stack.enter_context(client.stream("GET", "/events", headers=SSE, timeout=10))
            streams.append(answer.iter_lines())
            assert next(streams[-1]).startswith("retry")
        assert make.refused(sara.api.get("/events", headers=SSE, timeout=10)) == (
            429,
            "too_many_streams",
        )


def test_a_cursor_between_two_pages_of_plain_http_leads_on_to_a_socket(
    app: Running, people: People
) -> None:
    sara = people()
    cursor = caught_up(sara)
    for name in ("one", "two", "three"):
        add(sara, name)
    make.eventually(lambda: len(page(sara, after=cursor)["events"]) == 3)
    first = page(sara, after=cursor, limit=1)
    assert first["hasMore"]
    add(sara, "after the page")
    with followed(app, sara, first["cursor"]) as feed:
        add(sara, "live")
        assert feed.names(4) == ["two", "three", "after the page", "live"]
