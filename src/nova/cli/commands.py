"""The `nova` command: everything from a fresh machine to a database under a DBA's hands.

What takes long to import is imported by the commands that need it: most run for less.
"""

import argparse
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from nova.cli.check import check_deployment
from nova.cli.holidays import import_holidays
from nova.cli.locations import import_locations
from nova.database import addresses, embedded, logic, migrations
from nova.problem import Problem
from nova.settings import Settings, read_settings


def start_everything(settings: Settings, _: argparse.Namespace) -> None:
    """Start everything: database, migrations, demo data the first time, API, worker."""
    from nova.cli.up import up  # noqa: PLC0415

    up(settings)


def serve_api(settings: Settings, _: argparse.Namespace) -> None:
    """Serve the API alone, on a database that is migrated already."""
    from nova.cli.serve import serve  # noqa: PLC0415

    serve(settings)


def run_worker(settings: Settings, _: argparse.Namespace) -> None:
    """Send queued messages, match what changed, fold figures, do what is due by the clock."""
    from nova.cli.serve import work  # noqa: PLC0415

    work(settings)


def migrate_database(settings: Settings, arguments: argparse.Namespace) -> None:
    """Apply pending migrations, then bring the logic up to date with sql/."""
    with addresses.database(settings) as urls:
        before = migrations.status(urls.owner)
        if arguments.dry_run:
            for text in migrations.pending_sql(before.pending):
                print(text)
            if before.logic_current and not before.pending:
                print("-- Nothing to apply.")
            if not before.logic_current:
                for path in logic.files():
                    print(f"-- sql/{path.relative_to(logic.FOLDER)}\n{path.read_text()}")
            return
        print(f"To apply: {', '.join(before.pending) or 'no migration'}")
        print(
            f"Logic of sql/: {'up to date' if before.logic_current else 'to be brought up to date'}"
        )
        migrations.migrate(urls.owner)
        migrations.give_logins(urls.owner, settings)
        print("Done.")


def roll_back(settings: Settings, arguments: argparse.Namespace) -> None:
    """Take back the newest migrations. `nova migrate` puts the logic back afterwards."""
    with addresses.database(settings) as urls:
        names = list(reversed(migrations.status(urls.owner).applied))[: arguments.count]
        if not names:
            print("Nothing to take back.")
            return
        if arguments.dry_run:
            for text in migrations.pending_sql(names, ".rollback.sql"):
                print(text)
            return
        print(f"Takes back: {', '.join(names)}; and all logic, which stands on it.")
        print("Data in what these migrations made is lost.")
        if not arguments.yes and not _agreed():
            raise Problem("Nothing was changed.")
        migrations.rollback(urls.owner, arguments.count)
        print("Done. Run nova migrate to put the logic of sql/ back.")


def _agreed() -> bool:
    """Whether somebody is there and says yes."""
    try:
        return input("Go on? [y/N] ").strip().lower() == "y"
    except EOFError:
        return False


def show_status(settings: Settings, _: argparse.Namespace) -> None:
    """Compare the database with the files; changes nothing."""
    with addresses.database(settings) as urls:
        state = migrations.status(urls.owner)
    for name in state.applied:
        print(f"  applied  {name}{'  CHANGED SINCE' if name in state.changed else ''}")
    for name in state.pending:
        print(f"  pending  {name}")
    for name in state.unknown:
        print(f"  unknown  {name}  OF A NEWER NOVA")
    print(f"  logic    {'that of sql/' if state.logic_current else 'differs from sql/'}")


def seed(settings: Settings, arguments: argparse.Namespace) -> None:
    """Load demo data into an empty database."""
    from nova.cli.seed import load_demo  # noqa: PLC0415

    with addresses.database(settings) as urls, migrations.connect(urls.owner) as connection:
        load_demo(connection, arguments.scale)


def keep_locations(settings: Settings, arguments: argparse.Namespace) -> None:
    """Import regions, cities and districts from JSON files in the shape of the public list."""
    with addresses.database(settings) as urls, migrations.connect(urls.owner) as connection:
        added = import_locations(connection, arguments.files)
    print(f"Added {added['cities']} cities and {added['districts']} districts.")


def keep_holidays(settings: Settings, arguments: argparse.Namespace) -> None:
    """Import public holidays as they are announced from a JSON file."""
    with addresses.database(settings) as urls, migrations.connect(urls.owner) as connection:
        print(f"Kept {import_holidays(connection, arguments.file)} holidays.")


def psql(settings: Settings, arguments: argparse.Namespace) -> None:
    """Open a psql session as the database's administrator; further arguments are psql's."""
    with addresses.database(settings) as urls:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # psql's own business
        command = [embedded.program("psql"), urls.owner, *arguments.rest]
        code = os.spawnv(os.P_WAIT, command[0], command)  # noqa: S606
    raise SystemExit(code)


def show_url(settings: Settings, _: argparse.Namespace) -> None:
    """Print the database's address for other tools."""
    if settings.database_url is None and not embedded.is_running(settings.home):
        raise Problem("The embedded database is not running: start it with nova up.")
    print(settings.database_url or embedded.url(settings.home))


def add_key(settings: Settings, _: argparse.Namespace) -> None:
    """Add a signing key; new tokens use it from the next start, older ones stay valid."""
    from nova.identity import tokens  # noqa: PLC0415

    try:
        kid = tokens.add_key(settings.home)
    except OSError as error:
        raise Problem(f"No key can be kept in {settings.home}: {error.strerror}.") from None
    print(f"Added {kid}. Restart the API to sign with it.")


Command = Callable[[Settings, argparse.Namespace], None]
COMMANDS: dict[str, Command] = {
    "up": start_everything,
    "serve": serve_api,
    "worker": run_worker,
    "migrate": migrate_database,
    "rollback": roll_back,
    "status": show_status,
    "check": check_deployment,
    "seed": seed,
    "locations": keep_locations,
    "holidays": keep_holidays,
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
        if name == "locations":
            command.add_argument("action", choices=["import"])
            command.add_argument("files", nargs="+", type=Path, metavar="FILE")
        if name == "holidays":
            command.add_argument("action", choices=["import"])
            command.add_argument("file", type=Path, metavar="FILE")
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
    except (KeyboardInterrupt, BrokenPipeError):
        raise SystemExit(0) from None


def _interrupt(_: int, __: object) -> None:
    """SIGTERM ends a command as Ctrl-C does, so that what it holds is let go in order."""
    raise KeyboardInterrupt
