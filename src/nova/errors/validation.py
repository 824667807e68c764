"""msgspec's complaints about a value, in plain words of ours, in English and Arabic."""

import re
from collections.abc import Sequence
from typing import NamedTuple

# A type in the words of who fills in the field.
TYPE_WORDS = {
    "int": ("a whole number", "عدد صحيح"),
    "float": ("a number", "رقم"),
    "str": ("text", "نص"),
    "bool": ("true or false", "true أو false"),
    "null": ("null", "null"),
    "array": ("a list", "قائمة"),
    "object": ("an object", "كائن"),
    "uuid": ("an id", "معرّف"),
    "datetime": ("a time", "وقت"),
    "date": ("a date", "تاريخ"),
}

# {0}, {1} are what the pattern caught.
SENTENCES: Sequence[tuple[re.Pattern[str], str, str]] = [
    (re.compile(r"Object missing required field `(.+?)`"), "This field is required.", "هذا الحقل مطلوب."),
    (re.compile(r"Object contains unknown field `(.+?)`"), "There is no such field.", "لا يوجد حقل كهذا."),
    (re.compile(r"Expected `(.+?)`, got `(.+?)`"), "Give {0}, not {1}.", "النوع المطلوب: {0}، والمُرسَل: {1}."),
    (re.compile(r"Expected `str` of length >= (\d+)"), "At least {0} characters.", "عدد الأحرف: {0} على الأقل."),
    (re.compile(r"Expected `str` of length <= (\d+)"), "At most {0} characters.", "عدد الأحرف: {0} على الأكثر."),
    (re.compile(r"Expected `array` of length >= (\d+)"), "At least {0} items.", "عدد العناصر: {0} على الأقل."),
    (re.compile(r"Expected `array` of length <= (\d+)"), "At most {0} items.", "عدد العناصر: {0} على الأكثر."),
    (re.compile(r"Expected `(?:int|float)` >= (-?[\d.]+)"), "At least {0}.", "{0} على الأقل."),
    (re.compile(r"Expected `(?:int|float)` <= (-?[\d.]+)"), "At most {0}.", "{0} على الأكثر."),
    (re.compile(r"Invalid enum value '?(.*?)'?(?: -|$)"), "'{0}' is not one of the allowed values.", "القيمة '{0}' ليست من القيم المسموح بها."),
    (re.compile(r"Expected `str` matching regex"), "The form of this value is wrong.", "صيغة هذه القيمة غير صحيحة."),
    (re.compile(r"Invalid UUID"), "This is not an id.", "هذا ليس معرّفًا صالحًا."),
    (re.compile(r"Invalid RFC3339 encoded date$|Invalid RFC3339 encoded date -"), "Give a date such as 2026-01-31.", "أدخل تاريخًا مثل 2026-01-31."),
    (re.compile(r"Invalid RFC3339|with a timezone component"), "Give a time such as 2026-01-31T09:00:00+03:00.", "أدخل وقتًا مثل 2026-01-31T09:00:00+03:00."),
]  # fmt: skip
PATH = re.compile(r" - at `\$\.?(.*)`$")


class Explained(NamedTuple):
    """Which field, and what is wrong with it."""

    field: str
    en: str
    ar: str


def explain(complaint: str, inside: str = "") -> Explained:
    """A complaint such as "Expected `int`, got `str` - at `$.price`"; `inside` is a parameter's name."""
    path = PATH.search(complaint)
    field = ".".join(filter(None, [inside, path[1] if path else ""]))
    for pattern, en, ar in SENTENCES:
        if found := pattern.search(complaint):
            if "field `" in pattern.pattern:
                field = ".".join(filter(None, [field, found[1]]))
            return Explained(
                field,
                en.format(*(_worded(each, 0) for each in found.groups())),
                ar.format(*(_worded(each, 1) for each in found.groups())),
            )
    return Explained(field, "This value is not valid.", "هذه القيمة غير صالحة.")


def _worded(caught: str, language: int) -> str:
    """What a pattern caught, its types in words: 0 English, 1 Arabic."""
    either = (" or ", " أو ")[language]
    return either.join(
        TYPE_WORDS[word][language] if word in TYPE_WORDS else word for word in caught.split(" | ")
    )
