"""Push to browsers and phones: Web Push (RFC 8030), encrypted for the device (RFC 8291), signed as
ours (VAPID, RFC 8292).

The key pair follows from NOVA_SECRET: every process has the same, and there is nothing to set.
"""

import base64
import json
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02  # type: ignore[import-untyped]
from pywebpush import WebPusher  # type: ignore[import-untyped]

from nova.delivery.port import BadAddress, Base, Message, Rejected, Unavailable
from nova.delivery.web import Web
from nova.identity.tokens import derived_key
from nova.settings import Settings

GONE = (404, 410)  # RFC 8030, section 7.3: the subscription is no more
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
        self._vapid = Vapid02(_private_key(settings))
        self._subject = f"mailto:{parseaddr(settings.mail_from)[1]}"
        self._web = Web("")

    async def send(self, message: Message) -> str | None:
        """Send to one device; answers where its push service keeps it.

        Raises BadAddress for a device that is gone, Rejected, Unavailable, AnswerLost.
        """
        device: dict[str, Any] = message.payload["device"]
        said = {"title": message.payload.get("subject"), "body": message.text[:MOST_TEXT]}
        said |= {"url": message.payload.get("url"), "kind": message.payload.get("kind")}
        words = json.dumps(said, ensure_ascii=False).encode()
        sealed = WebPusher({"endpoint": message.to, "keys": device}).encode(words, "aes128gcm")
        where = urlsplit(message.to)
        claims = {"sub": self._subject, "aud": f"{where.scheme}://{where.netloc}"}
        headers = {
            **self._vapid.sign(claims),
            "content-encoding": "aes128gcm",
            "ttl": str(LIFE),
            "urgency": "high" if message.payload.get("isUrgent") else "normal",
        }
        answer = await self._web.ask(
            "POST", message.to, data=sealed["body"], headers=headers, is_json=False
        )
        if answer.status in GONE:
            raise BadAddress(f"HTTP {answer.status}")
        if answer.status == TOO_LARGE:
            raise Rejected(f"HTTP {answer.status}")
        if answer.status not in TAKEN:
            raise Unavailable(f"HTTP {answer.status}")
        return answer.location

    async def close(self) -> None:
        """Let the connections go."""
        await self._web.close()
