"""The README's story, copied and run as it stands."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import make
from conftest import Running

ROOT = Path(__file__).parents[2]


def test_the_story_runs_as_written(start_app: Callable[..., Running], fresh_url: str) -> None:
    app = start_app(fresh_url)
    found = re.search(r"```bash\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    assert found
    story = found[1].replace("http://127.0.0.1:8000", app.url)
    shell = subprocess.Popen(  # the story is an argument, so that its `read` takes the codes
        ["bash", "-euc", story], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, env=os.environ | {"TERM": "dumb"},
    )  # fmt: skip
    assert shell.stdin
    for phone in ("+966551110001", "+966551110002"):
        shell.stdin.write(make.code(phone) + "\n")
        shell.stdin.flush()
    told, _ = shell.communicate(timeout=60)
    assert shell.returncode == 0, told
    assert told.count("Phone verified successfully") == 2
    assert '"event" : "match.created"' in told
    assert '"event" : "notification.created"' in told
    assert "None" in told
    assert "شارع النخيل" in told
