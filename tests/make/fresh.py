"""What nobody has yet: numbers, addresses, ports."""

import contextlib
import itertools
import random
import socket

_numbers = itertools.count(random.randrange(10_000_000))
_addresses = itertools.count(random.randrange(1_000_000))


def number() -> int:
    """One that nobody was given."""
    return next(_numbers)


def mobile() -> str:
    """A Saudi mobile nobody has."""
    return f"05{number() % 100_000_000:08}"


def email() -> str:
    """An e-mail nobody has."""
    return f"person{number()}@example.com"


def address() -> str:
    """A network address nobody has called from."""
    n = next(_addresses)
    return f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}"


def free_port() -> int:
    """A port that nobody listens on, below those that connections go out from."""
    while True:
        port = random.randrange(10_000, 32_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
