"""Messages to send, and how far they came."""

from typing import NamedTuple

import psycopg
from psycopg.types.json import Jsonb

from make.clients import eventually


class Sending(NamedTuple):
    """How far a message came."""

    status: str
    attempts: int
    ambiguous: int
    last_error: str
    """Empty: it did not fail."""
    provider: str | None
    segments: int
    """0: it is no SMS, or was never tried."""
    provider_id: str
    """Empty: nobody took it."""


def queued(owner_url: str, to: str, text: str = "غدًا", **changed: str) -> int:
    """A message to send, a notification by e-mail unless said; answers its id."""
    values = {"topic": "email.notification", "class": "TRANSACTIONAL"} | changed
    payload = Jsonb({"to": to, "subject": "موعد", "text": text})
    with psycopg.connect(owner_url) as owner:
        row = owner.execute(
            "insert into nova.outbox (topic, class, payload)"
            " values (%(topic)s, %(class)s, %(payload)s) returning id",
            values | {"payload": payload},
        ).fetchone()
    assert row
    return int(row[0])


def sending(owner_url: str, message: int) -> Sending:
    """How far this message came."""
    with psycopg.connect(owner_url) as owner:
        row = owner.execute(
            "select status, attempts, ambiguous, coalesce(last_error, ''), provider, coalesce(segments, 0), coalesce(provider_message_id, '')"
            " from nova.outbox where id = %s", [message],
        ).fetchone()  # fmt: skip
    assert row
    return Sending(*row)


def settled(owner_url: str, message: int, *statuses: str) -> Sending:
    """Once it is in one of these states."""
    found: Sending = eventually(
        lambda: (row := sending(owner_url, message)).status in statuses and row
    )
    return found


def tried(owner_url: str, message: int) -> Sending:
    """Once it was tried in vain and waits for the next time."""
    found: Sending = eventually(
        lambda: (
            (row := sending(owner_url, message)).status == "PENDING" and row.attempts > 0 and row
        )
    )
    return found


def again(owner_url: str, message: int) -> None:
    """As if the pause before the next try, and that of the providers, were over."""
    with psycopg.connect(owner_url) as owner:
        owner.execute("update nova.outbox set next_attempt_at = now() where id = %s", [message])
        owner.execute("update private.providers set failures = 0, paused_until = null")
