"""Few bytes: gzip for who takes it, and nothing again that somebody has."""

import gzip
import http.client
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

import make
from conftest import Running
from nova.http.compression import takes_gzip

People = Callable[..., make.Person]


def raw(app: Running, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """An answer as it came over the wire."""
    place = urlsplit(app.url)
    connection = http.client.HTTPConnection(place.hostname or "", place.port)
    connection.request("GET", f"/api{path}", headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [
        ("gzip", True), ("GZIP, br", True), ("br;q=1.0, gzip;q=0.8", True), ("*", True),
        ("", False), ("identity", False), ("gzip;q=0", False), ("gzip;q=0.000", False),
        ("br, *;q=0", False), ("x" * 10_000, False), ("gzip;q=0.001", True),
    ],
)  # fmt: skip
def test_what_an_accept_encoding_takes(accepted: str, takes: bool) -> None:
    assert takes_gzip(accepted) == takes


def test_a_hundred_customers_fit_fifteen_kilobytes(app: Running, people: People) -> None:
    sara = people()
    for n in range(100):
        made = sara.api.post("/customers", json={
            "name": f"محمد العتيبي {n}", "phone": make.mobile(), "email": make.email(), "category": "مشتري",
            "budgetMin": 500_000 + n, "budgetMax": 1_500_000, "preferredCities": ["الرياض", "جدة"],
            "propertyTypes": ["فيلا"], "tags": ["جاد"], "notes": "يبحث عن مسكن قريب من المدارس.",
        })  # fmt: skip
        assert made.status_code == 201
    known = {"authorization": f"Bearer {sara.token}"}
    plain = raw(app, "/customers?limit=100", **known)
    small = raw(app, "/customers?limit=100", **known, **{"accept-encoding": "gzip, br"})
    assert "content-encoding" not in plain[1]
    assert small[1]["content-encoding"] == "gzip"
    assert small[1]["vary"] == plain[1]["vary"] == "accept-encoding"
    assert gzip.decompress(small[2]) == plain[2]
    assert len(plain[2]) > 70_000
    assert len(small[2]) < 15_000


def test_a_version_is_one_whatever_its_bytes(app: Running, people: People) -> None:
    sara = people()
    made = sara.api.post(
        "/customers", json={"name": "سارة", "phone": make.mobile(), "notes": "ملاحظة " * 300}
    ).json()
    path = f"/customers/{made['id']}"
    known = {"authorization": f"Bearer {sara.token}", "accept-encoding": "gzip"}
    status, headers, body = raw(app, path, **known)
    assert (status, headers["etag"], headers["content-encoding"]) == (200, 'W/"1"', "gzip")
    assert b"version" in gzip.decompress(body)
    changed = sara.api.patch(path, json={"notes": "x"}, headers={"if-match": headers["etag"]})
    assert changed.status_code == 200


def test_what_gives_tokens_away_is_never_packed(app: Running, people: People) -> None:
    sara = people()
    answer = sara.api.post(
        "/auth/refresh", json={"refreshToken": sara.refresh_token},
        headers={"accept-encoding": "gzip"},
    )  # fmt: skip
    assert answer.status_code == 200
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    "path",
    ["/meta/enums", "/subscriptions/plans", "/locations/cities", "/openapi.json", "/asyncapi.json",
     "/docs/start.js", "/docs/assets/swagger-ui.css", "/docs/live"],
)  # fmt: skip
def test_what_is_public_is_kept_and_sent_once(app: Running, path: str) -> None:
    status, headers, body = raw(app, path)
    assert status == 200 and headers["cache-control"].startswith("public, max-age=")
    for known in (headers["etag"], f'"x", {headers["etag"]}', headers["etag"][2:], "*"):
        again = raw(app, path, **{"if-none-match": known})
        assert (again[0], again[2], again[1]["etag"]) == (304, b"", headers["etag"])
    other = raw(app, path, **{"if-none-match": '"x"', "accept-encoding": "gzip"})
    assert other[0] == 200
    assert (gzip.decompress(other[2]) if "content-encoding" in other[1] else other[2]) == body


def test_what_is_somebodys_own_is_kept_by_nobody(app: Running, people: People) -> None:
    sara = people()
    known = {"authorization": f"Bearer {sara.token}"}
    for path in ("/users/me", "/customers", "/auth/me"):
        assert raw(app, path, **known)[1]["cache-control"] == "no-store"
