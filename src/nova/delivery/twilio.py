"""SMS by Twilio: https://www.twilio.com/docs/messaging/api/message-resource

`twilio://ACCOUNT_SID:AUTH_TOKEN@default?from=%2B15550001111`: `from` is a number or a registered
name, of promotions the name with -AD behind it. Reports come to NOVA_API_URL, signed by the token
(https://www.twilio.com/docs/usage/security).
"""

import base64
import hmac
from collections.abc import Mapping, Sequence
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qsl

import aiohttp

from nova.delivery.dsn import Dsn
from nova.delivery.port import (
    BadAddress,
    Base,
    Forged,
    Message,
    Rejected,
    Report,
    Sent,
    Unavailable,
)
from nova.delivery.sender import read_sender, sender_of
from nova.delivery.web import FIX_US, Web

CLOCKS = timedelta(seconds=2)  # by which its clock may differ; it tells whole seconds
NO_NUMBER = {21211, 21217, 21614}
REFUSED = {21610, 21617}  # the person said STOP; the text is too long
OURS = {20003, 20005, 21408, 21606, 21659}
STATES: Mapping[str, Any] = {
    "delivered": "DELIVERED", "read": "DELIVERED", "undelivered": "FAILED", "failed": "FAILED",
}  # fmt: skip


class TwilioProvider(Base):
    """Sends SMS by Twilio's REST API."""

    def __init__(self, dsn: Dsn, name: str, webhooks: str) -> None:
        dsn.only("from")
        self.name, self.rate = name, dsn.rate
        account, self._token, self._sender = dsn.account(), dsn.password, read_sender(dsn)
        self._webhook = webhooks + name
        self._path = f"/2010-04-01/Accounts/{account}/Messages.json"
        self._headers = {"authorization": aiohttp.encode_basic_auth(account, dsn.password)}
        self._web = Web(dsn.base("https://api.twilio.com"))

    async def send(self, message: Message) -> str | None:
        """Send one SMS; answers its SID. Raises BadAddress, Rejected, Unavailable, AnswerLost."""
        form = {
            "To": message.to,
            "From": sender_of(self._sender, message),
            "Body": message.text,
            "StatusCallback": self._webhook,
        }
        answer = (await self._web.ask("POST", self._path, data=form, headers=self._headers)).body
        if answer.get("sid"):
            return str(answer["sid"])
        code, words = answer.get("code"), f"{answer.get('code')} {answer.get('message')}"
        if code in NO_NUMBER:
            raise BadAddress(words)
        if code in REFUSED:
            raise Rejected(words)
        raise Unavailable(words, FIX_US if code in OURS else 0.0)

    async def find(self, message: Message) -> str | None:
        """The SID of this message: with this text to this number, not from before it was made."""
        answer = (
            await self._web.ask(
                "GET",
                self._path,
                params={"To": message.to, "PageSize": "20"},
                headers=self._headers,
            )
        ).body
        for each in answer.get("messages", []):
            made = parsedate_to_datetime(each["date_created"])
            if (
                each["body"] == message.text
                and made >= message.created_at - CLOCKS
                and each["status"] not in {"failed", "undelivered"}
            ):
                return str(each["sid"])
        return None

    def reports(self, sent: Sent) -> Sequence[Report]:
        """A status callback. Raises Forged."""
        told = dict(parse_qsl(sent.body.decode("utf-8", "replace"), keep_blank_values=True))
        signed = self._webhook + "".join(name + told[name] for name in sorted(told))
        right = base64.b64encode(hmac.digest(self._token.encode(), signed.encode(), "sha1"))
        if not hmac.compare_digest(sent.headers.get("x-twilio-signature", "").encode(), right):
            raise Forged
        state = STATES.get(told.get("MessageStatus", ""))
        if state is None or not told.get("MessageSid"):
            return []
        return [Report(told["MessageSid"], state, error=told.get("ErrorCode") or None)]

    async def close(self) -> None:
        """Let the connections go."""
        await self._web.close()
