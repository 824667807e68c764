"""`nova up`: everything in one process, from an empty folder to a served API."""

import asyncio
import contextlib
import functools

import uvloop

from nova import demo, server
from nova.cli.seed import load_demo
from nova.database import addresses, embedded, migrations
from nova.identity import demo_accounts
from nova.logs import start_logging
from nova.problem import Problem
from nova.settings import Settings
from nova.worker import main

tell = functools.partial(print, flush=True)  # a file or a pipe is read as it grows
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
WATCH = 1.0  # seconds between looks at the embedded server


def up(settings: Settings) -> None:
    """Start everything, serve until told to stop, stop everything. Raises Problem."""
    start_logging(settings.log_level)
    with server.bind(settings) as listener, addresses.database(settings) as urls:
        before = migrations.migrate(urls.owner)
        migrations.give_logins(urls.owner, settings)
        if before.pending:
            tell(f"Migrated: {', '.join(before.pending)}")
        if settings.database_url is None and settings.host in LOOPBACK:
            _seed_first(urls.owner)
        addresses.check_login(urls.app)
        api = server.server(settings, urls.app)
        _welcome(settings)

        async def everything() -> None:
            helpers = [asyncio.create_task(main.work(urls.worker, settings))]
            if settings.database_url is None:
                helpers.append(asyncio.create_task(_keep_alive(settings)))
            try:
                await api.serve([listener])
            finally:
                tell("Stopping.")
                for helper in helpers:
                    helper.cancel()
                await asyncio.gather(*helpers, return_exceptions=True)

        uvloop.run(everything())


async def _keep_alive(settings: Settings) -> None:
    """Start the embedded server again should it die."""
    while True:
        await asyncio.sleep(WATCH)
        with contextlib.suppress(Problem):
            if await asyncio.to_thread(embedded.revive, settings.home):
                tell("The embedded database had died and was started again.")


def _seed_first(url: str) -> None:
    """Demo data, when nobody is there yet."""
    with migrations.connect(url) as connection:
        if demo.is_empty(connection):
            load_demo(connection, 1)


def _welcome(settings: Settings) -> None:
    """Where everything is, and who can log in."""
    address = f"http://{settings.host}:{settings.port}"
    tell(f"\nNova CRM    {address}/api")
    tell(f"Try it      {address}/api/docs")
    tell(f"Live feed   ws://{settings.host}:{settings.port}/api/ws")
    tell(f"Watch it    {address}/api/docs/live")
    if settings.database_url is None and settings.host not in LOOPBACK:
        tell("\nNo demo accounts: their password is published, and this listens to others.")
    elif settings.database_url is None:
        tell(f"\nDemo accounts, password {demo_accounts.PASSWORD}")
        for email, phone, role in demo_accounts.ACCOUNTS:
            tell(f"  {email:<17} {phone}  {role}")
    tell("\nOne-time codes appear in the log below. Ctrl-C stops everything.\n")
