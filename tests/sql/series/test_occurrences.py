"""When a rule has a series come equals what python-dateutil says, on random rules and zones."""

import datetime as datetime_module
import json
import random
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest
from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

RULES = 10_000
ZONES = [
    "Asia/Riyadh", "Europe/Berlin", "America/New_York", "Africa/Cairo", "Asia/Tehran",
    "Australia/Lord_Howe", "Pacific/Apia", "UTC",
]  # fmt: skip
DAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"]
ASKED = """
select json_agg((
    select json_build_array(coalesce(json_agg(o), '[]'),
        coalesce(json_agg(extract(epoch from o at time zone (r ->> 'zone'))::bigint), '[]'))
    from private.occurrences(private.read_rrule(r ->> 'rule', r ->> 'zone'),
        (r ->> 'start')::timestamp, r ->> 'zone') as o) order by place)
from json_array_elements(%s) with ordinality as t (r, place)
"""


def some(dice: random.Random, of: list[Any], most: int) -> list[Any]:
    return dice.sample(of, dice.randint(1, most))


def rule(dice: random.Random, start: datetime) -> str:
    """A rule that a series takes, of all parts and their combinations."""
    parts = {"FREQ": dice.choice(["DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY"])}
    if dice.random() < 0.6:
        parts["INTERVAL"] = str(dice.choice([1, 2, 2, 3, 4, 5, 7, 10, 13, 60]))
    if parts["FREQ"] == "WEEKLY" and dice.random() < 0.7:
        parts["BYDAY"] = ",".join(some(dice, DAYS, 5))
    if parts["FREQ"] == "MONTHLY" and dice.random() < 0.6:
        ordinals = ["", "", "1", "+2", "3", "4", "5", "-1", "-2", "-5"]
        parts["BYDAY"] = ",".join(dice.choice(ordinals) + day for day in some(dice, DAYS, 4))
    if parts["FREQ"] == "MONTHLY" and dice.random() < 0.5:
        days = [*range(-31, 0), *range(1, 32)]
        parts["BYMONTHDAY"] = ",".join(map(str, some(dice, days, 6)))
    if dice.random() < 0.4:
        parts["WKST"] = dice.choice(DAYS)
    if dice.random() < 0.5:
        parts["COUNT"] = str(dice.randint(1, 200))
    else:
        end = start + timedelta(days=dice.randint(0, 700), hours=dice.randint(0, 23))
        parts["UNTIL"] = end.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    shuffled = list(parts.items())
    dice.shuffle(shuffled)
    return ";".join(f"{name}={value}" for name, value in shuffled)


def start(dice: random.Random) -> datetime:
    """Any time of thirty years, often at an hour when clocks are put forward or back."""
    at = datetime(2005, 1, 1) + timedelta(days=dice.randint(0, 11_000))
    at += timedelta(minutes=dice.choice([30, 60, 90, 120, 150, 180, dice.randint(0, 1439)]))
    return at.replace(tzinfo=ZoneInfo(dice.choice(ZONES)))


def expanded(said: str, at: datetime) -> list[datetime]:
    """What dateutil makes of a rule, for two years.

    A BYDAY that names days with and without a place (`WE,1FR`) means either (RFC 5545, 3.3.10);
    dateutil takes it for both at once, so each kind is asked by itself.
    """
    parts = dict(part.split("=") for part in said.split(";"))
    days = parts.pop("BYDAY", "").split(",")
    count = int(parts.pop("COUNT", 10_000))
    clock, last = at.replace(tzinfo=None), at.replace(tzinfo=None) + relativedelta(years=2)
    until = datetime.strptime(parts.pop("UNTIL", "99990101T000000Z"), "%Y%m%dT%H%M%S%z")
    # By the clock alone, which dateutil reckons with twice as fast; moments decide what is past.
    parts["UNTIL"] = (last + timedelta(days=1)).strftime("%Y%m%dT%H%M%S")
    found = set()
    for kind in ([d for d in days if len(d) <= 2], [d for d in days if len(d) > 2]):
        if kind:
            named = parts | ({"BYDAY": ",".join(kind)} if kind != [""] else {})
            rule = rrulestr(";".join(map("=".join, named.items())), dtstart=clock)
            found |= {each for each in rule if each <= last}
    zoned = [each.replace(tzinfo=at.tzinfo) for each in sorted(found)[:count]]
    return [each for each in zoned if each.astimezone(UTC) <= until]


def is_plain(at: datetime) -> bool:
    """Whether the clock has this time, and has it once."""
    back = at.astimezone(UTC).astimezone(at.tzinfo)
    return back.replace(tzinfo=None) == at.replace(tzinfo=None) and (
        at.utcoffset() == at.replace(fold=1).utcoffset()
    )


def test_ten_thousand_random_rules_equal_dateutil(
    owner: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Until then dateutil looks for an occurrence of a rule that has none.
    monkeypatch.setattr(datetime_module, "MAXYEAR", 2040)
    dice = random.Random(5545)
    starts = [start(dice) for _ in range(RULES)]
    rules = [rule(dice, each) for each in starts]
    asked = [
        {"rule": said, "start": at.replace(tzinfo=None).isoformat(), "zone": str(at.tzinfo)}
        for said, at in zip(rules, starts, strict=True)
    ]
    row = owner.execute(ASKED, [json.dumps(asked)]).fetchone()
    assert row
    found = 0
    for said, at, (clocks, moments) in zip(rules, starts, row[0], strict=True):
        wanted = expanded(said, at)
        assert clocks == [each.replace(tzinfo=None).isoformat() for each in wanted], (said, at)
        for each, moment in zip(wanted, moments, strict=True):
            assert each.timestamp() == moment or not is_plain(each), (said, at)
        found += len(wanted)
    assert found > 20 * RULES
