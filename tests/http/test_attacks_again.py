"""What a second and a third attack found beside the first: the same kinds in other places."""

import socket
import threading
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import msgspec
import psycopg
import pytest

import make
from conftest import Running
from nova.database import embedded
from nova.errors.postgres import ServerError, refused_by_database
from nova.errors.refused import Invalid
from nova.http import protocol
from nova.http.body import decode
from nova.http.callers import MOST_UNDER_WAY
from nova.identity.passwords import Passwords
from nova.networks import site

People = Callable[..., make.Person]


def as_stranger(owner: psycopg.Connection, ip: str) -> None:
    owner.execute("reset role")
    owner.execute("set local role nova_app")
    owner.execute("select private.begin_request(null, null, false, 'test', %s, null)", [ip])


def tries(owner: psycopg.Connection, identifier: str, ip: str, count: int) -> int:
    """How many of these tries to log in were let through."""
    as_stranger(owner, ip)
    for done in range(count):
        try:
            with owner.transaction():
                owner.execute("select nova.start_login(%s)", [identifier])
        except psycopg.Error as error:
            assert error.diag.message_primary == "too_many_requests"
            return done
    return count


def test_one_site_cannot_take_the_strangers_budget_of_an_account(owner: psycopg.Connection) -> None:
    user = make.user(owner, email="victim@example.com")
    done = sum(tries(owner, "victim@example.com", f"2001:db8:1:{n:x}::1", 5) for n in range(1, 40))
    assert done == 60
    assert tries(owner, "victim@example.com", "2001:db8:2:1::1", 1) == 1
    assert tries(owner, "victim@example.com", "198.51.100.7", 1) == 1
    assert user


def test_phone_and_email_share_the_twenty_tries_of_a_network(owner: psycopg.Connection) -> None:
    make.user(owner, email="both@example.com", phone="+966512340001")
    owner.execute("reset role")
    owner.execute(
        "insert into private.auth_attempts (bucket, used, last_at, expires_at)"
        " select private.login_bucket('both@example.com'), 20, now(), now() + interval '1 hour'"
        " from set_config('nova.client_ip', '192.0.2.9', true)"
    )
    assert tries(owner, "both@example.com", "192.0.2.9", 1) == 0
    assert tries(owner, "0512340001", "192.0.2.9", 1) == 0
    assert tries(owner, "0512340001", "192.0.2.10", 1) == 1


def test_a_device_of_ones_own_and_a_code_are_ways_in_while_strangers_guess(
    app: Running, people: People
) -> None:
    one = people()
    with psycopg.connect(app.owner_url, autocommit=True) as owner:
        owner.execute(
            "insert into private.auth_attempts (bucket, used, expires_at)"
            " values ('login-strangers:' || %s, 301, now() + interval '1 hour')", [str(one.id)],
        )  # fmt: skip
    body = {"identifier": one.email, "password": make.PASSWORD}
    with make.Client(app.url) as elsewhere:
        assert make.refused(elsewhere.post("/auth/login", json=body)) == (429, "too_many_requests")
    with make.Client(app.url, one.token) as device:
        assert device.post("/auth/login", json=body).status_code == 200
    with make.Client(app.url) as new:
        assert new.post("/auth/forgot-password", json={"identifier": one.phone}).status_code == 200
        code = make.code(one.phone, 1)  # the first was sent at the registration
        reset = {"identifier": one.phone, "code": code, "password": "Another1234!"}
        assert new.post("/auth/reset-password", json=reset).status_code == 200
        assert new.post("/auth/login", json=body | {"password": "Another1234!"}).status_code == 200


