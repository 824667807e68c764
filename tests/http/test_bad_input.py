"""Bad input anywhere: a clear refusal that names the field, nothing written, never a 500."""

import gzip
import json
from typing import Any

import psycopg
import pytest

import make
from conftest import Running

CUSTOMER = {"name": "محمد", "phone": "0501234567"}


def nested(levels: int) -> Any:
    """A list in a list in a list."""
    value: Any = []
    for _ in range(levels):
        value = [value]
    return value


@pytest.fixture(scope="module")
def someone(app: Running) -> make.Person:
    return make.broker(app.url, app.owner_url)


def count(app: Running, person: make.Person) -> int:
    with psycopg.connect(app.owner_url) as owner:
        row = owner.execute(
            "select count(*) from nova.customers where user_id = %s", [person.id]
        ).fetchone()
    assert row
    return int(row[0])


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        (b"{", "body_malformed", None),
        (b"", "body_missing", None),
        (b"\xff\xfe", "body_malformed", None),
        (b'{"name": "\\ud800", "phone": "0501234567"}', "body_malformed", None),
        (b'{"name": "\xed\xa0\x80", "phone": "0501234567"}', "body_malformed", None),
        (b"[" * 100_000, "validation_failed", None),
        (b'{"a":' * 50_000, "validation_failed", None),
        (b"[]", "validation_failed", None),
        (b"null", "validation_failed", None),
        (b'{"phone": "0501234567"}', "validation_failed", "name"),
        (b'{"name": 1, "phone": }', "body_malformed", None),
        (b'{"name": 1, "phone": "\xff"}', "body_malformed", None),
        ({**CUSTOMER, "name": 5}, "validation_failed", "name"),
        ({**CUSTOMER, "name": ""}, "validation_failed", "name"),
        ({**CUSTOMER, "name": "   "}, "validation_failed", "name"),
        ({**CUSTOMER, "name": "x" * 201}, "validation_failed", "name"),
        ({**CUSTOMER, "name": "a\0b"}, "validation_failed", "name"),
        ({**CUSTOMER, "customFields": {"a": ["\0"]}}, "validation_failed", "customFields"),
        ({**CUSTOMER, "customFields": {"a": nested(200)}}, "validation_failed", None),
        ({**CUSTOMER, "email": "a@b.co\n"}, "validation_failed", "email"),
        ({**CUSTOMER, "customFields": {"a": "x" * 40_000}}, "value_too_large", "customFields"),
        ({**CUSTOMER, "surprise": 1}, "validation_failed", "surprise"),
        (
            {**CUSTOMER, "userId": "00000000-0000-0000-0000-000000000000"},
            "validation_failed",
            "userId",
        ),
        ({**CUSTOMER, "isVip": "true"}, "validation_failed", "isVip"),
        ({**CUSTOMER, "budgetMin": "100"}, "validation_failed", "budgetMin"),
        ({**CUSTOMER, "budgetMin": 1.5}, "validation_failed", "budgetMin"),
        ({**CUSTOMER, "budgetMin": -1}, "validation_failed", "budgetMin"),
        ({**CUSTOMER, "budgetMin": 10**30}, "validation_failed", "budgetMin"),
        ({**CUSTOMER, "tags": ["x"] * 10_000}, "validation_failed", "tags"),
        ({**CUSTOMER, "tags": ["x", 1]}, "validation_failed", "tags[1]"),
        ({**CUSTOMER, "teamId": "no id"}, "validation_failed", "teamId"),
        ({**CUSTOMER, "email": "no e-mail"}, "validation_failed", "email"),
        ({**CUSTOMER, "phone": "12345"}, "phone_invalid", "phone"),
        ({**CUSTOMER, "budgetMin": 2, "budgetMax": 1}, "range_reversed", "budgetMin"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_bad_customer(
    app: Running, someone: make.Person, body: Any, code: str, field: str | None
) -> None:
    before = count(app, someone)
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = someone.api.post(
        "/customers", content=content, headers={"content-type": "application/json"}
    )
    assert answer.status_code in {400, 422}, answer.text
    assert answer.json()["code"] == code
    fields = [detail["field"] for detail in answer.json()["details"]]
    assert fields == [field] if field else True
    assert count(app, someone) == before


def test_a_team_where_one_may_not_create_is_refused(app: Running, someone: make.Person) -> None:
    with psycopg.connect(app.owner_url) as owner:
        team = make.team(owner, manager=make.user(owner))
    answer = someone.api.post("/customers", json=CUSTOMER | {"teamId": str(team)})
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_a_body_over_the_limit(someone: make.Person) -> None:
    answer = someone.api.post("/customers", content=b'{"name": "' + b"x" * 10_000_000 + b'"}')
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/customers/not-an-id", 404),
        ("/customers/00000000-0000-0000-0000-000000000000", 404),
        ("/customers?cursor=tampered", 400),
        ("/customers?cursor=AAAA", 400),
        ("/customers?cursor=" + "A" * 199, 400),
        ("/customers?cursor=" + "A" * 300, 400),
        ("/customers?cursor=%00", 400),
        ("/customers?limit=0", 400),
        ("/customers?limit=101", 400),
        ("/customers?limit=x", 400),
        ("/customers?limit=99999999999999999999999", 400),
        ("/customers?status=HAPPY", 400),
        ("/customers?isVip=maybe", 400),
        ("/customers?q=", 400),
        ("/customers?q=%00", 400),
        ("/customers?q=a%00b", 400),
        ("/customers?q=%ED%A0%80", 200),
        ("/customers?q=%25_%5C", 200),
        ("/customers?tag=%27%3B--", 200),
        ("/offers?propertyId=x", 400),
        ("/offers/marketplace?priceMin=-1", 400),
        ("/smart-matches?minScore=101", 400),
        ("/nothing", 404),
        ("/customers/%00", 404),
        ("/customers/../../etc/passwd", 404),
    ],
)
def test_a_bad_address(someone: make.Person, path: str, status: int) -> None:
    answer = someone.api.get(path)
    assert answer.status_code == status, answer.text
    if status >= 400:
        assert set(answer.json()) == {"error", "code", "details", "requestId"}


