"""Health, readiness and reference words."""

from nova.shapes.structs import Output


class Health(Output, frozen=True):
    """The process answers."""

    status: str


class Readiness(Output, frozen=True):
    """Whether the process can serve: each part, true when it is well."""

    status: str
    database: bool
    migrations: bool
    reader: bool


class Label(Output, frozen=True):
    """One value of an enum, and what to show for it."""

    value: str
    ar: str
    en: str


class EnumLists(Output, frozen=True):
    """Every enum of the API."""

    enums: dict[str, list[Label]]


class Word(Output, frozen=True):
    """One word of a picker; of a property type, its category's key."""

    key: str
    ar: str
    en: str
    parent: str | None


class WordLists(Output, frozen=True):
    """Every vocabulary and its words, in order."""

    words: dict[str, list[Word]]


class Figures(Output, frozen=True):
    """The queues and the last recount, for the metrics; lag in seconds."""

    outbox: dict[str, int]
    outbox_lag_seconds: float
    maybe_twice: int
    providers_paused: int
    reports_unknown: int
    match_queue: int
    match_failed: int
    match_lag_seconds: float
    codes_asked: int
    event_days_ahead: int
    stats_drifted: int
    clock_lag_seconds: float
    clock_failed: int


class Newest(Output, frozen=True):
    """The newest migration the database has."""

    migration: str | None
