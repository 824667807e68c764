"""`nova serve` and `nova worker`: one process each, on a database that somebody else keeps."""

import asyncio
import contextlib
import signal
from collections.abc import Coroutine
from typing import Any

import uvloop

from nova import server
from nova.database import addresses
from nova.logs import start_logging
from nova.settings import Settings
from nova.worker import main


def serve(settings: Settings) -> None:
    """Serve until told to stop. Raises Problem."""
    start_logging(settings.log_level)
    url = settings.app_database_url or addresses.urls(settings, addresses.given(settings)).app
    with server.bind(settings) as listener:
        addresses.check_login(url)
        api = server.server(settings, url)
        uvloop.run(api.serve([listener]))


def work(settings: Settings) -> None:
    """Work until told to stop. Raises Problem."""
    start_logging(settings.log_level)
    url = settings.worker_database_url or addresses.urls(settings, addresses.given(settings)).worker
    uvloop.run(_until_told(main.work(url, settings)))


async def _until_told(work: Coroutine[Any, Any, None]) -> None:
    """Run it till SIGTERM or Ctrl-C: it is cancelled where it waits, and ends what it has begun. An
    exception out of the blue, as of signals otherwise, may break anything halfway."""
    task = asyncio.ensure_future(work)
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task
