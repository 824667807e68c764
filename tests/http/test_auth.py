"""Accounts, sessions, codes and passwords, as a client meets them."""

import base64
import json
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import jwt
import psycopg
import pytest

import make
from conftest import Running, settings_for
from nova.errors.refused import Refused
from nova.identity.tokens import Tokens, add_key
from nova.settings import Settings


def login(api: make.Client, identifier: str, password: str = make.PASSWORD) -> Any:
    return api.post("/auth/login", json={"identifier": identifier, "password": password})


def test_the_answers_keep_the_shapes_of_the_original_request(
    app: Running, api: make.Client
) -> None:
    _, joined = make.register(app.url, phone="0501112233", name="نورة")
    ends = {"expiresAt", "refreshExpiresAt"}  # beside what was asked for
    assert set(joined) - ends == {"user", "token", "refreshToken", "requiresVerification"}
    assert {"id", "name", "email", "phone", "role"} <= set(joined["user"])
    assert joined["user"]["phone"] == "+966501112233"
    assert joined["user"]["role"] == "BROKER"
    answer = login(api, joined["user"]["email"]).json()
    assert answer["user"]["subscription"].keys() == {"plan", "status", "expiresAt"}
    assert (answer["user"]["subscription"]["plan"], answer["user"]["subscription"]["status"]) == (
        "trial",
        "TRIAL",
    )
    claims = jwt.decode(answer["token"], options={"verify_signature": False})
    assert claims["subscription"] == {"plan": "trial", "status": "TRIAL"}
    assert {"sub", "sid", "email", "phone", "role", "iat", "exp", "iss"} <= set(claims)
    assert claims["exp"] - claims["iat"] == 900
    assert datetime.fromisoformat(answer["expiresAt"]).timestamp() == claims["exp"]
    until = datetime.fromisoformat(answer["refreshExpiresAt"]) - datetime.now(UTC)
    assert timedelta(days=29, hours=23) < until < timedelta(days=30)


@pytest.mark.parametrize("form", ["0{n}", "+966{n}", "00966{n}", "966 {n}", "{n}"])
def test_a_phone_logs_in_in_any_form(app: Running, api: make.Client, form: str) -> None:
    _, joined = make.register(app.url)
    number = joined["user"]["phone"].removeprefix("+966")
    assert login(api, form.format(n=number)).status_code == 200


@pytest.mark.parametrize("role", ["ADMIN", "OWNER", "MANAGER", "TEAM_MEMBER", "admin", ""])
def test_nobody_chooses_a_higher_role(api: make.Client, role: str) -> None:
    body = {
        "email": make.email(),
        "phone": make.mobile(),
        "password": "Test1234!",
        "name": "x",
        "role": role,
    }
    answer = api.post("/auth/register", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "role_refused")
    assert answer.json()["details"][0]["field"] == "role"


def test_a_known_email_or_phone_is_refused_and_nothing_is_written(
    app: Running, api: make.Client
) -> None:
    _, joined = make.register(app.url)
    for taken in ({"email": joined["user"]["email"].upper()}, {"phone": joined["user"]["phone"]}):
        body = {
            "email": make.email(),
            "phone": make.mobile(),
            "password": "Test1234!",
            "name": "x",
        } | taken
        answer = api.post("/auth/register", json=body)
        assert (answer.status_code, answer.json()["code"]) == (409, "account_exists")
    with psycopg.connect(app.owner_url) as owner:
        row = owner.execute(
            "select count(*) from nova.users where name = 'x' and email = %s", [body["email"]]
        )
        assert row.fetchone() == (0,)


def test_wrong_password_and_unknown_account_sound_alike_and_take_alike(app: Running) -> None:
    _, joined = make.register(app.url)
    answers: dict[str, list[float]] = {"known": [], "unknown": []}
    said = set()
    for _ in range(4):
        for kind, who in (("known", joined["user"]["email"]), ("unknown", make.email())):
            with make.Client(app.url) as api:
                started = time.perf_counter()
                answer = login(api, who, "wrong password")
                answers[kind].append(time.perf_counter() - started)
            said.add((answer.status_code, answer.json()["code"], answer.json()["error"]))
    assert len(said) == 1
    assert min(answers["unknown"]) > min(answers["known"]) / 3, "an unknown account skips the hash"


