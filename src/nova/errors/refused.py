"""Refusals, and the one body they are all answered with."""

import msgspec

from nova.errors.refusals import REFUSALS
from nova.errors.validation import explain


class ErrorDetail(msgspec.Struct, frozen=True):
    """One field and what is wrong with it."""

    field: str
    message: str


class ErrorBody(msgspec.Struct, frozen=True, rename="camel"):
    """What every error answers."""

    error: str
    """A sentence in the caller's language."""
    code: str
    """The stable key of the refusal."""
    details: list[ErrorDetail]
    request_id: str


class Refused(Exception):
    """A request that is not served: a key of refusals.csv, or one that SQL raised."""

    def __init__(
        self,
        code: str,
        *,
        status: int | None = None,
        sentence: str | None = None,
        field: str | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.status = status or REFUSALS[code].status
        self.sentence = sentence
        """The English sentence where it says more than the one of refusals.csv."""
        self.field = field
        self.retry_after = retry_after

    def said(self, language: str) -> str:
        """The sentence for this reader."""
        known = REFUSALS.get(self.code, REFUSALS["internal"])
        return known.ar if language == "ar" else self.sentence or known.en


class Invalid(Refused):
    """A body or a parameter that does not validate: a field, and what it should be."""

    def __init__(self, field: str, message_en: str, message_ar: str) -> None:
        super().__init__("validation_failed", field=field)
        self.messages = {"en": message_en, "ar": message_ar}

    def said(self, language: str) -> str:
        """The field's own sentence."""
        return self.messages[language]


def camel(name: str) -> str:
    """snake_case as camelCase."""
    head, *rest = name.split("_")
    return head + "".join(word.title() for word in rest)


def invalid(complaint: object, inside: str = "") -> Invalid:
    """A body or parameter that msgspec refused, in our words."""
    return Invalid(*explain(str(complaint), inside))


def language(accept: str) -> str:
    """`ar` or `en`, whichever the caller would rather read (RFC 9110, section 12.5.4)."""
    best, chosen = 0.0, "en"
    for part in accept.split(",")[:20]:
        tag, _, quality = part.partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        name = tag.strip().lower()[:2]
        if name in {"ar", "en"} and weight > best:
            best, chosen = weight, name
    return chosen
