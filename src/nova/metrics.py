"""What the process measures of itself, in Prometheus' terms (seconds)."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

REGISTRY = CollectorRegistry()

REQUESTS = Histogram(
    "nova_request_seconds",
    "Time to answer, by route and status",
    ["method", "route", "status"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
    registry=REGISTRY,
)
POOL_WAIT = Histogram(
    "nova_pool_wait_seconds",
    "Time a request waited for a connection, of those that had to",
    buckets=(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 2),
    registry=REGISTRY,
)
POOL_IN_USE = Gauge("nova_pool_in_use", "Connections with a request on them", registry=REGISTRY)
SOCKETS = Gauge("nova_sockets", "Open websockets", registry=REGISTRY)
EVENTS = Counter("nova_events_delivered", "Events written to sockets", registry=REGISTRY)
EVENT_DELAY = Histogram(
    "nova_event_delay_seconds",
    "From an event's writing, its transaction's rest included, to its handing on",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30),
    registry=REGISTRY,
)
READER_LOST = Counter(
    "nova_reader_lost", "How often the event reader had to connect again", registry=REGISTRY
)
READER_AGE = Gauge(
    "nova_reader_age_seconds", "Time since the event reader last read", registry=REGISTRY
)
OUTBOX = Gauge(
    "nova_outbox_messages",
    "Messages by status (settled ones of a day)",
    ["status"],
    registry=REGISTRY,
)
OUTBOX_LAG = Gauge(
    "nova_outbox_lag_seconds", "Age of the oldest message that is due", registry=REGISTRY
)
MAYBE_TWICE = Gauge(
    "nova_outbox_maybe_twice",
    "Answers of providers that were lost in a day: so many messages may have gone twice",
    registry=REGISTRY,
)
PROVIDERS_PAUSED = Gauge(
    "nova_outbox_providers_paused",
    "Providers that are given nothing for now: they failed, or asked for it",
    registry=REGISTRY,
)
REPORTS_UNKNOWN = Gauge(
    "nova_outbox_reports_unknown", "Reports of a day on messages nobody knows", registry=REGISTRY
)
MATCH_QUEUE = Gauge(
    "nova_match_queue", "Properties and requests that wait for the matcher", registry=REGISTRY
)
MATCH_FAILED = Gauge(
    "nova_match_failed",
    "Properties and requests set aside: they cannot be matched",
    registry=REGISTRY,
)
MATCH_LAG = Gauge(
    "nova_match_lag_seconds", "How long the first of them has waited", registry=REGISTRY
)
CODES = Gauge(
    "nova_codes_asked",
    "One-time codes asked for in the running hour: at 20,000 nobody new gets any",
    registry=REGISTRY,
)
EVENT_DAYS = Gauge(
    "nova_event_days_ahead",
    "Days to come that the log of events has room for: at none nothing can be written any more",
    registry=REGISTRY,
)
STATS_DRIFTED = Gauge(
    "nova_stats_drifted",
    "People whose figures differed from the last nightly recount",
    registry=REGISTRY,
)
CLOCK_LAG = Gauge(
    "nova_clock_lag_seconds", "How late the worker is with what is due", registry=REGISTRY
)
CLOCK_FAILED = Gauge(
    "nova_clock_failed", "Things done by the clock that failed when last tried", registry=REGISTRY
)
