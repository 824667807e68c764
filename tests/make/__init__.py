"""Makes what tests need: people, their rows, clients. Names are those of the business."""

from make.billing import bought, card, on_plan, plan, press
from make.calendar import VISIT, appointment, series, task
from make.clients import PLAIN, Client, environment, eventually, health_of, refused
from make.customers import customer
from make.fresh import address, email, free_port, mobile
from make.matches import match_in, match_of
from make.messages import LOG, code, messages, token_sent
from make.offers import offer, offered
from make.outbox import Sending, again, queued, sending, settled, tried
from make.properties import PROPERTY, licence, property_
from make.requests import REQUEST, request, requested
from make.rows import insert, insert_many, own_row
from make.teams import Office, invite, member, override, team
from make.users import (
    PASSWORD,
    Person,
    act_as,
    broker,
    caller,
    register,
    subscribe,
    user,
    with_role,
)
from nova.database.flight import Caller

__all__ = [
    "LOG",
    "PASSWORD",
    "PLAIN",
    "PROPERTY",
    "REQUEST",
    "VISIT",
    "Caller",
    "Client",
    "Office",
    "Person",
    "Sending",
    "act_as",
    "address",
    "again",
    "appointment",
    "bought",
    "broker",
    "caller",
    "card",
    "code",
    "customer",
    "email",
    "environment",
    "eventually",
    "free_port",
    "health_of",
    "insert",
    "insert_many",
    "invite",
    "licence",
    "match_in",
    "match_of",
    "member",
    "messages",
    "mobile",
    "offer",
    "offered",
    "on_plan",
    "override",
    "own_row",
    "plan",
    "press",
    "property_",
    "queued",
    "refused",
    "register",
    "request",
    "requested",
    "sending",
    "series",
    "settled",
    "subscribe",
    "task",
    "team",
    "token_sent",
    "tried",
    "user",
    "with_role",
]
