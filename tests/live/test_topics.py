"""Topics narrow what comes, never widen it, and go with the right to them."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import psycopg
import pytest

import make
from conftest import Running
from feed import Feed, add, followed

People = Callable[..., make.Person]


@pytest.fixture
def sara(people: People) -> make.Person:
    return people()


@pytest.fixture
def feed(app: Running, sara: make.Person) -> Iterator[Feed]:
    with followed(app, sara) as feed:
        yield feed


def subscribed(feed: Feed, type_: str, *topics: str) -> tuple[list[str], list[str]]:
    feed.say(type_, topics=topics)
    answer = feed.until("subscribed")
    return answer["topics"], answer["denied"]


def test_only_what_was_asked_for_comes_until_it_is_given_up(feed: Feed, sara: make.Person) -> None:
    wanted = add(sara, "wanted")
    topic = f"customer:{wanted}"
    assert subscribed(feed, "subscribe", topic, "entity:offer") == (
        sorted([topic, "entity:offer"]),
        [],
    )
    add(sara, "other")
    sara.api.patch(f"/customers/{wanted}", json={"name": "renamed"})
    seen = feed.names(1)
    seen += feed.names(1) if seen == ["wanted"] else []
    assert seen[-1] == "renamed"
    assert subscribed(feed, "unsubscribe", topic, "entity:offer") == ([], [])
    add(sara, "everything again")
    assert feed.names(1) == ["everything again"]


def test_a_topic_does_not_open_what_is_anothers(app: Running, people: People) -> None:
    sara, fahad = people(), people()
    his = add(fahad, "his")
    with followed(app, sara) as feed:
        assert subscribed(feed, "subscribe", f"customer:{his}", "entity:customer")[1] == []
        fahad.api.patch(f"/customers/{his}", json={"name": "still his"})
        add(sara, "hers")
        assert feed.names(1) == ["hers"]


@pytest.mark.parametrize(
    "topic",
    ["x", "entity:", "entity:offers", "customer:5", "team:", ":", "customer:" + "0" * 36,
     "customers:0199d2f0-0000-7000-8000-000000000000"],
)  # fmt: skip
def test_what_is_no_topic_is_denied_and_changes_nothing(
    feed: Feed, sara: make.Person, topic: str
) -> None:
    assert subscribed(feed, "subscribe", topic) == ([], [topic])
    add(sara, "comes")
    assert feed.names(1) == ["comes"]


def test_a_team_that_is_not_ones_own_is_denied(feed: Feed) -> None:
    topic = f"team:{uuid4()}"
    assert subscribed(feed, "subscribe", topic) == ([], [topic])


def test_who_leaves_a_team_loses_its_topic_and_its_events(
    app: Running, people: People, manager: make.Person
) -> None:
    broker = people()
    with psycopg.connect(app.owner_url) as owner:
        make.insert(owner, "nova.team_members", {"team_id": manager.team, "user_id": broker.id})
    member = make.member(manager.team, broker, manager)
    topic = f"team:{manager.team}"
    with followed(app, broker) as feed:
        assert subscribed(feed, "subscribe", topic) == ([topic], [])
        broker.api.post(
            "/customers", json={"name": "theirs", "phone": make.mobile(), "teamId": manager.team}
        )
        assert feed.names(1) == ["theirs"]
        gone = manager.api.delete(f"/teams/{manager.team}/members/{member}")
        assert gone.status_code in {200, 204}, gone.text
        answer = feed.until("subscribed")
        assert (answer["topics"], answer["denied"]) == ([], [topic])
        manager.api.post(
            "/customers",
            json={"name": "not for them", "phone": make.mobile(), "teamId": manager.team},
        )
        add(broker, "own, but no topic of it is left")
        assert feed.is_quiet()
