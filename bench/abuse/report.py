"""The tables: others' latency quiet and beside the abuse, and what the abuse was."""

import math
import statistics
from collections import Counter
from collections.abc import Collection
from collections.abc import Sequence as Many

from rich.console import Console
from rich.table import Table

from bench.abuse.attacks import OWNER, Sent
from bench.abuse.rounds import Found, Half, Round
from bench.abuse.sequences import SEQUENCES
from bench.abuse.victims import LOGIN, MIXTURE, MORE_LOGINS, Told, quantile
from bench.abuse.wire import named
from bench.live.report import spread

WIDTH = 132
AIM = 10.0
"""How many times as long others may wait."""
SERVED = 200
LARGE = 100_000
"""Bytes from which it is said how large the answers were."""

out = Console(width=WIDTH, highlight=False)


def table(found: Found) -> Table:
    """Everybody's p95, what failed, and what was watched beside it."""
    lines = Table(title="Others beside one at their worst: p95 from when a request was due, ms",
                  title_justify="left", width=WIDTH)  # fmt: skip
    for name in ("", "quiet", "beside it", "ratio", "failed", "aim", "verdict"):
        lines.add_column(name, justify="left" if name in {"", "verdict"} else "right",
                         overflow="fold")  # fmt: skip
    for name, rounds in found.items():
        sequence = SEQUENCES[name]
        lines.add_section()
        if sequence.mixture is MORE_LOGINS:
            _latencies(lines, f"{name}: {sequence.what}: log-ins", rounds, [LOGIN])
            _latencies(lines, f"{name}: everything else", rounds, MIXTURE.keys() - {LOGIN})
        else:
            _latencies(lines, f"{name}: {sequence.what}", rounds, MIXTURE)
        _figures(lines, name, rounds)
    return lines


def _latencies(lines: Table, what: str, rounds: list[Round], routes: Collection[str]) -> None:
    ratios = [each.ratio(routes) for each in rounds]
    told = [each for one in rounds for each in one.beside.of(routes)]
    failed = sum(each.failed for each in told)
    reached = statistics.median(ratios) < AIM and not failed
    lines.add_row(
        what, _p95([each.quiet for each in rounds], routes),
        _p95([each.beside for each in rounds], routes), spread(ratios, 1),
        f"{failed:,} of {len(told):,}", f"< {AIM:.0f}, 0 failed", _verdict(reached),
    )  # fmt: skip


def _figures(lines: Table, name: str, rounds: list[Round]) -> None:
    """What the gauge saw in both halves, then what the abuser saw."""
    for what in rounds[0].quiet.figures:
        quiet = [each.quiet.figures[what] for each in rounds]
        beside = [each.beside.figures[what] for each in rounds]
        digits = 0 if "MiB" in what else 2
        more = [b - q if digits == 0 else b / q for q, b in zip(quiet, beside, strict=True)]
        ratio = f"{statistics.median(more):+,.0f}" if digits == 0 else spread(more, 1)
        lines.add_row(f"{name}: {what}", _spread(quiet, digits), _spread(beside, digits), ratio)
    for what in rounds[0].sent.figures:
        seen = [each.sent.figures[what] for each in rounds]
        aim = (f"{SERVED}", _verdict(set(seen) == {SERVED})) if what == OWNER else ("", "")
        digits = 0 if what == OWNER else 1
        lines.add_row(f"{name}: {what}", "", _spread(seen, digits), "", "", *aim)


def by_route(found: Found) -> Table:
    """p95 and p99 of each route."""
    lines = Table(title="By route, all rounds together, ms", title_justify="left", width=WIDTH)
    for name in ("", "route", "quiet: p95", "p99", "of", "beside it: p95", "p99", "of", "answers"):
        lines.add_column(name, justify="left" if name in {"", "route", "answers"} else "right")
    for name, rounds in found.items():
        lines.add_section()
        for n, route in enumerate(MIXTURE):
            quiet = [told for each in rounds for told in each.quiet.of([route])]
            beside = [told for each in rounds for told in each.beside.of([route])]
            answers = Counter(named(told.status) for told in beside)
            lines.add_row("" if n else name, route, *_both(quiet), *_both(beside), counted(answers))
    return lines


def abuses(found: Found) -> None:
    """What was sent, and how it was answered."""
    for name, rounds in found.items():
        for sent in (each.sent for each in rounds):
            rate = sent.total / sent.seconds
            said = f"; {sent.said}" if sent.said else ""
            if sent.largest > LARGE:
                said += f"; answers of up to {sent.largest / 1e6:,.1f} MB"
            out.print(f"{name}: {sent.total:,} sent in {sent.seconds:.1f} s, {rate:,.1f} a second:"
                      f" {_statuses(sent)}{said}", soft_wrap=True)  # fmt: skip


def disturbances(found: Found) -> None:
    """Say where quiet was not quiet: a ratio to it flatters."""
    for name, rounds in found.items():
        if disturbed := sum(each.disturbed for each in rounds):
            out.print(f"{name}: others had the machine in {disturbed} of {len(rounds)} quiet"
                      " halves; measure another time.", soft_wrap=True)  # fmt: skip


def counted(answers: Counter[str]) -> str:
    """The answers, the most frequent first."""
    return ", ".join(f"{status}: {times:,}" for status, times in answers.most_common())


def _statuses(sent: Sent) -> str:
    return "; ".join(f"{route} {counted(answers)}" for route, answers in sent.statuses.items())


def _both(told: Many[Told]) -> tuple[str, str, str]:
    if not told:
        return "", "", "0"
    return f"{quantile(told, 0.95):,.1f}", f"{quantile(told, 0.99):,.1f}", f"{len(told):,}"


def _p95(halves: Many[Half], routes: Collection[str]) -> str:
    return spread([quantile(half.of(routes), 0.95) for half in halves], 1)


def _spread(values: Many[float], digits: int) -> str:
    """As `spread`; what never came to an end says so."""
    return "never" if math.isinf(statistics.median(values)) else spread(values, digits)


def _verdict(reached: bool) -> str:
    return "reached" if reached else "not reached"
