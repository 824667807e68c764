"""docs/security.md says what holds: its table of logins is the catalogue's, its words are true."""

import re
from pathlib import Path

import psycopg

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/security.md").read_text()


def test_its_table_of_logins_is_what_the_catalogue_says(owner: psycopg.Connection) -> None:
    rows = owner.execute((ROOT / "docs/logins.sql").read_bytes()).fetchall()
    said = [line for line in PAGE.splitlines() if re.match(r"\| `nova_\w+` \| (?:yes|no) \|", line)]
    assert said == [row for (row,) in rows], "\n".join(row for (row,) in rows)


def test_each_file_and_test_it_names_is_there() -> None:
    tests = "\n".join(path.read_text() for path in (ROOT / "tests").rglob("*.py"))
    for name in set(re.findall(r"`(test_\w+)`", PAGE)):
        assert f"def {name}(" in tests, name
    for name in set(re.findall(r"\b((?:sql|src|docs|tests|bench)/[\w/.]+\.(?:sql|py|md))\b", PAGE)):
        assert (ROOT / name).exists(), name


def test_its_counts_are_those_of_its_tables() -> None:
    """Each requirement is a row; the table at the top adds them up."""
    rows = re.findall(r"^\| (\d+)\.\d+\.\d+ \| ([123]) \|[^|]*\| (met|not met|n/a) \|", PAGE, re.M)
    for chapter in "6789":
        verdicts = [verdict for place, _, verdict in rows if place == chapter]
        counts = [verdicts.count(each) for each in ("met", "not met", "n/a")]
        line = re.search(rf"^\| V{chapter} .*$", PAGE, re.M)
        assert line and [int(each) for each in re.findall(r"\| (\d+)", line[0])] == [
            *counts, len(verdicts),
        ], (chapter, counts)  # fmt: skip
    for level in "123":
        verdicts = [verdict for _, place, verdict in rows if place == level]
        counts = [verdicts.count(each) for each in ("met", "not met", "n/a")]
        line = re.search(rf"^\| of level {level} .*$", PAGE, re.M)
        assert line and [int(each) for each in re.findall(r"\| (\d+)", line[0])] == [
            *counts, len(verdicts),
        ], (level, counts)  # fmt: skip
