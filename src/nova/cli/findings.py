"""What `nova check` finds, and how it says so."""

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

Level = Literal["danger", "advice"]


class Finding(msgspec.Struct, frozen=True):
    """What is wrong and how to mend it: `danger` where data are lost or leak, else `advice`."""

    level: Level
    sentence: str


Findings = Iterator[Finding]


def danger(sentence: str) -> Finding:
    """A finding that fails the check."""
    return Finding("danger", sentence)


def advice(sentence: str) -> Finding:
    """A finding that does not."""
    return Finding("advice", sentence)


def report(findings: Iterable[Finding]) -> None:
    """Print a line each, dangers first. Raises SystemExit with 1 when there is a danger."""
    ordered = sorted(findings, key=lambda finding: finding.level == "advice")
    for finding in ordered:
        print(f"{finding.level}  {finding.sentence}")
    if not ordered:
        print("Nothing found: neither the settings nor the database would lose or leak data.")
    elif ordered[0].level == "danger":
        raise SystemExit(1)
