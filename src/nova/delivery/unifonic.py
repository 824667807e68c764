"""SMS by Unifonic: https://docs.unifonic.com/reference/sms-api

`unifonic://APP_SID@default?from=Nova&secret=…`: `from` is the registered sender, of promotions
with -AD behind it; `secret` what reports bring as ?secret=, since Unifonic signs none.
"""

import hmac
import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

from nova.delivery.dsn import Dsn
from nova.delivery.port import BadAddress, Base, Forged, Message, Report, Sent, Unavailable
from nova.delivery.sender import read_sender, sender_of
from nova.delivery.web import FIX_US, Web

SERVICE, PROMOTION = "3", "5"  # MessageType, of traffic in Saudi Arabia
NO_NUMBER = {"ER-04", "ER-482", "482"}
OURS = {"ER-01", "ER-02", "401", "402"}  # our application or our balance
STATES: Mapping[str, Any] = {
    "delivered": "DELIVERED", "undeliverable": "FAILED", "undelivered": "FAILED",
    "rejected": "FAILED", "failed": "FAILED",
}  # fmt: skip


class UnifonicProvider(Base):
    """Sends SMS by Unifonic's REST API."""

    def __init__(self, dsn: Dsn, name: str) -> None:
        dsn.only("from", "secret")
        self.name, self.rate = name, dsn.rate
        self._app, self._sender = dsn.account(with_password=False), read_sender(dsn)
        self._secret = dsn.options.get("secret", "")
        self._web = Web(dsn.base("https://el.cloud.unifonic.com"))

    async def send(self, message: Message) -> str | None:
        """Send one SMS; answers its MessageID. Raises BadAddress, Unavailable, AnswerLost."""
        form = {
            "AppSid": self._app,
            "SenderID": sender_of(self._sender, message),
            "Recipient": message.to.lstrip("+"),  # without + or 00
            "Body": message.text,
            "responseType": "JSON",
            "CorrelationID": f"nova-{message.id}",
            "async": "false",
            "MessageType": PROMOTION if message.is_promotion else SERVICE,
        }
        answer = (await self._web.ask("POST", "/rest/SMS/messages", data=form)).body
        if str(answer.get("success")).lower() == "true":
            return str(answer["data"]["MessageID"])
        code = str(answer.get("errorCode"))
        words = f"{code} {answer.get('message')}"
        if code in NO_NUMBER:
            raise BadAddress(words)
        raise Unavailable(words, FIX_US if code in OURS else 0.0)

    def reports(self, sent: Sent) -> Sequence[Report]:
        """A delivery receipt, JSON or a form. Raises Forged."""
        if not self._secret or not hmac.compare_digest(sent.secret.encode(), self._secret.encode()):
            raise Forged
        words = sent.body.decode("utf-8", "replace")
        told = json.loads(words) if words.lstrip()[:1] == "{" else dict(parse_qsl(words))
        state = STATES.get(str(told.get("DLR") or told.get("Status")).lower())
        if state is None or not told.get("MessageID"):
            return []
        return [Report(str(told["MessageID"]), state)]

    async def close(self) -> None:
        """Let the connections go."""
        await self._web.close()
