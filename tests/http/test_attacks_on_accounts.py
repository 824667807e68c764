"""What strangers tried on accounts: guessing, locking out, using up, listening; each by its right
answer."""

import contextlib
import ipaddress
import json
import os
import re
import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import jwt
import psycopg
import pytest

import make
from conftest import Running
from feed import opened
from make import refused
from nova.database import addresses
from nova.live import hub

People = Callable[..., make.Person]
NEW = "New12345!"
HASH = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5cw$bm9ib2R5cw"
KEY = b"k" * 32  # no key of the app's: what is made under it fits no code of its
START_LOGIN = "select nova.start_login(%s)"
SEND_CODE = "select nova.send_code(%s, %s, %s, %s)"
REGISTER = "select nova.register_user(%s, %s, %s, 'x', 'BROKER', %s, 30, null, %s, %s)"
RESET = "select nova.reset_password(%s, %s, %s, %s)"


def login(api: make.Client, identifier: str, password: str = make.PASSWORD) -> httpx.Response:
    return api.post("/auth/login", json={"identifier": identifier, "password": password})


def site() -> str:
    """The first three groups of a /48 that nobody has called from."""
    _, a, b, c = map(int, make.address().split("."))
    return f"2001:{a:x}:{b * 256 + c:x}"


@pytest.fixture
def line(app: Running) -> Iterator[psycopg.Connection]:
    """The app's own login: for what would cost a hash each time over HTTP."""
    url = addresses.as_role(app.owner_url, "nova_app")
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


def ask(line: psycopg.Connection, peer: str, statement: str, *values: object) -> str:
    """What somebody there, who has not logged in, is answered: `done`, or a refusal's code."""
    try:
        with line.transaction():
            line.execute(
                "select private.begin_request(null, null, false, 'test', %s, null)", [peer]
            )
            line.execute(statement.encode(), values)
    except psycopg.Error as error:
        return str(error.diag.message_primary)
    return "done"


@contextlib.contextmanager
def calling_from(app: Running, peer: str) -> Iterator[make.Client]:
    with make.Client(app.url) as api:
        api.headers["x-forwarded-for"] = peer
        yield api


def notices(api: make.Client, title: str) -> list[dict[str, Any]]:
    listed = api.get("/notifications", params={"limit": 100}).json()["data"]
    return [each for each in listed if each["title"] == title]


def log_lines(event: str) -> list[dict[str, Any]]:
    lines = (json.loads(each) for each in make.LOG.read_text().splitlines() if event in each)
    return [each for each in lines if each["event"] == event]


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


# Guessing, and locking out by guessing


def test_strangers_of_many_networks_lock_nobody_out_where_they_logged_in_before(
    app: Running, api: make.Client, line: psycopg.Connection
) -> None:
    owner, joined = make.register(app.url)
    email, office = joined["user"]["email"], f"{site()}:1"
    with calling_from(app, f"{office}::1") as desk:
        assert login(desk, email).status_code == 200
    bots, others = site(), [site() for _ in range(10)]
    peers = [f"{bots}:{n % 256:x}::{n:x}" for n in range(305)]
    peers += [f"{others[n % 10]}:{n:x}::1" for n in range(300)]
    said = Counter(ask(line, peer, START_LOGIN, email) for peer in peers)
    assert said == {"done": 299, "too_many_requests": 306}, "300, the desk's first among them"
    assert refused(login(api, email)) == (429, "too_many_requests"), "guessing has an end"
    assert login(owner, email).status_code == 200
    assert login(owner, joined["user"]["phone"]).status_code == 200
    with calling_from(app, f"{office}:2:3:4:5") as colleague:
        assert login(colleague, email).status_code == 200, "of the same /64"
    owner.close()


def test_phone_and_e_mail_of_an_account_have_one_budget_of_strangers(
    app: Running, line: psycopg.Connection
) -> None:
    owner, joined = make.register(app.url)
    user, bots = joined["user"], [site() for _ in range(10)]
    names = [user["email"], user["phone"], user["email"].upper(), "0" + user["phone"][4:]]
    said = {ask(line, f"{bots[n % 10]}:{n:x}::1", START_LOGIN, names[n % 4]) for n in range(300)}
    assert said == {"done"}
    for name in names:
        assert ask(line, f"{site()}::1", START_LOGIN, name) == "too_many_requests", name
    assert login(owner, user["phone"]).status_code == 200
    owner.close()


