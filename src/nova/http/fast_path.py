"""The fast path from a request to its handler.

Litestar declares the routes, documents them and reads their parameters. What it does around that
for each request (two layers that catch errors, a copy of the handler for each guard, a stack and a
group of tasks for dependencies, the making of a response) took a quarter of a short request, and
no route of ours needs it. Here its router finds the handler and its models read the values, as
Litestar would; then the handler is called. A route that declares more than that is Litestar's.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, cast

import msgspec
from litestar import Litestar, Request
from litestar.config.cors import CORSConfig
from litestar.di import Provide
from litestar.exceptions import LitestarException
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute
from litestar.types import ASGIApp, Empty, Message, Receive, Send

from nova.http.answer import Json, Sent
from nova.http.errors import answer_error
from nova.http.guards import GUARDS

HOST = re.compile(r"[\w.:\[\]-]*", re.ASCII)

Provider = Callable[[Request[Any, Any, Any]], object]


class Endpoint(msgspec.Struct, frozen=True, eq=False):
    """A handler, ready to be called."""

    handler: HTTPRouteHandler
    read: Any
    """Litestar's model of the values it takes."""
    provided: Mapping[str, Provider]
    """What makes the rest of them, by name."""

    async def __call__(self, request: Request[Any, Any, Any]) -> ASGIApp:
        """The handler's answer. Raises what it raises."""
        handler = self.handler
        for guard in GUARDS:
            await guard(request, handler)
        values = await self.read.to_kwargs(request)
        if values.get("data") is Empty:
            del values["data"]
        for name, provide in self.provided.items():
            values[name] = provide(request)
        model: Any = handler.signature_model
        given = model.parse_values_from_connection_kwargs(connection=request, kwargs=values)
        answer = handler.fn(**given) if handler.has_sync_callable else await handler.fn(**given)
        if isinstance(answer, Json):
            status = handler.status_code
            return cast(ASGIApp, answer.to_asgi_response(None, request, status_code=status))
        if isinstance(answer, msgspec.Struct):
            return Sent(msgspec.json.encode(answer), handler.status_code)
        return await handler.to_response(app=request.app, data=answer, request=request)


class FastPath:
    """ASGI middleware around Litestar; inside the outermost, which reads the headers."""

    def __init__(self, app: Litestar) -> None:
        self._app = app
        self._cors = app.cors_config
        self._route = app.asgi_router.handle_routing
        self.endpoints = {
            handler: endpoint
            for route in app.routes
            if isinstance(route, HTTPRoute)
            for handler, model in route.route_handler_map.values()
            if (endpoint := _endpoint(handler, model))
        }

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        endpoint = self._find(scope) if scope["type"] == "http" else None
        if endpoint is None:
            await self._app(scope, receive, send)
            return
        if self._cors and (origin := scope["state"].get("origin")):
            send = _shared(self._cors, origin, send)
        request: Request[Any, Any, Any] = Request(scope, receive, send)
        try:
            answer = await endpoint(request)
        except Exception as error:
            answer = answer_error(request, error).to_asgi_response(None, request)
        await answer(scope, receive, send)

    def _find(self, scope: Any) -> Endpoint | None:
        """Who answers, noted in the scope as Litestar does; None: Litestar does it all.

        That is where no route fits, where a browser asks what another origin may, and where the
        host is no plain name.
        """
        state = scope["state"]
        is_plain = HOST.fullmatch(state.get("host", ""))
        if not is_plain or (scope["method"] == "OPTIONS" and "origin" in state):
            return None
        try:
            _, found, path, values, template = self._route(
                path=scope["path"].rstrip("/") or "/", method=scope["method"]
            )
        except LitestarException:
            return None
        endpoint = self.endpoints.get(cast(HTTPRouteHandler, found))
        if endpoint is not None:
            scope["app"] = scope["litestar_app"] = self._app
            scope["path"], scope["path_params"], scope["path_template"] = path, values, template
            scope["route_handler"] = found
        return endpoint


def _shared(cors: CORSConfig, origin: str, send: Send) -> Send:
    """Let a page of this origin read the answer, where it may (Fetch standard, 3.2.3)."""
    shared = [(b"vary", b"Origin")]
    if cors.is_origin_allowed(origin):
        shared.append((b"access-control-allow-origin", origin.encode("latin-1")))
        exposed = ", ".join(cors.expose_headers)
        shared.append((b"access-control-expose-headers", exposed.encode()))

    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *shared]
        await send(message)

    return answer


def _endpoint(handler: HTTPRouteHandler, values: Any) -> Endpoint | None:
    """The handler's call; None where it declares what is left to Litestar."""
    needed = [each for batch in values.dependency_batches for each in batch]
    is_plain = (
        list(handler.resolve_guards()) == GUARDS
        and not handler.resolve_middleware()
        and not handler.resolve_before_request()
        and not handler.resolve_after_response()
        and not handler.cache
        and all(_is_plain(each.provide) for each in needed)
    )
    if not is_plain:
        return None
    return Endpoint(handler, values, {each.key: each.provide.dependency for each in needed})


def _is_plain(provide: Provide) -> bool:
    """Whether a dependency is made of the request by a call."""
    return provide.has_sync_callable and list(provide.parsed_fn_signature.parameters) == ["request"]
