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
STEPS: list[tuple[str, str]] = [
    ("sara", "register_user POST /auth/register"),
    ("sara", "login POST /auth/login"),
    ("sara", "rotate_session POST /auth/refresh"),
    ("sara", "forgot_password POST /auth/forgot-password"),
    ("sara", "list_sessions GET /auth/sessions"),
    ("sara", "change_me PATCH /users/me"),
    ("sara", "show_me GET /users/me"),
    ("sara", "list_plans GET /subscriptions/plans"),
    ("sara", "show_subscription GET /subscriptions/current"),
    ("sara", "create_team POST /teams"),
    ("sara", "list_teams GET /teams"),
    ("sara", "show_team GET /teams/{create_team}"),
    ("sara", "change_team PATCH /teams/{create_team}"),
    ("sara", "list_members GET /teams/{create_team}/members"),
    ("sara", "invite_member POST /teams/{create_team}/invitations"),
    ("sara", "list_invitations GET /teams/{create_team}/invitations"),
    ("sara", "create_customer POST /customers"),
    ("sara", "show_customer GET /customers/{create_customer}"),
    ("sara", "change_customer PATCH /customers/{create_customer}"),
    ("sara", "log_activity POST /customers/{create_customer}/activities"),
    ("sara", "list_activities GET /customers/{create_customer}/activities"),
    ("sara", "show_card GET /customers/{create_customer}/card"),
    ("sara", "list_customers GET /customers"),
    ("sara", "delete_customer DELETE /customers/{create_customer}"),
    ("sara", "restore_customer POST /customers/{create_customer}/restore"),
    ("sara", "create_property POST /properties"),
    ("sara", "change_property PATCH /properties/{create_property}"),
    ("sara", "show_property GET /properties/{create_property}"),
    ("sara", "list_properties GET /properties"),
    ("sara", "publish_property POST /properties/{create_property}/publish"),
    ("sara", "create_offer POST /offers"),
    ("sara", "list_offers GET /offers"),
    ("fahad", "browse_marketplace GET /offers/marketplace"),
    ("fahad", "create_request POST /requests"),
    ("fahad", "show_request GET /requests/{create_request}"),
    ("fahad", "list_requests GET /requests"),
    ("fahad", "list_matches GET /smart-matches"),
    ("fahad", "list_request_matches GET /requests/{create_request}/matches"),
    ("fahad", "view_match GET /smart-matches/{list_matches}"),
    ("fahad", "accept_match POST /smart-matches/{list_matches}/accept"),
    ("fahad", "list_notifications GET /notifications"),
    ("fahad", "read_notification POST /notifications/{list_notifications}/read"),
    ("fahad", "count_unread GET /notifications/unread-count"),
    ("sara", "show_offer GET /offers/{create_offer}"),
    ("sara", "list_offer_matches GET /offers/{create_offer}/matches"),
    ("sara", "list_offer_brokers GET /offers/{create_offer}/brokers"),
    ("fahad", "withdraw_match POST /smart-matches/{list_matches}/withdraw"),
    ("fahad", "show_match_settings GET /smart-matches/settings"),
    ("fahad", "save_match_settings PUT /smart-matches/settings"),
    ("fahad", "show_match_stats GET /smart-matches/stats"),
    ("fahad", "change_request PATCH /requests/{create_request}"),
    ("fahad", "cancel_request POST /requests/{create_request}/cancel"),
    ("fahad", "reopen_request POST /requests/{create_request}/reopen"),
    ("fahad", "show_request_stats GET /requests/stats"),
    ("sara", "change_offer PATCH /offers/{create_offer}"),
    ("sara", "pause_offer POST /offers/{create_offer}/pause"),
    ("sara", "resume_offer POST /offers/{create_offer}/resume"),
    ("sara", "show_offer_stats GET /offers/stats"),
    ("sara", "issue_ticket POST /events/ticket"),
    ("sara", "show_my_stats GET /users/me/stats"),
    ("sara", "who_am_i GET /auth/me"),
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
    for who, step in STEPS:
        name, method, path = step.split()
        body = BODIES.get(name)
        sent = filled(body, ids) if body else None
        if name == "list_matches":
            make.eventually(lambda: apis["fahad"].get("/smart-matches").json()["data"])
        answer = apis[who].request(method, path.format(**ids), json=sent)
        assert answer.is_success, (name, answer.text)
        if not answer.content:
            continue
        told = answer.json()
        got[name] = {"body": body, "answer": told} if body else {"answer": told}
        ids[name] = told.get("id") or (told.get("data") or [{}])[0].get("id", "")
        if name in {"register_user", "login", "rotate_session"}:
            apis[who].headers["authorization"] = f"Bearer {told['token']}"
            ids["refresh"] = told["refreshToken"]
        if name == "register_user":
            with psycopg.connect(fresh_app.owner_url) as owner:
                owner.execute("update nova.users set phone_verified = true where id = %s", [told["user"]["id"]])  # fmt: skip
                make.subscribe(owner, told["user"]["id"], "pro")
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
