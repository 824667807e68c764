"""Refusals, and the one body they are all answered with.

The only file that knows an SQLSTATE. Nothing of the database's own text reaches a client: only a
key and a sentence that a rule of ours raised on purpose.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException

from nova.refusals import REFUSALS
from nova.sentences import explain

log = structlog.get_logger()


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
    """A request that is not served: a key of refusals.py, or one that SQL raised."""

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
        """The English sentence where it says more than the one of refusals.py."""
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


class ServerError(NamedTuple):
    """The fields of an error that PostgreSQL answered."""

    sqlstate: str
    message: str
    detail: str | None
    hint: str | None
    column: str | None
    constraint: str | None
    table: str | None = None


# Constraints that a client can meet, whose refusal says more than "this value is not allowed".
CONSTRAINTS: Mapping[str, tuple[str, str]] = {
    "customers_phone_live": ("customer_phone_taken", "phone"),
    "customers_phone_valid": ("phone_invalid", "phone"),
    "customers_whatsapp_valid": ("phone_invalid", "whatsapp"),
    "customers_budget_range": ("range_reversed", "budgetMin"),
    "properties_deed_live": ("deed_taken", "deedNumber"),
    "properties_ad_license_period": ("ad_license_dates_wrong", "adLicenseExpiresAt"),
    "properties_ad_license_dated": ("ad_license_dates_wrong", "adLicenseExpiresAt"),
    "properties_published_licensed": ("ad_license_required", "adLicenseNumber"),
    "offers_one_open": ("offer_exists", "propertyId"),
    "requests_price_range": ("range_reversed", "priceMin"),
    "requests_breadth": ("request_too_broad", "cities"),
    "requests_expiry_later": ("expiry_past", "expiresAt"),
    "smart_matches_one_place": ("offer_taken_already", "id"),
    "requests_area_range": ("range_reversed", "areaMin"),
    "users_fal_expiry_required": ("fal_expiry_required", "falExpiry"),
    "team_invitations_one_open": ("invitation_exists", "phone"),
}

PLAIN = {
    "23514": "value_refused",
    "23502": "value_refused",
    "23503": "reference_unknown",
    "23505": "duplicate",
    "42501": "forbidden",
    "22021": "text_unusable",
    "22P05": "text_unusable",
}
DIVISION = "22012"  # by zero: a fault of ours, not of a value
RETRY = {"57014": "too_slow", "55P03": "busy", "40001": "busy", "40P01": "busy"}
LOST = ("08", "53", "57P", "58")  # gone, out of room or connections, shutting down, disk failing
READ_ONLY = "25006"
CHECK_VIOLATION = "23514"


def refused_by_database(error: ServerError, read_only: bool) -> Refused:
    """What a client is told of an error that PostgreSQL answered to a read, or to a write."""
    state = error.sqlstate
    if state.startswith("PT"):
        retry = int(error.hint) if error.hint and error.hint.isdigit() else None
        return Refused(
            error.message, status=int(state[2:]), sentence=error.detail, field=error.column,
            retry_after=retry,
        )  # fmt: skip
    if state in RETRY:
        return Refused(RETRY[state], retry_after=1)
    has_no_room = state == CHECK_VIOLATION and error.constraint is None  # no day in a log
    if state.startswith(LOST) or has_no_room or is_standby(error, read_only):
        log.error("database_in_trouble", sqlstate=state, message=error.message)
        return Refused("unavailable", retry_after=1)
    if (known := _by_constraint(error)) is not None:
        return known
    if state in PLAIN or (state.startswith("22") and state != DIVISION):
        return Refused(PLAIN.get(state, "value_refused"), field=_field(error))
    log.error("database_error", sqlstate=state, message=error.message, constraint=error.constraint)
    return Refused("internal")


def _by_constraint(error: ServerError) -> Refused | None:
    """What a constraint that a client can meet has to say."""
    if known := CONSTRAINTS.get(error.constraint or ""):
        return Refused(known[0], field=known[1])
    if (error.constraint or "").endswith("_bounded"):
        return Refused("value_too_large", field=_field(error))
    return None


def is_standby(error: ServerError, read_only: bool) -> bool:
    """Whether the server takes no writes: it is a standby, or was made read-only."""
    return error.sqlstate == READ_ONLY and not read_only


def _field(error: ServerError) -> str | None:
    """The field a constraint speaks of: its column, or the middle of its name."""
    if error.column:
        return camel(error.column)
    name = (error.constraint or "").removeprefix(f"{error.table}_")
    found = re.fullmatch(r"(\w+?)_(check|fkey|key|bounded)\d*", name)
    return camel(found[1]) if found else None


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


def answer_refused(request: Request[Any, Any, Any], refused: Refused) -> Response[ErrorBody]:
    """The error body of a refusal, in the caller's language."""
    speaks = language(request.headers.get("accept-language", ""))
    sentence = refused.said(speaks)
    body = ErrorBody(
        error=Refused("validation_failed").said(speaks)
        if isinstance(refused, Invalid)
        else sentence,
        code=refused.code,
        details=[ErrorDetail(refused.field, sentence)] if refused.field else [],
        request_id=request.scope["state"].get("request_id", ""),
    )
    headers = {"content-language": speaks}
    if refused.retry_after is not None:
        headers["retry-after"] = str(refused.retry_after)
    if refused.status == 401:  # noqa: PLR2004
        headers["www-authenticate"] = "Bearer"
    return Response(
        body, status_code=refused.status, headers=headers, media_type="application/json"
    )


HTTP_CODES: Mapping[int, str] = {
    400: "validation_failed",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    413: "body_too_large",
    415: "media_type_unsupported",
}


def answer_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[ErrorBody]:
    """Litestar's own refusals (no route, a wrong parameter) in the same body."""
    extra = error.extra
    if error.status_code == 400 and isinstance(extra, list) and extra:  # noqa: PLR2004
        first = extra[0]
        if first.get("key") == "data":
            return answer_refused(request, Refused("body_malformed"))
        return answer_refused(
            request, invalid(first.get("message"), camel(str(first.get("key", ""))))
        )
    code = HTTP_CODES.get(error.status_code, "internal")
    answer = answer_refused(request, Refused(code, status=error.status_code))
    answer.headers |= error.headers or {}  # 405 says in Allow what the path does take
    return answer


def answer_unforeseen(request: Request[Any, Any, Any], error: Exception) -> Response[ErrorBody]:
    """A fault of ours: logged whole, told in one sentence."""
    log.error("unforeseen", path=request.scope.get("path_template"), exc_info=error)
    return answer_refused(request, Refused("internal"))


HANDLERS: dict[int | type[Exception], Any] = {
    Refused: answer_refused,
    HTTPException: answer_http,
    Exception: answer_unforeseen,
}
