"""What an attacker tried within a team: ways back in, ways up, and ways to see what is hidden."""

import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import psycopg
import pytest

import make
from conftest import Running
from make import invite, member, refused, token_sent

People = Callable[..., make.Person]


def join(manager: make.Person, one: make.Person, role: str = "BROKER") -> str:
    """Somebody joins the manager's team; answers the path of their membership."""
    invite(manager, manager.team, phone=one.phone, role=role)
    assert one.api.post(f"/invitations/{token_sent(one.phone)}/accept").status_code == 200
    one.team = manager.team
    return f"/teams/{manager.team}/members/{member(manager.team, one, manager)}"


def customer_of(person: make.Person) -> str:
    body = {"name": "x", "phone": make.mobile(), "teamId": person.team}
    return f"/customers/{person.api.post('/customers', json=body).json()['id']}"


def test_a_removed_manager_does_not_come_back_by_an_invitation_sent_before(
    manager: make.Person, people: People
) -> None:
    second, accomplice = people(), people()
    place = join(manager, second, "MANAGER")
    invite(second, manager.team, phone=accomplice.phone, role="MANAGER")
    assert manager.api.delete(place).status_code == 204
    answer = accomplice.api.post(f"/invitations/{token_sent(accomplice.phone)}/accept")
    assert refused(answer) == (409, "inviter_unable")


@pytest.mark.parametrize("way_out", ["inactive", "removed", "left"])
def test_who_is_out_does_not_come_back_by_a_second_invitation(
    app: Running, manager: make.Person, people: People, way_out: str
) -> None:
    one = people()
    with psycopg.connect(app.owner_url) as owner:
        owner.execute("update nova.users set email_verified = true where id = %s", [one.id])
    invite(manager, manager.team, email=one.email)
    place = join(manager, one)
    if way_out == "inactive":
        manager.api.patch(place, json={"status": "INACTIVE"})
    elif way_out == "removed":
        manager.api.delete(place)
    else:
        one.api.post(f"/teams/{manager.team}/leave")
    answer = one.api.post(f"/invitations/{token_sent(one.email)}/accept")
    assert refused(answer) == (409, "invitation_closed")


def test_who_comes_back_brings_no_old_rights(manager: make.Person, people: People) -> None:
    one = people()
    place = join(manager, one)
    manager.api.put(f"{place}/permissions", json={"permissions": {"customers.read": "WHOLE"}})
    manager.api.patch(place, json={"status": "INACTIVE"})
    invite(manager, manager.team, phone=one.phone)
    one.api.post(f"/invitations/{token_sent(one.phone, 1)}/accept")
    assert manager.api.get(f"{place}/permissions").json()["overrides"] == {}


def test_managing_a_team_gives_nobody_more_than_they_have(
    manager: make.Person, people: People
) -> None:
    deputy, other = people(), people()
    place, others = join(manager, deputy), join(manager, other)
    given = {"team.manage": "WHOLE", "customers.delete": "NONE"}
    manager.api.put(f"{place}/permissions", json={"permissions": given})
    hidden = customer_of(other)
    rises: list[tuple[str, str, Any]] = [
        ("PUT", f"{place}/permissions", {"permissions": {"team.manage": "WHOLE"}}),
        ("PATCH", place, {"role": "OBSERVER"}),
        ("PUT", f"{others}/permissions", {"permissions": {"customers.assign": "HELD"}}),
        ("PATCH", others, {"role": "OBSERVER"}),
        ("DELETE", f"{others}?reassignTo={deputy.id}", None),
        ("PATCH", f"/teams/{manager.team}", {"settings": {"sharedPool": True}}),
        (
            "POST",
            f"/teams/{manager.team}/invitations",
            {"phone": make.mobile(), "role": "OBSERVER"},
        ),
    ]
    for method, path, body in rises:
        answer = deputy.api.request(method, path, json=body)
        assert refused(answer) == (403, "permission_above_own"), (method, path)
    assert deputy.api.get(hidden).status_code == 404
    assert deputy.api.patch(others, json={"status": "INACTIVE"}).status_code == 200


