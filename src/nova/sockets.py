"""The websocket: `{"type":"auth","token":...}` first, then every event that concerns the caller.

Close codes: 1012 the process stops, 1013 full or not available, 4400 a bad message, 4401 no valid
token, 4403 a foreign page or an ended session, 4408 no authentication in time, 4409 more than ten
sockets of one user (the oldest goes), 4429 too slow.
"""

import asyncio
import contextlib
import time
from typing import Any

import msgspec
from litestar import WebSocket, websocket
from litestar.exceptions import WebSocketDisconnect

from nova.errors import Refused
from nova.identity import Claims, Tokens
from nova.live import Relay, Socket
from nova.settings import Settings

AUTH_SECONDS = 5.0
LARGEST_FRAME = 16_384


class AuthFrame(msgspec.Struct, frozen=True, tag_field="type", tag="auth"):
    """A client's first message, and again to renew."""

    token: str


class PingFrame(msgspec.Struct, frozen=True, tag_field="type", tag="ping"):
    """A browser's own ping."""


@websocket("/api/ws")
async def follow_events(socket: WebSocket[Any, Any, Any]) -> None:
    """The live feed: `{"type":"auth","token":...}` first, then every event that concerns you."""
    settings: Settings = socket.app.state.settings
    relay: Relay = socket.app.state.relay
    origin = socket.headers.get("origin")
    if origin and origin not in settings.cors_origins and not _same_host(origin, socket):
        await socket.close(4403, "origin not allowed")
        return
    await socket.accept(subprotocols=_version(socket))
    if relay.open >= settings.max_sockets:
        await socket.close(1013)
        return
    relay.open += 1
    try:
        client = await _authenticate(socket)
        if client is not None:
            await _serve(socket, relay, client)
    finally:
        relay.open -= 1


async def _serve(socket: WebSocket[Any, Any, Any], relay: Relay, client: Socket) -> None:
    """Everything that concerns this client, until it leaves or is closed.

    It joins first and is asked for after, so that no revocation falls in between; nothing is sent
    until its session is known to be alive.
    """
    client.push(_ready(client.claims))
    relay.join(client)
    sender = None
    try:
        if not await relay.session_alive(client.claims):
            await socket.close(4403)
            return
        sender = asyncio.create_task(_send(socket, client))
        await _listen(socket, relay, client)
    except Refused:
        await socket.close(1013)
    except WebSocketDisconnect:
        pass
    finally:
        relay.leave(client)
        if sender is not None:
            sender.cancel()
            await asyncio.gather(sender, return_exceptions=True)


def _same_host(origin: str, socket: WebSocket[Any, Any, Any]) -> bool:
    """Whether the page came from this very server."""
    return origin.partition("://")[2] == socket.headers.get("host")


def _version(socket: WebSocket[Any, Any, Any]) -> str | None:
    """The protocol, when the client asks for it by name."""
    asked = socket.headers.get("sec-websocket-protocol", "")
    return "nova.v1" if "nova.v1" in {name.strip() for name in asked.split(",")} else None


async def _authenticate(socket: WebSocket[Any, Any, Any]) -> Socket | None:
    """The client behind a socket, from its first message; None when it was closed."""
    try:
        frame = _frame(await asyncio.wait_for(socket.receive_text(), AUTH_SECONDS))
        if isinstance(frame, AuthFrame):
            return Socket(_tokens(socket).verify(frame.token))
        await socket.close(4400)
    except TimeoutError:
        await socket.close(4408)
    except ValueError:
        await socket.close(4400)
    except Refused:
        await socket.close(4401)
    except WebSocketDisconnect:
        pass
    return None


async def _listen(socket: WebSocket[Any, Any, Any], relay: Relay, client: Socket) -> None:
    """Take the client's frames until it leaves: a renewed token, or a ping."""
    while True:
        try:
            frame = _frame(await socket.receive_text())
            if isinstance(frame, PingFrame):
                client.push('{"type":"pong"}')
            else:
                await _renew(_tokens(socket).verify(frame.token), relay, client)
        except ValueError:
            client.close(4400)
        except Refused as refused:
            client.close(1013 if refused.code == "unavailable" else 4401)


async def _renew(claims: Claims, relay: Relay, client: Socket) -> None:
    """Go on with a new token of the same person. Raises Refused."""
    if claims.user_id != client.claims.user_id:
        client.close(4401)
    elif not await relay.session_alive(claims):
        client.close(4403)
    else:
        client.claims = claims
        client.push(_ready(claims))


async def _send(socket: WebSocket[Any, Any, Any], client: Socket) -> None:
    """Write what is queued; end the socket when its token does."""
    while True:
        try:
            left = client.claims.expires_at - time.time()
            item = await asyncio.wait_for(client.next(), max(left, 0.001))
        except TimeoutError:
            if client.claims.expires_at > time.time():
                continue
            item = 4401
        if isinstance(item, int):
            with contextlib.suppress(Exception):
                await socket.close(item)
            return
        await socket.send_text(item)


def _frame(text: str) -> AuthFrame | PingFrame:
    """A client's frame. Raises ValueError."""
    if len(text) > LARGEST_FRAME:
        raise ValueError
    return msgspec.json.decode(text, type=AuthFrame | PingFrame)


def _tokens(socket: WebSocket[Any, Any, Any]) -> Tokens:
    tokens: Tokens = socket.app.state.tokens
    return tokens


def _ready(claims: Claims) -> str:
    """The frame that says: from here on you get everything."""
    return msgspec.json.encode(
        {"type": "ready", "userId": claims.user_id, "expiresAt": claims.expires_at}
    ).decode()