def test_five_wrong_tries_slow_down_and_twenty_close(app: Running, api: make.Client) -> None:
    _, joined = make.register(app.url)
    email = joined["user"]["email"]
    assert [login(api, email, "wrong").status_code for _ in range(5)] == [401] * 5
    closed = login(api, email)
    assert (closed.status_code, closed.json()["code"]) == (429, "too_many_requests")
    assert 1 <= int(closed.headers["retry-after"]) <= 60
    with make.Client(app.url) as elsewhere:
        assert login(elsewhere, email).status_code == 200, "another address is not closed"
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "update private.auth_attempts set used = 20 where bucket like %s",
            [f"login:{joined['user']['id']}:%"],
        )
    assert int(login(api, email).headers["retry-after"]) > 800


def test_parallel_guesses_count_too(app: Running) -> None:
    _, joined = make.register(app.url)
    address = make.address()
    statuses: list[int] = []

    def guess() -> None:
        with make.Client(app.url) as api:
            api.headers["x-forwarded-for"] = address
            statuses.append(login(api, joined["user"]["email"], "wrong").status_code)

    threads = [threading.Thread(target=guess) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses.count(401) <= 6
    assert set(statuses) == {401, 429}


def test_a_suspended_account_is_told_so_only_with_the_right_password(
    app: Running, api: make.Client
) -> None:
    _, joined = make.register(app.url)
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "update nova.users set status = 'SUSPENDED' where id = %s", [joined["user"]["id"]]
        )
    assert login(api, joined["user"]["email"], "wrong").status_code == 401
    answer = login(api, joined["user"]["email"])
    assert (answer.status_code, answer.json()["code"]) == (403, "account_suspended")


def refresh(api: make.Client, token: str) -> Any:
    return api.post("/auth/refresh", json={"refreshToken": token})


def test_two_tabs_that_refresh_at_once_get_the_same_child(app: Running) -> None:
    _, joined = make.register(app.url)
    children: list[str] = []
    gate = threading.Barrier(2)

    def tab() -> None:
        with make.Client(app.url) as api:
            gate.wait()
            children.append(refresh(api, joined["refreshToken"]).json()["refreshToken"])

    tabs = [threading.Thread(target=tab) for _ in range(2)]
    for one in tabs:
        one.start()
    for one in tabs:
        one.join()
    assert len(children) == 2
    assert len(set(children)) == 1
    with make.Client(app.url) as api:
        assert refresh(api, children[0]).status_code == 200


def test_an_old_token_used_again_logs_the_device_out(app: Running, api: make.Client) -> None:
    client, joined = make.register(app.url)
    child = refresh(api, joined["refreshToken"]).json()
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "update nova.sessions set rotated_at = rotated_at - interval '11 s' where user_id = %s",
            [joined["user"]["id"]],
        )
    again = refresh(api, joined["refreshToken"]).json()
    assert again["refreshToken"] == child["refreshToken"]  # the first answer may have been lost
    api.get("/auth/me", headers={"authorization": f"Bearer {again['token']}"})
    stolen = refresh(api, joined["refreshToken"])
    assert (stolen.status_code, stolen.json()["code"]) == (401, "refresh_reused")
    assert refresh(api, child["refreshToken"]).json()["code"] == "refresh_invalid"
    assert client.get("/auth/me").json()["code"] == "session_revoked"


@pytest.mark.parametrize("token", ["x" * 43, "not a token at all, not at all"])
def test_an_unknown_refresh_token_is_refused(api: make.Client, token: str) -> None:
    assert refresh(api, token).json()["code"] == "refresh_invalid"


def test_logout_ends_this_device_and_logout_all_every_one(app: Running) -> None:
    first, joined = make.register(app.url)
    second, third = make.Client(app.url), make.Client(app.url)
    for api in (second, third):
        token = login(api, joined["user"]["email"]).json()["token"]
        api.headers["authorization"] = f"Bearer {token}"
    assert len(first.get("/auth/sessions").json()["data"]) == 3
    assert second.post("/auth/logout").status_code == 204
    assert second.get("/auth/me").json()["code"] == "session_revoked"
    assert first.get("/auth/me").status_code == 200
    assert first.post("/auth/logout-all").status_code == 204
    assert {api.get("/auth/me").status_code for api in (first, third)} == {401}
    for api in (first, second, third):
        api.close()


