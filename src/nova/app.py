"""The app: its rooms, its ring, and what lives as long as it does. One page, read first."""

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator

from litestar import Litestar
from litestar.config.cors import CORSConfig
from litestar.datastructures import State
from litestar.di import Provide

from nova import asgi_sockets, documents, live
from nova.asking import ask_as_anyone, ask_as_caller
from nova.audit import routes as audit
from nova.auth import routes as auth
from nova.body import BODY, StrictBody
from nova.callers import Rates, know_caller
from nova.customers import routes as customers
from nova.db import Database
from nova.errors import HANDLERS
from nova.events import routes as events
from nova.identity import Tokens
from nova.invitations import routes as invitations
from nova.locations import routes as locations
from nova.matches import routes as matches
from nova.meta import routes as meta
from nova.notifications import routes as notifications
from nova.offers import routes as offers
from nova.passwords import Passwords
from nova.properties import routes as properties
from nova.requests import routes as requests
from nova.settings import Settings
from nova.subscriptions import routes as subscriptions
from nova.switchboard import Switchboard
from nova.teams import routes as teams
from nova.users import routes as users

ROOMS = [
    auth, users, teams, invitations, subscriptions, customers, properties, offers, requests,
    matches, locations, notifications, events, audit, meta, documents,
]  # fmt: skip


def create_app(settings: Settings, database_url: str) -> Litestar:
    """The ASGI app on this database, as role nova_app."""
    database = Database(database_url, settings)
    passwords = Passwords(settings)
    relay = live.Relay(database_url)
    tokens = Tokens(settings)
    board = Switchboard(relay, database, tokens, settings)

    return Litestar(
        route_handlers=[*(room.router for room in ROOMS), asgi_sockets.follow_events],
        state=State(
            {
                "settings": settings,
                "database": database,
                "tokens": tokens,
                "rates": Rates(settings.person_rate, settings.stranger_rate),
                "passwords": passwords,
                "relay": relay,
                "board": board,
            }
        ),
        dependencies={
            "ask": Provide(ask_as_caller, sync_to_thread=False),
            "ask_anyone": Provide(ask_as_anyone, sync_to_thread=False),
            "desk": Provide(auth.open_desk, sync_to_thread=False),
        },
        dto=StrictBody,
        return_dto=None,
        exception_handlers=HANDLERS,
        lifespan=[alive],
        guards=[know_caller],
        request_max_body_size=BODY,
        cors_config=_cors(settings),
        openapi_config=documents.configuration(),
        path="",
        logging_config=None,
    )


@contextlib.asynccontextmanager
async def alive(app: Litestar) -> AsyncIterator[None]:
    """From the first request to the last: the pool, the event reader, the clock of the sockets."""
    state = app.state
    await state.database.start()
    tasks = [asyncio.create_task(state.relay.run()), asyncio.create_task(state.board.run())]
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


def _cors(settings: Settings) -> CORSConfig | None:
    """Who else may call the API from a browser; nobody by default."""
    if not settings.cors_origins:
        return None
    return CORSConfig(
        allow_origins=list(settings.cors_origins),
        allow_headers=[
            "authorization", "content-type", "if-match", "idempotency-key", "last-event-id",
            "x-request-id",
        ],
        expose_headers=["etag", "retry-after", "x-request-id"],
    )  # fmt: skip
