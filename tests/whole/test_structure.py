"""The house itself: sizes, names, and who may know whom."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHON = sorted((ROOT / "src/nova").rglob("*.py"))
SQL = sorted((ROOT / "sql").glob("*/*.sql"))
RESERVED = {"views", "policies", "triggers", "grants"}
FEATURES = sorted(path.parent for path in (ROOT / "src/nova/features").glob("*/routes.py"))


LONG: dict[str, str] = {}
"""Python files of more than 300 lines, each with the reason why its subject is not two."""


def test_a_long_file_says_why() -> None:
    long = {
        str(path.relative_to(ROOT)) for path in PYTHON if len(path.read_text().splitlines()) > 300
    }
    assert long == set(LONG)


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_functions_fit_a_screen(path: Path) -> None:
    functions = (
        node
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    long = [each.name for each in functions if (each.end_lineno or 0) - each.lineno > 50]
    assert long == []


FLOORS = (
    {"problem", "networks", "settings", "logs", "metrics"},
    {"errors", "shapes"},
    {"database"},
    {"identity", "delivery"},
    {"payments", "invoices", "zatca"},
    {"http"},
    {"live"},
    {"features"},
    {"app"},
    {"server"},
    {"worker", "demo"},
    {"cli"},
)
"""A file goes into the lowest package that may import what it needs; a package imports only those
below it. `problem` and `settings` may be imported by their neighbours: they import nearly nothing.
"""
FRAMEWORK = {"litestar", "uvicorn", "picows", "websockets"}


def imports(path: Path) -> set[str]:
    """The modules that a file imports, also inside functions and for type checking."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{each.name}" for each in node.names}
        elif isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
    return found


def floor(module: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if module in rooms)


def test_a_package_imports_only_those_below_it() -> None:
    upward = []
    for path in PYTHON:
        own = path.relative_to(ROOT / "src/nova").with_suffix("").parts[0]
        if own == "__init__":
            continue
        for module in imports(path):
            there, _, _ = module.removeprefix("nova.").partition(".")
            if module.startswith("nova.") and there != own and floor(there) > floor(own):
                upward.append((str(path.relative_to(ROOT)), module))
    assert upward == []
    packages = {path.name for path in (ROOT / "src/nova").iterdir() if path.is_dir()}
    assert packages - {"__pycache__"} <= set().union(*FLOORS)


def test_no_modules_import_each_other_in_a_circle() -> None:
    names = {
        ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")
        for path in PYTHON
    }
    known = {
        ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__"): {
            module if module in names else module.rpartition(".")[0]
            for module in imports(path) if module.startswith("nova")
        } for path in PYTHON
    }  # fmt: skip
    left = {name: those & set(names) - {name, "nova"} for name, those in known.items()}
    while free := {name for name, those in left.items() if not those}:
        left = {name: those - free for name, those in left.items() if name not in free}
    assert sorted(left) == []


def test_no_framework_below_http() -> None:
    below = set().union(*FLOORS[: floor("http")])
    for path in PYTHON:
        if path.relative_to(ROOT / "src/nova").with_suffix("").parts[0] in below:
            known = {module.partition(".")[0] for module in imports(path)}
            assert known & FRAMEWORK == set(), path


def test_features_do_not_import_each_other() -> None:
    names = {feature.name for feature in FEATURES}
    for feature in FEATURES:
        for path in feature.glob("*.py"):
            known = set(re.findall(r"from nova\.features\.(\w+)", path.read_text()))
            assert known & (names - {feature.name}) == set(), path


@pytest.mark.parametrize("feature", FEATURES, ids=lambda path: path.name)
def test_a_feature_is_four_files(feature: Path) -> None:
    files = {path.name for path in feature.iterdir() if path.name != "__pycache__"}
    assert files == {"__init__.py", "routes.py", "structs.py", "queries.sql"}


def test_only_errors_knows_an_sqlstate() -> None:
    for path in PYTHON:
        if path.name != "postgres.py":
            assert not re.search(r'"(?:[0-9]{2}[0-9A-Z]{3}|PT\d{3})"', path.read_text()), path


@pytest.mark.parametrize("path", SQL, ids=lambda path: str(path.relative_to(ROOT)))
def test_sql_file(path: Path) -> None:
    text = path.read_text()
    assert all(len(line) <= 100 for line in text.splitlines()), "a line is too long"
    if path.stem in RESERVED:
        assert "create or replace function" not in text
        return
    made = re.findall(r"create or replace function ((?:nova|private|api)\.\w+)", text)
    assert made == [path.stem], "one function, named as its file and as psql prints it"
    assert text.startswith("-- "), "a sentence first"
    body = text.split("$$")[1].splitlines()
    assert len(body) <= 60, "longer than a screen"
    for grant in re.findall(r"grant execute on function ((?:nova|private|api)\.\w+)", text):
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
        "text", "paging", "rows", "retries", "stats", "rights",
        "matcher", "market", "scoring", "upkeep", "words", "clock", "limits", "reminders", "series",
    }  # fmt: skip


def test_no_machine_path_and_no_index_address_is_committed() -> None:
    hosts = re.compile("|".join(["py" + "pi[.]org", "python" + "hosted", "npm" + "js[.]org"]))
    for name in ("constraints.txt", "pyproject.toml", "Makefile", "README.md", "compose.yaml",
                 *(str(path.relative_to(ROOT)) for path in (*ROOT.glob("docs/*.md"), *ROOT.glob("bench/*.md"))),
                 "tests/request/package-lock.json", "examples/typescript/package-lock.json",
                 "bench/live/socketio/package-lock.json", "bench/peers/node/package-lock.json",
                 "tests/contract/package-lock.json"):  # fmt: skip
        assert not hosts.search((ROOT / name).read_text()), name


def test_a_file_that_a_comment_or_a_guide_names_is_there() -> None:
    named = re.compile(r"\b(?:tests|sql|src|migrations)/[\w/.-]+\.(?:py|sql|md)\b")
    texts = [*SQL, *PYTHON, *ROOT.glob("docs/*.md"), *ROOT.glob("*/README.md"), ROOT / "README.md"]
    for path in texts:
        for name in named.findall(path.read_text()):
            assert (ROOT / name).exists(), (path, name)
