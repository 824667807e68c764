"""The app's own statements as pgbench scripts: the same text and parameters, in one flight.

Each parameter of queries.sql stays a parameter; its name says what fills it. One that nothing
fills is null, as a request leaves it that does not name it.
"""

import json
import re
from collections.abc import Mapping

import msgspec

from bench.data import CUSTOMER, KIND, SESSION, SHARE, TEAM, TEAM_SIZE, USER, ident
from nova.database.flight import BEGIN_REQUEST
from nova.database.queries import Query
from nova.features.customers.structs import NewCustomer
from nova.shapes.structs import columns

PHONE = "+966599999999"
"""The phone in a new customer's JSON, replaced by one that nobody has."""
PHONES_A_CLIENT = 40_000

NEW_CUSTOMER: Mapping[str, object] = {
    "name": "محمد العتيبي", "phone": PHONE, "email": "customer@example.com", "category": "مشتري",
    "interestLevel": "مرتفع", "source": "توصية", "isVip": True, "budgetMin": 500_000,
    "budgetMax": 1_500_000, "financingNeeded": True, "preferredCities": ["الرياض", "جدة"],
    "preferredDistricts": ["النرجس", "الياسمين"], "propertyTypes": ["فيلا", "شقة"],
    "tags": ["جاد"], "notes": "يبحث عن مسكن قريب من المدارس، والتواصل مساءً.",
    "teamId": str(ident(TEAM, 0)),
}  # fmt: skip

CONSTANTS: Mapping[str, str] = {
    "request_id": "019ab4b5-6f0e-7c7a-9d2e-0d8e5a1f0c11",
    "client_ip": "127.0.0.1",
    "page_size": "50",
    "with_total": "false",
    "nothing": "-",
}
"""Variables that are the same in every transaction."""


def flight(query: Query, brokers: int, who: str, *, read_only: bool) -> str:
    """The script of one request of `who`, a pgbench expression of a broker's number."""
    variables = {
        "n": who,
        "user_id": f"{USER * KIND} + :n",
        "session_id": f"{SESSION * KIND} + :n",
        "customer_id": f"{CUSTOMER * KIND} + :n + {brokers} * random(0, {SHARE - 1})",
        "team_id": f"{TEAM * KIND} + :n / {TEAM_SIZE}",
        "turn": ":turn + 1",
        "phone": f":first + :client_id * {PHONES_A_CLIENT} + :turn",
        "read_only": str(read_only).lower(),
    }
    lines = [f"\\set {name} {value}" for name, value in variables.items()]
    statements = [f"{_filled(each)};" for each in (BEGIN_REQUEST, query)]
    return "\n".join([*lines, "\\startpipeline", *statements, "\\endpipeline", ""])


def definitions(first_phone: int) -> list[str]:
    """The command line's variables."""
    given = {**CONSTANTS, "turn": "0", "first": str(first_phone)}
    return [f"--define={name}={value}" for name, value in given.items()]


def _filled(query: Query) -> str:
    """The statement with a pgbench variable in each parameter's place."""

    def fill(place: re.Match[str]) -> str:
        name, kind = query.parameters[int(place[1]) - 1]
        return f"({_source(name, kind)})::{kind}"

    return re.sub(r"\$(\d+)", fill, query.text.decode())


def _source(name: str, kind: str) -> str:
    """What fills a parameter of this name and type."""
    if name == "customer":
        return _new_customer()
    if name in {"user_id", "session_id", "customer_id"}:
        return f"lpad(:{name}, 32, '0')"
    if name in CONSTANTS or name == "read_only":
        return f":{name}"
    return "nullif(:nothing, '-')"


def _new_customer() -> str:
    """The JSON that the app would send, of the caller's team and with a new phone."""
    sent = columns(msgspec.convert(NEW_CUSTOMER, NewCustomer))
    text = json.dumps(msgspec.to_builtins(sent), ensure_ascii=False)
    text = text.replace(PHONE, "+9665' || :phone::text || '")
    return "'" + text.replace(str(ident(TEAM, 0)), "' || lpad(:team_id, 32, '0') || '") + "'"
