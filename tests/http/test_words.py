"""Words of pickers: taken in any form, kept as one, told with their key and both languages."""

import re
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

import make
from nova.features.customers.structs import NewCustomer
from nova.features.properties.structs import NewProperty
from nova.features.requests.structs import NewRequest

People = Callable[..., make.Person]


@pytest.fixture
def words(api: make.Client) -> dict[str, list[dict[str, Any]]]:
    answer = api.get("/meta/words")
    assert answer.headers["cache-control"].startswith("public")
    told: dict[str, list[dict[str, Any]]] = answer.json()["words"]
    return told


def test_every_vocabulary_is_whole(words: dict[str, list[dict[str, Any]]]) -> None:
    assert set(words) == {
        "propertyType", "propertyCategory", "customerCategory", "interestLevel", "source", "facing",
        "urgency", "feature", "amenity",
    }  # fmt: skip
    categories = {each["key"] for each in words["propertyCategory"]}
    for vocabulary, listed in words.items():
        assert len({each["key"] for each in listed}) == len(listed) > 2, vocabulary
        for each in listed:
            assert re.search(r"[\u0621-\u064a]", each["ar"]) and each["en"].isascii(), each
            assert each["parent"] is None or each["parent"] in categories, each


@pytest.mark.parametrize("form", ["VILLA", "فيلا", "فِيلا", "فلة", "Villa", " villa ", "villa"])
def test_a_word_is_one_whatever_its_form(people: People, form: str) -> None:
    sara = people()
    made = sara.api.post(
        "/properties", json=make.PROPERTY | {"propertyType": form, "facing": "شمالية"}
    ).json()
    assert (made["propertyType"], made["facing"]) == ("فيلا", "شمال")
    changed = sara.api.patch(
        f"/properties/{made['id']}", json={"features": ["POOL", "مسبح", "جاكوزي"]}
    ).json()
    assert changed["features"] == ["مسبح", "مسبح", "جاكوزي"]
    found = sara.api.get("/properties", params={"propertyType": form}).json()["data"]
    assert [each["id"] for each in found] == [made["id"]]
    filed = make.requested(sara, propertyTypes=[form], facing="NORTH", urgencyLevel="URGENT")
    assert (filed["propertyTypes"], filed["facing"], filed["urgencyLevel"]) == (
        ["فيلا"],
        "شمال",
        "عاجل",
    )


def test_every_word_is_taken_by_its_key_and_both_its_names(
    owner: psycopg.Connection, words: dict[str, list[dict[str, Any]]]
) -> None:
    columns = owner.execute(
        "select entity, field, vocabulary from private.worded_columns"
    ).fetchall()
    assert {vocabulary for _, _, vocabulary in columns} == set(words)
    structs = {"customers": NewCustomer, "properties": NewProperty, "requests": NewRequest}
    for entity, field, vocabulary in columns:
        assert field in structs[entity].__struct_fields__
        for each in words[vocabulary]:
            for form in (each["key"], each["ar"], each["en"]):
                row = owner.execute(
                    "select private.in_word(%s, %s, %s)", [entity, field, form]
                ).fetchone()
                assert row == (each["ar"],), (vocabulary, form)


def test_an_unknown_word_stays_where_the_list_is_open_and_is_refused_where_it_is_closed(
    people: People,
) -> None:
    sara = people()
    body = {"name": "سارة", "phone": make.mobile()}
    made = sara.api.post(
        "/customers", json=body | {"source": "معرض العقار", "category": None}
    ).json()
    assert (made["source"], made["category"]) == ("معرض العقار", None)
    for language, said in (
        ("en", "There is no such word here: شمس."),
        ("ar", "لا توجد هنا كلمة كهذه: شمس."),
    ):
        refused = sara.api.post(
            "/properties",
            json=make.PROPERTY | {"facing": "شمس"},
            headers={"accept-language": language},
        )
        assert refused.status_code == 422
        wrong = refused.json()["details"][0]
        assert (wrong["field"], wrong["code"]) == ("facing", "word_unknown")
        assert said in wrong["message"]
        assert wrong["params"]["vocabulary"] == "facing"
        assert "NORTH_EAST" in wrong["params"]["allowed"]
    both = sara.api.post("/requests", json=make.REQUEST | {"urgencyLevel": "qq", "facing": "zz"})
    assert (both.json()["details"][0]["field"], both.json()["params"]["word"]) == ("facing", "zz")
    changed = sara.api.patch(f"/customers/{made['id']}", json={"interestLevel": "very"})
    assert changed.json()["details"][0]["field"] == "interestLevel"


