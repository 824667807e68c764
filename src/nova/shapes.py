"""The two kinds of Struct: what comes in, what goes out."""

import msgspec


class Input(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A body: camelCase, and nothing it does not name."""


class Output(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """An answer, as PostgreSQL writes it."""
