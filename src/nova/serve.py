"""Runs the app under uvicorn, in one process."""

import errno
import socket

import uvicorn

from nova.app import create_app
from nova.entrance import Entrance
from nova.problem import Problem
from nova.settings import Settings


def bind(settings: Settings) -> socket.socket:
    """Take the port. Raises Problem when it is taken."""
    listener = socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        place = f"{settings.host}:{settings.port}"
        if error.errno == errno.EADDRINUSE:
            raise Problem(f"{place} is in use: stop what listens there or set NOVA_PORT.") from None
        raise Problem(f"{place} cannot be listened on ({error.strerror}).") from None
    listener.set_inheritable(True)
    return listener


def server(settings: Settings, app_url: str) -> uvicorn.Server:
    """A server of the app, yet to be given its socket."""
    return uvicorn.Server(
        uvicorn.Config(
            Entrance(create_app(settings, app_url)),
            http="httptools",
            ws="websockets-sansio",
            loop="uvloop",
            lifespan="on",
            access_log=False,
            log_config=None,
            server_header=False,
            date_header=False,
            proxy_headers=True,
            forwarded_allow_ips=settings.trusted_proxies,
            timeout_graceful_shutdown=10,
            ws_max_size=1_000_000,
        )
    )
