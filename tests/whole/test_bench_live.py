"""The live feed's benchmark runs: two of its parts, small; what it measures here means nothing."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROWS = ("600 missed, against resuming nothing", "6,000 missed, against 600", "p50 of 20 sockets")


def test_its_rows_are_printed() -> None:
    command = [sys.executable, "-m", "bench.live", "--quick", "--parts", "resume", "ended"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=200
    )
    assert done.returncode == 0, done.stderr
    for row in ROWS:
        assert f"│ {row} " in done.stdout, row
