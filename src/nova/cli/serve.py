"""`nova serve` and `nova worker`: one process each, on a database that somebody else keeps."""

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
    uvloop.run(main.work(url, settings))
