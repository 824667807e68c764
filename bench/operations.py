"""What is measured: each operation's route, the statement behind it, and its target."""

import json
import random
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import msgspec
import psycopg
from psycopg import pq

from bench.data import CUSTOMER, SESSION, SHARE, TEAM, TEAM_SIZE, USER, Size, ident
from bench.statements import CONSTANTS, NEW_CUSTOMER
from nova.database.flight import BEGIN_REQUEST
from nova.database.queries import Query
from nova.errors.refused import camel
from nova.features.customers import routes as customer_routes
from nova.features.users import routes as user_routes
from nova.problem import Problem

LINES = 10_000


class Operation(msgspec.Struct, frozen=True):
    """A route as it is asked, and the least part of pgbench's rate that it must reach."""

    name: str
    method: str
    path: str
    query: Query
    target: float

    @property
    def read_only(self) -> bool:
        """Whether its transaction may not write."""
        return self.method == "GET"


customers = customer_routes.sql
users = user_routes.sql
OPERATIONS = [
    Operation("by id", "GET", "/api/customers/{customer_id}", customers.show_customer, 0.40),
    Operation("list of 50", "GET", "/api/customers?limit=50", customers.list_customers, 0.50),
    Operation("counts", "GET", "/api/users/me/stats", users.show_my_stats, 0.45),
    Operation("create", "POST", "/api/customers", customers.create_customer, 0.55),
]
HEALTH = "/api/health"


def write_requests(path: Path, operation: Operation, size: Size, tokens: list[str]) -> None:
    """Requests of random brokers, each about what is theirs, for wrk.lua to send."""
    with path.open("w") as file:
        for _ in range(LINES):
            n = random.randrange(size.brokers)
            file.write("\t".join((tokens[n], _path(operation, size, n), _body(operation, n))))
            file.write("\n")


def check(operation: Operation, url: str, token: str, owner: str, size: Size, n: int) -> None:
    """Ask once as broker n, and hold the answer to the database field by field. Raises Problem."""
    path = _path(operation, size, n)
    answered = httpx.request(
        operation.method, url + path, content=_body(operation, n),
        headers={"authorization": f"Bearer {token}", "content-type": "application/json"},
        trust_env=False,
    )  # fmt: skip
    if not answered.is_success:
        raise Problem(f"{operation.name} answered {answered.status_code}: {answered.text}")
    answer = answered.json()
    if operation.read_only:
        named = {"customer_id": UUID(path.rpartition("/")[2])} if "{" in operation.path else {}
        _same(operation, answer, asked(owner, operation.query, n, **named))
    else:
        _same(operation, answer, answer | NEW_CUSTOMER | {"teamId": _team(n)})
    with psycopg.connect(owner) as connection:
        for shown in answer.get("data", [answer] if "id" in answer else []):
            row = connection.execute(
                "select to_jsonb(c) from nova.customers c where c.id = %s", [shown["id"]]
            ).fetchone()
            kept = {camel(name): value for name, value in row[0].items()} if row else {}
            _same(operation, shown, {key: kept.get(key) for key in shown})


def asked(owner: str, query: Query, n: int, **named: object) -> Any:
    """What a reading statement itself answers broker n as nova_app. Raises Problem."""
    values = {
        "user_id": ident(USER, n), "session_id": ident(SESSION, n), "read_only": True,
        "request_id": CONSTANTS["request_id"], "client_ip": CONSTANTS["client_ip"],
        "page_size": int(CONSTANTS["page_size"]), "with_total": False, **named,
    }  # fmt: skip
    with psycopg.connect(owner) as connection:
        connection.execute("set local role nova_app")
        for each in (BEGIN_REQUEST, query):
            bound = each.encode([values.get(name) for name, _ in each.parameters])
            result = connection.pgconn.exec_params(each.text, bound, each.types)
            if result.status != pq.ExecStatus.TUPLES_OK:
                raise Problem(f"{each.name} failed: {result.error_message.decode()}")
        return json.loads(result.get_value(0, 0) or b"null")


def _same(operation: Operation, answer: Any, expected: Any) -> None:
    """Raises Problem when an answer is not what it must be."""
    if answer != expected:
        raise Problem(f"{operation.name} answered {answer}, but the database has {expected}")


def _path(operation: Operation, size: Size, n: int) -> str:
    number = n + size.brokers * random.randrange(SHARE)
    return operation.path.format(customer_id=ident(CUSTOMER, number))


def _body(operation: Operation, n: int) -> str:
    if operation.read_only:
        return ""
    return json.dumps({**NEW_CUSTOMER, "teamId": _team(n)}, ensure_ascii=False)


def _team(n: int) -> str:
    return str(ident(TEAM, n // TEAM_SIZE))
