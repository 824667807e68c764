"""`nova check`: what of a deployment would lose or leak data, one plain sentence each.

It changes nothing. One function a subject: of the settings, of the folder of keys, of a
connection. What can be asked in one query stands in check.sql. Where no administrator's address
is given the app's own is used, which sees the catalogs but neither passwords nor migrations.
"""

import argparse
import contextlib
import ipaddress
import re
import stat
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import psycopg

from nova.cli.findings import Finding, Findings, Level, advice, danger, report
from nova.database import addresses, migrations
from nova.delivery import providers_of
from nova.networks import is_loopback
from nova.problem import Problem
from nova.settings import Settings

RULES = Path(__file__).with_suffix(".sql")
NARROWEST = {4: 16, 6: 48}  # bits that a trusted network has to fix, by version of the protocol
GUESSED = re.compile(r"change.?me|password|secret|example|default|qwerty|123456|abcdef", re.I)
LONGEST_TOKEN = 3600  # seconds
SKEW, WORST_SKEW = 5.0, 30.0  # seconds
MALFORMED = (  # not the driver's words, which repeat the password
    "An address of the database cannot be read: write postgresql://user:password@host/database."
)


def check_deployment(settings: Settings, _: argparse.Namespace) -> None:
    """Say what would lose or leak data, a sentence each; changes nothing."""
    report([*of_settings(settings), *of_database(settings)])


def of_settings(settings: Settings) -> Findings:
    """All that the settings and the folder of keys say by themselves."""
    for subject in (of_messages, of_proxies, of_metrics, of_pages, of_secrets, of_folder):
        yield from subject(settings)


def of_messages(settings: Settings) -> Findings:
    """One-time codes in the log of a deployment that others use."""
    embedded = settings.database_url is None and not _served(settings)
    own = embedded and is_loopback(settings.host)
    try:
        providers_of(settings)
    except Problem as problem:
        yield danger(f"No message goes out: {problem}")
    if settings.smtp_url and settings.api_url is None and not own:
        yield advice(
            "Mail programs cannot reach the click that ends promotions: set NOVA_API_URL to where "
            "this API is reached from outside, with https."
        )
    if not settings.sms_url and not own:
        yield danger(
            "One-time codes stand in the log, whose readers can log in as anybody: set "
            "NOVA_SMS_URL to who sends them."
        )


def of_proxies(settings: Settings) -> Findings:
    """Whose word is taken for a caller's address, by which rates are counted."""
    for name in _names(settings.trusted_proxies):
        network = _network(name)
        if name == "*" or (network and network.prefixlen < NARROWEST[network.version]):
            yield danger(
                f"NOVA_TRUSTED_PROXIES believes {name}, so callers choose their own address and "
                "no rate holds: name the proxy alone."
            )
        elif network is None:
            yield advice(
                f"NOVA_TRUSTED_PROXIES names {name}, which is no address and never believed, so "
                "all callers share one rate: give the proxy's address."
            )


def of_metrics(settings: Settings) -> Findings:
    """Figures that are answered to whoever seems to call from this machine."""
    own = all(map(is_loopback, _names(settings.trusted_proxies)))
    if settings.metrics_token is None and own and not is_loopback(settings.host):
        yield advice(
            "/api/metrics is open to everybody through a proxy on this machine that sends no "
            "X-Forwarded-For: set NOVA_METRICS_TOKEN."
        )


def of_pages(settings: Settings) -> Findings:
    """Front ends that come without TLS."""
    for page in dict.fromkeys([settings.web_url, *settings.cors_origins]):
        parts = urlsplit(page)
        if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
            yield danger(
                f"Tokens and links of {page} travel in clear: put TLS in front and write https "
                "in NOVA_WEB_URL and NOVA_CORS_ORIGINS."
            )


def of_secrets(settings: Settings) -> Findings:
    """Secrets that can be guessed, serve twice or differ by machine, and long-lived tokens."""
    secrets = {
        "NOVA_SECRET": settings.secret,
        "NOVA_TOKEN_SECRET": settings.token_secret,
        "NOVA_METRICS_TOKEN": settings.metrics_token,
    }
    known: dict[str, str] = {}
    for name, secret in secrets.items():
        if secret is None:
            continue
        if _is_weak(secret):
            yield danger(f"{name} can be guessed: set it to what openssl rand -hex 32 prints.")
        elif secret in known:
            yield danger(f"{name} is {known[secret]} again, so one leak opens both: make another.")
        known[secret] = name
    if settings.secret is None and settings.app_database_url:
        yield advice(
            "NOVA_SECRET is unset, so each machine makes its own and refuses the codes and "
            "sessions of others: set the same one for all."
        )
    if settings.access_token_seconds > LONGEST_TOKEN:
        yield advice(
            f"A stolen access token is good for {settings.access_token_seconds} s: set "
            f"NOVA_ACCESS_TOKEN_SECONDS to {LONGEST_TOKEN} or less."
        )


