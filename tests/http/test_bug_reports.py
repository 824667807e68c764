"""What other people's bug reports were about, tried here: the kind of each, not its instance."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from psycopg import sql
from psycopg.types.json import Jsonb

import make
from conftest import Running, url_of
from make import refused
from nova.database import migrations
from nova.problem import Problem

People = Callable[..., make.Person]
Nova = Callable[..., subprocess.CompletedProcess[str]]
OTHER, THIEF = "Other1234!", "Thief1234!"

# Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties 16.0), and what else draws nothing:
# controls, signs that only format others, the blank Braille pattern, the null notehead.
IGNORABLE = [
    (0x0001, 0x0008), (0x000E, 0x001F), (0x007F, 0x009F), (0x00AD, 0x00AD), (0x034F, 0x034F),
    (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F),
    (0x202A, 0x202E), (0x2060, 0x206F), (0x2800, 0x2800), (0x3164, 0x3164), (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0x13430, 0x1343F), (0x1BCA0, 0x1BCA3),
    (0x1D159, 0x1D159), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
]  # fmt: skip
ENDS = {chr(end) for ends in IGNORABLE for end in ends}
SIGNS = sorted(ENDS | set("\u001b\u200b\u2061\ufe05\U000e0001\U000e0020"))
NEAR = [sign for sign in SIGNS if sign <= "\uffff"]
FAR = [sign for sign in SIGNS if sign > "\uffff"]  # which the pattern of a document cannot name
NOTHING = [
    "ال", "ال ", "ـ", "ــ", "\u064e", "\u064b\u0651", "-", " - ", "()", "+", ".", "...", "'", "/", "؟",
    " ", "\u00a0", "\u2800", "\u200b", "\u3164", "\u061c\u2060", "\U000e0001", "ـ\u200f ",
]  # fmt: skip
MINUS, ALM, NBSP = "\u2212", "\u061c", "\u00a0"

# RFC 7396, appendix A: what was there, the patch, what is there then; each as one field.
GONE = object()
MERGES: list[tuple[Any, Any, Any]] = [
    ({"a": "b"}, {"a": "c"}, {"a": "c"}),
    ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
    ({"a": "b"}, {"a": None}, {}),
    ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
    ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
    ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
    ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
    ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
    (["a", "b"], ["c", "d"], ["c", "d"]),
    ({"a": "b"}, ["c"], ["c"]),
    ({"a": "foo"}, None, GONE),
    ({"a": "foo"}, "bar", "bar"),
    ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
    ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
    ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
]
BEFORE = {"kept": 1} | {f"case {n}": before for n, (before, _, _) in enumerate(MERGES)}
PATCH = {"new": 3} | {f"case {n}": patch for n, (_, patch, _) in enumerate(MERGES)}
AFTER = {"kept": 1, "new": 3} | {
    f"case {n}": after for n, (_, _, after) in enumerate(MERGES) if after is not GONE
}


@pytest.fixture(scope="module")
def sara(app: Running) -> Iterator[make.Person]:
    """A broker whose rows these tests share."""
    one = make.broker(app.url, app.owner_url)
    yield one
    one.api.close()


def kept(person: make.Person, **fields: object) -> dict[str, Any]:
    """A customer of theirs."""
    answer = person.api.post("/customers", json={"name": "x", "phone": make.mobile()} | fields)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def found(person: make.Person, path: str, words: str, by: str = "id") -> list[Any]:
    """What a search of this list shows, the newest first."""
    answer = person.api.get(path, params={"q": words, "limit": 100})
    assert answer.status_code == 200, answer.text
    return [row[by] for row in answer.json()["data"]]


def field_of(answer: httpx.Response) -> str:
    """The one field that a refusal names."""
    (detail,) = answer.json()["details"]
    return str(detail["field"])


# A change of a password burns the codes that were to reset it.


def test_a_changed_password_burns_the_codes_that_were_to_reset_it(
    app: Running, people: People, api: make.Client
) -> None:
    owner = people()
    assert api.post("/auth/forgot-password", json={"identifier": owner.phone}).status_code == 200
    code = make.code(owner.phone, 1)
    change = {"oldPassword": make.PASSWORD, "newPassword": OTHER}
    assert owner.api.post("/auth/change-password", json=change).status_code == 200
    reset = {"identifier": owner.phone, "code": code, "password": THIEF}
    assert refused(api.post("/auth/reset-password", json=reset)) == (400, "otp_invalid")
    login = {"identifier": owner.phone, "password": THIEF}
    assert refused(api.post("/auth/login", json=login)) == (401, "invalid_credentials")
    assert api.post("/auth/login", json=login | {"password": OTHER}).status_code == 200
    assert owner.api.get("/auth/me").status_code == 200, "this device stays"


def test_a_reset_password_burns_the_codes_that_were_asked_for_elsewhere(
    app: Running, people: People, api: make.Client
) -> None:
    owner = people()
    with make.Client(app.url) as elsewhere:
        elsewhere.post("/auth/forgot-password", json={"identifier": owner.phone})
        early = make.code(owner.phone, 1)
        with psycopg.connect(app.owner_url) as database:
            database.execute("delete from private.auth_attempts")  # a minute later
        api.post("/auth/forgot-password", json={"identifier": owner.phone})
        reset = {"identifier": owner.phone, "code": make.code(owner.phone, 2), "password": OTHER}
        assert api.post("/auth/reset-password", json=reset).status_code == 200
        for one, code in ((elsewhere, early), (api, early), (api, reset["code"])):
            again = one.post("/auth/reset-password", json=reset | {"code": code})
            assert refused(again) == (400, "otp_invalid")


# A search for nothing finds nothing.


def test_words_that_fold_to_nothing_find_nobody_and_nothing(app: Running, people: People) -> None:
    broker, admin = people(), make.with_role(app.owner_url, people(), "ADMIN")
    for name in ("محمد العتيبي", "نورة", "John O'Neil"):
        kept(broker, name=name)
    assert broker.api.post("/properties", json=make.PROPERTY).status_code == 201
    for words in NOTHING:
        for person, path in ((broker, "/customers"), (broker, "/properties"), (admin, "/users")):
            page = person.api.get(path, params={"q": words, "count": True})
            assert page.status_code == 200, (words, page.text)
            assert (page.json()["data"], page.json()["total"]) == ([], 0), (path, words)
    assert broker.api.get("/customers", params={"q": ""}).status_code == 400


def test_words_that_fold_to_nothing_find_no_city(api: make.Client) -> None:
    everything = len(api.get("/locations/cities").json()["data"])
    for words in NOTHING:
        cities = api.get("/locations/cities", params={"q": words}).json()["data"]
        assert len(cities) < everything, ascii(words)


def test_a_letter_and_a_part_of_a_phone_still_find(app: Running, people: People) -> None:
    broker, admin = people(), make.with_role(app.owner_url, people(), "ADMIN")
    noura = kept(broker, name="نورة", phone="0559998877")["id"]
    john = kept(broker, name="Jo_hn", phone="0501112233")["id"]
    villa = broker.api.post("/properties", json=make.PROPERTY | {"title": "فيلا ظ"}).json()["id"]
    someone = people(name="Ж")
    for words, one in (("ن", noura), ("J", john), ("j", john), ("8877", noura), ("055", noura),
                       ("_", john), ("(055)", noura), ("ال نورة", noura), ("+96655", noura)):  # fmt: skip
        assert found(broker, "/customers", words) == [one], words
    assert found(broker, "/properties", "ظ") == [villa]
    assert str(someone.id) in found(admin, "/users", "ж")
    assert found(admin, "/users", someone.phone[6:]) == [str(someone.id)]
    cities = broker.api.get("/locations/cities", params={"q": "رياض"}).json()["data"]
    assert cities[0]["nameAr"] == "الرياض"


# A sign that nobody sees makes no difference.


def test_every_invisible_sign_is_folded_away(app: Running) -> None:
    """Each of them by itself, before, between and after."""
    points = [point for first, last in IGNORABLE for point in range(first, last + 1)]
    query = (
        "select to_hex(point) from unnest(%s::int[]) as point, lateral (select chr(point) as sign)"
        " where nova.normalize_text(sign) <> ''"
        " or nova.normalize_text(sign || 'ab' || sign || 'cd' || sign) <> 'abcd'"
        " or nova.name_key('عبد' || sign || ' الله') <> nova.name_key('عبدالله')"
        " or nova.normalize_phone(sign || '050' || sign || '1234567' || sign)"
        " is distinct from '+966501234567'"
    )
    with psycopg.connect(app.owner_url) as owner:
        assert owner.execute(query, [points]).fetchall() == []


def test_an_invisible_sign_in_a_phone_is_taken_out(sara: make.Person) -> None:
    for sign in SIGNS:
        phone = make.mobile()
        typed = f"{sign}{phone[:4]}{sign}{phone[4:]}{sign}"
        made = kept(sara, phone=typed, whatsapp=f"{sign}{phone}")
        assert made["phoneE164"] == f"+966{phone[1:]}", ascii(typed)
        assert made["phone"] == typed, "it is kept as it was typed"


def test_an_invisible_sign_in_a_search_makes_no_difference(people: People) -> None:
    broker = people()
    plain = kept(broker, name="عبدالرحمن السالم", phone="0505556677")["id"]
    signed = kept(broker, name=f"عبد{ALM}الرح\u00adمن الس\u2060الم", phone="0505556688")["id"]
    for sign in SIGNS:
        name, phone = f"{sign}عبد{sign} الرحمن{sign}", f"{sign}050555{sign}6677"
        assert found(broker, "/customers", name) == [signed, plain], ascii(name)
        assert found(broker, "/customers", phone) == [plain], ascii(phone)
    assert found(broker, "/customers", f"{ALM}55566{ALM}77") == [plain], "a part of a phone"
    title = f"في{ALM}لا فا\u200bخرة"
    villa = broker.api.post("/properties", json=make.PROPERTY | {"title": title}).json()["id"]
    assert found(broker, "/properties", "فيلا فاخرة\ufeff") == [villa]


def test_an_invisible_sign_in_a_phone_locks_nobody_out(app: Running, api: make.Client) -> None:
    phone = make.mobile()
    joined, answer = make.register(app.url, phone=f"{ALM}\u2060{phone}", name=f"{ALM}نورة")
    assert answer["user"]["phone"] == f"+966{phone[1:]}"
    for sign in ("", "\u00ad", "\ufe0f", "\U000e0020", "\u2800"):
        login = {"identifier": f"{sign}{phone[:3]}{sign}{phone[3:]}", "password": make.PASSWORD}
        assert api.post("/auth/login", json=login).status_code == 200, ascii(sign)
    joined.close()


# A phone as spreadsheets, links and other countries have it.


@pytest.mark.parametrize(
    ("form", "kept_as"),
    [
        ("'+966{n}", "+966{n}"),
        ("'0{n}", "+966{n}"),
        ("\u20190{n}", "+966{n}"),
        ("\uff070{n}", "+966{n}"),
        ("966{n}.0", "+966{n}"),
        ("{n}.0", "+966{n}"),
        ("0{n}.0", "+966{n}"),
        ("tel:+966{n}", "+966{n}"),
        ("TEL: 0{n}", "+966{n}"),
        ("tel:+966-{a}-{b}", "+966{n}"),
        ("'tel:00966{n}", "+966{n}"),
        (f"{MINUS}0{{n}}", "+966{n}"),
        (f"0{{a}}{MINUS}{{b}}", "+966{n}"),
        ("0{a}/{b}", "+966{n}"),
        ("+966/{a}/{b}", "+966{n}"),
        ("0{a}\u2013{b}", "+966{n}"),
        ("0{a}\u2014{b}", "+966{n}"),
        ("0{a}.{b}", "+966{n}"),
        (f"966{NBSP}{{a}}{NBSP}{{b}}", "+966{n}"),
        ("\uff0b966{n}", "+966{n}"),
        ("971{n}", "+971{n}"),
        ("9714{b}", "+9714{b}"),
        ("965{b}1", "+965{b}1"),
        ("973{b}1", "+973{b}1"),
        ("974{b}1", "+974{b}1"),
        ("968{b}1", "+968{b}1"),
    ],
)
def test_a_phone_in_a_form_of_its_own_is_understood(
    sara: make.Person, form: str, kept_as: str
) -> None:
    number = make.mobile()[1:]
    parts = {"n": number, "a": number[:2], "b": number[2:]}
    for field in ("phone", "whatsapp"):
        values = {"phone": make.mobile(), field: form.format(**parts)}
        answer = sara.api.post("/customers", json={"name": "x"} | values)
        assert answer.status_code == 201, answer.text
    assert found(sara, "/customers", kept_as.format(**parts), "phone")[-1] == form.format(**parts)
    assert found(sara, "/customers", form.format(**parts), "phoneE164")[-1] == kept_as.format(
        **parts
    )


def test_a_form_of_the_office_logs_in_and_invites(
    app: Running, api: make.Client, manager: make.Person
) -> None:
    number = make.mobile()[1:]
    joined, answer = make.register(app.url, phone=f"'+966{number}")
    assert answer["user"]["phone"] == f"+966{number}"
    for form in (f"966{number}.0", f"tel:+966{number}", f"0{number[:2]}/{number[2:]}"):
        login = {"identifier": form, "password": make.PASSWORD}
        assert api.post("/auth/login", json=login).status_code == 200, form
    make.invite(manager, manager.team, phone=f"tel:0{number}")
    assert make.token_sent(f"+966{number}")
    joined.close()


@pytest.mark.parametrize(
    "typed",
    ["9.66501234567E+11", "=\"0501234567\"", "050_123_4567", "0501234567 ext 5", "0501234567;0501234568",
     "1-202-555-0143", "20123456789", "12345", "05012345678", "abc", "tel:", "'''", "\u061c\u2060\u00ad"],
)  # fmt: skip
def test_what_is_no_phone_is_refused_with_the_forms_that_are(sara: make.Person, typed: str) -> None:
    for field in ("phone", "whatsapp"):
        body = {"name": "x", "phone": make.mobile(), field: typed}
        for language in ("en", "ar"):
            headers = {"accept-language": language}
            answer = sara.api.post("/customers", json=body, headers=headers)
            assert refused(answer) == (422, "phone_invalid"), answer.text
            assert field_of(answer) == field
            sentence = answer.json()["error"]
            assert "0501234567" in sentence and "+971501234567" in sentence
            assert bool(re.search(r"[\u0621-\u064a]", sentence)) == (language == "ar")


def test_a_stranger_and_a_colleague_are_told_the_forms_of_a_phone_too(
    api: make.Client, manager: make.Person
) -> None:
    joining = {"email": make.email(), "password": make.PASSWORD, "name": "نورة", "phone": "1-202"}
    for person, path, body in (
        (api, "/auth/register", joining),
        (manager.api, f"/teams/{manager.team}/invitations", {"phone": "1-202"}),
    ):
        for language in ("en", "ar"):
            answer = person.post(path, json=body, headers={"accept-language": language})
            assert (refused(answer), field_of(answer)) == ((422, "mobile_invalid"), "phone")
            assert re.search(r"05\d{8}", answer.json()["error"]), answer.text
            assert bool(re.search(r"[\u0621-\u064a]", answer.json()["error"])) == (language == "ar")


# A name of nothing is none.


Naming = Callable[[str], httpx.Response]


@pytest.fixture
def namings(
    app: Running, people: People, manager: make.Person, api: make.Client
) -> list[tuple[str, Naming]]:
    """Every way to name something: the field, and what sends it."""
    founder = people()
    with psycopg.connect(app.owner_url) as owner:
        make.subscribe(owner, founder.id, "pro")
    team = f"/teams/{manager.team}"

    def customer(name: str) -> httpx.Response:
        return founder.api.post("/customers", json={"name": name, "phone": make.mobile()})

    def register(name: str) -> httpx.Response:
        body = {"email": make.email(), "phone": make.mobile(), "password": make.PASSWORD}
        return api.post("/auth/register", json=body | {"name": name})

    return [
        ("name", customer),
        ("title", lambda title: founder.api.post("/properties", json=make.PROPERTY | {"title": title})),
        ("name", lambda name: founder.api.post("/teams", json={"name": name})),
        ("name", lambda name: manager.api.patch(team, json={"name": name})),
        ("name", lambda name: founder.api.patch("/users/me", json={"name": name})),
        ("name", register),
    ]  # fmt: skip


def test_a_name_of_nothing_is_refused_as_a_wrong_form(namings: list[tuple[str, Naming]]) -> None:
    for field, send in namings:
        for nothing in ("\u2800", "\u200b", "\u3164", *NEAR, f" {ALM}\u2060\t\u2800 "):
            answer = send(nothing)
            assert refused(answer) == (400, "validation_failed"), (field, ascii(nothing))
            assert field_of(answer) == field


def test_a_name_of_nothing_beyond_the_first_plane_is_refused_as_a_wrong_value(
    namings: list[tuple[str, Naming]],
) -> None:
    for field, send in namings:
        for nothing in (*FAR, "\U000e0001\u2800 \U000e0020"):
            answer = send(nothing)
            assert refused(answer) == (422, "value_refused"), (field, ascii(nothing))
            assert field_of(answer) == field


def test_a_place_of_nothing_is_refused(sara: make.Person) -> None:
    for field in ("city", "district", "propertyType", "category"):
        for nothing in ("\u2800", "\u200b", "\u3164", "\U000e0001"):
            answer = sara.api.post("/properties", json=make.PROPERTY | {field: nothing})
            assert answer.status_code in {400, 422}, (field, ascii(nothing))
            assert field_of(answer) == field


@pytest.mark.parametrize("nothing", ["\u2800", "\u3164", "\U000e0001", "\U0001d173"])
def test_a_company_of_nothing_is_refused(sara: make.Person, nothing: str) -> None:
    answer = sara.api.patch("/users/me", json={"companyName": nothing})
    assert answer.status_code in {400, 422}, answer.text
    assert field_of(answer) == "companyName"


def test_a_name_with_something_to_see_keeps_its_invisible_signs(sara: make.Person) -> None:
    for name in ("\u200fنورة", "ن\u200cور\u00adة", "\U000e0001x", "👨\u200d👩\u200d👧", "❤\ufe0f"):
        assert kept(sara, name=name)["name"] == name


# Strangers do not meet under a key that both thought of.


def stranger() -> dict[str, str]:
    """What somebody registers with."""
    return {
        "email": make.email(), "phone": make.mobile(), "password": make.PASSWORD, "name": "نورة",
    }  # fmt: skip


def test_two_strangers_with_one_key_are_two(app: Running, api: make.Client) -> None:
    key = {"idempotency-key": "1"}
    with make.Client(app.url) as other:
        strangers = [(api, stranger()), (other, stranger())]
        first = [one.post("/auth/register", json=body, headers=key) for one, body in strangers]
        assert [answer.status_code for answer in first] == [201, 201], first[1].text
        again = [one.post("/auth/register", json=body, headers=key) for one, body in strangers]
    for once, twice in zip(first, again, strict=True):
        assert twice.status_code == 201
        assert twice.headers["idempotency-replayed"] == "true"
        assert twice.json()["user"] == once.json()["user"]
        assert twice.json()["refreshToken"] == once.json()["refreshToken"]
    assert first[0].json()["user"]["id"] != first[1].json()["user"]["id"]


def test_two_strangers_of_one_office_with_one_key_are_two(api: make.Client) -> None:
    key = {"idempotency-key": "1"}
    strangers = [stranger(), stranger()]
    for body in strangers:
        assert api.post("/auth/register", json=body, headers=key).status_code == 201
    for body in strangers:
        who = {"identifier": body["phone"]}
        login = who | {"password": make.PASSWORD}
        for path, wanted in (("/auth/login", login), ("/auth/forgot-password", who)):
            answer = api.post(path, json=wanted, headers=key)
            assert answer.status_code == 200, (path, answer.text)
            assert "idempotency-replayed" not in answer.headers
    for body in strangers:
        assert make.code(f"+966{body['phone'][1:]}", 1), "each is sent a code of their own"


# A migration that somebody stands in the way of.


def test_a_migration_that_is_held_up_says_by_whom_and_keeps_what_it_did(
    owner_url: str, nova: Nova, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"held{make.mobile()}"
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute(sql.SQL("create database {} template template0").format(sql.Identifier(name)))
    url = url_of(name)
    with psycopg.connect(url, application_name="report") as reader:
        reader.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        reader.execute("select 1")
        held = nova("migrate", database_url=url)
        assert held.returncode == 1, held.stdout
        assert f"process {reader.info.backend_pid} (postgres, report)" in held.stderr
        assert "nothing was changed" not in held.stderr.lower()
        with psycopg.connect(url) as database:
            applied = database.execute(
                "select y.migration_id, a.sha256 is not null"
                " from public._yoyo_migration y"
                " left join private.applied_migrations a on a.migration_id = y.migration_id"
            ).fetchall()
        assert len(applied) >= 15, "what was applied before it stays"
        assert all(is_hashed for _, is_hashed in applied)
        assert migrations.status(url).pending, "what was held up is still to come"
        _refuses_an_edited_file(url, max(file for file, _ in applied), tmp_path, monkeypatch)
    done = nova("migrate", database_url=url)
    assert (done.returncode, done.stderr) == (0, "")
    state = migrations.status(url)
    assert (state.pending, state.changed, state.logic_current) == ([], [], True)
    with psycopg.connect(url) as database:
        row = database.execute("select count(*) from pg_index where not indisvalid").fetchone()
    assert row == (0,), "an index that was begun is built anew"


def _refuses_an_edited_file(
    url: str, applied: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that was edited after it was applied is found out, the run having failed or not."""
    copied = tmp_path / "migrations"
    shutil.copytree(migrations.FOLDER, copied)
    edited = copied / f"{applied}.sql"
    edited.write_text(edited.read_text() + "\n-- an afterthought\n")
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(migrations, "FOLDER", copied)
        with pytest.raises(Problem, match=rf"{re.escape(applied)} changed after it was applied"):
            migrations.migrate(url)


