"""How much of the machine others took meanwhile: with more than a little, the ratios are noise."""

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from bench.live.report import out


@contextmanager
def watching(home: Path) -> Iterator[None]:
    """Say at the end what nobody of ours used, of all cores together."""
    before, began = _foreign(home), time.monotonic()
    yield
    share = (_foreign(home) - before) / (time.monotonic() - began)
    out.print(f"Others used {max(share, 0):.2f} of a core meanwhile.")


def _foreign(home: Path) -> float:
    """Seconds of CPU until now, less ours and PostgreSQL's; of children, those that ended."""
    cores = psutil.cpu_times()
    busy = float(cores.user + cores.nice + cores.system + cores.steal)
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        used = resource.getrusage(who)
        busy -= used.ru_utime + used.ru_stime
    server = psutil.Process(int((home / "postgres/postmaster.pid").read_text().split()[0]))
    times = server.cpu_times()
    busy -= times.user + times.system + times.children_user + times.children_system
    for backend in server.children():
        with suppress(psutil.NoSuchProcess):
            used_by = backend.cpu_times()
            busy -= used_by.user + used_by.system
    return float(busy)
