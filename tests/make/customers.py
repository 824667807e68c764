"""Customers."""

from uuid import UUID

import psycopg

from make.rows import insert
from make.unused import mobile


def customer(connection: psycopg.Connection, **changed: object) -> UUID:
    """A customer of somebody's."""
    return insert(connection, "nova.customers", {"name": "عميل", "phone": mobile()} | changed)
