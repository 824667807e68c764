"""What is generated is current: `make generated` writes it anew."""

import os
from pathlib import Path

import pytest

import generated

ROOT = generated.ROOT


def hold(path: Path, text: str) -> None:
    """The file has this text; with NOVA_REWRITE set it gets it."""
    if os.environ.get("NOVA_REWRITE"):
        path.write_text(text)
    assert path.read_text() == text, "run `make generated`, and read what it changed"


@pytest.mark.parametrize(
    "path", generated.files_with_column_lists(), ids=lambda path: str(path.relative_to(ROOT))
)
def test_lists_of_columns_are_those_of_the_structs(path: Path) -> None:
    hold(path, generated.with_column_lists(path))


def test_every_statement_that_writes_many_columns_takes_its_list_from_a_struct() -> None:
    found = {str(path.relative_to(ROOT)) for path in generated.files_with_column_lists()}
    for feature in ("customers", "properties", "requests", "teams", "users"):
        assert {f"src/nova/features/{feature}/queries.sql", f"sql/{feature}/policies.sql"} <= found


def test_the_schema_is_that_of_the_migrations(rules_url: str) -> None:
    hold(ROOT / "sql/schema.sql", generated.schema(rules_url))


def test_the_descriptions_of_the_documents_are_the_databases_comments() -> None:
    hold(ROOT / "src/nova/http/columns.json", generated.comments())


@pytest.mark.parametrize("page", generated.PAGES)
def test_tables_in_the_documents_are_those_of_the_code(page: str) -> None:
    hold(ROOT / page, generated.with_tables(ROOT / page))
