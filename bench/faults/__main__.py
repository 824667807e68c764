"""The command line of `make bench-faults`: hit everything, count what went wrong, print it."""

import argparse
import signal

import uvloop

from bench.faults import report
from bench.faults.held import Held
from bench.faults.newcomers import Newcomers
from bench.faults.path import Run
from bench.faults.reissue import Crashes
from bench.faults.report import Parts
from bench.faults.site import Site, prepared, served
from nova.problem import Problem


def main() -> None:
    """Run all; anything lost, repeated, out of order, made up or early ends with exit code 1."""
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument("--seconds", type=float, default=360, help="of writing under faults")
    parser.add_argument("--faults", type=int, default=36)
    parser.add_argument("--crashes", type=int, default=10, help="that give out ids again; 0: none")
    parser.add_argument("--open", type=float, default=60, metavar="SECONDS",
                        help="how long a transaction stays open; 0: not measured")  # fmt: skip
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with prepared() as site:
            good = uvloop.run(measure(site, given))
    except Problem as problem:
        raise SystemExit(f"bench.faults: {problem}") from None
    except KeyboardInterrupt:
        raise SystemExit("bench.faults: interrupted") from None
    raise SystemExit(not good)


async def measure(site: Site, given: argparse.Namespace) -> bool:
    """Everything that was asked for; answers whether nothing went wrong."""
    parts = Parts(Run(site), Crashes(site), Crashes(site), Newcomers(site), Held(site))
    async with served(site):
        if given.open:
            await parts.held.go(given.open)
        await parts.newcomers.go()
        if given.crashes:
            await parts.crashes.go(given.crashes)
            await parts.behind.go_behind()
        await parts.run.go(given.seconds, given.faults)
    report.out.print(report.table(parts))
    report.examples(parts)
    return parts.is_good


if __name__ == "__main__":
    main()
