"""Reads a list of Saudi places from JSON files in the shape of the public list.

Three files: regions (`region_id`, `name_ar`, `name_en`), cities (`city_id`, `region_id`, names) and
districts (`district_id`, `city_id`, names). Further keys are passed over. The numbers are the
list's own and only tie the files together.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import msgspec
import psycopg
from msgspec import Meta
from psycopg.types.json import Jsonb

from nova.problem import Problem

Name = Annotated[str, Meta(min_length=1, max_length=100, pattern=r"\S")]


class ListedRegion(msgspec.Struct, frozen=True):
    """A region of the list."""

    region_id: int
    name_ar: Name
    name_en: Name


class ListedCity(msgspec.Struct, frozen=True):
    """A city of the list, in its region."""

    city_id: int
    region_id: int
    name_ar: Name
    name_en: Name


class ListedDistrict(msgspec.Struct, frozen=True):
    """A district of the list, in its city."""

    district_id: int
    city_id: int
    name_ar: Name
    name_en: Name


KINDS: dict[str, tuple[str, msgspec.json.Decoder[Any]]] = {
    "districts": ("district_id", msgspec.json.Decoder(list[ListedDistrict])),
    "cities": ("city_id", msgspec.json.Decoder(list[ListedCity])),
    "regions": ("region_id", msgspec.json.Decoder(list[ListedRegion])),
}
"""By which key a row of each kind is known, the most exact first."""
LARGEST = 100_000_000  # bytes of one file
IMPORT = "select private.import_locations(%(regions)s, %(cities)s, %(districts)s)"


def import_locations(connection: psycopg.Connection, files: Sequence[Path]) -> dict[str, int]:
    """Add what is not known yet; answers how many cities and districts. Raises Problem."""
    listed = dict(_read(path) for path in files)
    for kind, needs in (("cities", "regions"), ("districts", "cities")):
        if kind in listed and needs not in listed:
            raise Problem(f"The list of {kind} needs the file of {needs} beside it.")
    rows = {kind: Jsonb(msgspec.to_builtins(listed.get(kind, []))) for kind in KINDS}
    try:
        with connection.transaction():
            connection.execute("set local role nova_rules")
            row = connection.execute(IMPORT, rows).fetchone()
    except (psycopg.errors.InvalidParameterValue, psycopg.errors.UndefinedFunction):
        raise Problem("This database has no tables yet: run nova migrate first.") from None
    except psycopg.Error as error:
        reason = error.diag.message_detail or error.diag.message_primary
        raise Problem(f"Nothing was imported: {reason}") from None
    added: dict[str, int] = row[0] if row else {}
    return added


def _read(path: Path) -> tuple[str, Any]:
    """The kind of a file, known by the key of its rows, and the rows. Raises Problem."""
    try:
        if path.stat().st_size > LARGEST:
            raise Problem(f"{path} is larger than {LARGEST // 1_000_000} MB: no list of places is.")
        text = path.read_bytes()
        first = msgspec.json.decode(text, type=list[dict[str, object]])[:1]
        for kind, (key, decoder) in KINDS.items():
            if first and key in first[0]:
                return kind, decoder.decode(text)
    except OSError as error:
        raise Problem(f"{path} cannot be read: {error.strerror}.") from None
    except msgspec.MsgspecError as error:
        raise Problem(f"{path} is no list of places: {error}.") from None
    raise Problem(f"{path} is no list of regions, cities or districts.")
