"""Properties, offers, requests and matches over HTTP: what is refused, and what is never shown."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

import make
from conftest import Running

People = Callable[..., make.Person]
SECRET = {"street": "شارع سري", "deedNumber": "310999", "locationLat": 24.7, "locationLng": 46.7}


def test_a_property_is_published_only_with_a_licence(people: People) -> None:
    sara = people()
    bare = sara.api.post("/properties", json=make.PROPERTY).json()
    refused = sara.api.post(f"/properties/{bare['id']}/publish")
    assert (refused.status_code, refused.json()["code"]) == (409, "ad_license_required")
    offered = sara.api.post("/offers", json={"propertyId": bare["id"]})
    assert offered.json()["code"] == "property_not_published"
    licensed = sara.api.patch(f"/properties/{bare['id']}", json=make.licence())
    assert licensed.status_code == 200
    assert sara.api.post(f"/properties/{bare['id']}/publish").json()["isPublished"] is True


def test_all_that_keeps_a_property_off_the_market_is_told_at_once(app: Running) -> None:
    api, joined = make.register(app.url)
    listed = api.post("/properties", json=make.PROPERTY).json()
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "update nova.subscriptions set status = 'EXPIRED' where user_id = %s",
            [joined["user"]["id"]],
        )
        owner.execute(
            "update nova.properties set status = 'ARCHIVED' where id = %s", [listed["id"]]
        )
    for speaks, state in (("en", "ARCHIVED"), ("ar", "مؤرشف")):
        headers = {"accept-language": speaks}
        refused = api.post(f"/properties/{listed['id']}/publish", headers=headers)
        said = refused.json()
        assert (refused.status_code, said["code"]) == (403, "phone_unverified")
        assert [(each["field"], each["code"]) for each in said["details"]] == [
            ("profile.phone", "phone_unverified"),
            ("profile.falLicense", "fal_license_required"),
            ("profile.subscription", "subscription_required"),
            ("status", "property_not_publishable"),
            ("adLicenseNumber", "ad_license_required"),
        ]
        assert said["error"] == said["details"][0]["message"]
        assert said["details"][3]["params"] == {"state": "ARCHIVED"}
        assert state in said["details"][3]["message"]


def test_a_broker_without_a_licence_does_not_advertise(app: Running) -> None:
    api, joined = make.register(app.url)
    assert api.post("/requests", json=make.REQUEST).json()["code"] == "phone_unverified"
    listed = api.post("/properties", json=make.PROPERTY | make.licence()).json()
    assert api.post(f"/properties/{listed['id']}/publish").json()["code"] == "phone_unverified"
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "update nova.users set phone_verified = true where id = %s", [joined["user"]["id"]]
        )
    assert api.post(f"/properties/{listed['id']}/publish").json()["code"] == "fal_license_required"
    api.close()


def test_the_marketplace_shows_others_open_offers_as_teasers(people: People) -> None:
    sara, fahad = people(), people()
    district = f"حي {make.mobile()}"
    offer = make.offered(sara, **SECRET, district=district, city=district)
    mine = sara.api.get("/offers/marketplace", params={"city": district}).json()["data"]
    theirs = fahad.api.get("/offers/marketplace", params={"city": district}).json()["data"]
    assert mine == []
    assert [teaser["id"] for teaser in theirs] == [offer["id"]]
    shown = json.dumps(theirs, ensure_ascii=False) + fahad.api.get(f"/offers/{offer['id']}").text
    for hidden in (
        "سري",
        "310999",
        "24.7",
        str(sara.id),
        offer["propertyId"],
        sara.phone,
        "fullDetails",
    ):
        assert hidden not in shown
    assert fahad.api.get(f"/offers/{offer['id']}").json()["access"] == "teaser"
    assert sara.api.get(f"/offers/{offer['id']}").json()["access"] == "own"


def test_an_offer_of_a_suspended_broker_disappears(app: Running, people: People) -> None:
    sara, fahad = people(), people()
    offer = make.offered(sara)
    with psycopg.connect(app.owner_url) as owner:
        owner.execute("update nova.users set status = 'SUSPENDED' where id = %s", [sara.id])
    assert fahad.api.get(f"/offers/{offer['id']}").status_code == 404
    listed = fahad.api.get("/offers/marketplace", params={"limit": 100}).json()["data"]
    assert offer["id"] not in {teaser["id"] for teaser in listed}


def test_somebody_elses_property_cannot_be_offered_nor_changed(people: People) -> None:
    sara, fahad = people(), people()
    offer = make.offered(sara)
    stolen = fahad.api.post("/offers", json={"propertyId": offer["propertyId"]})
    assert (stolen.status_code, stolen.json()["code"]) == (422, "property_unknown")
    path = f"/properties/{offer['propertyId']}"
    assert fahad.api.get(path).status_code == 404
    assert fahad.api.patch(path, json={"price": 1}).status_code == 404
    assert fahad.api.post(f"{path}/publish").status_code == 404
    assert fahad.api.patch(f"/offers/{offer['id']}", json={"maxBrokers": 1}).status_code == 404


def test_an_offer_keeps_its_bounds(people: People) -> None:
    sara = people()
    offer = make.offered(sara)
    path = f"/offers/{offer['id']}"
    again = sara.api.post("/offers", json={"propertyId": offer["propertyId"]})
    assert again.json()["code"] == "offer_exists"
    assert sara.api.patch(path, json={"maxBrokers": 0}).status_code == 400
    past = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    late = (datetime.now(UTC) + timedelta(days=999)).isoformat()
    assert sara.api.patch(path, json={"expiresAt": past}).json()["code"] == "expiry_past"
    assert sara.api.patch(path, json={"expiresAt": late}).json()["code"] == "expiry_after_license"
    assert (
        sara.api.patch(path, json={"expiresAt": "tomorrow"}).json()["details"][0]["field"]
        == "expiresAt"
    )
    assert sara.api.patch(path, json={"maxBrokers": 5}).json()["maxBrokers"] == 5


def test_accepting_reveals_and_places_run_out(people: People) -> None:
    sara, fahad, khalid = people(), people(), people()
    for buyer in (fahad, khalid):
        make.requested(buyer)
    offer = make.offered(sara, **SECRET, maxBrokers=1)
    first, second = make.match_of(fahad, offer["id"]), make.match_of(khalid, offer["id"])
    taken = fahad.api.post(f"/smart-matches/{first['id']}/accept").json()
    assert taken["fullDetails"]["street"] == "شارع سري"
    assert fahad.api.get(f"/offers/{offer['id']}").json()["access"] == "accepted"
    late = khalid.api.post(f"/smart-matches/{second['id']}/accept")
    assert (late.status_code, late.json()["code"]) == (409, "offer_full")
    assert sara.api.patch(f"/offers/{offer['id']}", json={"maxBrokers": 2}).status_code == 200

    def open_again() -> bool:  # another, where the matcher had heard that there was no room
        again = make.match_of(khalid, offer["id"])
        seen = khalid.api.get(f"/smart-matches/{again['id']}").json()
        return seen.get("code") != "not_found" and seen["fullDetails"] is None

    make.eventually(open_again)


def test_a_match_is_its_brokers_to_take_and_to_refuse(people: People) -> None:
    sara, fahad, stranger = people(), people(), people()
    make.requested(fahad)
    offer = make.offered(sara)
    match = make.match_of(fahad, offer["id"])
    path = f"/smart-matches/{match['id']}"
    for somebody in (sara, stranger):
        assert somebody.api.post(f"{path}/accept").status_code == 404
        assert somebody.api.post(f"{path}/reject", json={"reason": "PRICE"}).status_code == 404
    assert stranger.api.get(path).status_code == 404
    seen = sara.api.get(path).json()
    assert (seen["side"], seen["status"], seen["partner"]["phone"]) == ("offer", "PENDING", None)
    assert "monthlySalary" not in json.dumps(seen)
    assert fahad.api.post(f"{path}/reject", json={}).json()["details"][0]["field"] == "reason"
    assert fahad.api.post(f"{path}/reject", json={"reason": "PRICE"}).json()["status"] == "REJECTED"
    assert fahad.api.post(f"{path}/accept").json()["code"] == "match_closed"


def test_requests_are_checked(people: People) -> None:
    sara = people()
    for changed, field in (
        ({"cities": []}, "cities"),
        ({"propertyTypes": []}, "propertyTypes"),
        ({"type": "STEAL"}, "type"),
        ({"priceMin": -5}, "priceMin"),
        ({"districts": ["x"] * 500}, "districts"),
        ({"priceMin": 5, "priceMax": 4}, "priceMin"),
        ({"areaMin": 5, "areaMax": 4}, "areaMin"),
    ):
        answer = sara.api.post("/requests", json=make.REQUEST | changed)
        assert answer.status_code in {400, 422}, answer.text
        assert answer.json()["details"][0]["field"] == field
    assert sara.api.get("/requests").json()["data"] == []
    made = make.requested(sara)
    assert (
        sara.api.patch(f"/requests/{made['id']}", json={"priceMax": 1}).json()["code"]
        == "range_reversed"
    )
    assert (
        sara.api.patch(f"/requests/{made['id']}", json={"priceMax": 1_300_000}).json()["version"]
        == 2
    )


def test_notifications_are_counted_and_read(people: People) -> None:
    sara, fahad = people(), people()
    make.requested(fahad)
    make.match_of(fahad, make.offered(sara)["id"])
    count = fahad.api.get("/notifications/unread-count").json()["count"]
    assert count >= 1
    first = fahad.api.get("/notifications").json()["data"][0]
    read = fahad.api.post(f"/notifications/{first['id']}/read").json()
    assert read["isRead"] and read["readAt"]
    assert fahad.api.post(f"/notifications/{first['id']}/read").json()["readAt"] == read["readAt"]
    assert sara.api.post(f"/notifications/{first['id']}/read").status_code == 404
    assert fahad.api.get("/notifications/unread-count").json()["count"] == count - 1
    assert fahad.api.post("/notifications/read-all", json={"type": "TASK"}).json()["read"] == 0
    assert fahad.api.post("/notifications/read-all", json={}).json()["read"] == count - 1
    assert fahad.api.get("/notifications", params={"unread": "true"}).json()["data"] == []


def test_an_offer_pauses_and_resumes(people: People) -> None:
    sara, fahad = people(), people()
    offer = make.offered(sara)
    path = f"/offers/{offer['id']}"
    assert fahad.api.post(f"{path}/pause").status_code == 404
    assert sara.api.post(f"{path}/resume").json()["code"] == "state_refused"
    assert sara.api.post(f"{path}/pause").json()["status"] == "PAUSED"
    assert fahad.api.get(path).status_code == 404
    make.requested(fahad)
    assert offer["id"] not in {m["offerId"] for m in fahad.api.get("/smart-matches").json()["data"]}
    assert sara.api.post(f"{path}/resume").json()["status"] == "ACTIVE"
    assert make.match_of(fahad, offer["id"])["status"] == "PENDING"
    assert sara.api.get("/offers", params={"status": "PAUSED"}).json()["data"] == []


def test_a_cancelled_request_keeps_its_reason_and_loses_its_open_matches(people: People) -> None:
    sara, fahad = people(), people()
    wanted = make.requested(fahad)
    offer = make.offered(sara)
    make.match_of(fahad, offer["id"])
    path = f"/requests/{wanted['id']}/cancel"
    assert sara.api.post(path, json={"reason": "x"}).status_code == 404
    assert fahad.api.post(path, json={"reason": " "}).json()["details"][0]["field"] == "reason"
    answer = fahad.api.post(path, json={"reason": "اشترى العميل"}).json()
    assert (answer["status"], answer["canceledReason"]) == ("CANCELED", "اشترى العميل")
    assert fahad.api.post(path, json={"reason": "x"}).json()["code"] == "state_refused"
    match = make.match_in(fahad, offer["id"], "EXPIRED")
    assert fahad.api.post(f"/smart-matches/{match['id']}/accept").status_code == 409


def test_a_published_property_keeps_its_licence(people: People) -> None:
    sara = people()
    offer = make.offered(sara)
    path = f"/properties/{offer['propertyId']}"
    answer = sara.api.patch(path, json={"adLicenseNumber": None})
    assert (answer.status_code, answer.json()["code"]) == (409, "ad_license_required")
    assert answer.json()["details"][0]["field"] == "adLicenseNumber"


def test_one_broker_takes_one_place(people: People) -> None:
    sara, fahad = people(), people()
    city = f"مدينة {fahad.id}"  # a market of their own: other offers would fill the first page
    for _ in range(2):
        make.requested(fahad, cities=[city])
    offer = make.offered(sara, maxBrokers=2, city=city)

    def look() -> list[dict[str, Any]]:
        listed = fahad.api.get("/smart-matches").json()["data"]
        return [match for match in listed if match["offerId"] == offer["id"]]

    make.eventually(lambda: len(look()) == 2)
    matches = look()
    answers = [fahad.api.post(f"/smart-matches/{match['id']}/accept") for match in matches]
    assert [answer.status_code for answer in answers] == [200, 409]
    assert answers[1].json()["code"] == "offer_taken_already"
    assert sara.api.get(f"/offers/{offer['id']}").json()["offer"]["acceptedCount"] == 1


def test_who_leaves_the_team_leaves_its_matches(app: Running, people: People) -> None:
    manager, khalid, sara = people(), people(), people()
    with psycopg.connect(app.owner_url) as owner:
        team = str(make.team(owner, manager=manager.id, broker=khalid.id))
        make.override(owner, khalid.id, {"properties.publish": "HELD"})
    make.requested(khalid, teamId=team)
    make.requested(sara)
    offer = make.offered(khalid, teamId=team)
    other = make.offered(sara)
    mine = make.match_of(khalid, other["id"])
    theirs = make.match_of(sara, offer["id"])
    assert khalid.api.get(f"/smart-matches/{theirs['id']}").json()["side"] == "offer"
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "update nova.team_members set status = 'INACTIVE' where user_id = %s", [khalid.id]
        )
    for match in (mine, theirs):
        assert khalid.api.get(f"/smart-matches/{match['id']}").status_code == 404
        assert khalid.api.post(f"/smart-matches/{match['id']}/accept").status_code == 404
    assert khalid.api.get("/smart-matches").json()["data"] == []
    with psycopg.connect(app.owner_url) as owner:
        sara.api.get(f"/smart-matches/{theirs['id']}")
        told = owner.execute(
            "select recipients from nova.events where entity_id = %s order by id desc limit 1",
            [theirs["id"]],
        ).fetchone()
    assert told == ([sara.id],)


def test_a_member_who_may_not_accept_does_not(app: Running, people: People) -> None:
    manager, khalid, sara = people(), people(), people()
    with psycopg.connect(app.owner_url) as owner:
        team = str(make.team(owner, manager=manager.id, broker=khalid.id))
        owner.execute(
            "insert into nova.team_permissions (team_member_id, permissions)"
            ' select id, \'{"matches.accept": "NONE"}\' from nova.team_members where user_id = %s',
            [khalid.id],
        )
    make.requested(khalid, teamId=team)
    match = make.match_of(khalid, make.offered(sara)["id"])
    answer = khalid.api.post(f"/smart-matches/{match['id']}/accept")
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_an_offer_without_an_expiry_ends_with_its_licence(people: People) -> None:
    offer = make.offered(people())
    assert offer["expiresAt"] is not None
    assert offer["expiresAt"][:10] == make.licence()["adLicenseExpiresAt"]


def test_a_request_cannot_have_ended_before_it_began(people: People) -> None:
    sara = people()
    for past in ("2020-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00"):
        answer = sara.api.post("/requests", json=make.REQUEST | {"expiresAt": past})
        assert (answer.status_code, answer.json()["code"]) == (422, "expiry_past")
    odd = sara.api.post("/requests", json=make.REQUEST | {"expiresAt": "2099-01-01T00:00:00+20:00"})
    assert odd.status_code in {400, 422}
