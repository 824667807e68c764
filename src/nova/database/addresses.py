"""Where the database is, for each of the roles that log in to it."""

import contextlib
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

import psycopg

from nova.database import embedded
from nova.problem import Problem
from nova.settings import Settings


class Urls(NamedTuple):
    """The same database as its administrator, and as each of the roles that serve."""

    owner: str
    app: str
    worker: str


@contextlib.contextmanager
def database(settings: Settings) -> Iterator[Urls]:
    """The database's addresses; holds the embedded server up where that is used. Raises Problem."""
    with contextlib.ExitStack() as stack:
        owner = settings.database_url or stack.enter_context(embedded.running(settings.home))
        yield urls(settings, owner)


def urls(settings: Settings, owner: str) -> Urls:
    """The addresses of each role; one that is not set differs from the owner's in the role."""
    return Urls(
        owner,
        settings.app_database_url or as_role(owner, "nova_app"),
        settings.worker_database_url or as_role(owner, "nova_worker"),
    )


def given(settings: Settings) -> str:
    """The address that serve and worker derive theirs from. Raises Problem."""
    if settings.database_url:
        return settings.database_url
    if embedded.is_running(settings.home):
        return embedded.url(settings.home)
    raise Problem("Give NOVA_DATABASE_URL, or start the embedded database with nova up.")


def check_login(url: str) -> None:
    """Try the app's login before the port opens. Raises Problem."""
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0]
        raise Problem(
            f"Role nova_app cannot log in at {without_password(url)} ({reason}): "
            "give its password in NOVA_APP_DATABASE_URL to nova migrate and here."
        ) from None


def as_role(url: str, role: str) -> str:
    """The same address for another role, without the password."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{role}@{host}"))


def without_password(url: str) -> str:
    """The address as it may be shown."""
    parts = urlsplit(url)
    user, at, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{user.partition(':')[0]}{at}{host}"))
