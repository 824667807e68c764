"""Health, readiness, metrics, and the words of the API."""

import asyncio
import hmac
from typing import Any

import msgspec
from litestar import Request, Response, Router, get
from litestar.openapi.datastructures import ResponseSpec
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from nova.database.migrations import newest_file
from nova.database.queries import read_queries
from nova.errors.refused import Refused
from nova.features.meta.structs import EnumLists, Figures, Health, Newest, Readiness, WordLists
from nova.http.answer import FIVE_MINUTES, Public
from nova.http.ask import Asking
from nova.http.callers import OPEN
from nova.http.openapi import error_answers
from nova.metrics import (
    CLOCK_FAILED,
    CLOCK_LAG,
    CODES,
    EVENT_DAYS,
    MATCH_FAILED,
    MATCH_LAG,
    MATCH_QUEUE,
    MAYBE_TWICE,
    OUTBOX,
    OUTBOX_LAG,
    PROVIDERS_PAUSED,
    READER_AGE,
    REGISTRY,
    REPORTS_UNKNOWN,
    STATS_DRIFTED,
)

sql = read_queries(__file__)

PROBE = 2.0  # seconds after which a database that does not answer counts as away
LOOPBACK = frozenset({"127.0.0.1", "::1"})
STALE = 5.0  # seconds without a read after which the event reader counts as dead


@get("/health", security=OPEN, sync_to_thread=False, responses=error_answers())
def show_health() -> Health:
    """The process answers; says nothing of the database."""
    return Health(status="ok")


NOT_READY = ResponseSpec(
    data_container=Readiness, description="Something is not well", generate_examples=False
)


@get("/ready", security=OPEN, responses=error_answers() | {503: NOT_READY})
async def show_readiness(
    ask_anyone: Asking, request: Request[Any, Any, Any]
) -> Response[Readiness]:
    """Whether this process can serve: database, migrations, event reader; 503 when not."""
    database = migrations = False
    try:
        async with asyncio.timeout(PROBE):
            newest = await ask_anyone.read(Newest, sql.newest_migration)
        database, migrations = True, newest.migration == newest_file()
    except (Refused, TimeoutError):
        pass
    reader = request.app.state.relay.age() < STALE
    well = database and migrations and reader
    answer = Readiness(
        status="ready" if well else "not ready",
        database=database,
        migrations=migrations,
        reader=reader,
    )
    return Response(answer, status_code=200 if well else 503)


@get("/metrics", security=OPEN, media_type="text/plain", responses=error_answers(403))
async def show_metrics(ask_anyone: Asking, request: Request[Any, Any, Any]) -> Response[bytes]:
    """Figures for Prometheus, with the token of NOVA_METRICS_TOKEN, or else from loopback alone.

    Refused with `forbidden`.
    """
    _require_scraper(request)
    READER_AGE.set(request.app.state.relay.age())
    try:
        figures = msgspec.json.decode(await ask_anyone.raw(sql.queue_figures), type=Figures)
    except Refused:
        figures = Figures(
            outbox={},
            outbox_lag_seconds=-1,
            maybe_twice=-1,
            providers_paused=-1,
            reports_unknown=-1,
            match_queue=-1,
            match_failed=-1,
            match_lag_seconds=-1,
            codes_asked=-1,
            event_days_ahead=-1,
            stats_drifted=-1,
            clock_lag_seconds=-1,
            clock_failed=-1,
        )
    for status, count in figures.outbox.items():
        OUTBOX.labels(status).set(count)
    OUTBOX_LAG.set(figures.outbox_lag_seconds)
    MAYBE_TWICE.set(figures.maybe_twice)
    PROVIDERS_PAUSED.set(figures.providers_paused)
    REPORTS_UNKNOWN.set(figures.reports_unknown)
    MATCH_QUEUE.set(figures.match_queue)
    MATCH_FAILED.set(figures.match_failed)
    MATCH_LAG.set(figures.match_lag_seconds)
    CODES.set(figures.codes_asked)
    EVENT_DAYS.set(figures.event_days_ahead)
    STATS_DRIFTED.set(figures.stats_drifted)
    CLOCK_LAG.set(figures.clock_lag_seconds)
    CLOCK_FAILED.set(figures.clock_failed)
    return Response(generate_latest(REGISTRY), media_type=CONTENT_TYPE_LATEST)


def _require_scraper(request: Request[Any, Any, Any]) -> None:
    """Figures tell of the business: who may read them is said by a setting. Raises Refused."""
    state = request.scope["state"]
    token = request.app.state.settings.metrics_token
    if token is None:
        welcome = state["client_ip"] in LOOPBACK
    else:
        given = state.get("authorization", "").partition(" ")[2].strip()
        welcome = hmac.compare_digest(given.encode(), token.encode())
    if not welcome:
        raise Refused("forbidden")


@get("/meta/enums", security=OPEN, responses=error_answers())
async def list_enums(ask_anyone: Asking) -> Public[EnumLists]:
    """Every enum of the API with its Arabic and English words."""
    return Public(await ask_anyone.raw(sql.list_enums), FIVE_MINUTES)


@get("/meta/words", security=OPEN, responses=error_answers())
async def list_words(ask_anyone: Asking) -> Public[WordLists]:
    """The words that pickers offer, by vocabulary; a body may say the key or the word."""
    return Public(await ask_anyone.raw(sql.list_words), FIVE_MINUTES)


router = Router(
    "/api",
    tags=["meta"],
    route_handlers=[show_health, show_readiness, show_metrics, list_enums, list_words],
)
