"""The matcher's process killed for real, and two of them side by side: nothing lost, nothing twice."""

import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg

import make
import market
from nova.database import addresses

NOVA = str(Path(sys.executable).parent / "nova")
WANTED = """
select d.request_id, h.offer_id
from private.demand d
join private.stock h on private.is_open_to(d, h)
where private.pair_points(d, h) is not null
"""
KEPT = "select request_id, offer_id from nova.smart_matches"


def waiting(url: str) -> int:
    with psycopg.connect(url) as owner:
        row = owner.execute("select count(*) from private.match_queue").fetchone()
    assert row
    return int(row[0])


def worker(url: str, home: Path) -> subprocess.Popen[bytes]:
    settings: dict[str, Any] = {
        "home": home, "worker_database_url": addresses.as_role(url, "nova_worker"),
    }  # fmt: skip
    return subprocess.Popen(
        [NOVA, "worker"], env=make.environment(**settings), stderr=subprocess.DEVNULL
    )


def judged(url: str) -> None:
    """Every pair that fits is kept, once, and each was told of once."""
    with psycopg.connect(url) as owner:
        kept = owner.execute(KEPT).fetchall()
        assert len(kept) == len(set(kept)) > 100
        assert set(kept) == set(owner.execute(WANTED).fetchall())
        told = owner.execute(
            "select entity_id from nova.events"
            " where event = 'match.created' and data ? 'matchScore'"  # the broker's
        ).fetchall()
        assert len(told) == len(set(told))
        assert {match for (match,) in told} >= {
            match for (match,) in owner.execute("select id from nova.smart_matches")
        }


def test_a_matcher_killed_at_any_moment_loses_nothing_and_doubles_nothing(
    fresh_url: str, tmp_path: Path
) -> None:
    with psycopg.connect(fresh_url) as owner:
        owner.execute("update private.match_plans set keep = 1000")
        market.fill(owner, random.Random(6), brokers=8, homes=150, wishes=150)
    kills = 0
    while left := waiting(fresh_url):
        running = worker(fresh_url, tmp_path)

        def moved(before: int = left) -> bool:
            return waiting(fresh_url) < before

        make.eventually(moved, 30)
        time.sleep(0.02 * (kills % 4))
        if kills < 4:
            running.kill()
            kills += 1
        else:
            make.eventually(lambda: waiting(fresh_url) == 0, 60)
            running.terminate()
        running.wait(10)
    assert kills >= 2, "the matcher was never killed at work"
    judged(fresh_url)


def test_two_matchers_do_not_get_into_each_others_way(fresh_url: str, tmp_path: Path) -> None:
    with psycopg.connect(fresh_url) as owner:
        owner.execute("update private.match_plans set keep = 1000")
    both = [worker(fresh_url, tmp_path), worker(fresh_url, tmp_path)]
    with psycopg.connect(fresh_url) as owner:
        market.fill(owner, random.Random(7), brokers=8, homes=80, wishes=80)
    make.eventually(lambda: waiting(fresh_url) == 0, 60)
    for each in both:
        each.terminate()
        each.wait(10)
    judged(fresh_url)