COMMON = ["password", "PassWord", "12345678", "aaaaaaaa", "novacrm!"]


def poor(answer: httpx.Response) -> bool:
    """Whether a password was refused as one of the first that are guessed."""
    return refused(answer) == (422, "password_common")


def fields(answer: httpx.Response) -> list[str]:
    return [each["field"] for each in answer.json()["details"]]


def own_words(user: dict[str, Any]) -> list[str]:
    """What somebody who knows the account tries first."""
    return [user["email"].partition("@")[0], "0" + user["phone"][4:], user["phone"]]


def test_registering_refuses_what_is_guessed_first(app: Running, api: make.Client) -> None:
    user = {"email": make.email(), "phone": "+966" + make.mobile()[1:]}
    body = user | {"name": "سارة العتيبي"}
    for password in (*COMMON, *own_words(user), "سارة العتيبي", user["email"]):
        answer = api.post("/auth/register", json=body | {"password": password})
        assert poor(answer) and fields(answer) == ["password"], password
    assert api.post("/auth/register", json=body | {"password": NEW}).status_code == 201


@pytest.mark.parametrize("given", ["email", "phone"])
def test_a_reset_refuses_what_is_guessed_first(app: Running, given: str) -> None:
    owner, joined = make.register(app.url)
    user = joined["user"]
    owner.post("/auth/forgot-password", json={"identifier": user[given]})
    body = {"identifier": user[given], "code": make.code(user["phone"], 1)}
    typed = own_words(user)[:1] if given == "email" else own_words(user)[1:]
    for password in (*COMMON, *typed):
        answer = owner.post("/auth/reset-password", json=body | {"password": password})
        assert poor(answer) and fields(answer) == ["password"], password
    assert owner.post("/auth/reset-password", json=body | {"password": NEW}).status_code == 200
    owner.close()


def test_a_reset_tells_nobody_without_its_code_what_else_the_account_is_called(
    app: Running, api: make.Client
) -> None:
    _, joined = make.register(app.url)
    user = joined["user"]
    email, local, foreign = own_words(user)
    for typed, guessed in (("email", local), ("email", foreign), ("phone", email)):
        body = {"identifier": user[typed], "code": "000000", "password": guessed}
        assert refused(api.post("/auth/reset-password", json=body)) == (400, "otp_invalid")


def test_a_change_refuses_what_is_guessed_first(app: Running) -> None:
    owner, joined = make.register(app.url)
    for password in (*COMMON, *own_words(joined["user"])):
        body = {"oldPassword": make.PASSWORD, "newPassword": password}
        answer = owner.post("/auth/change-password", json=body)
        assert poor(answer) and fields(answer) == ["newPassword"], password
    body = {"oldPassword": make.PASSWORD, "newPassword": NEW}
    assert owner.post("/auth/change-password", json=body).status_code == 200
    owner.close()


def test_passwords_that_wait_are_at_most_four_of_a_network_and_no_others_wait_for_them(
    app: Running, start_app: Callable[..., Running]
) -> None:
    slow = start_app(app.owner_url, password_threads=1)
    owner, joined = make.register(app.url)
    peer, gate = make.address(), threading.Barrier(14)
    flood: list[tuple[int, str]] = []
    others: dict[str, int] = {}

    def guess() -> None:
        with calling_from(slow, peer) as api:
            api.get("/health")
            gate.wait()
            flood.append(refused(login(api, make.email())))

    def come(name: str, password: str) -> None:
        with calling_from(slow, make.address()) as api:
            api.get("/health")
            gate.wait()
            others[name] = login(api, joined["user"]["email"], password).status_code

    threads = [threading.Thread(target=guess) for _ in range(12)]
    threads.append(threading.Thread(target=come, args=("right", make.PASSWORD)))
    threads.append(threading.Thread(target=come, args=("wrong", "wrong")))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    said = Counter(flood)
    assert set(said) == {(401, "invalid_credentials"), (429, "too_many_at_once")}
    assert said[401, "invalid_credentials"] >= 4
    assert others == {"right": 200, "wrong": 401}
    owner.close()


