"""Exchanging a refresh token."""

import os

import psycopg
import pytest

import make


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("update nova.users set status = 'SUSPENDED' where id = %(user)s", "account_suspended"),
        ("update nova.sessions set revoked_at = now() where user_id = %(user)s",
         "refresh_invalid"),
        ("update nova.sessions set expires_at = now() where user_id = %(user)s", "refresh_invalid"),
        ("update nova.sessions set logged_in_at = now() - interval '91 days' where user_id = %(user)s",
         "refresh_invalid"),
    ],
)  # fmt: skip
def test_what_ends_a_device_ends_its_refresh_token(
    owner: psycopg.Connection, change: str, code: str
) -> None:
    someone = make.caller(owner)
    parent = os.urandom(32)
    owner.execute("update nova.sessions set refresh_hash = %s where id = %s", [parent, someone.session_id])  # fmt: skip
    owner.execute(change.encode(), {"user": someone.user_id})
    make.act_as(owner, make.Caller(None, None, "test", "127.0.0.1"))
    with pytest.raises(psycopg.Error) as refused:
        owner.execute("select nova.rotate_session(%s, %s, 30, 'x')", [parent, os.urandom(32)])
    assert refused.value.diag.message_primary == code
