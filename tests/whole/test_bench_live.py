"""The benchmark of the live feed runs from end to end; what it measures here means nothing."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROWS = (
    "8 clients, 20 rows a transaction, no event", "8 clients, 1 row a transaction, NOTIFY",
    "flood, deliveries a second", "flood, CPU a delivery, µs", "commit to receive, p99, ms",
    "memory a connection, KiB",
    "Nova: the others' p99, ms", "Nova: kept after the cap, s", "Socket.io: growth, MiB",
    "it wrote an event: p99, ms",
    "600 missed, against resuming nothing", "6,000 missed, against 600",
)  # fmt: skip


def test_every_row_is_printed() -> None:
    command = [sys.executable, "-m", "bench.live", "--quick"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=400
    )
    assert done.returncode == 0, done.stderr
    for row in ROWS:
        assert f"│ {row} " in done.stdout, row
