"""The house itself: sizes, names, and who may know whom."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHON = sorted((ROOT / "src/nova").rglob("*.py"))
SQL = sorted((ROOT / "sql").rglob("*.sql"))
RESERVED = {"views", "policies", "triggers", "grants"}
FEATURES = sorted(path.parent for path in (ROOT / "src/nova").glob("*/routes.py"))


def test_no_python_file_is_over_300_lines() -> None:
    assert [path.name for path in PYTHON if len(path.read_text().splitlines()) > 300] == []


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_functions_fit_a_screen(path: Path) -> None:
    functions = (
        node
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    long = [each.name for each in functions if (each.end_lineno or 0) - each.lineno > 50]
    assert long == []


def test_features_do_not_import_each_other() -> None:
    names = {feature.name for feature in FEATURES}
    for feature in FEATURES:
        for path in feature.glob("*.py"):
            known = set(re.findall(r"from nova\.(\w+)", path.read_text()))
            assert known & (names - {feature.name}) == set(), path


@pytest.mark.parametrize("feature", FEATURES, ids=lambda path: path.name)
def test_a_feature_is_four_files(feature: Path) -> None:
    files = {path.name for path in feature.iterdir() if path.name != "__pycache__"}
    assert files == {"__init__.py", "routes.py", "structs.py", "queries.sql"}


def test_only_errors_knows_an_sqlstate() -> None:
    for path in PYTHON:
        if path.name != "errors.py":
            assert not re.search(r'"(?:[0-9]{2}[0-9A-Z]{3}|PT\d{3})"', path.read_text()), path


@pytest.mark.parametrize("path", SQL, ids=lambda path: str(path.relative_to(ROOT)))
def test_sql_file(path: Path) -> None:
    text = path.read_text()
    assert all(len(line) <= 100 for line in text.splitlines()), "a line is too long"
    if path.stem in RESERVED:
        assert "create or replace function" not in text
        return
    made = re.findall(r"create or replace function (?:nova|private|api)\.(\w+)", text)
    assert made == [path.stem], "one function, named as its file"
    assert text.startswith("-- "), "a sentence first"
    body = text.split("$$")[1].splitlines()
    assert len(body) <= 60, "longer than a screen"
    for grant in re.findall(r"grant execute on function (?:nova|private|api)\.(\w+)", text):
        assert grant == made[0]


def test_no_placeholder_rooms() -> None:
    for name in ("utils.py", "helpers.py", "base.py"):
        assert not list((ROOT / "src").rglob(name))
    assert not list((ROOT / "src").rglob("common"))


def test_every_tree_uses_the_same_nouns() -> None:
    features = {feature.name for feature in FEATURES}
    homes = {path.name for path in (ROOT / "sql").iterdir() if path.is_dir()}
    assert features <= homes | {"meta"}
    assert homes - features == {
        "text", "paging", "live", "outbox", "states", "retries", "statistics", "appointments", "tasks",
    }  # fmt: skip


def test_no_machine_path_and_no_index_address_is_committed() -> None:
    hosts = re.compile("|".join(["py" + "pi[.]org", "python" + "hosted", "npm" + "js[.]org"]))
    for name in ("constraints.txt", "pyproject.toml", "Makefile", "README.md", "compose.yaml",
                 "tests/request/package-lock.json", "examples/typescript/package-lock.json",
                 "bench/live/socketio/package-lock.json"):  # fmt: skip
        assert not hosts.search((ROOT / name).read_text()), name


def test_a_file_that_a_comment_or_a_guide_names_is_there() -> None:
    named = re.compile(r"\b(?:tests|sql|src|migrations)/[\w/.-]+\.(?:py|sql|md)\b")
    texts = [*SQL, *PYTHON, *ROOT.glob("migrations/*"), ROOT / "README.md", ROOT / "sql/README.md"]
    for path in texts:
        for name in named.findall(path.read_text()):
            assert (ROOT / name).exists(), (path, name)
