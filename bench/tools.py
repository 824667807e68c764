"""The two tools: wrk, which asks the app, and pgbench, which asks the database in its place."""

import itertools
import json
import os
import re
import statistics
import subprocess
from pathlib import Path
from typing import NamedTuple

from bench.setting import Setting
from bench.statements import PHONE, PHONES_A_CLIENT, definitions
from nova.database import embedded
from nova.database.pool import PLANS
from nova.problem import Problem
from nova.settings import Settings

CONNECTIONS = 32
POOL = Settings().pool_size

# A run that creates customers takes phones from here on, a block of its own.
_phones = itertools.count(10_000_000, POOL * PHONES_A_CLIENT)
_PROGRESS = re.compile(r"^progress: [\d.]+ s, ([\d.]+) tps", re.MULTILINE)
_COUNT = re.compile(r"actually processed: (\d+)")


class Rate(NamedTuple):
    """What a tool says: how many were served, how many a second, latencies in milliseconds."""

    served: int
    rate: float
    p50: float | None = None
    p99: float | None = None


def wrk(setting: Setting, method: str, requests: Path, seconds: int) -> Rate:
    """Send the requests of a file to the app. Raises Problem when one was not served."""
    command = [
        "wrk", "--threads=1", f"--connections={CONNECTIONS}", f"--duration={seconds}s",
        f"--script={Path(__file__).parent / 'wrk.lua'}", setting.url,
        "--", method, str(requests), PHONE, str(next(_phones)),
    ]  # fmt: skip
    told = json.loads(_run(command).stdout.splitlines()[-1])
    if told["failed"] or not told["count"]:
        raise Problem(f"{told['failed']} of {told['count']} requests of {requests.stem} failed.")
    return Rate(
        told["count"], told["count"] * 1e6 / told["microseconds"],
        told["p50"] / 1000, told["p99"] / 1000,
    )  # fmt: skip


def pgbench(setting: Setting, database: str, script: Path, clients: int, warm_up: int,
            seconds: int) -> Rate:  # fmt: skip
    """Run a script as nova_app on the app's core, the app stopped.

    The warm-up is left out: fresh backends are slower, and the app's are not fresh.
    """
    command = [
        "taskset", "--cpu-list", str(setting.app_core), embedded.program("pgbench"),
        "--no-vacuum", "--protocol=prepared", f"--client={clients}", "--jobs=1",
        f"--time={warm_up + seconds}", "--progress=1", f"--file={script}",
        *definitions(next(_phones)), setting.database(database),
    ]  # fmt: skip
    with setting.app_stopped():
        told = _run(command)
    count = _COUNT.search(told.stdout)
    rates = [float(rate) for rate in _PROGRESS.findall(told.stderr)][warm_up:]
    if not count or not rates:
        raise Problem(f"pgbench told no rate: {told.stderr[-500:]}")
    return Rate(int(count[1]), statistics.fmean(rates))


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a tool to its end. Raises Problem with its complaint."""
    environment = os.environ | {"PGOPTIONS": PLANS}  # as the app's connections have it
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    if done.returncode:
        raise Problem(f"{Path(command[0]).name} failed: {done.stdout[-500:]}{done.stderr[-1000:]}")
    return done
