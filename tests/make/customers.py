"""Customers."""

from uuid import UUID

import psycopg

from make.fresh import mobile
from make.rows import insert


def customer(connection: psycopg.Connection, **changed: object) -> UUID:
    """A customer of somebody's."""
    return insert(connection, "nova.customers", {"name": "عميل", "phone": mobile()} | changed)
