"""Who is calling, from where, how often: settled before a body is read.

`know_caller` guards the whole app, so it holds for every route by construction: the rate, then the
token. Litestar reads and decodes a body only after its guards.
"""

import functools
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any, cast

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from nova.errors.refused import Refused
from nova.identity.tokens import Tokens
from nova.networks import network, site

OPEN: Sequence[dict[str, list[str]]] = ({},)
"""The security of a route that needs no token."""
EITHER: Sequence[dict[str, list[str]]] = ({"token": []}, {})
"""The security of a route that knows its caller by a token, or by other means."""

BURST = 10.0  # seconds' worth of requests that may come at once
UNIT = 16 * 1024  # bytes of a body that count as one more request
MOST_UNITS = 16  # of the largest body that is read, and of one whose length its head does not say
MOST_UNDER_WAY = 100  # requests of one person or site, slow bodies and long polls among them
MOST_REMEMBERED = 100_000  # callers


class Rate:
    """So many requests a second of each caller, and ten seconds' worth at once.

    Of this process alone, and in memory: it keeps floods from work. What must hold across
    processes (passwords, codes) is counted in the database.
    """

    def __init__(self, a_second: float) -> None:
        self._pause = 1 / a_second
        self._paid_until: dict[object, float] = {}
        self._under_way: Counter[object] = Counter()

    def begin(self, caller: object, group: object, state: dict[str, Any]) -> None:
        """Count a request of this caller by its size; until it ends, as one of the group's under
        way (the middleware calls `end`). Raises Refused."""
        self.take(caller, units(state))
        if self._under_way[group] >= MOST_UNDER_WAY:
            raise Refused("too_many_at_once", retry_after=1)
        self._under_way[group] += 1
        state["end"] = functools.partial(self._end, group)

    def _end(self, group: object) -> None:
        """A request of this group has been answered, or given up."""
        self._under_way[group] -= 1
        if not self._under_way[group]:
            del self._under_way[group]

    def take(self, caller: object, units: int = 1) -> None:
        """Count a request of this caller, as this many. Raises Refused `too_many_requests`."""
        now = time.monotonic()
        paid = max(self._paid_until.get(caller, 0.0), now)
        if paid + self._pause - now > max(BURST, self._pause):
            raise Refused("too_many_requests", retry_after=1)
        if len(self._paid_until) >= MOST_REMEMBERED:
            self._forget(now)
        self._paid_until[caller] = paid + self._pause * units

    def _forget(self, now: float) -> None:
        """Drop who has nothing to pay off; where all have, everybody starts anew."""
        kept = {caller: paid for caller, paid in self._paid_until.items() if paid > now}
        self._paid_until = kept if len(kept) < MOST_REMEMBERED // 2 else {}


def units(state: dict[str, Any]) -> int:
    """How many requests one counts as: a large body takes everybody's time to read."""
    if "transfer-encoding" in state:
        return 1 + MOST_UNITS
    return 1 + min(int(state.get("content-length", 0)) // UNIT, MOST_UNITS)


class Rates:
    """The rates of one process."""

    def __init__(self, person: float, stranger: float) -> None:
        self.person = Rate(person)
        self.stranger = Rate(stranger)


async def know_caller(
    connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler
) -> None:
    """Count the request, and find who sends it, before anything else is done. Raises Refused.

    A coroutine, though it waits for nothing: Litestar takes a plain guard to a thread, which cost
    more than a third of a short request.
    """
    method = connection.scope.get("method")
    if method is None:
        return  # a websocket says who it is in its first message
    if method == "OPTIONS":
        count_stranger(connection)
        return
    rates = cast(Rates, connection.app.state.rates)
    state = connection.scope["state"]
    where = network(state["client_ip"])
    security = _security(handler)
    if security == OPEN:
        rates.stranger.begin(where, site(state["client_ip"]), state)
        return
    token, tokens = token_of(connection), cast(Tokens, connection.app.state.tokens)
    if not tokens.is_known(token):  # reading a new one costs more than counting it
        rates.stranger.take(where)
    if not token:
        if security == EITHER:
            rates.stranger.begin(where, site(state["client_ip"]), state)
            return
        raise Refused("unauthorized")
    claims = tokens.verify(token)
    rates.person.begin(claims.user_id, claims.user_id, state)
    state["claims"] = claims


def count_stranger(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    """Count a request that asks for nothing of ours, or that no route takes. Raises Refused."""
    rates = cast(Rates, connection.app.state.rates)
    rates.stranger.take(network(connection.scope["state"]["client_ip"]))


@functools.cache
def _security(handler: BaseRouteHandler) -> Sequence[Any]:
    """What the handler, or the router around it, says of security; empty: a token."""
    said = (getattr(layer, "security", None) for layer in reversed(handler.ownership_layers))
    return next((tuple(security) for security in said if security), ())


def token_of(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """The bearer token of a request (RFC 6750), or nothing."""
    scheme, _, token = connection.scope["state"].get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""
