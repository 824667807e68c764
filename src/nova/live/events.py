"""Every event there is, and who hears of it: what the documents say, held equal to sql/ by a test.

A rule names its event in full (`match.accepted`), so that a search for it finds the rule.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Told(NamedTuple):
    """What is told of one kind of thing."""

    of: str
    events: tuple[str, ...]
    hearers: str


EVENTS = (
    Told("customers", (
        "customer.created", "customer.updated", "customer.assigned", "customer.archived",
        "customer.deleted",
    ), "whoever may read them, before or after; observers without phones"),
    Told("their activities, papers", (
        "customer.activity.created", "customer.document.created", "customer.document.deleted",
    ), "whoever may read the customer; copies of identity papers by `documents.id`"),
    Told("properties, pictures", (
        "property.created", "property.updated", "property.published", "property.deleted",
        "property.images.updated",
    ), "whoever may read them; a view is no event"),
    Told("offers", (
        "offer.created", "offer.updated", "offer.paused", "offer.resumed", "offer.renewed",
        "offer.expired", "offer.completed", "offer.deleted",
    ), "their broker"),
    Told("requests", (
        "request.created", "request.updated", "request.fulfilled", "request.canceled",
        "request.archived", "request.reopened", "request.deleted",
    ), "their broker"),
    Told("matches", (
        "match.created", "match.rescored", "match.reassigned", "match.viewed", "match.accepted",
        "match.rejected", "match.expired",
    ), "both sides, the score for the broker only"),
    Told("appointments", (
        "appointment.created", "appointment.updated", "appointment.confirmed",
        "appointment.cancelled", "appointment.completed", "appointment.deleted",
    ), "whose they are"),
    Told("tasks", (
        "task.created", "task.updated", "task.assigned", "task.completed", "task.deleted",
        "task.comment.created", "task.comment.updated", "task.comment.deleted",
    ), "owner, maker, assignee (old and new), who commented, as far as they may read it"),
    Told("notifications", (
        "notification.created", "notification.updated", "notification.read",
        "notification.deleted",
    ), "their reader"),
    Told("teams", (
        "team.updated", "team.deleted", "team.member.added", "team.member.updated",
        "team.member.removed",
    ), "whoever may read the team, who is removed"),
    Told("subscriptions, invoices", (
        "subscription.updated", "invoice.created", "invoice.paid", "invoice.failed",
        "invoice.cancelled", "invoice.refunded",
    ), "whose they are"),
    Told("people", ("user.updated",), "themselves"),
)  # fmt: skip
INNER = "user.revoked"
"""Ends sessions on every process; told to nobody."""
SHAPES: Mapping[str, str] = {
    "customer": "Customer",
    "customer.activity": "Activity",
    "property": "Property",
    "offer": "Offer",
    "request": "Request",
    "appointment": "Appointment",
    "task": "Task",
    "task.comment": "TaskComment",
    "notification": "Notification",
    "team": "Team",
    "team.member": "Member",
    "subscription": "Subscription",
    "invoice": "Invoice",
}
"""Of which shape of the API the data of these events is; the others say theirs in asyncapi.py, or
are of things that the API does not show yet."""
