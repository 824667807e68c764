"""The live feed described for machines: AsyncAPI 3.0 at /api/asyncapi.json, made of protocol.py."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, get_args

import msgspec

from nova.live import protocol
from nova.live.events import EVENTS, SHAPES
from nova.live.hub import HEARTBEAT
from nova.shapes.words import MatchStatus

IDS = ("offerId", "requestId", "brokerId")
SENT = get_args(protocol.FromClient)
TOLD = (*get_args(protocol.FromServer), protocol.Event)
DESCRIPTION = f"""
Open the socket (subprotocol `{protocol.VERSION}`), send `auth` within five seconds, and every event
that concerns you arrives once `ready` has. Keep the newest `cursor` and come back with it: what you
missed follows. Drop events whose `id` you have had among the last 4,096. On `reset` fetch what you
show anew. At most 20 messages a second of at most {protocol.LARGEST_FRAME // 1024} KiB; the server
pings every {HEARTBEAT} seconds.
"""
INFO: Mapping[str, Any] = {
    "title": "Nova CRM, live",
    "version": "1.0.0",
    "description": DESCRIPTION.strip(),
    "tags": [{"name": "live", "description": "What happened, as it commits"}],
}
SERVERS: Mapping[str, Any] = {
    "nova": {
        "host": "{host}",
        "protocol": "wss",
        "description": "The host of the API; on loopback ws instead of wss",
        "variables": {"host": {"default": "127.0.0.1:8000"}},
    }
}
REF = "#/components/schemas/"
SHORT: Mapping[str, dict[str, Any]] = {
    "Truncated": {
        "type": "object",
        "description": "Above 8 KiB: fetch it by its id",
        "properties": {"truncated": {"const": True}, "teamId": {"type": ["string", "null"]}},
        "required": ["truncated"],
    },
    "Withheld": {
        "type": "object",
        "description": "Told again after the right to read it has gone: only that it was",
        "properties": {"withheld": {"const": True}},
        "required": ["withheld"],
    },
}
"""What stands for a row that is not told."""
OWN: Mapping[str, dict[str, Any]] = {
    "match": {
        "type": "object",
        "description": "What changed of a match; `GET /smart-matches?ids=` has the rest. Opening "
        "one by its id marks it as viewed",
        "properties": {
            **{name: {"type": "string", "format": "uuid"} for name in IDS},
            "status": {"enum": list(get_args(MatchStatus))},
            "matchScore": {
                "type": ["integer", "null"],
                "description": "0 to 100; to the request's side only",
            },
        },
        "required": [*IDS, "status"],
        "additionalProperties": False,
    },
    "team.member.removed": {
        "type": "object",
        "properties": {
            name: {"type": "string", "format": "uuid"} for name in ("id", "teamId", "userId")
        },
        "required": ["id", "teamId", "userId"],
        "additionalProperties": False,
    },
}
"""What is no row of the API, by event or by what it is of."""


def _messages_of_events(event: Mapping[str, Any]) -> dict[str, Any]:
    """A message for each event: its name, and the shape of its data."""
    return {
        name: {
            "name": name,
            "summary": f"Of {told.of}, for {told.hearers}",
            "contentType": "application/json",
            "payload": {
                **event,
                "title": name,
                "properties": {
                    **event["properties"],
                    "event": {"const": name},
                    "data": _data(name),
                },
            },
        }
        for told in EVENTS
        for name in told.events
    }


def _data(event: str) -> dict[str, Any]:
    """The shape of an event's data."""
    of = event.rpartition(".")[0]
    if own := OWN.get(event) or OWN.get(of):
        return {"anyOf": [own, {"$ref": f"{REF}Withheld"}]}
    if shape := SHAPES.get(of):
        return {"anyOf": [{"$ref": REF + name} for name in (shape, *SHORT)]}
    return {"type": "object"}


def _with_parts(names: Iterable[str], shapes: Mapping[str, Any]) -> dict[str, Any]:
    """These shapes of the API, and those that they are made of."""
    found: dict[str, Any] = {}
    waiting = list(names)
    while waiting:
        if (name := waiting.pop()) not in found:
            found[name] = shapes[name]
            waiting += re.findall(rf'"{REF}(\w+)"', json.dumps(shapes[name]))
    return found


def describe(of_api: Mapping[str, Any]) -> dict[str, Any]:
    """The document; `of_api`: the API's shapes, of which the data of events are."""
    shapes = msgspec.json.schema_components(
        [*SENT, *TOLD], ref_template="#/components/schemas/{name}"
    )[1]
    messages = {
        kind.__name__: {
            "name": kind.__name__,
            "summary": (kind.__doc__ or "").strip(),
            "contentType": "application/json",
            "payload": {"$ref": f"#/components/schemas/{kind.__name__}"},
        }
        for kind in (*SENT, *TOLD)
        if kind is not protocol.Event
    }
    messages |= (events := _messages_of_events(shapes.pop("Event")))
    shapes |= {**SHORT, **_with_parts(SHAPES.values(), of_api)}
    return {
        "asyncapi": "3.0.0",
        "info": INFO,
        "servers": SERVERS,
        "defaultContentType": "application/json",
        "channels": {
            "feed": {
                "address": "/api/ws",
                "description": "One socket a client. Close codes: "
                + "; ".join(f"{code} {words}" for code, words in protocol.CLOSE_CODES.items()),
                "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in messages},
                "bindings": {"ws": {"method": "GET"}},
            }
        },
        "operations": {
            "hear": _operation(
                "receive",
                "What a client sends",
                "A text frame each; the first is `auth`, within five seconds",
                [each.__name__ for each in SENT],
            ),
            "tell": _operation(
                "send",
                "What a client gets",
                "A text frame each: `ready` first, then each event as it commits",
                [*(each.__name__ for each in TOLD if each is not protocol.Event), *events],
            ),
        },
        "components": {"messages": messages, "schemas": shapes},
    }


def _operation(action: str, summary: str, description: str, names: Iterable[str]) -> dict[str, Any]:
    """What the server does with these messages."""
    return {
        "action": action,
        "summary": summary,
        "description": description,
        "channel": {"$ref": "#/channels/feed"},
        "messages": [{"$ref": f"#/channels/feed/messages/{name}"} for name in names],
    }
