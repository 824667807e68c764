"""How the API documents itself: OpenAPI 3.1, and a page to try it, all from this host."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import swagger_ui
from litestar import Litestar, Request, Router, get
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.plugins import JsonRenderPlugin, OpenAPIRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme, Tag
from litestar.params import FromPath
from litestar.response import Response

from nova.asyncapi import describe
from nova.callers import OPEN
from nova.errors import ErrorBody, Refused
from nova.shapes import Input, Output

ASSETS = {
    name: ((Path(swagger_ui.__file__).parent / "static" / name).read_bytes(), kind)
    for name, kind in {
        "swagger-ui.css": "text/css",
        "swagger-ui-bundle.js": "text/javascript",
    }.items()
}
LIVE = (Path(__file__).parent / "live.html").read_text()

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Nova CRM API</title>
<link rel="stylesheet" href="/api/docs/assets/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/api/docs/assets/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
"""
START = """SwaggerUIBundle({
  url: '/api/openapi.json', dom_id: '#swagger-ui', deepLinking: true, persistAuthorization: true,
  validatorUrl: null, tryItOutEnabled: true,
})
"""
TAGS = {
    "auth": "Accounts, sessions, codes and passwords",
    "users": "One's own profile and figures; people, for administrators and companies",
    "teams": "Teams, their members, and who may do what",
    "invitations": "Asking people to join a team",
    "subscriptions": "Plans and one's own subscription",
    "customers": "The people a broker serves",
    "properties": "A broker's stock",
    "offers": "Properties offered to other brokers, and the marketplace",
    "requests": "What buyers and tenants look for",
    "smart-matches": "Where an offer meets a request",
    "locations": "Saudi regions, cities and districts",
    "notifications": "What a user should know",
    "events": "The live feed over plain HTTP; /api/asyncapi.json describes the websocket",
    "audit": "What administrators must answer for",
    "meta": "Health, metrics and reference words",
}
IF_MATCH = {
    "name": "If-Match",
    "description": "The ETag that the change was made from; refused when the row has moved on",
    "schema": {"type": "string", "maxLength": 100},
}
TAKEN = {
    "post": {
        "name": "Idempotency-Key",
        "description": "Sent again with the same body within 24 hours it does nothing and answers "
        "the same (Idempotency-Replayed: true); with another body it is refused",
        "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    },
    "patch": IF_MATCH,
    "put": IF_MATCH,
    "delete": IF_MATCH,
}
"""The request header that every route of a method takes."""
WORDS = {
    400: "The body or a parameter is wrong; details name the field",
    401: "No token, or one that is not valid any more",
    403: "Known, but not allowed",
    404: "No such thing, or none of the caller's",
    409: "The state of things does not allow it; code says which",
    412: "Changed meanwhile: If-Match names another version",
    413: "The body is too large",
    415: "The body is not application/json",
    422: "A value breaks a rule; details name the field",
    429: "Too many tries; Retry-After says when to come back",
    503: "Busy or not available; Retry-After says when to come back",
}
GIVEN = {
    401: ("WWW-Authenticate", {"type": "string", "const": "Bearer"}),
    429: ("Retry-After", {"type": "integer", "minimum": 0, "description": "Seconds"}),
    503: ("Retry-After", {"type": "integer", "minimum": 0, "description": "Seconds"}),
}
ERROR = "#/components/schemas/ErrorBody"


def refusals(*statuses: int) -> dict[int, ResponseSpec]:
    """The error answers of a route, for its `responses`; 400 and 503 go without saying."""
    return {
        status: ResponseSpec(
            data_container=ErrorBody, description=WORDS[status], generate_examples=False
        )
        for status in sorted({400, 503, *statuses})
    }


class Page(OpenAPIRenderPlugin):
    """The page to try the API, from a package that carries its assets."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """The page; it fetches the document itself."""
        return PAGE.encode()


class Document(JsonRenderPlugin):
    """The document where Litestar would serve its own."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """The same as at /api/openapi.json."""
        return self.render_json(request, document_of(request.app))


@lru_cache(maxsize=1)
def document_of(app: Litestar) -> dict[str, Any]:
    """What Litestar gathered, with what it leaves out.

    The shapes are msgspec's own, which decodes by them: closed, and bounded to a list's last item.
    A body may be too large or of another type; a key may be used already; some errors carry a
    header, and so do some requests.
    """
    document = app.openapi_schema.to_schema()
    shapes = document["components"]["schemas"]
    kinds = [kind for kind in _kinds(Input, Output) if kind.__name__ in shapes]
    shapes |= msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")[1]
    for item in document["paths"].values():
        for method, operation in item.items():
            if header := TAKEN.get(method):
                taken = {**header, "in": "header", "required": False}
                operation["parameters"] = [*operation.get("parameters", []), taken]
                beside = 409 if method == "post" else 412
                operation["responses"].setdefault(str(beside), _error(beside))
            if "requestBody" in operation:
                operation["responses"] |= {"413": _error(413), "415": _error(415)}
            for status, (name, schema) in GIVEN.items():
                answer = operation["responses"].get(str(status))
                if answer and answer["content"]["application/json"]["schema"]["$ref"] == ERROR:
                    answer["headers"] = {name: {"required": True, "schema": schema}}
    return document


def _kinds(*parents: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    """All that stand below these."""
    for parent in parents:
        for kind in parent.__subclasses__():
            yield kind
            yield from _kinds(kind)


def _error(status: int) -> dict[str, Any]:
    """An error answer."""
    return {
        "description": WORDS[status],
        "content": {"application/json": {"schema": {"$ref": ERROR}}},
    }


def configuration() -> OpenAPIConfig:
    """The OpenAPI document at /api/openapi.json."""
    return OpenAPIConfig(
        title="Nova CRM",
        version="1.0.0",
        description="Customers, properties, offers, requests and the smart match between brokers. "
        "Errors have one body; sentences follow Accept-Language (ar, en), codes never change. "
        "A single resource carries an ETag; changes honour If-Match (412).",
        openapi_router=Router(
            "/api/docs", route_handlers=[], include_in_schema=False, security=OPEN
        ),
        render_plugins=[Page(path="/"), Document()],
        components=Components(
            security_schemes={
                "token": SecurityScheme(type="http", scheme="bearer", bearer_format="JWT")
            }
        ),
        security=[{"token": []}],
        tags=[Tag(name=name, description=words) for name, words in TAGS.items()],
        operation_id_creator=_operation_id,
        use_handler_docstrings=True,
    )


def _operation_id(handler: Any, _method: Any, _path: Any) -> str:
    """A route's function name: one verb from the URL to SQL."""
    return str(handler.handler_name)


@get("/api/openapi.json", include_in_schema=False, sync_to_thread=False)
def show_document(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """The OpenAPI 3.1 document."""
    return document_of(request.app)


@get("/api/asyncapi.json", include_in_schema=False, sync_to_thread=False)
def show_live_document() -> dict[str, Any]:
    """The AsyncAPI 3.0 document of the live feed."""
    return describe()


@get("/api/docs/live", include_in_schema=False, sync_to_thread=False)
def show_live() -> Response[str]:
    """A page that follows the live feed, in one file: also an example of a client."""
    return Response(LIVE, media_type="text/html")


@get("/api/docs/start.js", include_in_schema=False, sync_to_thread=False)
def show_start() -> Response[str]:
    """What starts the page; a file of its own, so that no inline script needs to be allowed."""
    return Response(START, media_type="text/javascript")


@get("/api/docs/assets/{name:str}", include_in_schema=False, sync_to_thread=False)
def show_asset(name: FromPath[str]) -> Response[bytes]:
    """One of the page's files. Raises Refused."""
    if name not in ASSETS:
        raise Refused("not_found")
    content, kind = ASSETS[name]
    return Response(content, media_type=kind)


router = Router(
    "/",
    security=OPEN,
    route_handlers=[
        show_document,
        show_live_document,
        show_live,
        show_start,
        show_asset,
    ],
)
