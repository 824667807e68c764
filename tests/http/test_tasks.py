"""Tasks over HTTP: made, moved, assigned, ticked off, spoken of; who may, and what is refused."""

import threading
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

import make
from conftest import Running
from feed import followed
from make import refused

People = Callable[..., make.Person]
NOBODY = "00000000-0000-4000-8000-000000000000"


def task(person: make.Person, **changed: object) -> dict[str, Any]:
    made = person.api.post("/tasks", json={"title": "اتصال"} | changed)
    assert made.status_code == 201, made.text
    answer: dict[str, Any] = made.json()
    assert made.headers["location"] == f"/api/tasks/{answer['id']}"
    return answer


def test_a_task_is_made_changed_moved_and_put_away(people: People) -> None:
    sara = people()
    made = task(
        sara, description="عرض السعر", priority="HIGH", dueDate="2030-01-31", dueTime="16:30",
        tags=["متابعة"], checklist=["العقد", "الصك"],
    )  # fmt: skip
    path = f"/tasks/{made['id']}"
    assert [item["text"] for item in made["checklist"]] == ["العقد", "الصك"]
    assert (made["status"], made["dueTime"], made["completedAt"]) == ("TODO", "16:30", None)
    changed = sara.api.patch(path, json={"priority": "LOW", "dueTime": None}).json()
    assert (changed["priority"], changed["dueTime"], changed["dueDate"]) == ("LOW", None, "2030-01-31")  # fmt: skip
    for status, done in (("IN_PROGRESS", False), ("DONE", True), ("IN_PROGRESS", False)):
        moved = sara.api.post(f"{path}/status", json={"status": status}).json()
        assert (moved["status"], moved["completedAt"] is not None) == (status, done)
    sara.api.post(f"{path}/status", json={"status": "DONE"})
    back = sara.api.post(f"{path}/status", json={"status": "TODO"})
    assert refused(back) == (409, "state_refused")
    assert sara.api.delete(path, headers={"if-match": '"1"'}).status_code == 412
    assert sara.api.delete(path).status_code == 204
    assert sara.api.get(path).status_code == 404


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"dueTime": "10:00"}, "dueTime", "due_time_alone"),
        ({"dueTime": "10:00+03:00", "dueDate": "2030-01-01"}, "dueTime", "form"),
        ({"dueDate": "2030-02-30"}, "dueDate", "date"),
        ({"checklist": ["x"] * 101}, "checklist", "too_many"),
        ({"checklist": ["x"] * 10_000}, "checklist", "too_many"),
        ({"priority": "URGENT"}, "priority", "one_of"),
        ({"customerId": NOBODY}, "customerId", "customer_unknown"),
        ({"appointmentId": NOBODY}, "appointmentId", "appointment_unknown"),
        ({"assignedTo": NOBODY}, "assignedTo", "assignee_unknown"),
        ({"status": "DONE"}, "status", "unknown"),
    ],
)
def test_a_wrong_task_is_refused_by_its_field(
    people: People, body: dict[str, object], field: str, code: str
) -> None:
    sara = people()
    answer = sara.api.post("/tasks", json={"title": "x"} | body)
    assert answer.status_code in {400, 422}, answer.text
    assert [(each["field"], each["code"]) for each in answer.json()["details"]] == [(field, code)]
    assert sara.api.get("/tasks").json()["data"] == []