def test_a_wrong_method_and_a_wrong_media_type(someone: make.Person) -> None:
    answer = someone.api.put("/customers")
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert {"GET", "POST"} <= set(answer.headers["allow"].split(", "))
    answer = someone.api.post(
        "/customers", content=b"name=x", headers={"content-type": "text/plain"}
    )
    assert (answer.status_code, answer.json()["code"]) == (415, "media_type_unsupported")


def test_sentences_follow_the_language_and_codes_do_not(someone: make.Person) -> None:
    said = {}
    for language in ("ar", "en", "ar-SA,en;q=0.5", "en-US,ar;q=0.9", "fr", "x;q=nonsense"):
        answer = someone.api.post(
            "/customers", json={}, headers={"accept-language": language}
        ).json()
        said[language] = answer["details"][0]["message"]
        assert answer["code"] == "validation_failed"
    assert said["ar"] == said["ar-SA,en;q=0.5"] == "هذا الحقل مطلوب."
    assert said["en"] == said["en-US,ar;q=0.9"] == said["fr"] == "This field is required."


def test_a_request_id_goes_in_and_comes_out(someone: make.Person) -> None:
    given = someone.api.get("/customers/x", headers={"x-request-id": "abc-1"})
    assert given.headers["x-request-id"] == "abc-1"
    assert given.json()["requestId"] == "abc-1"
    made = someone.api.get("/customers/x", headers={"x-request-id": "bad id!"})
    assert len(made.headers["x-request-id"]) == 36