def test_the_back_office_works_in_no_team(
    app: Running, manager: make.Person, people: People
) -> None:
    admin, second = make.with_role(app.owner_url, people(), "ADMIN"), people()
    place = join(manager, second, "MANAGER")
    answer = admin.api.patch(f"/users/{second.id}", json={"role": "ADMIN"})
    assert refused(answer) == (409, "works_in_team")
    make.with_role(app.owner_url, second, "ADMIN")  # as if it had happened before this was a rule
    made = customer_of(manager).rpartition("/")[2]
    with psycopg.connect(app.owner_url) as owner:
        heard = owner.execute(
            "select count(*) from nova.events where entity_id = %s and %s = any (recipients)",
            [made, second.id],
        ).fetchone()
    assert heard == (0,)
    assert second.api.get("/teams").json()["data"] == []
    assert second.api.get(f"/teams/{manager.team}/members").status_code == 404
    assert refused(manager.api.post(f"/teams/{manager.team}/leave")) == (409, "last_manager")
    assert manager.api.delete(place).status_code == 204


def test_the_audit_is_no_phone_book(app: Running, people: People) -> None:
    sara, phone, mail = people(), make.mobile(), make.email()
    body = {"name": "x", "phone": phone, "whatsapp": phone, "email": mail}
    made = sara.api.post("/customers", json=body).json()
    with psycopg.connect(app.owner_url) as owner:
        row = owner.execute(
            "select after from nova.audit_log where entity_id = %s", [made["id"]]
        ).fetchone()
    assert row and (row[0]["phone"], row[0]["whatsapp"], row[0]["email"]) == ("***",) * 3
    assert phone[-8:] not in str(row) and mail not in str(row)


def test_a_kept_answer_ends_with_the_right_to_see_it(manager: make.Person, people: People) -> None:
    one, key = people(), {"idempotency-key": str(uuid4())}
    place = join(manager, one)
    body = {"name": "x", "phone": make.mobile(), "teamId": manager.team}
    assert one.api.post("/customers", json=body, headers=key).status_code == 201
    assert one.api.post("/customers", json=body, headers=key).status_code == 201
    manager.api.delete(place)
    assert refused(one.api.post("/customers", json=body, headers=key)) == (409, "answer_withheld")


def test_details_of_an_offer_go_with_the_match(manager: make.Person, people: People) -> None:
    one, seller = people(), people()
    place = join(manager, one)
    offer = make.offered(seller)
    make.requested(one, teamId=manager.team)
    one.api.post(f"/smart-matches/{make.match_of(one, offer['id'])['id']}/accept")
    assert one.api.get(f"/offers/{offer['id']}").json()["access"] == "accepted"
    manager.api.patch(place, json={"status": "INACTIVE"})
    assert one.api.get(f"/offers/{offer['id']}").json()["access"] == "teaser"


def test_deleting_and_restoring_is_no_way_to_read(manager: make.Person, people: People) -> None:
    one = people()
    place = join(manager, one)
    manager.api.put(f"{place}/permissions", json={"permissions": {"customers.delete": "WHOLE"}})
    path = customer_of(manager)
    assert one.api.delete(path).status_code == 404
    manager.api.delete(path)
    assert one.api.post(f"{path}/restore").status_code == 404


def test_a_stolen_refresh_token_is_found_out_whatever_key_comes_with_it(
    app: Running, people: People
) -> None:
    sara, key = people(), {"idempotency-key": str(uuid4())}
    body = {"refreshToken": sara.refresh_token}
    child = sara.api.post("/auth/refresh", json=body, headers=key).json()["token"]
    sara.api.get("/auth/me", headers={"authorization": f"Bearer {child}"})
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "update nova.sessions set rotated_at = now() - interval '1 hour' where rotated_at is not null"
            " and user_id = %s", [sara.id],
        )  # fmt: skip
    assert refused(sara.api.post("/auth/refresh", json=body, headers=key)) == (
        401,
        "refresh_reused",
    )


