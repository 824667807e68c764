"""The command line of `make bench-abuse`: abuse it in every way, print how others fared."""

import argparse
import signal
import time
from pathlib import Path

import msgspec
import uvloop

from bench.abuse import report
from bench.abuse.report import out
from bench.abuse.rounds import abusing, measure
from bench.abuse.sequences import SEQUENCES
from bench.abuse.site import OWNERS, prepared
from nova.problem import Problem


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.abuse",
        description="Measures how others fare beside one abuser; see bench/README.md.",
    )
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=15, help="of each abuse")
    parser.add_argument("--only", nargs="+", choices=SEQUENCES, metavar="NAME",
                        default=list(SEQUENCES), help=f"of {', '.join(SEQUENCES)}")  # fmt: skip
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every request here")
    given = parser.parse_args()
    if not 1 <= given.rounds <= len(OWNERS) or given.seconds < 1:
        parser.error(f"rounds are 1 to {len(OWNERS)}, seconds 1 at least")
    given.only = [name for name in SEQUENCES if name in given.only]
    return given


def main() -> None:
    """Measure and print. An aim that is missed is told, not failed."""
    given = arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    started = time.monotonic()
    try:
        with out.status("Preparing") as status, abusing() as abuser, prepared() as site:
            found = uvloop.run(
                measure(site, abuser, given.only, given.rounds, given.seconds, status.update,
                        out.print)
            )  # fmt: skip
    except Problem as problem:
        raise SystemExit(f"bench.abuse: {problem}") from None
    except KeyboardInterrupt:
        raise SystemExit("bench.abuse: interrupted") from None
    out.print(report.table(found))
    report.disturbances(found)
    report.abuses(found)
    out.print(report.by_route(found))
    rounds = f"medians of {given.rounds} rounds (lowest-highest)" if given.rounds > 1 else "1 round"
    out.print(f"Measured in {time.monotonic() - started:.0f} s; {rounds}.")
    if given.json:
        given.json.write_bytes(msgspec.json.format(msgspec.json.encode(found)))


if __name__ == "__main__":
    main()