def test_a_wrong_reset_code_costs_no_hash(
    app: Running, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    kept = Passwords.hash

    async def counting(self: Passwords, password: str, client_ip: str) -> str:
        hashed.append(password)
        return await kept(self, password, client_ip)

    monkeypatch.setattr(Passwords, "hash", counting)
    with make.Client(app.url) as api:
        body = {"identifier": make.mobile(), "code": "123456", "password": "Another1234!"}
        assert make.refused(api.post("/auth/reset-password", json=body)) == (400, "otp_invalid")
    assert hashed == []


def test_what_costs_a_hash_is_limited_by_site(owner: psycopg.Connection) -> None:
    done = 0
    for n in range(1, 6):
        as_stranger(owner, f"2001:db8:77:{n:x}::1")
        for _ in range(99):
            try:
                with owner.transaction():
                    owner.execute("select nova.count_attempt('register')")
            except psycopg.Error:
                break
            done += 1
    assert done == 300


@pytest.mark.parametrize(
    ("ip", "one"),
    [("2001:db8:1:2::3", "2001:db8:1::/48"), ("192.0.2.1", "192.0.2.1"),
     ("::ffff:192.0.2.1", "192.0.2.1"), ("", "unknown")],
)  # fmt: skip
def test_a_site_is_said_alike_in_python_and_in_sql(
    owner: psycopg.Connection, ip: str, one: str
) -> None:
    owner.execute("select set_config('nova.client_ip', %s, true)", [ip])
    assert owner.execute("select private.client_site()").fetchone() == (one,)
    assert site(ip) == one


def test_no_login_of_ours_enters_the_servers_other_databases() -> None:
    from conftest import HOME

    for database in ("postgres", "template1"):
        for login in ("nova_analyst", "nova_app", "nova_worker"):
            with pytest.raises(psycopg.OperationalError, match="permission denied"):
                psycopg.connect(embedded.url(HOME, user=login, database=database))


def test_matches_are_heard_of_again_only_by_who_may_read_matches(
    owner: psycopg.Connection, office: make.Office
) -> None:
    broker, seller = office.people["broker"], make.user(owner)
    listed = make.property_(owner, user_id=seller)
    offer = make.offer(owner, user_id=seller, property_id=listed)
    asked = make.request(owner, user_id=broker.user_id, team_id=office.team)
    match = make.insert(owner, "nova.smart_matches", {
        "offer_id": offer, "request_id": asked, "broker_id": broker.user_id, "points": 1 << 56,
    })  # fmt: skip
    readable = "select count(*) from private.readable_rows(array['match'], array[%s::uuid])"
    owner.execute("select set_config('nova.user_id', %s, true)", [str(broker.user_id)])
    assert owner.execute(readable, [match]).fetchone() == (1,)
    make.override(owner, broker.user_id, {"matches.read": "NONE"})
    assert owner.execute(readable, [match]).fetchone() == (0,)


def test_what_is_deleted_is_not_answered_from_before(app: Running, people: People) -> None:
    one = people()
    body, key = {"name": "محمد", "phone": make.mobile()}, {"idempotency-key": "once"}
    made = one.api.post("/customers", json=body, headers=key)
    assert one.api.post("/customers", json=body, headers=key).status_code == 201
    assert one.api.delete(f"/customers/{made.json()['id']}").status_code == 204
    assert make.refused(one.api.post("/customers", json=body, headers=key)) == (404, "not_found")


def test_a_log_without_room_is_no_fault_of_a_value() -> None:
    error = ServerError("23514", "no partition of relation found", None, None, None, None)
    refused = refused_by_database(error, False)
    assert (refused.code, refused.status) == ("unavailable", 503)


def test_glass_that_cannot_be_written_down_shows_nothing(
    owner: psycopg.Connection, office: make.Office
) -> None:
    admin = make.caller(owner, make.user(owner, role="ADMIN"))
    make.insert(owner, "private.broken_glass", {
        "admin_id": admin.user_id, "scope_id": office.people["stranger"].user_id,
        "reason": "a complaint",
    })  # fmt: skip
    owner.execute("set transaction read only")
    with pytest.raises(psycopg.Error) as refused:
        make.act_as(owner, admin)
    assert refused.value.diag.sqlstate == "PT503"


def test_a_match_that_nobody_opened_has_a_version_too(app: Running, people: People) -> None:
    seller, buyer = people(), people()
    city = f"مدينة {make.mobile()}"
    make.requested(buyer, cities=[city])
    offer = make.offered(seller, city=city)
    path = f"/smart-matches/{make.match_of(buyer, offer['id'])['id']}"
    for verb, body in (("accept", None), ("reject", {"reason": "PRICE"})):
        stale = buyer.api.post(f"{path}/{verb}", json=body, headers={"if-match": '"77"'})
        assert make.refused(stale) == (412, "precondition_failed")
    fresh = buyer.api.post(f"{path}/accept", headers={"if-match": '"0"'})
    assert fresh.status_code == 200


def test_a_tag_is_compared_whole(people: People) -> None:
    one = people()
    made = one.api.post("/customers", json={"name": "محمد", "phone": make.mobile()}).json()
    path = f"/customers/{made['id']}"
    tag = {"if-match": f'"{made["version"]}:x"'}
    assert one.api.patch(path, json={"name": "ليلى"}, headers=tag).status_code == 412


def test_who_never_proved_anything_holds_no_address_for_ever(
    owner: psycopg.Connection,
) -> None:
    squatted = {"phone_verified": False, "created_at": "2026-01-01", "last_login": "2026-01-01"}
    left = make.user(owner, email="left@example.com", **squatted)
    working = make.user(owner, email="working@example.com", **squatted)
    make.customer(owner, user_id=working)
    proved = make.user(owner, email="proved@example.com", created_at="2026-01-01")
    refreshing = make.user(owner, email="refreshing@example.com", **squatted)
    make.caller(owner, refreshing)
    paying = make.user(owner, email="paying@example.com", **squatted)
    make.subscribe(owner, paying, "pro")
    old = make.caller(owner, left)
    owner.execute(
        "update nova.sessions set last_used_at = '2026-01-01' where id = %s", [old.session_id]
    )
    owner.execute("select private.drop_unproved(now())")
    states: dict[object, bool] = dict(
        owner.execute(
            "select id, deleted_at is not null from nova.users where id = any (%s)",
            [[left, working, proved, refreshing, paying]],
        ).fetchall()
    )
    assert states == {
        left: True, working: False, proved: False, refreshing: False, paying: False,
    }  # fmt: skip
    gone = owner.execute("select from nova.sessions where user_id = %s", [left]).fetchall()
    assert gone == []


@pytest.mark.parametrize(
    "nothing", ["\u200b", "\u0001", "\u007f", "\ufff9", "\U0001d159", "\U0001343f"]
)
def test_a_reason_or_a_name_of_nothing_is_none(people: People, nothing: str) -> None:
    one = people()
    named = one.api.post("/customers", json={"name": nothing, "phone": make.mobile()})
    assert named.status_code in {400, 422} and named.json()["details"][0]["field"] == "name"
    asked = make.requested(one)
    if nothing <= "\uffff":  # beyond the first plane the database refuses what has a rule there
        cancelled = one.api.post(f"/requests/{asked['id']}/cancel", json={"reason": nothing})
        assert cancelled.status_code == 400
    typed = one.api.post("/requests", json=make.REQUEST | {"cities": [nothing]})
    assert typed.status_code == 400 or nothing > "\uffff"


def test_another_team_cannot_use_up_the_invitations_to_somebody(
    app: Running, people: People, manager: make.Person
) -> None:
    other = people()
    with psycopg.connect(app.owner_url) as owner:
        make.subscribe(owner, other.id, "pro")
    team = other.api.post("/teams", json={"name": "فريق آخر"}).json()["id"]
    phone = {"phone": make.mobile(), "role": "BROKER"}
    for _ in range(5):
        made = other.api.post(f"/teams/{team}/invitations", json=phone)
        assert made.status_code == 201, made.text
        other.api.delete(f"/teams/{team}/invitations/{made.json()['id']}")
    assert other.api.post(f"/teams/{team}/invitations", json=phone).status_code == 429
    assert manager.api.post(f"/teams/{manager.team}/invitations", json=phone).status_code == 201


def test_an_unknown_token_is_counted_before_it_is_read(start_app: Any, app: Running) -> None:
    slow = start_app(app.owner_url, stranger_rate=0.1)
    with make.Client(slow.url, "a.b.c") as api:
        assert make.refused(api.get("/users/me"))[0] == 401
        assert make.refused(api.get("/users/me")) == (429, "too_many_requests")


def refresh_until(app: Running, token: str, end: threading.Event, newest: list[str]) -> None:
    """Exchange a refresh token again and again; keeps the newest it got."""
    with make.Client(app.url) as thief:
        while not end.is_set():
            answer = thief.post("/auth/refresh", json={"refreshToken": token})
            if answer.status_code != 200:
                break
            token = answer.json()["refreshToken"]
    newest.append(token)


@pytest.mark.parametrize("call", ["logout-all", "change-password"])
def test_no_refresh_outlives_the_end_of_its_session(app: Running, call: str) -> None:
    survived = 0
    for _ in range(6):
        owner, joined = make.register(app.url)
        body = {"identifier": joined["user"]["email"], "password": make.PASSWORD}
        with make.Client(app.url) as thief:
            stolen = thief.post("/auth/login", json=body).json()
        ended = threading.Event()
        newest: list[str] = []
        loop = threading.Thread(
            target=refresh_until, args=(app, stolen["refreshToken"], ended, newest)
        )
        loop.start()
        if call == "logout-all":
            assert owner.post("/auth/logout-all").status_code == 204
        else:
            change = {"oldPassword": make.PASSWORD, "newPassword": "Another1234!"}
            assert owner.post("/auth/change-password", json=change).status_code == 200
        ended.set()
        loop.join()
        with make.Client(app.url) as thief:
            again = thief.post("/auth/refresh", json={"refreshToken": newest[0]})
            survived += again.status_code == 200
        owner.close()
    assert survived == 0


def test_a_session_is_ended_only_once_the_child_that_is_being_made_is_there(
    fresh_url: str,
) -> None:
    with (
        psycopg.connect(fresh_url) as refreshing,
        psycopg.connect(fresh_url, autocommit=True) as ending,
    ):
        user = make.user(ending)
        caller = make.caller(ending, user)
        parent = ending.execute(
            "select refresh_hash from nova.sessions where id = %s", [caller.session_id]
        ).fetchone()
        assert parent
        refreshing.execute("select nova.rotate_session(%s, %s, 30, 'x')", [parent[0], b"c" * 32])
        end = threading.Thread(
            target=lambda: ending.execute("select private.end_sessions(%s, 'LOGOUT_ALL')", [user])
        )
        end.start()
        end.join(0.3)
        assert end.is_alive(), "it waits for the child"
        refreshing.commit()
        end.join(10)
        alive = ending.execute(
            "select from nova.sessions where user_id = %s and revoked_at is null", [user]
        ).fetchall()
        assert alive == []


def test_a_change_of_password_does_not_overwrite_a_reset(fresh_url: str) -> None:
    old, new, theirs = (f"$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2{n}" for n in "abc")
    with psycopg.connect(fresh_url) as reset, psycopg.connect(fresh_url) as change:
        user = make.user(reset)
        reset.execute(
            "insert into private.user_passwords (user_id, password_hash) values (%s, %s)",
            [user, old],
        )
        caller = make.caller(reset, user)
        reset.commit()
        reset.execute("select private.set_password(%s, %s)", [user, new])
        make.act_as(change, caller)
        refused: list[str | None] = []

        def attack() -> None:
            try:
                change.execute("select nova.change_password(%s, %s)", [old, theirs])
            except psycopg.Error as error:
                refused.append(error.diag.message_primary)

        waiting = threading.Thread(target=attack)
        waiting.start()
        waiting.join(0.3)
        reset.commit()
        waiting.join(10)
        assert refused == ["invalid_credentials"]


@pytest.mark.parametrize("twist", ["\u0640", "\u200b", "\u00ad"])
def test_a_twisted_spelling_tells_nobody_which_accounts_there_are(
    owner: psycopg.Connection, twist: str
) -> None:
    make.user(owner, email="here@example.com")
    for number, name in enumerate(("here", "nowhere")):
        ip = f"192.0.2.{60 + number}"
        assert tries(owner, f"{name}{twist}@example.com", ip, 5) == 5
        assert tries(owner, f"{name}@example.com", ip, 5) == 5


def test_a_stranger_behind_the_same_address_does_not_close_a_device(
    app: Running, people: People
) -> None:
    one = people()
    address = one.api.headers["x-forwarded-for"]
    body = {"identifier": one.email, "password": make.PASSWORD}
    with make.Client(app.url) as stranger:
        stranger.headers["x-forwarded-for"] = address
        for _ in range(5):
            stranger.post("/auth/login", json=body | {"password": "wrong"})
        assert stranger.post("/auth/login", json=body).status_code == 429
    assert one.api.post("/auth/login", json=body).status_code == 200


def test_a_device_has_no_more_tries_than_a_network(app: Running, people: People) -> None:
    one = people()
    body = {"identifier": one.email, "password": "wrong"}
    seen = []
    for _ in range(7):
        with make.Client(app.url, one.token) as elsewhere:
            seen.append(elsewhere.post("/auth/login", json=body).status_code)
    assert seen == [401] * 5 + [429] * 2


def test_a_kept_answer_keeps_no_hash_that_a_password_could_be_tried_against(
    app: Running,
) -> None:
    key = f"once-{make.mobile()}"
    with make.Client(app.url) as api:
        registered = api.post(
            "/auth/register",
            json={"email": make.email(), "phone": make.mobile(), "password": make.PASSWORD,
                  "name": "سارة"},
            headers={"idempotency-key": key},
        )  # fmt: skip
        sent = registered.request.content
    assert registered.status_code == 201
    plain = sha256(b"POST /api/auth/register?\n" + sent).digest()
    with psycopg.connect(app.owner_url) as owner:
        kept = owner.execute(
            "select fingerprint from private.kept_answers where key = %s", [key]
        ).fetchall()
    assert len(kept) == 1 and kept[0][0] != plain


def test_a_reset_takes_none_of_the_accounts_own_words(app: Running, people: People) -> None:
    one = people()
    with make.Client(app.url) as api:
        assert api.post("/auth/forgot-password", json={"identifier": one.phone}).status_code == 200
        reset = {"identifier": one.phone, "code": make.code(one.phone, 1), "password": one.email}
        assert make.refused(api.post("/auth/reset-password", json=reset)) == (
            422,
            "password_common",
        )
        good = api.post("/auth/reset-password", json=reset | {"password": "Another1234!"})
        assert good.status_code == 200, "the code was only asked for"


def test_an_answer_whose_body_never_comes_keeps_no_place(start_app: Any, app: Running) -> None:
    small = start_app(app.owner_url, max_connections=10)
    where = ("127.0.0.1", small.settings.port)
    begun = b"POST /api/customers HTTP/1.1\r\nhost: x\r\ncontent-length: 8000\r\n\r\n"
    held = [socket.create_connection(where, timeout=5) for _ in range(10)]
    for peer in held:
        peer.sendall(begun)
        assert peer.recv(65_536).startswith(b"HTTP/1.1 401 ")
    assert make.health_of(small.settings.port).startswith(b"HTTP/1.1 200 ")
    for peer in held:
        peer.close()


def test_half_a_second_request_keeps_no_place(start_app: Any, app: Running) -> None:
    small = start_app(app.owner_url, max_connections=10)
    where = ("127.0.0.1", small.settings.port)
    health = b"GET /api/health HTTP/1.1\r\nhost: x\r\n\r\n"
    held = [socket.create_connection(where, timeout=5) for _ in range(10)]
    for peer in held:
        peer.sendall(health)
        assert peer.recv(65_536).startswith(b"HTTP/1.1 200 ")
        peer.sendall(b"GET /api/hea")
    assert make.health_of(small.settings.port).startswith(b"HTTP/1.1 200 ")
    for peer in held:
        peer.close()


def test_requests_under_way_are_counted_by_site(start_app: Any, app: Running) -> None:
    other = start_app(app.owner_url)
    where = ("127.0.0.1", other.settings.port)
    held = []
    for n in range(MOST_UNDER_WAY):
        peer = socket.create_connection(where, timeout=5)
        peer.sendall(
            b"POST /api/auth/login HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n"
            b"x-forwarded-for: 2001:db8:9:%x::1\r\n\r\n" % n
        )
        held.append(peer)
    make.eventually(lambda: not protocol.BoundedHttp.idle)
    with make.Client(other.url) as api:
        api.headers["x-forwarded-for"] = "2001:db8:9:ffff::1"
        assert make.refused(api.get("/health")) == (429, "too_many_at_once")
        api.headers["x-forwarded-for"] = "2001:db8:8::1"
        assert api.get("/health").status_code == 200
    for peer in held:
        peer.close()


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (b"[" * 40 + b"]" * 40, "32"),
        (b"[" + b",".join([b"[]"] * 5000) + b"]", "4000"),
        (b"{" + b",".join(b'"%d":{}' % n for n in range(5000)) + b"}", "4000"),
    ],
)
def test_what_is_nested_too_much_is_refused_before_anything_is_built(
    value: bytes, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[object] = []
    real = msgspec.json.decode

    def watched(text: bytes, type: Any) -> Any:
        built.append(type)
        return real(text, type=type)

    monkeypatch.setattr(msgspec.json, "decode", watched)
    with pytest.raises(Invalid) as refused:
        decode(b'{"name": "x", "customFields": %b}' % value, dict[str, Any])
    assert refused.value.field == "customFields"
    (complaint,) = refused.value.complaints
    assert told in complaint.en and told in complaint.ar
    assert built == [dict[str, msgspec.Raw]], "only cut into its fields"


def test_brackets_in_a_text_are_no_levels() -> None:
    text = "[{" * 9000 + '\\"'
    assert decode(msgspec.json.encode({"notes": text}), dict[str, Any]) == {"notes": text}


def test_a_large_body_counts_as_many_requests(start_app: Any, app: Running) -> None:
    slow = start_app(app.owner_url, person_rate=2.0)  # twenty at once
    hers, his = (make.broker(slow.url, app.owner_url).api for _ in range(2))
    large = {"notes": "x" * 250_000}  # sixteen
    assert [hers.post("/customers", json=large).status_code for _ in range(3)] == [400, 400, 429]
    his.headers["content-type"] = "application/json"
    unsaid = [his.post("/customers", content=iter([b"{}"])).status_code for _ in range(3)]
    assert unsaid == [400, 400, 429], "a length that is not said counts as a large one"
    hers.close()
    his.close()


@pytest.mark.parametrize(
    ("path", "field"), [("/users/me", "preferences"), ("/users/me", "notificationSettings")]
)
def test_a_free_object_of_very_many_keys_is_too_large_at_once(
    people: People, path: str, field: str
) -> None:
    keys = {f"{n:x}": 1 for n in range(6000)}
    refused = people().api.patch(path, json={field: {"a": keys}})
    assert make.refused(refused) == (422, "value_too_large")
    assert [detail["field"] for detail in refused.json()["details"]] == [field]


def test_a_list_of_sessions_ends_at_a_hundred(app: Running, people: People) -> None:
    one = people()
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "insert into nova.sessions (user_id, family_id, refresh_hash, expires_at)"
            " select %s, gen_random_uuid(), sha256(uuid_send(gen_random_uuid())), now() + interval '1 day'"
            " from generate_series(1, 120)", [one.id],
        )  # fmt: skip
    assert len(one.api.get("/auth/sessions").json()["data"]) == 100