def test_the_list_is_filtered_ordered_and_found_in_any_spelling(people: People) -> None:
    sara = people()
    ids = {
        name: task(sara, title=name, priority=priority, dueDate=due, tags=tags)["id"]
        for name, priority, due, tags in (
            ("إرسال العقد", "LOW", "2020-01-01", ["ورق"]),
            ("معاينة الفيلا", "HIGH", None, []),
            ("اتصال بالعميل", "MEDIUM", "2099-01-01", ["هاتف"]),
        )
    }

    def found(**asked: str | bool) -> list[str]:
        data = sara.api.get("/tasks", params=asked).json()["data"]
        return [each["title"] for each in data]

    newest = ["اتصال بالعميل", "معاينة الفيلا", "إرسال العقد"]
    assert found() == newest
    assert found(sort="DUE") == ["إرسال العقد", "اتصال بالعميل", "معاينة الفيلا"]
    assert found(sort="PRIORITY") == ["معاينة الفيلا", "اتصال بالعميل", "إرسال العقد"]
    assert found(q="ارسال") == found(overdue=True) == found(tag="ورق") == ["إرسال العقد"]
    assert found(dueBefore="2098-01-01") == found(priority="LOW") == ["إرسال العقد"]
    assert found(overdue=False) == newest[:2]
    assert found(mine="ASSIGNED") == found(mine="CREATED") == found(status="TODO") == newest
    assert found(ids=ids["معاينة الفيلا"]) == ["معاينة الفيلا"]
    first = sara.api.get("/tasks", params={"sort": "DUE", "limit": 1, "count": True}).json()
    assert first["total"] == 3
    second = sara.api.get(
        "/tasks", params={"sort": "DUE", "limit": 2, "cursor": first["nextCursor"]}
    )
    assert [each["title"] for each in second.json()["data"]] == ["اتصال بالعميل", "معاينة الفيلا"]
    wrong = sara.api.get("/tasks", params={"sort": "password"}).json()["details"][0]
    assert wrong["params"]["allowed"] == ["NEWEST", "DUE", "PRIORITY"]


def test_a_task_is_given_within_the_team_and_seen_by_who_has_to_do_with_it(
    app: Running, team: dict[str, make.Person]
) -> None:
    broker, other, observer, manager = (
        team[name] for name in ("broker", "broker2", "observer", "manager")
    )
    made = task(broker, teamId=broker.team)
    path = f"/tasks/{made['id']}"
    assert other.api.get(path).status_code == 404
    assert observer.api.get(path).status_code == manager.api.get(path).status_code == 200
    assert refused(observer.api.post(f"{path}/assign", json={"assignedTo": None})) == (403, "forbidden")  # fmt: skip
    assert refused(observer.api.post(f"{path}/status", json={"status": "DONE"})) == (403, "forbidden")  # fmt: skip
    stranger = broker.api.post(f"{path}/assign", json={"assignedTo": NOBODY})
    assert refused(stranger) == (422, "assignee_unknown")
    with followed(app, other) as feed:
        given = broker.api.post(f"{path}/assign", json={"assignedTo": str(other.id)}).json()
        heard = {event["event"] for event in feed.events(2)}
    assert heard == {"task.assigned", "notification.created"}
    assert given["assignedToName"]
    assert other.api.post(f"{path}/status", json={"status": "REVIEW"}).status_code == 200
    assert broker.api.get(path).json()["status"] == "REVIEW"  # who made it goes on seeing it
    rights = manager.api.patch(f"/teams/{manager.team}", json={"settings": {"taskReview": True}})
    assert rights.status_code == 200, rights.text
    done = {"status": "DONE"}
    assert refused(other.api.post(f"{path}/status", json=done)) == (403, "task_reviewed_by_others")
    assert broker.api.post(f"{path}/status", json=done).status_code == 200


def test_a_checklist_keeps_every_tick_of_two_people_at_once(people: People) -> None:
    sara = people()
    made = task(sara, checklist=[f"بند {nth}" for nth in range(20)])
    path = f"/tasks/{made['id']}/checklist"
    ticks = [
        threading.Thread(
            target=lambda item=item: make.Client(sara.api.base_url.host and str(sara.api.base_url).removesuffix("/api/"), sara.token)
            .patch(f"{path}/{item['id']}", json={"done": True})
        )
        for item in made["checklist"]
    ]  # fmt: skip
    for each in ticks:
        each.start()
    for each in ticks:
        each.join()
    now = sara.api.get(f"/tasks/{made['id']}").json()["checklist"]
    assert [item["done"] for item in now] == [True] * 20
    assert [item["text"] for item in now] == [f"بند {nth}" for nth in range(20)]


