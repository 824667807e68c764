"""Those beside the abuse: a steady mixture of requests of several people, each when it is due.

The load is open: a request is sent at its time however long the others take, and its latency is
counted from that time, so waiting is part of it.
"""

import asyncio
import itertools
import math
import random
import time
from collections.abc import Callable, Mapping, Sequence

import msgspec

from bench.abuse.site import ACCOUNTS, PASSWORD, VICTIMS, Account, Site
from bench.abuse.wire import Pool, request
from bench.data import CUSTOMER, SHARE, ident

LOGIN = "log-in"
MIXTURE = {"by id": 18, "list of 20": 10, "health": 7, "create": 4, LOGIN: 1}
"""Requests a second."""
MORE_LOGINS = MIXTURE | {"by id": 16, LOGIN: 3}
"""Where log-ins are what is attacked."""
PATIENCE = 20.0
"""Seconds after which somebody gives up."""
FIRST_PHONE = 60_000_000

phones = (f"05{number:08}" for number in itertools.count(FIRST_PHONE))


class Told(msgspec.Struct, frozen=True):
    """What became of one request."""

    route: str
    status: int
    seconds: float
    """From the moment it was due."""

    @property
    def failed(self) -> bool:
        """Whether it was not served: refused, too late, or not answered."""
        return not 200 <= self.status < 300


class Victims:
    """People who do what they always do."""

    def __init__(self, site: Site) -> None:
        self._accounts = [site.accounts[n] for n in VICTIMS]
        self._pool = Pool(site.port)

    async def press(self, mixture: Mapping[str, int], over: asyncio.Event) -> list[Told]:
        """Ask at this rate until it is over; answers when the last request is answered."""
        began, rate = time.monotonic(), sum(mixture.values())
        asked = []
        for n, route in enumerate(itertools.cycle(_second(mixture))):
            due = began + n / rate
            await asyncio.sleep(max(0, due - time.monotonic()))
            if over.is_set():
                break
            asked.append(asyncio.create_task(self.ask(route, due)))
        return list(await asyncio.gather(*asked))

    async def ask(self, route: str, due: float) -> Told:
        """One request of one of them."""
        raw = MAKERS[route](random.choice(self._accounts))
        answer = await self._pool.ask(raw, PATIENCE)
        return Told(route, answer.status, time.monotonic() - due)

    def leave(self) -> None:
        """Close all connections."""
        self._pool.close()


def quantile(told: Sequence[Told], share: float) -> float:
    """The latency that this share of them does not exceed, in milliseconds; of none it is none."""
    waited = sorted(each.seconds for each in told)
    if not waited:
        return math.nan
    return 1000 * waited[math.ceil(share * len(waited)) - 1]


def _second(mixture: Mapping[str, int]) -> list[str]:
    """A second's requests, each kind spread evenly."""
    places = [((k + 0.5) / often, route) for route, often in mixture.items() for k in range(often)]
    return [route for _, route in sorted(places)]


def log_in(identifier: str, password: str, address: str) -> bytes:
    """Somebody logs in."""
    body = {"identifier": identifier, "password": password}
    return request("POST", "/auth/login", address=address, body=body)


def _by_id(account: Account) -> bytes:
    row = ident(CUSTOMER, account.number + ACCOUNTS * random.randrange(SHARE))
    return request("GET", f"/customers/{row}", address=account.address, token=account.token)


def _list(account: Account) -> bytes:
    return request("GET", "/customers?limit=20", address=account.address, token=account.token)


def _create(account: Account) -> bytes:
    body = {"name": "عميل جديد", "phone": next(phones)}
    return request("POST", "/customers", address=account.address, token=account.token, body=body)


MAKERS: dict[str, Callable[[Account], bytes]] = {
    "by id": _by_id,
    "list of 20": _list,
    "create": _create,
    "health": lambda account: request("GET", "/health", address=account.address),
    LOGIN: lambda account: log_in(account.email, PASSWORD, account.address),
}
