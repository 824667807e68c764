"""WhatsApp by Meta's Cloud API: https://developers.facebook.com/docs/whatsapp/cloud-api

`whatsapp://PHONE_NUMBER_ID:TOKEN@default?template=nova_notice&secret=APP_SECRET&verify=WORD`: all
goes out as this approved template, whose one value is the text; `secret` signs reports, `verify` is
the word by which Meta is shown that the webhook is ours.
"""

import hmac
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from nova.delivery.dsn import Dsn
from nova.delivery.port import BadAddress, Base, Forged, Message, Report, Sent, Unavailable
from nova.delivery.web import FIX_US, Web

NO_NUMBER = {131026, 131030}
TOO_MANY = {4, 80007, 130429, 131048, 131056}
OURS = {0, 3, 10, 33, 190, 368, 131031, 131042, 132001}
WAIT = 60.0  # seconds after too many
STATES: Mapping[str, Any] = {"delivered": "DELIVERED", "read": "DELIVERED", "failed": "FAILED"}
ARABIC = re.compile(r"[\u0600-\u06ff]")


class WhatsAppProvider(Base):
    """Sends templates by the Cloud API."""

    def __init__(self, dsn: Dsn, name: str) -> None:
        dsn.only("template", "secret", "verify")
        dsn.account()
        self.name, self.rate = name, dsn.rate
        self._template, self._secret = dsn.option("template"), dsn.options.get("secret", "")
        self._verify = dsn.options.get("verify", "")
        self._path = f"/v23.0/{dsn.user}/messages"
        self._headers = {"authorization": f"Bearer {dsn.password}"}
        self._web = Web(dsn.base("https://graph.facebook.com"))

    async def send(self, message: Message) -> str | None:
        """Send one template; answers its wamid. Raises BadAddress, Unavailable, AnswerLost."""
        text = " ".join(message.text.split())  # a value has no line breaks
        body = {
            "messaging_product": "whatsapp",
            "to": message.to.lstrip("+"),
            "type": "template",
            "template": {
                "name": self._template,
                "language": {"code": "ar" if ARABIC.search(text) else "en"},
                "components": [{"type": "body", "parameters": [{"type": "text", "text": text}]}],
            },
            "biz_opaque_callback_data": f"nova-{message.id}",
        }
        answer = (await self._web.ask("POST", self._path, json=body, headers=self._headers)).body
        if answer.get("messages"):
            return str(answer["messages"][0]["id"])
        error = answer.get("error") or {}
        code, words = error.get("code"), f"{error.get('code')} {error.get('message')}"
        if code in NO_NUMBER:
            raise BadAddress(words)
        raise Unavailable(words, WAIT if code in TOO_MANY else FIX_US if code in OURS else 0.0)

    def reports(self, sent: Sent) -> Sequence[Report]:
        """The statuses of a notification; what people write is none. Raises Forged."""
        right = "sha256=" + hmac.digest(self._secret.encode(), sent.body, "sha256").hex()
        given = sent.headers.get("x-hub-signature-256", "")
        if not self._secret or not hmac.compare_digest(given.encode(), right.encode()):
            raise Forged
        return [
            Report(
                str(each["id"]),
                STATES[each["status"]],
                at=datetime.fromtimestamp(int(each["timestamp"]), UTC),
                error="; ".join(str(error.get("code")) for error in each.get("errors", [])) or None,
            )
            for entry in json.loads(sent.body).get("entry", [])
            for change in entry.get("changes", [])
            for each in change.get("value", {}).get("statuses", [])
            if each.get("status") in STATES
        ]

    def challenge(self, word: str, challenge: str) -> str:
        """The challenge, to who knows the word. Raises Forged."""
        if not self._verify or not hmac.compare_digest(word.encode(), self._verify.encode()):
            raise Forged
        return challenge

    async def close(self) -> None:
        """Let the connections go."""
        await self._web.close()
