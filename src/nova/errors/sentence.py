"""What a refusal says."""

from typing import NamedTuple


class Sentence(NamedTuple):
    """What a refusal says when nothing more exact is known."""

    status: int
    en: str
    ar: str
