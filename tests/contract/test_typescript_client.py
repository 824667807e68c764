"""An outside judge of the OpenAPI document: a client whose types TypeScript makes from it."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import make
from conftest import Running

FOLDER = Path(__file__).parents[2] / "examples/typescript"


def test_a_typed_client_compiles_and_lists_customers(
    app: Running,
    people: Callable[..., make.Person],
    tmp_path: Path,
    npm: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    sara = people()
    for name in ("نورة القحطاني", "Omar Haddad"):
        made = sara.api.post("/customers", json={"name": name, "phone": make.mobile()})
        assert made.status_code == 201, made.text
    copied = tmp_path / "typescript"
    shutil.copytree(FOLDER, copied, ignore=shutil.ignore_patterns("node_modules", "nova.d.ts"))
    script = copied / "list-customers.ts"
    plain = script.read_text()
    assert "limit: 100" in plain
    script.write_text(plain.replace("limit: 100", "limit: 1"))  # two customers are two pages

    who = {"NOVA_URL": app.url, "NOVA_USER": sara.phone, "NOVA_PASSWORD": make.PASSWORD}
    for command in (["ci", "--ignore-scripts"], ["run", "generate"], ["run", "check"], ["start"]):
        done = npm(copied, *command, **who)
        assert done.returncode == 0, done.stdout + done.stderr
    printed = [line.split("\t")[0] for line in done.stdout.splitlines() if "\t" in line]
    assert printed == ["Omar Haddad", "نورة القحطاني"]

    script.write_text(plain.replace("{ name, phone }", "{ name, phone, shoeSize }"))
    misused = npm(copied, "run", "check")
    assert misused.returncode != 0
    assert "Property 'shoeSize' does not exist" in misused.stdout