def test_an_owner_is_told_once_of_the_twentieth_wrong_try(app: Running) -> None:
    owner, joined = make.register(app.url)
    user, title = joined["user"], "محاولات دخول خاطئة"
    for n in range(22):
        with make.Client(app.url) as stranger:
            assert login(stranger, user["phone" if n % 2 else "email"], "wrong").status_code == 401
        assert len(notices(owner, title)) == (1 if n >= 19 else 0), n
    (notice,) = notices(owner, title)
    assert notice["category"] == "logins_failed"
    sent = make.eventually(lambda: [
        text for text in make.messages(user["phone"]) if text == notice["message"]])  # fmt: skip
    assert len(sent) == 1
    owner.close()


def test_a_failed_log_in_is_a_line_of_the_log_with_its_account_and_no_secret(app: Running) -> None:
    owner, joined = make.register(app.url)
    for name, account in ((joined["user"]["phone"], joined["user"]["id"]), (make.email(), None)):
        with make.Client(app.url) as stranger:
            assert login(stranger, name, "wr0ng and s3cret").status_code == 401
            peer = stranger.headers["x-forwarded-for"]
        (found,) = [each for each in log_lines("login_failed") if each["ip"] == peer]
        assert (found["account"], found["level"]) == (account, "warning")
    assert "wr0ng and s3cret" not in make.LOG.read_text()
    owner.close()


# One address, several spellings


@pytest.mark.parametrize("host", ["127.0.0.1", "::"])
def test_an_ipv4_caller_is_one_in_every_spelling_and_two_of_them_are_two(
    app: Running, start_app: Callable[..., Running], host: str
) -> None:
    if host == "::" and not socket.has_dualstack_ipv6():
        pytest.skip("this machine has no IPv6")
    one = app if host == "127.0.0.1" else start_app(app.owner_url, host=host)
    email, four = make.email(), make.address()
    octets = [int(each) for each in four.split(".")]
    as_hex = f"::ffff:{octets[0]:02x}{octets[1]:02x}:{octets[2]:02x}{octets[3]:02x}"
    spellings = [four, f"::ffff:{four}", f"::FFFF:{four}", as_hex, f"0:0:0:0:0:ffff:{four}"]
    for peer in spellings:
        with calling_from(one, peer) as api:
            assert login(api, email, "wrong").status_code == 401, peer
    with psycopg.connect(app.owner_url) as owner:
        closed = owner.execute(
            "update private.auth_attempts set used = 20 where bucket like %s", [f"login:{email}:%"]
        )
    assert closed.rowcount == 1
    for peer in spellings:
        with calling_from(one, peer) as api:
            assert refused(login(api, email, "wrong")) == (429, "too_many_requests"), peer
    with calling_from(one, f"::ffff:{make.address()}") as api:
        assert login(api, email, "wrong").status_code == 401, "another IPv4 address"
    assert (
        httpx.get(f"{one.url}/api/metrics", trust_env=False, verify=make.PLAIN).status_code == 200
    ), "loopback"


