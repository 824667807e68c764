"""The clock: each item runs by itself when it is due; what fails does not hold up the others."""

from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

import make

LATER = datetime.now(UTC) + timedelta(days=400)


def one(owner: psycopg.Connection, query: str, *values: object) -> Any:
    row = owner.execute(query.encode(), values).fetchone()
    return row[0] if row and len(row) == 1 else row


def told(owner: psycopg.Connection, user: object) -> list[tuple[str, str]]:
    return owner.execute(
        "select title, message from nova.notifications where user_id = %s order by created_at, id",
        [user],
    ).fetchall()


@pytest.fixture
def sara(owner: psycopg.Connection) -> make.Caller:
    owner.execute("delete from private.reminders")
    return make.caller(owner)


def test_every_item_is_done_once_when_due_and_then_rests(owner: psycopg.Connection) -> None:
    owner.execute("update private.clock_items set next_run = %s", [LATER])
    ran = []
    while row := owner.execute("select item, error from nova.tick(%s)", [LATER]).fetchone():
        assert row[1] is None, row
        ran.append(row[0])
    names = {name for (name,) in owner.execute("select name from private.clock_items").fetchall()}
    assert sorted(ran) == sorted(names)
    assert one(owner, "select count(*) from private.clock_items where last_run = %s", LATER) == len(
        names
    )
    soon = owner.execute(
        "select item from nova.tick(%s)", [LATER + timedelta(seconds=6)]
    ).fetchall()
    assert soon == [("send_reminders",)]


def test_every_item_is_a_function_that_takes_the_moment(owner: psycopg.Connection) -> None:
    found = owner.execute(
        "select i.name from private.clock_items i where to_regprocedure("
        " format('private.%I(timestamptz)', i.name)) is null"
    ).fetchall()
    assert found == []


def test_one_that_fails_says_why_and_does_not_hold_up_the_others(owner: psycopg.Connection) -> None:
    owner.execute("update private.clock_items set next_run = %s", [LATER + timedelta(days=1)])
    owner.execute(
        "insert into private.clock_items (name, every, next_run) values ('no_such', '1 hour', %s)",
        [LATER],
    )
    owner.execute(
        "update private.clock_items set next_run = %s where name = 'expire_offers'",
        [LATER + timedelta(seconds=1)],
    )
    at = LATER + timedelta(seconds=2)
    first = owner.execute("select item, error from nova.tick(%s)", [at]).fetchone()
    assert first and first[0] == "no_such" and first[1].startswith("42883")
    assert one(owner, "select item from nova.tick(%s)", at) == "expire_offers"
    assert one(owner, "select item from nova.tick(%s)", at) is None
    kept = one(owner, "select failures, runs, lag from private.clock_items where name = 'no_such'")
    assert kept == (1, 1, timedelta(seconds=2))
    figures = one(owner, "select private.queue_figures()")
    assert figures["clockFailed"] == 1


def test_a_visit_is_reminded_of_once_and_not_when_it_moved_or_fell_away(
    owner: psycopg.Connection, sara: make.Caller
) -> None:
    start = datetime(2031, 5, 6, 7, tzinfo=UTC)
    visit = make.appointment(
        owner, user_id=sara.user_id, title="معاينة", start_datetime=start,
        end_datetime=start + timedelta(hours=1), reminders="[60, 1440]",
    )  # fmt: skip
    for at, many in ((start - timedelta(days=2), 0), (start - timedelta(days=1), 1),
                     (start - timedelta(hours=23), 1)):  # fmt: skip
        owner.execute("select private.send_reminders(%s)", [at])
        assert len(told(owner, sara.user_id)) == many
    owner.execute(
        "update nova.appointments set start_datetime = %s, end_datetime = %s where id = %s",
        [start + timedelta(days=1), start + timedelta(days=1, hours=1), visit],
    )
    owner.execute("select private.send_reminders(%s)", [start])
    assert len(told(owner, sara.user_id)) == 2, "a day before its new time"
    owner.execute(
        "update nova.appointments set status = 'CANCELLED', cancelled_reason = 'x' where id = %s",
        [visit],
    )
    owner.execute("select private.send_reminders(%s)", [start + timedelta(days=9)])
    assert told(owner, sara.user_id) == [
        ("تذكير بموعد", "معاينة، 2031-05-06 10:00"), ("تذكير بموعد", "معاينة، 2031-05-07 10:00"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "due_time", "due"),
    [
        ("Asia/Riyadh", "16:30", "2031-05-06 13:30+00"),
        ("Asia/Riyadh", None, "2031-05-06 06:00+00"),
        ("Europe/Berlin", "16:30", "2031-05-06 14:30+00"),
        ("America/New_York", None, "2031-05-06 13:00+00"),
    ],
)
def test_a_task_is_reminded_of_by_the_clock_of_who_is_to_do_it(
    owner: psycopg.Connection, sara: make.Caller, zone: str, due_time: str | None, due: str
) -> None:
    owner.execute(
        "update nova.users set preferences = jsonb_build_object('timezone', %s::text) where id = %s",
        [zone, sara.user_id],
    )
    task = make.task(
        owner, user_id=sara.user_id, title="اتصال", due_date="2031-05-06", due_time=due_time
    )
    owner.execute("select private.send_reminders(%s::timestamptz - interval '1 second')", [due])
    assert told(owner, sara.user_id) == []
    owner.execute("select private.send_reminders(%s)", [due])
    assert told(owner, sara.user_id) == [("مهمة مستحقة", "اتصال")]
    owner.execute("update nova.tasks set due_date = '2031-06-06' where id = %s", [task])
    owner.execute(
        "update nova.tasks set status = 'DONE', completed_at = now() where id = %s", [task]
    )
    owner.execute("select private.send_reminders('2032-01-01')")
    assert len(told(owner, sara.user_id)) == 1


