"""The `nova` command: everything from a fresh machine to a database under a DBA's hands."""

import argparse
import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

import psycopg
import uvloop
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from nova import demo, embedded, identity, logic, migrate, outbox, serve
from nova.logs import start_logging
from nova.problem import Problem
from nova.settings import Settings, read_settings

out = Console(highlight=False)


class Urls(NamedTuple):
    """The same database as its administrator, as the app, and as the worker."""

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
        settings.app_database_url or migrate.as_role(owner, "nova_app"),
        settings.worker_database_url or migrate.as_role(owner, "nova_worker"),
    )


def up(settings: Settings, _: argparse.Namespace) -> None:
    """Start everything: database, migrations, demo data the first time, API, worker."""
    start_logging(settings.log_level)
    with serve.bind(settings) as listener, database(settings) as addresses:
        before = migrate.migrate(addresses.owner)
        migrate.give_login(addresses.owner, settings.app_database_url, settings.worker_database_url)
        if before.pending:
            out.print(f"Migrated: {', '.join(before.pending)}")
        if settings.database_url is None:
            _seed_first(addresses.owner)
        _check_login(addresses.app)
        api = serve.server(settings, addresses.app)
        _welcome(settings)

        async def everything() -> None:
            worker = asyncio.create_task(outbox.work(addresses.worker, settings))
            try:
                await api.serve([listener])
            finally:
                worker.cancel()
                await asyncio.gather(worker, return_exceptions=True)

        uvloop.run(everything())


def serve_api(settings: Settings, _: argparse.Namespace) -> None:
    """Serve the API alone, on a database that is migrated already."""
    start_logging(settings.log_level)
    url = settings.app_database_url or urls(settings, _given(settings)).app
    with serve.bind(settings) as listener:
        _check_login(url)
        api = serve.server(settings, url)
        uvloop.run(api.serve([listener]))


def work(settings: Settings, _: argparse.Namespace) -> None:
    """Send queued messages and keep house."""
    start_logging(settings.log_level)
    url = settings.worker_database_url or urls(settings, _given(settings)).worker
    uvloop.run(outbox.work(url, settings))


def migrate_database(settings: Settings, arguments: argparse.Namespace) -> None:
    """Apply pending migrations, then bring the logic up to date with sql/."""
    with database(settings) as addresses:
        before = migrate.status(addresses.owner)
        if arguments.dry_run:
            for text in migrate.pending_sql(before.pending):
                print(text)
            if not before.logic_current:
                for path in logic.files():
                    print(f"-- sql/{path.relative_to(logic.FOLDER)}\n{path.read_text()}")
            return
        out.print(f"To apply: {', '.join(before.pending) or 'no migration'}")
        out.print(
            f"Logic of sql/: {'up to date' if before.logic_current else 'to be brought up to date'}"
        )
        migrate.migrate(addresses.owner)
        migrate.give_login(addresses.owner, settings.app_database_url, settings.worker_database_url)
        out.print("Done.")


def roll_back(settings: Settings, arguments: argparse.Namespace) -> None:
    """Take back the newest migrations. `nova migrate` puts the logic back afterwards."""
    with database(settings) as addresses:
        names = list(reversed(migrate.status(addresses.owner).applied))[: arguments.count]
        if not names:
            out.print("Nothing to take back.")
            return
        if arguments.dry_run:
            for text in migrate.pending_sql(names, ".rollback.sql"):
                print(text)
            return
        out.print(f"Takes back: {', '.join(names)}; and all logic, which stands on it.")
        out.print("Data in what these migrations made is lost.")
        if not arguments.yes and input("Go on? [y/N] ").strip().lower() != "y":
            raise Problem("Nothing was changed.")
        migrate.rollback(addresses.owner, arguments.count)
        out.print("Done. Run nova migrate to put the logic of sql/ back.")


def show_status(settings: Settings, _: argparse.Namespace) -> None:
    """Compare the database with the files; changes nothing."""
    with database(settings) as addresses:
        state = migrate.status(addresses.owner)
    for name in state.applied:
        out.print(f"  applied  {name}{'  CHANGED SINCE' if name in state.changed else ''}")
    for name in state.pending:
        out.print(f"  pending  {name}")
    out.print(f"  logic    {'that of sql/' if state.logic_current else 'differs from sql/'}")


def seed(settings: Settings, arguments: argparse.Namespace) -> None:
    """Load demo data into an empty database."""
    with database(settings) as addresses, migrate.connect(addresses.owner) as connection:
        _load_demo(connection, arguments.scale)


