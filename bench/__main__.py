"""The command line of `make bench`: load, check, measure in rounds, report."""

import argparse
import shlex
import signal
import sys
from pathlib import Path

import msgspec

from bench import report
from bench.data import Size, Sizes
from bench.rounds import measure
from bench.setting import prepared
from bench.windows import Plan
from nova.problem import Problem


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Measures the request path; see bench/README.md."
    )
    parser.add_argument("--customers", type=int, default=200_000, help="of the app's database")
    parser.add_argument("--large", type=int, default=1_000_000, help="of the lists' large table")
    parser.add_argument("--small", type=int, default=10_000, help="of the lists' small table")
    parser.add_argument("--crowd", type=int, default=50_000, help="that one manager sees")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3, help="of one window")
    parser.add_argument("--warm-up", type=int, default=1, help="seconds of a window left out")
    parser.add_argument("--again", type=int, default=2, help="more tries for a disturbed window")
    parser.add_argument("--patience", type=int, default=20, help="seconds to wait for quiet then")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the raw figures here")
    given = parser.parse_args()
    for size in (given.customers, given.large, given.small):
        if size < 1000 or size % 1000:
            parser.error("customers come in teams of 1,000: give a multiple of it")
    if given.crowd < 200 or given.rounds < 1 or given.seconds < 1:
        parser.error("a crowd is 200 at least; rounds and seconds are 1 at least")
    return given


def main() -> None:
    """Measure and report. A target that is missed is told, not failed."""
    given = arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # both leave nothing running
    sizes = Sizes(Size(given.customers), Size(given.large, given.crowd), Size(given.small))
    plan = Plan(given.rounds, given.seconds, given.warm_up, given.again, given.patience)
    try:
        with report.out.status("Loading") as status, prepared(sizes) as setting:
            facts = report.machine(setting, f"python -m bench {shlex.join(sys.argv[1:])}".strip())
            figures = measure(setting, sizes, plan, status.update)
    except Problem as problem:
        raise SystemExit(f"bench: {problem}") from None
    except KeyboardInterrupt:
        raise SystemExit("bench: interrupted") from None
    report.rates(figures)
    report.costs(figures)
    report.lists(figures)
    report.disturbances(figures, plan)
    if given.json:
        raw = {**facts, **msgspec.structs.asdict(figures)}
        given.json.write_bytes(msgspec.json.format(msgspec.json.encode(raw)))


if __name__ == "__main__":
    main()
