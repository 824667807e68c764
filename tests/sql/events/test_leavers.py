"""Teams tell their members who comes and goes, and whoever has gone nothing more."""

import psycopg
import pytest

import eventlog
import make


@pytest.mark.parametrize("who", ["broker", "observer"])
def test_who_was_removed_hears_that_last_and_nothing_of_the_team_after(
    owner: psycopg.Connection, office: make.Office, who: str
) -> None:
    rows = eventlog.rows_of_each_kind(owner, office, office.team)
    row = eventlog.member(owner, office, who)
    told = eventlog.Feed(owner)
    eventlog.remove(owner, office, who)
    leaver = office.people[who].user_id
    mine = [each for each in told.news() if leaver in each.hearers]
    assert (mine[-1].name, mine[-1].entity, mine[-1].row) == ("team.member.removed", "team_member", row)  # fmt: skip
    assert mine[-1].data == {"id": str(row), "teamId": str(office.team), "userId": str(leaver)}
    assert eventlog.heard(mine[-1:], office)["team.member.removed"] == {
        "manager", "broker", "broker2", "observer", "company",
    }  # fmt: skip
    for table, each in rows.items():
        owner.execute(
            f"update nova.{table} set updated_at = now(), deleted_at = now() where id = %s".encode(),
            [each],
        )
    owner.execute("update nova.teams set name = 'x' where id = %s", [office.team])
    owner.execute("update nova.team_members set role = role where team_id = %s", [office.team])
    eventlog.remove(owner, office, "broker2")
    after = told.news()
    assert {"customer.deleted", "team.updated", "team.member.removed"} <= {e.name for e in after}
    assert [each.name for each in after if leaver in each.hearers] == []


def test_members_and_rights_are_told_to_the_team_and_the_member(
    owner: psycopg.Connection, office: make.Office
) -> None:
    ids = {name: each.user_id for name, each in office.people.items()}
    members = {"manager", "broker", "broker2", "observer", "company"}
    told = eventlog.Feed(owner)
    joined = {"team_id": office.team, "user_id": ids["stranger"]}
    row = make.insert(owner, "nova.team_members", joined)
    news = told.news()
    assert eventlog.heard(news, office) == {"team.member.added": members | {"stranger"}}
    assert news[0].data["name"] == "وسيط"
    for statement, name, hearers in [
        ("update nova.team_members set role = 'OBSERVER' where id = %s", "updated", members | {"stranger"}),
        ("insert into nova.team_permissions (team_member_id, permissions) values (%s, '{}')", "updated", members | {"stranger"}),
        ("update nova.team_permissions set permissions = '{\"a\": 1}' where team_member_id = %s", "updated", members | {"stranger"}),
        ("delete from nova.team_permissions where team_member_id = %s", "updated", members | {"stranger"}),
        ("update nova.team_members set status = 'INACTIVE' where id = %s", "removed", members | {"stranger"}),
        ("update nova.team_members set role = 'BROKER' where id = %s", None, set()),
        ("update nova.team_members set status = 'ACTIVE' where id = %s", "added", members | {"stranger"}),
        ("delete from nova.team_members where id = %s", "removed", members | {"stranger"}),
    ]:  # fmt: skip
        owner.execute(statement.encode(), [row])
        news = told.news()
        assert {each.row for each in news} <= {row}
        expected = {} if name is None else {f"team.member.{name}": hearers}
        assert eventlog.heard(news, office) == expected, statement
    owner.execute("update nova.teams set name = 'x' where id = %s", [office.team])
    assert eventlog.heard(told.news(), office) == {"team.updated": members}


def test_a_manager_who_left_hears_who_manages_now_and_nothing_after(
    owner: psycopg.Connection, office: make.Office
) -> None:
    owner.execute(
        "update nova.team_members set role = 'MANAGER' where id = %s",
        [eventlog.member(owner, office, "broker")],
    )
    told = eventlog.Feed(owner)
    make.act_as(owner, office.people["manager"])
    left = owner.execute("select nova.leave_team(%s)", [office.team]).fetchone()
    assert left
    assert left[0]
    news = told.news()
    gone = office.people["manager"].user_id
    assert [each.name for each in news if gone in each.hearers][-2:] == [
        "team.updated", "team.member.removed",
    ]  # fmt: skip
    owner.execute("update nova.teams set name = 'x' where id = %s", [office.team])
    owner.execute("update nova.customers set notes = 'x' where team_id = %s", [office.team])
    after = told.news()
    assert "customer.updated" in {each.name for each in after}
    assert [each.name for each in after if gone in each.hearers] == []


@pytest.mark.parametrize("side", ["broker", "seller"])
def test_a_side_that_left_its_team_hears_nothing_more_of_the_match(
    owner: psycopg.Connection, office: make.Office, side: str
) -> None:
    buyer, seller = office.people["broker"].user_id, office.people["broker2"].user_id
    teams = {"broker": office.team if side == "broker" else None}
    teams["seller"] = office.team if side == "seller" else None
    offer = make.offer(owner, user_id=seller, team_id=teams["seller"])
    request = make.request(owner, user_id=buyer, team_id=teams["broker"])
    values = {
        "offer_id": offer,
        "request_id": request,
        "broker_id": buyer,
        "points": (90 << 56) + (1 << 45),
    }
    row = make.insert(owner, "nova.smart_matches", values)
    told = eventlog.Feed(owner)
    gone = buyer if side == "broker" else seller
    owner.execute("delete from nova.team_members where user_id = %s", [gone])
    told.news()
    owner.execute("update nova.smart_matches set status = 'VIEWED' where id = %s", [row])
    rest = "broker2" if side == "broker" else "broker"
    assert eventlog.heard(told.news(), office) == {"match.viewed": {rest}}
