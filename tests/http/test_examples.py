"""The examples of the documents: each body is sent, each answer is one that came.

`make generated` writes the answers anew; a test that runs holds their keys and types.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

import make
from conftest import Running

FILE = Path(__file__).parents[2] / "src/nova/http/examples.json"
EXAMPLES: dict[str, dict[str, Any]] = json.loads(FILE.read_text())
REWRITE = bool(os.environ.get("NOVA_REWRITE"))

# In this order, since one needs what another made; {names} are filled from answers before.
STEPS: list[tuple[str, str, str, str]] = [
    ("sara", "register_user", "POST", "/auth/register"),
    ("sara", "login", "POST", "/auth/login"),
    ("sara", "rotate_session", "POST", "/auth/refresh"),
    ("sara", "change_me", "PATCH", "/users/me"),
    ("sara", "create_customer", "POST", "/customers"),
    ("sara", "show_customer", "GET", "/customers/{create_customer}"),
    ("sara", "change_customer", "PATCH", "/customers/{create_customer}"),
    ("sara", "log_activity", "POST", "/customers/{create_customer}/activities"),
    ("sara", "list_activities", "GET", "/customers/{create_customer}/activities"),
    ("sara", "list_customers", "GET", "/customers"),
    ("sara", "create_property", "POST", "/properties"),
    ("sara", "publish_property", "POST", "/properties/{create_property}/publish"),
    ("sara", "create_offer", "POST", "/offers"),
    ("fahad", "create_request", "POST", "/requests"),
    ("fahad", "list_matches", "GET", "/smart-matches"),
    ("fahad", "accept_match", "POST", "/smart-matches/{list_matches}/accept"),
    ("fahad", "list_notifications", "GET", "/notifications"),
    ("sara", "show_offer", "GET", "/offers/{create_offer}"),
]
REFRESH = "aRefreshTokenAsItWasAnswered"
BODIES: dict[str, dict[str, Any]] = {
    name: example["body"] for name, example in EXAMPLES.items() if "body" in example
}


def shape(value: Any) -> Any:
    """The keys and types of a value, whatever it is; null may be anything."""
    if isinstance(value, dict):
        return {name: shape(each) for name, each in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


def filled(body: dict[str, Any], ids: dict[str, str]) -> dict[str, Any]:
    """A body whose ids are those of this run."""
    known = {"propertyId": "create_property", "refreshToken": "refresh"}
    return {name: ids[known[name]] if name in known else each for name, each in body.items()}


def test_every_example_is_sent_and_got(fresh_app: Running) -> None:
    ids: dict[str, str] = {}
    apis = {"sara": make.Client(fresh_app.url), "fahad": make.broker(fresh_app.url, fresh_app.owner_url).api}  # fmt: skip
    got: dict[str, dict[str, Any]] = {}
    for who, name, method, path in STEPS:
        body = BODIES.get(name)
        sent = filled(body, ids) if body else None
        if name == "list_matches":
            make.eventually(lambda: apis["fahad"].get("/smart-matches").json()["data"])
        answer = apis[who].request(method, path.format(**ids), json=sent)
        assert answer.is_success, (name, answer.text)
        told = answer.json()
        got[name] = {"body": body, "answer": told} if body else {"answer": told}
        ids[name] = told.get("id") or (told.get("data") or [{}])[0].get("id", "")
        if name in {"register_user", "login", "rotate_session"}:
            apis[who].headers["authorization"] = f"Bearer {told['token']}"
            ids["refresh"] = told["refreshToken"]
        if name == "register_user":
            with psycopg.connect(fresh_app.owner_url) as owner:
                owner.execute("update nova.users set phone_verified = true where id = %s", [told["user"]["id"]])  # fmt: skip
    for name in ("register_user", "login", "rotate_session"):
        got[name]["answer"] |= {"token": "eyJhbGciOiJFZERTQSJ9.e30.AA", "refreshToken": REFRESH}
    if REWRITE:
        FILE.write_text(json.dumps(got, ensure_ascii=False, indent=1) + "\n")
        return
    for name, example in got.items():
        assert shape(example["answer"]) == shape(EXAMPLES[name]["answer"]), name


def test_the_documents_show_them(api: make.Client) -> None:
    document = api.get("/openapi.json").json()
    operations = {
        operation["operationId"]: operation
        for item in document["paths"].values()
        for operation in item.values()
    }
    for name, example in EXAMPLES.items():
        operation = operations[name]
        status = next(each for each in operation["responses"] if each.startswith("2"))
        answer = operation["responses"][status]["content"]["application/json"]
        assert answer["example"] == example["answer"], name
        if "body" in example:
            taken = operation["requestBody"]["content"]["application/json"]
            assert taken["example"] == example["body"], name


@pytest.fixture
def fresh_app(start_app: Callable[..., Running], fresh_url: str) -> Running:
    return start_app(fresh_url)