def test_bad_input_on_every_post_and_patch(app: Running, someone: make.Person) -> None:
    document = someone.api.get("/openapi.json").json()
    identifier = "00000000-0000-0000-0000-000000000000"
    tried = 0
    for path, operations in document["paths"].items():
        address = path.removeprefix("/api")
        while "{" in address:
            address = address[: address.index("{")] + identifier + address[address.index("}") + 1 :]
        for method in {"post", "patch", "put"} & set(operations):
            if "requestBody" not in operations[method]:
                continue
            for body in (b"{", b"[]", b"null", b'{"\\u0000": 1}', b'{"x": 1}', b"\x00"):
                answer = someone.api.request(
                    method, address, content=body, headers={"content-type": "application/json"}
                )
                assert 400 <= answer.status_code < 500, (method, path, body, answer.text)
                tried += 1
    assert tried > 60


@pytest.mark.parametrize(
    ("field", "value", "code", "params", "en", "ar"),
    [
        (
            "budgetMin",
            1.5,
            "type",
            {"expected": "int | null", "given": "float"},
            "Give a whole number or null, not a number.",
            "النوع المطلوب: عدد صحيح أو قيمة فارغة (null)، والمُرسَل: رقم.",
        ),
        (
            "name",
            None,
            "type",
            {"expected": "str", "given": "null"},
            "Give text, not null.",
            "النوع المطلوب: نص، والمُرسَل: قيمة فارغة (null).",
        ),
        (
            "isVip",
            "yes",
            "type",
            {"expected": "bool", "given": "str"},
            "Give true or false, not text.",
            "النوع المطلوب: نعم أو لا (true أو false)، والمُرسَل: نص.",
        ),
        ("budgetMin", -1, "min", {"min": 0}, "At least 0.", "0 على الأقل."),
        (
            "whatsapp",
            "abc",
            "phone_invalid",
            {},
            "Give a phone number, such as 0501234567; a foreign one with + and its country code, such"
            " as +971501234567.",
            "أدخل رقم هاتف صحيحًا، مثل 0501234567، أو رقمًا أجنبيًا بعلامة + ورمز بلده،"
            " مثل +971501234567.",
        ),
    ],
)
def test_a_complaint_is_in_plain_words(
    someone: make.Person, field: str, value: Any, code: str, params: Any, en: str, ar: str
) -> None:
    for language, sentence in (("en", en), ("ar", ar)):
        answer = someone.api.post(
            "/customers", json=CUSTOMER | {field: value}, headers={"accept-language": language}
        ).json()
        told = {"field": field, "code": code, "message": sentence, "params": params}
        assert answer["details"] == [told]


def test_dates_and_times_say_what_they_want(someone: make.Person) -> None:
    answer = someone.api.patch("/users/me", json={"falExpiry": "2026-01-31T09:00:00+03:00"}).json()
    assert answer["details"][0]["message"] == "Give a date such as 2026-01-31."
    answer = someone.api.post(
        "/requests", json=make.REQUEST | {"expiresAt": "2026-01-01T00:00:00"}
    ).json()
    assert "Give a time such as" in answer["details"][0]["message"]


@pytest.mark.parametrize(
    ("path", "field"),
    [("/customers?isVip=maybe", "isVip"), ("/requests?type=x", "type"), ("/notifications?type=x", "type"),
     ("/offers/marketplace?priceMin=x", "priceMin"), ("/smart-matches?minScore=x", "minScore")],
)  # fmt: skip
def test_a_parameter_is_called_by_its_public_name(
    someone: make.Person, path: str, field: str
) -> None:
    assert someone.api.get(path).json()["details"][0]["field"] == field


