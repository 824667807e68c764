"""`nova check`: each thing that would lose or leak data, provoked, is said; what is well is not."""

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

import make
from conftest import HOME, settings_for, url_of
from nova.cli import check
from nova.cli.findings import Finding, report
from nova.database import addresses, embedded

Nova = Callable[..., subprocess.CompletedProcess[str]]
STRONG, OTHER = "9f86d081884c7d659a2feaa0c55ad015", "b94d27b9934d3e08a52e52d7da7dabfa"
UNREACHABLE = "postgresql://postgres:hidden@127.0.0.1:1/nova"

# What this server leaves to be wished for: its own database's and everybody's, taken back at the
# end. A temporary table hides the server's settings, since changing them would reach other tests.
TIDY = """
revoke execute on function
    lo_create(oid), lo_creat(int), lo_from_bytea(oid, bytea), pg_try_advisory_lock(bigint)
    from public;
revoke connect on database postgres from public;
create extension pg_stat_statements;
create temporary table pg_settings as select * from pg_catalog.pg_settings;
update pg_settings set setting = 'on' where name in ('fsync', 'archive_mode');
"""


def as_server(name: str, value: str) -> str:
    """The server as if it were set so, for this connection's eyes."""
    return f"update pg_settings set setting = '{value}' where name = '{name}'"


def without_days_after(days: int) -> str:
    """The log of events with these days ahead and no more."""
    return f"""
    do $$
    declare
        v_name text;
    begin
        for v_name in
            select c.relname from pg_class c where c.relispartition and c.relname ~ '^events_\\d{{8}}$'
                and to_date(right(c.relname, 8), 'YYYYMMDD')
                    > (now() at time zone 'UTC')::date + {days}
        loop
            execute format('drop table nova.%I', v_name);
        end loop;
    end
    $$"""


# What is done to a tidy database, how grave it is, and what is said of it.
WRONGS = {
    "a server that does not flush": (as_server("fsync", "off"), "danger", "fsync is off"),
    "a server that writes no whole pages": (
        as_server("full_page_writes", "off"), "danger", "full_page_writes is off"),
    "a server that answers before it flushes": (
        as_server("synchronous_commit", "off"), "danger", "synchronous_commit is off for the server"),
    "a login that is answered before the flush": (
        "alter role nova_app in database rules set synchronous_commit = off", "danger",
        "synchronous_commit is off for nova_app in rules"),
    "a database that is answered before the flush": (
        "alter database rules set synchronous_commit = 'off'", "danger",
        "synchronous_commit is off for everybody in rules"),
    "a log of every statement": (
        "alter database rules set log_statement = 'all'", "danger",
        "Personal data and secrets go into the server's log by log_statement=all for everybody"),
    "a log of every change": (as_server("log_statement", "mod"), "danger",
        "Personal data and secrets go into the server's log by log_statement=mod for the server"),
    "a log of every duration": (
        "alter role nova_app set log_min_duration_statement = '0ms'", "danger",
        "Personal data and secrets go into the server's log by log_min_duration_statement=0ms"),
    "an old server": (as_server("server_version_num", "170009"), "danger", "Nova needs PostgreSQL 18"),
    "the only copy of the data": (
        as_server("archive_mode", "off"), "advice", "This server holds the only copy"),
    "passwords kept as md5": (
        as_server("password_encryption", "md5"), "advice", "Passwords are kept as md5"),
    "a login without a password, over TCP": (
        as_server("listen_addresses", "localhost"), "advice", "No password for nova_analyst, nova_app"),
    "a role that is missing": (
        "alter role nova_analyst rename to nova_gone", "danger", "No role nova_analyst:"),
    "a superuser's login": (
        "alter role nova_app superuser", "danger", "Logins that pass row security and other limits by: nova_app (superuser)"),
    "a login past row security": (
        "alter role nova_worker bypassrls", "danger", "Logins that pass row security and other limits by: nova_worker (bypassrls)"),
    "a login that makes roles": (
        "alter role nova_migrator createrole", "danger", "Logins that pass row security and other limits by: nova_migrator (createrole)"),
    "a login that makes databases, and one that copies the server": (
        "alter role nova_app createdb; alter role nova_analyst replication", "danger",
        "Logins that pass row security and other limits by: nova_analyst (replication), nova_app (createdb)"),
    "an app that may become the owner": (
        "grant nova_owner to nova_app", "danger", "Logins that may become the owner of data: nova_app is a member of nova_keeper, nova_app is a member of nova_owner"),
    "a worker that may become the log's owner": (
        "grant nova_keeper to nova_worker with inherit false", "danger",
        "Logins that may become the owner of data: nova_worker is a member of nova_keeper;"),
    "an extension that is missing": (
        "drop extension btree_gist cascade", "danger", "No extension btree_gist:"),
    "statements that nobody counts": (
        "drop extension pg_stat_statements", "advice", "No extension pg_stat_statements"),
    "large objects for everybody": (
        "grant execute on function lo_create(oid) to public", "danger",
        "Every login may keep large objects, which no row security binds: revoke execute on function lo_create(oid) from"),
    "locks for everybody": (
        "grant execute on function pg_try_advisory_lock(bigint) to public", "advice",
        "Every login may hold up the worker"),
    "temporary tables for everybody": (
        "grant temporary on database rules to public", "advice", "Every login may fill the disk"),
    "the other database for everybody": (
        "grant connect on database postgres to public", "advice",
        "Every login may connect to database postgres"),
    "a table without row security": (
        "alter table nova.customers disable row level security", "danger",
        "Row security is not forced on nova.customers:"),
    "a table whose owner row security does not bind": (
        "alter table nova.offers no force row level security", "danger",
        "Row security is not forced on nova.offers:"),
    "a policy that shows the app everything": (
        "create policy x on nova.customers for select to nova_app using (true)", "danger",
        "Policies open every row to more than the rules: x on nova.customers;"),
    "a policy that lets everybody write anything": (
        "create policy x on nova.tasks for insert with check (true)", "danger",
        "Policies open every row to more than the rules: x on nova.tasks;"),
    "a policy that lets the app change the places": (
        "create policy x on nova.cities to nova_app using (true)", "danger",
        "Policies open every row to more than the rules: x on nova.cities;"),
    "a function for everybody": (
        "grant execute on function private.newest_migration() to public", "danger",
        "Every login may call private.newest_migration():"),
    "a definer function that a caller can turn": (
        "alter function private.newest_migration() reset search_path", "danger",
        "A caller can turn definer functions by a search_path: private.newest_migration();"),
    "a log with days for less than a week": (
        without_days_after(6), "advice", "The log of events has room for 7 days only"),
    "a log with days for tomorrow": (
        without_days_after(1), "danger", "The log of events has room for 2 days, today among them"),
    "a log without a day for today": (
        without_days_after(-1), "danger", "The log of events has room for 0 days, today among them"),
}  # fmt: skip


