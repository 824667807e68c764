"""Reads what the log of events gained: names, rows, and who hears of them."""

import base64
from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

import make


@dataclass(frozen=True)
class Event:
    """One row of the log."""

    name: str
    entity: str
    row: UUID
    hearers: Set[UUID | None]
    data: Any


class Feed:
    """The log of a connection's transaction, read on from where it was last read."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection
        self._last = 0
        self.news()

    def news(self) -> list[Event]:
        """All events since the last look. The connection is nobody's but the administrator's again."""
        self._connection.execute("reset role")
        self._connection.execute("select set_config('nova.user_id', '', true)")
        rows = self._connection.execute(
            "select id, event, entity, entity_id, recipients, data from nova.events where id > %s order by id",
            [self._last],
        ).fetchall()
        self._last = rows[-1][0] if rows else self._last
        for row in rows:
            assert len(set(row[4])) == len(row[4]), "somebody is told twice"
        return [Event(row[1], row[2], row[3], frozenset(row[4]), row[5]) for row in rows]


def heard(events: Iterable[Event], office: make.Office) -> dict[str, set[str]]:
    """Who of an office hears of which event; somebody else is an error."""
    names = {each.user_id: name for name, each in office.people.items()}
    told: dict[str, set[str]] = {}
    for event in events:
        told.setdefault(event.name, set()).update(names[each] for each in event.hearers)
    return told


def rows_of_each_kind(
    owner: psycopg.Connection, office: make.Office, team: UUID | None
) -> dict[str, UUID]:
    """One row of each kind, all the broker's."""
    broker = office.people["broker"].user_id
    whose: dict[str, Any] = {"user_id": broker, "team_id": team}
    customer = make.customer(owner, **whose)
    activity = {"customer_id": customer, "user_id": broker, "type": "NOTE"}
    make.insert(owner, "nova.customer_activities", activity)
    paper = {"customer_id": customer, "uploaded_by": broker, "name": "عقد", "file_url": "x"}
    make.insert(owner, "nova.customer_documents", paper)
    home = make.property_(owner, **whose)
    make.insert(owner, "nova.property_images", {"property_id": home, "url": "x"})
    offer = make.offer(owner, **whose, property_id=home)
    request = make.request(owner, **whose)
    visit = make.appointment(owner, **whose)
    task = make.task(owner, **whose)
    make.insert(owner, "nova.task_comments", {"task_id": task, "user_id": broker, "comment": "x"})
    return {"customers": customer, "properties": home, "offers": offer, "requests": request,
            "appointments": visit, "tasks": task}  # fmt: skip


def member(owner: psycopg.Connection, office: make.Office, who: str) -> UUID:
    row = owner.execute(
        "select id from nova.team_members where user_id = %s and team_id = %s",
        [office.people[who].user_id, office.team],
    ).fetchone()
    assert row
    found: UUID = row[0]
    return found


def remove(owner: psycopg.Connection, office: make.Office, who: str) -> None:
    """Take somebody out of the team, as its manager does it."""
    row = member(owner, office, who)
    make.act_as(owner, office.people["manager"])
    done = owner.execute("select nova.remove_member(%s, %s, null)", [office.team, row]).fetchone()
    assert done == (row,)


class Reader:
    """Somebody who lists their events, each time in a request of its own."""

    def __init__(self, url: str, someone: make.Caller) -> None:
        self.url = url
        self.someone = someone

    def ask(self, statement: str, *values: object) -> Any:
        with psycopg.connect(self.url) as connection:
            make.act_as(connection, self.someone)
            row = connection.execute(statement.encode(), values).fetchone()
            assert row
            return row[0]

    def page(self, after: str | None, size: int = 100) -> dict[str, Any]:
        listed: dict[str, Any] = self.ask(
            "select nova.list_events(%s, pg_current_snapshot()::text, %s)", after, size
        )
        return listed

    def cursor(self) -> str:
        """Where the log is now."""
        return str(self.page(None)["cursor"])

    def everything(self, after: str, size: int = 100) -> list[UUID]:
        """The rows of all pages."""
        told: list[UUID] = []
        while True:
            page = self.page(after, size)
            assert page["reset"] is None
            assert len(page["events"]) <= size
            told += [UUID(event["entityId"]) for event in page["events"]]
            if not page["hasMore"]:
                return told
            after = page["cursor"]


def other(reader: Reader) -> Reader:
    with psycopg.connect(reader.url) as owner:
        return Reader(reader.url, make.caller(owner))


def write(reader: Reader, how_many: int = 1) -> list[UUID]:
    """New customers of the reader's, each in a transaction of its own."""
    with psycopg.connect(reader.url, autocommit=True) as owner:
        return [make.customer(owner, user_id=reader.someone.user_id) for _ in range(how_many)]


def opened(cursor: str) -> list[str]:
    return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().split(".")


def forged(*parts: object) -> str:
    text = ".".join(map(str, parts)).encode()
    return base64.urlsafe_b64encode(text).decode().rstrip("=")
