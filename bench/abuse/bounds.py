"""How much the API takes of something, found by asking it."""

from collections.abc import Awaitable, Callable

FINENESS = 32
"""Into how many parts of what is accepted, at least, that is told from what is not."""


async def largest(most: int, accepts: Callable[[int], Awaitable[bool]]) -> int:
    """The largest number up to this that is accepted, nearly; the last accepted one too.

    0 when none is.
    """
    if await accepts(most):
        return most
    low, high = 0, most
    while high - low > max(low // FINENESS, 1):
        middle = (low + high) // 2
        if await accepts(middle):
            low = middle
        else:
            high = middle
    return low
