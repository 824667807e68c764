"""What a client is told of an error that PostgreSQL answered.

The only file that knows an SQLSTATE. Nothing of the database's own text reaches a client: only a
key and a sentence that a rule of ours raised on purpose.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec
import structlog

from nova.errors.refused import Refused, camel
from nova.errors.validation import Params

log = structlog.get_logger()


class ServerError(NamedTuple):
    """The fields of an error that PostgreSQL answered."""

    sqlstate: str
    message: str
    detail: str | None
    hint: str | None
    column: str | None
    constraint: str | None
    table: str | None = None
    routine: str | None = None


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
    "subscription_plans_name_key": ("plan_name_taken", "name"),
    "offers_one_open": ("offer_exists", "propertyId"),
    "requests_price_range": ("range_reversed", "priceMin"),
    "requests_breadth": ("request_too_broad", "cities"),
    "requests_expiry_later": ("expiry_past", "expiresAt"),
    "smart_matches_one_place": ("offer_taken_already", "id"),
    "requests_area_range": ("range_reversed", "areaMin"),
    "appointments_meeting_url": ("meeting_url_required", "meetingUrl"),
    "appointments_timezone_known": ("zone_unknown", "timezone"),
    "holidays_no_overlap": ("holiday_overlaps", "startDate"),
    "holidays_period": ("range_reversed", "startDate"),
    "working_hours_period": ("range_reversed", "startTime"),
    "working_hours_break": ("range_reversed", "breakStart"),
    "tasks_due_date_near": ("date_far", "dueDate"),
    "tasks_due_time_needs_date": ("due_time_alone", "dueTime"),
    "users_timezone_known": ("zone_unknown", "preferences.timezone"),
    "users_fal_expiry_required": ("fal_expiry_required", "falExpiry"),
    "team_invitations_one_open": ("invitation_exists", "phone"),
}

NO_RIGHT = "42501"
PLAIN = {
    "23514": "value_refused",
    "23502": "value_refused",
    "23503": "reference_unknown",
    "23505": "duplicate",
    NO_RIGHT: "forbidden",
    "22021": "text_unusable",
    "22P05": "text_unusable",
}
DIVISION = "22012"  # by zero: a fault of ours, not of a value
RETRY = {"57014": "too_slow", "55P03": "busy", "40001": "busy", "40P01": "busy"}
# Gone, out of room or connections, a transaction ended for its age, shutting down, disk failing; a
# function, table, column or schema that is not there: half restored, or between two migrations.
LOST = ("08", "53", "25P03", "25P04", "57P", "58", "42883", "42P01", "42703", "3F000")
# Where PostgreSQL refuses a row by its policy; from anywhere else it is a grant that was lost.
ROW_SECURITY = "ExecWithCheckOptions"
READ_ONLY = "25006"
CHECK_VIOLATION = "23514"


def refused_by_database(error: ServerError, read_only: bool) -> Refused:
    """What a client is told of an error that PostgreSQL answered to a read, or to a write."""
    state = error.sqlstate
    if state.startswith("PT"):
        return _raised(error)
    if state in RETRY:
        return Refused(RETRY[state], retry_after=1)
    if is_in_trouble(error, read_only):
        log.error("database_in_trouble", sqlstate=state, message=error.message)
        return Refused("unavailable", retry_after=1)
    known = _by_constraint(error)
    if known or state in PLAIN or (state.startswith("22") and state != DIVISION):
        refused = known or Refused(PLAIN.get(state, "value_refused"), field=_field(error))
        refused.table = error.table if state == CHECK_VIOLATION else None
        return refused
    log.error("database_error", sqlstate=state, message=error.message, constraint=error.constraint)
    return Refused("internal")


class Blocker(msgspec.Struct, frozen=True):
    """One more reason for a refusal: what private.blocker says of it."""

    status: int
    code: str
    field: str
    params: Params


def _raised(error: ServerError) -> Refused:
    """What a rule refused on purpose. Its hint: in how many seconds to come back, or in JSON what
    else is in the way."""
    hint = error.hint or ""
    refused = Refused(
        error.message,
        status=int(error.sqlstate[2:]),
        params=_params(error.detail),
        field=camel(error.column) if error.column else None,
        retry_after=int(hint) if hint.isdigit() else None,
    )
    if hint.startswith("["):
        refused.others = [
            Refused(each.code, status=each.status, params=each.params, field=camel(each.field))
            for each in msgspec.json.decode(hint, type=list[Blocker])
        ]
    return refused


def _params(detail: str | None) -> Params:
    """The values that a rule's sentences name: it raises them as its detail, in JSON."""
    values: Params = msgspec.json.decode(detail) if detail else {}
    return values


def _by_constraint(error: ServerError) -> Refused | None:
    """What a constraint that a client can meet has to say."""
    if known := CONSTRAINTS.get(error.constraint or ""):
        return Refused(known[0], field=known[1])
    if (error.constraint or "").endswith("_bounded"):
        return Refused("value_too_large", field=_field(error))
    return None


def all_refused(first: Refused, constraints: Iterable[str]) -> Refused:
    """A refusal by a CHECK, with what the other CHECKs of the row say."""
    said = {(each.code, each.field): each for each in (first, *first.others)}
    for name in constraints:
        error = ServerError(CHECK_VIOLATION, "", None, None, None, name, first.table)
        refused = _by_constraint(error) or Refused("value_refused", field=_field(error))
        said.setdefault((refused.code, refused.field), refused)
    first.others = [*said.values()][1:]
    return first


def is_in_trouble(error: ServerError, read_only: bool) -> bool:
    """Whether it is the database's own state that is told of, whatever was asked."""
    is_grant_lost = error.sqlstate == NO_RIGHT and error.routine != ROW_SECURITY
    has_no_room = error.sqlstate == CHECK_VIOLATION and error.constraint is None  # no day in a log
    is_lost = error.sqlstate.startswith(LOST)
    return is_lost or is_grant_lost or has_no_room or is_standby(error, read_only)


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