def test_one_device_is_ended_by_its_id_and_a_strangers_is_not(app: Running) -> None:
    mine, joined = make.register(app.url)
    other = make.Client(app.url)
    other.headers["authorization"] = (
        f"Bearer {login(other, joined['user']['email']).json()['token']}"
    )
    stranger, _ = make.register(app.url)
    devices = mine.get("/auth/sessions").json()["data"]
    elsewhere = next(device["id"] for device in devices if not device["current"])
    assert stranger.delete(f"/auth/sessions/{elsewhere}").status_code == 404
    assert other.get("/auth/me").status_code == 200
    assert mine.delete(f"/auth/sessions/{elsewhere}").status_code == 204
    assert other.get("/auth/me").status_code == 401
    assert mine.delete(f"/auth/sessions/{elsewhere}").status_code == 404
    for api in (mine, other, stranger):
        api.close()


def test_resending_is_limited_and_sounds_alike_for_everybody(
    app: Running, api: make.Client
) -> None:
    own, joined = make.register(app.url)
    again = own.post("/auth/resend-otp", json={"phone": joined["user"]["phone"]})
    assert (again.status_code, again.json()["code"]) == (429, "too_many_requests")
    assert 1 <= int(again.headers["retry-after"]) <= 60
    unknown = make.mobile()
    first = api.post("/auth/resend-otp", json={"phone": unknown})
    second = api.post("/auth/resend-otp", json={"phone": unknown})
    assert (first.status_code, second.status_code) == (200, 429)


def test_an_email_is_verified_by_a_code_sent_to_it(app: Running, api: make.Client) -> None:
    client, joined = make.register(app.url)
    email = joined["user"]["email"]
    assert api.post("/auth/resend-otp", json={"email": email}).json()["sent"] is True
    right = {"email": email, "code": make.code(email)}
    wrong = right | {"code": f"{(int(right['code']) + 1) % 1_000_000:06}"}
    assert api.post("/auth/verify-otp", json=wrong).json()["code"] == "otp_invalid"
    assert api.post("/auth/verify-otp", json=right).json()["verified"] is True
    assert client.get("/auth/me").json()["user"]["emailVerified"] is True
    assert api.post("/auth/verify-otp", json=right).json()["code"] == "otp_invalid"
    client.close()


def test_a_code_may_be_typed_in_arabic_digits(app: Running, api: make.Client) -> None:
    _, joined = make.register(app.url)
    phone = joined["user"]["phone"]
    arabic = make.code(phone).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert api.post("/auth/verify-otp", json={"phone": phone, "code": arabic}).status_code == 200


def test_a_forgotten_password_is_reset_and_every_device_leaves(
    app: Running, api: make.Client
) -> None:
    client, joined = make.register(app.url)
    phone = joined["user"]["phone"]
    known = api.post("/auth/forgot-password", json={"identifier": phone})
    unknown = api.post("/auth/forgot-password", json={"identifier": make.mobile()})
    assert known.json() == unknown.json()
    reset = {"identifier": phone, "code": make.code(phone, 1), "password": "New12345!"}
    assert api.post("/auth/reset-password", json=reset | {"code": "000000"}).status_code in {
        400,
        200,
    }
    assert api.post("/auth/reset-password", json=reset).status_code == 200
    assert client.get("/auth/me").status_code == 401
    assert login(api, phone).status_code == 401
    assert login(api, phone, "New12345!").status_code == 200
    client.close()


def test_a_reset_code_verifies_no_phone(app: Running, api: make.Client) -> None:
    _, joined = make.register(app.url)
    phone = joined["user"]["phone"]
    api.post("/auth/forgot-password", json={"identifier": phone})
    answer = api.post("/auth/verify-otp", json={"phone": phone, "code": make.code(phone, 1)})
    assert answer.json()["code"] == "otp_invalid"


def test_changing_the_password_needs_the_old_one_and_logs_others_out(app: Running) -> None:
    mine, joined = make.register(app.url)
    other = make.Client(app.url)
    other.headers["authorization"] = (
        f"Bearer {login(other, joined['user']['email']).json()['token']}"
    )
    body = {"oldPassword": "wrong", "newPassword": "New12345!"}
    assert mine.post("/auth/change-password", json=body).json()["code"] == "invalid_credentials"
    assert (
        mine.post("/auth/change-password", json=body | {"oldPassword": make.PASSWORD}).status_code
        == 200
    )
    assert mine.get("/auth/me").status_code == 200
    assert other.get("/auth/me").status_code == 401
    for api in (mine, other):
        api.close()


