"""Phones in every form people type them."""

import psycopg
import pytest

FORMS = [
    "0501234567", "501234567", "966501234567", "+966501234567", "00966501234567", "+966 50 123 4567",
    "+966 0501234567", "٠٥٠١٢٣٤٥٦٧", "۰۵۰۱۲۳۴۵۶۷", "050-123-4567", "(050) 123 4567", "\u202a0501234567\u202c",
]  # fmt: skip


@pytest.mark.parametrize("typed", FORMS)
def test_a_mobile_has_one_form(owner: psycopg.Connection, typed: str) -> None:
    assert owner.execute("select nova.normalize_phone(%s)", [typed]).fetchone() == (
        "+966501234567",
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0112345678", "+966112345678"),
        ("920012345", "920012345"),
        ("8001234567", "8001234567"),
        ("+971501234567", "+971501234567"),
        ("12345", None),
        ("abc", None),
        ("", None),
        ("+9660", None),
        ("05012345678", None),
    ],
)
def test_other_numbers(owner: psycopg.Connection, typed: str, kept: str | None) -> None:
    assert owner.execute("select nova.normalize_phone(%s)", [typed]).fetchone() == (kept,)


@pytest.mark.parametrize(
    ("number", "valid"),
    [("1000000008", True), ("1000000000", False), ("1071724369", False), ("2", False)],
)
def test_an_id_number_checks_its_digits(
    owner: psycopg.Connection, number: str, valid: bool
) -> None:
    assert owner.execute("select nova.is_saudi_id(%s)", [number]).fetchone() == (valid,)