def settings_say(home: Path, **changed: object) -> list[tuple[str, str]]:
    """What is found in these settings alone."""
    return said(check.of_settings(settings_for(home, **changed)))


def said(findings: Iterator[Finding]) -> list[tuple[str, str]]:
    return [(finding.level, finding.sentence) for finding in findings]


def only(found: list[tuple[str, str]], level: str, beginning: str) -> None:
    """One thing is found, and it is this."""
    assert [level for level, _ in found] == [level], found
    assert found[0][1].startswith(beginning), found
    assert found[0][1].endswith("."), found


def lines(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What the command said, which is never a traceback."""
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder of keys as it should be."""
    tmp_path.chmod(0o700)
    return tmp_path


@pytest.fixture
def tidy(owner: psycopg.Connection) -> psycopg.Connection:
    """A database with nothing to find, in a transaction that is rolled back."""
    owner.execute(TIDY)
    return owner


@pytest.fixture
def own_url(rules_url: str) -> Iterator[str]:
    """A database of the test's own, to be changed for good."""
    with psycopg.connect(url_of("postgres"), autocommit=True) as connection:
        connection.execute("create database checked template rules")
        yield url_of("checked")
        connection.execute("drop database checked with (force)")


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, Path]]:
    """A server of these tests' own, on TCP with a password, and its folder; holds no Nova."""
    data, port = Path(tempfile.mkdtemp(prefix="nova-check-")), make.free_port()
    if owner := embedded._owner_ids():
        os.chown(data, *owner)
    embedded._run("initdb", "-D", str(data), "-U", "postgres", "--auth=trust", "--no-sync")
    embedded._run("pg_ctl", "-D", str(data), "-w", "-s", "-l", str(data / "log"), "-o",
                  f"-h 127.0.0.1 -p {port} -k '' -c archive_mode=on -c archive_command=true",
                  "start")  # fmt: skip
    url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("create extension pg_stat_statements")
        connection.execute("create role nova_app login password 'a password'")
    yield url, data
    embedded._run("pg_ctl", "-D", str(data), "-w", "-s", "-m", "immediate", "stop")
    shutil.rmtree(data)


