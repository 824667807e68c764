"""Reads public holidays as they are announced, from a JSON file.

A list of `{"name_ar", "name_en", "start_date", "end_date", "is_yearly"}`; the dates are days
(`2027-03-09`) of the Gregorian calendar, `is_yearly` may be left out.
"""

from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec
import psycopg
from msgspec import Meta
from psycopg.types.json import Jsonb

from nova.problem import Problem

Name = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"\S")]
IMPORT = "select private.import_holidays(%s)"


class AnnouncedHoliday(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A holiday of the file."""

    name_ar: Name
    name_en: Name
    start_date: date
    end_date: date
    is_yearly: bool = False


def import_holidays(connection: psycopg.Connection, path: Path) -> int:
    """Keep what the file announces; answers how many there are. Raises Problem."""
    try:
        announced = msgspec.json.decode(path.read_bytes(), type=list[AnnouncedHoliday])
    except OSError as error:
        raise Problem(f"{path} cannot be read: {error.strerror}.") from None
    except msgspec.MsgspecError as error:
        raise Problem(f"{path} is no list of holidays: {error}.") from None
    try:
        with connection.transaction():
            connection.execute("set local role nova_rules")
            row = connection.execute(IMPORT, [Jsonb(msgspec.to_builtins(announced))]).fetchone()
    except psycopg.errors.UndefinedFunction:
        raise Problem("This database has no tables yet: run nova migrate first.") from None
    except psycopg.errors.CheckViolation:
        raise Problem(
            "Nothing was imported: a holiday ends before it begins, or after 30 days."
        ) from None
    return int(row[0]) if row else 0
