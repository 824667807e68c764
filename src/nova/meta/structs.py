"""Health, readiness and reference words."""

from nova.shapes import Output


class Health(Output):
    """The process answers."""

    status: str


class Readiness(Output):
    """Whether the process can serve: each part, true when it is well."""

    status: str
    database: bool
    migrations: bool
    reader: bool


class Label(Output):
    """One value of an enum, and what to show for it."""

    value: str
    ar: str
    en: str


class Enums(Output):
    """Every enum of the API."""

    enums: dict[str, list[Label]]


class Figures(Output):
    """The queues, for the metrics; lag in seconds."""

    outbox: dict[str, int]
    outbox_lag_seconds: float


class Newest(Output):
    """The newest migration the database has."""

    migration: str | None
