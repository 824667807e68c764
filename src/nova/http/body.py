"""Request bodies: strictly what the Struct says, or a refusal that names the field."""

import re
from typing import Any, TypeVar

import msgspec
from litestar._openapi.schema_generation import SchemaCreator
from litestar.dto import AbstractDTO, DTOConfig
from litestar.openapi.spec import Reference, Schema
from litestar.typing import FieldDefinition

from nova.errors.refused import Invalid, Refused, invalid

T = TypeVar("T")
JSON = "application/json"
DEEPEST = 32
BODY = 64 * 1024  # bytes of a body, unless its route says otherwise
SMALL_BODY = 8 * 1024  # where no token is asked for
LARGE_BODY = 256 * 1024  # where long texts and free objects come together

FAR = re.compile(rb"\d[eE][+-]?\d{3}")
NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
# One that never ends goes to the end: tried again from each of its quotes, 16 KB took 5 s.
STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


class StrictBody(AbstractDTO[Any]):
    """Decodes JSON straight into the handler's Struct: no coercion, no unknown fields, no NUL."""

    config = DTOConfig()
    model_type = object

    @classmethod
    def create_for_field_definition(
        cls, field_definition: FieldDefinition, handler_id: str, backend_cls: Any = None
    ) -> None:
        """Nothing to prepare: the handler's own annotation says it all."""

    @classmethod
    def create_openapi_schema(
        cls, field_definition: FieldDefinition, handler_id: str, schema_creator: SchemaCreator
    ) -> Reference | Schema:
        """The Struct's own schema."""
        return schema_creator.for_field_definition(field_definition)

    def decode_bytes(self, value: bytes) -> Any:
        """The body as its Struct. Raises Refused."""
        if self.asgi_connection.headers.get("content-type", JSON).partition(";")[0] != JSON:
            raise Refused("media_type_unsupported")
        handler = self.asgi_connection.route_handler
        return decode(value, handler.parsed_data_field.annotation)


def decode(body: bytes, kind: type[T]) -> T:
    """JSON as this type. Raises Refused: malformed, invalid, or with a NUL in a text.

    A number as far out as 1e300 takes a hundred times as long to read as another.
    """
    if FAR.search(body) and FAR.search(STRINGS.sub(b"", body)):
        raise Refused("number_out_of_range")
    try:
        value = msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError as error:
        raise invalid(error) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refused("body_malformed") from None
    if _is_deep(body) or NUL.search(body):
        raise _unusable(body)
    return value


def _is_deep(json: bytes) -> bool:
    """Whether valid JSON has more levels than are taken; by passes at C's speed over its brackets.

    Item by item in Python, a body of a megabyte took a third of a second of everybody's time.
    """
    if json.count(b"[") + json.count(b"{") <= DEEPEST:
        return False
    brackets = STRINGS.sub(b"", json).translate(None, BRACKETS)
    for _ in range(DEEPEST):
        brackets = brackets.replace(b"{}", b"").replace(b"[]", b"")
        if not brackets:
            return False
    return True


def _unusable(body: bytes) -> Invalid:
    """Name the field that is nested too deeply, or holds a NUL, which PostgreSQL's text cannot."""
    try:
        fields = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    except msgspec.ValidationError:
        fields = {"": msgspec.Raw(body)}
    for name, value in fields.items():
        if NUL.search(bytes(value)):
            return Invalid(name, "Leave out the NUL character.", "احذف الرمز الصفري من النص.")
    deep = next((name for name, value in fields.items() if _is_deep(b"[%b]" % bytes(value))), "")
    return Invalid(deep, f"At most {DEEPEST} levels deep.", f"{DEEPEST} مستوى على الأكثر.")