def test_all_wrong_fields_are_told_at_once(someone: make.Person) -> None:
    body = {
        "name": 5, "isVip": "yes", "budgetMin": -1, "tags": ["x", 1, "y", None], "teamId": "no id",
        "nonsense": 1,
    }  # fmt: skip
    answer = someone.api.post("/customers", json=body).json()
    assert {detail["field"]: detail["code"] for detail in answer["details"]} == {
        "nonsense": "unknown", "phone": "required", "name": "type", "isVip": "type",
        "budgetMin": "min", "tags[1]": "type", "tags[3]": "type", "teamId": "id",
    }  # fmt: skip
    assert "more" not in answer


def test_twenty_wrong_fields_are_told_and_the_others_counted(someone: make.Person) -> None:
    body = {f"nonsense{n}": 1 for n in range(198)} | {"name": 1}
    answer = someone.api.post("/customers", json=body).json()
    assert (len(answer["details"]), answer["more"]) == (20, 180)
    listed = someone.api.post("/customers", json=CUSTOMER | {"tags": [1] * 30}).json()
    assert (len(listed["details"]), listed["more"]) == (20, 10)


def test_a_wrong_item_deep_inside_is_told_by_its_place(someone: make.Person) -> None:
    body = {"notificationSettings": [], "preferences": 1, "falExpiry": "soon"}
    answer = someone.api.patch("/users/me", json=body).json()
    assert {detail["field"] for detail in answer["details"]} >= {"preferences", "falExpiry"}


def test_all_wrong_parameters_are_told_at_once(someone: make.Person) -> None:
    answer = someone.api.get("/customers?limit=0&isVip=maybe&status=GONE&assignedTo=x").json()
    assert {detail["field"]: detail["code"] for detail in answer["details"]} == {
        "limit": "min", "isVip": "type", "status": "one_of", "assignedTo": "id",
    }  # fmt: skip


def test_a_parameter_that_a_route_does_not_take_is_named_with_those_that_it_does(
    someone: make.Person,
) -> None:
    answer = someone.api.get("/customers?sort=passwordHash&include=&limit=5&limits=5")
    assert answer.status_code == 400
    wrong = answer.json()["details"]
    assert [(each["field"], each["code"]) for each in wrong] == [
        (name, "unknown_parameter") for name in ("sort", "include", "limits")
    ]
    assert {"q", "limit", "cursor", "isVip"} <= set(wrong[0]["params"]["allowed"])
    bare = someone.api.get(f"/customers/{'0' * 8}-0000-7000-8000-{'0' * 12}?x=1").json()
    assert bare["details"][0]["params"] == {"allowed": []}
    assert bare["details"][0]["message"] == "None is taken here."
    long = someone.api.get("/customers", params={"x" * 5000: "1"}).json()
    assert long["details"][0]["field"] == "x" * 100
    many = someone.api.get("/customers?" + "&".join(f"x{n}" for n in range(200))).json()
    assert (len(many["details"]), many["more"]) == (20, 180)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_who_names_a_word_that_is_none_is_told_those_that_are(
    someone: make.Person, language: str
) -> None:
    spoken = {"accept-language": language}
    words = ["ACTIVE", "INACTIVE", "ARCHIVED"]
    for answer in (
        someone.api.get("/customers?status=GONE", headers=spoken),
        someone.api.post("/requests", json=make.REQUEST | {"type": "SWAP"}, headers=spoken),
    ):
        assert answer.status_code == 400
        wrong = answer.json()["details"][0]
        assert wrong["code"] == "one_of"
        allowed = wrong["params"]["allowed"]
        assert all(word in wrong["message"] for word in allowed)
        assert allowed in (words, ["BUY", "RENT"])


def test_a_refusal_names_the_same_in_arabic_as_in_english(someone: make.Person) -> None:
    made = someone.api.post("/customers", json={"name": "سارة", "phone": make.mobile()}).json()
    path = f"/customers/{made['id']}"
    someone.api.patch(path, json={"status": "ARCHIVED"})
    said = {}
    for language in ("en", "ar"):
        answer = someone.api.patch(
            path, json={"status": "INACTIVE"}, headers={"accept-language": language}
        )
        assert answer.json()["params"] == {"state": "ARCHIVED", "wanted": "INACTIVE"}
        said[language] = answer.json()["error"]
    assert said["en"] == "This is ARCHIVED: it cannot become INACTIVE."
    assert said["ar"] == "الحالة الآن: مؤرشف، ولا يمكن أن تصبح: غير نشط."


