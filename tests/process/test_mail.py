"""E-mail by a real mail server on loopback: taken, refused for now and for good, never answered."""

import asyncio
import email
import email.policy
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.message import EmailMessage

import httpx
import psycopg
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

import make
from conftest import Running
from make import again, queued, refused, sending, settled, tried
from nova.delivery import smtp
from nova.delivery.port import Message, Rejected

NOW = datetime.now(UTC)


class Server:
    """A mail server that treats each address as its name says."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.tried: list[str] = []

    async def handle_RCPT(  # noqa: N802 — aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.tried.append(address)
        if address.startswith("never"):
            return "550 no such mailbox"
        if address.startswith("policy"):
            return "554 5.7.1 Sender address rejected"
        if address.startswith("later") and self.tried.count(address) == 1:
            return "451 greylisted, try again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        (to,) = envelope.rcpt_tos
        if to.startswith("slow"):
            await asyncio.sleep(3)
        if to.startswith("hang") and self.tried.count(to) == 1:
            await asyncio.sleep(30)
        assert isinstance(envelope.content, bytes)
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.taken.append(mail)
        if to.startswith("drop") and self.tried.count(to) == 1:
            assert server.transport
            server.transport.close()
        return "250 taken"

    def sent_to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.taken if str(mail["To"]) == address]


@pytest.fixture
def server() -> Iterator[tuple[Server, str]]:
    handler, port = Server(), make.free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, f"smtp://127.0.0.1:{port}"
    controller.stop()


@pytest.fixture
def app_with_mail(
    server: tuple[Server, str], start_app: Callable[..., Running], fresh_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> Running:  # fmt: skip
    monkeypatch.setattr(smtp, "TIMEOUT", 1.0)
    return start_app(
        fresh_url, smtp_url=(server[1],), outbox_lease=5.0, promotion_hours="00:00-24:00",
        mail_from="نوفا <no-reply@nova.example>", api_url="https://api.nova.example",
    )  # fmt: skip


def test_a_stranger_gets_a_code_by_mail_and_sees_that_it_went(
    app_with_mail: Running, server: tuple[Server, str]
) -> None:
    api, joined = make.register(app_with_mail.url, email="sara@nova.example")
    api.post("/auth/resend-otp", json={"type": "EMAIL_VERIFICATION", "email": "sara@nova.example"})
    (mail,) = make.eventually(lambda: server[0].sent_to("sara@nova.example"))[:1]
    assert (mail["Subject"], mail["From"].addresses[0].display_name) == ("رمز التحقق من نوفا", "نوفا")  # fmt: skip
    plain, page = [part.get_content() for part in mail.iter_parts()]
    assert "الرمز: " in plain and 'dir="rtl"' in page
    assert mail["Auto-Submitted"] == "auto-generated" and "nova.example>" in mail["Message-ID"]
    shown = make.eventually(
        lambda: [
            each
            for each in api.get("/notifications/deliveries").json()["data"]
            if (each["channel"], each["status"]) == ("EMAIL", "SENT")
        ]
    )
    assert (shown[0]["to"], shown[0]["kind"], shown[0]["provider"]) == ("s…@nova.example", "code", "smtp")  # fmt: skip
    assert joined["user"]["email"] == "sara@nova.example"


def test_refused_for_now_is_tried_again_and_for_good_is_given_up(
    app_with_mail: Running, server: tuple[Server, str]
) -> None:
    app = app_with_mail
    later, never = (
        queued(app.owner_url, "later@x.example"),
        queued(app.owner_url, "never@x.example"),
    )
    assert settled(app.owner_url, never, "FAILED")[:3] == ("FAILED", 1, 0)
    assert tried(app.owner_url, later)[1] == 1
    assert "451" in sending(app.owner_url, later)[3]
    again(app.owner_url, later)
    assert settled(app.owner_url, later, "SENT")[1:3] == (2, 0)
    nobodys = queued(app.owner_url, "a@x.example", topic="whatsapp.notification")
    assert settled(app.owner_url, nobodys, "FAILED")[3] == "nobody delivers this channel"
    with psycopg.connect(app.owner_url) as owner:
        owner.execute("delete from nova.outbox where id = %s", [nobodys])
    wrong = queued(app.owner_url, "not-ascii-é@x.example")
    assert settled(app.owner_url, wrong, "FAILED")[1] == 1, "no server is asked"
    admin = make.with_role(app.owner_url, make.broker(app.url, app.owner_url), "ADMIN")
    dead = admin.api.get("/admin/outbox").json()["data"]
    assert [each["id"] for each in dead] == [wrong, never]
    assert "550" in dead[1]["error"]
    assert admin.api.get("/admin/outbox?provider=log").json()["data"] == []
    answer = admin.api.post(f"/admin/outbox/{never}/resend")
    assert answer.json().get("status") == "PENDING", answer.text
    assert settled(app.owner_url, never, "FAILED")[1] == 1
    assert admin.api.post(f"/admin/outbox/{later}/resend").status_code == 404
    with psycopg.connect(app.owner_url) as owner:
        owner.execute("update nova.outbox set payload = payload - 'text' where id = %s", [never])
    gone = admin.api.post(f"/admin/outbox/{never}/resend")
    assert refused(gone) == (409, "message_blanked")
    nobody = make.broker(app.url, app.owner_url)
    assert nobody.api.get("/admin/outbox").status_code == 403
    assert nobody.api.post(f"/admin/outbox/{never}/resend").status_code == 403


def test_a_server_that_does_not_like_us_says_nothing_of_the_address(
    app_with_mail: Running, server: tuple[Server, str]
) -> None:
    assert "5.7.1" in tried(app_with_mail.owner_url, queued(app_with_mail.owner_url, "policy@x.example")).last_error  # fmt: skip
    with psycopg.connect(app_with_mail.owner_url) as owner:
        assert owner.execute("select count(*) from private.bad_addresses").fetchone() == (0,)


@pytest.mark.parametrize("how", ["hang", "drop"])
def test_an_answer_that_was_lost_is_counted_and_the_message_has_the_same_id(
    app_with_mail: Running, server: tuple[Server, str], how: str
) -> None:
    to = f"{how}@x.example"
    message = queued(app_with_mail.owner_url, to)
    assert tried(app_with_mail.owner_url, message)[1:3] == (1, 1)
    again(app_with_mail.owner_url, message)
    assert settled(app_with_mail.owner_url, message, "SENT")[1:3] == (2, 1)
    assert len({str(mail["Message-ID"]) for mail in server[0].sent_to(to)}) == 1


class Raw(socketserver.StreamRequestHandler):
    """A mail server that answers bytes of no encoding, or does not like who sends."""

    def handle(self) -> None:
        self.wfile.write(b"220 raw\r\n")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"RCPT":
                self.wfile.write(b"550 5.1.1 \xe9\x00 gone\r\n")
            elif word == b"MAIL" and b"blocked" in line:
                self.wfile.write(b"553 5.1.8 we know no such sender\r\n")
            else:
                self.wfile.write(b"250 ok\r\n")


@pytest.fixture
def raw() -> Iterator[str]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Raw) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"smtp://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_a_server_may_answer_any_bytes(
    raw: str, start_app: Callable[..., Running], fresh_url: str
) -> None:
    app = start_app(fresh_url, smtp_url=(raw,))
    message = queued(app.owner_url, "a@x.example")
    assert "gone" in settled(app.owner_url, message, "FAILED")[3]
    assert settled(app.owner_url, queued(app.owner_url, "b@x.example"), "FAILED")[1] == 1, (
        "the worker lives"
    )


def test_a_server_that_says_nothing_has_taken_nothing(
    start_app: Callable[..., Running], fresh_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "TIMEOUT", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        app = start_app(fresh_url, smtp_url=(f"smtp://127.0.0.1:{mute.getsockname()[1]}",))
        assert tried(app.owner_url, queued(app.owner_url, "a@x.example"))[1:3] == (1, 0)


def test_a_fault_of_ours_gives_no_message_up(
    raw: str, start_app: Callable[..., Running], fresh_url: str
) -> None:
    app = start_app(fresh_url, smtp_url=(raw,), mail_from="blocked@nova.example")
    message = queued(app.owner_url, "a@x.example")
    assert tried(app.owner_url, message)[:2] == ("PENDING", 1)
    dying = queued(app.owner_url, "b@x.example")
    tried(app.owner_url, dying)
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "update nova.outbox set status = 'SENDING', attempts = 6, next_attempt_at = now()"
            " where id = %s", [dying],
        )  # fmt: skip
    assert settled(app.owner_url, dying, "FAILED")[1] == 6, (
        "also where no worker lives to say how it went"
    )


def test_a_code_overtakes_what_is_slow_and_is_not_sent_once_it_expired(
    app_with_mail: Running, server: tuple[Server, str]
) -> None:
    app = app_with_mail
    slow = [queued(app.owner_url, f"slow{nth}@x.example") for nth in range(120)]
    late = queued(app.owner_url, "late@x.example", topic="email.code", **{"class": "OTP"})
    code = queued(app.owner_url, "code@x.example", topic="email.code", **{"class": "OTP"})
    settled(app.owner_url, code, "SENT")
    assert any(sending(app.owner_url, each)[0] != "SENT" for each in slow), (
        "it did not wait for them"
    )
    assert settled(app.owner_url, late, "SENT", "CANCELLED")
    with psycopg.connect(app.owner_url) as owner:
        old = owner.execute(
            "insert into nova.outbox (topic, class, payload, created_at) values ('email.code',"
            ' \'OTP\', \'{"to": "old@x.example", "text": "1"}\', now() - interval \'11 minutes\')'
            " returning id"
        ).fetchone()
    assert old
    assert settled(app.owner_url, old[0], "CANCELLED")[3] == "its code expired"
    assert server[0].sent_to("old@x.example") == []


def test_values_are_no_markup_and_no_headers() -> None:
    text = "<script>alert(1)</script> & https://nova.example/x?a=1&b=2"
    mail = smtp.written(
        Message(7, "email.notification", "TRANSACTIONAL", {"to": "a@x.example", "subject": "x\r\nBcc: b@x.example", "text": text}, NOW),
        "no-reply@nova.example",
    )  # fmt: skip
    assert mail["Bcc"] is None and mail["Subject"] == "x Bcc: b@x.example"
    hidden = {
        "to": "a@x.example",
        "subject": "=?utf-8?q?x=0d=0aReply-To:_b=40x.example?=",
        "text": "x",
    }
    sent = smtp.written(
        Message(7, "email.notification", "TRANSACTIONAL", hidden, NOW), "n@x.example"
    )
    assert (
        email.message_from_bytes(sent.as_bytes(), policy=email.policy.default)["Reply-To"] is None
    )
    plain, page = [part.get_content() for part in mail.iter_parts()]
    assert plain.strip() == text
    assert "<script>" not in page and 'href="https://nova.example/x?a=1&amp;b=2"' in page
    for to in ("a@x.example\r\nBcc: b@x.example", "a@x.example, b@x.example", "x", "<a@x.example>", "é@x.example", "a" * 300 + "@x.example",
        "a@[x.example", "=?utf-8?q?a?=@x.example", "root(x@x.example", "g:a@x.example", "a@x.example(1"):  # fmt: skip
        with pytest.raises(Rejected):
            smtp.written(
                Message(7, "email.code", "OTP", {"to": to, "text": "1"}, NOW),
                "no-reply@nova.example",
            )


def test_a_promotion_is_refused_for_the_time_to_come_by_one_click(
    app_with_mail: Running, server: tuple[Server, str]
) -> None:
    app = app_with_mail
    sara = make.broker(app.url, app.owner_url)
    to = make.email()
    body = {"name": "نورة", "phone": make.mobile(), "email": to}
    customer = sara.api.post("/customers", json=body).json()["id"]
    sara.api.post(f"/customers/{customer}/consents", json={"channel": "EMAIL", "granted": True})

    def promoted(once: str) -> int:
        with psycopg.connect(app.owner_url) as owner:
            row = owner.execute(
                "select private.promote(%s, 'EMAIL', 'فلل جديدة', 'في حي النرجس', %s)",
                [customer, once],
            ).fetchone()
        assert row
        return int(row[0])

    settled(app.owner_url, promoted("first"), "SENT")
    (mail,) = server[0].sent_to(to)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = str(mail["List-Unsubscribe"]).strip("<>")
    assert link.startswith("https://api.nova.example/api/public/unsubscribe/")
    plain = mail.get_body(("plain",))
    assert plain and "لإيقاف الرسائل الدعائية" in plain.get_content()
    click = httpx.post(
        link.replace("https://api.nova.example", app.url), data={"List-Unsubscribe": "One-Click"}
    )
    assert (click.status_code, click.json()) == (200, {"channel": "EMAIL"})
    assert (
        settled(app.owner_url, promoted("second"), "CANCELLED").last_error
        == "no consent, or no address"
    )
    assert len(server[0].sent_to(to)) == 1
