"""What is said on one socket of the live feed, whatever carries it.

A `Line` takes frames to the client; whoever reads the socket passes on what it heard.
"""

import asyncio
import time
from typing import Any
from uuid import UUID

import msgspec
import structlog

from nova import frames
from nova.errors import Refused
from nova.following import Following
from nova.frames import Frame, told
from nova.identity import Claims
from nova.inquiry import Inquiry
from nova.joining import join
from nova.line import Line
from nova.switchboard import HEARTBEAT, Switchboard

log = structlog.get_logger()

AUTH_SECONDS = 5.0
MOST_MESSAGES = 20  # of a client a second, pings among them; and waiting to be answered
MOST_UNSENT = 512 * 1024  # bytes a client may fall behind
CODES = {400: 4400, 401: 4401, 403: 4403}
ENDED = frozenset({"session_revoked", "account_suspended"})


class Conversation:
    """One client."""

    __slots__ = (
        "_board", "_busy", "_claims", "_closed", "_following", "_heard", "_inbox", "_inquiry",
        "_language", "_line", "_pinged_at", "_pong_at", "_second", "_task", "_timer",
        "_warned", "ends_at", "peer",
    )  # fmt: skip

    def __init__(self, board: Switchboard, line: Line, peer: str, language: str) -> None:
        self._board = board
        self._line = line
        self.peer = peer
        self._inquiry = Inquiry(board.database, peer)
        self._language = language
        self._claims: Claims | None = None
        self._following: Following | None = None
        self._inbox: list[Any] = []
        self._busy = self._closed = self._warned = False
        self._heard = self._second = 0
        self._pinged_at = self._pong_at = 0.0
        self._task: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self.ends_at = float("inf")
        """When the token ends, in Unix seconds."""

    # What whoever reads the socket calls.

    def begin(self) -> None:
        """The socket is open."""
        if code := self._board.admit(self):
            self.close(code, "restarting" if code == 1012 else "busy")  # noqa: PLR2004
            return
        later = asyncio.get_running_loop().call_later
        self._timer = later(AUTH_SECONDS, self.close, 4408, "auth_awaited")

    def hear(self, message: bytes | str) -> None:
        """Take a message in, which was counted."""
        if self._closed:
            return
        try:
            said = frames.decode(message)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            self.refuse("message_malformed", 4400)
            return
        if self._claims is None and not self._busy and not isinstance(said, frames.Auth):
            self.refuse("unauthorized", 4400)
            return
        self._inbox.append(said)
        if len(self._inbox) > MOST_MESSAGES:
            self.refuse("too_many_messages", 4429)
        self._go_on()

    def is_flooded(self) -> bool:
        """Count what the client sent; whether no more is to be taken in."""
        second = int(time.monotonic())
        self._heard = self._heard + 1 if second == self._second else 1
        self._second = second
        if self._heard > MOST_MESSAGES:
            self.refuse("too_many_messages", 4429)
        return self._closed

    def ponged(self) -> None:
        """The client is there."""
        self._pong_at = time.monotonic()

    def end(self) -> None:
        """The socket is gone."""
        self._closed = True
        self._board.forget(self)
        if self._timer is not None:
            self._timer.cancel()
        if self._following is not None:
            self._board.relay.leave(self._following)
        if self._task is not None:
            self._task.cancel()

    # What the clock calls.

    def beat(self) -> None:
        """Ask whether anybody is there."""
        self._pinged_at = time.monotonic()
        self._line.ping()

    def expect_pong(self) -> None:
        """Whoever has not answered is not there."""
        if self._pinged_at > self._pong_at:
            self._log(1001, "no_pong")
            self.abort()

    def give_cursor(self, frame: Frame) -> None:
        """Tell a client how far it has got; not while it is brought up to date."""
        if self._following is not None and not self._following.holds_back:
            self.send([frame])
            self._following.settle(self._board.relay.finished)

    def watch_token(self, now: float) -> None:
        """Warn once that the token ends, and close when it has."""
        if self.ends_at <= now:
            self.refuse("token_expired", 4401)
        elif not self._warned:
            self._warned = True
            self.send([told(frames.Expiring(expires_at=int(self.ends_at)))])

    # What its share of the log calls, and its coming in.

    def send(self, messages: list[Frame]) -> None:
        """Write, unless the client has fallen too far behind: it goes, and may come back."""
        if self._closed or not messages:
            return
        unsent = self._line.unsent()
        if unsent and unsent + sum(len(each.wire) for each in messages) > MOST_UNSENT:
            self._log(4429, "too_slow")
            self.abort()
        else:
            self._line.send(messages)

    def send_ready(self, claims: Claims, cursor: str) -> None:
        """Say that the client is known, until when, and from where on it is told."""
        self.send([told(frames.Ready(
            cursor=cursor, user_id=claims.user_id, expires_at=claims.expires_at,
            heartbeat_ms=HEARTBEAT * 1000))])  # fmt: skip

    def unsent(self) -> int:
        """Bytes that have not left yet."""
        return self._line.unsent()

    def is_known(self) -> bool:
        """Whether the client has said who it is."""
        return self._claims is not None

    def is_closed(self) -> bool:
        """Whether nothing is to be said any more."""
        return self._closed

    def told_events(self) -> None:
        """A cursor is due."""
        self._board.told.add(self)

    def session_ended(self, sessions: set[UUID] | None) -> None:
        """Hear no more, when it was by one of these sessions."""
        if self._claims is not None and (sessions is None or self._claims.session_id in sessions):
            self.refuse("session_revoked", 4403)

    def teams_changed(self) -> None:
        """Look again whether the topics are the client's."""
        self._inbox.append(None)
        self._go_on()

    def refuse(self, code: str, close: int) -> None:
        """Say why, and close."""
        self.send([told(frames.Wrong(code=code, message=Refused(code).said(self._language)))])
        self.close(close, code)

    def close(self, code: int, reason: str) -> None:
        """Say good-bye."""
        if not self._closed:
            self._closed = True
            self._log(code, reason)
            self._line.close(code, reason)

    def note(self, code: int, reason: str) -> None:
        """The socket was closed below: a frame too large, or none of RFC 6455."""
        if not self._closed:
            self._closed = True
            self._log(code, reason)

    def abort(self) -> None:
        """Hang up."""
        self._closed = True
        self._line.abort()

    def _log(self, code: int, reason: str) -> None:
        user = self._claims and self._claims.user_id
        log.info("socket_closed", code=code, reason=reason, user=user, ip=self.peer)

    # Answering, one message after the other.

    def _go_on(self) -> None:
        """Take the next message, unless the last one is still at work."""
        while self._inbox and not self._busy and not self._closed:
            said = self._inbox.pop(0)
            if isinstance(said, frames.Ping):
                self.send([frames.PONG])
                continue
            self._busy = True
            self._task = asyncio.get_running_loop().create_task(self._answer(said))

    async def _answer(self, said: Any) -> None:
        try:
            if isinstance(said, frames.Auth):
                await self._authenticate(said)
            else:
                await self._narrow(said)
        except Refused as refused:
            code = 4403 if refused.code in ENDED else CODES.get(refused.status, 1013)
            self.refuse(refused.code, code)
        except Exception:  # or the socket would be held and told nothing
            log.exception("conversation_failed")
            self.close(1011, "failed")
        finally:
            self._busy, self._task = False, None
        self._go_on()

    async def _authenticate(self, auth: frames.Auth) -> None:
        """Let somebody in, or go on with their new token. Raises Refused."""
        claims = self._board.tokens.verify(auth.token)
        if self._following is None:
            self._board.know(self)
            self._identify(claims)
            if self._timer is not None:
                self._timer.cancel()
            self._following = Following(self, claims.user_id)
            await join(self, self._following, self._board.relay, self._inquiry, claims, auth.cursor)
        elif claims.user_id != self._following.user_id:
            raise Refused("token_invalid")
        else:
            self._identify(claims)  # first, so that its end is heard of while it is looked at
            await self._inquiry.missed(claims, None)
            self.send_ready(claims, (await self._board.relay.place()).cursor)

    def _identify(self, claims: Claims) -> None:
        self._claims, self.ends_at, self._warned = claims, claims.expires_at, False

    async def _narrow(self, said: frames.Subscribe | frames.Unsubscribe | None) -> None:
        """Follow these topics, or not any more; None: whether they still are one's own."""
        if self._following is None or self._claims is None:
            raise Refused("unauthorized")
        own_teams = await self._inquiry.teams(self._claims)
        if subscribed := self._following.narrow(said, own_teams):
            self.send([told(subscribed)])
