"""A notification is its reader's own, to see and to mark as read."""

import psycopg
import pytest

import make


@pytest.mark.parametrize("whose", ["mine", "theirs"])
def test_only_its_reader_sees_and_marks_it(owner: psycopg.Connection, whose: str) -> None:
    me, other = make.caller(owner), make.caller(owner)
    notice = make.insert(owner, "nova.notifications", {
        "user_id": me.user_id if whose == "mine" else other.user_id, "type": "SYSTEM",
        "category": "x", "title": "x", "message": "x",
    })  # fmt: skip
    make.act_as(owner, me)
    seen = owner.execute("select from nova.notifications where id = %s", [notice]).rowcount
    marked = owner.execute("update nova.notifications set is_read = true, read_at = now()").rowcount
    assert (seen, marked) == ((1, 1) if whose == "mine" else (0, 0))