def test_figures_of_matches_are_those_of_todays_rights(app: Running, people: People) -> None:
    seller, buyer = people(), people()
    offer = make.offered(seller)
    make.requested(buyer)
    make.match_of(buyer, offer["id"])
    assert buyer.api.get("/smart-matches/stats").json()["total"] >= 1
    with psycopg.connect(app.owner_url) as owner:  # the request goes where its owner reads nothing
        made = make.team(owner, manager=seller.id, broker=buyer.id)
        make.override(owner, buyer.id, {"requests.read": "NONE"})
        owner.execute("update nova.requests set team_id = %s where user_id = %s", [made, buyer.id])
    assert buyer.api.get("/smart-matches?minScore=0").json()["data"] == []
    stats = buyer.api.get("/smart-matches/stats").json()
    assert (stats["total"], stats["averageScore"]) == (0, None)


def test_who_is_inactive_in_a_team_is_nobody_there_and_may_leave(
    app: Running, people: People
) -> None:
    company, manager, broker = people(), people(), people()
    make.with_role(app.owner_url, company, "COMPANY")
    with psycopg.connect(app.owner_url) as owner:
        made = make.team(owner, company=company.id, manager=manager.id, broker=broker.id)
        owner.execute(
            "update nova.team_members set status = 'INACTIVE' where user_id = %s", [broker.id]
        )
    assert company.api.get(f"/users/{broker.id}").status_code == 404
    listed = {
        each["userId"]: each for each in manager.api.get(f"/teams/{made}/members").json()["data"]
    }
    assert (listed[str(broker.id)]["phone"], listed[str(broker.id)]["email"]) == (None, None)
    assert listed[str(manager.id)]["email"] == manager.email
    assert broker.api.post(f"/teams/{made}/leave").status_code == 200
    assert str(broker.id) not in manager.api.get(f"/teams/{made}/members").text


def test_one_glass_is_open_at_a_time(app: Running, people: People) -> None:
    admin, sara = make.with_role(app.owner_url, people(), "ADMIN"), people()
    glass = {"scopeId": str(sara.id), "reason": "تحقيق في شكوى"}
    answers = [admin.api.post("/audit/break-glass", json=glass).status_code for _ in range(31)]
    assert answers == [201] * 30 + [429]
    with psycopg.connect(app.owner_url) as owner:
        lines = "select count(*) from nova.audit_log where actor_id = %s and action = 'READ'"
        before = owner.execute(lines, [admin.id]).fetchone()
        owner.commit()
        admin.api.get("/auth/me")
        after = owner.execute(lines, [admin.id]).fetchone()
    assert before and after and after[0] - before[0] == 1


@pytest.mark.parametrize("login", ["nova_app", "nova_worker", "nova_analyst"])
def test_no_login_fills_the_disk_by_sorting(owner: psycopg.Connection, login: str) -> None:
    set_so = owner.execute("select rolconfig from pg_roles where rolname = %s", [login]).fetchone()
    assert set_so and "temp_file_limit=4GB" in set_so[0]
    owner.execute("set local role nova_analyst")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        owner.execute("set temp_file_limit = -1")
