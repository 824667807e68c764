"""Push to a device, by a push service on loopback: sealed for it, signed as ours."""

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

import jwt
import psycopg
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

import make
from conftest import Running
from make import refused


def urlsafe(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


class Browser:
    """A subscription, with what its browser alone knows."""

    def __init__(self, host: str, path: str) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.auth = uuid4().bytes
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.subscription = {
            "endpoint": f"{host}/{path}",
            "keys": {"p256dh": urlsafe(point), "auth": urlsafe(self.auth)},
        }

    def opened(self, body: bytes) -> dict[str, Any]:
        """What the browser reads, by RFC 8188 and RFC 8291, section 3.4."""
        salt, theirs, sealed = body[:16], body[21:86], body[86:]
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        own = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        secret = self.key.exchange(ec.ECDH(), point)

        def derived(key: bytes, salt: bytes, info: bytes, length: int) -> bytes:
            return HKDF(hashes.SHA256(), length, salt, info).derive(key)

        shared = derived(secret, self.auth, b"WebPush: info\0" + own + theirs, 32)
        key = derived(shared, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = derived(shared, salt, b"Content-Encoding: nonce\0", 12)
        said: dict[str, Any] = json.loads(AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\2"))
        return said


@pytest.fixture
def service() -> Iterator[tuple[str, list[tuple[str, dict[str, str], bytes]]]]:
    """A push service; a subscription whose path says so is gone."""
    got: list[tuple[str, dict[str, str], bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            got.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            answers = {"/gone": 410, "/forbidden": 403}
            self.send_response(answers.get(self.path, 201))
            self.send_header("location", f"{self.path}/1")
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", got
        server.shutdown()


def test_one_is_told_on_ones_devices_till_they_are_gone(
    app: Running, people: Any, service: tuple[str, list[tuple[str, dict[str, str], bytes]]]
) -> None:
    host, got = service
    sara = people()
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "insert into private.push_services values (%s)", [host.removeprefix("http://")]
        )
    phone, gone = Browser(host, "phone"), Browser(host, "gone")
    added = sara.api.post("/notifications/devices", json=phone.subscription | {"name": "جوالي"})
    assert (added.status_code, added.json()["name"]) == (201, "جوالي"), added.text
    sara.api.post("/notifications/devices", json=gone.subscription)
    listed = sara.api.get("/notifications/devices").json()
    assert [each["name"] for each in listed["data"]] == [None, "جوالي"]
    sara.api.put("/users/me/notification-settings", json={"types": {"match_found": {"PUSH": True}}})
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "select private.tell(%s, 'match_found', '{\"count\": 2}', null, null, now())", [sara.id]
        )
    make.eventually(lambda: len(got) == 2)
    headers, body = next((head, body) for path, head, body in got if path == "/phone")
    said = phone.opened(body)
    assert (said["body"], said["kind"]) == ("تم العثور على فرصتين مطابقتين", "match_found")
    token, key = headers["authorization"].removeprefix("vapid t=").replace(" ", "").split(",k=")
    assert key == listed["publicKey"]
    point = base64.urlsafe_b64decode(key + "=")
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    claims = jwt.decode(token, public, ["ES256"], audience="http://127.0.0.1")
    assert claims["sub"] == "mailto:no-reply@localhost"
    left = make.eventually(
        lambda: len(rows := sara.api.get("/notifications/devices").json()["data"]) == 1 and rows
    )
    assert left[0]["name"] == "جوالي", "the one that is gone is told no more"
    shown = sara.api.get("/notifications/deliveries").json()["data"]
    assert {each["to"] for each in shown if each["channel"] == "PUSH"} == {
        host.removeprefix("http://")
    }
    assert sara.api.delete(f"/notifications/devices/{left[0]['id']}").status_code == 204
    assert sara.api.delete(f"/notifications/devices/{left[0]['id']}").status_code == 404


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://evil.example/x", "http://169.254.169.254/latest", "http://fcm.googleapis.com/x",
        "https://fcm.googleapis.com.evil.example/x", "https://evil.example/fcm.googleapis.com/",
        "https://fcm.googleapis.com@evil.example/x", "https://xfcm.googleapis.com/",
        "https://evil.example?.push.apple.com/x", "https://evil.example#.push.apple.com/x",
        "https://evil.example\\.push.apple.com/x", "https://u:p@x.push.apple.com/",
        "http://127.0.0.1:8799?.push.apple.com/x", "https://x.push.apple.com:8443/x", "http://127.0.0.1:1/x",
    ],
)  # fmt: skip
def test_nobody_makes_the_worker_ask_another_host(people: Any, endpoint: str) -> None:
    sara = people()
    body = Browser("https://x", "x").subscription | {"endpoint": endpoint}
    said = refused(sara.api.post("/notifications/devices", json=body))
    assert said in {(422, "push_service_unknown"), (400, "validation_failed")}


def test_of_many_devices_the_oldest_goes_and_one_is_somebodys_alone(people: Any) -> None:
    sara, noura = people(), people()
    for nth in range(21):
        device = Browser("https://fcm.googleapis.com", f"fcm/send/{sara.id}{nth}").subscription
        assert sara.api.post("/notifications/devices", json=device | {"name": str(nth)}).is_success
    names = [each["name"] for each in sara.api.get("/notifications/devices").json()["data"]]
    assert names == [str(nth) for nth in range(20, 0, -1)]
    noura.api.post("/notifications/devices", json=device | {"name": "20"})
    assert len(sara.api.get("/notifications/devices").json()["data"]) == 19


def test_a_device_of_another_key_or_none_holds_up_nobody(
    app: Running, people: Any, service: tuple[str, list[tuple[str, dict[str, str], bytes]]]
) -> None:
    host, got = service
    sara, fahad = people(), people()
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "insert into private.push_services values (%s)", [host.removeprefix("http://")]
        )
    off = Browser(host, "off").subscription
    off["keys"] = {"p256dh": urlsafe(b"\4" + b"\1" * 64), "auth": "A" * 22}
    foreign = Browser(host, "forbidden").subscription | {"expirationTime": None}
    for person, device in ((sara, off), (sara, foreign), (fahad, Browser(host, "well").subscription)):  # fmt: skip
        assert person.api.post("/notifications/devices", json=device).status_code == 201
        person.api.put(
            "/users/me/notification-settings", json={"types": {"match_found": {"PUSH": True}}}
        )
    with psycopg.connect(app.owner_url) as owner:
        for person in (sara, fahad):
            owner.execute(
                "select private.tell(%s, 'match_found', '{\"count\": 2}', null, null, now())",
                [person.id],
            )
    make.eventually(lambda: any(path == "/well" for path, _, _ in got))
    make.eventually(lambda: sara.api.get("/notifications/devices").json()["data"] == [])
