"""The rounds: for each kind of work every server in turn, and pgbench with Nova's own statement."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import msgspec

from bench import tools
from bench.data import Size
from bench.operations import HEALTH, OPERATIONS, check, write_requests
from bench.peers.setting import Site
from bench.peers.stacks import NOVA, PGBENCH, WORKS
from bench.setting import Setting
from bench.statements import PHONE, flight
from bench.windows import Plan, Window, measured
from nova.problem import Problem

BROKER = 1

Course = Callable[[Setting], Window]


class Figures(msgspec.Struct):
    """Every window: by work and server, one a round."""

    windows: dict[str, dict[str, list[Window]]] = {}


def measure(site: Site, size: Size, plan: Plan, tell: Callable[[str], None]) -> Figures:
    """Hold every answer to what was asked, warm up, then all rounds. Raises Problem."""
    figures = Figures()
    courses: dict[str, dict[str, Course]] = {}
    for work in WORKS:
        tell(f"Checking: {work.name}")
        courses[work.name] = _courses(site, size, plan, work.name)
    for number in range(plan.rounds):
        for work_name, servers in courses.items():
            tell(f"Round {number + 1} of {plan.rounds}: {work_name}")
            first = number % len(servers)
            for name in (*list(servers)[first:], *list(servers)[:first]):
                with site.alone(NOVA if name == PGBENCH else name) as setting:
                    window = servers[name](setting)
                figures.windows.setdefault(work_name, {}).setdefault(name, []).append(window)
    return figures


def _courses(site: Site, size: Size, plan: Plan, work: str) -> dict[str, Course]:
    """What each server, and pgbench, does of a kind of work; checked and warm."""
    nova = site.servers[NOVA]
    operation = next((each for each in OPERATIONS if each.name == work), None)
    method = operation.method if operation else "GET"
    requests = nova.home / f"{work.rpartition('/')[2]}.tsv"
    if operation:
        write_requests(requests, operation, size, nova.tokens)
        owner = nova.database("nova", "postgres")
        check(operation, nova.url, nova.tokens[BROKER], owner, size, BROKER)
    else:
        requests.write_text(f"\t{HEALTH}\t\n")
    for name, setting in site.servers.items():
        _check(name, setting, method, requests.read_text().splitlines()[0])
        with site.alone(name):
            tools.wrk(setting, method, requests, plan.warm_up)
    asked = partial(_asked, method=method, requests=requests, plan=plan)
    courses: dict[str, Course] = dict.fromkeys(site.servers, asked)
    if operation:
        script = nova.home / f"{work}.pgbench"
        who = f"random(0, {size.brokers - 1})"
        text = flight(operation.query, size.brokers, who, read_only=operation.read_only)
        script.write_text(text)
        courses[PGBENCH] = partial(_pgbench, script=script, plan=plan)
    return courses


def _asked(setting: Setting, *, method: str, requests: Path, plan: Plan) -> Window:
    """One window of a server."""
    run = partial(tools.wrk, setting, method, requests, plan.seconds)
    return measured(setting, run, setting.other_core, plan)


def _pgbench(setting: Setting, *, script: Path, plan: Plan) -> Window:
    """One window of Nova's own statement, without the app."""
    run = partial(tools.pgbench, setting, "nova", script, tools.POOL, plan.warm_up, plan.seconds)
    return measured(setting, run, setting.app_core, plan)


def _check(name: str, setting: Setting, method: str, line: str) -> None:
    """A server answers what was asked: this customer, fifty of them, a new one. Raises Problem."""
    token, path, body = line.split("\t")
    body = body.replace(PHONE, "+966588000001" if name == NOVA else "+966588000002")
    headers = {"content-type": "application/json"}
    if token:
        headers["authorization"] = f"Bearer {token}"
    url = setting.url + path
    answer = httpx.request(method, url, content=body or None, headers=headers, trust_env=False)
    if not answer.is_success:
        raise Problem(f"{name} answered {path} with {answer.status_code}: {answer.text[:300]}")
    told: Any = answer.json()
    rows: Any = told["data"] if isinstance(told, dict) and "data" in told else told
    if "limit=50" in path and len(rows) != 50:
        raise Problem(f"{name} listed {len(rows)} customers, not 50.")
    if path.count("/") > 2 and path != HEALTH and rows["id"] != path.rpartition("/")[2]:
        raise Problem(f"{name} showed {rows['id']} when asked for {path}.")