def test_items_are_added_worded_placed_and_taken_off(people: People) -> None:
    sara = people()
    made = task(sara, checklist=["أ", "ب"])
    path = f"/tasks/{made['id']}/checklist"
    a, b = (item["id"] for item in made["checklist"])
    added = sara.api.post(path, json={"text": "ج"}).json()["checklist"]
    assert [item["text"] for item in added] == ["أ", "ب", "ج"]
    c = added[2]["id"]
    for item, after, order in ((c, None, "جأب"), (a, b, "جبأ"), (c, b, "بجأ")):
        placed = sara.api.patch(f"{path}/{item}/position", json={"afterId": after}).json()
        assert "".join(each["text"] for each in placed["checklist"]) == order
    worded = sara.api.patch(f"{path}/{b}", json={"text": "باء"}).json()["checklist"]
    assert (worded[0]["text"], worded[0]["done"]) == ("باء", False)
    left = sara.api.delete(f"{path}/{a}").json()["checklist"]
    assert [item["text"] for item in left] == ["باء", "ج"]
    assert sara.api.delete(f"{path}/{a}").status_code == 404
    unknown = sara.api.patch(f"{path}/{b}/position", json={"afterId": a})
    assert refused(unknown) == (422, "item_unknown")
    full = task(sara, checklist=["x"] * 100)
    assert refused(sara.api.post(f"/tasks/{full['id']}/checklist", json={"text": "x"})) == (409, "checklist_full")  # fmt: skip


def test_comments_mention_who_may_see_the_task_and_tell_them(
    app: Running, team: dict[str, make.Person]
) -> None:
    broker, other, manager, observer = (
        team[name] for name in ("broker", "broker2", "manager", "observer")
    )
    made = task(broker, teamId=broker.team)
    path = f"/tasks/{made['id']}/comments"
    said = {"comment": "ما رأيك؟", "mentions": [str(manager.id)]}
    with followed(app, manager) as feed:
        comment = broker.api.post(path, json=said).json()
        assert {event["event"] for event in feed.events(2)} == {"task.comment.created", "notification.created"}  # fmt: skip
    assert (comment["userName"], comment["mentions"]) == (broker.api.get("/users/me").json()["name"], [str(manager.id)])  # fmt: skip
    unseen = broker.api.post(path, json=said | {"mentions": [str(other.id)]})
    assert refused(unseen) == (422, "mention_unknown")
    assert other.api.get(path).status_code == 404
    assert refused(observer.api.post(path, json={"comment": "x"})) == (403, "forbidden")
    assert [each["comment"] for each in observer.api.get(path).json()["data"]] == ["ما رأيك؟"]

    one = f"{path}/{comment['id']}"
    assert refused(manager.api.patch(one, json={"comment": "x"})) == (403, "forbidden")
    edited = broker.api.patch(one, json={"comment": "ما رأيكم؟"}).json()
    assert edited["comment"] == "ما رأيكم؟" and edited["editedAt"]
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "update nova.task_comments set created_at = created_at - interval '16 minutes' where id = %s",
            [comment["id"]],
        )
    assert refused(broker.api.patch(one, json={"comment": "x"})) == (409, "comment_settled")
    assert refused(observer.api.delete(one)) == (403, "forbidden")
    assert manager.api.delete(one).status_code == 204
    assert broker.api.get(path).json()["data"] == []


def test_a_board_of_long_tasks_stays_small_and_a_task_is_found_by_its_words_of_now(
    people: People,
) -> None:
    sara = people()
    for _ in range(50):
        sara.api.post("/tasks", json={"title": "عقد", "description": "ن" * 10_000})
    board = sara.api.get("/tasks/board")
    todo = board.json()["columns"][0]
    assert len(board.content) < 250_000 and todo["count"] == 50 and 5 < len(todo["data"]) < 50
    task = f"/tasks/{todo['data'][0]['id']}"
    sara.api.patch(task, json={"title": "مُخالصة"})
    assert [each["id"] for each in sara.api.get("/tasks?q=مخالصه").json()["data"]] == [task[7:]]
    sara.api.patch(task, json={"title": "عقد"})
    assert sara.api.get("/tasks?q=مخالصه").json()["data"] == []


def test_the_board_shows_columns_and_keeps_the_order_it_is_given(people: People) -> None:
    sara = people()
    a, b, c = (task(sara, title=name)["id"] for name in "abc")

    def column(status: str = "TODO") -> str:
        board = {each["status"]: each for each in sara.api.get("/tasks/board").json()["columns"]}
        assert list(board) == ["TODO", "IN_PROGRESS", "REVIEW", "DONE", "CANCELLED"]
        assert board[status]["count"] == len(board[status]["data"])
        return "".join(each["title"] for each in board[status]["data"])

    assert column() == "cba"
    for moved, after, order in ((a, None, "acb"), (a, c, "cab"), (c, b, "abc"), (a, None, "abc")):
        placed = sara.api.put(f"/tasks/{moved}/position", json={"afterId": after})
        assert placed.status_code == 200, placed.text
        assert column() == order
    sara.api.post(f"/tasks/{b}/status", json={"status": "DONE"})
    assert (column(), column("DONE")) == ("ac", "b")
    unknown = sara.api.put(f"/tasks/{a}/position", json={"afterId": b})
    assert refused(unknown) == (422, "task_unknown")
    assert sara.api.get("/tasks/board", params={"teamId": NOBODY}).status_code == 404


