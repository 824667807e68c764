"""Exchanging a refresh token."""

import os
from uuid import UUID

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


LONG_AGO = "update nova.sessions set rotated_at = rotated_at - interval '1 hour' where id = %s"


class Device:
    """A device, or a thief with its token, who asks for a child and maybe uses it."""

    def __init__(self, owner: psycopg.Connection) -> None:
        self.owner = owner
        self.someone = make.caller(owner)
        self.parent, self.child = os.urandom(32), os.urandom(32)
        owner.execute("update nova.sessions set refresh_hash = %s where id = %s", [self.parent, self.someone.session_id])  # fmt: skip

    def refresh(self, parent: bytes, child: bytes) -> str:
        """The refusal, or the id of the session that was given."""
        make.act_as(self.owner, make.Caller(None, None, "test", "127.0.0.1"))
        row = self.owner.execute("select nova.rotate_session(%s, %s, 30, 'x')", [parent, child]).fetchone()  # fmt: skip
        self.owner.execute("reset role")
        assert row
        answer = row[0]
        return str(answer["refused"]["code"] if "refused" in answer else answer["claims"]["sid"])

    def ask(self, session: str) -> None:
        """A request with the access token of this session."""
        make.act_as(
            self.owner, make.Caller(self.someone.user_id, UUID(session), "test", "127.0.0.1")
        )
        self.owner.execute("reset role")


@pytest.fixture
def device(owner: psycopg.Connection) -> Device:
    return Device(owner)


def test_a_lost_answer_is_asked_for_again_however_late(device: Device) -> None:
    first = device.refresh(device.parent, device.child)
    device.owner.execute(LONG_AGO, [device.someone.session_id])
    assert device.refresh(device.parent, device.child) == first
    device.ask(first)


@pytest.mark.parametrize("use", ["a request", "a refresh"])
def test_who_shows_it_after_its_child_was_used_is_a_thief(device: Device, use: str) -> None:
    first = device.refresh(device.parent, device.child)
    assert device.refresh(device.parent, device.child) == first  # a second tab
    if use == "a request":
        device.ask(first)
    else:
        device.refresh(device.child, os.urandom(32))
    assert device.refresh(device.parent, device.child) == first  # within 10 s still
    device.owner.execute(LONG_AGO, [device.someone.session_id])
    assert device.refresh(device.parent, device.child) == "refresh_reused"
    with pytest.raises(psycopg.Error) as refused:
        device.ask(first)
    assert refused.value.diag.message_primary == "session_revoked"


def test_a_thief_who_comes_first_is_found_out_by_the_owner(device: Device) -> None:
    stolen = device.refresh(device.parent, device.child)
    device.ask(stolen)
    device.owner.execute(LONG_AGO, [device.someone.session_id])
    assert device.refresh(device.parent, device.child) == "refresh_reused"


def test_the_first_use_is_written_once_and_leaves_no_line_in_the_audit(device: Device) -> None:
    first = device.refresh(device.parent, device.child)
    used = "select used_at, xmin::text from nova.sessions where id = %s"
    lines = "select count(*) from nova.audit_log where entity_id = %s"
    unused = device.owner.execute(used, [first]).fetchone()
    before = device.owner.execute(lines, [first]).fetchone()
    assert unused and unused[0] is None
    device.ask(first)
    once = device.owner.execute(used, [first]).fetchone()
    assert once and once[0] is not None
    device.ask(first)
    assert device.owner.execute(used, [first]).fetchone() == once
    assert device.owner.execute(lines, [first]).fetchone() == before
