"""Facts that stand in Python and in the database, held equal: words, bounds, defaults, grants."""

import importlib
import inspect
import re
import typing
from collections.abc import Iterator
from typing import Any, Literal

import msgspec
import psycopg
import pytest
from litestar.handlers import BaseRouteHandler

from nova.app import FEATURES
from nova.live.events import EVENTS, INNER
from nova.live.protocol import CLOSE_CODES, ENTITIES, CloseCode
from nova.settings import ROOT, SQL
from nova.shapes import words
from nova.shapes.structs import Input

WRITES = {
    "NewCustomer": "customers", "CustomerChanges": "customers", "NewActivity": "customer_activities",
    "NewProperty": "properties", "PropertyChanges": "properties",
    "NewRequest": "requests", "RequestChanges": "requests",
    "NewOffer": "offers", "OfferChanges": "offers",
    "NewTeam": "teams", "TeamChanges": "teams", "MemberChanges": "team_members",
    "NewInvitation": "team_invitations", "ProfileChanges": "users", "AccountChanges": "users",
    "NewUser": "users", "NewTask": "tasks", "TaskChanges": "tasks", "NewTaskComment": "task_comments", "NewAppointment": "appointments", "AppointmentChanges": "appointments",
    "NewPaymentMethod": "payment_methods", "NewPlan": "subscription_plans", "PlanOnOfferChanges": "subscription_plans",
    "BillingDetailsChanges": "billing_details", "SellerChanges": "sellers",
    "NewHoliday": "holidays", "NewConsent": "consent_events", "NewFeed": "calendar_feeds", "HolidayChanges": "holidays",
}  # fmt: skip
"""The table whose columns a body's fields are."""
WORDS = {
    ("customers", "status"): "customers.status",
    ("matches", "status"): "smart_matches.status",
    ("notifications", "type"): "notifications.type",
    ("offers", "status"): "offers.status",
    ("offers", "listing_type"): "properties.listing_type",
    ("properties", "status"): "properties.status",
    ("properties", "listing_type"): "properties.listing_type",
    ("properties", "advertiser_capacity"): "properties.advertiser_capacity",
    ("requests", "status"): "requests.status",
    ("requests", "type"): "requests.type",
    ("users", "role"): "users.role",
    ("users", "status"): "users.status",
    ("customers", "type"): "customer_activities.type",
    ("invitations", "role"): "team_invitations.role",
    ("teams", "role"): "team_members.role",
    ("teams", "status"): "team_members.status",
    ("matches", "mode"): "match_settings.mode",
    ("auth", "type"): "otp_codes.type",
    ("tasks", "priority"): "tasks.priority",
    ("tasks", "status"): "tasks.status",
    ("appointments", "status"): "appointments.status",
    ("feeds", "tasks_as"): "calendar_feeds.tasks_as",
    ("visits", "answer"): "appointments.customer_response",
    ("subscriptions", "status"): "subscriptions.status",
    ("subscriptions", "billing_cycle"): "subscriptions.billing_cycle",
    ("invoices", "status"): "subscription_invoices.status",
    ("payments", "brand"): "payment_methods.brand",
    ("consents", "channel"): "consent_events.channel",
}
"""The column whose CHECK has the words that a feature's field or parameter takes."""
FEWER = {
    ("users", "status"): "DELETED accounts are found by nobody",
    ("auth", "type"): "a password is reset by routes of its own",
    ("customers", "type"): "ASSIGNED is written by the rule that gives a customer to somebody",
}
"""Where a caller may say fewer words than the column may hold, and why."""
ELSEWHERE = {
    ("subscriptions", "features"): "select value from nova.enum_labels where enum = 'planFeature'",
    ("subscriptions", "limits"): "select value from nova.enum_labels where enum = 'planLimit'",
    ("tasks", "sort"): "select value from nova.enum_labels where enum = 'taskSort'",
    ("tasks", "mine"): "select value from nova.enum_labels where enum = 'mine'",
    ("appointments", "on_conflict"): "select value from nova.enum_labels where enum = 'onConflict'",
    ("appointments", "scope"): "select value from nova.enum_labels where enum = 'seriesScope'",
    ("tasks", "action"): "select value from nova.enum_labels where enum = 'bulkAction'",
    ("matches", "algorithm"): "select version from private.match_plans",
    (
        "teams",
        "permissions",
    ): "select distinct reach from private.role_permissions union values ('NONE')",
}
"""Words that no CHECK lists: the query that does."""


