"""A ticket is its owner's session, once, for half a minute."""

import os
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

import make

NOBODY = make.Caller(None, None, "test", "127.0.0.1")


def issue(owner: psycopg.Connection, person: make.Caller) -> bytes:
    make.act_as(owner, person)
    ticket = os.urandom(32)
    ends = datetime(2040, 1, 1, tzinfo=UTC)
    row = owner.execute("select nova.issue_ticket(%s, %s)", [ticket, ends]).fetchone()
    assert row
    left = row[0] - datetime.now(UTC)
    assert timedelta(seconds=20) < left <= timedelta(seconds=30)
    return ticket


def use(owner: psycopg.Connection, ticket: bytes) -> Any:
    make.act_as(owner, NOBODY)
    row = owner.execute("select nova.use_ticket(%s)", [ticket]).fetchone()
    owner.execute("reset role")
    return row and row[0]


def test_a_ticket_is_good_once(owner: psycopg.Connection) -> None:
    person = make.caller(owner)
    ticket = issue(owner, person)
    ends = int(datetime(2040, 1, 1, tzinfo=UTC).timestamp())
    assert use(owner, ticket) == {
        "userId": str(person.user_id), "sessionId": str(person.session_id), "expiresAt": ends,
    }  # fmt: skip
    assert use(owner, ticket) is None
    assert use(owner, os.urandom(32)) is None


def test_an_expired_ticket_is_never_good(owner: psycopg.Connection) -> None:
    ticket = issue(owner, make.caller(owner))
    owner.execute("reset role")
    owner.execute("update private.event_tickets set expires_at = now() where hash = %s", [ticket])
    assert use(owner, ticket) is None
    assert use(owner, ticket) is None


def test_an_eleventh_ticket_takes_the_place_of_ones_own_oldest(owner: psycopg.Connection) -> None:
    person, other = make.caller(owner), make.caller(owner)
    kept = issue(owner, other)
    tickets = []
    for age in range(11, 0, -1):
        tickets.append(issue(owner, person))
        owner.execute("reset role")
        owner.execute(
            "update private.event_tickets set expires_at = expires_at - %s where hash = %s",
            [timedelta(seconds=age), tickets[-1]],
        )
    assert use(owner, tickets[0]) is None
    assert all(use(owner, ticket) for ticket in [*tickets[1:], kept])
