"""Notices by SMS are counted by the month; beyond the plan's they stay in the app."""

import json

import psycopg
import pytest

import make


@pytest.mark.parametrize(("most", "sent"), [(2, 2), (0, 0), (None, 4)])
def test_a_notice_beyond_the_plans_sms_stays_in_the_app(
    owner: psycopg.Connection, most: int | None, sent: int
) -> None:
    person = make.user(owner, notification_settings=json.dumps(
        {"types": {"task_comment": {"SMS": True, "EMAIL": False}}}))  # fmt: skip
    make.on_plan(owner, person, smsPerMonth=most)
    said = json.dumps({"name": "x", "title": "x", "comment": "x", "who": "x"})
    for _ in range(4):
        owner.execute(
            "select private.tell(%s, 'task_comment', %s, 'task', gen_random_uuid())", [person, said]
        )
    counted = owner.execute(
        "select (select count(*) from nova.outbox where user_id = %s and topic = 'sms.notification'),"
        " (select count(*) from nova.notifications where user_id = %s),"
        " (select used from private.usage_of(%s) where key = 'smsPerMonth')",
        [person] * 3,
    ).fetchone()
    assert counted == (sent, 4, sent)
