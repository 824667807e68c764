"""The API documents itself: completely, and in a real browser without another host."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import make
from conftest import Running
from nova.errors.refusals import REFUSALS

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
        open_to_all = operation.get("security") == [{}]
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
        path for path, _, operation in operations(document) if operation.get("security") == [{}]
    }
    assert open_to_all == {
        "/api/auth/register", "/api/auth/login", "/api/auth/refresh", "/api/auth/verify-otp",
        "/api/auth/resend-otp", "/api/auth/forgot-password", "/api/auth/reset-password",
        "/api/invitations/{token}", "/api/subscriptions/plans", "/api/locations/cities", "/api/locations/cities/{city_id}/districts", "/api/health", "/api/ready", "/api/metrics", "/api/meta/enums",
    }  # fmt: skip


def test_every_other_route_refuses_a_stranger_without_a_token(
    api: make.Client, document: dict[str, Any]
) -> None:
    for path, method, operation in operations(document):
        if operation.get("security") != [{}]:
            address = re.sub(r"\{\w+\}", "00000000-0000-0000-0000-000000000000", path)
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