def test_a_teams_own_words_are_its_members(people: People, manager: make.Person) -> None:
    path = f"/teams/{manager.team}"
    words = {"source": [{"key": "EXHIBITION", "ar": "معرض عقاري", "en": "Property exhibition"}]}
    changed = manager.api.patch(path, json={"settings": {"words": words}})
    assert changed.json()["settings"]["words"] == words

    def source_of(who: make.Person, said: str) -> str:
        body = {"name": "نورة", "phone": make.mobile(), "source": said, "teamId": who.team or None}
        return str(who.api.post("/customers", json=body).json()["source"])

    for said in ("EXHIBITION", "exhibition", "معرضٌ عقاريّ", "PROPERTY EXHIBITION"):
        assert source_of(manager, said) == "معرض عقاري"
    assert source_of(people(), "EXHIBITION") == "EXHIBITION"  # no word of another's team

    later = {"amenity": [{"key": "MAJLIS", "ar": "مجلس", "en": "Majlis"}]}
    merged = manager.api.patch(path, json={"settings": {"words": later}}).json()
    assert merged["settings"]["words"] == words | later


@pytest.mark.parametrize(
    ("added", "part"),
    [
        ([{"key": "X", "ar": "فِيلا", "en": "Country house"}], "ar"),
        ([{"key": "VILLA", "ar": "بيت ريفي", "en": "Country house"}], "key"),
        (
            [
                {"key": "SEA_CHALET", "ar": "شاليه بحري", "en": "Sea chalet"},
                {"key": "OTHER", "ar": "شاليهٌ بحري", "en": "Other"},
            ],
            "ar",
        ),
    ],
)
def test_no_form_of_a_word_means_two_things(
    manager: make.Person, added: list[dict[str, str]], part: str
) -> None:
    body = {"settings": {"words": {"propertyType": added}}}
    refused = manager.api.patch(f"/teams/{manager.team}", json=body)
    assert (refused.status_code, refused.json()["code"]) == (422, "word_taken")
    assert refused.json()["params"] == {"word": added[-1][part]}
    named = refused.json()["details"][0]["field"]
    assert named == f"settings.words.propertyType[{len(added) - 1}].{part}"


def test_a_closed_list_takes_no_words_of_a_team(manager: make.Person) -> None:
    body = {"settings": {"words": {"facing": [{"key": "UP", "ar": "أعلى", "en": "Up"}]}}}
    refused = manager.api.patch(f"/teams/{manager.team}", json=body)
    assert (refused.status_code, refused.json()["code"]) == (400, "validation_failed")
    assert refused.json()["details"][0]["code"] == "unknown"


def test_wrong_words_are_told_with_all_else_that_is_wrong_with_the_row(people: People) -> None:
    sara = people()
    body = {"name": "سعد", "phone": "12", "whatsapp": "abc", "interestLevel": "very",
            "budgetMin": 500, "budgetMax": 100}  # fmt: skip
    told = sara.api.post("/customers", json=body).json()
    assert {each["field"]: each["code"] for each in told["details"]} == {
        "interestLevel": "word_unknown", "budgetMin": "range_reversed", "phone": "phone_invalid",
        "whatsapp": "phone_invalid",
    }  # fmt: skip
    filed = make.requested(sara)
    wrong = {"facing": "up", "urgencyLevel": "whenever", "priceMin": 9, "priceMax": 1}
    answer = sara.api.patch(
        f"/requests/{filed['id']}", json=wrong, headers={"accept-language": "ar"}
    )
    told = answer.json()
    assert {each["field"]: each["code"] for each in told["details"]} == {
        "facing": "word_unknown", "urgencyLevel": "word_unknown", "priceMin": "range_reversed",
    }  # fmt: skip
    assert "شمال" in told["details"][0]["message"]
    assert "NORTH" in told["details"][0]["params"]["allowed"]
