"""SMS and WhatsApp by providers on loopback that answer as their documents say."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import httpx
import msgspec
import psycopg
import pytest
from bench.outbox.street import Street
from psycopg.types.json import Jsonb

import make
from conftest import Running
from make import again, queued, refused, sending, settled, tried
from nova.delivery.dsn import read_dsn
from nova.delivery.unifonic import UnifonicProvider
from nova.problem import Problem

WORDS = "غدًا عند العاشرة"


@pytest.fixture
def street() -> Iterator[Street]:
    with Street() as served:
        yield served


Start = Callable[..., Running]


@pytest.fixture
def start(start_app: Callable[..., Running], fresh_url: str, street: Street) -> Start:
    """An app whose SMS go to these providers, in this order."""

    def started(*providers: str, **settings: Any) -> Running:
        secret = "&secret=webhook-word"
        urls = tuple(
            street.dsn(each, "&rate=1000" + (secret if each == "unifonic" else ""))
            for each in providers
        )
        return start_app(fresh_url, sms_url=urls, outbox_lease=5.0, **settings)

    return started


def queue(app: Running, to: str, text: str = WORDS, **changed: str) -> int:
    return queued(app.owner_url, to, text, **{"topic": "sms.notification"} | changed)


def number() -> str:
    return "+966" + make.mobile()[1:]


@pytest.mark.parametrize("provider", ["unifonic", "msegat", "twilio"])
def test_each_provider_is_spoken_to_in_its_own_way(
    start: Start, street: Street, provider: str
) -> None:
    app, to = start(provider), number()
    bad = number()
    street.how = lambda _, where: "bad_number" if where == bad else "taken"
    assert settled(app.owner_url, queue(app, to), "SENT")[1:6] == (1, 0, "", provider, 1)
    (asked,) = street.taken
    assert (asked.to, asked.text, asked.sender) == (to, WORDS, "Nova")
    if provider == "unifonic":
        assert asked.extra["MessageType"] == "3" and asked.extra["CorrelationID"].startswith("nova")
    for _ in range(3):
        assert settled(app.owner_url, queue(app, bad), "FAILED")[1:3] == (1, 0)
    fourth = settled(app.owner_url, queue(app, bad), "CANCELLED")
    assert fourth.last_error == "three messages to this address failed for good"
    assert settled(app.owner_url, queue(app, to, text="😀" * 36), "SENT").segments == 2


@pytest.mark.parametrize("how", ["no_balance", "busy", "error", "dropped_first"])
def test_another_provider_takes_over_at_once(start: Start, street: Street, how: str) -> None:
    app = start("unifonic", "twilio")
    street.how = lambda provider, _: "taken" if provider == "twilio" else how
    if how == "dropped_first":  # nobody listens there at all
        street.how = lambda provider, _: "taken" if provider == "twilio" else "no_balance"
    message = queue(app, number())
    done = settled(app.owner_url, message, "SENT")
    assert (done.provider, done.attempts, done.ambiguous) == ("twilio", 1, 0)
    assert [each.provider for each in street.tried] == ["unifonic", "twilio"]
    if how in {"no_balance", "busy"}:
        settled(app.owner_url, queue(app, number()), "SENT")
        assert [each.provider for each in street.tried][2:] == ["twilio"], "it is left alone"


def test_what_answers_nothing_five_times_is_paused_and_then_tried_by_one(
    start: Start, street: Street
) -> None:
    app = start("unifonic")
    street.how = lambda _, __: "error"
    waiting = [queue(app, number()) for _ in range(5)]
    for each in waiting:
        tried(app.owner_url, each)
    late = [queue(app, number()) for _ in range(3)]
    time.sleep(0.5)
    assert all(sending(app.owner_url, each).status == "PENDING" for each in late)
    street.how = lambda _, __: "taken"
    with psycopg.connect(app.owner_url) as owner:
        (failures,) = owner.execute("select failures from private.providers").fetchone() or (0,)
        assert failures >= 5
        owner.execute("update private.providers set paused_until = now()")
    for each in late:
        settled(app.owner_url, each, "SENT")


def test_a_code_goes_by_who_is_paused_where_nobody_else_is_left(
    start: Start, street: Street
) -> None:
    app = start("unifonic", "twilio")
    pause = (
        "update private.providers set paused_until = now() + interval '1 minute' where name <> %s"
    )
    settled(app.owner_url, queue(app, number()), "SENT")
    for spared, wanted in (("twilio", "twilio"), ("", "unifonic")):
        with psycopg.connect(app.owner_url) as owner:
            owner.execute(
                "insert into private.providers values ('twilio', 9, now()) on conflict do nothing"
            )
            owner.execute(pause, [spared])
        code = queue(app, number(), topic="sms.code", **{"class": "OTP"})
        assert settled(app.owner_url, code, "SENT").provider == wanted


@pytest.mark.parametrize("how", ["lost", "half"])
def test_a_lost_answer_is_asked_after_where_that_can_be(
    start: Start, street: Street, how: str
) -> None:
    app = start("twilio", "unifonic")
    street.how = lambda _, __: how
    message = queue(app, number())
    lost = tried(app.owner_url, message)
    assert (lost.provider, lost.attempts, lost.ambiguous) == ("twilio", 1, 1), (
        "nobody else is tried: it may have gone"
    )
    street.how = lambda _, __: "taken"
    again(app.owner_url, message)
    done = settled(app.owner_url, message, "SENT")
    assert (done.provider, done.attempts, done.ambiguous) == ("twilio", 2, 1)
    assert len(street.taken) == 1, "it had gone"


def test_an_answer_that_is_not_understood_may_have_been_a_yes(start: Start, street: Street) -> None:
    app = start("unifonic", "twilio")
    street.how = lambda _, __: "strange"
    strange = tried(app.owner_url, queue(app, number()))
    assert (strange.provider, strange.ambiguous) == ("unifonic", 1)
    assert len(street.taken) == 1, "nobody else has it too"


def test_an_older_message_of_the_same_words_is_not_taken_for_a_lost_one(
    start: Start, street: Street
) -> None:
    app, to = start("twilio"), number()
    settled(app.owner_url, queue(app, to), "SENT")
    old = street.taken[0]
    street.taken[0] = msgspec.structs.replace(old, made="Wed, 01 Jan 2020 00:00:00 GMT")
    street.how = lambda _, __: "dropped"
    message = queue(app, to)
    tried(app.owner_url, message)
    street.how = lambda _, __: "taken"
    again(app.owner_url, message)
    settled(app.owner_url, message, "SENT")
    assert len(street.taken) == 2


def test_a_rate_holds_for_all_that_send(start: Start, street: Street, fresh_url: str) -> None:
    app = start()
    assert app.owner_url
    with psycopg.connect(app.owner_url) as owner:
        providers = Jsonb([{"name": "unifonic", "rate": 20}])
        rooms = "select private.provider_rooms(%s, %s) ->> 'unifonic'"
        assert owner.execute(rooms, [providers, "TRANSACTIONAL"]).fetchone() == ("20",)
        owner.execute("update private.providers set tokens = 0 where name = 'unifonic'")
        assert owner.execute(rooms, [providers, "PROMOTIONAL"]).fetchone() == ("0",)
        assert owner.execute(rooms, [providers, "OTP"]).fetchone() in {("20",), ("21",)}


def test_a_promotion_needs_consent_and_its_hour_and_ends_by_one_click(
    start: Start, street: Street
) -> None:
    app = start("unifonic", promotion_hours="00:00-24:00")
    sara = make.broker(app.url, app.owner_url)
    phone = make.mobile()
    customer = sara.api.post("/customers", json={"name": "نورة", "phone": phone}).json()["id"]
    promote = "select private.promote(%s, 'SMS', 'x', 'فلل جديدة في النرجس', %s)"

    def promoted(once: str) -> int:
        with psycopg.connect(app.owner_url) as owner:
            row = owner.execute(promote, [customer, once]).fetchone()
        assert row
        return int(row[0])

    assert (
        settled(app.owner_url, promoted("first"), "CANCELLED").last_error
        == "no consent, or no address"
    )
    given = sara.api.post(
        f"/customers/{customer}/consents",
        json={"channel": "SMS", "granted": True, "note": "هاتفيًا"},
    )
    assert given.json()["madeByName"], given.text
    assert settled(app.owner_url, promoted("second"), "SENT").segments >= 2, "the way out counts"
    asked = street.taken[-1]
    assert (asked.sender, asked.extra["MessageType"]) == ("Nova-AD", "5")
    words, link = asked.text.rsplit(" ", 1)
    assert "لإيقاف الرسائل الدعائية:" in words
    token = link.rpartition("/")[2]
    with make.Client(app.url) as stranger:
        forged = token[:-2] + ("AA" if token[-2:] != "AA" else "BB")
        assert stranger.post(f"/public/unsubscribe/{forged}").status_code == 404
        for _ in range(2):
            once = stranger.post(
                f"/public/unsubscribe/{token}", content="List-Unsubscribe=One-Click",
                headers={"content-type": "application/x-www-form-urlencoded"},
            )  # fmt: skip
            assert (once.status_code, once.json()) == (200, {"channel": "SMS"})
    assert (
        settled(app.owner_url, promoted("third"), "CANCELLED").last_error
        == "no consent, or no address"
    )
    history = sara.api.get(f"/customers/{customer}/consents").json()["data"]
    assert [(each["granted"], each["source"]) for each in history] == [(False, "UNSUBSCRIBED"), (True, "RECORDED")]  # fmt: skip


def test_a_promotion_waits_for_its_hour(start: Start, street: Street) -> None:
    hour = datetime.now(ZoneInfo("Asia/Riyadh")).hour
    app = start("unifonic", promotion_hours=f"{(hour + 2) % 24:02}:00-{(hour + 3) % 24:02}:00")
    with psycopg.connect(app.owner_url) as owner:
        customer = make.customer(owner, user_id=make.user(owner), consent=Jsonb({"SMS": True}))
        owner.execute("select private.promote(%s, 'SMS', 'x', 'x', 'once')", [customer])
    code = queue(app, number(), topic="sms.code", **{"class": "OTP"})
    settled(app.owner_url, code, "SENT")
    time.sleep(0.5)
    assert len(street.tried) == 1, "the code alone"
    with psycopg.connect(app.owner_url) as owner:
        for hours, at, wanted in (
            ("09:00-20:00", "08:59", False), ("09:00-20:00", "09:00", True), ("09:00-20:00", "19:59", True),
            ("09:00-20:00", "20:00", False), ("22:00-02:00", "23:00", True), ("22:00-02:00", "01:59", True),
            ("22:00-02:00", "12:00", False), ("09:00-09:00", "03:00", True), ("00:00-24:00", "23:59", True),
        ):  # fmt: skip
            row = owner.execute(
                "select private.is_within(%s, %s::timestamptz)", [hours, f"2030-05-07 {at}+03"]
            ).fetchone()
            assert row == (wanted,), (hours, at)


def signed(app: Running, **told: str) -> httpx.Response:
    url = "https://api.nova.example/api/webhooks/messages/twilio"
    said = url + "".join(name + told[name] for name in sorted(told))
    signature = base64.b64encode(hmac.digest(b"key", said.encode(), hashlib.sha1)).decode()
    return httpx.post(
        f"{app.url}/api/webhooks/messages/twilio", content=urlencode(told),
        headers={"x-twilio-signature": signature, "content-type": "application/x-www-form-urlencoded"},
    )  # fmt: skip


def test_a_report_is_believed_once_and_never_goes_back(start: Start, street: Street) -> None:
    app = start("twilio", api_url="https://api.nova.example")
    message = queue(app, number())
    sid = settled(app.owner_url, message, "SENT").provider_id
    assert signed(app, MessageSid=sid, MessageStatus="sent").json() == {"known": 0, "unknown": 0}
    for _ in range(2):
        assert signed(app, MessageSid=sid, MessageStatus="delivered").json() == {"known": 1, "unknown": 0}  # fmt: skip
        assert sending(app.owner_url, message).status == "DELIVERED"
    signed(app, MessageSid=sid, MessageStatus="failed", ErrorCode="30003")
    assert sending(app.owner_url, message).status == "DELIVERED"
    early = signed(app, MessageSid=f"SM{len(street.taken) + 1}", MessageStatus="delivered")
    assert early.json() == {"known": 0, "unknown": 1}
    assert settled(app.owner_url, queue(app, number()), "DELIVERED"), (
        "it was told before the answer came"
    )
    where = f"{app.url}/api/webhooks/messages"
    forged = httpx.post(f"{where}/twilio", content="MessageSid=x&MessageStatus=delivered")
    assert refused(forged) == (403, "signature_wrong")
    assert httpx.post(f"{where}/pigeon", content="x").status_code == 404
    assert httpx.post(f"{where}/log", content="x").status_code in {403, 404}


def test_reports_of_unifonic_and_whatsapp(start: Start, street: Street) -> None:
    whatsapp = street.dsn("whatsapp", "&secret=app-secret&verify=word&rate=100")
    app = start("unifonic", whatsapp_url=(whatsapp,))
    where = f"{app.url}/api/webhooks/messages"
    sms = queue(app, number())
    told = {"MessageID": settled(app.owner_url, sms, "SENT").provider_id, "DLR": "Undeliverable"}
    assert httpx.post(f"{where}/unifonic?secret=wrong", json=told).status_code == 403
    assert httpx.post(f"{where}/unifonic?secret=webhook-word", json=told).json()["known"] == 1
    assert sending(app.owner_url, sms).status == "FAILED"
    assert refused(httpx.post(f"{where}/unifonic?secret=webhook-word", content="{")) == (400, "report_unreadable")  # fmt: skip

    message = queue(app, number(), topic="whatsapp.notification")
    wamid = settled(app.owner_url, message, "SENT").provider_id
    assert street.taken[-1].extra["template"]["language"] == {"code": "ar"}

    def reported(at: float, secret: bytes = b"app-secret") -> httpx.Response:
        status = {"id": wamid, "status": "read", "timestamp": str(int(at))}
        body = json.dumps({"entry": [{"changes": [{"value": {"statuses": [status]}}]}]}).encode()
        signature = "sha256=" + hmac.digest(secret, body, "sha256").hex()
        return httpx.post(f"{where}/whatsapp", content=body, headers={"x-hub-signature-256": signature})  # fmt: skip

    assert refused(reported(time.time(), b"another")) == (403, "signature_wrong")
    assert refused(reported(time.time() + 3600)) == (422, "report_from_future")
    assert reported(time.time() - 5).json() == {"known": 1, "unknown": 0}
    assert sending(app.owner_url, message).status == "DELIVERED"
    asked = {"hub.mode": "subscribe", "hub.verify_token": "word", "hub.challenge": "1158201444"}
    assert httpx.get(f"{where}/whatsapp", params=asked).text == "1158201444"
    assert httpx.get(f"{where}/whatsapp", params=asked | {"hub.verify_token": "x"}).status_code == 403  # fmt: skip


@pytest.mark.parametrize(
    ("words", "segments"),
    [("", 1), ("x" * 160, 1), ("x" * 161, 2), ("{" * 80, 1), ("{" * 81, 2), ("س" * 70, 1), ("س" * 71, 2),
     ("س" * 134, 2), ("س" * 135, 3), ("😀" * 35, 1), ("😀" * 36, 2), ("à€ñ" * 40, 1), ("ç", 1), ("ç" * 71, 2)],
)  # fmt: skip
def test_segments_are_those_of_the_standard(
    owner: psycopg.Connection, words: str, segments: int
) -> None:
    assert owner.execute("select private.sms_segments(%s)", [words]).fetchone() == (segments,)


def test_an_address_that_is_none_is_said_without_its_password() -> None:
    for text in (
        "unifonic://me:hush@default", "unifonic://me:hush@default?from=Nova&rate=0",
        "unifonic://me:hush@default?from=Nova&rat=5", "unifonic://default?from=Nova",
        "unifonic://me:hush@default?from=ALongSender", "unifonic://me:hu#sh@default:99999",
    ):  # fmt: skip
        with pytest.raises(Problem) as said:
            UnifonicProvider(read_dsn(text), "unifonic")
        assert "hush" not in str(said.value)
