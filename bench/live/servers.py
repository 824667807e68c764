"""Part 2: the feed beside Socket.io 4 on Node, fed by the same log with the same statement.

Both are up at once, each with a crowd of its own, on the same core; while one is measured the
other is suspended. So the windows of both lie side by side, and a slow disk is slow for both.
"""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from statistics import median
from typing import NamedTuple

from bench.live.crowd import Crowd, gathered
from bench.live.load import Delays, Log, paced, writing
from bench.live.plan import Plan
from bench.live.report import Sheet
from bench.live.setting import Served, Setting

RECIPIENTS = 100
"""Of one event of the flood."""
RATE, EACH = 200, 3
"""Events a second at a steady rate, and the people each is for."""
WINDOWS = 5
"""Into which the steady rate is cut, so that both servers take turns."""
SETTLE = 1.0
FLOODS = 3
"""Of which the median counts, after a small one to warm up."""
IDLE = 0.02
"""Seconds of CPU in a tenth of a second, at most, of a server that has caught up."""


class Figures(NamedTuple):
    """What one server did in one round."""

    deliveries: float
    """A second, from just before the flood's commit to its last delivery."""
    cpu: float
    """Microseconds of the server's CPU a delivery."""
    p50: float
    p99: float
    """Milliseconds from just before a commit to the client."""
    memory: float
    """KiB of an idle authenticated connection."""


class Side(NamedTuple):
    """A server with the people who listen to it."""

    served: Served
    crowd: Crowd
    people: range
    memory: float


async def measure(setting: Setting, plan: Plan) -> None:
    """Round by round, and print the table. Raises Problem."""
    found: defaultdict[str, list[Figures]] = defaultdict(list)
    async with writing(setting.owner) as log:
        for number in range(plan.rounds):
            for name, figures in (await _round(setting, log, plan, number)).items():
                found[name].append(figures)
    _show(found["Nova"], found["Socket.io"], plan)


async def _round(setting: Setting, log: Log, plan: Plan, number: int) -> dict[str, Figures]:
    """Both servers, fresh; every second round the other way."""
    starts = [setting.nova, setting.socketio]
    async with contextlib.AsyncExitStack() as stack:
        sides: list[Side] = []
        for start in starts if number % 2 == 0 else starts[::-1]:
            served = stack.enter_context(start())
            people = range(len(sides) * plan.idle, (len(sides) + 1) * plan.idle)
            sides.append(await stack.enter_async_context(_joined(setting, served, people, plan)))
        waits = await _waits(log, sides, plan)
        floods = await _floods(log, sides, plan)
    return {
        side.served.name: Figures(*flood, *Delays.of(wait), side.memory)
        for side, flood, wait in zip(sides, floods, waits, strict=True)
    }


@contextlib.asynccontextmanager
async def _joined(
    setting: Setting, served: Served, people: range, plan: Plan
) -> AsyncIterator[Side]:
    """Everybody connected and their memory read, in a process that has sent nothing yet."""
    tokens = setting.tokens[people.start : people.stop]
    async with gathered(served, tokens[:20]):
        await asyncio.sleep(SETTLE)  # what the first connections load is nobody's
    await asyncio.sleep(SETTLE)
    before = served.resident()
    async with gathered(served, tokens) as crowd:
        await asyncio.sleep(SETTLE)
        memory = (served.resident() - before) / len(tokens) / 1024
        crowd.leave(keep=plan.active)
        await asyncio.sleep(SETTLE)
        yield Side(served, crowd, people[: plan.active], memory)


async def _waits(log: Log, sides: Sequence[Side], plan: Plan) -> list[list[float]]:
    """The delays of both at a steady rate, window by window in turns."""
    waits: list[list[float]] = [[] for _ in sides]
    for number in range(WINDOWS + 1):
        for side, kept in zip(sides, waits, strict=True):
            async with _alone(side, sides):
                seconds = plan.paced / WINDOWS
                found = await paced(log, side.crowd, RATE, seconds, side.people, EACH)
                if number:  # the first is to warm up
                    kept.extend(found)
    return waits


@contextlib.asynccontextmanager
async def _alone(side: Side, sides: Sequence[Side]) -> AsyncIterator[None]:
    """Suspend the other meanwhile; it reads what it missed, which is for nobody there."""
    (other,) = (each.served for each in sides if each is not side)
    other.process.suspend()
    try:
        yield
    finally:
        other.process.resume()
        spent = IDLE + 1
        while spent > IDLE:
            before = other.spent()
            await asyncio.sleep(0.1)
            spent = other.spent() - before


async def _floods(log: Log, sides: Sequence[Side], plan: Plan) -> list[tuple[float, float]]:
    """The rate and the CPU of each, flood by flood in turns."""
    floods: list[list[tuple[float, float]]] = [[] for _ in sides]
    for events in (plan.flood // 10, *[plan.flood] * FLOODS):
        for side, kept in zip(sides, floods, strict=True):
            async with _alone(side, sides):
                kept.append(await _flood(log, side, events))
    return [
        (median(rate for rate, _ in each[1:]), median(cpu for _, cpu in each[1:]))
        for each in floods
    ]


async def _flood(log: Log, side: Side, events: int) -> tuple[float, float]:
    """Deliveries a second, and microseconds of CPU each."""
    deliveries = events * RECIPIENTS
    side.crowd.expect(deliveries)
    before = side.served.spent()
    began = await log.flood(events, RECIPIENTS, side.people)
    took = await side.crowd.arrived() - began
    await asyncio.sleep(0.2)
    return deliveries / took, (side.served.spent() - before) * 1e6 / deliveries


def _show(nova: list[Figures], theirs: list[Figures], plan: Plan) -> None:
    title = (
        f"Beside Socket.io 4: memory of {plan.idle:,} idle connections; with {plan.active:,},"
        f" {RATE} events/s for {EACH} people each, and a flood of"
        f" {plan.flood * RECIPIENTS:,} deliveries"
    )
    sheet = Sheet(title, "Nova", "Socket.io")
    a, b = list(zip(*nova, strict=True)), list(zip(*theirs, strict=True))
    sheet.at_least("flood, deliveries a second", a[0], b[0], 5)
    sheet.at_most("flood, CPU a delivery, µs", a[1], b[1], 0.1, 2)
    sheet.within("commit to receive, p50, ms", a[2], b[2], 5, 2)
    sheet.at_most("commit to receive, p99, ms", a[3], b[3], 1, 2)
    sheet.at_most("memory a connection, KiB", a[4], b[4], 1 / 3, 1)
    sheet.show()
