"""The command line of `make bench-live`: prepare, measure part by part, print a table each."""

import argparse
import signal
import time
from collections.abc import Callable, Coroutine

import uvloop

from bench.live import ended, held, resume, servers, slow, writers
from bench.live.plan import QUICK, Plan
from bench.live.quiet import watching
from bench.live.report import out
from bench.live.setting import Setting, prepared
from nova.problem import Problem

Part = Callable[[Setting, Plan], Coroutine[None, None, None]]
PARTS: dict[str, Part] = {
    "writers": writers.measure,
    "servers": servers.measure,
    "slow": slow.measure,
    "held": held.measure,
    "resume": resume.measure,
    "ended": ended.measure,
}
"""The writers come first: they have both cores, everything else has a server on one of its own."""


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.live", description="Measures the live feed; see bench/README.md."
    )
    parser.add_argument("--quick", action="store_true", help="see whether it runs; no figures")
    parser.add_argument("--table", choices=writers.INSERTS, default="nova.tasks",
                        help="what the writers write to")  # fmt: skip
    parser.add_argument("--parts", nargs="+", choices=PARTS,
                        default=list(PARTS), help="all unless given")  # fmt: skip
    given = parser.parse_args()
    given.parts = [name for name in PARTS if name in given.parts]
    return given


def main() -> None:
    """Measure and print. A target that is missed is told, not failed."""
    given = arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    plan = (QUICK if given.quick else Plan())._replace(table=given.table)
    started = time.monotonic()
    try:
        with out.status("Preparing") as status, prepared() as setting:
            for name in given.parts:
                status.update(f"Measuring: {name}")
                if name != "writers":
                    setting.part_cores()
                with watching(setting.home):
                    uvloop.run(PARTS[name](setting, plan))
    except Problem as problem:
        raise SystemExit(f"bench: {problem}") from None
    except KeyboardInterrupt:
        raise SystemExit("bench: interrupted") from None
    rounds = f"medians of {plan.rounds} rounds (lowest-highest)" if plan.rounds > 1 else "one round"
    out.print(f"Measured in {time.monotonic() - started:.0f} s; {rounds}.")


if __name__ == "__main__":
    main()
