"""Every model and field of the original request has its table and column."""

import re
from pathlib import Path

import psycopg
import pytest

MODELS = Path(__file__).parents[1] / "data/request_models.txt"

TABLES = {"permissions": "team_permissions"}
"""Tables that have a better name here."""

COLUMNS = {
    ("users", "password"): "private.user_passwords.password_hash",
    ("otp_codes", "code"): "nova.otp_codes.code_hash",
    ("subscription_plans", "price_monthly"): "nova.subscription_plans.price_monthly_halalas",
    ("subscription_plans", "price_yearly"): "nova.subscription_plans.price_yearly_halalas",
    ("subscription_invoices", "amount"): "nova.subscription_invoices.amount_halalas",
    # An invoice is printed under its own id: api.invoice answers the address.
    ("subscription_invoices", "invoice_url"): "nova.subscription_invoices.id",
    # A match row is lean: its points say score, plan, breakdown and features, its id when it was
    # made, and what people did with it stands beside it. show_match answers all of them.
    ("smart_matches", "matched_features"): "private.match_outcomes.features_ar",
    ("smart_matches", "calculation_data"): "private.match_outcomes.breakdown",
    ("smart_matches", "match_score"): "nova.smart_matches.points",
    ("smart_matches", "algorithm_version"): "private.match_plans.version",
    ("smart_matches", "viewed_at"): "nova.match_answers.viewed_at",
    ("smart_matches", "accepted_at"): "nova.match_answers.accepted_at",
    ("smart_matches", "rejected_at"): "nova.match_answers.rejected_at",
    ("smart_matches", "rejected_reason"): "nova.match_answers.rejected_reason",
    ("smart_matches", "updated_at"): "nova.match_answers.updated_at",
    ("smart_matches", "created_at"): "nova.smart_matches.id",
}
FIGURES = "user_stats"
"""The table whose whole numbers are kept by name, in one document: private.no_figures has them."""
"""Columns that stand elsewhere or say more in their name."""

TYPES = {
    "String": {"text", "uuid", "nova.phone", "inet", "time without time zone"},
    "String[]": {"text[]"},
    "Int": {"integer", "bigint", "smallint"},
    "Float": {"double precision", "numeric(5,2)"},
    "Boolean": {"boolean"},
    "DateTime": {"timestamp with time zone", "date"},
    "Json": {"jsonb", "json"},
}
BETTERED = {("otp_codes", "code"): "bytea", ("smart_matches", "created_at"): "uuid"}
OURS = {"sessions", "audit_log", "outbox"}
"""The three that the request's 24 lack."""


ENUMS = {
    line.split()[1]: set(line.split()[2:])
    for line in MODELS.read_text().splitlines()
    if line.startswith("enum ")
}


def fields() -> dict[str, list[tuple[str, str]]]:
    """Each table of the request with its columns and their types."""
    tables: dict[str, list[tuple[str, str]]] = {}
    table = ""
    for line in MODELS.read_text().splitlines():
        if line.startswith("    "):
            name, kind = line.split()
            column = re.sub(r"([A-Z])", lambda found: "_" + found[1].lower(), name)
            tables[table].append((column, kind))
        elif not line.startswith("enum "):
            table = line.split()[1]
            tables[table] = []
    return tables


def test_the_request_has_24_models_and_nova_27_tables(owner: psycopg.Connection) -> None:
    tables = {TABLES.get(table, table) for table in fields()}
    assert len(tables) == 24
    for table in tables | OURS:
        row = owner.execute("select to_regclass(%s)", [f"nova.{table}"]).fetchone()
        assert row and row[0], table


@pytest.mark.parametrize("table", fields())
def test_every_field_has_a_column_of_its_type(owner: psycopg.Connection, table: str) -> None:
    for column, kind in fields()[table]:
        if table == FIGURES and kind == "Int":
            name = re.sub(r"_(.)", lambda found: found[1].upper(), column)
            row = owner.execute("select private.no_figures() ? %s", [name]).fetchone()
            assert row == (True,), name
            continue
        place = COLUMNS.get((table, column), f"nova.{TABLES.get(table, table)}.{column}")
        relation, _, name = place.rpartition(".")
        row = owner.execute(
            "select format_type(a.atttypid, a.atttypmod), pg_get_constraintdef(k.oid)"
            " from pg_attribute a left join pg_constraint k on k.conrelid = a.attrelid"
            "  and k.contype = 'c' and k.conkey = array[a.attnum]"
            "  and pg_get_constraintdef(k.oid) like %s"
            " where a.attrelid = %s::regclass and a.attname = %s and not a.attisdropped",
            ["%ARRAY%", relation, name],
        ).fetchone()
        assert row, f"{place} is not there"
        if enum := ENUMS.get(kind.rstrip("?")):
            assert row[0] == "text", place
            assert set(re.findall(r"'(\w+)'::text", row[1] or "")) >= enum, place
        else:
            assert row[0] in TYPES[kind.rstrip("?")] | {BETTERED.get((table, column), "")}, place
