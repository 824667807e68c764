"""Nova's main job, on real input: from two registrations to a match revealed."""

import json

import make
from conftest import Running
from feed import followed

PLACE = {"city": "العلا", "district": "العذيب", "propertyType": "استراحة"}
WANTED = {"cities": ["العلا"], "districts": ["العذيب"], "propertyTypes": ["استراحة"]}


def test_a_match_arrives_by_websocket_and_reveals_its_details_only_when_accepted(
    app: Running,
) -> None:
    sara_api, sara = make.register(app.url, name="سارة العتيبي")
    fahad_api, fahad = make.register(app.url, name="فهد القحطاني")
    for api, joined in ((sara_api, sara), (fahad_api, fahad)):
        phone = joined["user"]["phone"]
        assert joined["requiresVerification"] == {"email": True, "phone": True}
        verified = api.post("/auth/verify-otp", json={"phone": phone, "code": make.code(phone)})
        assert verified.json()["message"] == "Phone verified successfully"
        licence = {"falLicense": "1100000001", "falExpiry": "2099-01-01"}
        assert api.patch("/users/me", json=licence).json()["falLicense"] == "1100000001"

    listed = sara_api.post(
        "/properties",
        json=make.PROPERTY
        | make.licence()
        | PLACE
        | {"street": "شارع الأمير", "deedNumber": "310-1"},
    ).json()
    assert listed["status"] == "DRAFT"
    assert sara_api.post(f"/properties/{listed['id']}/publish").json()["status"] == "ACTIVE"
    offer = sara_api.post("/offers", json={"propertyId": listed["id"]}).json()
    assert offer["summary"]["city"] == PLACE["city"]

    person = make.Person(fahad["user"]["id"], "", "", fahad["token"], "", fahad_api)
    with followed(app, person) as feed:
        make.requested(person, **WANTED)
        arrived = feed.events(3)

    assert {event["event"] for event in arrived} == {
        "request.created", "match.created", "notification.created",
    }  # fmt: skip
    match_event = next(event for event in arrived if event["event"] == "match.created")
    assert match_event["data"]["matchScore"] == 88
    assert "fullDetails" not in json.dumps(match_event)

    seen = fahad_api.get(f"/smart-matches/{match_event['entityId']}").json()
    assert seen["status"] == "VIEWED"
    assert seen["matchedFeatures"][:5] == ["المدينة", "الحي", "نوع العقار", "السعر", "المساحة"]
    assert seen["fullDetails"] is None
    assert seen["partner"]["phone"] is None
    assert "الأمير" not in json.dumps(seen, ensure_ascii=False)

    taken = fahad_api.post(f"/smart-matches/{match_event['entityId']}/accept").json()
    assert taken["status"] == "ACCEPTED"
    assert taken["fullDetails"]["street"] == "شارع الأمير"
    assert taken["partner"]["phone"] == sara["user"]["phone"]
    assert "310-1" not in json.dumps(taken)
    assert sara_api.get(f"/offers/{offer['id']}").json()["offer"]["acceptedCount"] == 1

    notices = fahad_api.get("/notifications").json()["data"]
    assert "تم العثور على فرصة مطابقة واحدة" in [notice["message"] for notice in notices]
    assert sara_api.get("/notifications").json()["data"][0]["title"] == "تم قبول عرضك 🤝"
