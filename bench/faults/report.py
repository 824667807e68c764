"""The one table."""

import statistics
from collections import defaultdict
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from bench.faults.held import Held, p99
from bench.faults.kinds import Recovery
from bench.faults.newcomers import Newcomers
from bench.faults.path import Run
from bench.faults.reissue import Crashes
from bench.faults.verdict import Verdict

out = Console(width=124, highlight=False)
ZEROS = (
    "lost", "duplicated", "out of order", "from roll-backs", "before commit", "reset",
    "change without an event", "sent away",
)  # fmt: skip
AIM_DELIVERIES, AIM_FAULTS, AIM_REPEATED = 100_000, 30, 2.0
AIM_REISSUED = 0.3
AIM_BESIDE = 1.1


class Parts(NamedTuple):
    """All that is tried; a part that was not asked for has no verdict."""

    run: Run
    crashes: Crashes
    behind: Crashes
    newcomers: Newcomers
    held: Held

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """What came of each beside the run."""
        parts = {
            "after a crash": self.crashes.verdict,
            "by a client that was behind in a crash": self.behind.verdict,
            "by newcomers": self.newcomers.verdict,
            "beside an open transaction": self.held.verdict,
        }
        return {name: verdict for name, verdict in parts.items() if verdict is not None}

    @property
    def is_good(self) -> bool:
        """Whether nothing went wrong anywhere."""
        others = all(verdict.is_good for verdict in self.verdicts.values())
        return self.run.is_good and others and not self.held.told_early


def table(parts: Parts) -> Table:
    """What was counted and measured, beside what is wanted."""
    lines = Table(title="The whole path under faults", title_justify="left")
    lines.add_column("what")
    lines.add_column("counted", justify="right")
    lines.add_column("wanted", justify="right")
    if parts.run.verdict:
        _path(lines, parts.run, parts.run.verdict)
        _recoveries(lines, parts.run.recoveries)
    lines.add_section()
    for crashes, whose in ((parts.crashes, "crashes"), (parts.behind, "the crash of one behind")):
        if crashes.events:
            lines.add_row(
                f"events after {whose} with a transaction id given out again",
                f"{crashes.reissued} of {crashes.events}",
                f">= {AIM_REISSUED:.0%}",
            )
    for name, verdict in parts.verdicts.items():
        _failures(lines, verdict, name)
    if parts.held.verdict:
        lines.add_section()
        _latencies(lines, parts.held)
    return lines


def _path(lines: Table, run: Run, verdict: Verdict) -> None:
    """The counts of the run."""
    rate = 100 * verdict.repeated / max(verdict.due, 1)
    looked = f" (of {run.witness.seen:,} looked for)"
    lines.add_row("committed events", f"{verdict.committed:,}", "")
    lines.add_row("deliveries due", f"{verdict.due:,}", f">= {AIM_DELIVERIES:,}")
    lines.add_row("deliveries taken", f"{verdict.taken:,}", "")
    lines.add_row("faults", f"{len(run.recoveries)}", f">= {AIM_FAULTS}")
    for failure in ZEROS:
        lines.add_row(failure + (looked if failure == "before commit" else ""),
                      f"{verdict.failures.get(failure, 0):,}", "0")  # fmt: skip
    lines.add_row("twice on the wire", f"{verdict.repeated:,} ({rate:.2f} %)",
                  f"<= {AIM_REPEATED:.0f} %")  # fmt: skip
    closes = ", ".join(f"{code}: {times}" for code, times in sorted(verdict.closes.items()))
    lines.add_row("connections ended, by code", closes, "")
    lines.add_row("commits the writers did not know of", f"{len(run.ledger.unknown):,}", "")


def _recoveries(lines: Table, recoveries: list[Recovery]) -> None:
    """Median and worst of each kind."""
    kinds: defaultdict[str, list[Recovery]] = defaultdict(list)
    for recovery in recoveries:
        kinds[recovery.name].append(recovery)
    lines.add_section()
    lines.add_row("seconds from the fault: median / worst", "back; first client; all clients", "")
    for name, each in kinds.items():
        times = [
            [getattr(one, moment) - one.began for one in each if getattr(one, moment)]
            for moment in ("back", "first", "last")
        ]
        told = "; ".join(
            f"{statistics.median(some):.1f} / {max(some):.1f}" if some else "never"
            for some in times
        )
        missing = sum(one.last is None for one in each)
        lines.add_row(f"{name}, {len(each)} times", told, f"{missing} never" if missing else "")


def _failures(lines: Table, verdict: Verdict, where: str) -> None:
    """Only what is not 0, and what was lost in any case."""
    for failure in ZEROS:
        count = verdict.failures.get(failure, 0)
        if count or failure == "lost":
            lines.add_row(f"{failure} {where}", f"{count:,} of {verdict.due:,}", "0")


def _latencies(lines: Table, held: Held) -> None:
    """How soon events came beside the open transaction, and without it."""
    for name, figure in (("p50", statistics.median), ("p99", p99), ("worst", max)):
        beside, free = 1000 * figure(held.meanwhile), 1000 * figure(held.free)
        wanted = f"<= {AIM_BESIDE} times" if name == "p99" else ""
        what = f"insert to client, {name}, ms: a transaction open / none"
        lines.add_row(what, f"{beside:.1f} / {free:.1f}", wanted)
    lines.add_row("its own event before its commit", "yes" if held.told_early else "no", "no")


def examples(parts: Parts) -> None:
    """What failed, and when the faults were, to look into."""
    for name, verdict in parts.verdicts.items():
        for line in verdict.examples:
            out.print(f"{name}: {line}", soft_wrap=True)
    for line in parts.run.verdict.examples if parts.run.verdict else []:
        out.print(line, soft_wrap=True)
    for each in parts.run.recoveries if not parts.run.is_good else []:
        out.print(f"{each.began:.3f} {each.name}", soft_wrap=True)
