"""A query holds nothing that its route does not declare.

Ignored, a misspelt filter answers with everything, and nobody is told.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from litestar import Litestar
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.routes import HTTPRoute

from nova.errors.refused import invalid
from nova.errors.validation import unknown_parameter


async def refuse_unknown(
    connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler
) -> None:
    """Guards the whole app, after the caller is known. Raises Invalid: each name that is not."""
    if not connection.scope.get("query_string"):
        return
    declared = _declared(connection.app).get(connection.scope["route_handler"])
    if declared is None:
        return  # a page or a socket, whose addresses people decorate
    unknown = dict.fromkeys(name for name in connection.query_params if name not in declared)
    if unknown:
        raise invalid("", (unknown_parameter(name, declared) for name in unknown))


@lru_cache(maxsize=4)
def _declared(app: Litestar) -> Mapping[BaseRouteHandler, tuple[str, ...]]:
    """The parameters that each documented route takes, in the order of the alphabet."""
    return {
        handler: tuple(sorted(each.field_alias for each in model.expected_query_params))
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for handler, model in route.route_handler_map.values()
        if handler.resolve_include_in_schema()
    }
