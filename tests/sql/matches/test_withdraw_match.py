"""Withdrawing from an accepted match: each side by whom its team lets decide."""

import psycopg
import pytest

import make
import market


@pytest.mark.parametrize(
    ("side", "rights", "code"),
    [
        ("offer", {"offers.read": "WHOLE", "offers.update": "WHOLE"}, None),
        ("offer", {"offers.read": "WHOLE", "offers.update": "NONE"}, "forbidden"),
        ("broker", {"requests.read": "WHOLE", "matches.read": "WHOLE", "matches.accept": "WHOLE"}, None),
        ("broker", {"requests.read": "WHOLE", "matches.read": "WHOLE", "matches.accept": "NONE"}, "forbidden"),
    ],
)  # fmt: skip
def test_only_who_may_decide_for_their_side_withdraws(
    owner: psycopg.Connection, side: str, rights: dict[str, str], code: str | None
) -> None:
    mine, other = make.caller(owner), make.user(owner)
    manager = make.user(owner)
    team = make.team(owner, manager=manager, broker=mine.user_id)
    ours = {"user_id": mine.user_id, "team_id": team}
    theirs = {"user_id": other}
    make.offer(owner, **(ours if side == "offer" else theirs))
    make.request(owner, **(theirs if side == "offer" else ours))
    market.settle(owner)
    (match,) = [row[0] for row in owner.execute("select id from nova.smart_matches").fetchall()]
    broker = make.caller(owner, other if side == "offer" else mine.user_id)
    make.act_as(owner, broker)
    owner.execute("select nova.accept_match(%s)", [match])
    owner.execute("reset role")
    make.override(owner, mine.user_id, rights)
    make.act_as(owner, mine)
    withdraw = "select nova.withdraw_match(%s, 'PRICE')"
    if code is None:
        owner.execute(withdraw.encode(), [match])
        return
    with pytest.raises(psycopg.Error) as refused:
        owner.execute(withdraw.encode(), [match])
    assert refused.value.diag.message_primary == code
