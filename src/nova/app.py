"""The app: its features, its guards, and what lives as long as it does. One page, read first."""

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator
from importlib import import_module
from types import ModuleType

from litestar import Litestar
from litestar.config.cors import CORSConfig
from litestar.datastructures import State
from litestar.di import Provide
from litestar.openapi.spec import Tag

from nova.database.pool import Database
from nova.delivery import providers_of
from nova.http import docs, welcome
from nova.http.ask import ask_as_anyone, ask_as_caller
from nova.http.body import BODY, StrictBody
from nova.http.callers import Rates
from nova.http.errors import HANDLERS
from nova.http.guards import GUARDS
from nova.identity.passwords import Passwords
from nova.identity.tokens import Tokens
from nova.live import asgi_socket, documents
from nova.live.hub import Hub
from nova.live.relay import Relay
from nova.payments import payments_of
from nova.settings import Settings

FEATURES = [
    import_module(f"nova.features.{name}.routes")
    for name in (
        "auth", "users", "teams", "invitations", "subscriptions", "invoices", "payments",
        "customers", "properties", "offers", "requests", "matches", "appointments", "visits",
        "calendar", "feeds", "tasks", "consents", "locations", "notifications", "devices", "outbox",
        "events", "audit", "meta",
    )
]  # fmt: skip
"""The nouns of the business, in the order in which the documents show them."""


def create_app(settings: Settings, database_url: str) -> Litestar:
    """The ASGI app on this database, as role nova_app."""
    database = Database(database_url, settings)
    passwords = Passwords(settings)
    relay = Relay(database_url)
    tokens = Tokens(settings)
    hub = Hub(relay, database, tokens, settings)

    return Litestar(
        route_handlers=[
            *(each.router for each in (*FEATURES, docs, documents, welcome)),
            asgi_socket.follow_events,
        ],
        state=State(
            {
                "settings": settings,
                "database": database,
                "tokens": tokens,
                "rates": Rates(settings.person_rate, settings.stranger_rate),
                "passwords": passwords,
                "providers": providers_of(settings),
                "payments": payments_of(settings),
                "relay": relay,
                "hub": hub,
            }
        ),
        dependencies={
            "ask": Provide(ask_as_caller, sync_to_thread=False),
            "ask_anyone": Provide(ask_as_anyone, sync_to_thread=False),
        },
        dto=StrictBody,
        return_dto=None,
        exception_handlers=HANDLERS,
        lifespan=[alive],
        guards=GUARDS,
        request_max_body_size=BODY,
        cors_config=_cors(settings),
        openapi_config=docs.configuration(
            [Tag(name=each.router.tags[0], description=_words(each)) for each in FEATURES]
        ),
        path="",
        logging_config=None,
    )


@contextlib.asynccontextmanager
async def alive(app: Litestar) -> AsyncIterator[None]:
    """From the first request to the last: the pool, the event reader, the clock of the sockets."""
    state = app.state
    await state.database.start()
    tasks = [asyncio.create_task(state.relay.run()), asyncio.create_task(state.hub.run())]
    gc.collect()
    gc.freeze()  # what lives as long as the app need not be looked at again and again
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await state.database.stop()
        state.passwords.stop()


def _words(feature: ModuleType) -> str:
    """What the documents say of a feature: its package's own sentence."""
    return str(import_module(str(feature.__package__)).__doc__).removesuffix(".")


def _cors(settings: Settings) -> CORSConfig | None:
    """Who else may call the API from a browser."""
    if not settings.origins:
        return None
    return CORSConfig(
        allow_origins=list(settings.origins),
        allow_headers=[
            "authorization", "content-type", "if-match", "if-none-match", "idempotency-key",
            "last-event-id",
            "x-request-id",
        ],
        expose_headers=[
            "content-language", "etag", "idempotency-replayed", "location", "retry-after",
            "www-authenticate", "x-request-id",
        ],
        allow_methods=["DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT"],
        max_age=7200,  # seconds: more is not kept by any browser
    )  # fmt: skip
