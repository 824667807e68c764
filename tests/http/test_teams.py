"""A team's life: made, joined by invitation, given rights, left; and every refusal on the way."""

from collections.abc import Callable

import psycopg
import pytest

import make
from conftest import Running
from make import invite, member, refused, token_sent

People = Callable[..., make.Person]
STRANGE = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
def broker(manager: make.Person, people: People) -> make.Person:
    """Somebody who has joined the manager's team as a broker."""
    one = people()
    invite(manager, manager.team, phone=one.phone)
    joined = one.api.post(f"/invitations/{token_sent(one.phone)}/accept")
    assert joined.status_code == 200, joined.text
    one.team = manager.team
    return one


def test_joining_by_phone_from_the_link_to_the_first_shared_customer(
    api: make.Client, manager: make.Person, people: People
) -> None:
    fahad = people()
    made = manager.api.post(
        "/customers", json={"name": "x", "phone": make.mobile(), "teamId": manager.team}
    )
    path = f"/customers/{made.json()['id']}"
    manager.api.post(
        f"/teams/{manager.team}/invitations", json={"phone": fahad.phone, "role": "MANAGER"}
    )
    token = token_sent(fahad.phone)
    preview = api.get(f"/invitations/{token}").json()
    assert (preview["teamName"], preview["role"], preview["status"]) == (
        "فريق الشمال",
        "MANAGER",
        "PENDING",
    )
    assert fahad.phone not in str(preview) and "•" in preview["phone"]
    assert fahad.api.get(path).status_code == 404
    joined = fahad.api.post(f"/invitations/{token}/accept").json()
    assert (joined["role"], joined["status"], joined["userId"]) == (
        "MANAGER",
        "ACTIVE",
        str(fahad.id),
    )
    assert fahad.api.get(path).status_code == 200, "at once"
    assert api.get(f"/invitations/{token}").json()["status"] == "ACCEPTED"
    assert refused(fahad.api.post(f"/invitations/{token}/accept")) == (409, "invitation_closed")
    mine = fahad.api.get("/auth/me").json()["teams"]
    assert [(each["role"], each["permissions"]["customers.assign"]) for each in mine] == [
        ("MANAGER", "WHOLE")
    ]


def test_joining_by_e_mail_needs_that_e_mail_verified(
    app: Running, manager: make.Person, people: People
) -> None:
    fahad = people()
    invite(manager, manager.team, email=fahad.email.upper())
    token = token_sent(fahad.email)
    assert refused(fahad.api.post(f"/invitations/{token}/accept")) == (403, "email_unverified")
    with psycopg.connect(app.owner_url) as owner:
        owner.execute("update nova.users set email_verified = true where id = %s", [fahad.id])
    assert fahad.api.post(f"/invitations/{token}/accept").status_code == 200


def test_the_wrong_phone_joins_nothing(manager: make.Person, people: People) -> None:
    invited, thief = people(), people()
    invite(manager, manager.team, phone=invited.phone)
    token = token_sent(invited.phone)
    for answer in ("accept", "decline"):
        assert refused(thief.api.post(f"/invitations/{token}/{answer}")) == (
            403,
            "invitation_not_yours",
        )
    assert thief.api.get("/teams").json()["data"] == []
    assert len(manager.api.get(f"/teams/{manager.team}/members").json()["data"]) == 1
    assert invited.api.post(f"/invitations/{token}/accept").status_code == 200


def test_an_unverified_phone_joins_nothing(app: Running, manager: make.Person) -> None:
    someone, joined = make.register(app.url)
    invite(manager, manager.team, phone=joined["user"]["phone"])
    token = token_sent(joined["user"]["phone"])
    assert refused(someone.post(f"/invitations/{token}/accept")) == (403, "phone_unverified")
    someone.close()


