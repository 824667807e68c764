"""Push to browsers and phones: Web Push (RFC 8030), encrypted for the device (RFC 8291), signed as
ours (VAPID, RFC 8292).

The key pair follows from NOVA_SECRET: every process has the same, and there is nothing to set.
"""

import base64
import json
from email.utils import parseaddr
from functools import cached_property

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from webpush import WebPush, WebPushSubscription  # type: ignore[import-untyped]

from nova.delivery.port import BadAddress, Base, Message, Rejected, Unavailable
from nova.delivery.web import Answer, Web
from nova.identity.tokens import derived_key
from nova.settings import Settings

GONE = (400, 401, 403, 404, 410)  # no more there (RFC 8030, section 7.3), or not for our key
TOO_LARGE = 413
TAKEN = range(200, 300)
LIFE = 24 * 3600  # seconds that the push service keeps what a device does not fetch
MOST_TEXT = 1000  # characters: what is encrypted has 4 KB at most
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256 (FIPS 186-5)


def public_key(settings: Settings) -> str:
    """The key that a browser subscribes with (`applicationServerKey`), base64url."""
    point = _private_key(settings).public_key()
    raw = point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _private_key(settings: Settings) -> ec.EllipticCurvePrivateKey:
    number = int.from_bytes(derived_key(settings, b"web push"), "big") % (ORDER - 1) + 1
    return ec.derive_private_key(number, ec.SECP256R1())


class WebPushProvider(Base):
    """Sends to the push service that each device names."""

    def __init__(self, settings: Settings) -> None:
        self.name, self.rate = "push", 500.0
        self._settings = settings
        self._web = Web("")

    @cached_property
    def _sealing(self) -> WebPush:
        """Made at the first message: whoever only asks for the providers makes no secret."""
        key = _private_key(self._settings)
        return WebPush(
            key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
            key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
            subscriber=parseaddr(self._settings.mail_from)[1],
            ttl=LIFE,
        )

    async def send(self, message: Message) -> str | None:
        """Send to one device; answers where its push service keeps it.

        Raises BadAddress for a device that is gone, Rejected, Unavailable, AnswerLost.
        """
        said = {"title": message.payload.get("subject"), "body": message.text[:MOST_TEXT]}
        said |= {"url": message.payload.get("url"), "kind": message.payload.get("kind")}
        words = json.dumps(said, ensure_ascii=False).encode()
        try:
            device = WebPushSubscription.model_validate(
                {"endpoint": message.to, "keys": message.payload["device"]}
            )
            sealed = self._sealing.get(words, device)
        except ValueError as error:  # a key that is none
            raise BadAddress(str(error)) from error
        headers = {
            **sealed.headers,
            "urgency": "high" if message.payload.get("isUrgent") else "normal",
        }
        try:
            answer = await self._web.ask(
                "POST", message.to, data=sealed.encrypted, headers=headers, is_json=False
            )
        except Unavailable as error:
            raise Unavailable(str(error), is_of_address=True) from error
        return _judged(answer)

    async def close(self) -> None:
        """Let the connections go."""
        await self._web.close()


def _judged(answer: Answer) -> str | None:
    """Where the push service keeps it. Each service is its own: none holds up the others."""
    words = f"HTTP {answer.status}"
    if answer.status in GONE:
        raise BadAddress(words)
    if answer.status == TOO_LARGE:
        raise Rejected(words)
    if answer.status not in TAKEN:
        raise Unavailable(words, is_of_address=True)
    return answer.location