def test_two_moves_at_once_leave_one_order(people: People) -> None:
    sara = people()
    ids = [task(sara, title=str(nth))["id"] for nth in range(6)]
    url = str(sara.api.base_url).removesuffix("/api/")

    def move(task_id: str) -> None:
        with make.Client(url, sara.token) as client:
            assert client.put(f"/tasks/{task_id}/position", json={"afterId": ids[0]}).is_success

    movers = [threading.Thread(target=move, args=(each,)) for each in ids[1:]]
    for each in movers:
        each.start()
    for each in movers:
        each.join()
    board = sara.api.get("/tasks/board").json()["columns"][0]["data"]
    assert board[0]["id"] == ids[0]
    again = sara.api.get("/tasks/board").json()["columns"][0]["data"]
    assert [each["id"] for each in board] == [each["id"] for each in again]
    middle = board[3]["id"]
    sara.api.put(f"/tasks/{board[5]['id']}/position", json={"afterId": middle})
    order = [each["id"] for each in sara.api.get("/tasks/board").json()["columns"][0]["data"]]
    assert order.index(board[5]["id"]) == order.index(middle) + 1


def test_one_thing_is_done_to_many_each_with_its_result(people: People) -> None:
    sara, omar = people(), people()
    mine, done = task(sara)["id"], task(sara)["id"]
    sara.api.post(f"/tasks/{done}/status", json={"status": "DONE"})
    theirs = task(omar)["id"]
    answer = sara.api.post("/tasks/bulk", json={"ids": [mine, done, theirs], "action": "STATUS", "status": "CANCELLED"})  # fmt: skip
    assert {each["id"]: each["code"] for each in answer.json()["data"]} == {
        mine: None, done: "state_refused", theirs: "not_found",
    }  # fmt: skip
    gone = sara.api.post("/tasks/bulk", json={"ids": [mine, done], "action": "DELETE"}).json()[
        "data"
    ]
    assert [each["code"] for each in gone] == [None, None]
    assert sara.api.get("/tasks").json()["data"] == []
    assert omar.api.get(f"/tasks/{theirs}").json()["status"] == "TODO"
    unnamed = sara.api.post("/tasks/bulk", json={"ids": [mine], "action": "STATUS"})
    assert refused(unnamed) == (422, "status_missing")
    assert refused(sara.api.post("/tasks/bulk", json={"ids": [NOBODY] * 501, "action": "DELETE"})) == (400, "validation_failed")  # fmt: skip


def test_figures_count_by_the_readers_day_and_by_assignee(team: dict[str, make.Person]) -> None:
    broker, manager = team["broker"], team["manager"]
    task(broker, teamId=broker.team, dueDate="2020-01-01")
    finished = task(broker, teamId=broker.team)["id"]
    broker.api.post(f"/tasks/{finished}/status", json={"status": "DONE"})
    task(broker)
    mine = broker.api.get("/tasks/stats").json()
    assert (mine["open"], mine["overdue"], mine["dueToday"], mine["doneThisWeek"]) == (2, 1, 0, 1)
    assert mine["byAssignee"] == []
    whole = manager.api.get("/tasks/stats", params={"teamId": manager.team}).json()
    assert (whole["open"], whole["overdue"], whole["doneThisWeek"]) == (1, 1, 1)
    assert [(each["userId"], each["open"], each["overdue"]) for each in whole["byAssignee"]] == [(str(broker.id), 1, 1)]  # fmt: skip


def test_a_zone_that_is_none_is_refused(people: People) -> None:
    sara = people()
    for zone in ("Mars/Olympus", "+03", "FOO3", 7):
        answer = sara.api.patch("/users/me", json={"preferences": {"timezone": zone}})
        assert refused(answer) == (422, "zone_unknown"), zone
    kept = sara.api.patch("/users/me", json={"preferences": {"timezone": "Europe/Berlin"}}).json()
    assert kept["preferences"]["timezone"] == "Europe/Berlin"
