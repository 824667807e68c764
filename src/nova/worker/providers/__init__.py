"""Who delivers messages: a small port, and a file for each provider behind it (README, Who sends
messages)."""

from collections.abc import Mapping

from nova.settings import Settings
from nova.worker.providers.log import LogProvider
from nova.worker.providers.port import Provider
from nova.worker.providers.smtp import SmtpProvider


def providers_of(settings: Settings) -> Mapping[str, Provider]:
    """The provider of each channel, by the settings."""
    log = LogProvider()
    if settings.smtp_url is None:
        return {"sms": log, "email": log}
    return {"sms": log, "email": SmtpProvider(settings.smtp_url, settings.mail_from)}
