"""The API documents itself: completely, and in a real browser without another host."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from msgspec import Struct, structs

import make
from conftest import Running
from nova.errors.refusals import REFUSALS
from nova.errors.refused import ErrorBody, ErrorDetail
from nova.http import openapi
from nova.http.descriptions import TABLES
from nova.http.sentences import SAID
from nova.identity.demo_accounts import PASSWORD
from nova.shapes.structs import Input, Output

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"


@pytest.fixture
def document(api: make.Client) -> dict[str, Any]:
    answer: dict[str, Any] = api.get("/openapi.json").json()
    return answer


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method in {"get", "post", "patch", "put", "delete"}
    ]


def test_it_is_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    assert document["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


def test_every_operation_says_what_it_does_and_how_it_refuses(document: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(names) == len(set(names)) >= 106
    for path, method, operation in operations(document):
        where = f"{method} {path}"
        assert operation["tags"], where
        assert len(operation["description"]) > 10, where
        open_to_all = operation.get("security") == []
        assert ("401" in operation["responses"]) or open_to_all, where
        for status in ("400", "503"):
            answer = operation["responses"][status]["content"]["application/json"]["schema"]
            kind = "Readiness" if (path, status) == ("/api/ready", "503") else "ErrorBody"
            assert answer["$ref"].endswith(kind), where
        for key in re.findall(r"`(\w+)`", operation["description"]):
            if key in REFUSALS:
                assert str(REFUSALS[key].status) in operation["responses"], (where, key)


def test_only_these_routes_are_open(document: dict[str, Any]) -> None:
    open_to_all = {
        path for path, _, operation in operations(document) if operation.get("security") == []
    }
    assert open_to_all == {
        "/api/auth/register", "/api/auth/login", "/api/auth/refresh", "/api/auth/verify-otp",
        "/api/auth/resend-otp", "/api/auth/forgot-password", "/api/auth/reset-password",
        "/api/invitations/{token}", "/api/subscriptions/plans", "/api/locations/cities", "/api/locations/cities/{city_id}/districts", "/api/health", "/api/ready", "/api/metrics", "/api/meta/enums", "/api/meta/words", "/api/meta/holidays",
        "/api/public/appointments/{token}", "/api/public/appointments/{token}/respond", "/api/calendar/{file}",
        "/api/public/unsubscribe/{token}", "/api/webhooks/messages/{provider}",
        "/api/webhooks/payments/{provider}",
    }  # fmt: skip


def test_every_other_route_refuses_a_stranger_without_a_token(
    api: make.Client, document: dict[str, Any]
) -> None:
    for path, method, operation in operations(document):
        if operation.get("security") != []:
            filled = path.replace("{message_id}", "1")
            address = re.sub(r"\{\w+\}", "00000000-0000-0000-0000-000000000000", filled)
            answer = api.request(method, address.removeprefix("/api"), json={})
            assert answer.status_code in {400, 401}, (method, path)
            if "requestBody" not in operation:
                assert answer.json()["code"] == "unauthorized"


def test_shapes_are_closed_and_bounded_as_the_decoder_has_them(document: dict[str, Any]) -> None:
    shapes = document["components"]["schemas"]
    open_ = {
        name for name, shape in shapes.items() if shape.get("additionalProperties") is not False
    }
    assert open_ == {"ErrorBody", "ErrorDetail"}
    assert shapes["NewCustomer"]["properties"]["tags"]["items"]["minLength"] == 1


def test_a_body_may_be_too_large_and_a_429_says_when_to_come_back(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        answers = operation["responses"]
        assert ("requestBody" in operation) == ({"413", "415"} <= set(answers)), (method, path)
        if "429" in answers:
            assert answers["429"]["headers"]["Retry-After"]["required"]


def test_bodies_have_examples(document: dict[str, Any]) -> None:
    shown = 0
    for schema in document["components"]["schemas"].values():
        for field in schema.get("properties", {}).values():
            shown += "examples" in field
    assert shown > 10


def test_the_page_works_in_a_browser_and_asks_no_other_host(app: Running, tmp_path: Path) -> None:
    page = subprocess.run(
        [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         f"--user-data-dir={tmp_path}", "--virtual-time-budget=8000", "--dump-dom", f"{app.url}/api/docs"],
        capture_output=True, text=True, timeout=90, check=True,
    ).stdout  # fmt: skip
    assert "Nova CRM" in page
    assert "operations-smart-matches-accept_match" in page
    assert len(re.findall(r'class="opblock ', page)) >= 106
    sources = re.findall(r'(?:src|href)="(https?://[^"]+)"', page)
    assert [
        source for source in sources if "127.0.0.1" not in source and "swagger.io" not in source
    ] == []


def test_the_page_carries_a_strict_policy(api: make.Client) -> None:
    assert "default-src 'self'" in api.get("/docs").headers["content-security-policy"]
    assert api.get("/health").headers["content-security-policy"].startswith("default-src 'none'")


def test_every_field_and_parameter_says_what_it_is(document: dict[str, Any]) -> None:
    for name, shape in document["components"]["schemas"].items():
        for field, said in shape.get("properties", {}).items():
            assert said.get("description"), (name, field)
    for path, method, operation in operations(document):
        for parameter in operation.get("parameters", []):
            assert parameter["description"], (method, path, parameter["name"])
            assert {"type": "null"} not in parameter["schema"].get("oneOf", []), parameter


def test_no_sentence_of_the_documents_is_for_a_field_that_is_gone() -> None:
    kinds: list[type[Struct]] = [*openapi._kinds(Input, Output), ErrorBody, ErrorDetail]
    fields = {(kind.__name__, each.encode_name) for kind in kinds for each in structs.fields(kind)}
    names = {name for name, _ in fields} | {field for _, field in fields}
    said = {*SAID} - {f"{name}.{field}" for name, field in fields}
    assert said <= {field for _, field in fields}
    assert {each for each in TABLES if each[0].isupper()} <= names


def test_times_and_closed_words_have_types(document: dict[str, Any]) -> None:
    for name, shape in document["components"]["schemas"].items():
        for field, said in shape.get("properties", {}).items():
            kinds = [said, *said.get("anyOf", [])]
            if field.endswith("At") and not field.startswith("commercialConfirmed"):
                formats = {each.get("format") for each in kinds}
                assert formats & {"date-time", "date"}, (name, field)
            if field in {"status", "role"} and name not in {"Health", "Readiness"}:
                assert any("enum" in each for each in kinds) or name == "NewUser", (name, field)


def test_what_is_made_says_where_it_is_shown(
    api: make.Client, document: dict[str, Any], people: Any
) -> None:
    sara = people()
    for path, body in (
        ("/customers", {"name": "سارة", "phone": make.mobile()}),
        ("/properties", make.PROPERTY),
        ("/requests", make.REQUEST),
    ):
        made = sara.api.post(path, json=body)
        assert made.headers["location"] == f"/api{path}/{made.json()['id']}"
        assert api.get(made.headers["location"].removeprefix("/api"), headers={
            "authorization": f"Bearer {sara.token}"}).json()["id"] == made.json()["id"]  # fmt: skip
        answer = document["paths"][f"/api{path}"]["post"]["responses"]["201"]
        assert {"ETag", "Location"} <= set(answer["headers"])
    customer = sara.api.get("/customers").json()["data"][0]["id"]
    noted = sara.api.post(f"/customers/{customer}/activities", json={"type": "NOTE"})
    assert noted.status_code == 201 and "location" not in noted.headers


@pytest.mark.parametrize("path", ["", "/", "/api", "/api/"])
def test_the_first_address_leads_to_a_page_that_says_what_this_is(app: Running, path: str) -> None:
    with httpx.Client(trust_env=False, follow_redirects=True) as browser:
        answer = browser.get(f"{app.url}{path}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/html")
        assert "demo.nova" not in answer.text  # no demo data is loaded here
        links = re.findall(r'href="([^"]+)"', answer.text)
        assert {"/api/docs", "/api/docs/live", "/api/openapi.json"} <= set(links)
        for link in links:
            assert browser.get(app.url + link).status_code == 200, link
        assert browser.get(f"{app.url}/api/docs/demo.json").json() == {"password": "", "data": []}


def test_the_pages_name_the_demo_accounts_where_they_are(start_app: Any, fresh_url: str) -> None:
    with psycopg.connect(fresh_url) as owner:
        sara = {"email": "sara@demo.nova", "phone": "+966500000001"}
        make.user(owner, **sara, phone_verified=False)
        assert owner.execute("select nova.list_demo_accounts() ->> 'data'").fetchone() == ("[]",)
        owner.execute("update nova.users set phone_verified = true, name = '<b>سارة'")
        make.user(owner, email="else@demo.nova")
    app = start_app(fresh_url)
    with httpx.Client(trust_env=False) as browser:
        page = browser.get(app.url).text
        assert "sara@demo.nova" in page and PASSWORD in page and "<b>" not in page
        told = browser.get(f"{app.url}/api/docs/demo.json").json()
    assert [each["email"] for each in told["data"]] == ["sara@demo.nova"]
    assert told["password"] == PASSWORD


def test_any_operation_may_be_busy_asked_too_often_or_at_fault(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        assert {"429", "500", "503"} <= set(operation["responses"]), (method, path)


def test_what_browsers_keep_says_so(api: make.Client, document: dict[str, Any]) -> None:
    kept = {path for path, _, operation in operations(document) if "304" in operation["responses"]}
    assert kept >= {"/api/meta/words", "/api/meta/enums", "/api/subscriptions/plans"}
    for path in kept:
        if "{" not in path:
            tag = api.get(path.removeprefix("/api")).headers["etag"]
            again = api.get(path.removeprefix("/api"), headers={"if-none-match": tag})
            assert again.status_code == 304, path
