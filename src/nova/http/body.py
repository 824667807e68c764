"""Request bodies: strictly what the Struct says, or a refusal that names the field."""

import re
from collections.abc import Callable
from itertools import accumulate
from typing import Any, TypeVar

import msgspec
from litestar._openapi.schema_generation import SchemaCreator
from litestar.dto import AbstractDTO, DTOConfig
from litestar.openapi.spec import Reference, Schema
from litestar.typing import FieldDefinition

from nova.errors.complaints import complaints
from nova.errors.refused import Invalid, Refused, invalid
from nova.errors.validation import Complaint

T = TypeVar("T")
JSON = "application/json"
DEEPEST = 32
MOST_CONTAINERS = 4000  # lists and objects of a body: each costs as much as a hundred bytes
BODY = 64 * 1024  # bytes of a body, unless its route says otherwise
SMALL_BODY = 8 * 1024  # where no token is asked for
LARGE_BODY = 256 * 1024  # where long texts and free objects come together

WITHOUT_NUL = ("Leave out the NUL character.", "احذف الرمز الصفري من النص.")
FAR = re.compile(rb"\d[eE][+-]?\d{3}")
NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
# One that never ends goes to the end: tried again from each of its quotes, 16 KB took 5 s.
STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
STEPS = {ord(sign): step for sign, step in zip("[{]}", (1, 1, -1, -1), strict=True)}


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
        if self.asgi_connection.headers.get("content-encoding", "identity") != "identity":
            raise Refused("encoding_unsupported")
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
        if sentences := _nested_too_much(body):
            raise Invalid(Complaint(_field(body, _nested_too_much), "nested", {}, *sentences))
        value = msgspec.json.decode(body, type=kind)
        if NUL.search(body):
            named = _field(body, NUL.search)
            raise Invalid(Complaint(named, "nul", {}, *WITHOUT_NUL))
    except msgspec.ValidationError as error:
        raise _all_wrong(body, kind, error) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refused("body_malformed") from None
    return value


def _all_wrong(body: bytes, kind: Any, first: msgspec.ValidationError) -> Refused:
    """All that is wrong with a body of which msgspec has read as far as its first fault."""
    try:
        return invalid(first, complaints(msgspec.json.decode(body), kind))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Refused("body_malformed")


def _nested_too_much(json: bytes) -> tuple[str, str] | None:
    """What to say where JSON has more levels, or more lists and objects, than are taken.

    Looked at before anything is built, and by functions in C: item by item in Python, a body of a
    megabyte took a third of a second of everybody's time.
    """
    if json.count(b"[") + json.count(b"{") < DEEPEST:
        return None
    brackets = STRINGS.sub(b"", json).translate(None, BRACKETS)
    if len(brackets) > 2 * MOST_CONTAINERS:
        return (
            f"At most {MOST_CONTAINERS} lists and objects.",
            f"{MOST_CONTAINERS} من القوائم والكائنات على الأكثر.",
        )
    if max(accumulate(map(STEPS.__getitem__, brackets)), default=0) > DEEPEST:
        return (f"At most {DEEPEST} levels deep.", f"{DEEPEST} مستوى على الأكثر.")
    return None


def _field(body: bytes, is_wrong: Callable[[bytes], object]) -> str:
    """The first field of a body whose value is wrong in this way; empty where it is the whole."""
    try:
        fields = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    except (msgspec.ValidationError, RecursionError):
        return ""
    return next((name for name, raw in fields.items() if is_wrong(b"[%b]" % bytes(raw))), "")
