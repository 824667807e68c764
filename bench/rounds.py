"""The rounds: in each, app and pgbench follow each other for every operation; then the lists."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from bench import tools
from bench.data import Sizes
from bench.operations import HEALTH, OPERATIONS, Operation, asked, check, customers, write_requests
from bench.setting import Setting
from bench.statements import flight
from bench.tools import Rate
from bench.windows import Plan, Window, measured

BROKER = 1
"""Whose answers are checked and whose lists are compared: somebody who manages no team."""
MANAGER_OF_CROWD, BROKER_OF_CROWD = "manager of the crowd", "broker of the crowd"
IN_LARGE, IN_SMALL = "broker in the large table", "broker in the small table"


class Figures(msgspec.Struct):
    """Every window: by what was measured, one a round."""

    app: dict[str, list[Window]] = {}
    pgbench: dict[str, list[Window]] = {}
    lists: dict[str, list[Window]] = {}
    sees: dict[str, int] = {}
    """How many customers each caller of a list sees, as the list itself counts them."""
    rows: dict[str, int] = {}
    """How many rows the table of each has."""


class Course(NamedTuple):
    """One thing to measure: where its windows go, what is run, on which core the tool is."""

    windows: list[Window]
    run: Callable[[], Rate]
    tool_core: int


def measure(setting: Setting, sizes: Sizes, plan: Plan, tell: Callable[[str], None]) -> Figures:
    """Check every answer, warm up, then all rounds. Raises Problem: wrong answers, failures."""
    figures = Figures()
    tell("Checking")
    pairs = [_pair(setting, sizes, plan, figures, each) for each in OPERATIONS]
    courses = [_health(setting, plan, figures), *_lists(setting, sizes, plan, figures)]
    for number in range(plan.rounds):
        tell(f"Round {number + 1} of {plan.rounds}")
        for pair in pairs:
            for course in pair if number % 2 == 0 else reversed(pair):
                _take(setting, course, plan)
        for course in courses if number % 2 == 0 else reversed(courses):
            _take(setting, course, plan)
    return figures


def _take(setting: Setting, course: Course, plan: Plan) -> None:
    """One window of a course."""
    course.windows.append(measured(setting, course.run, course.tool_core, plan))


def _pair(
    setting: Setting, sizes: Sizes, plan: Plan, figures: Figures, operation: Operation
) -> tuple[Course, Course]:
    """An operation on the app and its statement under pgbench; checked, the app warm."""
    owner = setting.database("nova", "postgres")
    check(operation, setting.url, setting.tokens[BROKER], owner, sizes.nova, BROKER)
    requests = setting.home / f"{operation.name}.tsv"
    write_requests(requests, operation, sizes.nova, setting.tokens)
    if plan.warm_up:
        tools.wrk(setting, operation.method, requests, plan.warm_up)
    brokers = sizes.nova.brokers
    script = flight(
        operation.query, brokers, f"random(0, {brokers - 1})", read_only=operation.read_only
    )
    return (
        Course(
            figures.app.setdefault(operation.name, []),
            partial(tools.wrk, setting, operation.method, requests, plan.seconds),
            setting.other_core,
        ),
        Course(
            figures.pgbench.setdefault(operation.name, []),
            partial(tools.pgbench, setting, "nova",
                    _script(setting.home, operation.name, script), tools.POOL,
                    plan.warm_up, plan.seconds),
            setting.app_core,
        ),
    )  # fmt: skip


def _health(setting: Setting, plan: Plan, figures: Figures) -> Course:
    """What the app answers without a database."""
    requests = setting.home / "health.tsv"
    requests.write_text(f"\t{HEALTH}\t\n")
    run = partial(tools.wrk, setting, "GET", requests, plan.seconds)
    return Course(figures.app.setdefault(HEALTH, []), run, setting.other_core)


def _lists(setting: Setting, sizes: Sizes, plan: Plan, figures: Figures) -> Iterator[Course]:
    """The first page of four callers, one client each."""
    crowd = sizes.large.brokers
    callers = {
        MANAGER_OF_CROWD: ("large", crowd),
        BROKER_OF_CROWD: ("large", crowd + 1),
        IN_LARGE: ("large", BROKER),
        IN_SMALL: ("small", BROKER),
    }
    for name, (database, n) in callers.items():
        size = sizes.large if database == "large" else sizes.small
        owner = setting.database(database, "postgres")
        page = asked(owner, customers.list_customers, n, with_total=True)
        figures.sees[name] = page["total"]
        figures.rows[name] = size.customers + size.crowd
        script = flight(customers.list_customers, size.brokers, str(n), read_only=True)
        path = _script(setting.home, name, script)
        run = partial(tools.pgbench, setting, database, path, 1, plan.warm_up, plan.seconds)
        yield Course(figures.lists.setdefault(name, []), run, setting.app_core)


def _script(home: Path, name: str, text: str) -> Path:
    """A script of pgbench as a file."""
    path = home / f"{name}.pgbench"
    path.write_text(text)
    return path