def fields(struct: type[msgspec.Struct]) -> tuple[msgspec.inspect.Field, ...]:
    info = msgspec.inspect.type_info(struct)
    assert isinstance(info, msgspec.inspect.StructType)
    return info.fields


def structs(feature: str) -> Iterator[type[msgspec.Struct]]:
    module = importlib.import_module(f"nova.features.{feature}.structs")
    for _, kind in inspect.getmembers(module, inspect.isclass):
        if issubclass(kind, Input) and kind.__module__ == module.__name__:
            yield kind


def literals(kind: Any) -> Iterator[tuple[str, ...]]:
    if typing.get_origin(kind) is Literal:
        yield typing.get_args(kind)
    for part in typing.get_args(kind):
        if not isinstance(part, str | int):
            yield from literals(part)


def said() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each closed list of words that a caller may say: its feature, its name, the words."""
    for module in FEATURES:
        feature = module.__name__.split(".")[-2]
        takers: list[Any] = [*structs(feature)]
        takers += [handler.fn for _, handler in inspect.getmembers(module, is_handler)]
        for taker in takers:
            hints = typing.get_type_hints(taker, include_extras=True)
            hints.pop("return", None)
            for name, kind in hints.items():
                for closed in literals(kind):
                    yield feature, name.rstrip("_"), closed


def is_handler(value: object) -> bool:
    return isinstance(value, BaseRouteHandler)


SAID = sorted({(feature, name): words for feature, name, words in said()}.items())


def checks(owner: psycopg.Connection, table: str) -> list[str]:
    rows = owner.execute(
        "select pg_get_constraintdef(k.oid) from pg_constraint k"
        " where k.contype = 'c' and k.conrelid = format('nova.%%I', %s::text)::regclass", [table],
    ).fetchall()  # fmt: skip
    return [text for (text,) in rows]


def words_of(owner: psycopg.Connection, column: str) -> set[str]:
    table, name = column.split(".")
    for check in checks(owner, table):
        if found := re.fullmatch(rf"CHECK \(\(\(?{name} = ANY \(+ARRAY\[(.+)\]\)+", check):
            return set(re.findall(r"'([^']*)'", found[1]))
    return set()


@pytest.mark.parametrize(
    ("place", "words"), SAID, ids=[f"{feature}.{name}" for (feature, name), _ in SAID]
)
def test_a_list_of_words_is_its_columns_check(
    owner: psycopg.Connection, place: tuple[str, str], words: tuple[str, ...]
) -> None:
    assert place in WORDS or place in ELSEWHERE, "say in WORDS which column it is"
    if place in WORDS:
        known = words_of(owner, WORDS[place])
    else:
        known = {word for (word,) in owner.execute(ELSEWHERE[place].encode()).fetchall()}
    assert set(words) <= known
    assert (set(words) < known) == (place in FEWER), "FEWER says why not all"


def test_no_word_is_tied_in_vain() -> None:
    places = {place for place, _ in SAID}
    assert set(WORDS) | set(ELSEWHERE) | set(FEWER) == places | set(FEWER)
    assert set(FEWER) <= places


def bound(info: msgspec.inspect.Type, name: str) -> Iterator[tuple[str, int]]:
    """What a field's type says: its pattern in a CHECK, and the number there."""
    if isinstance(info, msgspec.inspect.UnionType):
        for part in info.types:
            yield from bound(part, name)
    elif isinstance(info, msgspec.inspect.Metadata):
        yield from bound(info.type, name)
    elif isinstance(info, msgspec.inspect.StrType) and info.max_length is not None:
        yield rf"length\({name}\) <= (\d+)", info.max_length
    elif isinstance(info, msgspec.inspect.ListType) and info.max_length is not None:
        yield rf"cardinality\({name}\) <= (\d+)", info.max_length
    elif isinstance(info, msgspec.inspect.IntType) and info.le is not None:
        yield rf"\b{name} <= '?(\d+)", int(info.le)


