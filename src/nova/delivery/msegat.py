"""SMS by Msegat: https://msegat.docs.apiary.io

`msegat://USER:API_KEY@default?from=Nova`: `from` is the registered sender, of promotions with -AD
behind it. Msegat tells nothing of what arrived.
"""

from nova.delivery.dsn import Dsn
from nova.delivery.port import BadAddress, Base, Message, Rejected, Unavailable
from nova.delivery.sender import read_sender, sender_of
from nova.delivery.web import FIX_US, Web

TAKEN = {"1", "M0000"}
DUPLICATE = "1061"  # the same text to the same number just now: it was taken
NO_NUMBER = {"1120"}
NO_TEXT = {"1050", "1140"}  # empty, too long
OURS = {"1020", "1060", "1110", "M0002", "M0022", "M0023", "M0029", "M0030"}


class MsegatProvider(Base):
    """Sends SMS by Msegat's gateway."""

    def __init__(self, dsn: Dsn, name: str) -> None:
        dsn.only("from")
        self.name, self.rate = name, dsn.rate
        self._user, self._key, self._sender = dsn.account(), dsn.password, read_sender(dsn)
        self._web = Web(dsn.base("https://www.msegat.com"))

    async def send(self, message: Message) -> str | None:
        """Send one SMS; answers its id, where Msegat says one.

        Raises BadAddress, Rejected, Unavailable, AnswerLost.
        """
        body = {
            "userName": self._user,
            "apiKey": self._key,
            "numbers": message.to.lstrip("+"),
            "userSender": sender_of(self._sender, message),
            "msg": message.text,
            "msgEncoding": "UTF8",
        }
        answer = (await self._web.ask("POST", "/gw/sendsms.php", json=body)).body
        code, words = str(answer.get("code")), f"{answer.get('code')} {answer.get('message')}"
        if code in TAKEN or (code == DUPLICATE and message.unanswered):
            return str(answer["id"]) if answer.get("id") else None
        if code in NO_NUMBER:
            raise BadAddress(words)
        if code in NO_TEXT:
            raise Rejected(words)
        raise Unavailable(words, FIX_US if code in OURS else 0.0)

    async def close(self) -> None:
        """Let the connections go."""
        await self._web.close()