def test_an_administrator_who_was_demoted_meanwhile_suspends_nobody(
    app: Running, people: People
) -> None:
    first, second, _third = (make.with_role(app.owner_url, people(), "ADMIN") for _ in range(3))
    answers: list[Any] = []
    with psycopg.connect(app.owner_url) as owner:
        owner.execute("select from nova.users where role = 'ADMIN' order by id for update")
        late = threading.Thread(
            target=lambda: answers.append(
                second.api.post(f"/users/{first.id}/suspend", json={"reason": "x"})
            )
        )
        late.start()
        make.eventually(
            lambda: (
                owner.execute("select count(*) from pg_locks where not granted").fetchone() != (0,)
            )
        )
        owner.execute("update nova.users set role = 'BROKER' where id = %s", [second.id])
    late.join()
    assert refused(answers[0]) == (403, "forbidden")


def test_a_hidden_team_is_hidden(app: Running, manager: make.Person, people: People) -> None:
    one = people()
    place = join(manager, one)
    manager.api.put(f"{place}/permissions", json={"permissions": {"team.read": "NONE"}})
    assert one.api.get("/teams").json()["data"] == []
    assert one.api.get(f"/teams/{manager.team}/members").status_code == 404
    assert one.api.post(f"/teams/{manager.team}/leave").status_code == 200


def test_a_change_of_password_and_of_rights_is_written_down(
    app: Running, manager: make.Person, people: People
) -> None:
    one = people()
    place = join(manager, one)
    manager.api.put(f"{place}/permissions", json={"permissions": {"customers.assign": "HELD"}})
    change = {"oldPassword": make.PASSWORD, "newPassword": "Other1234!"}
    assert one.api.post("/auth/change-password", json=change).status_code == 200
    with psycopg.connect(app.owner_url) as owner:
        said = owner.execute(
            "select before, after from nova.audit_log where entity_type = 'user_passwords' and entity_id = %s"
            " and actor_id = entity_id", [one.id],
        ).fetchall()  # fmt: skip
        rights = owner.execute(
            "select team_id::text from nova.audit_log where entity_type = 'team_permissions' and actor_id = %s",
            [manager.id],
        ).fetchall()
    assert said == [(None, None)]
    assert rights == [(manager.team,)]


def test_an_answered_refusal_may_do_better_under_its_key(app: Running, people: People) -> None:
    sara, key = people(), {"idempotency-key": str(uuid4())}
    body = {"identifier": sara.email, "password": make.PASSWORD}
    with psycopg.connect(app.owner_url) as owner:
        owner.execute("update nova.users set status = 'SUSPENDED' where id = %s", [sara.id])
    assert refused(sara.api.post("/auth/login", json=body, headers=key)) == (
        403,
        "account_suspended",
    )
    with psycopg.connect(app.owner_url) as owner:
        owner.execute("update nova.users set status = 'ACTIVE' where id = %s", [sara.id])
    assert sara.api.post("/auth/login", json=body, headers=key).status_code == 200


def test_an_invitation_is_no_way_to_text_strangers(manager: make.Person) -> None:
    manager.api.patch(f"/teams/{manager.team}", json={"name": "بنك: ادخل http://evil.example 123"})
    phone = "+966" + make.mobile()[1:]
    invite(manager, manager.team, phone=phone)
    token_sent(phone)
    (text,) = make.messages(phone)
    assert text.startswith(
        "دعوة للانضمام إلى «بنك ادخل httpevilexample »: http://localhost:3000/invitations/"
    )


def test_a_former_company_that_only_observes_sees_no_phones(
    app: Running, manager: make.Person, people: People
) -> None:
    company = make.with_role(app.owner_url, people(), "COMPANY")
    join(manager, company, "OBSERVER")
    path = customer_of(manager)
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "update nova.teams set company_id = %s where id = %s", [company.id, manager.team]
        )
    assert "•" not in company.api.get(path).json()["phone"], "its own team"
    make.with_role(app.owner_url, company, "BROKER")
    assert "•" in company.api.get(path).json()["phone"]


def test_one_leaves_a_team_whose_manager_is_suspended_to_another_manager(
    app: Running, manager: make.Person, people: People
) -> None:
    second, one = people(), people()
    join(manager, second, "MANAGER")
    join(manager, one)
    path = customer_of(one)
    with psycopg.connect(app.owner_url) as owner:
        owner.execute("update nova.users set status = 'SUSPENDED' where id = %s", [manager.id])
    assert one.api.post(f"/teams/{manager.team}/leave").status_code == 200
    assert second.api.get(path).json()["userId"] == str(second.id)
