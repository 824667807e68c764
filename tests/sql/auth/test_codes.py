"""One-time codes: hashed, single, five tries, ten minutes, one purpose."""

import psycopg
import pytest

import make

KEY = b"k" * 32


def issue(owner: psycopg.Connection, user: object, purpose: str, code: str) -> None:
    owner.execute("set local role nova_rules")
    owner.execute(
        "select private.issue_code(u, %s, %s, %s) from nova.users u where u.id = %s",
        [purpose, code, KEY, user],
    )


def used(
    owner: psycopg.Connection, user: object, purpose: str, code: str, key: bytes = KEY
) -> bool:
    row = owner.execute(
        "select private.use_code(%s, %s, %s, %s)", [user, purpose, code, key]
    ).fetchone()
    assert row
    return bool(row[0])


@pytest.mark.parametrize(
    ("key", "message", "digest"),
    [  # RFC 4231, cases 1, 2, 6
        ("0b" * 20, b"Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
        (b"Jefe".hex(), b"what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
        ("aa" * 131, b"Test Using Larger Than Block-Size Key - Hash Key First", "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
    ],
)  # fmt: skip
def test_hmac_is_that_of_the_standard(
    owner: psycopg.Connection, key: str, message: bytes, digest: str
) -> None:
    row = owner.execute(
        "select private.hmac_sha256(%s, %s)", [bytes.fromhex(key), message]
    ).fetchone()
    assert row and row[0].hex() == digest


def test_a_code_works_once_and_only_for_its_purpose(owner: psycopg.Connection) -> None:
    user = make.user(owner)
    issue(owner, user, "PASSWORD_RESET", "111111")
    assert not used(owner, user, "PHONE_VERIFICATION", "111111")
    assert used(owner, user, "PASSWORD_RESET", "111111")
    assert not used(owner, user, "PASSWORD_RESET", "111111")


def test_two_people_with_one_code_do_not_meet(owner: psycopg.Connection) -> None:
    one, two = make.user(owner), make.user(owner)
    issue(owner, one, "PASSWORD_RESET", "222222")
    issue(owner, two, "PASSWORD_RESET", "222222")
    hashes = owner.execute("select count(distinct code_hash) from nova.otp_codes where user_id in (%s, %s)",
                           [one, two]).fetchone()  # fmt: skip
    assert hashes == (2,)
    assert used(owner, one, "PASSWORD_RESET", "222222")
    assert used(owner, two, "PASSWORD_RESET", "222222")


def test_the_fifth_wrong_try_burns_it(owner: psycopg.Connection) -> None:
    user = make.user(owner)
    issue(owner, user, "PASSWORD_RESET", "333333")
    assert [used(owner, user, "PASSWORD_RESET", "000000") for _ in range(5)] == [False] * 5
    assert not used(owner, user, "PASSWORD_RESET", "333333")


def test_a_new_code_ends_the_old_one(owner: psycopg.Connection) -> None:
    user = make.user(owner)
    issue(owner, user, "PASSWORD_RESET", "444444")
    issue(owner, user, "PASSWORD_RESET", "555555")
    assert not used(owner, user, "PASSWORD_RESET", "444444")
    assert used(owner, user, "PASSWORD_RESET", "555555")


def test_a_code_dies_after_ten_minutes(owner: psycopg.Connection) -> None:
    user = make.user(owner)
    issue(owner, user, "PASSWORD_RESET", "666666")
    lived = owner.execute(
        "select expires_at - created_at from nova.otp_codes where user_id = %s", [user]
    ).fetchone()
    assert lived and str(lived[0]) == "0:10:00"
    owner.execute("update nova.otp_codes set expires_at = now() where user_id = %s", [user])
    assert not used(owner, user, "PASSWORD_RESET", "666666")


def test_another_key_opens_nothing_and_the_code_is_not_in_the_table(
    owner: psycopg.Connection,
) -> None:
    user = make.user(owner)
    issue(owner, user, "PASSWORD_RESET", "777777")
    assert not used(owner, user, "PASSWORD_RESET", "777777", b"x" * 32)
    row = owner.execute(
        "select to_jsonb(o)::text from nova.otp_codes o where user_id = %s", [user]
    ).fetchone()
    assert row and "777777" not in row[0]
