"""The command line of `make bench-matching`: load a market, measure in it, print the table."""

import argparse
import signal
import tempfile
import time
from pathlib import Path
from statistics import mean

from rich.console import Console
from rich.table import Table

from bench.matching import filled, market, measures
from bench.matching.measures import Session
from nova.database import embedded

out = Console(highlight=False, width=140)
OFFERS, REQUESTS, EVENTS = 12, 24, 4


def main() -> None:
    """Measure every size. A target that is missed is told, not failed."""
    parser = argparse.ArgumentParser(prog="python -m bench.matching", description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000],
                        help="offers, and as many requests, of each market")  # fmt: skip
    parser.add_argument("--million", action="store_true", help="a market of 1,000,000 too")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sizes = given.rows + ([1_000_000] if given.million else [])
    with tempfile.TemporaryDirectory(prefix="nova-bench-") as folder:
        home = Path(folder)
        with embedded.running(home):
            tops = {rows: measure(home, rows) for rows in sizes}
    smallest, largest = min(tops), max(tops)
    if smallest < largest:
        out.print(
            f"Top 50 on read, {smallest:,} to {largest:,} offers:"
            f" {tops[largest] / tops[smallest]:.1f} times the CPU"
            " (aim: at most 12 for 100 times the data)."
        )


def measure(home: Path, rows: int) -> float:
    """One market: print its table; answers the CPU of the top 50, for the growth."""
    started = time.monotonic()
    url = market.load(home, rows)
    session = Session(url)
    homes = session.sample(measures.HOMES, OFFERS)
    events = homes[:EVENTS]
    market.choose(url, "1.0", "EXACT")
    first = measures.search(session, measures.TEXT_SCAN, homes)
    recalculated = measures.recalculation(session, url)
    pair_1 = measures.per_pair(session, "1.0")
    seed = measures.seed_events(session, events)
    market.choose(url, "2.0", "BOUNDED")
    second = measures.search(session, measures.DEMAND_SCAN, homes)
    best = measures.top(session, session.sample(measures.WISHES, REQUESTS))
    pair_2 = measures.per_pair(session, "2.0")
    gated = measures.per_pair(session, "2.0, its gates first")
    measures.take_off(session, homes[: EVENTS + 1])
    kept = filled.fill(url, session)
    bounded = measures.bounded_events(session, homes[EVENTS::-1])
    changes = [(each, filled.cost_of(each, session, OFFERS)) for each in filled.CHANGES]
    heap, indexes = measures.row_bytes(session)
    table = Table(title=f"{rows:,} offers, {rows:,} requests; CPU of the backend, milliseconds")
    for column in ("what", "ours", "the other way", "rows", "times", "aim"):
        table.add_column(column, justify="left" if column == "what" else "right")

    def line(what: str, pair: measures.Pair, aim: str) -> None:
        figures = f"{pair.ours:.2f}", f"{pair.theirs:.2f}", f"{pair.rows:,.0f}", f"{pair.times:.1f}"
        table.add_row(what, *figures, aim)

    line("one offer's requests, 1.0, against the scan of text", first, ">= 8")
    line("one offer's requests, 2.0, against the scan of demand", second, ">= 8")
    line("a request's best 50, against scoring all", best, ">= 40")
    line("one broker's matches, 1.0, against load and loop", recalculated, ">= 12")
    made = mean(cost.rows for cost in bounded), mean(cost.rows for cost in seed)
    cpu = mean(cost.cpu for cost in bounded), mean(cost.cpu for cost in seed)
    wal = mean(cost.wal for cost in bounded) / 1000, mean(cost.wal for cost in seed) / 1000
    line(
        "an offer arrives, against keeping all as the request did",
        measures.Pair(*cpu, made[0]),
        ">= 50",
    )
    line("its WAL in kB (rows of the other way)", measures.Pair(*wal, made[1]), ">= 500")
    for change, cost in changes:
        figures = f"{cost.cpu:.2f}", "", f"{cost.rows:,} runs", ""
        table.add_row(f"{change.name} ({kept:,} pairs kept)", *figures, change.aim)
    for what, pair in (("2.0", pair_2), ("2.0, its gates first", gated)):
        table.add_row(
            f"a pair scored by {what}, ns, against 1.0 on codes",
            f"{pair:.0f}", f"{pair_1:.0f}", "", f"{pair / pair_1:.1f}", "<= 3.5",
        )  # fmt: skip
    table.add_row(
        "a match row, bytes (its indexes)", f"{heap:.0f}", f"({indexes:.0f})", "", "", "<= 110"
    )
    out.print(table)
    out.print(f"Loaded and measured in {time.monotonic() - started:.0f} s.")
    return best.ours


if __name__ == "__main__":
    main()
