"""Idempotency-Key: a POST that is sent again does its work once and answers the same."""

import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import psycopg
import pytest

import make
from conftest import Running

People = Callable[..., make.Person]


def key() -> dict[str, str]:
    return {"idempotency-key": str(uuid4())}


def test_the_same_request_again_is_answered_the_same_and_does_nothing(people: People) -> None:
    sara, headers = people(), key()
    body = {"name": "x", "phone": make.mobile()}
    first = sara.api.post("/customers", json=body, headers=headers)
    again = sara.api.post("/customers", json=body, headers=headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert first.headers["etag"] == again.headers["etag"]
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    assert len(sara.api.get("/customers").json()["data"]) == 1


def test_another_body_another_path_and_another_person_under_the_same_key(people: People) -> None:
    sara, fahad, headers = people(), people(), key()
    body = {"name": "x", "phone": make.mobile()}
    made = sara.api.post("/customers", json=body, headers=headers).json()
    for path, other in (
        ("/customers", {"name": "y", "phone": body["phone"]}),
        (f"/customers/{made['id']}/activities", {"type": "CALL"}),
    ):
        refused = sara.api.post(path, json=other, headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (409, "retry_key_reused")
        assert refused.json()["details"][0]["field"] == "Idempotency-Key"
    theirs = fahad.api.post("/customers", json=body, headers=headers)
    assert theirs.status_code == 201 and theirs.json()["id"] != made["id"]
    assert sara.api.get(f"/customers/{made['id']}/activities").json()["data"] == []


def test_of_ten_at_once_one_works_and_all_get_its_answer(app: Running, people: People) -> None:
    sara, headers = people(), key()
    body = {"name": "x", "phone": make.mobile()}
    gate, answers = threading.Barrier(10), []

    def send() -> None:
        with make.Client(app.url, sara.token) as api:
            gate.wait()
            answers.append(api.post("/customers", json=body, headers=headers))

    threads = [threading.Thread(target=send) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert sum("idempotency-replayed" not in answer.headers for answer in answers) == 1
    assert len(sara.api.get("/customers").json()["data"]) == 1


def test_what_was_refused_may_be_tried_again(people: People) -> None:
    sara, headers, phone = people(), key(), make.mobile()
    taken = sara.api.post("/customers", json={"name": "x", "phone": phone}).json()
    body = {"name": "y", "phone": phone}
    refused = sara.api.post("/customers", json=body, headers=headers)
    assert refused.json()["code"] == "customer_phone_taken"
    missing = sara.api.post(f"/customers/{uuid4()}/restore", headers=key())
    assert missing.status_code == 404
    sara.api.delete(f"/customers/{taken['id']}")
    assert sara.api.post("/customers", json=body, headers=headers).status_code == 201


def test_what_was_not_found_is_not_kept(app: Running, people: People) -> None:
    sara, headers = people(), key()
    made = sara.api.post("/customers", json={"name": "x", "phone": make.mobile()}).json()
    path = f"/customers/{made['id']}/restore"
    assert sara.api.post(path, headers=headers).status_code == 404, "not deleted yet"
    sara.api.delete(f"/customers/{made['id']}")
    assert sara.api.post(path, headers=headers).status_code == 200


def test_a_match_is_accepted_once_however_often_it_is_sent(people: People) -> None:
    seller, buyer, headers = people(), people(), key()
    offer = make.offered(seller, maxBrokers=2)
    make.requested(buyer)
    path = f"/smart-matches/{make.match_of(buyer, offer['id'])['id']}/accept"
    first = buyer.api.post(path, headers=headers)
    assert first.status_code == 200
    assert buyer.api.post(path, headers=headers).content == first.content
    assert buyer.api.post(path).json()["code"] == "match_closed"
    assert seller.api.get(f"/offers/{offer['id']}").json()["offer"]["acceptedCount"] == 1


def test_registering_again_gives_the_same_account_and_a_refresh_token_that_works(
    api: make.Client,
) -> None:
    headers = key()
    body = {
        "email": make.email(),
        "phone": make.mobile(),
        "password": make.PASSWORD,
        "name": "سارة",
    }
    first = api.post("/auth/register", json=body, headers=headers).json()
    again = api.post("/auth/register", json=body, headers=headers).json()
    assert again["user"] == first["user"]
    assert again["refreshToken"] == first["refreshToken"]
    assert (
        api.post("/auth/refresh", json={"refreshToken": again["refreshToken"]}).status_code == 200
    )
    thief = api.post("/auth/register", json=body | {"password": "Guess1234!"}, headers=headers)
    assert (thief.status_code, thief.json()["code"]) == (409, "account_exists")


def test_a_login_and_a_change_of_password_sent_again(people: People) -> None:
    sara, headers = people(), key()
    body = {"identifier": sara.email, "password": make.PASSWORD}
    elsewhere = headers | {"authorization": ""}
    first = sara.api.post("/auth/login", json=body, headers=elsewhere).json()
    again = sara.api.post("/auth/login", json=body, headers=elsewhere).json()
    assert first["refreshToken"] == again["refreshToken"]
    assert len(sara.api.get("/auth/sessions").json()["data"]) == 2, "registered, and one login"
    change = {"oldPassword": make.PASSWORD, "newPassword": "Other1234!"}
    changing = key()
    assert sara.api.post("/auth/change-password", json=change, headers=changing).status_code == 200
    assert sara.api.post("/auth/change-password", json=change, headers=changing).status_code == 200
    assert (
        sara.api.post("/auth/change-password", json=change).json()["code"] == "invalid_credentials"
    )


@pytest.mark.parametrize("bad", ["", "a b", "x" * 256, "é".encode("latin-1")])
def test_a_key_that_is_none(people: People, bad: Any) -> None:
    sara = people()
    answer = sara.api.post(
        "/customers", json={"name": "x", "phone": make.mobile()}, headers={"idempotency-key": bad}
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_failed")
    assert answer.json()["details"][0]["field"] == "Idempotency-Key"
    assert sara.api.get("/customers").json()["data"] == []


def test_answers_are_kept_for_a_day_and_hold_no_secret(app: Running, people: People) -> None:
    sara, headers = people(), key()
    sara.api.post(
        "/auth/login",
        json={"identifier": sara.email, "password": make.PASSWORD},
        headers=headers | {"authorization": ""},
    )
    body = {"name": "x", "phone": make.mobile()}
    sara.api.post("/customers", json=body, headers=headers)
    with psycopg.connect(app.owner_url, autocommit=True) as owner:
        kept = owner.execute(
            "select answer from private.kept_answers where key = %s", [headers["idempotency-key"]]
        ).fetchall()
        owner.execute(
            "update private.kept_answers set created_at = now() - interval '25 hours' where owner_id = %s",
            [sara.id],
        )
        owner.execute("select private.forget_answers(now())")
    assert len(kept) == 2
    assert not any("argon2" in answer or "token" in answer.lower() for (answer,) in kept)
    late = sara.api.post("/customers", json=body, headers=headers)
    assert late.json()["code"] == "customer_phone_taken", "done anew, not answered from the shelf"


def test_every_post_says_that_it_takes_one(api: make.Client) -> None:
    document = api.get("/openapi.json").json()
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            names = {each["name"] for each in operation.get("parameters", [])}
            # A retry by itself; a new secret, which is kept nowhere in the clear.
            keyed = method == "post" and not path.endswith(
                ("/auth/refresh", "/response-link", "/rotate")
            )
            assert ("Idempotency-Key" in names) == keyed, (method, path)
            assert ("If-Match" in names) == (method in {"patch", "put", "delete"}), (method, path)
