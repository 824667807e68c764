"""The short way to a handler answers as Litestar does, and every route of a feature takes it."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

import make
from conftest import Running
from nova import server
from nova.app import create_app
from nova.http.fast_path import FastPath
from nova.settings import Settings

NOBODY = "00000000-0000-7000-8000-000000000000"
ASKED: list[tuple[str, str, dict[str, Any]]] = [
    ("GET", "/health", {}),
    ("GET", "/health/", {}),
    ("HEAD", "/health", {}),
    ("OPTIONS", "/customers", {}),
    ("TRACE", "/customers", {}),
    ("PUT", "/customers", {}),
    ("GET", "/customers", {}),
    ("GET", "/customers", {"params": {"limit": "2", "count": "true"}}),
    ("GET", "/customers", {"params": [("limit", "2"), ("limit", "3")]}),
    ("GET", "/customers", {"params": {"limit": "0"}}),
    ("GET", "/customers", {"params": {"limit": "many", "isVip": "perhaps"}}),
    ("GET", "/customers", {"params": {"status": "GONE"}, "headers": {"accept-language": "ar"}}),
    ("GET", "/customers", {"params": {"q": "%00"}}),
    ("GET", "/customers", {"headers": {"authorization": "Bearer nonsense"}}),
    ("GET", "/customers", {"headers": {"authorization": ""}}),
    ("GET", "/customers", {"headers": {"host": "a b"}}),
    ("GET", f"/customers/{NOBODY}", {}),
    ("GET", f"/customers/{NOBODY.replace('-', '')}", {}),
    ("GET", "/customers/nobody", {}),
    ("GET", "/customers//", {}),
    ("GET", "/nowhere", {}),
    ("POST", "/customers", {}),
    ("POST", "/customers", {"content": b"{"}),
    ("POST", "/customers", {"json": {"name": 1}}),
    ("POST", "/customers", {"content": b"a=b", "headers": {"content-type": "text/plain"}}),
    ("POST", "/customers", {"content": b" " * 300_000}),
    ("POST", "/customers", {"json": {"name": "Sara"}, "headers": {"idempotency-key": "a b"}}),
    ("PATCH", f"/customers/{NOBODY}", {"json": {"name": "Sara"}, "headers": {"if-match": '"1"'}}),
    ("DELETE", f"/customers/{NOBODY}", {}),
    ("POST", "/auth/login", {"json": {"password": "x"}}),
    ("GET", "/events", {"headers": {"last-event-id": "x" * 9000}}),
    ("GET", "/events", {"params": {"wait": "long"}}),
    ("GET", "/customers", {"params": {"sort": "password_hash", "cursor": ""}}),
    ("GET", "/customers", {"params": {"sort": "name"}, "headers": {"authorization": ""}}),
]


def test_it_answers_as_litestar_does(
    app: Running, start_app: Callable[..., Running], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "FastPath", lambda litestar: litestar)
    plain = start_app(app.owner_url, token_algorithm="HS256", token_secret="k" * 32)
    monkeypatch.undo()
    app = start_app(app.owner_url, token_algorithm="HS256", token_secret="k" * 32)
    api, _ = make.register(app.url)
    api.post("/customers", json={"name": "Sara"})

    def answer(url: str, asked: tuple[str, str, dict[str, Any]]) -> Any:
        method, path, options = asked
        headers = {**api.headers, **options.get("headers", {})}
        with httpx.Client(trust_env=False, verify=make.PLAIN) as client:
            got = client.request(method, f"{url}/api{path}", **options | {"headers": headers})
        kept = {name: value for name, value in got.headers.items() if name != "x-request-id"}
        if "allow" in kept:
            kept["allow"] = ", ".join(sorted(kept["allow"].split(", ")))
        return got.status_code, kept, got.text.replace(got.headers["x-request-id"], "")

    for asked in ASKED:
        assert answer(app.url, asked) == answer(plain.url, asked), asked


def test_every_route_takes_it(app: Running) -> None:
    litestar = create_app(Settings(home=app.settings.home), app.owner_url)
    fast_path = FastPath(litestar)
    left = {
        f"{method} {route.path}"
        for route in litestar.routes
        for method, (handler, _) in getattr(route, "route_handler_map", {}).items()
        if handler not in fast_path.endpoints
    }
    assert {each for each in left if not each.startswith("OPTIONS")} == set()