@contextlib.contextmanager
def configured(url: str, name: str, value: str) -> Iterator[psycopg.Connection]:
    """The server with a setting in its file, put back afterwards."""
    with psycopg.connect(url, autocommit=True) as connection:

        def shown() -> Any:
            row = connection.execute(f"select current_setting('{name}')").fetchone()
            return row and row[0]

        connection.execute(f"alter system set {name} = '{value}'")
        connection.execute("select pg_reload_conf()")
        make.eventually(lambda: shown() == value)
        yield connection
        connection.execute(f"alter system reset {name}")
        connection.execute("select pg_reload_conf()")
        make.eventually(lambda: shown() != value)


def test_settings_for_one_developer_have_nothing_to_find(home: Path) -> None:
    assert settings_say(home) == []


def test_settings_of_a_careful_deployment_have_nothing_to_find(home: Path) -> None:
    assert settings_say(
        home, host="0.0.0.0", app_database_url="x", sms_url=("twilio://a:b@default?from=x",), secret=STRONG,
        token_secret=OTHER, metrics_token=STRONG[::-1], trusted_proxies="10.1.2.3, 10.2.0.0/16",
        web_url="https://nova.example", cors_origins=("https://app.nova.example",),
    ) == []  # fmt: skip


@pytest.mark.parametrize("setting", ["database_url", "app_database_url", "worker_database_url"])
def test_codes_in_the_log_of_a_real_database_are_a_danger(home: Path, setting: str) -> None:
    only(settings_say(home, secret=STRONG, **{setting: "x"}), "danger", "One-time codes stand")


def test_codes_in_the_log_of_an_open_host_are_a_danger(home: Path) -> None:
    found = settings_say(home, host="0.0.0.0", metrics_token=STRONG)
    only(found, "danger", "One-time codes stand in the log")


@pytest.mark.parametrize(
    "proxies", ["*", "0.0.0.0/0", "10.0.0.0/8", "172.16.0.0/12", "2001:db8::/32"]
)
def test_a_wide_open_proxy_is_a_danger(home: Path, proxies: str) -> None:
    found = settings_say(home, trusted_proxies=f"127.0.0.1,{proxies}")
    only(found, "danger", f"NOVA_TRUSTED_PROXIES believes {proxies},")


@pytest.mark.parametrize("proxies", ["10.1.0.0/16", "2001:db8:1::/48", "::1", ""])
def test_a_proxy_that_is_named_narrowly_is_fine(home: Path, proxies: str) -> None:
    assert settings_say(home, trusted_proxies=proxies) == []


@pytest.mark.parametrize("proxies", ["proxy", "10.0.0.1/8"])
def test_a_proxy_that_is_never_believed_is_worth_advice(home: Path, proxies: str) -> None:
    only(
        settings_say(home, trusted_proxies=proxies),
        "advice",
        f"NOVA_TRUSTED_PROXIES names {proxies},",
    )


def test_metrics_that_a_local_proxy_opens_are_worth_advice(home: Path) -> None:
    open_host = {"host": "0.0.0.0", "sms_url": ("twilio://a:b@default?from=x",)}
    only(settings_say(home, **open_host), "advice", "/api/metrics is open to everybody")
    assert settings_say(home, **open_host, trusted_proxies="10.1.2.3") == []


@pytest.mark.parametrize("pages", [
    {"web_url": "http://nova.example"},
    {"cors_origins": ("https://nova.example", "http://nova.example")},
    {"web_url": "http://nova.example", "cors_origins": ("http://nova.example",)},
])  # fmt: skip
def test_a_front_end_without_tls_is_a_danger(home: Path, pages: dict[str, object]) -> None:
    only(settings_say(home, **pages), "danger", "Tokens and links of http://nova.example travel")


def test_a_front_end_on_this_machine_needs_no_tls(home: Path) -> None:
    origins = ("http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000")
    assert settings_say(home, web_url=origins[0], cors_origins=origins) == []


@pytest.mark.parametrize(
    "secret", ["s" * 40, "changeme" * 5, "ChangeMe-" + STRONG, "abcabd" * 6 + "x", STRONG * 2]
)
def test_a_secret_that_can_be_guessed_is_a_danger(home: Path, secret: str) -> None:
    for name in ("secret", "token_secret", "metrics_token"):
        only(settings_say(home, **{name: secret}), "danger", f"NOVA_{name.upper()} can be guessed")


def test_random_secrets_are_not_taken_for_guesses(home: Path) -> None:
    for _ in range(500):
        assert settings_say(home, secret=os.urandom(16).hex(), token_secret=os.urandom(32).hex(),
                            metrics_token=os.urandom(8).hex()) == []  # fmt: skip


