"""Everything between a commit and a screen is hit, while many write and follow.

The long run is `make bench-faults`; this is the same, shorter.
"""

import asyncio
from collections.abc import Coroutine, Iterator
from typing import Any

import pytest
from bench.faults import report
from bench.faults.held import Held
from bench.faults.kinds import KINDS
from bench.faults.newcomers import Newcomers
from bench.faults.path import Run
from bench.faults.reissue import EVENTS, Crashes
from bench.faults.site import Site, prepared, served

from conftest import furnish


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with prepared(furnish) as made:
        yield made


def serve(site: Site, work: Coroutine[Any, Any, None]) -> None:
    async def served_meanwhile() -> None:
        async with served(site):
            await work

    asyncio.run(served_meanwhile())


def test_every_event_reaches_every_screen_once_and_in_order_whatever_is_killed(site: Site) -> None:
    run = Run(site)
    serve(site, run.go(seconds=12, faults=len(KINDS)))
    assert run.verdict
    assert run.verdict.failures == dict.fromkeys(report.ZEROS, 0), run.verdict.examples
    assert run.verdict.taken >= run.verdict.due > 2000
    assert run.witness.seen > 1000
    assert [each.name for each in run.recoveries if not each.is_over()] == []
    assert run.ledger.committed and run.ledger.undone and run.ledger.unknown


def test_no_event_is_lost_when_a_crash_gives_out_transaction_ids_again(site: Site) -> None:
    crashes, rounds = Crashes(site), 3
    serve(site, crashes.go(rounds))
    assert crashes.verdict
    assert crashes.reissued >= rounds * EVENTS * report.AIM_REISSUED, "nothing was given out again"
    assert crashes.verdict.is_good, crashes.verdict.examples
    assert crashes.verdict.taken == rounds * EVENTS


def test_a_crash_loses_nothing_for_a_client_that_is_being_told_what_it_missed(site: Site) -> None:
    behind = Crashes(site)
    serve(site, behind.go_behind())
    assert behind.verdict
    assert behind.reissued, "nothing was given out again"
    assert behind.verdict.is_good, behind.verdict.examples


def test_a_newcomers_first_cursor_is_where_its_events_begin(site: Site) -> None:
    newcomers = Newcomers(site)
    serve(site, newcomers.go())
    assert newcomers.verdict
    assert newcomers.verdict.is_good, newcomers.verdict.examples
    assert newcomers.verdict.taken > 1000


def test_a_transaction_that_stays_open_delays_nobody(site: Site) -> None:
    held = Held(site)
    serve(site, held.go(seconds=3))
    assert held.verdict and held.verdict.is_good, held.verdict and held.verdict.examples
    assert not held.told_early
    assert held.meanwhile, "nothing came beside the transaction"
