"""Changing an offer: never fewer places than are taken, and only by who may read it too."""

import psycopg
import pytest
from psycopg.types.json import Jsonb

import make


def change(owner: psycopg.Connection, offer: object, **changes: object) -> object:
    row = owner.execute("select (nova.change_offer(%s, %s)).max_brokers", [offer, Jsonb(changes)]).fetchone()  # fmt: skip
    return row and row[0]


def test_an_offer_keeps_as_many_places_as_are_taken(owner: psycopg.Connection) -> None:
    me = make.caller(owner)
    offer = make.offer(owner, user_id=me.user_id, max_brokers=3, accepted_count=2)
    make.act_as(owner, me)
    assert change(owner, offer, max_brokers=2) == 2
    with pytest.raises(psycopg.Error) as refused:
        change(owner, offer, max_brokers=1)
    assert refused.value.diag.message_primary == "places_taken"
    assert refused.value.diag.message_detail == '{"accepted" : 2}'


@pytest.mark.parametrize(
    ("rights", "places"),
    [
        ({"offers.read": "WHOLE", "offers.update": "WHOLE"}, 5),
        ({"offers.read": "NONE", "offers.update": "WHOLE"}, None),
        ({"offers.read": "WHOLE", "offers.update": "NONE"}, None),
    ],
)
def test_who_changes_an_offer_may_read_it_too(
    owner: psycopg.Connection, rights: dict[str, str], places: int | None
) -> None:
    manager, deputy = make.caller(owner), make.caller(owner)
    team = make.team(owner, manager=manager.user_id, broker=deputy.user_id)
    offer = make.offer(owner, user_id=manager.user_id, team_id=team, max_brokers=3)
    make.override(owner, deputy.user_id, rights)
    make.act_as(owner, deputy)
    assert change(owner, offer, max_brokers=5) == places
