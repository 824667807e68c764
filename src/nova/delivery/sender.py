"""By which name an SMS comes: at most 11 characters, of promotions ending in -AD, as the Saudi
regulator (CST) wants it."""

import re

from nova.delivery.dsn import Dsn
from nova.delivery.port import Message
from nova.problem import Problem

PROMOTIONAL_ENDING = "-AD"
NAME = re.compile(r"\+\d{7,15}|[A-Za-z0-9 ._-]{1,8}")  # or a number


def read_sender(dsn: Dsn) -> str:
    """The sender that an address names. Raises Problem."""
    name = dsn.option("from")
    if not NAME.fullmatch(name):
        raise Problem(
            f"{dsn.scheme}://…?from= is no sender: at most 8 letters and digits, since promotions "
            "have -AD behind it and 11 are the most, or a number as +966…"
        )
    return name


def sender_of(name: str, message: Message) -> str:
    """The sender of this message: of a promotion the name with its ending."""
    return name + PROMOTIONAL_ENDING if message.is_promotion and name[:1] != "+" else name
