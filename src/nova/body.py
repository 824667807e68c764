"""Request bodies: strictly what the Struct says, or a refusal that names the field."""

from typing import Any, TypeVar

import msgspec
from litestar._openapi.schema_generation import SchemaCreator
from litestar.dto import AbstractDTO, DTOConfig
from litestar.openapi.spec import Reference, Schema
from litestar.typing import FieldDefinition

from nova.errors import Invalid, Refused, invalid

T = TypeVar("T")
JSON = "application/json"
DEEPEST = 32


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
    """JSON as this type. Raises Refused: malformed, invalid, or with a NUL in a text."""
    try:
        value = msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError as error:
        raise invalid(error) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refused("body_malformed") from None
    if b"\\u0000" in body or body.count(b"[") + body.count(b"{") > DEEPEST:
        _inspect(msgspec.json.decode(body), "", 1)
    return value


def _inspect(value: object, path: str, depth: int) -> None:
    """Name the field that holds a NUL, which PostgreSQL's text cannot, or is nested too deeply."""
    if depth > DEEPEST:
        raise Invalid(path[:100], f"At most {DEEPEST} levels deep.", f"{DEEPEST} مستوى على الأكثر.")
    if isinstance(value, str) and "\0" in value:
        raise Invalid(path, "Leave out the NUL character.", "احذف الرمز الصفري من النص.")
    if isinstance(value, list):
        for place, item in enumerate(value):
            _inspect(item, f"{path}[{place}]", depth + 1)
    if isinstance(value, dict):
        for name, item in value.items():
            _inspect(name, path, depth)
            _inspect(item, f"{path}.{name}" if path else str(name), depth + 1)