def test_one_secret_for_two_things_is_a_danger(home: Path) -> None:
    found = settings_say(home, secret=STRONG, token_secret=STRONG)
    only(found, "danger", "NOVA_TOKEN_SECRET is NOVA_SECRET again")


def test_a_secret_of_each_machine_is_worth_advice(home: Path) -> None:
    found = settings_say(home, app_database_url="x", sms_url=("twilio://a:b@default?from=x",))
    only(found, "advice", "NOVA_SECRET is unset")


def test_an_access_token_for_hours_is_worth_advice(home: Path) -> None:
    assert settings_say(home, access_token_seconds=3600) == []
    only(settings_say(home, access_token_seconds=3601), "advice", "A stolen access token is good")


@pytest.mark.parametrize("name", ["secret", "keys", "keys/20260101T000000aa.pem"])
def test_keys_that_others_can_read_are_a_danger(home: Path, name: str) -> None:
    (home / "keys").mkdir(mode=0o700)
    for kept in ("secret", "keys/20260101T000000aa.pem"):
        (home / kept).touch(mode=0o600)
    assert settings_say(home) == []
    (home / name).chmod(0o750 if name == "keys" else 0o640)
    only(settings_say(home), "danger", f"{home / name} is open to other users: chmod")


def test_a_folder_that_others_can_write_is_a_danger_and_one_they_can_list_worth_advice(
    home: Path,
) -> None:
    home.chmod(0o711)  # what the embedded server needs when root starts it
    assert settings_say(home) == []
    home.chmod(0o755)
    only(settings_say(home), "advice", f"Other users can list the folder {home}")
    home.chmod(0o775)
    only(settings_say(home), "danger", f"Other users can replace the keys in {home}")


def test_a_tidy_database_has_nothing_to_find(tidy: psycopg.Connection) -> None:
    assert said(check.of_connection(tidy)) == []


@pytest.mark.parametrize("wrong", WRONGS)
def test_it_finds(tidy: psycopg.Connection, wrong: str) -> None:
    statement, level, beginning = WRONGS[wrong]
    tidy.execute(statement.encode())
    only(said(check.of_connection(tidy)), level, beginning)


def test_values_that_are_kept_out_of_the_log_may_be_logged_beside(tidy: psycopg.Connection) -> None:
    tidy.execute(as_server("log_statement", "all").encode())
    tidy.execute(as_server("log_parameter_max_length", "0").encode())
    assert said(check.of_connection(tidy)) == []


@pytest.mark.parametrize(("seconds", "level"), [(-20, "advice"), (20, "advice"), (40, "danger")])
def test_clocks_that_differ_are_found(owner: psycopg.Connection, seconds: int, level: str) -> None:
    found = said(check.of_clock(owner, lambda: time.time() + seconds))
    only(found, level, f"This machine's clock and the database's are {abs(seconds)} s apart")


def test_a_server_of_ones_own_with_passwords_has_nothing_to_find(server: tuple[str, Path]) -> None:
    with psycopg.connect(server[0]) as connection:
        assert said(check.of_connection(connection)) == []


@pytest.mark.parametrize("wrong", [
    ("fsync", "off", "danger", "fsync is off, so a crash of the machine loses data"),
    ("full_page_writes", "off", "danger", "full_page_writes is off"),
    ("synchronous_commit", "off", "danger", "synchronous_commit is off for the server"),
    ("log_min_duration_statement", "0", "danger", "Personal data and secrets go into the server's"),
    ("password_encryption", "md5", "advice", "Passwords are kept as md5"),
], ids=lambda wrong: wrong[0])  # fmt: skip
def test_the_servers_own_file_is_read(
    server: tuple[str, Path], wrong: tuple[str, str, str, str]
) -> None:
    name, value, level, beginning = wrong
    with configured(server[0], name, value) as connection:
        only(said(check.of_connection(connection)), level, beginning)


def test_data_in_clear_between_machines_are_a_danger(server: tuple[str, Path]) -> None:
    with psycopg.connect(server[0]) as connection:
        connection.execute("create temporary table pg_settings as select * from pg_settings")
        connection.execute(as_server("listen_addresses", "localhost, ::1").encode())
        assert said(check.of_connection(connection)) == []
        connection.execute(as_server("listen_addresses", "*").encode())
        only(said(check.of_connection(connection)), "danger", "Data travel in clear to a server")
        connection.rollback()


def test_a_login_without_a_password_on_tcp_is_worth_advice(server: tuple[str, Path]) -> None:
    with psycopg.connect(server[0]) as connection:
        connection.execute("create role nova_analyst login; create role nova_owner")
        only(said(check.of_connection(connection)), "advice", "No password for nova_analyst on")
        connection.rollback()


