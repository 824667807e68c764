"""An outside judge of the OpenAPI document: a client whose types Python makes from it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import make
from conftest import Running

FOLDER = Path(__file__).parents[2] / "examples/python"


def test_a_typed_client_is_made_checked_and_lists_customers(
    app: Running, people: Callable[..., make.Person], tmp_path: Path
) -> None:
    sara = people()
    for name in ("نورة القحطاني", "Omar Haddad"):
        made = sara.api.post("/customers", json={"name": name, "phone": make.mobile()})
        assert made.status_code == 201, made.text
    folder = tmp_path / "python"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("nova_client", "__pycache__"))
    script = folder / "list_customers.py"
    plain = script.read_text()
    assert "limit=100" in plain
    script.write_text(plain.replace("limit=100", "limit=1"))  # two customers are two pages

    commands = re.findall(
        r"^(openapi-python-client|mypy|python) (.*?)(?: +#.*)?$",
        (FOLDER / "README.md").read_text(),
        re.MULTILINE,
    )
    assert len(commands) == 3
    environment = os.environ | {
        "NOVA_URL": app.url, "NOVA_USER": sara.phone, "NOVA_PASSWORD": make.PASSWORD,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }  # fmt: skip

    def run(program: str, arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["bash", "-c", f"{program} {arguments}"], cwd=folder, env=environment,
                              capture_output=True, text=True, timeout=120, check=False)  # fmt: skip

    for program, arguments in commands:
        done = run(program, arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "WARNING" not in done.stdout + done.stderr, done.stdout
    printed = [line.split("\t")[0] for line in done.stdout.splitlines()]
    assert printed == ["Omar Haddad", "نورة القحطاني"]

    script.write_text(plain.replace("customer.phone", "customer.shoe_size"))
    misused = run(*commands[1])
    assert misused.returncode != 0
    assert '"Customer" has no attribute "shoe_size"' in misused.stdout
