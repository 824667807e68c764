"""Tokens and one-time codes: what must not be made in the database.

Access tokens are EdDSA (RFC 8037) by default, with one key a file in `home/keys`: the newest name
signs, all verify, so a key is rotated by adding one and dropped once its tokens have expired.
"""

import base64
import hashlib
import hmac
import os
import secrets
import time
from pathlib import Path
from typing import Any
from uuid import UUID

import jwt
import msgspec
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from nova.errors.refused import Refused
from nova.problem import Problem
from nova.settings import Settings

ISSUER = "nova"
AUDIENCE = "nova-api"  # RFC 7519, section 4.1.3: other services of ours take no such token
REMEMBERED_TOKENS = 10_000
LONGEST_TOKEN = 4096
LEEWAY = 30.0  # seconds by which the clock of the process that signed may be ahead of ours
UNSUBSCRIBE = b"unsubscribe"
"""What the links are signed for by which promotions end."""
REREAD = 1.0  # seconds between two looks for a key that is not known


class Claims(msgspec.Struct, frozen=True):
    """What a verified access token says that a request needs."""

    user_id: UUID
    session_id: UUID
    expires_at: int
    """Unix seconds."""


class Tokens:
    """Signs and verifies access tokens; derives refresh tokens."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._secret = read_secret(settings)
        self._algorithm = settings.token_algorithm
        self._keys = self._read_keys()
        self._read_at = 0.0
        self._remembered: dict[str, Claims] = {}

    def sign(self, claims: dict[str, Any]) -> str:
        """An access token with these claims (sub, sid, email, phone, role, subscription)."""
        now = int(time.time())
        kid = max(self._keys)
        lives = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "iat": now,
            "exp": now + self._settings.access_token_seconds,
        }
        return jwt.encode({**claims, **lives}, self._keys[kid][0], self._algorithm, {"kid": kid})

    def verify(self, token: str) -> Claims:
        """The claims of a token, remembered until it expires. Raises Refused."""
        known = self._remembered.get(token)
        if known is None:
            known = self._read(token)
            if len(self._remembered) >= REMEMBERED_TOKENS:
                self._remembered.clear()
            self._remembered[token] = known
        if known.expires_at <= time.time():
            self._remembered.pop(token, None)
            raise Refused("token_expired")
        return known

    def is_known(self, token: str) -> bool:
        """Whether this token was verified before."""
        return token in self._remembered

    def session_of(self, token: str) -> UUID | None:
        """The session that a token of ours names, also when it has expired."""
        try:
            return self._read(token, may_be_old=True).session_id
        except Refused:
            return None

    def new_refresh(self, retry: bytes | None) -> str:
        """A refresh token for a new device; the same for a retry of the same request."""
        return _urlsafe(self._derive(b"retry", retry)) if retry else secrets.token_urlsafe(32)

    def child_of(self, refresh: str) -> str:
        """The one child of a refresh token: the same for two tabs that refresh at once."""
        return _urlsafe(self._derive(b"refresh", refresh.encode()))

    def fingerprint(self, request: bytes) -> bytes:
        """What the database keeps to know a request again; keyed, since it may hold a password."""
        return self._derive(b"request", request)

    @property
    def code_key(self) -> bytes:
        """The key that one-time codes are hashed under; the database does not keep it."""
        return self._derive(b"one-time code", b"")

    def _derive(self, purpose: bytes, message: bytes) -> bytes:
        return _derived(self._secret, purpose, message)

    def _read(self, token: str, may_be_old: bool = False) -> Claims:
        if len(token) > LONGEST_TOKEN:
            raise Refused("token_invalid")
        try:
            kid = jwt.get_unverified_header(token).get("kid")
            if kid not in self._keys and time.monotonic() - self._read_at > REREAD:
                self._keys = self._read_keys()  # a key that another process added
                self._read_at = time.monotonic()
            if kid not in self._keys:
                raise Refused("token_invalid")
            claims = jwt.decode(
                token, self._keys[kid][1], [self._algorithm], issuer=ISSUER,
                audience=AUDIENCE, options={
                    "require": ["exp", "iat", "sub", "sid", "aud"], "verify_exp": False,
                }, leeway=LEEWAY,
            )  # fmt: skip
            if not may_be_old and int(claims["exp"]) <= time.time():
                raise Refused("token_expired")
            return Claims(UUID(claims["sub"]), UUID(claims["sid"]), int(claims["exp"]))
        except (jwt.InvalidTokenError, ValueError, TypeError, AttributeError):
            raise Refused("token_invalid") from None

    def _read_keys(self) -> dict[str, tuple[Any, Any]]:
        """Each kid's signing and verifying key."""
        if self._algorithm == "HS256":
            secret = self._settings.token_secret or ""
            return {"hs256": (secret, secret)}
        folder = self._settings.home / "keys"
        if not any(folder.glob("*.pem")):
            add_key(self._settings.home)
        keys: dict[str, tuple[Any, Any]] = {}
        for path in sorted(folder.glob("*.pem")):
            key = serialization.load_pem_private_key(path.read_bytes(), None)
            if not isinstance(key, Ed25519PrivateKey):
                raise Problem(f"{path} is no Ed25519 key.")
            keys[path.stem] = (key, key.public_key())
        return keys


def new_code() -> str:
    """A one-time code of six digits from the system's generator."""
    return f"{secrets.randbelow(1_000_000):06}"


def sha256(token: str) -> bytes:
    """What the database keeps of a refresh token."""
    return hashlib.sha256(token.encode()).digest()


def add_key(home: Path) -> str:
    """Make a new signing key, which signs from the next start on; answers its kid."""
    folder = home / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    kid = time.strftime("%Y%m%dT%H%M%S", time.gmtime()) + secrets.token_hex(2)
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    _write_once(folder / f"{kid}.pem", pem)
    return kid


def derived_key(settings: Settings, purpose: bytes) -> bytes:
    """A key for one purpose: another process with the same secret has the same."""
    return _derived(read_secret(settings), purpose)


def _derived(secret: bytes, purpose: bytes, message: bytes = b"") -> bytes:
    return hmac.digest(secret, purpose + b"\0" + message, "sha256")


def read_secret(settings: Settings) -> bytes:
    """The process's secret: the setting, or the one made at first in `home/secret`."""
    if settings.secret:
        return settings.secret.encode()
    path = settings.home / "secret"
    if not path.exists():
        settings.home.mkdir(parents=True, exist_ok=True)
        _write_once(path, secrets.token_hex(32).encode())
    return path.read_bytes()


def _write_once(path: Path, content: bytes) -> None:
    """Write a file that only its owner reads; one that another process made first is kept."""
    draft = path.with_suffix(f".{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_bytes(content)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _urlsafe(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