def test_a_door_that_asks_other_machines_for_no_password_is_a_danger(
    server: tuple[str, Path],
) -> None:
    doors = server[1] / "pg_hba.conf"
    before = doors.read_text()
    doors.write_text(f"host all all 10.0.0.0/8 trust\n{before}")
    with psycopg.connect(server[0]) as connection:
        only(said(check.of_connection(connection)), "danger", "pg_hba.conf lets anybody in")
    doors.write_text(before)


def test_migrations_that_are_pending_are_worth_advice() -> None:
    found = said(check.of_migrations(url_of("postgres")))
    only(found, "advice", "Migrations from 0001.roles-and-schemas on are pending")


def test_logic_that_differs_and_migrations_that_changed_are_worth_advice(own_url: str) -> None:
    assert said(check.of_migrations(own_url)) == []
    with psycopg.connect(own_url) as connection:
        connection.execute("update private.applied_logic set sha256 = 'other'")
    only(said(check.of_migrations(own_url)), "advice", "The database's logic is not that of")
    with psycopg.connect(own_url) as connection:
        connection.execute("delete from private.applied_logic")
        connection.execute("update private.applied_migrations set sha256 = 'other'"
                           " where migration_id like '0001%'")  # fmt: skip
    changed = said(check.of_migrations(own_url))[:1]
    only(changed, "advice", "0001.roles-and-schemas changed after it was applied")


def test_a_deployment_on_the_tests_own_server(own_url: str, home: Path, nova: Nova) -> None:
    with psycopg.connect(own_url) as connection:
        connection.execute(TIDY.partition("revoke connect")[0])
    told = nova("check", home=home, database_url=own_url, secret=STRONG,
                app_database_url=addresses.as_role(own_url, "nova_app"))  # fmt: skip
    dangers = [line for line in lines(told) if not line.startswith("advice  ")]
    assert dangers == [
        "danger  One-time codes stand in the log, whose readers can log in as anybody: set"
        " NOVA_SMS_URL to who sends them.",
        "danger  fsync is off, so a crash of the machine loses data: set fsync = on.",
    ]
    assert lines(told)[:2] == dangers, "dangers come first"
    assert told.returncode == 1


def test_the_embedded_database_is_looked_at_too() -> None:
    found = said(check.of_database(settings_for(HOME)))
    assert (
        "danger",
        "fsync is off, so a crash of the machine loses data: set fsync = on.",
    ) in found


def test_the_apps_login_sees_what_it_may(rules_url: str, home: Path) -> None:
    settings = settings_for(home, app_database_url=addresses.as_role(rules_url, "nova_app"))
    found = said(check.of_database(settings))
    assert (
        "danger",
        "fsync is off, so a crash of the machine loses data: set fsync = on.",
    ) in found
    only(found[-1:], "advice", "Passwords and migrations were not looked at")


def test_a_database_that_cannot_be_reached_is_one_sentence(home: Path, nova: Nova) -> None:
    told = nova("check", home=home, database_url=UNREACHABLE)
    reached = [line for line in lines(told) if "cannot be used" in line]
    assert len(reached) == 1
    assert reached[0].startswith(
        "danger  The database at postgresql://postgres@127.0.0.1:1/nova cannot be used"
    )
    assert "hidden" not in told.stdout
    assert told.returncode == 1


@pytest.mark.parametrize("address", ["postgresql://nova:hidden@[x/nova", "junk"])
@pytest.mark.parametrize("setting", ["database_url", "app_database_url"])
def test_an_address_that_is_none_is_one_sentence(home: Path, setting: str, address: str) -> None:
    found = said(check.of_database(settings_for(home, **{setting: address})))
    only(found, "danger", "An address of the database cannot be read")


def test_a_login_that_the_server_refuses_is_a_danger(own_url: str, home: Path) -> None:
    nobody = addresses.as_role(own_url, "nobody_at_all")
    settings = settings_for(home, database_url=own_url, worker_database_url=nobody)
    found = said(check.of_database(settings))
    only(found[-1:], "danger", "The database at postgresql://nobody_at_all@")


def test_advice_alone_is_no_failure_and_nothing_is_made(home: Path, nova: Nova) -> None:
    told = nova("check", home=home)
    assert lines(told) == ["advice  There is no database yet: run nova up, or give its address."]
    assert told.returncode == 0
    assert list(home.iterdir()) == []


def test_where_nothing_is_found_one_line_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    report([])
    assert capsys.readouterr().out.startswith("Nothing found: ")
