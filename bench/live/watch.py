"""Watches a server from outside, as a process of its own so that it delays nobody's clock.

`python -m bench.live.watch PID PORT CLIENT_PORT...` writes a JSON line a sample: the time, the
server's memory, and of each client's connection the bytes that the two kernels hold; null once the
server has given it up.
"""

import sys
import time
from pathlib import Path

import msgspec
import psutil

EVERY = 0.05
ESTABLISHED = "01"


class Sample(msgspec.Struct):
    """One look."""

    at: float
    resident: int
    held: list[int | None]
    """Bytes between the server and each client, in the clients' order."""


def main() -> None:
    """Look until told to end."""
    pid, port, *clients = map(int, sys.argv[1:])
    server = psutil.Process(pid)
    while True:
        queues = _queues()
        held = [_held(queues, port, client) for client in clients]
        sample = Sample(time.time(), server.memory_info().rss, held)
        sys.stdout.buffer.write(msgspec.json.encode(sample) + b"\n")
        sys.stdout.buffer.flush()
        time.sleep(EVERY)


def _queues() -> dict[tuple[int, int], tuple[str, int, int]]:
    """Each connection's state, and its bytes to send and to read, by its ports."""
    found = {}
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _, local, remote, state, queues, *_ = line.split()
        to_send, to_read = queues.split(":")
        ports = int(local.rpartition(":")[2], 16), int(remote.rpartition(":")[2], 16)
        found[ports] = state, int(to_send, 16), int(to_read, 16)
    return found


def _held(
    queues: dict[tuple[int, int], tuple[str, int, int]], port: int, client: int
) -> int | None:
    state, to_send, _ = queues.get((port, client), ("", 0, 0))
    _, _, to_read = queues.get((client, port), ("", 0, 0))
    return to_send + to_read if state == ESTABLISHED else None


if __name__ == "__main__":
    main()
