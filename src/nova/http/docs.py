"""The documents, served: OpenAPI, and a page to try the API, all from this host."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import swagger_ui
from litestar import Litestar, Request, Router, get
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin, OpenAPIRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme, Tag
from litestar.params import FromPath

from nova.errors.refused import Refused
from nova.http.answer import FIVE_MINUTES, Public
from nova.http.callers import OPEN
from nova.http.openapi import document_of

ASSETS = {
    name: ((Path(swagger_ui.__file__).parent / "static" / name).read_bytes(), kind)
    for name, kind in {
        "swagger-ui.css": "text/css",
        "swagger-ui-bundle.js": "text/javascript",
    }.items()
}
DAY = 86_400  # seconds
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Nova CRM API</title>
<link rel="stylesheet" href="/api/docs/assets/swagger-ui.css">
</head>
<body>
<p id="demo" style="font: 14px system-ui; margin: 1rem; text-align: end"></p>
<div id="swagger-ui"></div>
<script src="/api/docs/assets/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
"""
START = """const ui = SwaggerUIBundle({
  url: '/api/openapi.json', dom_id: '#swagger-ui', deepLinking: true, persistAuthorization: true,
  validatorUrl: null, tryItOutEnabled: true,
})

// Where the demo data is loaded: log in as one of its people, at a press of a button.
async function offer() {
  const { password, data } = await (await fetch('/api/docs/demo.json')).json()
  for (const { email, role } of data) {
    const button = document.createElement('button')
    button.textContent = `${email.split('@')[0]} (${role.toLowerCase()})`
    button.onclick = () => enter(email, password)
    document.querySelector('#demo').append(button, ' ')
  }
  if (data.length) document.querySelector('#demo').prepend('Log in as ')
}

async function enter(identifier, password) {
  const answer = await fetch('/api/auth/login', {
    method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identifier, password }),
  })
  const { token, user, error } = await answer.json()
  if (answer.ok) ui.preauthorizeApiKey('token', token)
  document.querySelector('#demo').lastChild.textContent = error ?? ` You are ${user.name}.`
}

offer()
"""


class DocsPage(OpenAPIRenderPlugin):
    """The page to try the API, from a package that carries its assets."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """The page; it fetches the document itself."""
        return PAGE.encode()


class Document(JsonRenderPlugin):
    """The document where Litestar would serve its own."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """The same as at /api/openapi.json."""
        return self.render_json(request, document_of(request.app))


def configuration(tags: Sequence[Tag]) -> OpenAPIConfig:
    """The OpenAPI document at /api/openapi.json, its routes under these headings."""
    return OpenAPIConfig(
        title="Nova CRM",
        version="1.0.0",
        description="Customers, properties, offers, requests and the smart match between brokers. "
        "Errors have one body; sentences follow Accept-Language (ar, en), codes never change. "
        "A single resource carries an ETag; changes honour If-Match (412).",
        openapi_router=Router(
            "/api/docs", route_handlers=[], include_in_schema=False, security=OPEN
        ),
        render_plugins=[DocsPage(path="/"), Document()],
        components=Components(
            security_schemes={
                "token": SecurityScheme(type="http", scheme="bearer", bearer_format="JWT")
            }
        ),
        security=[{"token": []}],
        tags=list(tags),
        operation_id_creator=_operation_id,
        use_handler_docstrings=True,
    )


def _operation_id(handler: Any, _method: Any, _path: Any) -> str:
    """A route's function name: one verb from the URL to SQL."""
    return str(handler.handler_name)


@get("/api/openapi.json", include_in_schema=False, sync_to_thread=False)
def show_document(request: Request[Any, Any, Any]) -> Public[dict[str, Any]]:
    """The OpenAPI 3.1 document."""
    return Public(_encoded(request.app), FIVE_MINUTES)


@lru_cache(maxsize=1)
def _encoded(app: Litestar) -> bytes:
    """The document's bytes, made once."""
    return msgspec.json.encode(document_of(app))


@get("/api/docs/start.js", include_in_schema=False, sync_to_thread=False)
def show_start() -> Public[bytes]:
    """What starts the page; a file of its own, so that no inline script needs to be allowed."""
    return Public(START.encode(), FIVE_MINUTES, "text/javascript")


@get("/api/docs/assets/{name:str}", include_in_schema=False, sync_to_thread=False)
def show_asset(name: FromPath[str]) -> Public[bytes]:
    """One of the page's files. Raises Refused."""
    if name not in ASSETS:
        raise Refused("not_found")
    content, kind = ASSETS[name]
    return Public(content, DAY, kind)


router = Router("/", security=OPEN, route_handlers=[show_document, show_start, show_asset])
