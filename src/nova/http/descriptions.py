"""What each field is, for the documents: the database's own comment on its column, said once.

`columns.json` holds the comments of sql/schema.sql (`make generated`). A field is its column's in
one of the tables that its module speaks of, the first that has such a column; what is no column is
said here.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from nova.errors.refused import camel

COLUMNS: Mapping[str, Mapping[str, str]] = msgspec.json.decode(
    Path(__file__).with_name("columns.json").read_bytes()
)
TABLES: Mapping[str, tuple[str, ...]] = {
    "audit": ("audit_log",),
    "auth": ("users", "sessions"),
    "customers": ("customers",),
    "events": ("events",),
    "invitations": ("team_invitations", "teams"),
    "locations": ("cities",),
    "matches": ("smart_matches", "match_answers"),
    "notifications": ("notifications",),
    "offers": ("offers", "properties"),
    "people": ("users",),
    "properties": ("properties",),
    "requests": ("requests",),
    "subscriptions": ("subscriptions",),
    "tasks": ("tasks",),
    "appointments": ("appointments",),
    "calendar": ("holidays", "working_hours"),
    "PlatformHoliday": ("platform_holidays",),
    "teams": ("teams",),
    "users": ("users",),
    # Structs of another table than the rest of their module.
    "Activity": ("customer_activities",),
    "Device": ("sessions",),
    "District": ("districts",),
    "MatchSettings": ("match_settings",),
    "NewMatchSettings": ("match_settings",),
    "Member": ("team_members", "users"),
    "MemberChanges": ("team_members",),
    "MyTeam": ("teams", "team_members"),
    "NewActivity": ("customer_activities",),
    "Partner": ("users",),
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
SAID: Mapping[str, str] = {
    "Event.data": "The row as the API shows it; above 8 KiB it says that it was cut",
    "MatchStats.total": "Matches in all",
    "OfferStats.total": "Offers in all",
    "RequestStats.total": "Requests in all",
    "Event.id": "Its number in the log",
    "ErrorDetail.code": "What is wrong, as a key that never changes",
    "ErrorBody.code": "Which refusal it is, as a key that never changes",
    "Health.status": "ok",
    "Readiness.status": "ready, or not ready",
    "Verification.type": "What the code proves; the phone where nothing is said",
    "CodeWanted.type": "What the code is for; the phone where nothing is said",
    "OfferFit.status": "State of the match that is kept; null where none is",
    "RequestFit.status": "State of the match that is kept; null where none is",
    "TeamSettings.words": "Words of its own, by list",
    "sharedPool": "Whether brokers see the customers whom nobody was given",
    "taskReview": "Whether another than who did a task calls it done",
    "Notification.relatedEntityType": "Kind of thing it is about: `smart_match`, `task`",
    "OfferFit.matchId": "The match that is kept; null where none is",
    "RequestFit.matchId": "The match that is kept; null where none is",
    "Broker.matchId": "The match by which they hold the place",
    "MyTeam.permissions": "What one may do there; null where one owns it as a company only",
    "Match.customerId": "The request's customer; null to the offer's side",
    "Me.stats": "The person's figures",
    "Me.unreadNotifications": "How many notifications wait to be read",
    "MatchStats.pending": "Matches that nobody has looked at",
    "Appointment.rrule": "How it comes again (RFC 5545); null: once",
    "AppointmentReason.reason": "Why",
    "NewAppointment.userId": "Whose calendar; one's own where nothing is said",
    "NewAppointment.reminders": "How long before it its person is reminded",
    "PossibleTime.userId": "Whose time; one's own where nothing is said",
    "Rival.id": "Which; null where one may only know of it",
    "Rival.title": "What it is; null where one may only know of it",
    "Warning.code": "What it is, as a key that never changes: that of the refusal where `strict`",
    "days": "The seven days",
    "exceptId": "The appointment that would move, which is not in its own way",
    "minutes": "How long before it, in minutes",
    "movedAt": "When it was moved, UTC",
    "rivals": "The appointments in the way",
    "warnings": "What speaks against this time without forbidding it",
    "BulkChange.ids": "Which tasks",
    "BulkChange.action": "What is done to each",
    "BulkResult.code": "Why it was refused, as a key that never changes; null where it was done",
    "BoardColumn.count": "How many there are, counted up to 1,000",
    "BoardColumn.data": "The first fifty, from the top down",
    "ChecklistItem.id": "Its id",
    "afterId": "Below which it is put; null: on top",
    "byAssignee": "The same by who is to do them, of teams that one reads whole",
    "columns": "A column for each state, in order",
    "done": "Whether it is ticked off",
    "doneThisWeek": "Done since Sunday began, by one's own clock",
    "dueToday": "Due today, by one's own clock",
    "open": "Neither done nor cancelled",
    "overdue": "Open, and past when they were due",
    "text": "What is to be ticked off",
    "acceptanceRate": "Of those that were answered, which part was accepted, 0 to 1",
    "accepted": "Matches accepted",
    "acceptedMatches": "Matches accepted",
    "access": "How much of it the caller may see",
    "activeCustomers": "Customers whose status is ACTIVE",
    "activeProperties": "Properties whose status is ACTIVE",
    "algorithmVersion": "Which scoring gave the points",
    "ar": "In Arabic",
    "at": "When it happened, UTC",
    "assignedToName": "The name of whom it was given to",
    "averageScore": "The mean of the scores, 0 to 100; null of none",
    "broker": "Who offers it, once the match is accepted",
    "byStatus": "How many of each status",
    "byType": "How many of each type",
    "calculationData": "What each factor gave",
    "cancelledAppointments": "Appointments cancelled",
    "completedAppointments": "Appointments held",
    "completedTasks": "Tasks done",
    "count": "How many",
    "currency": "SAR",
    "current": "Whether it is the device that asks",
    "cursor": "Where the newest of these events is in the log: the `after` of the next call",
    "data": "The rows",
    "database": "Whether the database answers",
    "defaults": "How far it reaches by team role",
    "details": "The wrong fields, the first twenty; none where it is about no field",
    "distance": "How unlike it is; 0 is the same",
    "effective": "Every permission and how far it reaches in the end",
    "en": "In English",
    "entity": "What kind of thing it is about",
    "entityId": "Which one it is about",
    "enums": "Each enum and its words, in order",
    "error": "A sentence in the caller's language",
    "event": "What happened, as `<entity>.<verb>`",
    "events": "The events, the oldest first",
    "expired": "Matches that ended unanswered",
    "expiresAt": "When it ends, UTC",
    "field": "The field, with its path: `customFields`, `tags[2]`",
    "fullDetails": "All of the offer; null before the match is accepted",
    "hasMore": "Whether more came than were told: ask again at once",
    "kept": "How many matches are kept now",
    "matchScore": "0 to 100",
    "matchedFeatures": "What fits, in Arabic",
    "matchedFeaturesEn": "What fits, in English",
    "matches": "Matches made",
    "matchesAccepted": "Matches accepted",
    "matchesRejected": "Matches rejected",
    "matchesViewed": "Matches somebody looked at",
    "memberId": "The membership: not the person",
    "message": "A sentence for the reader",
    "migrations": "Whether the database has the newest migration that this process knows",
    "more": "How many wrong fields there are beside the first twenty",
    "nextCursor": "Where the next page begins: the `cursor` to ask for it; null on the last one",
    "nextInSeconds": "After how many seconds another code may be asked for",
    "offer": "The offer, as other brokers see it",
    "offerId": "The offer",
    "offersMatched": "Offers that have a match",
    "oldPassword": "The present password",
    "openByCity": "How many open ones look in each city, at most 50 cities",
    "overrides": "What differs from the role's defaults",
    "params": "What the sentence names, to say it in other words",
    "partner": "The other broker",
    "password": "The password",
    "pending": "How many are pending",
    "permission": "Its key, `<things>.<verb>`",
    "permissions": "Each permission and how far it reaches",
    "placesLeft": "How many brokers may still take it",
    "plan": "The plan",
    "pricePerSquareMetre": "SAR",
    "property": "The property",
    "propertyId": "The property",
    "queued": "How many wait for the matcher now",
    "read": "How many were marked as read",
    "reader": "Whether the live feed's reader is alive",
    "reason": "Why",
    "refreshToken": "What new tokens are given for",
    "region": "The region it is in",
    "rejected": "Matches rejected",
    "rentedProperties": "Properties rented out",
    "request": "The request, as much of it as the caller may see",
    "requestId": "The request",
    "requiresVerification": "What is still to be proved",
    "reset": "Why the client should load anew what it shows; null where nothing was missed",
    "scopeId": "Whose rows: a person or a team",
    "sent": "Always true: whether there is such an account is not told",
    "shownFrom": "Matches from this score on are shown",
    "side": "Whose side the caller is on: the offer's, or the broker's who has the request",
    "soldProperties": "Properties sold",
    "status": "Its state",
    "storedFrom": "Matches from this score on are kept",
    "subscription": "Their subscription",
    "teamName": "The team's name",
    "teams": "The teams they work in or own",
    "ticket": "Good once, for 30 seconds",
    "token": "The access token, for `Authorization: Bearer`",
    "total": "How many there are in all; of a list with `count=true` only",
    "totalAppointments": "Appointments in all",
    "totalCustomers": "Customers in all",
    "totalLogins": "Log-ins in all",
    "totalMatches": "Matches in all",
    "totalProperties": "Properties in all",
    "totalTasks": "Tasks in all",
    "user": "Who it is",
    "userName": "The name of who did it; null for the system",
    "value": "The word as the API says it",
    "verified": "Whether it is proved now",
    "viewed": "Matches somebody looked at",
    "vipCustomers": "Customers marked as VIP",
    "waiting": "Whether the matcher has still to come to it: ask again",
    "weights": "How many points each factor gives at most",
    "words": "Each vocabulary and its words",
    "writes": "Whether it changes anything: an observer never has it",
}
"""Fields of no table, by Struct and name or by name alone."""
PARAMETERS: Mapping[str, str] = {
    "createdBy": "Whom they were made by",
    "dueBefore": "Due before this day",
    "mine": "Those one is to do, or made",
    "overdue": "Whether they are open and past when they were due, by one's own clock",
    "priority": "Of this priority",
    "sort": "In which order",
    "teamId": "Of this team; without it of all that one may see, on the board one's own",
    "from": "From this moment on, with its zone",
    "minutes": "How long it takes",
    "step": "At every so many minutes",
    "to": "Till this moment, with its zone",
    "userId": "Of this person",
    "users": "Whom to meet, colleagues and oneself, at most 20; oneself where nobody is named",
    "year": "Of which year; this one where nothing is said",
    "areaMax": "At most, square metres",
    "areaMin": "At least, square metres",
    "assignedTo": "Whom they were given to",
    "bedroomsMin": "Bedrooms at least",
    "budgetMax": "Whose budget begins at most here, whole SAR",
    "budgetMin": "Whose budget ends at least here, whole SAR",
    "city": "The city, by any of its names",
    "customerId": "Of this customer",
    "isPublished": "Whether it is published",
    "isVip": "Whether they are marked as VIP",
    "listingType": "For sale or for rent",
    "priceMax": "At most, whole SAR",
    "priceMin": "At least, whole SAR",
    "propertyId": "Of this property",
    "propertyType": "The type: a key or a word of /api/meta/words, in any form",
    "role": "Who have this role",
    "status": "Those in this state",
    "tag": "That have this tag",
    "type": "Those of this type",
    "unread": "Whether only those that nobody has read",
}
"""What filters a list."""


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
