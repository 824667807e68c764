"""Every refusal has a sentence in both languages, a row in the README, and a reason to exist."""

import re
from pathlib import Path

from nova.errors.postgres import CONSTRAINTS
from nova.errors.refusals import REFUSALS

ROOT = Path(__file__).parents[2]
SIGNAL = "208"  # no refusal: it sends the app for an answer that was kept
SQL = "\n".join(path.read_text() for path in (ROOT / "sql").rglob("*.sql"))
RAISED = {
    key: int(status)
    for status, key in re.findall(r"errcode\s*=\s*'PT(\d{3})',\s*message\s*=\s*'(\w+)'", SQL)
    if status != SIGNAL
} | {key: int(status) for status, key in re.findall(r"private\.refusal\((\d{3}), '(\w+)'", SQL)}
PYTHON = "\n".join(
    path.read_text()
    for path in (ROOT / "src/nova").rglob("*.py")
    if path.name not in {"refusals.py", "rules.py"}
)


def test_every_raise_is_found_by_this_test() -> None:
    raises = SQL.count("raise exception using") + len(re.findall(r"return private\.refusal\(", SQL))
    found = len(re.findall(r"errcode\s*=\s*'PT\d{3}',\s*message\s*=\s*'\w+'", SQL))
    assert raises == found + len(re.findall(r"private\.refusal\(\d{3}, '\w+'", SQL))


def test_every_key_that_sql_raises_is_known_with_its_status() -> None:
    assert {key: REFUSALS[key].status for key in RAISED} == RAISED


def test_no_key_is_dead() -> None:
    used = set(RAISED) | {code for code, _ in CONSTRAINTS.values()}
    used |= {key for key in REFUSALS if f'"{key}"' in PYTHON}
    assert set(REFUSALS) == used


def test_every_key_speaks_arabic() -> None:
    for key, sentence in REFUSALS.items():
        assert re.search(r"[\u0621-\u064a]", sentence.ar), key
        assert sentence.en.endswith("."), key
        assert sentence.ar.endswith("."), key


def test_the_readme_lists_exactly_these() -> None:
    readme = (ROOT / "README.md").read_text()
    rows = dict(re.findall(r"^\| `(\w+)` \| (\d{3}) \|", readme, re.MULTILINE))
    assert rows == {key: str(sentence.status) for key, sentence in REFUSALS.items()}
