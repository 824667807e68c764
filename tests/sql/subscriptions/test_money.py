"""Money of subscriptions: sums to the halala, calendar months, numbers without a gap."""

import base64
import random
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

import psycopg
import pytest
from dateutil.relativedelta import relativedelta

RIYADH = ZoneInfo("Asia/Riyadh")
RANDOM = 10_000


def value(owner: psycopg.Connection, query: str, *values: object) -> object:
    """The one value that this answers."""
    row = owner.execute(query, values).fetchone()
    assert row
    return row[0]


def test_net_and_vat_are_the_total_over_random_amounts(owner: psycopg.Connection) -> None:
    chosen = random.Random(5)
    nets = [chosen.randrange(10 ** chosen.randrange(1, 11)) for _ in range(RANDOM)]
    told = owner.execute(
        "select n, private.vat_of(n), private.sar(n + private.vat_of(n)) from unnest(%s::bigint[]) n",
        [nets],
    ).fetchall()
    for net, vat, total in told:
        right = (Decimal(net) * 15 / 100).quantize(Decimal(1), ROUND_HALF_UP)
        assert vat == right
        assert Decimal(total) * 100 == net + vat


def test_a_change_and_its_reverse_sum_to_nothing(owner: psycopg.Connection) -> None:
    chosen = random.Random(6)
    rows = []
    for _ in range(RANDOM):
        start = datetime(2026, 1, 1, tzinfo=RIYADH) + timedelta(seconds=chosen.randrange(10**8))
        length = timedelta(seconds=chosen.randrange(1, 366 * 86_400))
        at = start + length * chosen.random()
        rows.append((chosen.randrange(10**6), chosen.randrange(10**6), start, start + length, at))
    old, new, starts, ends, ats = map(list, zip(*rows, strict=True))
    worst = owner.execute(
        "select max(abs((a - b) + (b2 - a2))), min(a), bool_and(a <= o and b <= n)"
        " from unnest(%s::bigint[], %s::bigint[], %s::timestamptz[], %s::timestamptz[],"
        "   %s::timestamptz[]) as t (o, n, s, e, at)"
        " cross join lateral (select private.prorate(o, s, e, at, e) a, private.prorate(n, s, e, at, e) b,"
        "   private.prorate(n, s, e, at, e) b2, private.prorate(o, s, e, at, e) a2) p",
        [old, new, starts, ends, ats],
    ).fetchone()
    assert worst is not None
    assert worst[0] == 0 and worst[1] >= 0 and worst[2]


def test_a_proration_is_the_share_of_the_seconds_left(owner: psycopg.Connection) -> None:
    told = value(
        owner,
        "select private.prorate(29900, '2026-11-01 00:00+03', '2026-12-01 00:00+03',"
        " '2026-11-16 12:00:00.7+03', '2026-12-01 00:00+03')",
    )
    left = Decimal(29900) * (14 * 86_400 + 43_199) / (30 * 86_400)
    assert told == left.quantize(Decimal(1), ROUND_HALF_UP)
    none = "select private.prorate(100, '2026-01-01', '2026-02-01', '2026-02-01', '2026-02-01')"
    assert value(owner, none) == 0


@pytest.mark.parametrize("day", range(28, 32))
def test_periods_end_on_the_anchor_day_or_the_months_last(
    owner: psycopg.Connection, day: int
) -> None:
    anchor = datetime(2028, 1, day, 23, 30, tzinfo=RIYADH)
    end = anchor
    for months in range(1, 49):
        next_end = value(owner, "select private.period_end(%s, 'MONTHLY', %s)", end, day)
        assert isinstance(next_end, datetime)
        end = next_end
        right = anchor + relativedelta(months=months)
        assert end.astimezone(RIYADH) == right, months


def test_a_year_from_the_29th_of_february_ends_on_the_28th_and_comes_back(
    owner: psycopg.Connection,
) -> None:
    end: object = datetime(2028, 2, 29, 12, tzinfo=RIYADH)
    days = []
    for _ in range(4):
        end = value(owner, "select private.period_end(%s, 'YEARLY', 29)", end)
        assert isinstance(end, datetime)
        days.append(end.astimezone(RIYADH).date())
    assert days == [date(2029, 2, 28), date(2030, 2, 28), date(2031, 2, 28), date(2032, 2, 29)]


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("4111111111111111", True), ("4111 1111 1111 1111", True), ("٤١١١-١١١١-١١١١-١١١١", True),
        ("card 5555555555554444 exp 12/30", True), ("4111 1111 1111 1111 12 30", True),
        ("4111  1111\n1111 1111", True), ("4111.1111/1111–1111", True), ("4111_1111_1111_1111", True),
        ("４１１１１１１１１１１１１１１１", True), ("४१११११११११११११११", True),
        ("4111\u200f1111\u200f1111\u200f1111", True), ("1 4111111111111111", True),
        ("2322 الملك فهد 12211 3333", False), ("0501234567 0509876543", False),
        ("4111111111111112", False),
        ("310122393500003", False), ("0501234567", False), ("1" * 40, False), ("", False),
    ],
)  # fmt: skip
def test_a_card_number_is_told_from_other_numbers(
    owner: psycopg.Connection, words: str, is_one: bool
) -> None:
    assert value(owner, "select private.has_card_number(%s)", words) is is_one


def test_a_qr_has_bytes_for_lengths_and_is_read_back(owner: psycopg.Connection) -> None:
    for name in ("نوفا", "ن" * 64, "ن" * 200):
        text = value(
            owner,
            "select private.qr_text(%s, '399999999900003', '2026-11-29 12:00:05+03', 34385, 4485)",
            name,
        )
        data, tags = base64.b64decode(str(text)), {}
        while data:
            tag, size, rest = data[0], data[1], data[2:]
            if size & 0x80:
                wide = size & 0x7F
                size, rest = int.from_bytes(rest[:wide]), rest[wide:]
            tags[tag], data = rest[:size].decode(), rest[size:]
        assert tags == {
            1: name, 2: "399999999900003", 3: "2026-11-29T09:00:05Z", 4: "343.85", 5: "44.85",
        }  # fmt: skip
