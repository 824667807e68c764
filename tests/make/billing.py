"""What is paid with."""

from typing import Any
from uuid import uuid4


def card() -> dict[str, Any]:
    """A card that a provider gave out a token for; each time another."""
    return {
        "token": f"token_{uuid4().hex}", "brand": "MADA", "lastDigits": "1111",
        "expiresOn": "2099-01-31",
    }  # fmt: skip
