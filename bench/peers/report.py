"""One table: Nova's rate by each peer's, made within a round, and what a request cost."""

import statistics
from collections.abc import Callable, Iterable

from rich.console import Console
from rich.table import Table

from bench.peers.rounds import Figures
from bench.peers.stacks import NOVA, PEERS, WORKS
from bench.windows import Window

WIDTH = 150

out = Console(width=WIDTH, highlight=False)


def print_table(figures: Figures) -> None:
    """Every work and server; a target that is missed is told, not failed."""
    table = Table(title="Nova beside its peers: medians (lowest-highest)", title_justify="left",
                  width=WIDTH)  # fmt: skip
    for number, column in enumerate((
        "work", "server", "a second", "Nova by it", "to reach", "", "CPU of server, µs",
        "of PostgreSQL, µs", "p99, ms",
    )):  # fmt: skip
        table.add_column(column, justify="right" if number > 1 else "left")
    for work in WORKS:
        servers = figures.windows[work.name]
        targets = dict(zip((peer.name for peer in PEERS), work.targets, strict=True))
        for name, windows in servers.items():
            ratios = [a.rate / b.rate for a, b in zip(servers[NOVA], windows, strict=True)]
            target = targets.get(name)
            reached = target is not None and statistics.median(ratios) >= target
            table.add_row(
                work.name if name == NOVA else "", name,
                _spread((each.rate for each in windows), 0),
                "" if name == NOVA else _spread(ratios, 2),
                f"{target:g}" if target else "",
                "" if target is None else "reached" if reached else "not reached",
                _middle(windows, lambda each: each.app), _middle(windows, lambda each: each.server),
                _middle(windows, lambda each: each.p99 or 0) if windows[0].p99 else "",
                end_section=name == list(servers)[-1],
            )  # fmt: skip
    out.print(table)


def _spread(values: Iterable[float], digits: int) -> str:
    """Median (lowest-highest)."""
    known = sorted(values)
    low, high = f"{known[0]:,.{digits}f}", f"{known[-1]:,.{digits}f}"
    return f"{statistics.median(known):,.{digits}f} ({low}-{high})"


def _middle(windows: list[Window], figure: Callable[[Window], float]) -> str:
    return f"{statistics.median(map(figure, windows)):,.0f}"
