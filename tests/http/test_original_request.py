"""The original request's own two tests, run as written with jest and supertest."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from conftest import Running

FOLDER = Path(__file__).parents[1] / "request"


def test_jest_and_supertest_pass(
    start_app: Callable[..., Running],
    fresh_url: str,
    tmp_path: Path,
    npm: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    app = start_app(fresh_url)
    copied = tmp_path / "request"
    shutil.copytree(FOLDER, copied, ignore=shutil.ignore_patterns("node_modules"))
    for command in (["ci", "--ignore-scripts"], ["test"]):
        done = npm(copied, *command, NOVA_TEST_URL=app.url)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "Tests:       2 passed, 2 total" in done.stderr
