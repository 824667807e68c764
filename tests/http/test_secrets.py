"""What the other side must not know is in no number, order, presence or event that it can see.

Each secret is changed by steps, and everything that the other side can ask is held against what it
was answered before: pending, opened, accepted, withdrawn.
"""

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

import make
from conftest import Running

FINANCING: list[dict[str, object]] = [
    {"financingNeeded": needed, "monthlySalary": salary, "downPayment": down}
    for needed, salary, down in (
        (True, 1, 0), (True, 8_400, 0), (True, 8_800, 1000), (True, 9_200, 2000),
        (True, 1_000_000, 900_000), (False, None, None),
    )
]  # fmt: skip
PLACE: list[dict[str, object]] = [
    {"locationLat": 24.0 + step, "locationLng": 45.0 + step * step, "street": f"شارع {step}",
     "deedNumber": f"{300_000 + step}", "googleMapsUrl": f"https://maps.example/{step}"}
    for step in range(5)
]  # fmt: skip


class Pair:
    """A seller's offer and two buyers' requests that it meets, one of them to be watched."""

    def __init__(self, app: Running, people: Callable[..., make.Person]) -> None:
        self.app = app
        self.seller, self.buyer, self.other = people(), people(), people()
        city = f"مدينة {make.mobile()}"
        wish = {"cities": [city], "priceMin": None, "priceMax": 1_200_000, "districts": []}
        self.request = make.requested(self.buyer, **wish)
        make.requested(self.other, **wish)
        self.offers = [make.offered(self.seller, city=city) for _ in range(2)]
        self.match = make.match_of(self.buyer, self.offers[0]["id"])
        make.match_of(self.buyer, self.offers[1]["id"])

    def settle(self) -> None:
        """Nothing waits for the matcher any more."""
        with psycopg.connect(self.app.owner_url, autocommit=True) as owner:
            make.eventually(
                lambda: owner.execute("select count(*) from private.match_queue").fetchone() == (0,)
            )
        time.sleep(0.1)

    def seen_by_seller(self) -> list[Any]:
        """All that the offer's side can ask about its offers, their matches, and the partner."""
        offer = self.offers[0]["id"]
        return list(
            answers(
                self.seller,
                f"/offers/{offer}", f"/offers/{offer}/matches", "/offers/stats",
                f"/offers/{offer}/matches?minScore=50", f"/offers/{self.offers[1]['id']}/matches",
                f"/offers/{offer}/brokers", "/offers", f"/smart-matches/{self.match['id']}",
                "/smart-matches", "/notifications?limit=100",
            )
        )  # fmt: skip

    def seen_by_buyer(self) -> list[Any]:
        """All that the request's side can ask about what it was offered, without opening it."""
        return list(
            answers(
                self.buyer, "/smart-matches?minScore=50",
                f"/requests/{self.request['id']}/matches", "/offers/marketplace",
                "/smart-matches/stats", "/notifications?limit=100",
            )
        )  # fmt: skip

    def heard(self, who: make.Person, after: str | None = None) -> tuple[list[Any], str]:
        """Their events since a cursor, without their own rows'."""
        address = "/events?limit=500" + (f"&after={after}" if after else "")
        page = who.api.get(address).json()
        return [each for each in page["events"] if each["entity"] == "match"], page["cursor"]


def answers(who: make.Person, *paths: str) -> Iterator[Any]:
    """What each path answers, with its ETag; the time of asking left out."""
    for path in paths:
        answer = who.api.get(path)
        assert answer.status_code == 200, (path, answer.text)
        shown = json.loads(answer.text)
        if isinstance(shown, dict):
            shown.pop("waiting", None)
        yield path, answer.headers.get("etag"), shown


