"""What is said on one socket of the live feed, whatever carries it.

A `Transport` takes frames to the client; whoever reads the socket passes on what it heard.
"""

import asyncio
import time
from typing import Any
from uuid import UUID

import msgspec
import structlog

from nova.errors.refused import Refused
from nova.identity.tokens import Claims
from nova.live import protocol
from nova.live.hub import HEARTBEAT, Hub
from nova.live.protocol import CloseCode, Frame, told
from nova.live.queries import ClientQueries
from nova.live.resume import resume
from nova.live.subscriber import Subscriber
from nova.live.types import Transport

log = structlog.get_logger()

AUTH_SECONDS = 5.0
MOST_MESSAGES = 20  # of a client a second, pings among them; and waiting to be answered
MOST_UNSENT = 512 * 1024  # bytes a client may fall behind
CODES = {400: CloseCode.MALFORMED, 401: CloseCode.UNAUTHORIZED, 403: CloseCode.REVOKED}
ENDED = frozenset({"session_revoked", "account_suspended"})


class FeedClient:
    """One client."""

    __slots__ = (
        "_busy",
        "_claims",
        "_closed",
        "_heard",
        "_hub",
        "_inbox",
        "_language",
        "_pinged_at",
        "_pong_at",
        "_queries",
        "_second",
        "_subscriber",
        "_task",
        "_timer",
        "_transport",
        "_warned",
        "ends_at",
        "peer",
    )  # fmt: skip

    def __init__(self, hub: Hub, transport: Transport, peer: str, language: str) -> None:
        self._hub = hub
        self._transport = transport
        self.peer = peer
        self._queries = ClientQueries(hub.database, peer)
        self._language = language
        self._claims: Claims | None = None
        self._subscriber: Subscriber | None = None
        self._inbox: list[Any] = []
        self._busy = self._closed = False
        self._warned = True  # nothing is said of a token before `ready`
        self._heard = self._second = 0
        self._pinged_at = self._pong_at = 0.0
        self._task: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self.ends_at = float("inf")
        """When the token ends, in Unix seconds."""

    # What whoever reads the socket calls.

    def begin(self) -> None:
        """The socket is open."""
        if code := self._hub.admit(self):
            self.close(code, "restarting" if code == CloseCode.RESTARTING else "busy")
            return
        later = asyncio.get_running_loop().call_later
        self._timer = later(AUTH_SECONDS, self.close, CloseCode.AUTH_AWAITED, "auth_awaited")

    def hear(self, message: bytes | str) -> None:
        """Take a message in, which was counted."""
        if self._closed:
            return
        try:
            said = protocol.decode(message)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            self.refuse("message_malformed", CloseCode.MALFORMED)
            return
        if self._claims is None and not self._busy and not isinstance(said, protocol.Auth):
            self.refuse("unauthorized", CloseCode.MALFORMED)
            return
        self._inbox.append(said)
        if len(self._inbox) > MOST_MESSAGES:
            self.refuse("too_many_messages", CloseCode.TOO_FAST_OR_SLOW)
        self._go_on()

    def is_flooded(self) -> bool:
        """Count what the client sent; whether no more is to be taken in."""
        second = int(time.monotonic())
        self._heard = self._heard + 1 if second == self._second else 1
        self._second = second
        if self._heard > MOST_MESSAGES:
            self.refuse("too_many_messages", CloseCode.TOO_FAST_OR_SLOW)
        return self._closed

    def ponged(self) -> None:
        """The client is there."""
        self._pong_at = time.monotonic()

    def end(self) -> None:
        """The socket is gone."""
        self._closed = True
        self._hub.forget(self)
        if self._timer is not None:
            self._timer.cancel()
        if self._subscriber is not None:
            self._hub.relay.leave(self._subscriber)
        if self._task is not None:
            self._task.cancel()

    # What the clock calls.

    def beat(self) -> None:
        """Ask whether anybody is there."""
        self._pinged_at = time.monotonic()
        self._transport.ping()

    def expect_pong(self) -> None:
        """Whoever has not answered is not there."""
        if self._pinged_at > self._pong_at:
            self._log(CloseCode.GOING_AWAY, "no_pong")
            self.abort()

    def give_cursor(self, frame: Frame) -> None:
        """Tell a client how far it has got; not while it is brought up to date."""
        if self._subscriber is not None and not self._subscriber.holds_back:
            self.send([frame])
            self._subscriber.settle(self._hub.relay.finished)

    def watch_token(self, now: float) -> None:
        """Warn once that the token ends, and close when it has."""
        if self.ends_at <= now:
            self.refuse("token_expired", CloseCode.UNAUTHORIZED)
        elif not self._warned:
            self._warned = True
            self.send([told(protocol.Expiring(expires_at=int(self.ends_at)))])

    # What its share of the log calls, and its coming in.

    def send(self, messages: list[Frame]) -> None:
        """Write, unless the client has fallen too far behind: it goes, and may come back."""
        if self._closed or not messages:
            return
        unsent = self._transport.unsent()
        if unsent and unsent + sum(len(each.wire) for each in messages) > MOST_UNSENT:
            self._log(CloseCode.TOO_FAST_OR_SLOW, "too_slow")
            self.abort()
        else:
            self._transport.send(messages)

    def send_ready(self, claims: Claims, cursor: str) -> None:
        """Say that the client is known, until when, and from where on it is told."""
        self._warned = False
        self.send([told(protocol.Ready(
            cursor=cursor, user_id=claims.user_id, expires_at=claims.expires_at,
            heartbeat_ms=HEARTBEAT * 1000))])  # fmt: skip

    def unsent(self) -> int:
        """Bytes that have not left yet."""
        return self._transport.unsent()

    def is_known(self) -> bool:
        """Whether the client has said who it is."""
        return self._claims is not None

    def is_closed(self) -> bool:
        """Whether nothing is to be said any more."""
        return self._closed

    def told_events(self) -> None:
        """A cursor is due."""
        self._hub.told.add(self)

    def session_ended(self, sessions: set[UUID] | None) -> None:
        """Hear no more, when it was by one of these sessions."""
        if self._claims is not None and (sessions is None or self._claims.session_id in sessions):
            self.refuse("session_revoked", CloseCode.REVOKED)

    def teams_changed(self) -> None:
        """Look again whether the topics are the client's."""
        self._inbox.append(None)
        self._go_on()

    def refuse(self, code: str, close: CloseCode) -> None:
        """Say why, and close."""
        self.send([told(protocol.Wrong(code=code, message=Refused(code).said(self._language)))])
        self.close(close, code)

    def close(self, code: CloseCode, reason: str) -> None:
        """Say good-bye."""
        if not self._closed:
            self._closed = True
            self._log(code, reason)
            self._transport.close(code, reason)

    def note(self, code: int, reason: str) -> None:
        """The socket was closed below: a frame too large, or none of RFC 6455."""
        if not self._closed:
            self._closed = True
            self._log(code, reason)

    def abort(self) -> None:
        """Hang up."""
        self._closed = True
        self._transport.abort()

    def _log(self, code: int, reason: str) -> None:
        user = self._claims and self._claims.user_id
        log.info("socket_closed", code=code, reason=reason, user=user, ip=self.peer)

    # Answering, one message after the other.

    def _go_on(self) -> None:
        """Take the next message, unless the last one is still at work."""
        while self._inbox and not self._busy and not self._closed:
            said = self._inbox.pop(0)
            if isinstance(said, protocol.Ping):
                self.send([protocol.PONG])
                continue
            self._busy = True
            self._task = asyncio.get_running_loop().create_task(self._answer(said))

    async def _answer(self, said: Any) -> None:
        try:
            if isinstance(said, protocol.Auth):
                await self._authenticate(said)
            else:
                await self._narrow(said)
        except Refused as refused:
            ended = refused.code in ENDED
            code = CloseCode.REVOKED if ended else CODES.get(refused.status, CloseCode.BUSY)
            self.refuse(refused.code, code)
        except Exception:  # or the socket would be held and told nothing
            log.exception("client_failed")
            self.close(CloseCode.FAILED, "failed")
        finally:
            self._busy, self._task = False, None
        self._go_on()

    async def _authenticate(self, auth: protocol.Auth) -> None:
        """Let somebody in, or go on with their new token. Raises Refused."""
        claims = self._hub.tokens.verify(auth.token)
        if self._subscriber is None:
            self._hub.know(self)
            self._identify(claims)
            if self._timer is not None:
                self._timer.cancel()
            self._subscriber = Subscriber(self, claims.user_id)
            await resume(
                self, self._subscriber, self._hub.relay, self._queries, claims, auth.cursor
            )
        elif claims.user_id != self._subscriber.user_id:
            raise Refused("token_invalid")
        else:
            self._identify(claims)  # first, so that its end is heard of while it is looked at
            await self._queries.missed(claims, None)
            self.send_ready(claims, (await self._hub.relay.place()).cursor)

    def _identify(self, claims: Claims) -> None:
        self._claims, self.ends_at = claims, claims.expires_at

    async def _narrow(self, said: protocol.Subscribe | protocol.Unsubscribe | None) -> None:
        """Follow these topics, or not any more; None: whether they still are one's own."""
        if self._subscriber is None or self._claims is None:
            raise Refused("unauthorized")
        own_teams = await self._queries.teams(self._claims)
        if subscribed := self._subscriber.narrow(said, own_teams):
            self.send([told(subscribed)])
