"""The peers' benchmark: that its parts fit; it takes too long to be run here."""

import psycopg
import pytest
from bench.data import CUSTOMER, SHARE, TEAM_SIZE, USER, ident
from bench.operations import HEALTH, OPERATIONS
from bench.peers.setting import LOAD
from bench.peers.stacks import PEERS, WORKS

BROKERS = 10


def test_each_work_is_an_operation_and_has_an_aim_beside_each_peer() -> None:
    assert {work.name for work in WORKS} <= {each.name for each in OPERATIONS} | {HEALTH}
    assert all(len(work.targets) == len(PEERS) for work in WORKS)


@pytest.mark.parametrize("who", [0, 9])
def test_the_peers_see_the_same_people_and_customers(owner: psycopg.Connection, who: int) -> None:
    owner.execute("create schema peers")
    owner.execute("set local search_path = peers")
    values = {"brokers": BROKERS, "customers": BROKERS * SHARE}
    for statement in LOAD.replace("public.", "peers.").split(";\n\n"):
        owner.execute(statement.encode(), values)
    owner.execute("grant usage on schema peers to peer_secured")
    owner.execute("set local role peer_secured")
    owner.execute("select set_config('peer.user_id', %s, true)", [str(ident(USER, who))])
    seen = owner.execute("select count(*), count(*) filter (where user_id = %s) from customers",
                         [ident(USER, who)]).fetchone()  # fmt: skip
    assert seen == (SHARE * TEAM_SIZE, SHARE)
    mine = owner.execute("select user_id from customers where id = %s", [ident(CUSTOMER, who)])
    assert mine.fetchone() == (ident(USER, who),)
