"""The servers that are measured, and what Nova must reach beside each."""

from typing import NamedTuple


class Peer(NamedTuple):
    """A server on Node: what it is called, what starts it, and its settings."""

    name: str
    script: str
    equal: str = ""


class Work(NamedTuple):
    """A kind of request: the operation of `bench.operations`, and Nova's rate by each peer's."""

    name: str
    targets: tuple[float, float, float]


PRISMA = Peer("Express + Prisma", "express_prisma.ts")
EQUAL = Peer("Fastify, equal duties", "fastify_postgres.mjs", equal="1")
BARE = Peer("Fastify + postgres.js", "fastify_postgres.mjs")
PEERS = (PRISMA, EQUAL, BARE)
NOVA, PGBENCH = "Nova", "pgbench"

WORKS = (
    Work("by id", (2, 1.3, 0.6)),
    Work("list of 50", (3, 2, 1.3)),
    Work("create", (1.6, 1.0, 0.35)),
    Work("/api/health", (2, 0.5, 0.6)),
)
"""The targets are in the order of PEERS."""