# A merge patch merges, at every depth.


def test_a_customers_and_a_propertys_free_fields_are_merged(sara: make.Person) -> None:
    property_ = sara.api.post("/properties", json=make.PROPERTY | {"customFields": BEFORE}).json()
    customer = kept(sara, customFields=BEFORE)
    for path in (f"/customers/{customer['id']}", f"/properties/{property_['id']}"):
        answer = sara.api.patch(path, json={"customFields": PATCH})
        assert answer.json()["customFields"] == AFTER
        assert sara.api.get(path).json()["customFields"] == AFTER
        unchanged: list[Any] = [{"customFields": {}}, {"customFields": {"never": None}}, {}]
        for body in unchanged:
            assert sara.api.patch(path, json=body).json()["customFields"] == AFTER, body


def test_the_report_itself(sara: make.Person) -> None:
    path = f"/customers/{kept(sara, customFields={'a': 1, 'b': 2})['id']}"
    changed = sara.api.patch(path, json={"customFields": {"a": None, "c": 3}}).json()
    assert changed["customFields"] == {"b": 2, "c": 3}


def test_preferences_and_settings_of_notifications_are_merged(app: Running, people: People) -> None:
    one = people()
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "update nova.users set preferences = %s, notification_settings = %s where id = %s",
            [Jsonb(BEFORE), Jsonb({"sms": {"quiet": True, "loud": True}}), one.id],
        )
    body: dict[str, Any] = {
        "preferences": PATCH,
        "notificationSettings": {"sms": {"loud": None}, "mail": False},
    }
    changed = one.api.patch("/users/me", json=body).json()
    assert changed["preferences"] == AFTER
    assert changed["notificationSettings"] == {"sms": {"quiet": True}, "mail": False}
    only = one.api.patch("/users/me", json={"preferences": {"new": None}}).json()
    assert only["preferences"] == {key: AFTER[key] for key in AFTER if key != "new"}
    assert only["notificationSettings"] == changed["notificationSettings"]