def of_folder(settings: Settings) -> Findings:
    """Keys that other users of the machine can read or replace; they may pass through."""
    home = settings.home
    keys = [home / "secret", home / "keys", *sorted((home / "keys").glob("*.pem"))]
    for path in (path for path in keys if _mode(path) & 0o077):
        yield danger(f"{path} is open to other users: chmod -R go= {path}.")
    if _mode(home) & 0o022:
        yield danger(f"Other users can replace the keys in {home}: chmod go-w {home}.")
    elif _mode(home) & 0o044:
        yield advice(f"Other users can list the folder {home}: chmod go-r {home}.")


def of_database(settings: Settings) -> Findings:
    """All that the database says; one that cannot be asked is a danger itself."""
    served = _served(settings)
    try:
        if settings.database_url is None and served:
            with _connect(served.pop(0)) as connection:
                yield from of_connection(connection)
            yield advice("Passwords and migrations were not looked at: give NOVA_DATABASE_URL too.")
        elif settings.database_url is None and not (settings.home / "postgres").exists():
            yield advice("There is no database yet: run nova up, or give its address.")
        else:
            with addresses.database(settings) as urls, _connect(urls.owner) as connection:
                yield from of_connection(connection)
                yield from of_migrations(urls.owner)
    except Problem as problem:
        yield danger(str(problem))
    except ValueError:
        yield danger(MALFORMED)
    except psycopg.Error as error:
        yield danger(f"The database could not be looked at: {_reason(error)}.")
    yield from of_logins(served)


def of_connection(connection: psycopg.Connection) -> Findings:
    """All that one connection sees. Raises psycopg.Error when it breaks."""
    yield from of_rules(connection)
    yield from of_clock(connection)


def of_rules(connection: psycopg.Connection) -> Findings:
    """What the queries of check.sql find; those that the login may not ask are left out."""
    for block in RULES.read_text().split("\n\n")[1:]:
        lines = block.splitlines()
        heading = " ".join(line[3:] for line in lines if line.startswith("-- "))
        level, _, sentence = heading.partition(": ")
        names: list[str] = []
        with contextlib.suppress(psycopg.errors.InsufficientPrivilege), connection.transaction():
            names = [name for (name,) in connection.execute(block.encode())]
        if names:
            said = sentence.replace("{names}", ", ".join(sorted(names)))
            yield Finding(msgspec.convert(level, Level), said)


def of_clock(connection: psycopg.Connection, clock: Callable[[], float] = time.time) -> Findings:
    """Tokens are timed by this machine's clock, sessions and codes by the database's."""
    before = clock()
    row = connection.execute("select extract(epoch from clock_timestamp())::float8").fetchone()
    away = abs(row[0] - (before + clock()) / 2) if row else 0.0
    say = danger if away > WORST_SKEW else advice
    if away > SKEW:
        yield say(
            f"This machine's clock and the database's are {away:.0f} s apart, and tokens and codes "
            "go by both: run a time service on each."
        )


def of_migrations(url: str) -> Findings:
    """How far the database is behind the files. Raises Problem."""
    state = migrations.status(url)
    if state.changed:
        names = ", ".join(state.changed)
        yield advice(f"{names} changed after it was applied: put the file back as it was.")
    if state.pending:
        yield advice(f"Migrations from {state.pending[0]} on are pending: run nova migrate.")
    elif not state.logic_current:
        yield advice("The database's logic is not that of sql/: run nova migrate.")


def of_logins(urls: Iterable[str]) -> Findings:
    """The addresses that serve, each tried once."""
    for url in urls:
        try:
            _connect(url).close()
        except Problem as problem:
            yield danger(str(problem))


def _served(settings: Settings) -> list[str]:
    """The addresses that the app and the worker are given, the app's first."""
    urls = settings.app_database_url, settings.worker_database_url
    return [url for url in urls if url]


def _connect(url: str) -> psycopg.Connection:
    """Connect to a database. Raises Problem when it cannot be reached or lets nobody in."""
    try:
        connection = psycopg.connect(url, autocommit=True, connect_timeout=5)
        connection.read_only = True  # whatever a query of ours would try
        return connection
    except psycopg.ProgrammingError:
        raise Problem(MALFORMED) from None
    except psycopg.Error as error:
        said = f"The database at {addresses.without_password(url)} cannot be used"
        raise Problem(f"{said} ({_reason(error)}): start it, or mend its address.") from None


def _reason(error: psycopg.Error) -> str:
    """The first line of what the driver or the server said."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _is_weak(secret: str) -> bool:
    """Whether a secret is a word, one thing again and again, or made of few characters."""
    few = len(set(secret)) * 4 < min(len(secret), 32)
    return few or secret in (secret + secret)[1:-1] or bool(GUESSED.search(secret))


def _names(text: str) -> list[str]:
    """The parts of a list with commas."""
    return [name.strip() for name in text.split(",") if name.strip()]


def _network(name: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    """An address or network as uvicorn understands it, or nothing."""
    try:
        return ipaddress.ip_network(name)
    except ValueError:
        return None


def _mode(path: Path) -> int:
    """The permissions of a file; none when it is not there or out of sight."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return 0
