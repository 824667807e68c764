"""What each field is, for the documents: the database's own comment on its column, said once.

`columns.json` holds the comments of sql/schema.sql (`make generated`). A field is its column's in
one of the tables that its module speaks of, the first that has such a column; what is no column is
said in sentences.py.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from nova.errors.refused import camel
from nova.http.parameter_sentences import PARAMETERS
from nova.http.sentences import SAID

COLUMNS: Mapping[str, Mapping[str, str]] = msgspec.json.decode(
    Path(__file__).with_name("columns.json").read_bytes()
)
TABLES: Mapping[str, tuple[str, ...]] = {
    "audit": ("audit_log",),
    "auth": ("users", "sessions"),
    "consents": ("consent_events",),
    "customers": ("customers",),
    "devices": ("push_devices",),
    "events": ("events",),
    "billing": ("subscription_invoices",),
    "invitations": ("team_invitations", "teams"),
    "invoices": ("subscription_invoices",),
    "locations": ("cities",),
    "matches": ("smart_matches", "match_answers"),
    "notifications": ("notifications",),
    "outbox": ("outbox",),
    "offers": ("offers", "properties"),
    "payments": ("payments",),
    "people": ("users",),
    "properties": ("properties",),
    "requests": ("requests",),
    "subscriptions": ("subscriptions",),
    "tasks": ("tasks",),
    "appointments": ("appointments",),
    "visits": ("appointments",),
    "VisitBroker": ("users",),
    "feeds": ("appointments", "tasks", "calendar_feeds"),
    "NotificationKind": ("notification_types",),
    "NotificationChoice": ("notification_types",),
    "Feed": ("calendar_feeds",),
    "NewFeed": ("calendar_feeds",),
    "calendar": ("holidays", "working_hours"),
    "PlatformHoliday": ("platform_holidays",),
    "teams": ("teams",),
    "users": ("users",),
    # Structs of another table than the rest of their module.
    "Activity": ("customer_activities",),
    "BillingDetails": ("billing_details",),
    "BillingDetailsChanges": ("billing_details",),
    "CardShown": ("payment_methods",),
    "Device": ("sessions",),
    "District": ("districts",),
    "MatchSettings": ("match_settings",),
    "NewMatchSettings": ("match_settings",),
    "KeptPlan": ("subscription_plans",),
    "Member": ("team_members", "users"),
    "MemberChanges": ("team_members",),
    "MyTeam": ("teams", "team_members"),
    "NewPaymentMethod": ("payment_methods",),
    "NewPlan": ("subscription_plans",),
    "NewActivity": ("customer_activities",),
    "Partner": ("users",),
    "Party": ("billing_details",),
    "Payment": ("payments",),
    "PaymentMethod": ("payment_methods",),
    "PlanOnOfferChanges": ("subscription_plans",),
    "Refund": ("refunds",),
    "Seller": ("sellers",),
    "SellerChanges": ("sellers",),
    "Permissions": ("team_members",),
    "Plan": ("subscription_plans",),
    "PlanName": ("subscriptions",),
    "Region": ("regions",),
    "Stats": ("user_stats",),
    "Subscription": ("subscriptions",),
    "TaskComment": ("task_comments",),
    "NewTaskComment": ("task_comments",),
    "TaskCommentChanges": ("task_comments",),
    "Word": ("words",),
}
"""Whose rows a Struct shows, by its name or its module's: a feature, or a shared one."""
COLUMN = re.compile(r"(?<!`)\b[a-z]+(?:_[a-z0-9]+)+\b")  # as the API names it: phoneE164


def describe(shapes: dict[str, Any], kinds: Iterable[type[msgspec.Struct]]) -> None:
    """Give each property of these Structs its description, where it has none of its own."""
    for kind in kinds:
        name, properties = kind.__name__, shapes[kind.__name__]["properties"]
        tables = TABLES.get(name, TABLES.get(_subject(kind.__module__), ()))
        for field in msgspec.structs.fields(kind):
            found = properties[field.encode_name]
            columns = (COLUMNS[each].get(field.name) for each in tables)
            said = SAID.get(f"{name}.{field.encode_name}"), *columns, SAID.get(field.encode_name)
            words = COLUMN.sub(lambda name: camel(name[0]), next(filter(None, said), ""))
            own = found.get("description", "")
            if words.partition(";")[0] not in own:
                found["description"] = ". ".join(filter(None, [words, own]))


def described(parameter: dict[str, Any]) -> str:
    """What a parameter of a path or a query is."""
    name = parameter["name"]
    if parameter["in"] == "path":
        return f"Which {name.removesuffix('_id').replace('_', ' ')}"
    return str(parameter.get("description") or PARAMETERS[name])


def _subject(module: str) -> str:
    """The feature of a module of Structs, or its own name among the shared ones."""
    *_, package, name = module.split(".")
    return name if package == "shapes" else package
