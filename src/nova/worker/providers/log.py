"""Messages written to the log, where a developer sees the code."""

import structlog

from nova.worker.providers.port import Message

log = structlog.get_logger()


class LogProvider:
    """Writes messages to the log."""

    name = "log"

    async def send(self, message: Message) -> str | None:
        """Log the message."""
        payload = message.payload
        log.info("message", topic=message.topic, to=payload.get("to"), text=payload.get("text"))
        return None
