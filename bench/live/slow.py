"""Part 3: consumers that never read, beside others that do."""

import asyncio
import contextlib
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from typing import NamedTuple

import msgspec

from bench.live.crowd import Client, Crowd, gathered
from bench.live.load import Delays, Log, paced, writing
from bench.live.plan import Plan
from bench.live.report import Sheet
from bench.live.servers import EACH, RATE, SETTLE
from bench.live.setting import PEOPLE, Served, Setting
from bench.live.watch import Sample

SLOW = 5
FILLER = 4096
OFFERED = 32 * 2**20
"""Bytes to all of them together, as long as they are there."""
CAP = 512 * 1024
MEBIBYTE = 2**20
FRAME = FILLER + 270
"""Bytes of one of these events on the wire, about."""


class Run(NamedTuple):
    """One run, with the slow ones or without."""

    p99: float
    growth: float
    """MiB of the server's memory, at its most."""
    overdue: float
    """Seconds that the last slow one was kept after it passed the cap; infinite: for good."""


async def measure(setting: Setting, plan: Plan) -> None:
    """Runs with and without, in turns, on each server; print the table. Raises Problem."""
    found: dict[str, defaultdict[bool, list[Run]]] = {}
    async with writing(setting.owner) as log:
        for start in (setting.nova, setting.socketio):
            with start() as served:
                runs = found[served.name] = defaultdict(list)
                async with gathered(served, setting.tokens[: plan.listeners]) as crowd:
                    await _run(setting, served, log, crowd, plan, slow=False)  # warm
                    for number in range(plan.rounds):
                        for slow in (False, True) if number % 2 == 0 else (True, False):
                            run = await _run(setting, served, log, crowd, plan, slow=slow)
                            runs[slow].append(run)
    _show(found["Nova"], found["Socket.io"], plan)


async def _run(
    setting: Setting, served: Served, log: Log, crowd: Crowd, plan: Plan, *, slow: bool
) -> Run:
    """Small events for everybody, and large ones for the slow, whether they are there or not."""
    people = range(PEOPLE - SLOW, PEOPLE)
    deaf = Crowd()
    opened = [await deaf.open_deaf(served, setting.tokens[n]) for n in people if slow]
    samples: list[Sample] = []
    offers = _Offers(log, list(people), plan.offered)
    try:
        async with _watched(served, [port for _, port in opened], samples):
            await asyncio.sleep(SETTLE)
            offering = asyncio.create_task(offers.make())
            waited = await paced(log, crowd, RATE, plan.offered, range(plan.listeners), EACH)
            await offering
            await asyncio.sleep(SETTLE)
    finally:
        _close([client for client, _ in opened])
    await asyncio.sleep(SETTLE)
    growth = max(sample.resident for sample in samples) - samples[0].resident
    return Run(
        Delays.of(waited).p99, growth / MEBIBYTE, _overdue(samples, offers.made, len(opened))
    )


class _Offers:
    """Large events at a steady rate; when each was written."""

    def __init__(self, log: Log, people: Sequence[int], seconds: float) -> None:
        self.made: list[float] = []
        self._log = log
        self._people = people
        self._count = OFFERED // FRAME // SLOW
        self._pause = seconds / self._count

    async def make(self) -> None:
        """Write them all."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        for n in range(self._count):
            await asyncio.sleep(max(0, began + n * self._pause - loop.time()))
            await self._log.write(self._people, FILLER)
            self.made.append(time.time())


def _overdue(samples: Sequence[Sample], made: Sequence[float], slow: int) -> float:
    """How long the last of them outlived the cap: what was offered, less what the kernels hold."""
    worst = 0.0
    for n in range(slow):
        passed = next((s.at for s in samples if _unsent(s, made, n) > CAP), None)
        gone = next((s.at for s in samples if s.held[n] is None), None)
        if gone is None:
            return float("inf")
        worst = max(worst, gone - passed if passed else 0)
    return worst


def _unsent(sample: Sample, made: Sequence[float], n: int) -> float:
    """Bytes that the server itself must be holding for one of them."""
    held = sample.held[n]
    return sum(at <= sample.at for at in made) * FRAME - held if held is not None else 0


@contextlib.asynccontextmanager
async def _watched(
    served: Served, ports: Sequence[int], samples: list[Sample]
) -> AsyncIterator[None]:
    """Keep looking at the server meanwhile."""
    watcher = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.live.watch", str(served.process.pid), str(served.port),
        *map(str, ports), stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert watcher.stdout is not None
    told = [await watcher.stdout.readline()]

    async def listen(lines: asyncio.StreamReader) -> None:
        async for line in lines:
            told.append(line)

    listening = asyncio.create_task(listen(watcher.stdout))
    try:
        yield
    finally:
        watcher.terminate()
        await watcher.wait()
        await listening
        samples += [msgspec.json.decode(line, type=Sample) for line in told if line[-1:] == b"\n"]


def _close(clients: Sequence[Client]) -> None:
    for client in clients:
        client.close()


def _show(nova: dict[bool, list[Run]], theirs: dict[bool, list[Run]], plan: Plan) -> None:
    title = (
        f"Slow consumers: {SLOW} that never read beside {plan.listeners} that do;"
        f" 4 KiB events, {OFFERED // MEBIBYTE} MiB to them"
    )
    sheet = Sheet(title, "with them", "without")
    for name, runs in (("Nova", nova), ("Socket.io", theirs)):
        slow, none = runs[True], runs[False]
        p99s = [run.p99 for run in slow], [run.p99 for run in none]
        growths = [run.growth for run in slow], [run.growth for run in none]
        overdue = [run.overdue for run in slow]
        if name == "Nova":
            sheet.at_most(f"{name}: the others' p99, ms", *p99s, 1.2, 2)
            sheet.within(f"{name}: growth, MiB", *growths, 1 + SLOW * CAP / MEBIBYTE)
            sheet.within(f"{name}: kept after the cap, s", overdue, [], 1, 2)
        else:
            sheet.told(f"{name}: the others' p99, ms", *p99s, 2)
            sheet.told(f"{name}: growth, MiB", *growths, 1)
    sheet.show()
