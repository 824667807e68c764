"""Outside judges of the documents: Spectral's rules, and what the last release had otherwise."""

import copy
import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import generated
import make

HERE = Path(__file__).parent
RELEASED = HERE / "released.json"
CHANGES = generated.ROOT / "docs/changes.md"
WORDS = {"description", "summary"}
EXAMPLES = {"example", "examples"}
Npm = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def judges(npm: Npm, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the judges' programs."""
    folder = tmp_path_factory.mktemp("judges")
    for name in ("package.json", "package-lock.json", ".npmrc", "differences.mjs", "spectral.yaml"):
        (folder / name).write_bytes((HERE / name).read_bytes())
    done = npm(folder, "ci", "--ignore-scripts")
    assert done.returncode == 0, done.stderr
    return folder


def test_spectral_finds_nothing(api: make.Client, judges: Path, npm: Npm) -> None:
    for name in ("openapi.json", "asyncapi.json"):
        (judges / name).write_bytes(api.get(f"/{name}").content)
    done = npm(judges, "exec", "--", "spectral", "lint", "openapi.json", "asyncapi.json",
               "--ruleset=spectral.yaml", "--fail-severity=hint")  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr

    document = json.loads((judges / "openapi.json").read_bytes())
    del document["paths"]["/api/customers"]["get"]["operationId"]
    (judges / "openapi.json").write_text(json.dumps(document))
    refused = npm(
        judges, "exec", "--", "spectral", "lint", "openapi.json", "--ruleset=spectral.yaml"
    )
    assert "operation-operationId" in refused.stdout


def test_what_breaks_a_client_of_the_last_release_is_named(
    api: make.Client, judges: Path, npm: Npm
) -> None:
    document = shapes_of(api.get("/openapi.json").json())
    if os.environ.get("NOVA_RELEASE"):
        RELEASED.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    found = differences(npm, judges, json.loads(RELEASED.read_bytes()), document)
    for each in found:
        print("BREAKS" if each["breaking"] else "      ", said(each))
    named = re.findall(r"^\| `([^`]+)` \|", CHANGES.read_text(), re.MULTILINE)
    breaking = {said(each) for each in found if each["breaking"]}
    assert breaking == set(named), "name it in docs/changes.md, with what a client does about it"


def test_the_judge_of_differences_tells_what_breaks(
    api: make.Client, judges: Path, npm: Npm
) -> None:
    older = api.get("/openapi.json").json()
    newer = copy.deepcopy(older)
    del newer["paths"]["/api/health"]
    shapes = newer["components"]["schemas"]
    del shapes["Customer"]["properties"]["name"]
    shapes["NewCustomer"]["required"].append("email")
    shapes["Property"]["properties"]["price"] = {"type": "string"}
    shapes["Team"]["properties"]["motto"] = {"type": "string"}
    parameters = newer["paths"]["/api/customers"]["get"]["parameters"]
    parameters[:] = [each for each in parameters if each["name"] != "q"]

    found = differences(npm, judges, older, newer)
    assert {said(each) for each in found if each["breaking"]} == {
        "remove GET /api/health",
        "remove Customer properties.name",
        "add NewCustomer required email",
        "replace Property properties.price.type",
        "remove GET /api/customers parameters q",
    }
    assert {said(each) for each in found if not each["breaking"]} == {"add Team properties.motto"}


def differences(npm: Npm, judges: Path, older: Any, newer: Any) -> list[dict[str, Any]]:
    """What the newer document changes."""
    for name, document in {"older.json": older, "newer.json": newer}.items():
        (judges / name).write_text(json.dumps(document))
    done = npm(judges, "exec", "--", "node", "differences.mjs", "older.json", "newer.json")
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def said(difference: dict[str, Any]) -> str:
    """A difference as docs/changes.md names it."""
    return " ".join(filter(None, (difference[key] for key in ("action", "place", "what"))))


def shapes_of(document: Any) -> Any:
    """A document without its words and examples: what a client's types are made of."""
    if isinstance(document, list):
        return [shapes_of(each) for each in document]
    if not isinstance(document, dict):
        return document
    return {
        key: shapes_of(value)
        for key, value in document.items()
        if not (key in WORDS and isinstance(value, str)) and key not in EXAMPLES
    }
