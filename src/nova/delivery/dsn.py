"""Addresses of providers, as settings write them: `unifonic://APP_SID@default?from=Nova&rate=20`.

The form is Symfony Notifier's: the scheme names the provider, `default` stands for its own host, a
host on this machine is spoken to without TLS.
"""

from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec

from nova.networks import is_loopback
from nova.problem import Problem


class Dsn(msgspec.Struct, frozen=True):
    """One provider's address, in its parts."""

    scheme: str
    user: str
    password: str
    host: str
    port: int | None
    options: Mapping[str, str]

    def base(self, own: str) -> str:
        """Where its API begins: `own` unless the address names a host."""
        if self.host == "default":
            return own
        scheme = "http" if is_loopback(self.host) else "https"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme}://{host}" + (f":{self.port}" if self.port else "")

    def account(self, *, with_password: bool = True) -> str:
        """Whose account it is, which must be said. Raises Problem."""
        if not self.user or (with_password and not self.password):
            form = "user:password" if with_password else "id"
            raise Problem(f"{self.scheme}://… needs whose account it is: {form}@ before its host.")
        return self.user

    def option(self, name: str) -> str:
        """An option that must be given. Raises Problem."""
        if not self.options.get(name):
            raise Problem(f"{self.scheme}://… needs ?{name}=…")
        return self.options[name]

    def only(self, *names: str) -> None:
        """Refuse options of other names. Raises Problem."""
        for name in self.options:
            if name not in {*names, "rate"}:
                known = ", ".join([*names, "rate"])
                raise Problem(f"{self.scheme}://… knows no ?{name}=; it has: {known}.")

    @property
    def rate(self) -> float:
        """How many messages a second it may be given, 50 unless said. Raises Problem."""
        try:
            rate = float(self.options.get("rate", "50"))
        except ValueError:
            rate = 0.0
        if not 0 < rate <= MOST:
            raise Problem(f"{self.scheme}://…?rate= is no number between 0 and {MOST}.")
        return rate


MOST = 100_000  # messages a second


def read_dsn(text: str) -> Dsn:
    """One address. Raises Problem, which does not say the password."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise Problem(
            "An address of a provider cannot be read: scheme://user:password@host?name=value, with "
            "#, / and @ of a password as %23, %2F and %40."
        ) from None
    return Dsn(
        scheme=parts.scheme,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=parts.hostname or "default",
        port=port,
        options=dict(parse_qsl(parts.query)),
    )