def test_an_invitation_is_declined_revoked_expired_and_then_closed(
    app: Running, manager: make.Person, people: People
) -> None:
    fahad, path = people(), f"/teams/{manager.team}/invitations"
    invite(manager, manager.team, phone=fahad.phone)
    assert refused(manager.api.post(path, json={"phone": fahad.phone})) == (
        409,
        "invitation_exists",
    )
    first = token_sent(fahad.phone)
    assert fahad.api.post(f"/invitations/{first}/decline").json()["status"] == "DECLINED"
    assert refused(fahad.api.post(f"/invitations/{first}/accept")) == (409, "invitation_closed")
    invite(manager, manager.team, phone=fahad.phone)
    (pending,) = manager.api.get(path).json()["data"]
    assert manager.api.delete(f"{path}/{pending['id']}").status_code == 204
    assert manager.api.delete(f"{path}/{pending['id']}").status_code == 404
    second = token_sent(fahad.phone, 1)
    assert refused(fahad.api.post(f"/invitations/{second}/accept")) == (409, "invitation_closed")
    invite(manager, manager.team, phone=fahad.phone)
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "update nova.team_invitations set expires_at = now() where team_id = %s", [manager.team]
        )
        owner.execute("select private.expire_invitations(now())")
    third = token_sent(fahad.phone, 2)
    assert refused(fahad.api.post(f"/invitations/{third}/accept")) == (409, "invitation_closed")
    assert manager.api.get(path).json()["data"] == []
    unknown = "x" * 43
    assert fahad.api.get(f"/invitations/{unknown}").status_code == 404
    assert fahad.api.post(f"/invitations/{unknown}/accept").status_code == 404


def test_the_token_of_an_invitation_stays_nowhere(
    app: Running, manager: make.Person, people: People
) -> None:
    fahad = people()
    invite(manager, manager.team, phone=fahad.phone)
    token = token_sent(fahad.phone)
    with psycopg.connect(app.owner_url) as owner:
        settled = make.eventually(
            lambda: owner.execute(
                "select payload::text from nova.outbox where topic = 'sms.invitation' and status = 'SENT'"
                " and payload ->> 'to' = %s", [fahad.phone],
            ).fetchone()
        )  # fmt: skip
        kept = owner.execute("select coalesce(string_agg(after::text, ''), '') from nova.audit_log"
                             " where entity_type = 'team_invitations'").fetchone()  # fmt: skip
    assert token not in settled[0]
    sent = manager.api.get("/notifications/deliveries").json()["data"]
    assert ("invitation", "SENT") in [(each["kind"], each["status"]) for each in sent]
    assert kept and token not in kept[0] and '"***"' in kept[0]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "address_required"),
        ({"phone": "0501234567", "email": "a@b.co"}, 422, "address_required"),
        ({"phone": "0112345678"}, 422, "mobile_invalid"),
        ({"phone": "12345"}, 422, "mobile_invalid"),
        ({"phone": "0501234567", "role": "OWNER"}, 400, "validation_failed"),
        ({"phone": "0501234567", "teamId": STRANGE}, 400, "validation_failed"),
    ],
)
def test_a_bad_invitation(
    manager: make.Person, body: dict[str, str], status: int, code: str
) -> None:
    path = f"/teams/{manager.team}/invitations"
    assert refused(manager.api.post(path, json=body)) == (status, code)
    assert manager.api.get(path).json()["data"] == []


def test_a_member_is_not_invited_again(manager: make.Person, broker: make.Person) -> None:
    answer = manager.api.post(f"/teams/{manager.team}/invitations", json={"phone": broker.phone})
    assert refused(answer) == (409, "member_exists")


def test_the_plan_has_room_for_so_many(app: Running, people: People, manager: make.Person) -> None:
    poor = people()
    assert refused(poor.api.post("/teams", json={"name": "x"})) == (402, "plan_limit_reached")
    assert refused(manager.api.post("/teams", json={"name": "y"})) == (402, "plan_limit_reached")
    for _ in range(4):  # pro: five members, the manager among them; open invitations count
        invite(manager, manager.team, phone=make.mobile())
    full = manager.api.post(f"/teams/{manager.team}/invitations", json={"phone": make.mobile()})
    assert refused(full) == (402, "plan_limit_reached")
    assert "pro" in full.json()["error"] and "5" in full.json()["error"]
    company = people(role="COMPANY")
    first = company.api.post("/teams", json={"name": "شركة"})
    assert (first.status_code, first.json()["companyId"]) == (201, str(company.id))
    assert refused(company.api.post("/teams", json={"name": "z"})) == (402, "plan_limit_reached")


