"""The live feed described for machines: AsyncAPI 3.0 at /api/asyncapi.json, made of protocol.py."""

from functools import cache
from typing import Any, get_args

import msgspec

from nova.live import protocol
from nova.live.hub import HEARTBEAT

SENT = get_args(protocol.FromClient)
TOLD = (*get_args(protocol.FromServer), protocol.Event)
DESCRIPTION = f"""
Open the socket (subprotocol `{protocol.VERSION}`), send `auth` within five seconds, and every event
that concerns you arrives once `ready` has. Keep the newest `cursor` and come back with it: what you
missed follows. Drop events whose `id` you have had among the last 4,096. On `reset` fetch what you
show anew. At most 20 messages a second of at most {protocol.LARGEST_FRAME // 1024} KiB; the server
pings every {HEARTBEAT} seconds.
"""


@cache
def describe() -> dict[str, Any]:
    """The document."""
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
    }
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Nova CRM, live", "version": "1.0.0", "description": DESCRIPTION.strip()},
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
            "hear": _operation("receive", "What a client sends", SENT),
            "tell": _operation("send", "What a client gets", TOLD),
        },
        "components": {"messages": messages, "schemas": shapes},
    }


def _operation(
    action: str, summary: str, kinds: tuple[type[msgspec.Struct], ...]
) -> dict[str, Any]:
    """What the server does with these messages."""
    return {
        "action": action,
        "summary": summary,
        "channel": {"$ref": "#/channels/feed"},
        "messages": [{"$ref": f"#/channels/feed/messages/{kind.__name__}"} for kind in kinds],
    }
