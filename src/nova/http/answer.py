"""An answer that PostgreSQL wrote, on its way out."""

import functools
import hashlib
import re
from typing import Any, Generic, TypeVar

from litestar import Litestar, Response

from nova.http.compression import SMALLEST, packed, takes_gzip

T = TypeVar("T")

# A resource that has versions ends with its own: that is its ETag.
VERSION = re.compile(rb'"version" : (\d+)}}?$')
LONGEST_VERSION = 40
NEW = re.compile(rb'{"id" : "([0-9a-f-]{36})"')
CREATED = 201
JSON = b"application/json"
VARIES = (b"vary", b"accept-encoding")
GZIP = (b"content-encoding", b"gzip")
NOT_MODIFIED = 304
FIVE_MINUTES = 300


class Json(Response[bytes], Generic[T]):
    """JSON that PostgreSQL wrote, passed through untouched; T is its shape in the documents.

    Sent as it is, past Litestar's own making of headers and bodies, which took a tenth of a
    by-id request.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content

    def to_asgi_response(
        self, app: Any, request: Any, *, status_code: int | None = None, **_: Any
    ) -> Any:
        """What Litestar asks of a response: something to send."""
        return Sent(self.content, status_code or 200, may_be_packed=True)


class Sent:
    """A body on its way out; a resource that carries a version says it as its ETag."""

    __slots__ = ("_body", "_may_be_packed", "_status")

    def __init__(self, body: bytes, status: int, *, may_be_packed: bool = False) -> None:
        self._body = body
        self._status = status
        self._may_be_packed = may_be_packed

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Send the head, then the body."""
        body = self._body
        headers = [(b"content-type", JSON)]
        version = VERSION.search(body, max(len(body) - LONGEST_VERSION, 0))
        weak = b""
        if self._may_be_packed and len(body) >= SMALLEST:
            headers.append(VARIES)
            if takes_gzip(scope["state"].get("accept-encoding", "")):
                body, weak = packed(body), b"W/"  # other bytes of the same version
                headers.append(GZIP)
        if version:
            headers.append((b"etag", b'%b"%b"' % (weak, version[1])))
        if self._status == CREATED and (made := NEW.match(self._body)) and _is_shown(scope):
            headers.append((b"location", b"%b/%b" % (scope["path"].encode(), made[1])))
        headers.append((b"content-length", b"%d" % len(body)))
        await send({"type": "http.response.start", "status": self._status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


class Public(Json[T]):
    """What is the same for everybody and changes seldom: kept by browsers for `seconds`, and asked
    for again by its ETag (RFC 9111). Words, plans, documents, the files of a page."""

    def __init__(self, content: bytes, seconds: int, media_type: str = "application/json") -> None:
        super().__init__(content)
        self._seconds = seconds
        self._kind = media_type

    def to_asgi_response(self, app: Any, request: Any, **_: Any) -> Any:
        """Something to send."""
        return self._send

    async def _send(self, scope: Any, receive: Any, send: Any) -> None:
        """Send the head, and the body to who has not got it."""
        state = scope["state"]
        state["cache-control"] = b"public, max-age=%d" % self._seconds
        body, tag = self.content, _tag(self.content)
        headers = [(b"etag", tag), VARIES]
        if _has(state.get("if-none-match", ""), tag):
            await send({"type": "http.response.start", "status": NOT_MODIFIED, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return
        if takes_gzip(state.get("accept-encoding", "")) and len(body) >= SMALLEST:
            body = _packed(body)
            headers.append(GZIP)
        headers += [
            (b"content-type", self._kind.encode()), (b"content-length", b"%d" % len(body)),
        ]  # fmt: skip
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _is_shown(scope: Any) -> bool:
    """Whether a GET shows one of what this route made."""
    return scope["path_template"] in shown_under(scope["app"])


@functools.lru_cache(4)
def shown_under(app: Litestar) -> frozenset[str]:
    """The paths under which one thing is shown by its id."""
    found = (each.path_format.rpartition("/") for each in app.routes if "GET" in each.methods)
    return frozenset(head for head, _, last in found if last.startswith("{"))


@functools.lru_cache(64)
def _tag(body: bytes) -> bytes:
    """A weak tag, since its gzip has it too."""
    return b'W/"%b"' % hashlib.blake2b(body, digest_size=12).hexdigest().encode()


_packed = functools.lru_cache(64)(packed)


def _has(known: str, tag: bytes) -> bool:
    """Whether If-None-Match names it, by weak comparison (RFC 9110, section 13.1.2)."""
    wanted = tag.decode().removeprefix("W/")
    return known == "*" or wanted in {each.strip().removeprefix("W/") for each in known.split(",")}
