"""Reads a queries.sql: the statements that the files beside it send, each with a name and types.

    -- get_customer(customer_id uuid) -> Customer
    -- One customer the caller may see.
    select api.customer(c) from nova.customers c where c.id = :customer_id

A statement answers one JSON value, or nothing. `Customer` names a Struct of the feature's
structs.py; a test decodes every answer strictly with it. `-> nothing` is a statement whose answer
is not for the client, `-> rows` one of the relay or the worker, which read its columns.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import cast
from uuid import UUID

import msgspec

from nova.errors.refused import Invalid, Refused, camel
from nova.errors.validation import Complaint

HEADER = re.compile(r"^-- (\w+)\((.*?)\) -> (\w+)$", re.MULTILINE)
PARAMETER = re.compile(r"(?<![:\w]):(\w+)")

TYPES: Mapping[str, int] = {
    "boolean": 16,
    "bytea": 17,
    "bigint": 20,
    "int": 23,
    "int[]": 1007,
    "text": 25,
    "text[]": 1009,
    "float8": 701,
    "timestamptz": 1184,
    "uuid": 2950,
    "uuid[]": 2951,
    "date": 1082,
    "jsonb": 3802,
}
"""The parameter types that a statement may declare, with PostgreSQL's number for each."""


class Query(msgspec.Struct, frozen=True):
    """One named statement, ready to be prepared."""

    name: str
    text: bytes
    parameters: tuple[tuple[str, str], ...]
    answer: str
    """Name of the Struct that its JSON decodes into, or `nothing`, or `rows`."""
    key: bytes
    """Its name on the server."""

    @property
    def types(self) -> list[int]:
        """PostgreSQL's numbers of the parameter types."""
        return [TYPES[kind] for _, kind in self.parameters]

    def encode(self, values: Sequence[object]) -> list[bytes | None]:
        """The values in the server's text format, in the order of the header."""
        return [
            None if value is None else _encoder(kind)(_placed(name, value))
            for value, (name, kind) in zip(values, self.parameters, strict=True)
        ]


class Queries:
    """The statements of one folder, by name."""

    def __init__(self, queries: Mapping[str, Query]) -> None:
        self._queries = queries

    def __getattr__(self, name: str) -> Query:
        try:
            return self._queries[name]
        except KeyError:
            raise AttributeError(f"queries.sql has no statement {name}") from None

    def __iter__(self) -> Iterator[Query]:
        return iter(self._queries.values())


def read_queries(beside: str) -> Queries:
    """The statements of the queries.sql beside this file: `read_queries(__file__)`."""
    folder = Path(beside).parent
    text = (folder / "queries.sql").read_text()
    headers = list(HEADER.finditer(text))
    ends = [header.start() for header in headers[1:]] + [len(text)]
    found = (
        parse(f"{folder.name}.{header[1]}", header[2], header[3], text[header.end() : end])
        for header, end in zip(headers, ends, strict=True)
    )
    return Queries({query.name.partition(".")[2]: query for query in found})


def parse(name: str, parameters: str, answer: str, body: str) -> Query:
    """One statement: its :names become $1, $2 ... in the order of the header."""
    declared = tuple(
        (each.split()[0], each.split()[1]) for each in parameters.split(",") if each.strip()
    )
    places = {parameter: f"${place}" for place, (parameter, _) in enumerate(declared, 1)}
    lines = (line for line in body.splitlines() if not line.lstrip().startswith("--"))
    text = PARAMETER.sub(lambda found: places[found[1]], "\n".join(lines).strip().rstrip(";"))
    return Query(name, text.encode(), declared, answer, name.encode())


def _placed(name: str, value: object) -> object:
    """A time says in which zone it is: without one it would be taken for UTC. Raises Refused."""
    if isinstance(value, datetime) and value.tzinfo is None:
        raise Invalid(
            Complaint(
                camel(name),
                "zone",
                {},
                "Give a time with its zone, such as 2026-12-31T09:00:00+03:00.",
                "أدخل الوقت مع منطقته الزمنية، مثل 2026-12-31T09:00:00+03:00.",
            )
        )
    return value


def _encoder(kind: str) -> Callable[[object], bytes]:
    """How a value of this declared type is written for the server."""
    return _ENCODERS.get(kind, _as_text)


def _as_text(value: object) -> bytes:
    if isinstance(value, str):
        if "\0" in value:
            raise Refused("text_unusable")  # a NUL ends the wire's text: it would be cut in silence
        return value.encode()
    if isinstance(value, UUID):
        return b"%032x" % value.int
    if isinstance(value, int | float):
        return str(value).encode()
    if isinstance(value, datetime | date):
        return value.isoformat().encode()
    raise TypeError(f"{type(value).__name__} is no parameter")


def _as_array(value: object) -> bytes:
    return b"{%b}" % b",".join(_as_text(each) for each in cast(list[object], value))


_ENCODERS: Mapping[str, Callable[[object], bytes]] = {
    "boolean": lambda value: b"t" if value else b"f",
    "bytea": lambda value: b"\\x" + cast(bytes, value).hex().encode(),
    "jsonb": msgspec.json.encode,
    "uuid[]": _as_array,
    "int[]": _as_array,
}