def test_who_may_not_make_teams(app: Running, people: People) -> None:
    one = people()
    with psycopg.connect(app.owner_url) as owner:
        owner.execute("update nova.users set role = 'TEAM_MEMBER' where id = %s", [one.id])
        make.subscribe(owner, one.id, "company")
    assert refused(one.api.post("/teams", json={"name": "x"})) == (403, "forbidden")
    other = people()
    answer = other.api.post("/teams", json={"name": "x", "managerId": str(one.id)})
    assert refused(answer) == (422, "manager_not_named")


def test_a_role_takes_effect_on_the_next_request(manager: make.Person, broker: make.Person) -> None:
    made = manager.api.post(
        "/customers", json={"name": "x", "phone": make.mobile(), "teamId": manager.team}
    )
    path = f"/customers/{made.json()['id']}"
    mine = f"/teams/{manager.team}/members/{member(manager.team, broker, manager)}"
    assert broker.api.get(path).status_code == 404
    changed = manager.api.patch(mine, json={"role": "OBSERVER"})
    assert (changed.json()["role"], changed.headers["etag"]) == ("OBSERVER", '"2"')
    seen = broker.api.get(path).json()
    assert "•" in seen["phone"] and "•" in seen["phoneE164"], "an observer sees no phones"
    listed = broker.api.get("/customers").json()["data"]
    assert ["•" in each["phone"] for each in listed] == [True]
    assert broker.api.patch(path, json={"notes": "x"}).status_code == 404
    manager.api.patch(mine, json={"status": "INACTIVE"})
    assert broker.api.get(path).status_code == 404
    assert broker.api.get("/teams").json()["data"] == []
    manager.api.patch(mine, json={"status": "ACTIVE", "role": "MANAGER"})
    assert broker.api.patch(path, json={"notes": "x"}).status_code == 200
    stale = manager.api.patch(mine, json={"role": "BROKER"}, headers={"if-match": '"1"'})
    assert refused(stale) == (412, "precondition_failed")


def test_an_observer_hears_of_customers_without_phones(
    app: Running, manager: make.Person, broker: make.Person
) -> None:
    mine = f"/teams/{manager.team}/members/{member(manager.team, broker, manager)}"
    manager.api.patch(mine, json={"role": "OBSERVER"})
    phone = make.mobile()
    made = manager.api.post(
        "/customers", json={"name": "x", "phone": phone, "teamId": manager.team}
    ).json()
    with psycopg.connect(app.owner_url) as owner:
        heard = owner.execute(
            "select %s = any (recipients), %s = any (recipients), data::text from nova.events"
            " where entity_id = %s order by 1", [broker.id, manager.id, made["id"]],
        ).fetchall()  # fmt: skip
    assert [(masked, whole) for masked, whole, _ in heard] == [(False, True), (True, False)]
    assert phone in heard[0][2]
    assert phone not in heard[1][2] and made["phoneE164"] not in heard[1][2]


def test_rights_are_given_and_taken_one_by_one(manager: make.Person, broker: make.Person) -> None:
    made = manager.api.post(
        "/customers", json={"name": "x", "phone": make.mobile(), "teamId": manager.team}
    )
    path = f"/customers/{made.json()['id']}"
    rights = f"/teams/{manager.team}/members/{member(manager.team, broker, manager)}/permissions"
    given = manager.api.put(rights, json={"permissions": {"customers.read": "WHOLE"}}).json()
    assert given["overrides"] == {"customers.read": "WHOLE"}
    stale = manager.api.put(rights, json={"permissions": {}}, headers={"if-match": '"1"'})
    assert refused(stale) == (412, "precondition_failed")
    assert (given["effective"]["customers.read"], given["effective"]["customers.update"]) == (
        "WHOLE",
        "HELD",
    )
    assert broker.api.get(path).status_code == 200
    assert broker.api.patch(path, json={"notes": "x"}).status_code == 404
    assert broker.api.get(rights).json() == given, "one's own"
    assert refused(broker.api.put(rights, json={"permissions": {}})) == (403, "forbidden")
    manager.api.put(rights, json={"permissions": {"customers.read": "NONE"}})
    own = broker.api.post(
        "/customers", json={"name": "x", "phone": make.mobile(), "teamId": manager.team}
    )
    assert own.status_code in {201, 403}
    assert broker.api.get("/customers").json()["data"] == []


