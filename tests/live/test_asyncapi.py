"""The AsyncAPI document says what is really sent."""

import json
import re
from collections.abc import Callable
from typing import Any

import jsonschema_rs
import pytest

import make
from conftest import Running
from feed import add, followed, opened
from nova.live import protocol
from nova.live.events import EVENTS

People = Callable[..., make.Person]


@pytest.fixture
def document(api: make.Client) -> dict[str, Any]:
    answer: dict[str, Any] = api.get("/asyncapi.json").json()
    return answer


def check(document: dict[str, Any], name: str, frame: dict[str, Any]) -> None:
    """Hold a frame against its message's own schema."""
    payload = document["components"]["messages"][name]["payload"]
    schema = {**payload, "components": document["components"]}
    jsonschema_rs.validator_for(schema).validate(frame)


def name_of(frame: dict[str, Any]) -> str:
    by_type = {kind.__struct_config__.tag: kind.__name__ for kind in protocol.FromServer.__args__}
    return by_type[frame["type"]] if "type" in frame else str(frame["event"])


def test_it_is_asyncapi_3_and_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    assert document["asyncapi"] == "3.0.0"
    assert document["channels"]["feed"]["address"] == "/api/ws"
    references = re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(document))
    assert len(references) > 20
    for reference in references:
        place: Any = document
        for step in reference.split("/"):
            place = place[step]
    for message in document["components"]["messages"].values():
        assert len(message["summary"]) > 10


def test_every_frame_that_is_sent_is_described(
    app: Running, people: People, document: dict[str, Any]
) -> None:
    sara = people()
    seen: list[dict[str, Any]] = []
    with followed(app, sara, "bm9uc2Vuc2U") as feed:
        seen += [feed.ready, feed.until("reset")]
        feed.say("subscribe", topics=["entity:customer"])
        seen.append(feed.until("subscribed"))
        feed.say("ping")
        seen.append(feed.until("pong"))
        add(sara, "one")
        seen += [*feed.events(1), feed.until("cursor")]
        feed.socket.send("x")
        seen.append(feed.until("error"))
    for frame in seen:
        check(document, name_of(frame), frame)
    names = {name_of(frame) for frame in seen} | {"Expiring"}
    told = document["operations"]["tell"]["messages"]
    events = {event for each in EVENTS for event in each.events}
    assert {each["$ref"].rpartition("/")[2] for each in told} == names | events


def test_a_frame_that_is_not_described_is_found(document: dict[str, Any]) -> None:
    with pytest.raises(jsonschema_rs.ValidationError):
        check(document, "Ready", {"type": "ready"})


def test_what_a_client_may_send_is_taken_as_described(
    app: Running, people: People, document: dict[str, Any]
) -> None:
    sara = people()
    messages: dict[str, dict[str, Any]] = {
        "Auth": {"type": "auth", "token": sara.token, "cursor": None},
        "Subscribe": {"type": "subscribe", "topics": ["entity:offer"]},
        "Unsubscribe": {"type": "unsubscribe", "topics": ["entity:offer"]},
        "Ping": {"type": "ping"},
    }
    heard = document["operations"]["hear"]["messages"]
    assert {each["$ref"].rpartition("/")[2] for each in heard} == set(messages)
    with opened(app) as feed:
        for name, message in messages.items():
            check(document, name, message)
            feed.socket.send(json.dumps(message))
        assert feed.until("pong")


def test_every_close_code_is_described(document: dict[str, Any]) -> None:
    for code in protocol.CLOSE_CODES:
        assert str(code) in document["channels"]["feed"]["description"]


def test_every_event_has_its_name_and_its_shape(
    app: Running, people: People, document: dict[str, Any]
) -> None:
    assert set(document["components"]["messages"]) >= {
        event for told in EVENTS for event in told.events
    }
    sara, fahad = people(), people()
    told: list[dict[str, Any]] = []
    with followed(app, sara) as hers, followed(app, fahad) as his:
        customer = add(sara, "one")
        sara.api.post(f"/customers/{customer}/activities", json={"type": "CALL"})
        sara.api.post("/teams", json={"name": "فريق"})
        offer = make.offered(sara, city="أملج", district="الحوراء")
        make.requested(fahad, cities=["أملج"], districts=["الحوراء"])
        match = make.match_of(fahad, offer["id"])
        fahad.api.post(f"/smart-matches/{match['id']}/accept")
        for feed in (hers, his):
            heard: list[dict[str, Any]] = []
            while not heard or heard[-1].get("event") != "match.accepted":
                heard.append(feed.hear())
            told += [frame for frame in heard if "event" in frame]
    names = {frame["event"] for frame in told}
    assert names >= {
        "customer.created", "customer.activity.created", "property.published", "offer.created",
        "request.created", "match.created", "match.accepted", "notification.created",
    }  # fmt: skip
    for frame in told:
        payload = document["components"]["messages"][frame["event"]]["payload"]
        schema = {**payload, "components": document["components"]}
        jsonschema_rs.validator_for(schema).validate(frame)
