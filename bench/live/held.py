"""Part 4: a transaction that stays open, which must delay nobody else's events."""

import asyncio
import contextlib

from bench.live.crowd import Crowd, gathered
from bench.live.load import Delays, Log, paced, writing
from bench.live.plan import Plan
from bench.live.report import Sheet
from bench.live.servers import EACH, RATE, SETTLE
from bench.live.setting import Setting

NONE, OTHER, EVENT = "none", "wrote something else", "wrote an event"
"""What the open transaction has done: an event takes the wake-up's token along, anything else does
not."""


async def measure(setting: Setting, plan: Plan) -> None:
    """Windows beside each kind in turns; print the table. Raises Problem: an event is missing."""
    found: dict[str, list[Delays]] = {kind: [] for kind in (NONE, OTHER, EVENT)}
    people = range(plan.listeners)
    async with writing(setting.owner) as log:
        with setting.nova() as served:
            async with gathered(served, setting.tokens[: plan.listeners]) as crowd:
                await paced(log, crowd, RATE, SETTLE, people, EACH)  # warm
                for number in range(plan.rounds):
                    for kind in found if number % 2 == 0 else reversed(found):
                        found[kind].append(await _beside(kind, log, crowd, people, plan))
    _show(found, plan)


async def _beside(kind: str, log: Log, crowd: Crowd, people: range, plan: Plan) -> Delays:
    """The others' delays when the transaction is old; its own event must come at its end."""
    held = log.open_transaction(0, event=kind == EVENT)
    async with held if kind != NONE else contextlib.nullcontext():
        if kind == EVENT and plan.held > plan.paced:
            await log.pace(RATE, plan.held - plan.paced, people, EACH)
            await asyncio.sleep(SETTLE)  # until these have arrived
        found = await paced(log, crowd, RATE, plan.paced, people, EACH)
        crowd.expect(1 if kind == EVENT else 0)
    if kind == EVENT:
        await crowd.arrived()
    return Delays.of(found)


def _show(found: dict[str, list[Delays]], plan: Plan) -> None:
    title = f"Others' events beside an open transaction; the last is open for {plan.held:.0f} s"
    sheet = Sheet(title, "beside it", "without")
    free = found[NONE]
    for kind in (OTHER, EVENT):
        beside = found[kind]
        sheet.told(f"it {kind}: p50, ms", [a.p50 for a in beside], [a.p50 for a in free], 2)
        sheet.at_most(f"it {kind}: p99, ms", [a.p99 for a in beside], [a.p99 for a in free], 1.1, 2)
    sheet.show()
