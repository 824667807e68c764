"""The sequences: what the abuser does, who they are, what is watched, what is put right after."""

import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

import psycopg

from bench.abuse import attacks, gauges, stock
from bench.abuse.attacks import Target
from bench.abuse.gauges import Gauge
from bench.abuse.site import MATCHED, OWNERS, PAGER, SEARCHER, Account, Site
from bench.abuse.victims import MIXTURE, MORE_LOGINS

A_DEAF_PAGE = 18_000_000
"""Bytes of a page that is not read."""
CANCEL = """
update nova.requests set status = 'CANCELED', canceled_reason = 'bench'
where user_id = %s and status = 'ACTIVE'
"""


class Shop(NamedTuple):
    """What was prepared for all rounds."""

    site: Site
    row: int = 1
    """Bytes of a heavy customer."""


class Sequence(NamedTuple):
    """One abuse."""

    what: str
    attack: attacks.Attack
    least: Callable[[float], float]
    """Requests that must have been sent in so many seconds, or nothing was measured."""
    whose: int = MATCHED
    """The account it is done with, or to; of a stranger's it is none's."""
    gauge: Gauge = gauges.nothing
    mixture: Mapping[str, int] = MIXTURE
    page: int = 0
    """Bytes of a page that is asked for; 0: as many rows as may be."""
    tidy: Callable[[Site, Account], None] | None = None

    def target(self, shop: Shop, seconds: float, number: int) -> Target:
        """Whom to abuse in this round."""
        site = shop.site
        whose = OWNERS[number % len(OWNERS)] if self.attack is attacks.tries else self.whose
        rows = stock.rows_of_a_page(shop.row)
        if self.page:
            rows = max(1, min(rows, self.page // shop.row))
        return Target(site.port, site.app.pid, site.core, seconds, site.accounts[whose], rows)


def _cancel(site: Site, account: Account) -> None:
    """Take the abuser's requests out of the market."""
    with psycopg.connect(site.owner) as connection:
        connection.execute(CANCEL.encode(), [account.id])


SEQUENCES: Mapping[str, Sequence] = {
    "A1": Sequence(
        f"a stranger posts {attacks.BODY // 1000} kB of nested JSON {attacks.BODIES} times/s",
        attacks.paced_bodies, lambda seconds: math.floor(0.8 * attacks.BODIES * seconds),
    ),
    "A1-fast": Sequence(
        "the same as fast as one connection lets it", attacks.fast_bodies, lambda _: 2,
    ),
    "A2": Sequence(
        f"{attacks.REQUESTS} broad requests, {attacks.SWITCHES} switches of settings, recalculate",
        attacks.matching, lambda _: attacks.REQUESTS + attacks.SWITCHES + 1,
        gauge=gauges.matches, tidy=_cancel,
    ),
    "A5-pages": Sequence(
        f"an account's heaviest pages, {stock.AT_ONCE} at once",
        attacks.pages, lambda _: stock.AT_ONCE, PAGER, gauges.memory,
    ),
    "A5-search": Sequence(
        f"searches of {stock.LIGHT:,} customers, counted, {stock.AT_ONCE} at once",
        attacks.searches, lambda _: stock.AT_ONCE, SEARCHER, gauges.memory,
    ),
    "A6": Sequence(
        f"{attacks.UNREAD} heavy pages asked for and not read",
        attacks.deaf, attacks.unread, PAGER, gauges.memory, page=A_DEAF_PAGE,
    ),
    "A7": Sequence(
        f"{attacks.LOGINS} bogus log-ins at once from one address",
        attacks.logins, lambda seconds: attacks.LOGINS, mixture=MORE_LOGINS,
    ),
    "A7-net": Sequence(
        f"{attacks.LOGINS} bogus log-ins at once from one /56",
        attacks.logins_of_56, lambda seconds: attacks.LOGINS, mixture=MORE_LOGINS,
    ),
    "A7-owner": Sequence(
        f"{attacks.TRIES} wrong passwords for one account from one /56",
        attacks.tries, lambda _: attacks.TRIES, mixture=MORE_LOGINS,
    ),
}  # fmt: skip


async def stocked(site: Site, names: list[str], say: Callable[[str], None]) -> Shop:
    """Load what these sequences need."""
    shop = Shop(site)
    chosen = [SEQUENCES[name].attack for name in names]
    if attacks.pages in chosen or attacks.deaf in chosen:
        row, said = await stock.load_heavy(site)
        shop = Shop(site, row)
        say(f"Heavy pages: up to {stock.rows_of_a_page(row)} {said}, {row:,} bytes each.")
    if attacks.searches in chosen:
        stock.load_light(site)
    return shop
