"""A customer answers by a link: sees who comes, when and where, says yes or no once."""

from collections.abc import Callable

import psycopg
import pytest

import make
from conftest import Running
from feed import followed
from make import refused

People = Callable[..., make.Person]


def linked(sara: make.Person) -> tuple[str, str]:
    """A visit of hers, and the path of its customer's link."""
    body = make.VISIT | {"title": "سر", "notes": "سر", "location": "حي النرجس"}
    made = sara.api.post("/appointments", json=body).json()["id"]
    link = sara.api.post(f"/appointments/{made}/response-link").json()
    assert link["expiresAt"].startswith("2030-05-07T07:00:00")
    return made, f"/public/appointments/{link['link'].rpartition('/')[2]}"


@pytest.mark.parametrize(
    ("answer", "status", "event"),
    [("CONFIRMED", "CONFIRMED", "confirmed"), ("DECLINED", "CANCELLED", "cancelled")],
)
def test_a_customer_answers_once_and_the_broker_hears(
    app: Running, people: People, api: make.Client, answer: str, status: str, event: str
) -> None:
    sara = people()
    visit, path = linked(sara)
    shown = api.get(path)
    assert shown.json()["location"] == "حي النرجس" and shown.json()["customerResponse"] is None
    assert "سر" not in shown.text and sara.phone not in shown.text and sara.email not in shown.text
    with followed(app, sara) as feed:
        said = api.post(f"{path}/respond", json={"answer": answer})
        assert (said.json()["status"], said.json()["customerResponse"]) == (status, answer)
        waited = {f"appointment.{event}", "notification.created"}
        while waited:  # that a link was made may be told here too
            waited -= {each["event"] for each in feed.events(1)}
    assert api.post(f"{path}/respond", json={"answer": answer}).status_code == 200
    other = {"answer": "DECLINED" if answer == "CONFIRMED" else "CONFIRMED"}
    assert refused(api.post(f"{path}/respond", json=other)) == (409, "visit_decided")
    kept = sara.api.get(f"/appointments/{visit}").json()
    assert (kept["status"], kept["customerResponse"]) == (status, answer)


def test_a_visit_that_was_moved_is_not_answered_unseen(people: People, api: make.Client) -> None:
    sara = people()
    visit, path = linked(sara)
    seen = api.get(path).json()["startDatetime"]
    to = {"startDatetime": "2030-05-08T10:00:00+03:00", "endDatetime": "2030-05-08T11:00:00+03:00"}
    sara.api.post(f"/appointments/{visit}/reschedule", json=to)
    stale = api.post(f"{path}/respond", json={"answer": "CONFIRMED", "startDatetime": seen})
    assert refused(stale) == (409, "visit_moved")
    now = api.get(path).json()["startDatetime"]
    fresh = api.post(f"{path}/respond", json={"answer": "CONFIRMED", "startDatetime": now})
    assert fresh.json()["customerResponse"] == "CONFIRMED"


def test_a_link_is_no_good_once_forged_replaced_or_begun(
    app: Running, people: People, api: make.Client
) -> None:
    sara = people()
    visit, path = linked(sara)
    forged = path[:-1] + ("A" if path[-1] != "A" else "B")
    for wrong in (forged, "/public/appointments/x", "/public/appointments/" + "x" * 43):
        assert api.get(wrong).status_code in {400, 404}
        assert api.post(f"{wrong}/respond", json={"answer": "DECLINED"}).status_code in {400, 404}
    newer = sara.api.post(f"/appointments/{visit}/response-link").json()["link"].rpartition("/")[2]
    assert api.get(path).status_code == 404
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "update nova.appointments set start_datetime = now() - interval '1 minute',"
            " end_datetime = now() + interval '1 hour' where id = %s", [visit],
        )  # fmt: skip
    assert api.get(f"/public/appointments/{newer}").status_code == 404
    late = api.post(f"/public/appointments/{newer}/respond", json={"answer": "CONFIRMED"})
    assert late.status_code == 404
    over = sara.api.post(f"/appointments/{visit}/response-link")
    assert refused(over) == (409, "appointment_over")
    assert people().api.post(f"/appointments/{visit}/response-link").status_code == 404
