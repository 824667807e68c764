"""How much is measured."""

from typing import NamedTuple


class Plan(NamedTuple):
    """Sizes of every part; durations in seconds."""

    table: str = "nova.tasks"
    """What the writers write to."""
    rounds: int = 3
    window: int = 5
    """Of pgbench."""
    clients: tuple[int, ...] = (1, 8, 32)
    idle: int = 1500
    """Connections whose memory is measured."""
    active: int = 1000
    """Of them, those that stay for the delays and the flood."""
    paced: float = 10
    """How long events come at a steady rate."""
    flood: int = 3000
    """Events of one transaction, each for a hundred people."""
    listeners: int = 300
    """Beside the slow consumers."""
    offered: float = 8
    """How long the slow consumers are offered their events."""
    held: float = 60
    """How long a transaction stays open."""
    missed: tuple[int, int] = (6_000, 60_000)
    resumes: int = 9
    ended: int = 100
    """Sessions that are ended, with a socket in each of two processes."""


QUICK = Plan(
    rounds=1, window=1, clients=(1, 8), idle=200, active=200, paced=1, flood=300, listeners=50,
    offered=3, held=2, missed=(600, 6_000), resumes=3, ended=10,
)  # fmt: skip
"""Whether it runs, not what it finds."""
