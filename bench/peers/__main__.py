"""The command line of `make bench-peers`: install, load, check, measure, print a table."""

import argparse
import signal
from pathlib import Path

import msgspec

from bench.data import Size
from bench.peers.report import out, print_table
from bench.peers.rounds import measure
from bench.peers.setting import prepared
from bench.windows import Plan
from nova.problem import Problem


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.peers",
        description="Nova beside what a user would pick instead; see bench/peers/README.md.",
    )
    parser.add_argument("--customers", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3, help="of one window")
    parser.add_argument("--warm-up", type=int, default=1, help="seconds before the first window")
    parser.add_argument("--again", type=int, default=2, help="more tries for a disturbed window")
    parser.add_argument("--patience", type=int, default=20, help="seconds to wait for quiet then")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the raw figures here")
    given = parser.parse_args()
    if given.customers < 1000 or given.customers % 1000:
        parser.error("customers come in teams of 1,000: give a multiple of it")
    if min(given.rounds, given.seconds, given.warm_up) < 1:
        parser.error("rounds, seconds and warm-up are 1 at least")
    return given


def main() -> None:
    """Measure and report. A target that is missed is told, not failed."""
    given = arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # both leave nothing running
    size = Size(given.customers)
    plan = Plan(given.rounds, given.seconds, given.warm_up, given.again, given.patience)
    try:
        with out.status("Installing and loading") as status, prepared(size) as site:
            figures = measure(site, size, plan, status.update)
    except Problem as problem:
        raise SystemExit(f"bench: {problem}") from None
    except KeyboardInterrupt:
        raise SystemExit("bench: interrupted") from None
    print_table(figures)
    if given.json:
        given.json.write_bytes(msgspec.json.format(msgspec.json.encode(figures)))


if __name__ == "__main__":
    main()