def test_a_teams_settings_are_merged(app: Running, manager: make.Person) -> None:
    path = f"/teams/{manager.team}"
    with psycopg.connect(app.owner_url) as owner:
        settings = Jsonb({"sharedPool": True, "later": {"a": 1}})  # of a version to come
        owner.execute("update nova.teams set settings = %s where id = %s", [settings, manager.team])
    changed = manager.api.patch(path, json={"settings": {"sharedPool": False}}).json()
    assert changed["settings"]["sharedPool"] is False
    with psycopg.connect(app.owner_url) as owner:
        kept = owner.execute("select settings from nova.teams where id = %s", [manager.team])
        assert kept.fetchone() == ({"sharedPool": False, "later": {"a": 1}},)


def test_a_patch_of_a_team_that_names_no_setting_changes_none(manager: make.Person) -> None:
    path = f"/teams/{manager.team}"
    opened = manager.api.patch(path, json={"settings": {"sharedPool": True}}).json()
    assert opened["settings"] == {"sharedPool": True, "taskReview": False, "words": {}}
    again = manager.api.patch(path, json={"settings": {}}).json()
    assert again["settings"] == opened["settings"]


# A time has a zone.


@pytest.mark.parametrize(
    "naive", ["2026-11-01T00:00:00", "2026-11-01 00:00:00", "2026-11-01T00:00:00.5", "2026-11-01"]
)
def test_a_time_without_a_zone_is_refused(sara: make.Person, naive: str) -> None:
    answer = sara.api.get("/customers", params={"contactedBefore": naive})
    assert refused(answer) == (400, "validation_failed")
    assert field_of(answer) == "contactedBefore"
    filed = sara.api.post("/requests", json=make.REQUEST | {"expiresAt": naive})
    assert (refused(filed), field_of(filed)) == ((400, "validation_failed"), "expiresAt")


