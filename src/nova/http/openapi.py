"""The OpenAPI 3.1 document: what Litestar gathers of the routes, and what it leaves out."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, get_origin

import msgspec
from litestar import Litestar
from litestar.openapi.datastructures import ResponseSpec

from nova.errors.refused import ErrorBody, ErrorDetail
from nova.http.answer import Public, shown_under
from nova.http.descriptions import describe, described
from nova.shapes.structs import Input, Output

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
    304: "It is as it was when it was answered with this ETag",
    400: "The body or a parameter is wrong; details name the field",
    401: "No token, or one that is not valid any more",
    402: "The plan has no room, lacks the feature, or has expired; code says which",
    403: "Known, but not allowed",
    404: "No such thing, or none of the caller's",
    409: "The state of things does not allow it; code says which",
    412: "Changed meanwhile: If-Match names another version",
    413: "The body is too large",
    415: "The body is not application/json",
    422: "A value breaks a rule; details name the field",
    429: "Too many tries; Retry-After says when to come back",
    500: "A fault of ours; requestId finds it in the log",
    503: "Busy or not available; Retry-After says when to come back",
}
GIVEN = {
    401: ("WWW-Authenticate", {"type": "string", "const": "Bearer"}),
    412: (
        "ETag",
        {"type": "string", "pattern": '^"[0-9]+"$', "description": "The present version"},
    ),
    429: ("Retry-After", {"type": "integer", "minimum": 0, "description": "Seconds"}),
    503: ("Retry-After", {"type": "integer", "minimum": 0, "description": "Seconds"}),
}
KEYLESS = {"rotate_session", "make_response_link", "rotate_feed"}
"""POSTs whose answers are kept under no key."""
TAG = {"required": True, "schema": {"type": "string"}, "description": "For If-None-Match"}
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The ETag of what one has: 304 while it is the same",
    "schema": {"type": "string"},
}
REPLAYED = {
    "required": False,
    "schema": {"type": "string", "const": "true"},
    "description": "The answer is the one that this Idempotency-Key had before",
}
NULL = {"type": "null"}
EXAMPLES: Mapping[str, Mapping[str, Any]] = msgspec.json.decode(
    Path(__file__).with_name("examples.json").read_bytes()
)
ETAG = {
    "description": "The version, for If-Match",
    "required": True,
    "schema": {"type": "string", "pattern": '^(W/)?"[0-9]+"$'},
}
LOCATION = {
    "description": "Where it is shown",
    "required": True,
    "schema": {"type": "string", "format": "uri-reference"},
}
ERROR = "#/components/schemas/ErrorBody"


def error_answers(*statuses: int) -> dict[int, ResponseSpec]:
    """The error answers of a route, for its `responses`; 400 and 503 go without saying."""
    return {
        status: ResponseSpec(
            data_container=ErrorBody, description=WORDS[status], generate_examples=False
        )
        for status in sorted({400, 503, *statuses})
    }


@lru_cache(maxsize=1)
def document_of(app: Litestar) -> dict[str, Any]:
    """What Litestar gathered, with what it leaves out.

    The shapes are msgspec's own, which decodes by them: closed, and bounded to a list's last item.
    A body may be too large or of another type; a key may be used already; some errors carry a
    header, and so do some requests.
    """
    document = app.openapi_schema.to_schema()
    shapes = document["components"]["schemas"]
    kinds = [each for each in _kinds(Input, Output) if each.__name__ in shapes]
    kinds += [ErrorBody, ErrorDetail]
    shapes |= msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")[1]
    describe(shapes, kinds)
    kept = _kept(app)
    for path, item in document["paths"].items():
        for method, operation in item.items():
            operation["summary"] = operation["operationId"].replace("_", " ").capitalize()
            for parameter in operation.get("parameters", []):
                _lean(parameter)
            _exemplify(operation)
            if operation.get("security") == [{}]:
                operation["security"] = []  # as generators read it: no token at all
            _head(operation, shapes, is_shown=path in shown_under(app))
            if operation["operationId"] in kept:
                _keep(operation)
            operation["responses"] |= {str(each): _error(each) for each in (429, 500)}
            if (header := TAKEN.get(method)) and operation["operationId"] not in KEYLESS:
                taken = {**header, "in": "header", "required": False}
                operation["parameters"] = [*operation.get("parameters", []), taken]
                beside = 409 if method == "post" else 412
                operation["responses"].setdefault(str(beside), _error(beside))
                if method == "post":
                    _replay(operation)
            if "requestBody" in operation:
                operation["responses"] |= {"413": _error(413), "415": _error(415)}
            for status, (name, schema) in GIVEN.items():
                answer = operation["responses"].get(str(status))
                if answer and answer["content"]["application/json"]["schema"]["$ref"] == ERROR:
                    answer["headers"] = {name: {"required": True, "schema": schema}}
    return document


def _kept(app: Litestar) -> set[str]:
    """The operations whose answers browsers keep."""
    return {
        each.handler_name
        for route in app.routes
        for each in getattr(route, "route_handlers", ())
        if get_origin(each.parsed_fn_signature.return_type.annotation) is Public
    }


def _keep(operation: dict[str, Any]) -> None:
    """An answer that is asked for again by its ETag."""
    operation["responses"]["200"].setdefault("headers", {})["ETag"] = TAG
    operation["responses"]["304"] = {"description": WORDS[304], "headers": {"ETag": TAG}}
    operation["parameters"] = [*operation.get("parameters", []), IF_NONE_MATCH]


def _replay(operation: dict[str, Any]) -> None:
    """An answer that may be one that was kept."""
    done = next(each for each in operation["responses"] if each.startswith("2"))
    operation["responses"][done].setdefault("headers", {})["Idempotency-Replayed"] = REPLAYED


def _lean(parameter: dict[str, Any]) -> None:
    """A parameter without what goes without saying: that it may be left out is not a type."""
    for name in ("deprecated", "allowEmptyValue", "allowReserved"):
        parameter.pop(name, None)
    parameter["description"] = described(parameter)
    schema = parameter["schema"]
    if "oneOf" in schema:
        kinds = [each for each in schema.pop("oneOf") if each != NULL]
        parameter["schema"] = schema = {**kinds[0], **schema} if len(kinds) == 1 else schema
    if "null" in schema.get("type", ()) and "enum" in schema:
        schema["type"] = "string"
        schema["enum"] = [each for each in schema["enum"] if each is not None]
    schema.pop("description", None)


def _exemplify(operation: dict[str, Any]) -> None:
    """A body that was sent and the answer that came (tests/http/test_examples.py)."""
    example = EXAMPLES.get(operation["operationId"], {})
    if "body" in example:
        operation["requestBody"]["content"]["application/json"]["example"] = example["body"]
    for status, answer in operation["responses"].items():
        if status.startswith("2") and "answer" in example:
            answer["content"]["application/json"]["example"] = example["answer"]


def _head(operation: dict[str, Any], shapes: dict[str, Any], *, is_shown: bool) -> None:
    """The headers that an answer carries: its version, and where what was made is shown."""
    for status in ("200", "201"):
        answer = operation["responses"].get(status, {})
        schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
        shape = shapes.get(schema.get("$ref", "").rpartition("/")[2], {})
        if "version" in shape.get("properties", {}):
            answer.setdefault("headers", {})["ETag"] = ETAG
            if status == "201" and is_shown:
                answer["headers"]["Location"] = LOCATION


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