def psql(settings: Settings, arguments: argparse.Namespace) -> None:
    """Open a psql session as the database's administrator; further arguments are psql's."""
    with database(settings) as addresses:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # psql's own business
        command = [embedded.program("psql"), addresses.owner, *arguments.rest]
        code = os.spawnv(os.P_WAIT, command[0], command)  # noqa: S606
    raise SystemExit(code)


def show_url(settings: Settings, _: argparse.Namespace) -> None:
    """Print the database's address for other tools."""
    if settings.database_url is None and not embedded.is_running(settings.home):
        raise Problem("The embedded database is not running: start it with nova up.")
    print(settings.database_url or embedded.url(settings.home))


def add_key(settings: Settings, _: argparse.Namespace) -> None:
    """Add a signing key; new tokens use it from the next start, older ones stay valid."""
    out.print(f"Added {identity.add_key(settings.home)}. Restart the API to sign with it.")


def _given(settings: Settings) -> str:
    """The address that serve and worker derive theirs from. Raises Problem."""
    if settings.database_url:
        return settings.database_url
    if embedded.is_running(settings.home):
        return embedded.url(settings.home)
    raise Problem("Give NOVA_DATABASE_URL, or start the embedded database with nova up.")


def _check_login(url: str) -> None:
    """Try the app's login before the port opens. Raises Problem."""
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[-1]
        raise Problem(
            f"Role nova_app cannot log in at {migrate.without_password(url)} ({reason}): "
            "give its password in NOVA_APP_DATABASE_URL to nova migrate and here."
        ) from None


def _seed_first(url: str) -> None:
    """Demo data, when nobody is there yet."""
    with migrate.connect(url) as connection:
        if demo.is_empty(connection):
            _load_demo(connection, 1)


def _load_demo(connection: psycopg.Connection, scale: float) -> None:
    """Load the demo with a progress bar."""
    columns = (
        TextColumn("Demo data"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=out) as progress:
        task = progress.add_task("", total=len(demo.STAGES))
        demo.load(
            connection, scale, lambda stage: progress.update(task, advance=1, description=stage)
        )


def _welcome(settings: Settings) -> None:
    """Where everything is, and who can log in."""
    address = f"http://{settings.host}:{settings.port}"
    out.print(f"\nNova CRM    {address}/api")
    out.print(f"Try it      {address}/api/docs")
    out.print(f"Live feed   ws://{settings.host}:{settings.port}/api/ws")
    if settings.database_url is None:
        out.print(f"\nDemo accounts, password {demo.PASSWORD}")
        for email, phone, role in demo.ACCOUNTS:
            out.print(f"  {email:<17} {phone}  {role}")
    out.print("\nOne-time codes appear in the log below. Ctrl-C stops everything.\n")


Command = Callable[[Settings, argparse.Namespace], None]
COMMANDS: dict[str, Command] = {
    "up": up,
    "serve": serve_api,
    "worker": work,
    "migrate": migrate_database,
    "rollback": roll_back,
    "status": show_status,
    "seed": seed,
    "psql": psql,
    "url": show_url,
    "add-key": add_key,
}


def parser() -> argparse.ArgumentParser:
    """The command line; each command's help is its function's docstring."""
    root = argparse.ArgumentParser(
        prog="nova", description="Nova CRM. Settings are NOVA_* variables; .env.example lists them."
    )
    commands = root.add_subparsers(dest="command", required=True, metavar="command")
    for name, run in COMMANDS.items():
        command = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        if name in {"migrate", "rollback"}:
            command.add_argument(
                "--dry-run", action="store_true", help="print the SQL, change nothing"
            )
        if name == "rollback":
            command.add_argument(
                "--count", type=int, default=1, help="how many migrations (default 1)"
            )
            command.add_argument("--yes", action="store_true", help="do not ask")
        if name == "seed":
            command.add_argument(
                "--scale", type=float, default=1, help="how many times the demo's size"
            )
    return root


def main() -> None:
    """Run one command; a Problem is one sentence and exit code 1."""
    arguments, arguments_of_psql = parser().parse_known_args()
    if arguments_of_psql and arguments.command != "psql":
        parser().error(f"unrecognized arguments: {' '.join(arguments_of_psql)}")
    arguments.rest = arguments_of_psql
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        COMMANDS[arguments.command](read_settings(), arguments)
    except Problem as problem:
        print(f"nova: {problem}", file=sys.stderr)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        raise SystemExit(0) from None


def _interrupt(_: int, __: object) -> None:
    """SIGTERM ends a command as Ctrl-C does, so that what it holds is let go in order."""
    raise KeyboardInterrupt
