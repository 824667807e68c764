"""Customers over HTTP: pages, search, change, and other people's."""

from collections.abc import Callable

import pytest

import make

People = Callable[..., make.Person]


def test_create_show_change(people: People) -> None:
    sara = people()
    made = sara.api.post(
        "/customers", json={"name": "محمد العتيبي", "phone": "٠٥٠١٢٣٤٥٦٧", "tags": ["vip"]}
    )
    assert made.status_code == 201
    customer = made.json()
    assert (customer["phone"], customer["phoneE164"]) == ("٠٥٠١٢٣٤٥٦٧", "+966501234567")
    path = f"/customers/{customer['id']}"
    assert sara.api.get(path).json() == customer
    changed = sara.api.patch(path, json={"budgetMax": 900_000, "notes": "x"}).json()
    assert (changed["budgetMax"], changed["notes"], changed["name"]) == (
        900_000,
        "x",
        "محمد العتيبي",
    )
    assert changed["version"] == 2
    cleared = sara.api.patch(path, json={"notes": None}).json()
    assert (cleared["notes"], cleared["budgetMax"]) == (None, 900_000)


def test_one_person_in_four_forms_is_one_customer(people: People) -> None:
    sara = people()
    codes = [
        sara.api.post("/customers", json={"name": "x", "phone": phone}).status_code
        for phone in ("0501234567", "+966 50 123 4567", "٠٥٠١٢٣٤٥٦٧", "00966501234567")
    ]
    assert codes == [201, 409, 409, 409]
    again = sara.api.post("/customers", json={"name": "x", "phone": "0501234567"}).json()
    assert (again["code"], again["details"][0]["field"]) == ("customer_phone_taken", "phone")
    assert (
        people().api.post("/customers", json={"name": "x", "phone": "0501234567"}).status_code
        == 201
    )


def test_pages_hold_everything_once_in_order(people: People) -> None:
    sara = people()
    made = [
        sara.api.post("/customers", json={"name": f"عميل {n}", "phone": make.mobile()}).json()["id"]
        for n in range(7)
    ]
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = sara.api.get(
            "/customers", params={"limit": 3} | ({"cursor": cursor} if cursor else {})
        ).json()
        seen += [customer["id"] for customer in page["data"]]
        cursor = page["nextCursor"]
    assert seen == made[::-1]


def test_filters(people: People) -> None:
    sara = people()
    extras: list[dict[str, object]] = [
        {"isVip": True}, {"tags": ["مستعجل"]}, {"preferredCities": ["جدة"]},
    ]  # fmt: skip
    for n, extra in enumerate(extras):
        sara.api.post("/customers", json={"name": f"c{n}", "phone": make.mobile()} | extra)

    def names(**filters: str) -> list[str]:
        return [row["name"] for row in sara.api.get("/customers", params=filters).json()["data"]]

    assert names(isVip="true") == ["c0"]
    assert names(tag="مستعجل") == ["c1"]
    assert names(city="جدة") == ["c2"]
    assert names(status="ARCHIVED") == []
    assert names(q="c1", isVip="true") == []
    assert names(q="c", isVip="true") == ["c0"]


@pytest.mark.parametrize(
    "typed",
    ["احمد", "أحمد", "عبد الله", "عبدالله", "الراجحي", "راجحي", "0509998877", "+966 50 999 8877",
     "٠٥٠٩٩٩٨٨٧٧", "8877", "050999", "ahmad@x"],
)  # fmt: skip
def test_search_finds_a_name_and_a_phone_in_any_form(people: People, typed: str) -> None:
    sara = people()
    body = {"name": "أَحْمَد عبدالله الراجحى", "phone": "0509998877", "email": "Ahmad@x.com"}
    made = sara.api.post("/customers", json=body).json()
    sara.api.post("/customers", json={"name": "خالد", "phone": "0551112222"})
    found = sara.api.get("/customers", params={"q": typed}).json()["data"]
    assert [customer["id"] for customer in found] == [made["id"]]