BOUNDED = [
    (kind, field.name, pattern, most)
    for module in FEATURES
    for kind in structs(module.__name__.split(".")[-2])
    if kind.__name__ in WRITES
    for field in fields(kind)
    for pattern, most in bound(field.type, field.name)
]
NO_COLUMN = {
    ("NewPlan", "features"): "an array in JSON; the CHECK counts it",
    ("PlanOnOfferChanges", "features"): "an array in JSON; the CHECK counts it",
    ("NewAppointment", "reminders"): "an array in JSON; the CHECK counts it",
    ("NewAppointment", "rrule"): "kept on the series",
    ("NewTask", "checklist"): "texts, which become items; the CHECK counts those",
    ("NewUser", "phone"): "kept as E.164, by the domain nova.phone",
    ("NewInvitation", "phone"): "kept as E.164, by the domain nova.phone",
    ("NewUser", "password"): "its hash is kept",
    ("NewUser", "role"): "two of the words may be said: role_refused",
}
"""Fields that no column keeps as they came, and what becomes of them."""


@pytest.mark.parametrize(
    ("kind", "name", "pattern", "most"), BOUNDED,
    ids=[f"{kind.__name__}.{name}" for kind, name, _, _ in BOUNDED],
)  # fmt: skip
def test_a_bound_is_its_columns_check(
    owner: psycopg.Connection, kind: type, name: str, pattern: str, most: int
) -> None:
    said = [
        int(found)
        for check in checks(owner, WRITES[kind.__name__])
        for found in re.findall(pattern, check)
    ]
    if (kind.__name__, name) in NO_COLUMN:
        assert said == []
        return
    assert said, f"{WRITES[kind.__name__]}.{name} has no CHECK: give it one of {most}"
    assert min(said) == most


EMPTY: dict[str, object] = {"settings": {}}
"""Kept without what is as it is by default."""
# How a rule is asked, not what is kept.
ASKED = {"strict", "on_conflict"}
DEFAULTS = [
    (kind, field.name, field.default)
    for module in FEATURES
    for kind in structs(module.__name__.split(".")[-2])
    if kind.__name__ in WRITES and kind.__name__.startswith("New")
    for field in msgspec.structs.fields(kind)
    if field.default not in (None, msgspec.NODEFAULT, msgspec.UNSET) and field.name not in ASKED
]


@pytest.mark.parametrize(
    ("kind", "name", "default"),
    DEFAULTS,
    ids=[f"{kind.__name__}.{name}" for kind, name, _ in DEFAULTS],
)
def test_a_default_is_its_columns(
    owner: psycopg.Connection, kind: type, name: str, default: object
) -> None:
    row = owner.execute(
        "select pg_get_expr(d.adbin, d.adrelid) from pg_attrdef d join pg_attribute a"
        " on a.attrelid = d.adrelid and a.attnum = d.adnum"
        " where d.adrelid = format('nova.%%I', %s::text)::regclass and a.attname = %s",
        [WRITES[kind.__name__], name],
    ).fetchone()
    assert row, "the table has no default: who writes by psql gets another row"
    value = owner.execute(f"select {row[0]}").fetchone()
    assert value and value[0] == EMPTY.get(name, default)


@pytest.mark.parametrize(
    ("made", "changed", "once", "later"),
    [
        ("NewCustomer", "CustomerChanges", {"team_id"}, {"status"}),
        ("NewProperty", "PropertyChanges", {"team_id"}, set()),
        ("NewRequest", "RequestChanges", {"team_id"}, set()),
        ("NewTeam", "TeamChanges", {"manager_id"}, set()),
    ],
)
def test_what_can_be_said_once_can_be_changed_and_the_other_way_round(
    made: str, changed: str, once: set[str], later: set[str]
) -> None:
    """But for what is said at the beginning alone, and what only comes later."""
    module = importlib.import_module(f"nova.features.{WRITES[made]}.structs")
    first, then = (
        {field.name for field in msgspec.structs.fields(getattr(module, name))}
        for name in (made, changed)
    )
    assert (first - then, then - first) == (once, later), f"{made} and {changed} differ"


