"""Appointments and tasks."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg

from make.fresh import number
from make.rows import insert


def appointment(connection: psycopg.Connection, **changed: object) -> UUID:
    """An appointment of somebody's, at a time nobody has."""
    start = datetime.now(UTC) + timedelta(hours=number() % 100_000)
    return insert(connection, "nova.appointments", {
        "title": "معاينة", "type": "VISIT", "start_datetime": start,
        "end_datetime": start + timedelta(minutes=30),
    } | changed)  # fmt: skip


def task(connection: psycopg.Connection, **changed: object) -> UUID:
    """A task of somebody's."""
    return insert(connection, "nova.tasks", {"title": "اتصال"} | changed)
