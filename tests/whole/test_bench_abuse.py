"""The benchmark of abuse runs: two of its sequences, a second each; the figures mean nothing."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_what_was_sent_and_how_others_fared_is_printed_and_kept(tmp_path: Path) -> None:
    kept = tmp_path / "figures.json"
    command = [
        sys.executable, "-m", "bench.abuse", "--only", "A1", "A6", "--seconds=1", f"--json={kept}",
    ]  # fmt: skip
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    for row in ("│ A1: a stranger posts", "│ A6: 40 heavy pages", "│ A6: nova serve, most MiB"):
        assert row in done.stdout, row
    assert "POST /customers 401" in done.stdout
    figures = json.loads(kept.read_text())
    assert set(figures) == {"A1", "A6"}
    for [once] in figures.values():
        assert {told["status"] for told in once["quiet"]["told"]} <= {200, 201}
        assert len(once["beside"]["told"]) >= 40
