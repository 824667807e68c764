"""The relay tells everybody who was let in everything, whatever happens to it or to one of them."""

import asyncio
import threading
import time
from collections.abc import Callable

import psycopg
import pytest

import make
from conftest import Running, settings_for
from feed import add, followed, opened
from nova.identity.tokens import Claims
from nova.live.queries import ClientQueries
from nova.live.relay import Relay
from nova.live.structs import Missed
from nova.live.subscriber import Subscriber

People = Callable[..., make.Person]


def cursor_of(app: Running, person: make.Person) -> str:
    """A cursor behind what has happened so far."""
    with followed(app, person) as feed:
        add(person, "marker")
        feed.names(1)
        return feed.newest_cursor()


def test_who_comes_back_before_the_relay_has_a_place_is_told_what_happens_meanwhile(
    app: Running, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    sara = people()
    cursor = cursor_of(app, sara)
    may_follow, follow = threading.Event(), Relay._follow

    async def late(relay: Relay) -> None:
        await asyncio.to_thread(may_follow.wait)
        await follow(relay)

    monkeypatch.setattr(Relay, "_follow", late)
    restarted = Running(app.owner_url, settings_for(app.settings.home))
    restarted.start()
    try:
        with opened(restarted) as feed:
            feed.say("auth", token=sara.token, cursor=cursor)
            time.sleep(0.5)  # in which it would be told what it missed so far
            add(sara, "meanwhile")
            may_follow.set()
            assert feed.hear()["type"] == "ready"
            assert feed.names(1) == ["meanwhile"]
    finally:
        may_follow.set()
        restarted.stop()


def test_who_comes_before_the_relay_has_a_place_is_told_nothing_from_before_it(
    app: Running, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    sara = people()
    is_flushed, advance = threading.Event(), Relay._advance

    def late(relay: Relay, flushed: int) -> None:
        if is_flushed.is_set():
            advance(relay, flushed)

    monkeypatch.setattr(Relay, "_advance", late)
    restarted = Running(app.owner_url, settings_for(app.settings.home))
    restarted.start()
    try:
        with opened(restarted) as feed:
            feed.say("auth", token=sara.token)
            time.sleep(0.2)
            add(sara, "before")
            time.sleep(0.3)  # in which the relay reads it
            is_flushed.set()
            assert feed.hear()["type"] == "ready"
            add(sara, "after")
            assert feed.names(1) == ["after"]
    finally:
        is_flushed.set()
        restarted.stop()


def test_what_comes_while_a_cursor_is_found_too_old_keeps_its_order(
    app: Running, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    sara = people()
    names, missed = iter(["one", "two"]), ClientQueries.missed

    async def slow(inquiry: ClientQueries, claims: Claims, cursor: str | None) -> Missed:
        if name := next(names, None):
            await asyncio.to_thread(add, sara, name)
            await asyncio.sleep(0.3 if name == "one" else 0)  # in which the relay reads the first
        return await missed(inquiry, claims, cursor)

    monkeypatch.setattr(ClientQueries, "missed", slow)
    with opened(app) as feed:
        feed.say("auth", token=sara.token, cursor="of another life")
        assert feed.hear()["type"] == "ready"
        assert feed.hear()["type"] == "reset"
        assert feed.names(2) == ["one", "two"]


def test_one_client_that_cannot_be_told_costs_nobody_else_anything(
    app: Running, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, sara = people(), people()
    cursor = cursor_of(app, broken)
    flush = Subscriber.flush

    def fail(following: Subscriber) -> None:
        if following.user_id == broken.id:
            raise RuntimeError("broken")
        flush(following)

    with followed(app, broken, cursor) as first, followed(app, sara) as feed:
        monkeypatch.setattr(Subscriber, "flush", fail)
        add(broken, "hers")
        for name in ("one", "two"):
            add(sara, name)
        assert feed.names(2) == ["one", "two"]
        assert first.closed_with() == 1012
    monkeypatch.undo()
    with followed(app, broken, cursor) as again:
        assert again.names(1) == ["hers"]


def test_after_a_restore_of_the_database_everybody_comes_back_and_fetches_anew(
    app: Running, people: People
) -> None:
    sara = people()
    relay = app.server._relay
    with followed(app, sara) as feed:
        relay._generation = "of before"
        end_relay(app.owner_url)
        assert feed.closed_with() == 1012
    with followed(app, sara) as feed:
        add(sara, "goes on")
        assert feed.names(1) == ["goes on"]


def end_relay(url: str) -> None:
    """End the relay's connection; it makes a new one."""
    with psycopg.connect(url) as owner:
        ended = owner.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where application_name = 'nova relay' and datname = current_database()"
        ).fetchall()
        assert ended


def test_a_large_transaction_is_told_in_pages_once_and_in_order(
    app: Running, people: People
) -> None:
    sara = people()
    rows = 4500
    with followed(app, sara) as feed, psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "insert into nova.events (event, entity, entity_id, recipients, data)"
            " select 'customer.updated', 'customer', uuidv7(), array[%s::uuid], '{}'"
            " from generate_series(1, %s)",
            [sara.id, rows],
        )
        owner.commit()
        ids = [event["id"] for event in feed.events(rows)]
        assert ids == sorted(set(ids))
        add(sara, "after")
        assert feed.names(1) == ["after"]