def test_a_time_is_that_of_its_zone(app: Running, people: People) -> None:
    broker = people()
    made = kept(broker)["id"]
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "update nova.customers set last_contact = '2026-10-31T22:30:00Z' where id = %s", [made]
        )
    for until, ids in (
        ("2026-11-01T00:00:00+03:00", []),  # which is 21:00Z of the day before
        ("2026-11-01T00:00:00Z", [made]),
        ("2026-11-01T02:00:00+03:00", [made]),
    ):
        page = broker.api.get("/customers", params={"contactedBefore": until}).json()
        assert [row["id"] for row in page["data"]] == ids, until


# If-Match names as many versions as it likes.


def change(api: httpx.Client, path: str, *if_match: str) -> httpx.Response:
    """Change a customer, with a line of If-Match each."""
    lines = [*api.headers.items(), *(("if-match", line) for line in if_match)]
    return api.patch(path, json={"notes": "z"}, headers=httpx.Headers(lines))


@pytest.mark.parametrize(
    "form",
    ['"x", "{v}"', '"x","{v}"', '"{v}", "x"', '"x" , "y" ,"{v}"', '"x,y", "{v}"', ', "{v}",', '"{v}"',
     'W/"{v}"', 'W/"x", W/"{v}"', '"x", W/"{v}"', "*"],
)  # fmt: skip
def test_any_version_that_matches_lets_a_change_through(sara: make.Person, form: str) -> None:
    path = f"/customers/{kept(sara)['id']}"
    for word in ("x", "y"):
        sara.api.patch(path, json={"notes": word})
    version = sara.api.get(path).headers["etag"].strip('"')
    assert version == "3"
    answer = change(sara.api, path, form.format(v=version))
    assert (answer.status_code, answer.headers.get("etag")) == (200, '"4"'), answer.text
    assert sara.api.delete(path, headers={"if-match": '"x", "4"'}).status_code == 204


@pytest.mark.parametrize("form", ['"x"', '"x", "y"', '"1", "2", "4"', 'W/"33"', '"3x"', '"x,3"'])
def test_no_version_that_matches_stops_it(sara: make.Person, form: str) -> None:
    path = f"/customers/{kept(sara)['id']}"
    for word in ("x", "y"):
        sara.api.patch(path, json={"notes": word})
    assert refused(change(sara.api, path, form)) == (412, "precondition_failed")
    assert sara.api.get(path).json()["version"] == 3


@pytest.mark.parametrize("lines", [('"x"', '"1"'), ('"1"', '"x"')])
def test_versions_on_two_lines_are_one_list(sara: make.Person, lines: tuple[str, str]) -> None:
    """RFC 9110, section 5.3: a list may come as several lines of one name."""
    path = f"/customers/{kept(sara)['id']}"
    assert change(sara.api, path, *lines).status_code == 200