def test_passwords_are_argon2id_of_the_stated_cost(app: Running) -> None:
    _, joined = make.register(app.url)
    with psycopg.connect(app.owner_url) as owner:
        row = owner.execute(
            "select password_hash from private.user_passwords where user_id = %s",
            [joined["user"]["id"]],
        ).fetchone()
    assert row and row[0].startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def forged(token: str, **changed: Any) -> str:
    head, body, signature = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    body = base64.urlsafe_b64encode(json.dumps(claims | changed).encode()).rstrip(b"=").decode()
    return f"{head}.{body}.{signature}"


def test_only_our_own_signature_counts(app: Running, api: make.Client) -> None:
    _, joined = make.register(app.url)
    token = joined["token"]
    claims = jwt.decode(token, options={"verify_signature": False})
    kid = jwt.get_unverified_header(token)["kid"]
    tried = [
        "x", "a.b.c", "x" * 5000,
        forged(token, role="ADMIN"),
        token[:-4] + "AAAA",
        jwt.encode(claims, "", "none", {"kid": kid}),
        jwt.encode(claims, "x" * 32, "HS256", {"kid": kid}),
        jwt.encode(claims, "x" * 32, "HS256", {"kid": "../../etc/passwd"}),
    ]  # fmt: skip
    for one in tried:
        api.headers["authorization"] = f"Bearer {one}"
        answer = api.get("/auth/me")
        assert answer.status_code == 401, one
        assert answer.headers["www-authenticate"] == "Bearer"
    api.headers["authorization"] = f"Basic {token}"
    assert api.get("/auth/me").json()["code"] == "unauthorized"


def test_an_expired_token_says_so(start_app: Any, fresh_url: str) -> None:
    app = start_app(
        fresh_url, access_token_seconds=10, token_algorithm="HS256", token_secret="s" * 32
    )
    client, joined = make.register(app.url)
    claims = jwt.decode(joined["token"], "s" * 32, ["HS256"], issuer="nova", audience="nova-api")
    late = jwt.encode(claims | {"exp": int(time.time()) - 1}, "s" * 32, "HS256", {"kid": "hs256"})
    assert client.get("/auth/me").status_code == 200
    client.headers["authorization"] = f"Bearer {late}"
    assert client.get("/auth/me").json()["code"] == "token_expired"
    client.close()


def test_a_key_is_rotated_without_ending_a_session(app: Running, tmp_path: Any) -> None:
    settings = settings_for(tmp_path)
    claims = {"sub": "0" * 32, "sid": "1" * 32}
    before = Tokens(settings)
    old = before.sign(claims)
    time.sleep(1)
    added = add_key(settings.home)
    after = Tokens(settings)
    new = after.sign(claims)
    assert jwt.get_unverified_header(new)["kid"] == added
    assert jwt.get_unverified_header(old)["kid"] != added
    assert after.verify(old).user_id == after.verify(new).user_id == before.verify(new).user_id


def test_logging_in_again_ends_the_session_whose_token_comes_along(app: Running) -> None:
    first, joined = make.register(app.url)
    second, _ = make.register(app.url)
    body = {"identifier": joined["user"]["email"], "password": make.PASSWORD}
    assert second.post("/auth/login", json=body).status_code == 200
    assert second.get("/users/me").status_code == 200, "another person's session stays"
    again = first.post("/auth/login", json=body).json()
    assert first.get("/users/me").json()["code"] == "session_revoked"
    first.headers["authorization"] = f"Bearer {again['token']}"
    assert first.get("/users/me").status_code == 200
    first.close()
    second.close()


@pytest.mark.parametrize(("ahead", "code"), [(20, None), (90, "token_invalid")])
def test_the_clock_of_the_process_that_signed_may_be_a_little_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ahead: int, code: str | None
) -> None:
    settings = Settings(home=tmp_path)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + ahead)
    token = Tokens(settings).sign({"sub": str(uuid4()), "sid": str(uuid4())})
    monkeypatch.undo()
    if code is None:
        assert Tokens(settings).verify(token).expires_at == int(now + ahead) + 900
    else:
        with pytest.raises(Refused) as refused:
            Tokens(settings).verify(token)
        assert refused.value.code == code
