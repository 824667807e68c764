"""A customer's life: deleted, restored, assigned, spoken with."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import make

People = Callable[..., make.Person]


def customer(person: make.Person, **changed: object) -> dict[str, object]:
    made = person.api.post("/customers", json={"name": "x", "phone": make.mobile()} | changed)
    assert made.status_code == 201, made.text
    answer: dict[str, object] = made.json()
    return answer


def test_a_card_begins_each_list_of_a_customer(people: People) -> None:
    sara, seller = people(), people()
    kept, city = customer(sara), f"مدينة {make.mobile()}"
    begins = datetime.now(UTC) + timedelta(days=1)
    ends = begins + timedelta(hours=1)
    for each in (customer(sara), kept):
        make.requested(sara, cities=[city], customerId=each["id"])
        for title in ("اتصال", "عقد"):
            sara.api.post("/tasks", json={"title": title, "customerId": each["id"]})
            sara.api.post(f"/customers/{each['id']}/activities", json={"type": "CALL"})
        time = {"startDatetime": begins.isoformat(), "endDatetime": ends.isoformat()}
        sara.api.post("/appointments", json=make.VISIT | time | {"customerId": each["id"]})
        begins, ends = ends, ends + timedelta(hours=1)
    make.offered(seller, city=city)
    make.eventually(lambda: len(sara.api.get("/smart-matches").json()["data"]) == 2)

    card = sara.api.get(f"/customers/{kept['id']}/card?limit=1").json()
    assert card["customer"] == sara.api.get(f"/customers/{kept['id']}").json()
    span = {"from": datetime.now(UTC).isoformat(), "to": (ends + timedelta(days=9)).isoformat()}
    lists = {
        "requests": ("/requests", {}, 1), "matches": ("/smart-matches", {}, 1),
        "appointments": ("/appointments", span, 1), "tasks": ("/tasks", {}, 2),
        "activities": (f"/customers/{kept['id']}/activities", None, 2),
    }  # fmt: skip
    for part, (path, filters, count) in lists.items():
        asked = {} if filters is None else filters | {"customerId": str(kept["id"])}
        assert card[part] == sara.api.get(path, params=asked | {"limit": 1}).json(), part
        rest = sara.api.get(path, params=asked | {"cursor": card[part]["nextCursor"] or ""})
        assert (card[part]["nextCursor"] is None) == (count == 1), part
        assert count == 1 or len(rest.json()["data"]) == count - 1, part
    assert seller.api.get(f"/customers/{kept['id']}/card").status_code == 404


def test_deleted_gone_and_restored(people: People) -> None:
    sara = people()
    path = f"/customers/{customer(sara)['id']}"
    assert sara.api.delete(path).status_code == 204
    assert sara.api.get(path).status_code == 404
    assert sara.api.delete(path).status_code == 404
    assert sara.api.get("/customers").json()["data"] == []
    assert sara.api.post(f"{path}/restore").status_code == 200
    assert sara.api.get(path).status_code == 200
    assert sara.api.post(f"{path}/restore").status_code == 404


def test_a_phone_taken_meanwhile_names_the_rival(people: People) -> None:
    sara = people()
    first = customer(sara, phone="0501234567")
    sara.api.delete(f"/customers/{first['id']}")
    second = customer(sara, phone="+966 50 123 4567")
    refused = sara.api.post(f"/customers/{first['id']}/restore")
    assert (refused.status_code, refused.json()["code"]) == (409, "customer_phone_taken")
    assert refused.json()["params"] == {"customerId": str(second["id"])}


def test_a_stranger_deletes_restores_and_assigns_nothing(people: People) -> None:
    sara, fahad = people(), people()
    path = f"/customers/{customer(sara)['id']}"
    assert fahad.api.delete(path).status_code == 404
    assert fahad.api.post(f"{path}/assign", json={"assignedTo": str(fahad.id)}).status_code == 404
    assert fahad.api.post(f"{path}/activities", json={"type": "CALL"}).status_code == 404
    assert fahad.api.get(f"{path}/activities").status_code == 404
    sara.api.delete(path)
    assert fahad.api.post(f"{path}/restore").status_code == 404


def test_the_manager_assigns_and_the_customer_changes_hands(team: dict[str, make.Person]) -> None:
    made = customer(team["broker"], teamId=team["broker"].team)
    path = f"/customers/{made['id']}"
    to = {"assignedTo": str(team["broker2"].id)}
    assert team["broker2"].api.get(path).status_code == 404
    assert team["broker"].api.post(f"{path}/assign", json=to).json()["code"] == "forbidden"
    assert (
        team["manager"].api.post(f"{path}/assign", json=to).json()["assignedTo"] == to["assignedTo"]
    )
    assert team["broker2"].api.get(path).status_code == 200
    assert team["broker"].api.get(path).status_code == 404
    assert team["broker2"].api.delete(path).status_code == 404, "held, but not owned"
    back = team["manager"].api.post(f"{path}/assign", json={"assignedTo": None})
    assert back.json()["assignedTo"] is None
    assert team["broker"].api.get(path).status_code == 200


def test_an_assignee_is_an_active_member_who_writes(
    team: dict[str, make.Person], people: People
) -> None:
    made = customer(team["broker"], teamId=team["broker"].team)
    for who in (people().id, team["observer"].id, "00000000-0000-0000-0000-000000000000"):
        answer = team["manager"].api.post(
            f"/customers/{made['id']}/assign", json={"assignedTo": str(who)}
        )
        assert (answer.status_code, answer.json()["code"]) == (422, "assignee_unknown")
    alone = customer(team["broker"])
    answer = team["broker"].api.post(
        f"/customers/{alone['id']}/assign", json={"assignedTo": str(people().id)}
    )
    assert answer.json()["code"] == "assignee_unknown"


def test_talking_moves_the_last_contact_and_a_note_does_not(people: People) -> None:
    sara = people()
    path = f"/customers/{customer(sara)['id']}"
    note = {"type": "NOTE", "description": "يفضل الشمال"}
    assert sara.api.post(f"{path}/activities", json=note).status_code == 201
    assert sara.api.get(path).json()["lastContact"] is None
    called = sara.api.post(
        f"{path}/activities", json={"type": "CALL", "metadata": {"minutes": 5}}
    ).json()
    assert sara.api.get(path).json()["lastContact"] == called["createdAt"]
    log = sara.api.get(f"{path}/activities", params={"limit": 1}).json()
    assert [entry["type"] for entry in log["data"]] == ["CALL"]
    rest = sara.api.get(f"{path}/activities", params={"cursor": log["nextCursor"]}).json()
    assert [entry["description"] for entry in rest["data"]] == ["يفضل الشمال"]


def test_an_observer_reads_the_log_and_writes_none(team: dict[str, make.Person]) -> None:
    made = customer(team["broker"], teamId=team["broker"].team)
    path = f"/customers/{made['id']}/activities"
    assert team["observer"].api.get(path).json()["data"] == []
    assert team["observer"].api.post(path, json={"type": "CALL"}).json()["code"] == "forbidden"


def test_a_request_outlives_its_customer_and_can_still_be_changed(people: People) -> None:
    sara = people()
    made = customer(sara)
    request = make.requested(sara, customerId=made["id"])
    sara.api.delete(f"/customers/{made['id']}")
    path = f"/requests/{request['id']}"
    assert sara.api.patch(path, json={"ageMax": 3}).json()["ageMax"] == 3
    stale = sara.api.patch(path, json={"ageMax": 4}, headers={"if-match": '"1"'})
    assert stale.status_code == 412
    other = sara.api.post("/requests", json=make.REQUEST | {"customerId": made["id"]})
    assert other.json()["code"] == "customer_unknown"
