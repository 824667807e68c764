"""A query holds what its route needs, nothing that it does not declare, and each thing once but
for lists.

Ignored, a misspelt filter answers with everything, and nobody is told.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from litestar import Litestar
from litestar._kwargs import KwargsModel
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.routes import HTTPRoute

from nova.errors.refused import invalid
from nova.errors.validation import missing_parameter, repeated_parameter, unknown_parameter

MANY = 10_000


async def refuse_unknown(
    connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler
) -> None:
    """Guards the whole app, after the caller is known. Raises Invalid: each name that is not."""
    handler = connection.scope["route_handler"]
    needed = _needed(connection.app).get(handler, ())
    if not needed and not connection.scope.get("query_string"):
        return
    declared = _declared(connection.app).get(handler)
    if declared is None:
        return  # a page or a socket, whose addresses people decorate
    given = connection.query_params
    names = dict.fromkeys(given)  # in the order in which they were sent
    wrong = [
        *(missing_parameter(name) for name in needed if name not in names),
        *(unknown_parameter(name, declared) for name in names if name not in declared),
        *(repeated_parameter(name) for name in names
          if len(given.getall(name)) > declared.get(name, MANY)),
    ]  # fmt: skip
    if wrong:
        raise invalid("", wrong)


@lru_cache(maxsize=4)
def _declared(app: Litestar) -> Mapping[BaseRouteHandler, Mapping[str, int]]:
    """The parameters that each documented route takes, by the alphabet, and how often each."""
    return {
        handler: {
            name: MANY if name in model.sequence_query_parameter_names else 1
            for name in sorted(each.field_alias for each in model.expected_query_params)
        }
        for handler, model in _documented(app)
    }


@lru_cache(maxsize=4)
def _needed(app: Litestar) -> Mapping[BaseRouteHandler, Sequence[str]]:
    """The parameters that a documented route cannot do without, of those routes that have some."""
    return {
        handler: names
        for handler, model in _documented(app)
        if (
            names := sorted(
                each.field_alias for each in model.expected_query_params if each.is_required
            )
        )
    }


def _documented(app: Litestar) -> Iterator[tuple[BaseRouteHandler, KwargsModel]]:
    """The routes of the documents, with what their functions take."""
    return (
        (handler, model)
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for handler, model in route.route_handler_map.values()
        if handler.resolve_include_in_schema()
    )
