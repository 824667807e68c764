"""Several processes on one database: what ends somebody's session ends it in all of them."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

import make
from conftest import Running
from feed import Feed, followed

Start = Callable[..., Running]


@pytest.fixture
def processes(fresh_url: str, start_app: Start) -> list[Running]:
    return [start_app(fresh_url), start_app(fresh_url)]


@contextlib.contextmanager
def everywhere(processes: list[Running], person: make.Person) -> Iterator[list[Feed]]:
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(followed(each, person)) for each in processes]


def change_password(person: make.Person, token: str) -> None:
    with make.Client(str(person.api.base_url).removesuffix("/api/"), token) as other:
        body = {"oldPassword": make.PASSWORD, "newPassword": "Another-pass-2026"}
        answer = other.post("/auth/change-password", json=body)
        assert answer.status_code in {200, 204}, answer.text


@pytest.mark.parametrize("how", ["logout-all", "suspend", "change-password"])
def test_an_ended_session_is_closed_in_every_process(processes: list[Running], how: str) -> None:
    first, _ = processes
    sara, fahad = (make.broker(first.url, first.owner_url) for _ in range(2))
    with everywhere(processes, sara) as feeds, everywhere(processes, fahad) as others:
        if how == "logout-all":
            assert sara.api.post("/auth/logout-all").status_code == 204
        elif how == "suspend":
            with psycopg.connect(first.owner_url) as owner:
                owner.execute("update nova.users set status = 'SUSPENDED' where id = %s", [sara.id])
        else:
            login = {"identifier": sara.email, "password": make.PASSWORD}
            other = sara.api.post("/auth/login", json=login).json()["token"]
            change_password(sara, other)
        assert [feed.closed_with() for feed in feeds] == [4403, 4403]
        fahad.api.post("/customers", json={"name": "goes on", "phone": make.mobile()})
        assert [feed.names(1) for feed in others] == [["goes on"], ["goes on"]]
    sara.api.close()
    fahad.api.close()


def test_a_client_may_come_back_to_another_process(processes: list[Running]) -> None:
    first, second = processes
    sara = make.broker(first.url, first.owner_url)
    with followed(first, sara) as feed:
        sara.api.post("/customers", json={"name": "had", "phone": make.mobile()})
        feed.names(1)
        cursor: Any = feed.until("cursor")["cursor"]
    for n in range(3):
        sara.api.post("/customers", json={"name": f"missed {n}", "phone": make.mobile()})
    with followed(second, sara, cursor) as feed:
        names = feed.names(3)
        assert [name for name in names if name != "had"][:2] == ["missed 0", "missed 1"]
    sara.api.close()
