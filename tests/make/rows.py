"""A row straight into a table."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

import psycopg
from psycopg import sql

ONE_LINE = json.dumps(
    [{"descriptionAr": "x", "descriptionEn": "x", "quantity": 1, "unitHalalas": 100,
      "netHalalas": 100}]
)  # fmt: skip


def insert(connection: psycopg.Connection, table: str, values: Mapping[str, object]) -> UUID:
    """One row of this table; answers its id."""
    statement = sql.SQL("insert into {} ({}) values ({}) returning id").format(
        sql.Identifier(*table.split(".")),
        sql.SQL(", ").join(map(sql.Identifier, values)),
        sql.SQL(", ").join(sql.Placeholder() * len(values)),
    )
    row = connection.execute(statement, list(values.values())).fetchone()
    assert row
    made: UUID = row[0]
    return made


def insert_many(
    connection: psycopg.Connection, table: str, rows: Sequence[Mapping[str, object]]
) -> list[UUID]:
    """Many rows of this table, alike, by one statement; answers their ids in this order."""
    line = sql.SQL("({})").format(sql.SQL(", ").join(sql.Placeholder() * len(rows[0])))
    statement = sql.SQL("insert into {} ({}) values {} returning id").format(
        sql.Identifier(*table.split(".")),
        sql.SQL(", ").join(map(sql.Identifier, rows[0])),
        sql.SQL(", ").join([line] * len(rows)),
    )
    values = [value for row in rows for value in row.values()]
    return [made for (made,) in connection.execute(statement, values)]


def own_row(connection: psycopg.Connection, table: str, user_id: UUID | None) -> UUID:
    """A row that is one person's own, in this table; some are there already."""
    wanted: dict[str, dict[str, object]] = {
        "notifications": {"title": "x", "message": "x", "type": "SYSTEM"},
        "working_hours": {"day_of_week": 0, "is_working": False},
        "holidays": {"start_date": date(2030, 1, 1), "end_date": date(2030, 1, 2)},
        "subscription_invoices": {
            "net_halalas": 100,
            "vat_halalas": 15,
            "amount_halalas": 115,
            "lines": ONE_LINE,
        },
    }
    if table in wanted:
        values = {"user_id": user_id} | wanted[table]
        if table == "subscription_invoices":
            values["subscription_id"] = own_row(connection, "subscriptions", user_id)
        return insert(connection, f"nova.{table}", values)
    owned = sql.Identifier("id" if table == "users" else "user_id")
    row = connection.execute(
        sql.SQL("select id from nova.{} where {} = %s").format(sql.Identifier(table), owned),
        [user_id],
    ).fetchone()
    assert row
    kept: UUID = row[0]
    return kept
