"""Holds what clients took and writers know against the log, which is the truth."""

from collections import Counter, defaultdict
from typing import NamedTuple
from uuid import UUID

from bench.faults.clients import Accepted, Client
from bench.faults.site import Site
from bench.faults.writers import Ledger

SHOWN = 5  # examples of each failure
REFUSED = 4000  # close codes from here on blame the client, and these do nothing wrong

LOG = """
select id, entity_id, recipients, coalesce(data ->> 'name', data ->> 'title') as text,
    extract(epoch from at)::float8 as at
from nova.events
where event <> 'user.revoked'
"""
# A customer's version grows by one a change; those that were loaded began at 1 without an event.
UNTOLD = """
select count(*)
from nova.customers c
left join (
    select e.entity_id, count(*) as told
    from nova.events e
    where e.entity = 'customer'
    group by 1
) as e on e.entity_id = c.id
where coalesce(e.told, 0) <> c.version - (c.id = any ($1::uuid[]))::int
"""


class Entry(NamedTuple):
    """An event as the log has it."""

    entity_id: UUID
    text: str | None
    at: float


class Truth(NamedTuple):
    """The log."""

    entries: dict[int, Entry]
    told: defaultdict[UUID, set[int]]
    """What each person was to be told."""
    untold: int
    """Customers whose events are not as many as their changes."""

    def due(self, client: Client) -> set[int]:
        """What was written for this client while it followed."""
        told = self.told[client.person.id]
        return {number for number in told if self.entries[number].at > client.since}

    def missing(self, clients: list[Client]) -> int:
        """How many events have not come yet."""
        return sum(
            len(self.due(client) - {accepted.id for accepted in client.accepted})
            for client in clients
        )


class Verdict:
    """The five counts that must be 0, and what else went wrong; with examples."""

    def __init__(self, truth: Truth, clients: list[Client]) -> None:
        began = min(client.since for client in clients)
        self.committed = sum(entry.at > began for entry in truth.entries.values())
        self.due = sum(len(truth.due(client)) for client in clients)
        self.taken = sum(len(client.accepted) for client in clients)
        self.repeated = sum(client.repeated for client in clients)
        self.closes = sum((client.closes for client in clients), Counter[int]())
        self.failures: dict[str, int] = {}
        self.examples: list[str] = []
        self._count("reset", [reason for client in clients for reason in client.resets])
        self._count("sent away", [f"{code}" for code in self.closes.elements() if code >= REFUSED])
        for client in clients:
            self._hold(client, truth)
        if truth.untold:
            self._count("change without an event", [f"{truth.untold} customers"])

    @property
    def is_good(self) -> bool:
        """Whether nothing went wrong."""
        return not any(self.failures.values())

    def hold_writers(self, ledger: Ledger, truth: Truth) -> None:
        """What rolled back is not in the log, what committed is."""
        logged = {entry.text for entry in truth.entries.values()}
        self._count("from roll-backs", [f"logged: {text}" for text in ledger.undone & logged])
        self._count("change without an event", sorted(ledger.committed - logged))

    def hold_witness(self, early: set[int]) -> None:
        """What a client was told before another session could see it."""
        self._count("before commit", [f"event {number}" for number in early])

    def _hold(self, client: Client, truth: Truth) -> None:
        """One client's events against the log."""
        taken = Counter(accepted.id for accepted in client.accepted)
        told, due = truth.told[client.person.id], truth.due(client)
        self._count(
            "lost",
            [f"event {n} of {truth.entries[n].at:.3f} at client {client.number}"
             for n in sorted(due - set(taken))],
        )  # fmt: skip
        self._count("duplicated", [f"event {n}" for n, times in taken.items() if times > 1])
        self._count("out of order", [f"{accepted}" for accepted in client.disordered])
        self._count(
            "from roll-backs",
            [f"{accepted}" for accepted in client.accepted
             if accepted.id not in told or not _same(accepted, truth.entries[accepted.id])],
        )  # fmt: skip

    def _count(self, failure: str, found: list[str]) -> None:
        before = self.failures.get(failure, 0)
        self.failures[failure] = before + len(found)
        self.examples += [f"{failure}: {each}" for each in found[: max(SHOWN - before, 0)]]


def _same(accepted: Accepted, entry: Entry) -> bool:
    """Whether a client was told what the log says."""
    return (accepted.entity_id, accepted.text) == (entry.entity_id, str(entry.text))


async def read_truth(site: Site) -> Truth:
    """The log as it is now."""
    connection = await site.connect()
    entries: dict[int, Entry] = {}
    told: defaultdict[UUID, set[int]] = defaultdict(set)
    for row in await connection.fetch(LOG):
        entries[row["id"]] = Entry(row["entity_id"], row["text"], row["at"])
        for user_id in row["recipients"]:
            told[user_id].add(row["id"])
    untold = await connection.fetchval(UNTOLD, site.customers)
    await connection.close()
    return Truth(entries, told, untold)
