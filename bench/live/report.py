"""The tables: two figures side by side, their ratio a round, the aim and whether it was met."""

import math
import statistics
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

WIDTH = 132

out = Console(width=WIDTH, highlight=False)


class Sheet:
    """One part's table. `other` is what ours is held against, in the same round."""

    def __init__(self, title: str, ours: str, other: str) -> None:
        self._table = Table(title=title, title_justify="left", width=WIDTH)
        for name in ("what", ours, other, "ratio", "aim", ""):
            self._table.add_column(name, justify="left" if name in {"what", ""} else "right")

    def at_least(
        self, what: str, ours: Sequence[float], other: Sequence[float], aim: float, digits: int = 0
    ) -> None:
        """A ratio that should be this large."""
        ratios = _ratios(ours, other)
        self._add(what, ours, other, f">= {aim:.2g}", statistics.median(ratios) >= aim, digits)

    def at_most(
        self, what: str, ours: Sequence[float], other: Sequence[float], aim: float, digits: int = 0
    ) -> None:
        """A ratio that should be no larger than this."""
        ratios = _ratios(ours, other)
        self._add(what, ours, other, f"<= {aim:.2g}", statistics.median(ratios) <= aim, digits)

    def within(
        self, what: str, ours: Sequence[float], other: Sequence[float], aim: float, digits: int = 1
    ) -> None:
        """A figure of ours that should be no larger than this, whatever the other's is."""
        reached = statistics.median(ours) <= aim
        self._add(what, ours, other, f"ours <= {aim:.2g}", reached, digits)

    def told(
        self, what: str, ours: Sequence[float], other: Sequence[float], digits: int = 0
    ) -> None:
        """Figures without an aim."""
        self._add(what, ours, other, "", None, digits)

    def show(self) -> None:
        """Print the table."""
        out.print(self._table)

    def _add(
        self, what: str, ours: Sequence[float], other: Sequence[float], aim: str,
        reached: bool | None, digits: int,
    ) -> None:  # fmt: skip
        ratio = spread(_ratios(ours, other), 2) if other else ""
        verdict = "" if reached is None else "reached" if reached else "not reached"
        figures = spread(ours, digits), spread(other, digits) if other else ""
        self._table.add_row(what, *figures, ratio, aim, verdict)


def spread(values: Sequence[float], digits: int) -> str:
    """The median, and the lowest and highest where there are more."""
    known = sorted(values)
    middle = f"{statistics.median(known):,.{digits}f}"
    if len(known) == 1:
        return middle
    return f"{middle} ({known[0]:,.{digits}f}-{known[-1]:,.{digits}f})"


def _ratios(ours: Sequence[float], other: Sequence[float]) -> list[float]:
    return [a / b if b else math.inf for a, b in zip(ours, other, strict=True)]