@pytest.mark.parametrize(
    ("role", "permissions", "status", "code"),
    [
        ("BROKER", {"customers.fly": "WHOLE"}, 422, "permission_unknown"),
        ("BROKER", {"customers.read": "FAR"}, 400, "validation_failed"),
        ("OBSERVER", {"customers.update": "HELD"}, 422, "observer_never_writes"),
        ("OBSERVER", {"customers.update": "NONE", "customers.read": "HELD"}, 200, ""),
        ("MANAGER", {"customers.read": "NONE"}, 422, "manager_holds_all"),
    ],
)
def test_rights_that_are_none(
    manager: make.Person,
    broker: make.Person,
    role: str,
    permissions: dict[str, str],
    status: int,
    code: str,
) -> None:
    mine = f"/teams/{manager.team}/members/{member(manager.team, broker, manager)}"
    manager.api.patch(mine, json={"role": role})
    answer = manager.api.put(f"{mine}/permissions", json={"permissions": permissions})
    assert answer.status_code == status, answer.text
    assert code in answer.text
    if code == "validation_failed":
        wrong = answer.json()["details"][0]
        assert wrong["params"]["allowed"] == ["WHOLE", "HELD", "NONE"]
        assert wrong["message"] == "'FAR' is not one of: WHOLE, HELD, NONE."


def test_nobody_gives_more_than_they_have(
    manager: make.Person, broker: make.Person, people: People
) -> None:
    mine = f"/teams/{manager.team}/members/{member(manager.team, broker, manager)}"
    manager.api.put(f"{mine}/permissions", json={"permissions": {"team.manage": "WHOLE"}})
    wanted = {"permissions": {"team.manage": "WHOLE", "customers.read": "WHOLE"}}
    assert refused(broker.api.put(f"{mine}/permissions", json=wanted)) == (
        403,
        "permission_above_own",
    )
    assert refused(broker.api.patch(mine, json={"role": "MANAGER"})) == (
        403,
        "permission_above_own",
    )
    boss = f"/teams/{manager.team}/members/{member(manager.team, manager, manager)}"
    assert refused(broker.api.patch(boss, json={"role": "BROKER"})) == (403, "permission_above_own")
    assert refused(broker.api.delete(boss)) == (403, "permission_above_own")
    raised = broker.api.post(
        f"/teams/{manager.team}/invitations", json={"phone": make.mobile(), "role": "MANAGER"}
    )
    assert refused(raised) == (403, "permission_above_own")
    assert (
        broker.api.post(
            f"/teams/{manager.team}/invitations", json={"phone": make.mobile()}
        ).status_code
        == 201
    )


def test_the_last_manager_stays(manager: make.Person, broker: make.Person) -> None:
    boss = f"/teams/{manager.team}/members/{member(manager.team, manager, manager)}"
    assert refused(manager.api.post(f"/teams/{manager.team}/leave")) == (409, "last_manager")
    assert refused(manager.api.delete(boss)) == (409, "last_manager")
    for change in ({"role": "BROKER"}, {"status": "INACTIVE"}):
        assert refused(manager.api.patch(boss, json=change)) == (409, "last_manager")
    second = f"/teams/{manager.team}/members/{member(manager.team, broker, manager)}"
    manager.api.patch(second, json={"role": "MANAGER"})
    assert manager.api.post(f"/teams/{manager.team}/leave").status_code == 200
    assert broker.api.get(f"/teams/{manager.team}").json()["managerId"] == str(broker.id)
    assert manager.api.get(f"/teams/{manager.team}").status_code == 404


def test_who_is_removed_sees_nothing_and_their_rows_go_to_the_heir(
    app: Running, manager: make.Person, broker: make.Person, people: People
) -> None:
    heir = people()
    invite(manager, manager.team, phone=heir.phone)
    heir.api.post(f"/invitations/{token_sent(heir.phone)}/accept")
    customer = broker.api.post(
        "/customers", json={"name": "x", "phone": make.mobile(), "teamId": broker.team}
    ).json()
    request = make.requested(broker, teamId=broker.team)
    seller = people()
    offer = make.offered(seller)
    match = make.match_of(broker, offer["id"])
    alone = broker.api.post("/customers", json={"name": "mine", "phone": make.mobile()}).json()
    gone = f"/teams/{manager.team}/members/{member(manager.team, broker, manager)}"
    for bad in (STRANGE, str(broker.id), str(seller.id)):
        answer = manager.api.delete(gone, params={"reassignTo": bad})
        assert refused(answer) == (422, "assignee_unknown")
    assert manager.api.delete(gone, params={"reassignTo": str(heir.id)}).status_code == 204
    for path in (
        f"/customers/{customer['id']}",
        f"/requests/{request['id']}",
        f"/smart-matches/{match['id']}",
    ):
        assert broker.api.get(path).status_code == 404, path
        assert heir.api.get(path).status_code == 200, path
    assert broker.api.get(f"/customers/{alone['id']}").status_code == 200, "outside the team"
    with psycopg.connect(app.owner_url) as owner:
        assert owner.execute("select count(*) from private.stats_drift() where user_id = any (%s)",
                             [[broker.id, heir.id]]).fetchone() == (0,)  # fmt: skip


