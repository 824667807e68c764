"""The rooms of matching as their front ends meet them; every bad input has its refusal."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

import make
from conftest import Running
from make import refused

People = Callable[..., make.Person]
REQUEST = make.REQUEST


@pytest.fixture
def met(people: People) -> tuple[make.Person, make.Person, dict[str, Any], dict[str, Any]]:
    """A seller, a buyer, the offer, and the match that the matcher made of it; in a city of their
    own, since a request keeps the best 50 of its market."""
    seller, buyer = people(), people()
    city = f"مدينة {make.mobile()}"
    make.requested(buyer, cities=[city])
    offer = make.offered(seller, maxBrokers=1, city=city)
    return seller, buyer, offer, make.match_of(buyer, offer["id"])


Met = tuple[make.Person, make.Person, dict[str, Any], dict[str, Any]]


def test_withdrawing_gives_the_place_back_and_hides_the_details(met: Met, app: Running) -> None:
    seller, buyer, offer, match = met
    path = f"/smart-matches/{match['id']}"
    reason = {"reason": "PRICE"}
    assert refused(buyer.api.post(f"{path}/withdraw", json=reason)) == (409, "match_not_accepted")
    assert buyer.api.post(f"{path}/accept").json()["fullDetails"] is not None
    held = seller.api.get(f"/offers/{offer['id']}/brokers").json()["data"]
    assert [each["partner"]["phone"] for each in held] == [buyer.phone]
    taken_back = seller.api.post(f"{path}/withdraw", json=reason).json()
    assert (taken_back["status"], taken_back["side"]) == ("REJECTED", "offer")
    seen = buyer.api.get(path).json()
    assert seen["fullDetails"] is None and seen["partner"]["phone"] is None
    assert (taken_back["rejectedReason"], seen["rejectedReason"]) == ("PRICE", None)
    assert seller.api.get(f"/offers/{offer['id']}").json()["offer"]["acceptedCount"] == 0
    assert refused(buyer.api.post(f"{path}/withdraw", json=reason)) == (409, "match_not_accepted")
    titles = [notice["title"] for notice in buyer.api.get("/notifications").json()["data"]]
    assert "تراجع الطرف الآخر" in titles
    with psycopg.connect(app.owner_url) as owner:
        reveals = owner.execute(
            "select user_id from nova.match_reveals where match_id = %s", [match["id"]]
        ).fetchall()
    assert {str(user) for (user,) in reveals} == {str(seller.id), str(buyer.id)}


def test_a_rejected_match_comes_back_when_the_price_falls_by_five_in_a_hundred(met: Met) -> None:
    seller, buyer, offer, match = met
    buyer.api.post(f"/smart-matches/{match['id']}/reject", json={"reason": "PRICE"})
    home = f"/properties/{offer['propertyId']}"
    seller.api.patch(home, json={"price": 960_000})
    make.eventually(lambda: seller.api.get(f"/offers/{offer['id']}/matches").json()["data"])
    time.sleep(0.3)
    assert make.match_of(buyer, offer["id"])["status"] == "REJECTED"
    seller.api.patch(home, json={"price": 950_000})
    make.match_in(buyer, offer["id"], "PENDING")


def test_the_market_of_a_request_is_shown_fresh_and_kept_on_demand(people: People) -> None:
    seller, buyer = people(), people()
    wanted = make.requested(buyer, districts=["العقيق"])
    near = make.offered(seller, district="العقيق")
    path = f"/requests/{wanted['id']}/matches"

    def look() -> Any:
        data = buyer.api.get(path, params={"limit": 5, "minScore": 80}).json()["data"]
        return [fit for fit in data if fit["offer"]["id"] == near["id"]]

    fit = make.eventually(look)[0]
    fresh = make.requested(buyer, districts=["العقيق"])
    found = buyer.api.get(f"/requests/{fresh['id']}/matches").json()
    assert found["waiting"] is False and found["data"], "one's own change is seen at once"
    assert sum(part["points"] for part in fit["calculationData"].values()) == fit["matchScore"]
    assert "fullDetails" not in fit and "street" not in fit["offer"]["summary"]
    kept = buyer.api.post(path, json={"offerId": near["id"]}).json()
    assert (kept["status"], kept["side"]) == ("VIEWED", "broker")
    assert look()[0]["status"] == "VIEWED"
    far = make.offered(people(), city="تبوك", district="x")
    assert refused(buyer.api.post(path, json={"offerId": far["id"]})) == (409, "offer_does_not_fit")
    assert refused(seller.api.get(path)) == (404, "not_found")


def test_the_offers_side_sees_who_looks_without_their_limits(met: Met) -> None:
    seller, _, offer, match = met
    fits = seller.api.get(f"/offers/{offer['id']}/matches", params={"limit": 100}).json()["data"]
    mine = next(fit for fit in fits if fit["matchId"] == match["id"])
    assert all(part["wanted"] is None for part in mine["calculationData"].values())
    assert "priceMin" not in mine["request"]
    assert mine["partner"]["phone"] is None


def test_settings_are_taken_whole_and_matching_follows(people: People, app: Running) -> None:
    seller, buyer = people(), people()
    path = "/smart-matches/settings"
    assert buyer.api.get(path).json()["algorithm"] == "2.0"
    assert refused(buyer.api.put(path, json={"mode": "EXACT"})) == (402, "plan_feature_missing")
    with psycopg.connect(app.owner_url) as owner:
        make.subscribe(owner, buyer.id, "pro")
    saved = buyer.api.put(path, json={"algorithm": "1.0", "mode": "EXACT", "minScore": 60}).json()
    assert (saved["algorithm"], saved["mode"], saved["kept"]) == ("1.0", "EXACT", None)
    assert saved["weights"]["city"] == 25 and saved["shownFrom"] == 60
    make.requested(buyer)
    offer = make.offered(seller)
    found = make.match_of(buyer, offer["id"])
    assert (found["algorithmVersion"], found["matchScore"]) == ("1.0", 100)
    assert found["calculationData"]["city"] == 25
    buyer.api.put(path, json={"mutedCities": ["Riyadh"]})
    make.eventually(lambda: not [
        each for each in buyer.api.get("/smart-matches?minScore=50&limit=100").json()["data"]
        if each["offerId"] == offer["id"]])  # fmt: skip
    for wrong in (
        {"minScore": 49},
        {"minScore": 101},
        {"algorithm": "3.0"},
        {"mutedCities": [""]},
        {"x": 1},
    ):
        assert buyer.api.put(path, json=wrong).status_code == 400


def test_recalculating_queues_ones_own_open_requests(people: People) -> None:
    buyer = people()
    make.requested(buyer)
    answer = buyer.api.post("/smart-matches/recalculate")
    assert answer.status_code == 202 and answer.json()["queued"] == 1
    stats = buyer.api.get("/smart-matches/stats").json()
    assert stats["accepted"] == 0 and stats["acceptanceRate"] is None


def test_a_request_is_fulfilled_reopened_and_put_away(people: People) -> None:
    buyer, other = people(), people()
    wanted = make.requested(buyer)
    path = f"/requests/{wanted['id']}"
    theirs = make.offered(other)
    mine = make.offered(buyer)
    refusal = buyer.api.post(f"{path}/fulfill", json={"propertyId": theirs["propertyId"]})
    assert refused(refusal) == (422, "property_unknown")
    done = buyer.api.post(f"{path}/fulfill", json={"propertyId": mine["propertyId"]}).json()
    assert (done["status"], done["fulfilledBy"]) == ("FULFILLED", mine["propertyId"])
    assert refused(buyer.api.post(f"{path}/reopen")) == (409, "state_refused")
    again = make.requested(buyer)
    path = f"/requests/{again['id']}"
    buyer.api.post(f"{path}/cancel", json={"reason": "x"})
    assert buyer.api.post(f"{path}/reopen").json()["status"] == "ACTIVE"
    match = make.match_of(buyer, make.offered(other)["id"])
    buyer.api.post(f"/smart-matches/{match['id']}/accept")
    stats = buyer.api.get("/requests/stats").json()
    assert stats["total"] == 2 and stats["byStatus"]["FULFILLED"] == 1
    taken = f"/requests/{match['requestId']}"
    assert refused(buyer.api.delete(taken)) == (409, "request_accepted")
    buyer.api.post(f"/smart-matches/{match['id']}/withdraw", json={"reason": "x"})
    assert buyer.api.delete(taken).status_code == 204
    assert buyer.api.get(taken).status_code == 404


def test_an_offer_ends_is_renewed_and_taken_back(met: Met, app: Running) -> None:
    seller, buyer, offer, match = met
    path = f"/offers/{offer['id']}"
    assert refused(seller.api.post(f"{path}/renew", json={})) == (409, "state_refused")
    with psycopg.connect(app.owner_url) as owner:
        owner.execute("update nova.offers set status = 'EXPIRED' where id = %s", [offer["id"]])
    make.match_in(buyer, offer["id"], "EXPIRED")
    with psycopg.connect(app.owner_url) as owner:  # past its expiry, before the worker saw it
        owner.execute(
            "update nova.offers set status = 'ACTIVE', expires_at = now() where id = %s",
            [offer["id"]],
        )
    assert seller.api.get(path).json()["offer"]["status"] == "EXPIRED"
    past = {"expiresAt": (datetime.now(UTC) - timedelta(days=1)).isoformat()}
    assert refused(seller.api.post(f"{path}/renew", json=past)) == (422, "expiry_past")
    assert seller.api.post(f"{path}/renew", json={}).json()["status"] == "ACTIVE"
    again = make.match_in(buyer, offer["id"], "PENDING")
    assert again["id"] != match["id"]
    buyer.api.post(f"/smart-matches/{again['id']}/accept")
    assert refused(seller.api.delete(path)) == (409, "offer_accepted")
    assert seller.api.get("/offers/stats").json()["matchesAccepted"] == 1
    assert seller.api.post(f"{path}/complete").json()["status"] == "COMPLETED"
    assert refused(seller.api.post(f"{path}/complete")) == (409, "state_refused")
    other = make.offered(seller)
    assert seller.api.delete(f"/offers/{other['id']}").status_code == 204
    assert seller.api.get(f"/offers/{other['id']}").status_code == 404


def test_ones_own_stock_meets_ones_own_buyers(people: People) -> None:
    broker = people()
    customer = broker.api.post("/customers", json={"name": "x", "phone": make.mobile()}).json()
    wanted = make.requested(broker, customerId=customer["id"])
    offer = make.offered(broker)
    listed = offer["propertyId"]

    def of(path: str, key: str) -> Any:
        return [fit[key]["id"] for fit in broker.api.get(path).json()["data"]]

    make.eventually(
        lambda: of(f"/requests/{wanted['id']}/candidate-properties", "property") == [listed]
    )
    assert of(f"/properties/{listed}/matching-requests", "request") == [wanted["id"]]
    assert of(f"/customers/{customer['id']}/suggested-properties", "property") == [listed]
    dear = broker.api.post("/properties", json=make.PROPERTY | {"price": 5_000_000}).json()
    near = broker.api.post("/properties", json=make.PROPERTY | {"price": 1_050_000}).json()
    path = f"/properties/{listed}/similar"
    make.eventually(lambda: of(path, "property") == [near["id"], dear["id"]])
    first = broker.api.get(path).json()["data"][0]
    assert first["pricePerSquareMetre"] == 3500
    stranger = people()
    for each in (path, f"/requests/{wanted['id']}/candidate-properties",
                 f"/customers/{customer['id']}/suggested-properties",
                 f"/properties/{listed}/matching-requests"):  # fmt: skip
        assert stranger.api.get(each).status_code == 404


def test_the_places_are_there_for_anybody(app: Running) -> None:
    anybody = make.Client(app.url)
    cities = anybody.get("/locations/cities").json()["data"]
    assert len(cities) >= 100 and len({city["region"]["id"] for city in cities}) == 13
    for name in ("رياض", "Riyadh", "الرياض"):
        found = anybody.get("/locations/cities", params={"q": name}).json()["data"]
        assert found[0]["nameEn"] == "Riyadh"
    for city in ("Riyadh", "Jeddah", "Makkah", "Madinah", "Dammam", "Khobar"):
        number = next(each["id"] for each in cities if each["nameEn"] == city)
        assert len(anybody.get(f"/locations/cities/{number}/districts").json()["data"]) > 30
    assert anybody.get("/locations/cities/999999/districts").status_code == 404


@pytest.mark.parametrize(
    ("changed", "status", "code", "field"),
    [
        ({"priceMin": 2, "priceMax": 1}, 422, "range_reversed", "priceMin"),
        ({"areaMin": 2, "areaMax": 1}, 422, "range_reversed", "areaMin"),
        ({"cities": []}, 400, "validation_failed", "cities"),
        ({"districts": [f"حي {n}" for n in range(500)]}, 400, "validation_failed", "districts"),
        ({"priceMax": -1}, 400, "validation_failed", "priceMax"),
        ({"mustFeatures": ["x"] * 51}, 400, "validation_failed", "mustFeatures"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused_and_not_kept(
    people: People, changed: dict[str, Any], status: int, code: str, field: str
) -> None:
    buyer = people()
    answer = buyer.api.post("/requests", json=REQUEST | changed)
    assert refused(answer) == (status, code)
    assert answer.json()["details"][0]["field"] == field
    assert buyer.api.get("/requests").json()["data"] == []


def test_offers_that_cannot_be_are_refused(people: People, app: Running) -> None:
    seller, stranger = people(), people()
    listed = seller.api.post("/properties", json=make.PROPERTY | make.licence()).json()
    body = {"propertyId": listed["id"]}
    assert refused(seller.api.post("/offers", json=body)) == (409, "property_not_published")
    seller.api.post(f"/properties/{listed['id']}/publish")
    past = body | {"expiresAt": (datetime.now(UTC) - timedelta(days=1)).isoformat()}
    assert refused(seller.api.post("/offers", json=past)) == (422, "expiry_past")
    offer = seller.api.post("/offers", json=body).json()
    make.requested(stranger)
    match = make.match_of(stranger, offer["id"])
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "update nova.properties set status = 'SOLD', is_published = false where id = %s",
            [listed["id"]],
        )
    assert seller.api.get(f"/offers/{offer['id']}").json()["offer"]["status"] == "COMPLETED"
    assert refused(seller.api.post("/offers", json=body)) == (409, "property_not_published")
    make.match_in(stranger, offer["id"], "EXPIRED")
    for verb in ("accept", "reject", "withdraw"):
        answer = people().api.post(f"/smart-matches/{match['id']}/{verb}", json={"reason": "x"})
        assert refused(answer) == (404, "not_found")


def test_a_broker_sees_whose_match_it_is_and_the_other_side_does_not(people: People) -> None:
    seller, buyer = people(), people()
    city = f"مدينة {make.mobile()}"
    customer, other = (
        buyer.api.post("/customers", json={"name": name, "phone": make.mobile()}).json()["id"]
        for name in ("نورة", "سلمى")
    )
    make.requested(buyer, cities=[city], customerId=customer)
    offer = make.offered(seller, city=city)
    match = make.match_of(buyer, offer["id"])
    assert match["customerId"] == customer
    assert seller.api.get(f"/smart-matches/{match['id']}").json()["customerId"] is None
    for asked, expected in ((customer, [match["id"]]), (other, [])):
        found = buyer.api.get("/smart-matches", params={"customerId": asked}).json()["data"]
        assert [each["id"] for each in found] == expected
    unseen = buyer.api.get("/smart-matches", params={"ids": match["id"]}).json()["data"]
    assert [each["id"] for each in unseen] == [match["id"]]
    theirs = seller.api.get("/smart-matches", params={"customerId": customer}).json()["data"]
    assert theirs == []


@pytest.mark.parametrize("city", ["الرياض", "رياض", "Riyadh", "الرِّياض"])
def test_a_city_is_found_by_any_of_its_names(people: People, city: str) -> None:
    sara = people()
    home = sara.api.post("/properties", json=make.PROPERTY | {"city": "الرياض"}).json()["id"]
    filed = make.requested(sara, cities=["الرياض"])["id"]
    body = {"name": "نورة", "phone": make.mobile(), "preferredCities": ["الرياض"]}
    customer = sara.api.post("/customers", json=body).json()["id"]
    for path, wanted in (("/properties", home), ("/requests", filed), ("/customers", customer)):
        found = sara.api.get(path, params={"city": city}).json()["data"]
        assert [each["id"] for each in found] == [wanted], path
    assert sara.api.get("/properties", params={"city": "جدة"}).json()["data"] == []
