"""Answers made small on their way out: gzip (RFC 1952), for who takes it.

Never of what carries a token: a body that holds a secret beside words of the caller's tells of it
by its size (BREACH). The routes that give tokens away answer Structs, which are sent as they are.
"""

import functools

from isal import igzip

SMALLEST = 1024  # bytes; what is smaller fits a packet anyway


def packed(body: bytes) -> bytes:
    """The body, as gzip: 84 KB of customers are 11 KB, in a tenth of a millisecond."""
    return igzip.compress(body, 1, mtime=0)


@functools.lru_cache(1000)
def takes_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding takes it (RFC 9110, section 12.5.3)."""
    weights = {}
    for part in accepted.lower().split(",")[:20]:
        name, _, weight = part.partition(";q=")
        weights[name.strip()] = weight.strip()
    weight = weights.get("gzip", weights.get("*", "0"))
    return weight.strip("0.") != "" or weight == ""
