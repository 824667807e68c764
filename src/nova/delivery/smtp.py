"""E-mail by SMTP (RFC 5321): plain text and HTML, Arabic from right to left.

`smtp://` speaks STARTTLS wherever the server is not on this machine, `smtps://` TLS from the first
byte. An answer of 5xx to the address or the text is final, one of 4xx is tried again; where the
answer to the text does not come, the message may have been sent. A promotion can be refused for the
time to come by one click of the mail program (RFC 2369, RFC 8058).
"""

import html
import re
from collections.abc import Mapping
from contextlib import suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, parseaddr

import aiosmtplib

from nova.delivery.dsn import Dsn
from nova.delivery.port import AnswerLost, BadAddress, Base, Message, Rejected, Unavailable
from nova.networks import is_loopback
from nova.problem import Problem

TIMEOUT = 20.0  # seconds for each answer; a claim lasts longer (NOVA_OUTBOX_LEASE)
LONGEST = 254  # characters of an address (RFC 5321, section 4.5.3.1.3, less its brackets)
MOST = 20  # connections at once: servers refuse more
FINAL = 500  # from here on RFC 5321 means: never
SUBJECTS: Mapping[str, str] = {
    "email.code": "رمز التحقق من نوفا",
    "email.invitation": "دعوة للانضمام إلى فريق في نوفا",
}
ADDRESS = re.compile(  # RFC 5321: a dot-string and a domain, nothing quoted or encoded
    r"(?!.*=\?)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"
)
POLICY = re.compile(r"\d\.7\.")
SEVEN_BITS = SMTP.clone(cte_type="7bit")
ARABIC = re.compile(r"[\u0600-\u06ff]")
LINK = re.compile(r"https?://[^\s<>\"]+")


class SmtpProvider(Base):
    """Sends e-mail by one SMTP server; a connection for each message."""

    def __init__(self, dsn: Dsn, name: str, sender: str, api_url: str) -> None:
        dsn.only()
        if dsn.host == "default":
            raise Problem(f"{dsn.scheme}://… needs a host.")
        self.name, self.rate, self.most = name, dsn.rate, MOST
        self._dsn = dsn
        self._sender = sender
        self._api_url = api_url

    async def send(self, message: Message) -> str | None:
        """Send one e-mail; answers its Message-ID, the same at every try.

        Raises BadAddress, Rejected, Unavailable; AnswerLost where the text went and no answer came.
        """
        mail = written(message, self._sender, self._api_url)
        client = self._client()
        try:
            await client.connect()
            await client.mail(parseaddr(self._sender)[1])
            await client.rcpt(message.to)
            await _hand_over(client, mail)
            with suppress(aiosmtplib.SMTPException):
                await client.quit()  # it was taken: whatever comes now
        except aiosmtplib.SMTPRecipientRefused as error:
            raise _judged(error.code, error.message) from error
        except aiosmtplib.SMTPSenderRefused as error:
            raise Unavailable(f"{error.code} {error.message}") from error
        except aiosmtplib.SMTPTimeoutError as error:  # before the text: it did not go
            raise Unavailable(type(error).__name__) from error
        finally:
            client.close()
        return str(mail["Message-ID"])

    def _client(self) -> aiosmtplib.SMTP:
        """A connection that is not open yet."""
        dsn, host = self._dsn, self._dsn.host
        tls = dsn.scheme == "smtps"
        return aiosmtplib.SMTP(
            hostname=host,
            port=dsn.port or (465 if tls else 587),
            use_tls=tls,
            start_tls=not tls and not is_loopback(host),
            username=dsn.user or None,
            password=dsn.password or None,
            timeout=TIMEOUT,
        )


def written(message: Message, sender: str, api_url: str = "") -> EmailMessage:
    """A message as e-mail. Raises Rejected for an address that no server would take."""
    to, text = message.to, message.text
    subject = str(message.payload.get("subject") or SUBJECTS.get(message.topic, "Nova"))
    if not to.isascii() or len(to) > LONGEST or not ADDRESS.fullmatch(to):
        raise BadAddress("no address that mail goes to")
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = Address(addr_spec=to)
    # A line break would begin another header; so would one that is encoded.
    mail["Subject"] = " ".join(subject.split()).replace("=?", "= ?")
    mail["Date"] = formatdate()
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    mail["Message-ID"] = f"<message-{message.id}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday answers this
    if message.is_promotion:
        link = f"{api_url}/api/public/unsubscribe/{message.payload['token']}"
        mail["List-Unsubscribe"] = f"<{link}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(text)
    mail.add_alternative(_page(text), subtype="html")
    return mail


def _page(text: str) -> str:
    """The text as HTML: nothing in it is markup, its links can be followed."""
    language, direction = ("ar", "rtl") if ARABIC.search(text) else ("en", "ltr")
    words = LINK.sub(lambda link: f'<a href="{link[0]}">{link[0]}</a>', html.escape(text))
    return (
        f'<!doctype html><html lang="{language}" dir="{direction}"><meta charset="utf-8">'
        f'<body style="font: 16px/1.7 sans-serif">{words.replace(chr(10), "<br>")}</body></html>'
    )


async def _hand_over(client: aiosmtplib.SMTP, mail: EmailMessage) -> None:
    """Send the text; from here on it may have gone. Raises Rejected, Unavailable, AnswerLost."""
    try:
        await client.data(mail.as_bytes(policy=SEVEN_BITS))
    except aiosmtplib.SMTPDataError as error:
        words = f"{error.code} {error.message}"
        raise (Rejected if error.code >= FINAL else Unavailable)(words) from error
    except (aiosmtplib.SMTPServerDisconnected, aiosmtplib.SMTPReadTimeoutError) as error:
        raise AnswerLost(str(error)) from error


def _judged(code: int, words: str) -> Exception:
    """What a refusal of the recipient says: that there is no such mailbox, or that we are not
    liked (RFC 3463: x.7.x), which other recipients will hear too, and which passes."""
    said = f"{code} {words}"
    if code < FINAL:
        return Unavailable(said, is_of_address=True)
    return Unavailable(said) if POLICY.match(words) else BadAddress(said)
