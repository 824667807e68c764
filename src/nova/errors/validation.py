"""msgspec's complaints about a value, in plain words of ours, in English and Arabic."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

# A type in the words of who fills in the field.
TYPE_WORDS = {
    "int": ("a whole number", "عدد صحيح"),
    "float": ("a number", "رقم"),
    "str": ("text", "نص"),
    "bool": ("true or false", "نعم أو لا (true أو false)"),
    "null": ("null", "قيمة فارغة (null)"),
    "array": ("a list", "قائمة"),
    "object": ("an object", "كائن"),
    "uuid": ("an id", "معرّف"),
    "datetime": ("a time", "وقت"),
    "date": ("a date", "تاريخ"),
}

# {0}, {1} are what the pattern caught, and in this order the values of the parameters.
SENTENCES: Sequence[tuple[re.Pattern[str], str, str, str, str]] = [
    (re.compile(r"Object missing required field `(.+?)`"), "required", "", "This field is required.", "هذا الحقل مطلوب."),
    (re.compile(r"Object contains unknown field `(.+?)`"), "unknown", "", "There is no such field.", "لا يوجد حقل كهذا."),
    (re.compile(r"Expected `(.+?)`, got `(.+?)`"), "type", "expected given", "Give {0}, not {1}.", "النوع المطلوب: {0}، والمُرسَل: {1}."),
    (re.compile(r"Expected `str` of length >= 1(?!\d)"), "blank", "", "This may not be empty.", "لا يجوز أن يكون هذا فارغًا."),
    (re.compile(r"Expected `str` of length >= (\d+)"), "too_short", "min", "At least {0} character{s}.", "عدد الأحرف: {0} على الأقل."),
    (re.compile(r"Expected `str` of length <= (\d+)"), "too_long", "max", "At most {0} character{s}.", "عدد الأحرف: {0} على الأكثر."),
    (re.compile(r"Expected `array` of length >= (\d+)"), "too_few", "min", "At least {0} item{s}.", "عدد العناصر: {0} على الأقل."),
    (re.compile(r"Expected `array` of length <= (\d+)"), "too_many", "max", "At most {0} item{s}.", "عدد العناصر: {0} على الأكثر."),
    (re.compile(r"Expected `(?:int|float)` >= (-?[\d.]+)"), "min", "min", "At least {0}.", "{0} على الأقل."),
    (re.compile(r"Expected `(?:int|float)` <= (-?[\d.]+)"), "max", "max", "At most {0}.", "{0} على الأكثر."),
    (re.compile(r"Invalid enum value '?(.*?)'?(?: -|$)"), "one_of", "given", "'{0}' is not one of: {1}.", "القيمة '{0}' ليست من: {1}."),
    (re.compile(r"Expected `str` matching regex '\[\^\\\\s"), "blank", "", "This may not be empty.", "لا يجوز أن يكون هذا فارغًا."),
    (re.compile(r"Expected `str` matching regex"), "form", "", "The form of this value is wrong.", "صيغة هذه القيمة غير صحيحة."),
    (re.compile(r"Invalid UUID"), "id", "", "This is not an id.", "هذا ليس معرّفًا صالحًا."),
    (re.compile(r"Invalid RFC3339 encoded date$|Invalid RFC3339 encoded date -"), "date", "", "Give a date such as 2026-01-31.", "أدخل تاريخًا مثل 2026-01-31."),
    (re.compile(r"Invalid RFC3339|with a timezone component"), "time", "", "Give a time such as 2026-01-31T09:00:00+03:00.", "أدخل وقتًا مثل 2026-01-31T09:00:00+03:00."),
]  # fmt: skip
NUMBERS = frozenset({"min", "max"})
LONGEST_NAME = 100
PATH = re.compile(r" - at `\$\.?(.*)`$")


Params = dict[str, str | float | list[str]]


class Complaint(NamedTuple):
    """Which field, and what is wrong with it."""

    field: str
    code: str
    """A key that never changes, for who says it in words of their own."""
    params: Params
    """What the sentence names besides: a bound as a number, a value or a type as a word."""
    en: str
    ar: str


def explain(
    complaint: str, inside: str = "", allowed: Sequence[str] = (), example: str | None = None
) -> Complaint:
    """A complaint such as "Expected `int`, got `str` - at `$.price`"; `inside` is what it is of,
    `allowed` the words that may stand there, where it is one of some, `example` a right value."""
    path = PATH.search(complaint)
    field = _joined(inside, path[1] if path else "")
    for pattern, code, names, en, ar in SENTENCES:
        if found := pattern.search(complaint):
            if code == "form" and example:
                return Complaint(
                    field,
                    code,
                    {"example": example},
                    f"Give it in a form such as {example}.",
                    f"أدخله بصيغة مثل {example}.",
                )
            if "field `" in pattern.pattern:
                field = _joined(field, found[1])
            params: Params = {
                name: msgspec.json.decode(value) if name in NUMBERS else value
                for name, value in zip(names.split(), found.groups(), strict=False)
            }
            if allowed:
                params["allowed"] = [*allowed]
            words = [*found.groups(), ", ".join(allowed)]
            return Complaint(
                field,
                code,
                params,
                en.format(*(_worded(each, 0) for each in words), s="" if words[0] == "1" else "s"),
                ar.format(*(_worded(each, 1) for each in words)),
            )
    return Complaint(field, "invalid", {}, "This value is not valid.", "هذه القيمة غير صالحة.")


def missing_parameter(name: str) -> Complaint:
    """A query parameter that its route cannot do without."""
    return Complaint(name, "required", {}, "This parameter is required.", "هذا الخيار مطلوب.")


def repeated_parameter(name: str) -> Complaint:
    """A query parameter that is given more than once, where it takes one value."""
    return Complaint(name, "repeated", {}, "Give it once.", "أرسله مرة واحدة فقط.")


def unknown_parameter(name: str, known: Iterable[str]) -> Complaint:
    """A query parameter that its route does not take, and those that it does."""
    some = ", ".join(known)
    return Complaint(
        name[:LONGEST_NAME],
        "unknown_parameter",
        {"allowed": [*known]},
        f"There is no such parameter here; there are: {some}." if known else "None is taken here.",
        f"لا يوجد خيار بهذا الاسم هنا؛ المتاح: {some}." if known else "لا تُقبل هنا أي خيارات.",
    )


def _joined(path: str, rest: str) -> str:
    """A field within another, an item within a list."""
    return path + rest if rest.startswith("[") else ".".join(filter(None, [path, rest]))


def _worded(caught: str, language: int) -> str:
    """What a pattern caught, its types in words: 0 English, 1 Arabic."""
    either = (" or ", " أو ")[language]
    return either.join(
        TYPE_WORDS[word][language] if word in TYPE_WORDS else word for word in caught.split(" | ")
    )
