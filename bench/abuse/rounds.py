"""The rounds: every sequence quiet, then beside the abuse, then until all is well again."""

import asyncio
import contextlib
import math
import multiprocessing
import time
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import msgspec

from bench.abuse import attacks, gauges
from bench.abuse.attacks import Sent, Target
from bench.abuse.gauges import Figures
from bench.abuse.sequences import SEQUENCES, Sequence, Shop, stocked
from bench.abuse.site import Site
from bench.abuse.victims import LOGIN, MIXTURE, Told, Victims, quantile
from bench.abuse.wire import named
from nova.problem import Problem

QUIET = 0.5
"""How long the quiet half lasts, of the abuse's time."""
WELL_AGAIN = 60.0
"""Seconds in which the victims must be served as before."""
DISTURBED, TRIES = 2.0, 3
"""A quiet half whose p95 is so many times the quietest of the run is measured again, up to so often
in all: others had the machine."""
IN_A_ROW = 10
"""Lists that tell that they are."""


class Half(msgspec.Struct):
    """What the victims met, and what was watched."""

    told: list[Told]
    figures: Figures = {}

    def of(self, routes: Collection[str]) -> list[Told]:
        """The requests of these routes."""
        return [each for each in self.told if each.route in routes]

    @property
    def p95(self) -> float:
        """Of everything but log-ins, whose share differs."""
        return quantile(self.of(MIXTURE.keys() - {LOGIN}), 0.95)


class Round(msgspec.Struct):
    """One sequence once."""

    quiet: Half
    beside: Half
    sent: Sent
    disturbed: bool = False
    """Whether others took the machine while it should have been quiet."""

    def ratio(self, routes: Collection[str]) -> float:
        """How many times as long 95 in 100 wait beside the abuse."""
        beside, quiet = (quantile(half.of(routes), 0.95) for half in (self.beside, self.quiet))
        return beside / quiet


Found = dict[str, list[Round]]


async def measure(
    site: Site, abuser: ProcessPoolExecutor, names: list[str], rounds: int, seconds: float,
    tell: Callable[[str], None], say: Callable[[str], None],
) -> Found:  # fmt: skip
    """All rounds of these sequences. Raises Problem: nothing was proved."""
    found: Found = {name: [] for name in names}
    victims = Victims(site)
    await _warm(site, victims)
    course = _Course(await stocked(site, names, say), victims, abuser, seconds)
    for number in range(rounds):
        for name in names if number % 2 == 0 else reversed(names):
            tell(f"Round {number + 1} of {rounds}: {name}")
            found[name].append(await course.run(name, number))
    victims.leave()
    return found


@contextlib.contextmanager
def abusing() -> Iterator[ProcessPoolExecutor]:
    """The abuser's process."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context, attacks.begin) as abuser:
        abuser.submit(int)  # it loads what it needs from now on
        yield abuser


async def _warm(site: Site, victims: Victims) -> None:
    """Everything was done once before the first clock runs. Raises Problem."""
    for route in 3 * list(MIXTURE):
        _require_served(site, [await victims.ask(route, 0)])


class _Course:
    """Takes one sequence after the other."""

    def __init__(
        self, shop: Shop, victims: Victims, abuser: ProcessPoolExecutor, seconds: float
    ) -> None:
        self._shop = shop
        self._site = shop.site
        self._victims = victims
        self._abuser = abuser
        self._seconds = seconds
        self._quietest = math.inf

    async def run(self, name: str, number: int) -> Round:
        """Quiet, then the abuse, then quiet again. Raises Problem."""
        sequence = SEQUENCES[name]
        target = sequence.target(self._shop, self._seconds, number)
        quiet = await self._quiet(sequence)
        beside, sent = await self._beside(sequence, target)
        least = sequence.least(self._seconds)
        if sent.total < least:
            raise Problem(f"{name}: {sent.total} of {least:.0f} requests were sent, so nothing"
                          f" was measured: {sent.statuses}.")  # fmt: skip
        if sequence.tidy:
            sequence.tidy(self._site, target.account)
        await self._recover(name, 3 * quiet.p95)
        return Round(quiet, beside, sent, quiet.p95 > DISTURBED * self._quietest)

    async def _quiet(self, sequence: Sequence) -> Half:
        """The quiet half; again, while it is far from the quietest. A late one flatters."""
        halves: list[Half] = []
        while True:
            over = asyncio.Event()
            asyncio.get_running_loop().call_later(QUIET * self._seconds, over.set)
            async with sequence.gauge(self._site) as figures:
                told = await self._victims.press(sequence.mixture, over)
            _require_served(self._site, told)
            halves.append(Half(told, figures))
            best = min(halves, key=lambda half: half.p95)
            self._quietest = min(self._quietest, best.p95)
            if best.p95 <= DISTURBED * self._quietest or len(halves) == TRIES:
                return best

    async def _beside(self, sequence: Sequence, target: Target) -> tuple[Half, Sent]:
        over = asyncio.Event()
        async with sequence.gauge(self._site) as figures:
            abuse = asyncio.get_running_loop().run_in_executor(
                self._abuser, partial(attacks.run, sequence.attack.__name__, target)
            )
            abuse.add_done_callback(lambda _: over.set())
            told = await self._victims.press(sequence.mixture, over)
            sent = await abuse
        return Half(told, figures), sent

    async def _recover(self, name: str, most: float) -> None:
        """Until nothing is queued, the app rests, and lists take no longer than before.

        Raises Problem.
        """
        await gauges.emptied(self._site)
        await gauges.calmed(self._site)
        until, well = time.monotonic() + WELL_AGAIN, 0
        while not await self._site.app_rests() and time.monotonic() < until:
            pass  # passwords of log-ins that nobody waits for are hashed all the same
        while well < IN_A_ROW:
            told = await self._victims.ask("list of 20", time.monotonic())
            well = 0 if told.failed or 1000 * told.seconds > most else well + 1
            if time.monotonic() > until:
                raise Problem(f"{name}: victims were not served as before a minute later.")
            await asyncio.sleep(0.02)


def _require_served(site: Site, told: list[Told]) -> None:
    """Without abuse everybody is served. Raises Problem."""
    for each in told:
        if each.failed:
            raise Problem(f"While it was quiet, {each.route} was answered: {named(each.status)}."
                          f" {site.last_error()}".rstrip())  # fmt: skip
