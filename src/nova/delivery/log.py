"""Messages written to the log, where a developer sees the code."""

import structlog

from nova.delivery.port import Base, Message

log = structlog.get_logger()


class LogProvider(Base):
    """Writes messages to the log."""

    name = "log"
    rate = 10_000.0

    async def send(self, message: Message) -> str | None:
        """Log the message."""
        log.info("message", topic=message.topic, to=message.payload.get("to"), text=message.text)
        return None
