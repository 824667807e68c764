"""The live feed's documents, served: AsyncAPI, and a page that follows it."""

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from litestar import Litestar, Request, Router, get

from nova.http.answer import FIVE_MINUTES, Public
from nova.http.callers import OPEN
from nova.http.openapi import document_of
from nova.live.asyncapi import describe

PAGE = (Path(__file__).parent / "page.html").read_text()
SCRIPT = b64encode(
    sha256(PAGE.partition("<script>")[2].partition("</script>")[0].encode()).digest()
).decode()
"""SHA-256 of the page's script, as a Content-Security-Policy names it (CSP 3, section 2.3.1)."""


@get("/api/asyncapi.json", include_in_schema=False, sync_to_thread=False)
def show_live_document(request: Request[Any, Any, Any]) -> Public[dict[str, Any]]:
    """The AsyncAPI 3.0 document of the live feed."""
    return Public(_encoded(request.app), FIVE_MINUTES)


@lru_cache(maxsize=1)
def _encoded(app: Litestar) -> bytes:
    """The document's bytes, made once."""
    return msgspec.json.encode(describe(document_of(app)["components"]["schemas"]))


@get("/api/docs/live", include_in_schema=False, sync_to_thread=False)
def show_live() -> Public[bytes]:
    """A page that follows the live feed, in one file: also an example of a client."""
    return Public(PAGE.encode(), FIVE_MINUTES, "text/html; charset=utf-8")


router = Router("/", security=OPEN, route_handlers=[show_live_document, show_live])
