"""The two kinds of Struct: what comes in, what goes out; and their columns."""

import msgspec
from msgspec import UNSET


class Input(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A body: camelCase, and nothing it does not name."""


class Output(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """An answer, as PostgreSQL writes it."""


def changes(data: msgspec.Struct) -> dict[str, object]:
    """What a merge patch names, by column; what it leaves out stays out."""
    return {
        name: value for name, value in msgspec.structs.asdict(data).items() if value is not UNSET
    }


def columns(data: msgspec.Struct) -> dict[str, object]:
    """A whole Struct by column."""
    return msgspec.structs.asdict(data)
