"""Runs the app under uvicorn, in one process."""

import errno
import socket

import uvicorn
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from nova.app import create_app
from nova.entrance import Entrance
from nova.problem import Problem
from nova.settings import Settings

MOST_UNSENT = 512 * 1024  # bytes
STALLED = 10.0  # seconds


class BoundedWebSocket(WebSocketsSansIOProtocol):
    """uvicorn's websocket, given up when its peer sends and does not read.

    What is unsent would grow without end otherwise, and a close frame could never leave.
    """

    def data_received(self, data: bytes) -> None:
        """Take data in; a peer that makes us answer more than it reads is cut off."""
        super().data_received(data)
        if self.transport.get_write_buffer_size() > MOST_UNSENT:
            self.transport.abort()

    def pause_writing(self) -> None:
        """The peer reads too slowly: it has a while to catch up."""
        super().pause_writing()
        self.loop.call_later(STALLED, self._give_up)

    def keepalive_timeout(self) -> None:
        """No pong came: nobody is there to read a close frame."""
        self.transport.abort()

    def _give_up(self) -> None:
        if not self.writable.is_set():
            self.transport.abort()


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
            ws=BoundedWebSocket,
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
