"""The tables: medians with the lowest and highest round, and whether a target was reached."""

import statistics
from collections.abc import Callable, Iterable
from pathlib import Path

import psycopg
from rich.console import Console
from rich.table import Table

from bench.operations import HEALTH, OPERATIONS
from bench.rounds import BROKER_OF_CROWD, IN_LARGE, IN_SMALL, MANAGER_OF_CROWD, Figures
from bench.setting import Setting
from bench.tools import CONNECTIONS, POOL
from bench.windows import MOST_FOREIGN, Plan, Window

WIDTH = 124
MOST_TIMES = 1.5
"""What a list may cost, as often as its neighbour."""

out = Console(width=WIDTH, highlight=False)


def machine(setting: Setting, command: str) -> dict[str, str]:
    """Print what was measured on, and how it was asked for; answers it too."""
    model = next(
        (line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
         if line.startswith("model name")),
        "unknown",
    )  # fmt: skip
    with psycopg.connect(setting.database("nova")) as connection:
        row = connection.execute("show server_version").fetchone()
    told = {
        "command": command,
        "cpu": model,
        "cores": f"app (or pgbench) on {setting.app_core}; PostgreSQL and wrk on"
        f" {setting.other_core}",
        "postgresql": str(row and row[0]),
        "load": f"wrk with {CONNECTIONS} connections; pgbench with {POOL}, the app's pool",
    }
    for name, value in told.items():
        out.print(f"{name}: {value}", soft_wrap=True)
    return told


def rates(figures: Figures) -> None:
    """The app beside pgbench."""
    table = _table("The app beside pgbench: the same statements in one flight",
                   "operation", "app, req/s", "pgbench, tx/s", "ratio", "target", "",
                   "p50, ms", "p99, ms")  # fmt: skip
    for operation in OPERATIONS:
        app, base = figures.app[operation.name], figures.pgbench[operation.name]
        ratios = [a.rate / b.rate for a, b in zip(app, base, strict=True)]
        table.add_row(
            operation.name, _span(app, _rate, 0), _span(base, _rate, 0), _spread(ratios, 2),
            f"{operation.target:.2f}", _verdict(statistics.median(ratios) >= operation.target),
            _median(app, lambda each: each.p50 or 0), _median(app, lambda each: each.p99 or 0),
        )  # fmt: skip
    health = figures.app[HEALTH]
    table.add_row(HEALTH, _span(health, _rate, 0), "", "", "", "no database",
                  _median(health, lambda each: each.p50 or 0),
                  _median(health, lambda each: each.p99 or 0))  # fmt: skip
    out.print(table)


def costs(figures: Figures) -> None:
    """Where a request's time goes."""
    table = _table("CPU of one request, in microseconds",
                   "operation", "app", "PostgreSQL", "wrk", "PostgreSQL under pgbench",
                   "pgbench")  # fmt: skip
    for name, app in figures.app.items():
        base = figures.pgbench.get(name)
        table.add_row(
            name, _span(app, lambda each: each.app, 0), _span(app, lambda each: each.server, 0),
            _span(app, lambda each: each.tool, 0),
            _span(base, lambda each: each.server, 0) if base else "",
            _span(base, lambda each: each.tool, 0) if base else "",
        )  # fmt: skip
    out.print(table)


def lists(figures: Figures) -> None:
    """What lists promise, as one client waits for them."""
    table = _table(f"First pages of 50, one client; at most {MOST_TIMES} times the other",
                   "promise", "sees", "of rows", "ms", "times", "")  # fmt: skip
    for slow, quick in ((MANAGER_OF_CROWD, BROKER_OF_CROWD), (IN_LARGE, IN_SMALL)):
        times = [
            b.rate / a.rate for a, b in zip(figures.lists[slow], figures.lists[quick], strict=True)
        ]
        for name in (slow, quick):
            verdict = _verdict(statistics.median(times) <= MOST_TIMES)
            table.add_row(
                name, f"{figures.sees[name]:,}", f"{figures.rows[name]:,}",
                _span(figures.lists[name], lambda each: 1000 / each.rate, 3),
                *((_spread(times, 2), verdict) if name == slow else ("", "")),
            )  # fmt: skip
    out.print(table)


def disturbances(figures: Figures, plan: Plan) -> None:
    """Say how quiet the machine was."""
    every = [
        window
        for subject in (figures.app, figures.pgbench, figures.lists)
        for windows in subject.values()
        for window in windows
    ]
    again = sum(window.tries - 1 for window in every)
    disturbed = sum(window.foreign > MOST_FOREIGN for window in every)
    worst = max(window.foreign for window in every)
    out.print(
        f"{len(every)} windows of {plan.seconds} s; {again} measured again, because others used"
        f" more than {MOST_FOREIGN} of a core; {disturbed} still disturbed"
        f" (the worst: {worst:.2f}).",
        soft_wrap=True,
    )


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", width=WIDTH)
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left")
    return table


def _rate(window: Window) -> float:
    return window.rate


def _span(windows: list[Window], figure: Callable[[Window], float], digits: int) -> str:
    return _spread([figure(window) for window in windows], digits)


def _spread(values: Iterable[float], digits: int) -> str:
    """Median (lowest-highest)."""
    known = sorted(values)
    return (
        f"{statistics.median(known):,.{digits}f} ({known[0]:,.{digits}f}-{known[-1]:,.{digits}f})"
    )


def _median(windows: list[Window], figure: Callable[[Window], float]) -> str:
    return f"{statistics.median(map(figure, windows)):.1f}"


def _verdict(reached: bool) -> str:
    return "reached" if reached else "not reached"
