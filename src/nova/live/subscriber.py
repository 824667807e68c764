"""One client's share of the log: held back while it catches up, narrowed to its topics."""

from collections import deque
from uuid import UUID

from nova.live.protocol import (
    ENTITIES,
    MOST_TOPICS,
    CloseCode,
    Frame,
    Subscribe,
    Subscribed,
    Unsubscribe,
)
from nova.live.types import Client, LogEntry

MOST_HELD = 4 * 1024 * 1024  # bytes that gather while a client is brought up to date


class Subscriber:
    """What the relay tells on behalf of one client."""

    __slots__ = (
        "_had", "_had_until", "_held", "_held_bytes", "batch", "client", "topics", "user_id",
    )  # fmt: skip

    def __init__(self, client: Client, user_id: UUID) -> None:
        self.client = client
        self._held: deque[LogEntry] | None = deque()
        self._held_bytes = 0
        self._had: frozenset[int] = frozenset()
        self._had_until = 0
        self.user_id = user_id
        self.batch: list[LogEntry] = []
        self.topics: set[str] | None = None
        """The topics asked for; None is everything. They narrow what comes, never widen it."""

    @property
    def holds_back(self) -> bool:
        """Whether the client is still being brought up to date."""
        return self._held is not None

    def flush(self) -> None:
        """Write what one read brought, in one go."""
        batch, self.batch = self.batch, []
        if self.topics is not None:
            if any(event.entity in {"team", "team_member"} for event in batch):
                self.client.teams_changed()
            batch = [event for event in batch if self._wants(event)]
        if self._held is not None:
            self._held += batch
            self._held_bytes += sum(len(event.frame.wire) for event in batch)
            if self._held_bytes > MOST_HELD:
                self.client.abort()
            return
        if self._had:
            batch = [event for event in batch if event.id not in self._had]
        if batch:
            self.client.send([event.frame for event in batch])
            self.client.told_events()

    def holds_back_more_than(self, size: int) -> bool:
        """Whether more bytes than this have gathered."""
        return self._held_bytes > size

    def take(self, size: int, had: list[int]) -> list[Frame]:
        """About so many bytes of what has gathered, without what was had."""
        taken: list[Frame] = []
        known, held = frozenset(had), self._held or deque()
        while held and size > 0:
            event = held.popleft()
            size -= len(event.frame.wire)
            self._held_bytes -= len(event.frame.wire)
            if event.id not in known:
                taken.append(event.frame)
        return taken

    def release(self, had: list[int], reads_begun: int) -> list[Frame]:
        """Go on live, with what came meanwhile and is not among the ids that were had.

        The relay may be behind the database: what it has yet to read is held against them too.
        """
        self._had = frozenset(had)
        self._had_until = reads_begun
        held, self._held = self._held or (), None
        return [event.frame for event in held if event.id not in self._had]

    def settle(self, reads_finished: int) -> None:
        """Forget what was had, once a read has ended that began after all of it was there."""
        if self._had and reads_finished > self._had_until:
            self._had = frozenset()

    def narrow(
        self, said: Subscribe | Unsubscribe | None, own_teams: set[str]
    ) -> Subscribed | None:
        """Take topics, or give them up; None: whether those there are still one's own."""
        topics = set(self.topics or ())
        if isinstance(said, Subscribe):
            topics |= set(said.topics)
        elif said is not None:
            topics -= set(said.topics)
        denied = {each for each in topics if not _is_topic(each)}
        denied |= {each for each in topics if each.startswith("team:")} - own_teams
        denied |= set(sorted(topics - denied)[MOST_TOPICS:])
        kept = topics - denied
        if said is None and not denied:
            return None
        if isinstance(said, Subscribe):
            self.topics = kept or self.topics
        else:
            self.topics = kept or (None if said else kept)
        return Subscribed(topics=sorted(kept), denied=sorted(denied))

    def revoked(self, sessions: set[UUID] | None) -> None:
        """Sessions ended: what this read brought is not for them any more."""
        self.client.session_ended(sessions)

    def restart(self) -> None:
        """Send the client away: it comes back with the cursor it has."""
        self.client.close(CloseCode.RESTARTING, "restarting")

    def stop(self) -> None:
        """Nothing waits here: the hub sends sockets away over a while."""

    def _wants(self, event: LogEntry) -> bool:
        topics = self.topics or ()
        return (
            f"entity:{event.entity}" in topics
            or f"{event.entity}:{event.entity_id}" in topics
            or f"team:{event.team_id}" in topics
        )


def _is_topic(text: str) -> bool:
    entity, _, name = text.partition(":")
    if entity == "entity":
        return name in ENTITIES
    try:
        return entity in ENTITIES and str(UUID(name)) == name
    except ValueError:
        return False
