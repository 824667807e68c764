"""Every setting, in one frozen struct read once from the environment.

A setting `pool_size` is the variable `NOVA_POOL_SIZE`. `.env.example` names them all.
"""

import os
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import msgspec
from msgspec import Meta

from nova.networks import is_loopback
from nova.problem import Problem

ROOT = Path(__file__).resolve().parents[2]
_PACKAGE = Path(__file__).resolve().parent
_IS_WHEEL = (_PACKAGE / "_sql").exists()
SQL = _PACKAGE / "_sql" if _IS_WHEEL else ROOT / "sql"
"""The database's logic; a wheel carries it inside the package."""
MIGRATIONS = _PACKAGE / "_migrations" if _IS_WHEEL else ROOT / "migrations"

NEARLY = 0.85  # of how alike a name must be to have been meant

Port = Annotated[int, Meta(ge=1, le=65535)]
Sender = Annotated[str, Meta(pattern=r"^[^\r\n]*@[^\r\n]+$", max_length=200)]
ProviderUrl = Annotated[str, Meta(pattern=r"^[a-z]+://[^\s,/]+/?(\?[^\s,]*)?$", max_length=1000)]
ProviderUrls = Annotated[tuple[ProviderUrl, ...], Meta(max_length=5)]
Hours = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$")]
Seconds = Annotated[float, Meta(gt=0, le=3600)]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How this process runs. Durations are in seconds, sizes in bytes."""

    home: Path = ROOT / ".nova"
    """Folder of the embedded database, the signing keys and the secret."""
    host: str = "127.0.0.1"
    """Address to listen on."""
    port: Port = 8000
    """Port to listen on."""

    database_url: str | None = None
    """A PostgreSQL 18 server's address, as an administrator; unset starts the embedded one."""
    app_database_url: str | None = None
    """The same database as role nova_app; derived from database_url when unset."""
    worker_database_url: str | None = None
    """The same database as role nova_worker; derived from database_url when unset."""
    pool_size: Annotated[int, Meta(ge=1, le=200)] = 10
    """Connections of one app process."""
    queue_size: Annotated[int, Meta(ge=1, le=100_000)] = 2_000
    """Requests that may wait for a connection; one more is answered 503."""
    queue_timeout: Seconds = 2
    """How long a request waits for a connection before it is answered 503."""
    statement_timeout: Seconds = 5
    """How long a statement may run before it is cancelled and answered 503."""

    token_algorithm: Literal["EdDSA", "HS256"] = "EdDSA"  # noqa: S105
    """How access tokens are signed: EdDSA with the keys in home/keys, HS256 with token_secret."""
    token_secret: Annotated[str, Meta(min_length=32)] | None = None
    """The HS256 key, at least 32 characters; only with token_algorithm=HS256."""
    access_token_seconds: Annotated[int, Meta(ge=10, le=86_400)] = 900
    """Life of an access token."""
    refresh_token_days: Annotated[int, Meta(ge=1, le=365)] = 30
    """Life of a refresh token, counted from its own issue."""
    session_days: Annotated[int, Meta(ge=1, le=3650)] = 90
    """How long after a log-in a device has to log in again, however often it refreshed."""
    secret: Annotated[str, Meta(min_length=32)] | None = None
    """Keys one-time codes and refresh tokens; every process needs the same. Unset: home/secret."""
    password_threads: Annotated[int, Meta(ge=1, le=64)] = 2
    """How many passwords are hashed at once; each takes 19 MiB."""

    web_url: str = "http://localhost:3000"
    """Where the front end lives: the links of invitations begin with it."""
    api_url: str | None = None
    """Where this API is reached from outside, such as https://api.example.com: what providers
    report comes there, and the click of a mail program that wants no more; unset: host and port."""
    cors_origins: tuple[str, ...] = ()
    """Web origins that may call the API and open sockets, comma-separated; unset: web_url while
    host is a loopback address, else none."""
    trusted_proxies: str = "127.0.0.1"
    """Addresses whose X-Forwarded-For is believed, comma-separated."""
    max_connections: Annotated[int, Meta(ge=10, le=1_000_000)] = 4_000
    """HTTP connections of one process; one more is answered 503. Websockets count apart."""
    person_rate: Annotated[float, Meta(gt=0, le=100_000)] = 50
    """Requests a second of one person on one process; ten seconds' worth may come at once."""
    stranger_rate: Annotated[float, Meta(gt=0, le=100_000)] = 20
    """The same of one network (an IPv4 address, an IPv6 /64) on routes that need no token."""
    metrics_token: Annotated[str, Meta(min_length=16)] | None = None
    """Bearer token that /api/metrics asks for; unset: it answers callers from loopback alone."""
    max_sockets: Annotated[int, Meta(ge=1, le=1_000_000)] = 10_000
    """Websockets of one process."""

    websockets: Literal["picows", "asgi"] = "picows"
    """What serves /api/ws: picows, or uvicorn's own websockets where picows cannot be had."""
    reuse_port: bool = False
    """Whether another process may listen on the same port, as during a deploy (SO_REUSEPORT)."""
    goodbye_seconds: Annotated[float, Meta(ge=0, le=60)] = 3
    """Over how long the websockets are sent away on SIGTERM."""

    sms_url: ProviderUrls = ()
    """Who sends SMS, comma-separated in order of preference, such as
    unifonic://APP_SID@default?from=Nova; unset: codes are written to the log, for development."""
    smtp_url: ProviderUrls = ()
    """The servers that send e-mail, in order of preference: smtp://user:password@host:587
    (STARTTLS) or smtps://…:465; unset: the log."""
    whatsapp_url: ProviderUrls = ()
    """WhatsApp's Cloud API: whatsapp://PHONE_NUMBER_ID:TOKEN@default?template=…; unset: none."""
    payments_url: ProviderUrls = ()
    """Who takes payments, the first one new ones: moyasar://SECRET_KEY@default?secret=… or
    tap://SECRET_KEY@default?email=BILLING_ADDRESS; unset: a test page while all runs on loopback
    addresses, else none."""
    zatca_url: ProviderUrl | None = None
    """The tax authority's API for e-invoices (ZATCA, phase 2), with the token and secret that came
    with the certificate: zatca://TOKEN:SECRET@default; unset: none is stamped."""
    zatca_key: Path | None = None
    """File of the private key (PEM, secp256k1) that stamps e-invoices."""
    zatca_certificate: Path | None = None
    """File of the certificate (PEM) that the tax authority gave for it."""
    promotion_hours: Hours = "09:00-20:00"
    """Between which hours of Riyadh promotions go out."""
    mail_from: Sender = "Nova CRM <no-reply@localhost>"
    """The sender of e-mail: an address, or a name and <an address>."""
    outbox_lease: Seconds = 60
    """After how long a message claimed by a worker that died is sent by another."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """The least severe line that is logged."""

    @property
    def reached_at(self) -> str:
        """Where this API is reached from outside."""
        return self.api_url or f"http://{self.host}:{self.port}"

    @property
    def origins(self) -> tuple[str, ...]:
        """The web origins that may call the API and open sockets."""
        if self.cors_origins or not is_loopback(self.host):
            return self.cors_origins
        return (self.web_url,)


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings from NOVA_* variables; a wrong one is named. Raises Problem."""
    _refuse_misspelt(environment)
    given: dict[str, Any] = {}
    for name in Settings.__struct_fields__:
        text = environment.get(f"NOVA_{name.upper()}", "").strip()
        if not text:
            continue
        try:
            given[name] = _value(name, text)
        except msgspec.ValidationError as error:
            allowed = ", ".join(map(str, get_args(Settings.__annotations__[name])))
            choice = f" One of: {allowed}." if "enum" in str(error) else ""
            raise Problem(f"NOVA_{name.upper()} is not usable: {error}.{choice}") from None
    if given.get("token_algorithm") == "HS256" and "token_secret" not in given:
        raise Problem("NOVA_TOKEN_ALGORITHM=HS256 needs NOVA_TOKEN_SECRET.")
    return Settings(**given)


def _refuse_misspelt(environment: Mapping[str, str]) -> None:
    """A variable that is nearly a setting was meant as one; others are not ours. Raises Problem."""
    known = [f"NOVA_{name.upper()}" for name in Settings.__struct_fields__]
    for name in (each for each in environment if each.startswith("NOVA_") and each not in known):
        if near := get_close_matches(name, known, 1, NEARLY):
            raise Problem(f"{name} is no setting: did you mean {near[0]}?")


def _value(name: str, text: str) -> object:
    """One variable as its field's type."""
    if name in {"home", "zatca_key", "zatca_certificate"}:
        return Path(text).expanduser().resolve()
    if name in {"web_url", "api_url"}:
        return text.rstrip("/")
    if name == "cors_origins":
        return tuple(origin.strip().rstrip("/") for origin in text.split(",") if origin.strip())
    if name in {"sms_url", "smtp_url", "whatsapp_url", "payments_url"}:
        parts = [part.strip() for part in text.split(",") if part.strip()]
        return msgspec.convert(parts, Settings.__annotations__[name])
    return msgspec.convert(text, Settings.__annotations__[name], strict=False)