def test_licences_are_warned_of_and_an_expired_one_takes_the_home_off_the_market(
    owner: psycopg.Connection, sara: make.Caller
) -> None:
    home = make.property_(owner, user_id=sara.user_id, ad_license_expires_at="2031-05-20")
    offer = make.offer(owner, user_id=sara.user_id, property_id=home)
    owner.execute("update nova.users set fal_expiry = '2031-07-01' where id = %s", [sara.user_id])
    for day, warned in (("2031-05-01", 0), ("2031-05-03", 1), ("2031-05-07", 2), ("2031-05-14", 3),
                        ("2031-05-20", 4), ("2031-06-02", 5)):  # fmt: skip
        owner.execute("select private.send_reminders(%s::timestamptz)", [f"{day} 10:00+03"])
        assert len(told(owner, sara.user_id)) == warned, day
    owner.execute("select private.expire_ad_licences('2031-05-20 23:59+03')")
    assert one(owner, "select is_published from nova.properties where id = %s", home) is True
    owner.execute("select private.expire_ad_licences('2031-05-21 00:01+03')")
    assert one(owner, "select is_published from nova.properties where id = %s", home) is False
    assert one(owner, "select status from nova.offers where id = %s", offer) == "PAUSED"


def test_a_trial_that_has_ended_is_over(owner: psycopg.Connection, sara: make.Caller) -> None:
    make.insert(
        owner,
        "nova.subscriptions",
        {
            "user_id": sara.user_id,
            "status": "TRIAL",
            "billing_cycle": "MONTHLY",
            "plan_id": one(owner, "select id from nova.subscription_plans limit 1"),
            "current_period_start": "2031-01-01",
            "current_period_end": "2031-01-15",
        },
    ) if one(
        owner, "select count(*) from nova.subscriptions where user_id = %s", sara.user_id
    ) == 0 else owner.execute(
        "update nova.subscriptions set status = 'TRIAL', current_period_start = '2031-01-01', current_period_end = '2031-01-15' where user_id = %s",
        [sara.user_id],
    )
    owner.execute("select private.expire_subscriptions('2031-01-14')")
    assert (
        one(owner, "select status from nova.subscriptions where user_id = %s", sara.user_id)
        == "TRIAL"
    )
    owner.execute("select private.expire_subscriptions('2031-01-15')")
    assert (
        one(owner, "select status from nova.subscriptions where user_id = %s", sara.user_id)
        == "EXPIRED"
    )


def test_what_waits_for_a_lock_gives_up_and_the_others_go_on(fresh_url: str) -> None:
    with psycopg.connect(fresh_url) as owner, psycopg.connect(fresh_url, autocommit=True) as worker:
        request = make.request(owner, user_id=make.user(owner), expires_at="2031-01-01")
        owner.commit()
        worker.execute(
            "update private.clock_items set next_run = case name when 'expire_requests' then"
            " timestamptz '2032-01-01' when 'expire_offers' then '2032-01-02' else 'infinity' end"
        )
        owner.execute("select from nova.requests where id = %s for update", [request])
        first = worker.execute("select item, error from nova.tick('2032-01-03')").fetchone()
        assert first and first[0] == "expire_requests" and first[1].startswith("55P03")
        assert worker.execute("select item, error from nova.tick('2032-01-03')").fetchone() == (
            "expire_offers",
            None,
        )
        owner.rollback()
        worker.execute("select nova.tick('2032-01-04')")
        state = worker.execute("select status from nova.requests where id = %s", [request])
        assert state.fetchone() == ("ARCHIVED",)


def test_what_takes_too_long_is_told_as_a_failure(owner: psycopg.Connection) -> None:
    owner.execute("update private.clock_items set next_run = 'infinity'")
    owner.execute(
        "create function private.too_slow(at timestamptz) returns void language sql as 'select pg_sleep(9)'"
    )
    owner.execute(
        "insert into private.clock_items (name, every, next_run) values ('too_slow', '1 hour', %s)",
        [LATER],
    )
    owner.execute("set local statement_timeout = '200ms'")
    ran = owner.execute("select item, error from nova.tick(%s)", [LATER]).fetchone()
    assert ran and ran[0] == "too_slow" and ran[1].startswith("57014")