@pytest.mark.parametrize("kind", ["an IPv4 address", "an IPv6 network"])
def test_the_room_of_silent_sockets_is_a_networks(
    either_app: Running, people: People, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(hub, "MOST_UNKNOWN", 3)
    sara, four, six = people(), make.address(), f"{site()}:1"
    spellings = {
        "an IPv4 address": [four, f"::ffff:{four}", f"::FFFF:{four}", four],
        "an IPv6 network": [f"{six}::1", f"{six}::2", f"{six}:a:b:c:d", f"{six}::3"],
    }[kind]
    others = {
        "an IPv4 address": f"::ffff:{make.address()}", "an IPv6 network": f"{site()}:1::1",
    }  # fmt: skip
    with contextlib.ExitStack() as stack:

        def come(peer: str) -> Any:
            headers = {"x-forwarded-for": peer}
            return stack.enter_context(opened(either_app, additional_headers=headers))

        for peer in spellings[:3]:
            come(peer)
        assert come(spellings[3]).closed_with() == 1013
        other = come(others[kind])
        other.say("auth", token=sara.token)
        assert other.hear()["type"] == "ready"


ADDRESSES = {  # each with the network it is counted as
    "1.2.3.4": "1.2.3.4",
    "0.0.0.0": "0.0.0.0",
    "255.255.255.255": "255.255.255.255",
    "127.0.0.1": "127.0.0.1",
    "127.1.2.3": "127.1.2.3",
    "10.0.0.1": "10.0.0.1",
    "100.64.0.1": "100.64.0.1",
    "169.254.1.1": "169.254.1.1",
    "192.0.2.255": "192.0.2.255",
    "224.0.0.1": "224.0.0.1",
    "::ffff:1.2.3.4": "1.2.3.4",
    "::FFFF:1.2.3.4": "1.2.3.4",
    "::ffff:102:304": "1.2.3.4",
    "0:0:0:0:0:ffff:1.2.3.4": "1.2.3.4",
    "0000:0000:0000:0000:0000:ffff:0102:0304": "1.2.3.4",
    "::ffff:0.0.0.0": "0.0.0.0",
    "::ffff:255.255.255.255": "255.255.255.255",
    "::ffff:127.0.0.1": "127.0.0.1",
    "::ffff:1.2.3.4%eth0": "1.2.3.4",
    "::": "::/64",
    "::1": "::/64",
    "::1.2.3.4": "::/64",
    "::ffff:0:1.2.3.4": "::/64",
    "::fffe:1.2.3.4": "::/64",
    "::1:ffff:1.2.3.4": "::/64",
    "0:0:0:1:0:ffff:1.2.3.4": "0:0:0:1::/64",
    "64:ff9b::1.2.3.4": "64:ff9b::/64",
    "2002:102:304::1": "2002:102:304::/64",
    "2001:0:1:2:3:4:5:6": "2001:0:1:2::/64",
    "2001:db8::1": "2001:db8::/64",
    "2001:DB8::1": "2001:db8::/64",
    "2001:0db8:0000:0000:0000:0000:0000:0001": "2001:db8::/64",
    "2001:db8:0:1::1": "2001:db8:0:1::/64",
    "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64",
    "2001:db8:1:2::": "2001:db8:1:2::/64",
    "2001:db8:1:2:ffff:ffff:ffff:ffff": "2001:db8:1:2::/64",
    "2001:db8:1:3::": "2001:db8:1:3::/64",
    "2001:db8:0:0:1::": "2001:db8::/64",
    "1:0:0:2::": "1:0:0:2::/64",
    "fd00:1:2:3::4": "fd00:1:2:3::/64",
    "fe80::1": "fe80::/64",
    "fe80::1%eth0": "fe80::/64",
    "fe80::1%2": "fe80::/64",
    "ff02::1": "ff02::/64",
    "ffff:ffff:ffff:ffff::1": "ffff:ffff:ffff:ffff::/64",
    "ffff::1.2.3.4": "ffff::/64",
}


def test_app_and_database_count_every_address_as_the_same_network(app: Running) -> None:
    from nova.networks import address, network

    with psycopg.connect(app.owner_url) as owner:
        for text, counted in ADDRESSES.items():
            bare = text.partition("%")[0]
            row = owner.execute(
                "select private.network_of(%s::inet), private.network_of(%s::inet)",
                [bare, address(text)],
            ).fetchone()
            assert (network(text), *(row or ())) == (counted,) * 3, text
        assert {network(each) for each in ("", "unknown", "1.2.3", "localhost")} == {"unknown"}
        owner.execute("select set_config('nova.client_ip', '', true)")
        assert owner.execute("select private.client_network()").fetchone() == ("unknown",)


# Codes


def test_the_fifty_first_registration_of_an_hour_from_one_network_is_refused(
    app: Running, line: psycopg.Connection
) -> None:
    network, elsewhere = f"{site()}:1", make.address()

    def join(peer: str) -> str:
        values = make.email(), make.mobile(), HASH, os.urandom(32), "123456", KEY
        return ask(line, peer, REGISTER, *values)

    assert {join(f"{network}::{n:x}") for n in range(50)} == {"done"}
    body = {"email": make.email(), "phone": make.mobile(), "password": NEW, "name": "نورة"}
    with calling_from(app, f"{network}:a:b:c:d") as api:
        answer = api.post("/auth/register", json=body)
        assert refused(answer) == (429, "too_many_requests")
        assert 1 <= int(answer.headers["retry-after"]) <= 3600
        sought = {"identifier": make.email()}
        assert refused(api.post("/auth/forgot-password", json=sought))[0] == 429, "codes too"
    assert join(elsewhere) == "done"
    with psycopg.connect(app.owner_url) as owner:
        made = owner.execute("select from nova.users where email = %s", [body["email"]])
        assert made.rowcount == 0


def test_strangers_use_up_no_codes_of_an_owner_who_asks_from_a_known_network(
    app: Running, line: psycopg.Connection
) -> None:
    owner, joined = make.register(app.url)
    user, bots = joined["user"], site()
    for n in range(25):
        for each, purpose in (
            ("phone", "PASSWORD_RESET"), ("email", "PASSWORD_RESET"), ("phone", "PHONE_VERIFICATION"),
        ):  # fmt: skip
            peer = f"{bots}:{n:x}::1"
            ask(line, peer, SEND_CODE, user[each], purpose, "000001", KEY)
    make.eventually(lambda: any("000001" in text for text in make.messages(user["phone"])))
    answer = owner.post("/auth/forgot-password", json={"identifier": user["phone"]})
    assert answer.status_code == 200

    def sent() -> list[str]:
        found = re.findall(r"\b\d{6}\b", " ".join(make.messages(user["phone"])[1:]))
        return [code for code in found if code != "000001"]

    code = make.eventually(sent)[0]
    body = {"identifier": user["phone"], "code": code, "password": NEW}
    assert owner.post("/auth/reset-password", json=body).status_code == 200
    told = [text for text in make.messages(user["phone"]) if "000001" in text]
    assert len(told) <= 2, "one a minute for each purpose, for all strangers together"
    owner.close()


def test_wrong_codes_from_elsewhere_use_up_no_tries_of_whoever_asked(
    app: Running, line: psycopg.Connection
) -> None:
    owner, joined = make.register(app.url)
    phone = joined["user"]["phone"]
    code = make.code(phone)
    for n in range(12):
        with make.Client(app.url) as stranger:
            body = {"phone": phone, "code": wrong(code)}
            if n == 0:
                stranger.post("/auth/resend-otp", json={"phone": phone})
            assert refused(stranger.post("/auth/verify-otp", json=body)) == (400, "otp_invalid")
    assert owner.post("/auth/verify-otp", json={"phone": phone, "code": code}).status_code == 200

    owner.post("/auth/forgot-password", json={"identifier": phone})
    code = make.code(phone, 2)
    for _ in range(12):
        assert ask(line, make.address(), RESET, phone, wrong(code), HASH, KEY) == "done"
    body = {"identifier": phone, "code": code, "password": NEW}
    assert owner.post("/auth/reset-password", json=body).status_code == 200
    owner.close()


def test_a_code_has_five_tries_where_it_was_asked_for_and_five_elsewhere(
    app: Running, line: psycopg.Connection
) -> None:
    owner, joined = make.register(app.url)
    phone, home = joined["user"]["phone"], owner.headers["x-forwarded-for"]
    right = {"phone": phone, "code": make.code(phone)}
    for _ in range(5):
        with make.Client(app.url) as stranger:
            stranger.post("/auth/verify-otp", json=right | {"code": wrong(right["code"])})
    with make.Client(app.url) as stranger:
        assert refused(stranger.post("/auth/verify-otp", json=right)) == (400, "otp_invalid")
    for _ in range(5):
        owner.post("/auth/verify-otp", json=right | {"code": wrong(right["code"])})
    assert refused(owner.post("/auth/verify-otp", json=right)) == (400, "otp_invalid"), home
    owner.close()


@pytest.mark.parametrize("purpose", ["verify", "reset"])
def test_a_right_code_counts_from_another_network_than_it_was_asked_from(
    app: Running, api: make.Client, purpose: str
) -> None:
    owner, joined = make.register(app.url)
    phone = joined["user"]["phone"]
    if purpose == "verify":
        body = {"phone": phone, "code": make.code(phone)}
        assert api.post("/auth/verify-otp", json=body).status_code == 200
    else:
        owner.post("/auth/forgot-password", json={"identifier": phone})
        body = {"identifier": phone, "code": make.code(phone, 1), "password": NEW}
        assert api.post("/auth/reset-password", json=body).status_code == 200
        assert login(api, phone, NEW).status_code == 200
    owner.close()


def test_the_networks_of_one_site_have_one_budget(app: Running, line: psycopg.Connection) -> None:
    bots, others = site(), site()

    def wanted(peer: str) -> str:
        return ask(line, peer, SEND_CODE, make.email(), "PASSWORD_RESET", "000001", KEY)

    assert {wanted(f"{bots}:{n:x}::1") for n in range(200)} == {"done"}
    assert wanted(f"{bots}:ffff::1") == "too_many_requests"
    assert wanted(f"{others}:1::1") == "done"

    assert ask(line, f"{bots}:1::1", START_LOGIN, make.email()) == "done"
    with psycopg.connect(app.owner_url) as owner:
        spent = owner.execute(
            "update private.auth_attempts set used = 1200 where bucket = %s returning bucket",
            [f"login-site:{ipaddress.ip_network(f'{bots}::/48')}"],
        )
        assert spent.rowcount == 1
    assert ask(line, f"{bots}:2::1", START_LOGIN, make.email()) == "too_many_requests"
    assert ask(line, f"{others}:2::1", START_LOGIN, make.email()) == "done"


# What an account says, and to whom


def test_identity_number_and_birth_date_are_in_no_event(app: Running, people: People) -> None:
    sara = people()
    said = {"idNumber": "1000000008", "dateOfBirth": "1991-07-23"}
    answer = sara.api.patch("/users/me", json=said | {"city": "الرياض"})
    assert answer.status_code == 200 and said.items() <= answer.json().items()
    sara.api.patch("/users/me", json=dict.fromkeys(said))
    with psycopg.connect(app.owner_url) as owner:
        rows = owner.execute(
            "select event, data::text from nova.events where entity_id = %s", [sara.id]
        ).fetchall()
        (found,) = owner.execute(
            "select count(*) from nova.events where data::text ~ 'idNumber|dateOfBirth'"
            " or data::text ~ %s", ["|".join(said.values())],
        ).fetchone() or (None,)  # fmt: skip
    assert any(event == "user.updated" and "الرياض" in data for event, data in rows)
    assert found == 0


def test_asking_by_phone_and_then_by_e_mail_tells_not_that_they_are_one_account(
    app: Running,
) -> None:
    _, joined = make.register(app.url)
    _, another = make.register(app.url)
    pairs = [
        (joined["user"]["phone"], joined["user"]["email"]),
        (joined["user"]["phone"], another["user"]["email"]),
        (make.mobile(), make.email()),
    ]
    said = []
    for pair in pairs:
        with make.Client(app.url) as stranger:
            answers = [
                stranger.post("/auth/forgot-password", json={"identifier": each}) for each in pair
            ]
        said.append([(each.status_code, each.json()) for each in answers])
    assert said[0] == said[1] == said[2]
    assert [status for status, _ in said[0]] == [200, 200]


def test_a_token_names_its_audience_and_one_for_another_or_none_is_refused(
    app: Running, start_app: Callable[..., Running]
) -> None:
    secret = "s" * 32
    other = start_app(app.owner_url, token_algorithm="HS256", token_secret=secret)
    client, joined = make.register(other.url)
    claims = jwt.decode(joined["token"], options={"verify_signature": False})
    assert claims["aud"] == "nova-api"
    without = {name: value for name, value in claims.items() if name != "aud"}

    def status(said: dict[str, Any]) -> Any:
        token = jwt.encode(said, secret, "HS256", {"kid": "hs256"})
        client.headers["authorization"] = f"Bearer {token}"
        answer = client.get("/auth/me")
        return answer.status_code, answer.json().get("code")

    for wrong_one in (
        without,
        claims | {"aud": "nova"},
        claims | {"aud": ""},
        claims | {"aud": []},
    ):
        assert status(wrong_one) == (401, "token_invalid"), wrong_one.get("aud")
    assert status(claims) == (200, None)
    client.close()


def test_a_device_logs_in_again_after_ninety_days_however_often_it_refreshed(
    app: Running, people: People
) -> None:
    sara = people()

    def refresh(token: str) -> httpx.Response:
        return sara.api.post("/auth/refresh", json={"refreshToken": token})

    def logged_in(ago: int) -> None:
        with psycopg.connect(app.owner_url) as owner:
            owner.execute(
                "update nova.sessions set logged_in_at = now() - %s * interval '1 day'"
                " where user_id = %s", [ago, sara.id],
            )  # fmt: skip

    logged_in(89)
    child = refresh(sara.refresh_token)
    assert child.status_code == 200
    with psycopg.connect(app.owner_url) as owner:
        kept = owner.execute(
            "select count(*), count(distinct logged_in_at) from nova.sessions where user_id = %s",
            [sara.id],
        ).fetchone()
    assert kept == (2, 1), "a child has its parent's log-in"
    logged_in(91)
    assert refused(refresh(child.json()["refreshToken"])) == (401, "refresh_invalid")
    assert login(sara.api, sara.email).status_code == 200


@pytest.mark.parametrize("how", ["changed", "reset"])
def test_an_owner_is_told_that_the_password_is_another(app: Running, how: str) -> None:
    owner, joined = make.register(app.url)
    phone, title = joined["user"]["phone"], "غُيّرت كلمة المرور"
    assert notices(owner, title) == []
    if how == "changed":
        body = {"oldPassword": make.PASSWORD, "newPassword": NEW}
        assert owner.post("/auth/change-password", json=body).status_code == 200
    else:
        owner.post("/auth/forgot-password", json={"identifier": phone})
        body = {"identifier": phone, "code": make.code(phone, 1), "password": NEW}
        assert owner.post("/auth/reset-password", json=body).status_code == 200
        token = login(owner, phone, NEW).json()["token"]
        owner.headers["authorization"] = f"Bearer {token}"
    (notice,) = notices(owner, title)
    assert (notice["category"], notice["priority"]) == ("password_changed", "URGENT")
    assert make.eventually(lambda: notice["message"] in make.messages(phone))
    owner.close()


def test_figures_are_for_loopback_alone_unless_a_token_is_set(
    app: Running, start_app: Callable[..., Running]
) -> None:
    def status(one: Running, peer: str | None = None, token: str | None = None) -> int:
        headers = httpx.Headers({"x-forwarded-for": peer} if peer else {}, "latin-1")
        if token is not None:
            headers["authorization"] = f"Bearer {token}"
        answer = httpx.get(
            f"{one.url}/api/metrics", headers=headers, trust_env=False, verify=make.PLAIN
        )
        assert ("nova_request_seconds" in answer.text) == (answer.status_code == 200)
        return answer.status_code

    token = "a token of the scrapers"
    for peer in (make.address(), f"{site()}::1", "127.0.0.1, 192.0.2.1", "::ffff:192.0.2.1", "x"):
        assert status(app, peer) == 403, peer
        assert status(app, peer, token) == 403, peer
    assert status(app) == 200
    closed = start_app(app.owner_url, metrics_token=token)
    callers = [None, make.address(), "::1"]
    for caller in callers:
        assert status(closed, caller) == 403, caller
        for near in (token[:-1], token + "x", "x", "é" * len(token)):
            assert status(closed, caller, near) == 403, (caller, near)
        assert status(closed, caller, token) == 200, caller
