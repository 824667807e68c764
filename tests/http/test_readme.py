"""The README's story, copied and run as it stands."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import make
from conftest import Running

ROOT = Path(__file__).parents[2]


def test_the_story_runs_as_written_and_again(
    start_app: Callable[..., Running], fresh_url: str
) -> None:
    app = start_app(fresh_url)
    assert "Not that one" not in tell(app, "right", "right")
    assert tell(app, "000000", "right", "right").count("Not that one") == 1


def tell(app: Running, *codes: str) -> str:
    """Run the story and give it these codes; what it printed."""
    found = re.search(r"```bash\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    assert found
    shell = subprocess.Popen(  # the story is an argument, so that its `read` takes the codes
        ["bash", "-euc", found[1]], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
        env=os.environ | {"TERM": "dumb", "NOVA_PORT": str(app.settings.port)},
    )  # fmt: skip
    assert shell.stdin and shell.stdout
    told = ""
    for code in codes:
        while not (asked := re.search(r"Code sent to 0(\d{9}): \Z", told)):
            letter = shell.stdout.read(1)
            assert letter, told
            told += letter
        shell.stdin.write((make.code(f"+966{asked[1]}") if code == "right" else code) + "\n")
        shell.stdin.flush()
        told += "\n"
    told += shell.communicate(timeout=60)[0]
    assert shell.returncode == 0, told
    assert told.count("Phone verified successfully") == 2
    assert '"event" : "match.created"' in told
    assert '"event" : "notification.created"' in told
    assert "None" in told
    assert "شارع النخيل" in told
    return told
