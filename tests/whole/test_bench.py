"""The benchmark runs from end to end, at a tiny scale; what it measures there means nothing."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TINY = (
    "--customers=2000", "--large=2000", "--small=1000", "--crowd=500",
    "--rounds=1", "--seconds=1", "--warm-up=0", "--again=0",
)  # fmt: skip
OPERATIONS = ("by id", "list of 50", "counts", "create")
LISTS = (
    "manager of the crowd", "broker of the crowd",
    "broker in the large table", "broker in the small table",
)  # fmt: skip


def test_every_row_is_printed_and_kept(tmp_path: Path) -> None:
    kept = tmp_path / "figures.json"
    command = [sys.executable, "-m", "bench", *TINY, f"--json={kept}"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=180
    )
    assert done.returncode == 0, done.stderr
    for row in (*OPERATIONS, "/api/health", *LISTS):
        assert f"│ {row} " in done.stdout, row
    assert done.stdout.count("reached") >= len(OPERATIONS) + 2
    assert "postgresql: 18" in done.stdout
    figures = json.loads(kept.read_text())
    assert set(figures["app"]) == {*OPERATIONS, "/api/health"}
    assert set(figures["pgbench"]) == set(OPERATIONS)
    assert set(figures["lists"]) == set(LISTS)
    assert figures["sees"]["broker in the large table"] == 200
    assert figures["sees"]["manager of the crowd"] == 500