def differences(now: Any, then: Any, path: str = "") -> list[str]:
    """Where two answers differ, and how."""
    if isinstance(now, dict) and isinstance(then, dict) and now.keys() == then.keys():
        return [each for key in now for each in differences(now[key], then[key], f"{path}.{key}")]
    if isinstance(now, list | tuple) and isinstance(then, list | tuple) and len(now) == len(then):
        return [
            each for place, (one, other) in enumerate(zip(now, then, strict=True))
            for each in differences(one, other, f"{path}[{place}]")
        ]  # fmt: skip
    return [] if now == then else [f"{path}: {then} became {now}"]


def hold(
    pair: Pair, watcher: make.Person, see: Callable[[], list[Any]], change: Callable[[int], None],
    steps: int,
) -> None:  # fmt: skip
    """Change step by step; the other side must see and hear nothing of it."""
    pair.settle()
    before = see()
    time.sleep(0.4)  # a cursor stands where the reader is, a moment behind
    _, cursor = pair.heard(watcher)
    for step in range(steps):
        change(step)
        pair.settle()
        for now, then in zip(see(), before, strict=True):
            assert differences(now, then) == [], step
    assert [each["event"] for each in pair.heard(watcher, cursor)[0]] == []


@pytest.fixture
def pair(app: Running, people: Callable[..., make.Person]) -> Pair:
    return Pair(app, people)


def stages(pair: Pair) -> Iterator[str]:
    """From before anybody has looked to after it was all taken back."""
    path = f"/smart-matches/{pair.match['id']}"
    yield "pending"
    assert pair.buyer.api.get(path).json()["status"] == "VIEWED"
    yield "viewed"
    assert pair.buyer.api.post(f"{path}/accept").status_code == 200
    yield "accepted"
    assert pair.buyer.api.post(f"{path}/withdraw", json={"reason": "PRICE"}).status_code == 200
    yield "withdrawn"


def test_the_offers_side_learns_nothing_of_the_financing(pair: Pair) -> None:
    def change(step: int) -> None:
        answer = pair.buyer.api.patch(f"/requests/{pair.request['id']}", json=FINANCING[step])
        assert answer.status_code == 200, answer.text

    for _ in stages(pair):
        hold(pair, pair.seller, pair.seen_by_seller, change, len(FINANCING))
        change(0)
    shown = pair.buyer.api.get(f"/smart-matches/{pair.match['id']}").json()
    assert shown["matchScore"] < pair.match["matchScore"], "its own side does see it"


def test_the_offers_side_learns_nothing_of_notes_and_customers(pair: Pair) -> None:
    def change(step: int) -> None:
        changes = {"description": f"سر {step}"}
        answer = pair.buyer.api.patch(f"/requests/{pair.request['id']}", json=changes)
        assert answer.status_code == 200, answer.text

    for _ in stages(pair):
        hold(pair, pair.seller, pair.seen_by_seller, change, 3)


def test_the_requests_side_learns_nothing_of_the_place_before_it_accepts(pair: Pair) -> None:
    def change(step: int) -> None:
        for offer in pair.offers:
            deed = {"deedNumber": f"{make.mobile()}"}
            answer = pair.seller.api.patch(
                f"/properties/{offer['propertyId']}", json=PLACE[step] | deed
            )
            assert answer.status_code == 200, answer.text

    for stage in stages(pair):
        if stage == "accepted":
            details = pair.buyer.api.get(f"/smart-matches/{pair.match['id']}").json()["fullDetails"]
            assert details["street"] is not None
            continue
        hold(pair, pair.buyer, pair.seen_by_buyer, change, len(PLACE))


def test_a_reason_is_read_by_who_gave_it(pair: Pair) -> None:
    path = f"/smart-matches/{pair.match['id']}"
    assert pair.buyer.api.post(f"{path}/reject", json={"reason": "DISTRICT"}).status_code == 200
    assert pair.buyer.api.get(path).json()["rejectedReason"] == "DISTRICT"
    shown = pair.seller.api.get(path)
    assert shown.json()["rejectedReason"] is None
    assert "DISTRICT" not in shown.text
