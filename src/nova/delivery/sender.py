"""By which name an SMS comes: at most 11 characters, of promotions ending in -AD, as the Saudi
regulator (CST) wants it."""

from nova.delivery.port import Message

PROMOTIONAL_ENDING = "-AD"


def sender_of(name: str, message: Message) -> str:
    """The sender of this message: of a promotion the name with its ending."""
    return name + PROMOTIONAL_ENDING if message.is_promotion else name
