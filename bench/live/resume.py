"""Part 5: one user comes back after many events of everybody, of which a few are theirs."""

import asyncio
import statistics
import time
from typing import NamedTuple

from bench.live.crowd import PATIENCE, Crowd
from bench.live.load import writing
from bench.live.plan import Plan
from bench.live.report import Sheet
from bench.live.servers import SETTLE
from bench.live.setting import PEOPLE, Served, Setting
from nova.problem import Problem

THEIRS = 30
EARLY, LATE = 0, 1
"""Who missed everything, and who missed the last of it."""


class Places(NamedTuple):
    """Where to resume from."""

    early: str
    late: str
    none: None


class Times(NamedTuple):
    """What it took from each place."""

    early: float
    late: float
    none: float


async def measure(setting: Setting, plan: Plan) -> None:
    """Resume from both places in turns; print the table. Raises Problem: an event is missing."""
    few, many = plan.missed
    found: list[Times] = []
    async with writing(setting.owner) as log:
        with setting.nova() as served:
            early = await _place(setting, served, EARLY)
            await log.others(many - few, THEIRS, EARLY, PEOPLE)
            late = await _place(setting, served, LATE)
            await log.others(few, THEIRS, LATE, PEOPLE)
            await _settled(setting, served)
            for _ in range(plan.rounds):
                places = Places(early, late, None)
                found.append(await _round(setting, served, places, plan.resumes))
    after_many, after_few, plain = zip(*found, strict=True)
    sheet = Sheet(f"Resume: {THEIRS} of the missed events are one's own; ms", "resume", "other")
    sheet.told(f"{few:,} missed, against resuming nothing", after_few, plain, 2)
    sheet.within(f"{many:,} missed, against {few:,}", after_many, after_few, 10, 2)
    sheet.show()


async def _round(setting: Setting, served: Served, places: Places, resumes: int) -> Times:
    """The median of a few from each place, in turns."""
    took: list[list[float]] = [[], [], []]
    for _ in range(resumes):
        for kept, person, cursor in zip(took, (EARLY, LATE, LATE), places, strict=True):
            kept.append(await _resume(setting, served, person, cursor))
    return Times(*(statistics.median(each) * 1000 for each in took))


async def _place(setting: Setting, served: Served, person: int) -> str:
    """Where somebody stands now."""
    client = await Crowd().open(served, setting.tokens[person])
    client.close()
    cursor = client.ready.result().get("cursor")
    if not cursor:
        raise Problem("The server gives no cursor to resume from.")
    return str(cursor)


async def _settled(setting: Setting, served: Served) -> None:
    """Until a newcomer's first cursor is past everything. Raises Problem: it never is."""
    until = time.monotonic() + PATIENCE
    while True:
        client = await Crowd().open(served, setting.tokens[LATE])
        await asyncio.sleep(SETTLE)
        client.close()
        if not client.events:
            return
        if time.monotonic() > until:
            raise Problem("A newcomer is told of what is past.")


async def _resume(setting: Setting, served: Served, person: int, cursor: str | None) -> float:
    """Seconds from connecting until everything missed is there."""
    began = time.perf_counter()
    client = await Crowd().open(served, setting.tokens[person], cursor)
    if cursor:
        await asyncio.wait_for(client.caught_up.wait(), PATIENCE)
    took = time.perf_counter() - began
    client.close()
    expected = THEIRS if cursor else 0
    if client.events != expected:
        raise Problem(f"{client.events} events came after a resume, not {expected}.")
    return took
