"""ETag and If-Match: nobody overwrites what they have not seen."""

import threading
from collections.abc import Callable

import pytest

import make

People = Callable[..., make.Person]


def test_a_resource_carries_its_version_and_a_list_does_not(people: People) -> None:
    sara = people()
    made = sara.api.post("/customers", json={"name": "x", "phone": make.mobile()})
    path = f"/customers/{made.json()['id']}"
    assert made.headers["etag"] == sara.api.get(path).headers["etag"] == '"1"'
    assert sara.api.patch(path, json={"notes": "y"}).headers["etag"] == '"2"'
    assert "etag" not in sara.api.get("/customers").headers
    assert sara.api.get("/users/me").headers["etag"].startswith('"')


@pytest.mark.parametrize("stale", ['"1"', 'W/"1"', '"99"', "nonsense", '""'])
def test_a_stale_change_is_refused_and_changes_nothing(people: People, stale: str) -> None:
    sara = people()
    made = sara.api.post("/customers", json={"name": "x", "phone": make.mobile()}).json()
    path = f"/customers/{made['id']}"
    sara.api.patch(path, json={"notes": "seen by nobody"})
    for method, body in (("PATCH", {"notes": "z"}), ("DELETE", None)):
        refused = sara.api.request(method, path, json=body, headers={"if-match": stale})
        assert (refused.status_code, refused.json()["code"]) == (412, "precondition_failed")
    assert sara.api.get(path).json()["notes"] == "seen by nobody"


@pytest.mark.parametrize("fresh", ['"1"', 'W/"1"', "*"])
def test_a_fresh_change_goes_through(people: People, fresh: str) -> None:
    sara = people()
    made = sara.api.post("/customers", json={"name": "x", "phone": make.mobile()}).json()
    answer = sara.api.patch(
        f"/customers/{made['id']}", json={"notes": "z"}, headers={"if-match": fresh}
    )
    assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')


def test_of_two_changes_at_once_one_is_told(people: People) -> None:
    sara = people()
    made = sara.api.post("/customers", json={"name": "x", "phone": make.mobile()}).json()
    gate, statuses = threading.Barrier(2), []

    def change() -> None:
        gate.wait()
        answer = sara.api.patch(
            f"/customers/{made['id']}", json={"notes": "z"}, headers={"if-match": '"1"'}
        )
        statuses.append(answer.status_code)

    threads = [threading.Thread(target=change) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200, 412]


def test_the_precondition_is_of_the_row_that_is_asked_for_alone(people: People) -> None:
    sara = people()
    offer = make.offered(sara)
    path = f"/properties/{offer['propertyId']}"
    version = sara.api.get(path).headers["etag"]
    answer = sara.api.patch(path, json={"price": 1_100_000}, headers={"if-match": version})
    assert answer.status_code == 200, "the offer that follows has a version of its own"
    me = sara.api.get("/users/me").headers["etag"]
    assert (
        sara.api.patch("/users/me", json={"city": "جدة"}, headers={"if-match": me}).status_code
        == 200
    )
    assert (
        sara.api.patch("/users/me", json={"city": "جدة"}, headers={"if-match": me}).status_code
        == 412
    )
