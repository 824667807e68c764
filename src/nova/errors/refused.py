"""Refusals, and the one body they are all answered with."""

from collections.abc import Iterable, Sequence
from itertools import islice

import msgspec

from nova.errors.refusals import REFUSALS
from nova.errors.validation import Complaint, Params, explain

MOST_TOLD = 20  # wrong fields of one answer
MOST_COUNTED = 1000  # beyond those
AR = "Ar"  # the Arabic word of a value: `state` and `stateAr`


class ErrorDetail(msgspec.Struct, frozen=True):
    """One field and what is wrong with it."""

    field: str
    code: str
    """A key that never changes."""
    message: str
    params: Params
    """What the message names, to say it in other words: `min`, `max`, `given`, `allowed`."""


class ErrorBody(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """What every error answers."""

    error: str
    """A sentence in the caller's language."""
    code: str
    """The stable key of the refusal."""
    details: list[ErrorDetail]
    request_id: str
    params: Params = {}
    """What the sentence names, to say it in other words; left out where it names nothing."""
    more: int = 0
    """How many more wrong fields there are than the first twenty; left out where there are none."""


class Refused(Exception):
    """A request that is not served: a key of refusals.csv, or one that SQL raised."""

    def __init__(
        self,
        code: str,
        *,
        status: int | None = None,
        params: Params | None = None,
        field: str | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.status = status or REFUSALS[code].status
        self._words = params or {}
        self.field = field
        self.retry_after = retry_after
        self.table: str | None = None
        """The table whose CHECK refused a row: it may break others too."""
        self.others: Sequence[Refused] = ()
        """What else is wrong with the same row."""

    def said(self, language: str) -> str:
        """The sentence for this reader."""
        known = REFUSALS.get(self.code, REFUSALS["internal"])
        words = self._words
        if language == "ar":
            words = words | {name[: -len(AR)]: words[name] for name in words if name.endswith(AR)}
        between = "، " if language == "ar" else ", "
        told = {
            name: between.join(value) if isinstance(value, list) else value
            for name, value in words.items()
        }
        sentence = known.ar if language == "ar" else known.en
        return sentence.format_map(told)

    @property
    def params(self) -> Params:
        """What its sentence names; a word has its key, and its Arabic is in the sentence."""
        return {name: said for name, said in self._words.items() if not name.endswith(AR)}


class Invalid(Refused):
    """A body or parameters that do not validate: what is wrong with which fields."""

    def __init__(self, complaint: Complaint, *others: Complaint, more: int = 0) -> None:
        super().__init__("validation_failed", field=complaint.field)
        self.complaints = (complaint, *others)
        self.more = more

    def said(self, language: str) -> str:
        """The first field's own sentence."""
        return said(self.complaints[0], language)


def said(complaint: Complaint, language: str) -> str:
    """Its sentence for this reader."""
    return complaint.ar if language == "ar" else complaint.en


def camel(name: str) -> str:
    """snake_case as camelCase; a path (`types.task_due`) is said as it is sent already."""
    if "." in name:
        return name
    head, *rest = name.split("_")
    return head + "".join(word.title() for word in rest)


def invalid(first: object, found: Iterable[Complaint] = ()) -> Invalid:
    """What msgspec refused, in our words: all that was found, or else its first complaint."""
    wrong = iter(found)
    told = list(islice(wrong, MOST_TOLD)) or [explain(str(first))]
    return Invalid(*told, more=sum(1 for _ in islice(wrong, MOST_COUNTED)))


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
