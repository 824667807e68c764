"""Appointments and tasks."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg

from make.fresh import number
from make.rows import insert

VISIT: dict[str, object] = {
    "title": "معاينة فيلا النرجس", "type": "VISIT",
    "startDatetime": "2030-05-07T10:00:00+03:00", "endDatetime": "2030-05-07T11:00:00+03:00",
}  # fmt: skip
"""A Tuesday, in working hours."""


def appointment(connection: psycopg.Connection, **changed: object) -> UUID:
    """An appointment of somebody's, at a time nobody has."""
    start = datetime.now(UTC) + timedelta(hours=number() % 100_000)
    return insert(connection, "nova.appointments", {
        "title": "معاينة", "type": "VISIT", "start_datetime": start,
        "end_datetime": start + timedelta(minutes=30),
    } | changed)  # fmt: skip


def series(connection: psycopg.Connection, **changed: object) -> UUID:
    """How something comes again; without its appointments."""
    return insert(connection, "nova.appointment_series", {
        "rrule": "FREQ=DAILY;COUNT=2", "starts_at": "2030-05-07 10:00", "timezone": "Asia/Riyadh",
    } | changed)  # fmt: skip


def task(connection: psycopg.Connection, **changed: object) -> UUID:
    """A task of somebody's."""
    return insert(connection, "nova.tasks", {"title": "اتصال"} | changed)