@pytest.mark.parametrize(
    ("name", "privilege"),
    [
        ("NewCustomer", "insert"), ("CustomerChanges", "update"), ("NewProperty", "insert"),
        ("PropertyChanges", "update"), ("NewRequest", "insert"), ("RequestChanges", "update"),
        ("TeamChanges", "update"), ("ProfileChanges", "update"),
    ],
)  # fmt: skip
def test_the_fields_of_a_body_are_the_columns_that_the_app_may_write(
    owner: psycopg.Connection, name: str, privilege: str
) -> None:
    table = WRITES[name]
    module = importlib.import_module(f"nova.features.{table}.structs")
    rows = owner.execute(
        "select a.attname from pg_attribute a where a.attrelid = format('nova.%%I', %s::text)::regclass"
        " and a.attnum > 0 and not a.attisdropped"
        " and has_column_privilege('nova_app', a.attrelid, a.attnum, %s)", [table, privilege],
    ).fetchall()  # fmt: skip
    body = {field.name for field in msgspec.structs.fields(getattr(module, name))}
    assert {column for (column,) in rows} == body, f"{table}: {privilege} and {name} differ"


def test_every_event_is_spelled_out_where_it_is_told_and_in_the_documents(
    owner: psycopg.Connection,
) -> None:
    heads = "|".join(sorted({name.split(".")[0] for each in EVENTS for name in each.events}))
    told = {
        name
        for path in SQL.glob("*/*.sql")
        for name in re.findall(rf"'((?:{heads})(?:\.[a-z]+)+)'", path.read_text())
    }
    rights = {name for (name,) in owner.execute("select permission from private.permissions")}
    assert told - rights - {INNER} == {name for each in EVENTS for name in each.events}
    made = [
        path.name
        for path in SQL.glob("*/*.sql")
        if re.search(rf"'(?:{heads})\.' \|\|", path.read_text())
    ]
    assert made == [], "an event that is put together is found by no search"


def test_every_event_is_about_an_entity_of_the_protocol() -> None:
    for each in EVENTS:
        for name in each.events:
            entity = "_".join(name.split(".")[:-1])
            assert entity in ENTITIES or entity == "property_images", name


def test_every_close_code_that_is_told_is_in_the_documents() -> None:
    assert set(CLOSE_CODES) == set(CloseCode) - {CloseCode.GOING_AWAY, CloseCode.PROTOCOL_ERROR}
    for path in (ROOT / "src/nova/live").glob("*.py"):
        bare = re.findall(r"\b(?:1001|1002|1009|101[123]|44\d\d)\b", path.read_text())
        assert bare == [] or path.name in {"protocol.py", "picows_socket.py"}, path


def test_every_advisory_lock_has_a_number_of_its_own() -> None:
    """They are said in one place each, and in the register of sql/README.md."""
    files = [*SQL.glob("*/*.sql"), *(ROOT / "src/nova").rglob("*.py")]
    numbers = [
        number.replace("_", "")
        for path in files
        for number in re.findall(r"\b6_?682_?00(?:0_?\d{3})?\b", path.read_text())
    ]
    register = re.findall(r"^\| `(668200\d*)`", (ROOT / "sql/README.md").read_text(), re.MULTILINE)
    assert sorted(numbers) == sorted(register)
    assert len(set(numbers)) == len(numbers)


def test_the_words_of_the_documents_are_those_of_the_database(owner: psycopg.Connection) -> None:
    """`shapes/words.py` types what `GET /api/meta/enums` names."""
    rows = owner.execute(
        "select enum, array_agg(value) from nova.enum_labels group by enum"
    ).fetchall()
    labels = {enum: set(values) for enum, values in rows}
    typed = {name: kind for name, kind in vars(words).items() if typing.get_origin(kind) is Literal}
    assert len(typed) > 20
    for name, kind in typed.items():
        if name != "Algorithm":  # plans of scoring, which have no label
            assert set(typing.get_args(kind)) == labels[name[0].lower() + name[1:]], name