def test_a_stale_change_is_told_the_present_version(someone: make.Person) -> None:
    made = someone.api.post("/customers", json={"name": "سارة", "phone": make.mobile()}).json()
    path = f"/customers/{made['id']}"
    someone.api.patch(path, json={"notes": "x"})
    stale = someone.api.patch(path, json={"notes": "y"}, headers={"if-match": '"1"'})
    assert (stale.status_code, stale.headers["etag"]) == (412, '"2"')
    assert stale.json()["params"] == {"version": 2}


def test_all_that_the_database_finds_wrong_with_a_row_is_told_at_once(someone: make.Person) -> None:
    body = CUSTOMER | {"phone": "12", "whatsapp": "x", "budgetMin": 5, "budgetMax": 4}
    refused = someone.api.post("/customers", json=body, headers={"accept-language": "ar"})
    assert refused.status_code == 422
    said = {(each["field"], each["code"]) for each in refused.json()["details"]}
    assert said == {
        ("phone", "phone_invalid"), ("whatsapp", "phone_invalid"), ("budgetMin", "range_reversed"),
    }  # fmt: skip
    wide = {"priceMin": 9, "priceMax": 8, "areaMin": 9, "areaMax": 8}
    refused = someone.api.post("/requests", json=make.REQUEST | wide)
    fields = {each["field"]: each["code"] for each in refused.json()["details"]}
    assert fields == {"priceMin": "range_reversed", "areaMin": "range_reversed"}


def test_a_change_is_held_against_the_row_that_is_there(someone: make.Person) -> None:
    body = CUSTOMER | {"phone": make.mobile(), "budgetMax": 100}
    made = someone.api.post("/customers", json=body).json()
    path = f"/customers/{made['id']}"
    refused = someone.api.patch(path, json={"budgetMin": 200, "whatsapp": "x"})
    fields = {each["field"]: each["code"] for each in refused.json()["details"]}
    assert fields == {"budgetMin": "range_reversed", "whatsapp": "phone_invalid"}
    assert someone.api.get(path).json() == made


def test_a_compressed_body_is_refused_before_it_is_read(someone: make.Person) -> None:
    for body in (gzip.compress(b"0" * 50_000_000), gzip.compress(json.dumps(CUSTOMER).encode())):
        answer = someone.api.post(
            "/customers", content=body,
            headers={"content-encoding": "gzip", "content-type": "application/json"},
        )  # fmt: skip
        assert (answer.status_code, answer.json()["code"]) == (415, "encoding_unsupported")


def test_a_parameter_given_twice_is_refused_where_it_takes_one_value(someone: make.Person) -> None:
    answer = someone.api.get("/customers?status=ACTIVE&status=INACTIVE")
    wrong = answer.json()["details"][0]
    assert (wrong["field"], wrong["code"]) == ("status", "repeated")


def test_a_form_is_told_by_a_right_value_and_a_blank_name_as_blank(someone: make.Person) -> None:
    sara = someone
    body = {"name": "  ", "phone": "0501234567", "email": "sara"}
    told = {
        each["field"]: each for each in sara.api.post("/customers", json=body).json()["details"]
    }
    assert told["name"]["code"] == "blank"
    assert (told["email"]["code"], told["email"]["params"]) == (
        "form",
        {"example": "sara@example.com"},
    )
    assert "sara@example.com" in told["email"]["message"]


def test_a_body_that_is_not_there_is_named_so(someone: make.Person) -> None:
    answer = someone.api.post(
        "/notifications/read-all", content=b"", headers={"content-type": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "body_missing")
