"""What every request gets: headers, a log line without secrets, metrics, readiness, CORS."""

import asyncio
import contextlib
import json
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

import make
from conftest import Running
from nova import logs
from nova.logs import TOGETHER, RequestLine, RequestLog
from nova.settings import Settings


def lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in make.LOG.read_text().splitlines()]


def test_one_line_a_request_with_route_status_time_and_user(app: Running) -> None:
    api, joined = make.register(app.url)
    api.get("/customers?q=secret-word", headers={"x-request-id": "one-line"})
    line = make.eventually(
        lambda: [each for each in lines() if each.get("request_id") == "one-line"]
    )
    assert len(line) == 1
    assert line[0]["route"] == "/api/customers"
    said = (line[0]["status"], line[0]["method"], line[0]["user"])
    assert said == (200, "GET", joined["user"]["id"])
    assert line[0]["ms"] > 0
    text = make.LOG.read_text()
    for secret in ("secret-word", joined["token"], joined["refreshToken"], make.PASSWORD):
        assert secret not in text
    api.close()


def test_security_headers(api: make.Client) -> None:
    headers = api.get("/health").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers


def test_metrics_name_routes_pool_queue_and_outbox(api: make.Client) -> None:
    api.get("/health")
    assert api.get("/metrics").json()["code"] == "forbidden"
    _, joined = make.register(str(api.base_url).removesuffix("/api/"))
    make.code(joined["user"]["phone"])  # one message was sent, so there is something to count

    def told() -> str:
        return httpx.get(f"{api.base_url}metrics", trust_env=False, verify=make.PLAIN).text

    text = make.eventually(lambda: told() if 'status="SENT"' in told() else "")  # from loopback
    for name in (
        'nova_request_seconds_count{method="GET",route="/api/health",status="200"}',
        "nova_pool_in_use", "nova_pool_wait_seconds", "nova_outbox_lag_seconds", "nova_reader_age_seconds",
        'nova_outbox_messages{status="SENT"}', "nova_sockets",
    ):  # fmt: skip
        assert name in text


def test_ready_says_what_is_well(api: make.Client) -> None:
    answer = api.get("/ready")
    assert answer.json() == {
        "status": "ready",
        "database": True,
        "migrations": True,
        "reader": True,
    }


def test_other_origins_are_let_in_by_setting_only(
    start_app: Any, fresh_url: str, api: make.Client
) -> None:
    app = start_app(fresh_url, cors_origins=("https://crm.example",))
    asks = {
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization",
    }
    with make.Client(app.url) as client:
        ours = client.options("/auth/login", headers=asks | {"origin": "https://crm.example"})
        theirs = client.options("/auth/login", headers=asks | {"origin": "https://evil.example"})
        got = client.get("/health", headers={"origin": "https://crm.example"})
        refused = client.get("/customers", headers={"origin": "https://crm.example"})
        nowhere = client.get("/nowhere", headers={"origin": "https://crm.example"})
        hidden = client.get("/health", headers={"origin": "https://evil.example"})
    assert ours.headers["access-control-allow-origin"] == "https://crm.example"
    assert "access-control-allow-origin" not in theirs.headers
    assert ours.headers["access-control-max-age"] == "7200"
    for answer in (got, refused, nowhere):
        assert answer.headers["access-control-allow-origin"] == "https://crm.example"
        exposed = answer.headers["access-control-expose-headers"]
        assert {"etag", "idempotency-replayed", "retry-after", "x-request-id"} <= set(
            exposed.split(", ")
        )
    assert (got.status_code, refused.status_code, nowhere.status_code) == (200, 401, 404)
    assert "access-control-allow-origin" not in hidden.headers
    closed = api.options("/auth/login", headers=asks | {"origin": "https://crm.example"})
    assert "access-control-allow-origin" not in closed.headers


@pytest.mark.parametrize(
    ("settings", "origins"),
    [
        ({}, ("http://localhost:3000",)),
        ({"host": "::1", "web_url": "http://localhost:5173"}, ("http://localhost:5173",)),
        ({"host": "0.0.0.0"}, ()),
        ({"cors_origins": ("https://crm.example",)}, ("https://crm.example",)),
    ],
)
def test_the_front_ends_own_address_may_call_while_nobody_else_can(
    settings: dict[str, Any], origins: tuple[str, ...]
) -> None:
    assert Settings(**settings).origins == origins


def test_the_words_of_the_api_cover_every_status_of_the_tables(
    app: Running, api: make.Client
) -> None:
    import re

    import psycopg

    enums = api.get("/meta/enums").json()["enums"]
    known = {frozenset(label["value"] for label in labels) for labels in enums.values()}
    with psycopg.connect(app.owner_url) as owner:
        checks = owner.execute(
            "select conrelid::regclass::text, pg_get_constraintdef(oid) from pg_constraint"
            " where contype = 'c' and connamespace = 'nova'::regnamespace"
            " and pg_get_constraintdef(oid) ~ '^CHECK ..[a-z_]+ = ANY .ARRAY'"
        ).fetchall()
    inner = {"nova.words", "nova.outbox", "nova.otp_codes", "nova.sessions"}
    inner |= {table for table, _ in checks if str(table).startswith("nova.audit_log")}
    for table, check in checks:
        if table not in inner:
            assert frozenset(re.findall(r"'(\w+)'::text", check)) in known, (table, check)
    assert all(
        re.search(r"[\u0621-\u064a]", label["ar"]) for labels in enums.values() for label in labels
    )


def test_no_request_waits_for_a_thread(app: Running) -> None:
    api, _ = make.register(app.url)
    for path in ("/health", "/customers", "/nothing"):
        api.get(path)
    pooled = ("uvloop_", "asyncio_")  # as loops call the threads of their pools
    assert [each.name for each in threading.enumerate() if each.name.startswith(pooled)] == []


def test_a_line_that_cannot_be_written_keeps_no_later_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = RequestLine(
        timestamp=datetime.now(UTC), request_id="full", method="GET", route="/", status=200, ms=1,
        user=None, ip="",
    )  # fmt: skip
    kept = tmp_path / "log"
    log = RequestLog()

    async def add(request_id: str) -> None:
        asyncio.get_running_loop().set_exception_handler(lambda *_: None)
        log.add(msgspec.structs.replace(line, request_id=request_id))
        await asyncio.sleep(TOGETHER * 3)

    with contextlib.suppress(OSError), Path("/dev/full").open("w") as full:
        monkeypatch.setattr(logs._Lines, "stream", full)
        asyncio.run(add("lost"))
    with kept.open("w") as stream:
        monkeypatch.setattr(logs._Lines, "stream", stream)
        asyncio.run(add("later"))
    assert [json.loads(each)["request_id"] for each in kept.read_text().splitlines()] == ["later"]