def test_somebody_elses_customer_does_not_exist(people: People) -> None:
    sara, fahad = people(), people()
    made = sara.api.post("/customers", json={"name": "x", "phone": make.mobile()}).json()
    path = f"/customers/{made['id']}"
    assert fahad.api.get(path).status_code == 404
    assert fahad.api.patch(path, json={"name": "y"}).status_code == 404
    assert fahad.api.get("/customers", params={"q": "x"}).json()["data"] == []
    assert (
        fahad.api.post("/requests", json=make.REQUEST | {"customerId": made["id"]}).json()["code"]
        == "customer_unknown"
    )
    assert sara.api.get(path).json()["name"] == "x"


@pytest.mark.parametrize(
    "path",
    ["/customers", "/customers?q=x", "/properties", "/properties?city=الرياض", "/offers", "/offers?status=ACTIVE",
     "/requests", "/requests?type=BUY", "/smart-matches", "/notifications", "/offers/marketplace?city=الرياض"],
)  # fmt: skip
def test_a_list_counts_when_it_is_asked_to(people: People, path: str) -> None:
    sara, fahad = people(), people()
    for person in (sara, fahad):
        for _ in range(2):
            person.api.post("/customers", json={"name": "x", "phone": make.mobile()})
            make.requested(person)
            make.offered(person)
    if path in ("/smart-matches", "/notifications"):  # when the matcher has run
        make.eventually(lambda: len(sara.api.get(path).json()["data"]) > 1)
    join = "&" if "?" in path else "?"
    page = sara.api.get(f"{path}{join}count=true&limit=1").json()
    assert len(page["data"]) == 1
    assert page["total"] >= 2
    everything, cursor = 1, page["nextCursor"]
    while cursor:
        more = sara.api.get(f"{path}{join}limit=100&cursor={cursor}").json()
        assert "total" not in more
        everything, cursor = everything + len(more["data"]), more["nextCursor"]
    assert page["total"] == everything


def test_some_are_asked_for_by_their_ids(people: People) -> None:
    sara, stranger = people(), people()
    made = [
        sara.api.post("/customers", json={"name": f"n{n}", "phone": make.mobile()}).json()["id"]
        for n in range(4)
    ]
    query = [("ids", made[0]), ("ids", made[2]), ("ids", "0199d2f0-0000-7000-8000-000000000000")]
    found = sara.api.get("/customers", params=query).json()["data"]
    assert [each["id"] for each in found] == [made[2], made[0]]
    assert stranger.api.get("/customers", params=query).json()["data"] == []
    listed = sara.api.post("/properties", json=make.PROPERTY).json()["id"]
    filed = make.requested(sara)["id"]
    for path, row in (("/properties", listed), ("/requests", filed)):
        assert [each["id"] for each in sara.api.get(path, params={"ids": row}).json()["data"]] == [
            row
        ]
        assert sara.api.get(path, params={"ids": made[0]}).json()["data"] == []
    assert sara.api.get("/offers", params={"ids": made[0]}).json()["data"] == []
    many = sara.api.get("/customers", params=[("ids", made[0])] * 101)
    assert many.json()["details"][0] == {
        "field": "ids", "code": "too_many", "message": "At most 100 items.", "params": {"max": 100},
    }  # fmt: skip
    wrong = sara.api.get("/customers", params=[("ids", made[0]), ("ids", "x")])
    assert wrong.status_code == 400 and wrong.json()["details"][0]["code"] == "id"


def test_who_holds_a_customer_and_who_wrote_is_told_by_name(
    manager: make.Person, people: People
) -> None:
    fahad = people(name="فهد القحطاني")
    make.invite(manager, manager.team, phone=fahad.phone, role="BROKER")
    fahad.api.post(f"/invitations/{make.token_sent(fahad.phone)}/accept")
    made = manager.api.post(
        "/customers", json={"name": "x", "phone": make.mobile(), "teamId": manager.team}
    ).json()
    assert made["assignedToName"] is None
    path = f"/customers/{made['id']}"
    given = manager.api.post(f"{path}/assign", json={"assignedTo": str(fahad.id)}).json()
    assert (given["assignedTo"], given["assignedToName"]) == (str(fahad.id), "فهد القحطاني")
    fahad.api.post(f"{path}/activities", json={"type": "CALL"})
    said = manager.api.get(f"{path}/activities").json()["data"]
    assert said[0]["userName"] == "فهد القحطاني"
