"""Every refusal has a sentence in both languages and a reason to exist."""

import ast
import re
from pathlib import Path

import psycopg

from nova.errors.postgres import CONSTRAINTS
from nova.errors.refusals import FILES, REFUSALS, read
from nova.errors.refused import Refused
from nova.errors.validation import SENTENCES

ROOT = Path(__file__).parents[2]
BLOCKED = "message = blockers[1] ->> 'code'"  # private.refuse, by what private.blocker was given
SIGNAL = "208"  # no refusal: it sends the app for an answer that was kept
SQL = "\n".join(path.read_text() for path in (ROOT / "sql").glob("*/*.sql"))
RAISED = {
    key: int(status)
    for status, key in re.findall(r"errcode\s*=\s*'PT(\d{3})',\s*message\s*=\s*'(\w+)'", SQL)
    if status != SIGNAL
} | {
    key: int(status)
    for status, key in re.findall(r"private\.(?:refusal|blocker)\((\d{3}), '(\w+)'", SQL)
}
PYTHON = "\n".join(path.read_text() for path in (ROOT / "src/nova").rglob("*.py"))


def test_every_raise_is_found_by_this_test() -> None:
    raises = SQL.count("raise exception using") + len(re.findall(r"return private\.refusal\(", SQL))
    found = len(re.findall(r"errcode\s*=\s*'PT\d{3}',\s*message\s*=\s*'\w+'", SQL))
    found += SQL.count(BLOCKED)
    blockers = len(re.findall(r"private\.blocker\((?!\n|int)", SQL))
    assert blockers == len(re.findall(r"private\.blocker\(\d{3}, '\w+'", SQL))
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


def test_every_file_of_refusals_is_well_formed() -> None:
    codes = [code for path in FILES for code, _ in read(path)]
    assert len(codes) == len(set(codes)), "a code stands once"
    for path in FILES:
        assert path.read_text(encoding="utf-8").splitlines()[0] == "code,status,en,ar", path


PLACES = re.compile(r"{(\w+)}")
RAISES = re.findall(r"raise exception using(.*?);\n", SQL, re.DOTALL)


def test_every_refusal_names_the_same_values_in_both_languages() -> None:
    for code, sentence in REFUSALS.items():
        assert sorted(PLACES.findall(sentence.en)) == sorted(PLACES.findall(sentence.ar)), code
        values = dict.fromkeys(PLACES.findall(sentence.en), "7")
        refused = Refused(code, params={**values})
        for language in ("en", "ar"):
            said = refused.said(language)
            assert not re.search(r"[{}]", said), code
            assert said.count("7") >= len(values), code
        assert refused.params == values


def test_a_rule_raises_the_values_that_its_sentence_names_and_no_sentence() -> None:
    for raised in RAISES:
        if BLOCKED in raised:
            continue
        code = re.search(r"message\s*=\s*'(\w+)'", raised)
        assert code, raised
        detail = raised.partition("detail = ")[2]
        assert not detail or "json_build_object(" in detail or "private.of_states(" in detail, (
            raised
        )
        given = set(re.findall(r"'(\w+)', ", detail))
        if "of_states(" in detail:
            given |= {"state"} | ({"wanted"} if detail.count(",") > 1 else set())
        if code[1] in REFUSALS:
            assert set(PLACES.findall(REFUSALS[code[1]].en)) <= given, raised


def test_a_blocker_is_given_the_values_that_its_sentence_names() -> None:
    for code, params in re.findall(
        r"private\.blocker\(\d{3}, '(\w+)', '[\w.]+'(?:,\s*(.*?))?\) ?(?:end|$)", SQL
    ):
        given = {"state"} if "of_states(" in params else set(re.findall(r"'(\w+)', ", params))
        assert set(PLACES.findall(REFUSALS[code].en)) <= given, code


def test_what_python_refuses_names_no_value() -> None:
    for code in re.findall(r"Refused\(\s*\"(\w+)\"", PYTHON):
        assert not PLACES.findall(REFUSALS[code].en), code


def test_every_constraint_that_has_a_refusal_is_there(owner: psycopg.Connection) -> None:
    known = owner.execute(
        "select conname from pg_constraint union select relname from pg_class where relkind = 'i'"
    ).fetchall()
    assert set(CONSTRAINTS) <= {name for (name,) in known}


def test_every_code_of_a_field_is_in_the_table() -> None:
    page = (ROOT / "docs/errors.md").read_text().partition("## Where a refusal")[0]
    rows = re.findall(r"^\| (`[^|]+`) \|", page, re.MULTILINE)
    listed = {code for row in rows for code in re.findall(r"`(\w+)`", row)}
    made = {
        node.args[1].value
        for path in (ROOT / "src/nova").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Complaint"
        and isinstance(node.args[1], ast.Constant)
    }  # fmt: skip
    assert listed == {code for _, code, *_ in SENTENCES} | made
