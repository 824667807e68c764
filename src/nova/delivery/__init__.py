"""Who delivers messages: a small port, and a file for each provider behind it (README, Who sends
messages)."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from nova.delivery.dsn import Dsn, read_dsn
from nova.delivery.log import LogProvider
from nova.delivery.msegat import MsegatProvider
from nova.delivery.port import Provider
from nova.delivery.smtp import SmtpProvider
from nova.delivery.twilio import TwilioProvider
from nova.delivery.unifonic import UnifonicProvider
from nova.delivery.web_push import WebPushProvider
from nova.delivery.whatsapp import WhatsAppProvider
from nova.problem import Problem
from nova.settings import Settings

Kinds = Mapping[str, Callable[[Dsn, str], Provider]]
WEBHOOKS = "/api/webhooks/messages/"


def providers_of(settings: Settings) -> Mapping[str, Sequence[Provider]]:
    """The providers of each channel, in order of preference, by the settings. Raises Problem."""
    log = LogProvider()

    def twilio(dsn: Dsn, name: str) -> Provider:
        return TwilioProvider(dsn, name, settings.reached_at + WEBHOOKS)

    def smtp(dsn: Dsn, name: str) -> Provider:
        return SmtpProvider(dsn, name, settings.mail_from, settings.reached_at)

    sms: Kinds = {"unifonic": UnifonicProvider, "msegat": MsegatProvider, "twilio": twilio}
    return {
        "sms": _made("NOVA_SMS_URL", settings.sms_url, sms) or [log],
        "email": _made("NOVA_SMTP_URL", settings.smtp_url, {"smtp": smtp, "smtps": smtp}) or [log],
        "whatsapp": _made(
            "NOVA_WHATSAPP_URL", settings.whatsapp_url, {"whatsapp": WhatsAppProvider}
        ),
        "push": [WebPushProvider(settings)],
    }


def _made(setting: str, addresses: Sequence[str], kinds: Kinds) -> list[Provider]:
    """The providers at these addresses; of several of a kind each has a name. Raises Problem."""
    made: list[Provider] = []
    seen: Counter[str] = Counter()
    for dsn in map(read_dsn, addresses):
        if dsn.scheme not in kinds:
            raise Problem(f"{setting} knows no {dsn.scheme}://; one of: {', '.join(kinds)}.")
        kind = dsn.scheme.removesuffix("s") if dsn.scheme == "smtps" else dsn.scheme
        seen[kind] += 1
        name = kind if seen[kind] == 1 else f"{kind}-{seen[kind]}"
        try:
            made.append(kinds[dsn.scheme](dsn, name))
        except Problem as problem:
            raise Problem(f"{setting}: {problem}") from None
    return made