def test_a_member_of_no_team_assigns_to_a_stranger(people: People) -> None:
    sara, fahad = people(), people()
    made = sara.api.post("/customers", json={"name": "x", "phone": make.mobile()}).json()
    answer = sara.api.post(f"/customers/{made['id']}/assign", json={"assignedTo": str(fahad.id)})
    assert refused(answer) == (422, "assignee_unknown")
    assert sara.api.get(f"/customers/{made['id']}").json()["assignedTo"] is None


def test_a_company_has_all_rights_in_its_teams(people: People, app: Running) -> None:
    company, boss = people(role="COMPANY"), people()
    with psycopg.connect(app.owner_url) as owner:
        make.subscribe(owner, company.id, "company")
    team = company.api.post("/teams", json={"name": "فرع"}).json()["id"]
    invite(company, team, phone=boss.phone, role="MANAGER")
    boss.api.post(f"/invitations/{token_sent(boss.phone)}/accept")
    made = boss.api.post(
        "/customers", json={"name": "x", "phone": make.mobile(), "teamId": team}
    ).json()
    assert company.api.post(f"/teams/{team}/leave").status_code == 200
    assert company.api.patch(f"/customers/{made['id']}", json={"notes": "x"}).status_code == 200
    assert company.api.patch(f"/teams/{team}", json={"name": "فرع جدة"}).json()["name"] == "فرع جدة"
    listed = company.api.get("/users").json()["data"]
    assert {each["id"] for each in listed} == {str(boss.id)}
    assert company.api.get(f"/users/{boss.id}").status_code == 200
    assert refused(company.api.post(f"/users/{boss.id}/suspend", json={"reason": "x"})) == (
        403,
        "forbidden",
    )


def test_the_catalogue_lists_every_right_with_its_defaults(people: People) -> None:
    rows = {each["permission"]: each for each in people().api.get("/permissions").json()["data"]}
    assert len(rows) == 41
    assert rows["customers.assign"]["defaults"] == {
        "MANAGER": "WHOLE",
        "BROKER": "NONE",
        "OBSERVER": "NONE",
    }
    assert all(each["defaults"]["MANAGER"] == "WHOLE" for each in rows.values())
    assert not any(
        each["writes"] and each["defaults"]["OBSERVER"] != "NONE" for each in rows.values()
    )


@pytest.mark.parametrize("is_kept", [True, False])
def test_an_invitation_gives_no_more_than_its_sender_has_when_it_is_accepted(
    manager: make.Person, broker: make.Person, people: People, is_kept: bool
) -> None:
    third = people()
    members = manager.api.get(f"/teams/{manager.team}/members").json()["data"]
    (place,) = [each["id"] for each in members if each["userId"] == str(broker.id)]
    path = f"/teams/{manager.team}/members/{place}/permissions"
    catalogue = manager.api.get("/permissions").json()["data"]
    all_of_an_observer = {
        each["permission"]: each["defaults"]["OBSERVER"]
        for each in catalogue
        if each["defaults"].get("OBSERVER", "NONE") != "NONE"
    } | {"team.manage": "WHOLE"}
    given = manager.api.put(path, json={"permissions": all_of_an_observer})
    assert given.status_code == 200, given.text
    invite(broker, manager.team, phone=third.phone, role="OBSERVER")
    if not is_kept:
        less = manager.api.put(path, json={"permissions": {"team.manage": "WHOLE"}})
        assert less.status_code == 200
    accepted = third.api.post(f"/invitations/{token_sent(third.phone)}/accept")
    if is_kept:
        assert accepted.status_code == 200, accepted.text
    else:
        assert refused(accepted) == (409, "inviter_unable")
