"""One window: a tool runs for some seconds while everybody's CPU is counted."""

import resource
import time
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

import msgspec
import psutil

from bench.setting import Setting
from bench.tools import Rate

MOST_FOREIGN = 0.15
"""Of one of the two cores: where others used more, the window says little."""


class Plan(NamedTuple):
    """How much to measure; durations in seconds."""

    rounds: int
    seconds: int
    """Of a window."""
    warm_up: int
    """What pgbench leaves out of its windows, and the app's windows before the first."""
    again: int
    """More tries for a window that others disturb."""
    patience: int
    """How long to wait for quiet before each of these."""


class Window(msgspec.Struct, frozen=True):
    """A rate with its costs."""

    rate: float
    """Requests or transactions a second."""
    p50: float | None
    p99: float | None
    """Milliseconds."""
    app: float
    server: float
    tool: float
    """Microseconds of CPU a request: the app, all processes of PostgreSQL, wrk or pgbench."""
    foreign: float
    """What nobody of ours used, of the app's core or of the other: whichever is more."""
    tries: int
    """How often it was measured; the last time counts."""


class Spent(NamedTuple):
    """Seconds of CPU until now: by whom, and on which core."""

    app: float
    server: float
    tool: float
    app_core: float
    other_core: float


def measured(setting: Setting, run: Callable[[], Rate], tool_core: int, plan: Plan) -> Window:
    """One window; measured again, as the plan says, while others take a core from us."""
    tries = 0
    while True:
        tries += 1
        before, began = _spent(setting), time.monotonic()
        found = run()
        took = time.monotonic() - began
        spent = Spent(*(b - a for a, b in zip(before, _spent(setting), strict=True)))
        foreign = _foreign(spent, tool_with_app=tool_core == setting.app_core) / took
        if foreign <= MOST_FOREIGN or tries > plan.again:
            break
        _await_quiet(setting, plan.patience)
    a_request = 1e6 / found.served
    return Window(
        found.rate, found.p50, found.p99,
        spent.app * a_request, spent.server * a_request, spent.tool * a_request, foreign, tries,
    )  # fmt: skip


def _foreign(spent: Spent, *, tool_with_app: bool) -> float:
    """Seconds that others used of that core of which they used more."""
    with_app, with_server = (spent.tool, 0.0) if tool_with_app else (0.0, spent.tool)
    return max(
        spent.app_core - spent.app - with_app, spent.other_core - spent.server - with_server, 0
    )


def _spent(setting: Setting) -> Spent:
    """Of PostgreSQL the ended backends too; of tools those that ended. Interrupts are nobody's."""
    app = setting.app.cpu_times()
    server = setting.server.cpu_times()
    backends = server.user + server.system + server.children_user + server.children_system
    for child in setting.server.children():
        with suppress(psutil.NoSuchProcess):
            spent = child.cpu_times()
            backends += spent.user + spent.system
    tools = resource.getrusage(resource.RUSAGE_CHILDREN)
    cores = psutil.cpu_times(percpu=True)
    busy = [core.user + core.nice + core.system + core.steal for core in cores]
    return Spent(
        app.user + app.system,
        backends,
        tools.ru_utime + tools.ru_stime,
        busy[setting.app_core],
        busy[setting.other_core],
    )


def _await_quiet(setting: Setting, patience: int) -> None:
    """Until others leave both cores alone for a second, or patience is over."""
    for _ in range(patience):
        before = _spent(setting)
        time.sleep(1)
        spent = Spent(*(b - a for a, b in zip(before, _spent(setting), strict=True)))
        if _foreign(spent, tool_with_app=False) <= MOST_FOREIGN:
            return
