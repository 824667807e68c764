"""Runs the app under uvicorn, in one process."""

import errno
import functools
import socket
from typing import Any

import uvicorn
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from nova.app import create_app
from nova.http.fast_path import FastPath
from nova.http.middleware import Middleware
from nova.http.protocol import BoundedHttp
from nova.live.asgi_socket import BoundedWebSocket
from nova.live.documents import SCRIPT
from nova.live.hub import ANSWER, HEARTBEAT, Hub
from nova.live.picows_socket import SocketProtocol
from nova.live.protocol import LARGEST_FRAME
from nova.live.relay import Relay
from nova.problem import Problem
from nova.settings import Settings


class Server(uvicorn.Server):
    """uvicorn, which sends its websockets away over a while before it waits for its requests."""

    def __init__(self, config: uvicorn.Config, relay: Relay, hub: Hub, seconds: float):
        super().__init__(config)
        self._relay = relay
        self._hub = hub
        self._seconds = seconds

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen no more, let go of who waits, send the sockets away, finish what is in flight."""
        for server in self.servers:
            server.close()
        self._relay.stop_waiting()
        await self._hub.stop(self._seconds)
        await super().shutdown(sockets)


def bind(settings: Settings) -> socket.socket:
    """Take the port. Raises Problem when it is taken."""
    listener = socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if settings.reuse_port:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
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


def server(settings: Settings, app_url: str) -> Server:
    """A server of the app, yet to be given its socket."""
    app = create_app(settings, app_url)
    hub: Hub = app.state.hub
    app_around: Any = Middleware(FastPath(app), SCRIPT)
    proxied = ProxyHeadersMiddleware(app_around, settings.trusted_proxies)
    websockets: Any = BoundedWebSocket
    if settings.websockets == "picows":
        websockets = functools.partial(SocketProtocol, hub, settings.origins, proxied)
    http: Any = functools.partial(BoundedHttp, settings.max_connections)
    config = uvicorn.Config(
        proxied,
        http=http,
        ws=websockets,
        loop="uvloop",
        lifespan="on",
        access_log=False,
        log_config=None,
        server_header=False,
        date_header=False,
        proxy_headers=False,  # the middleware's own, which picows asks too
        timeout_graceful_shutdown=10,
        ws_max_size=LARGEST_FRAME,
        ws_ping_interval=HEARTBEAT,
        ws_ping_timeout=ANSWER,
        ws_per_message_deflate=False,
    )
    return Server(config, app.state.relay, hub, settings.goodbye_seconds)
