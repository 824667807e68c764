"""What is written from what is written elsewhere: `make generated` rewrites it, a test holds it."""

import importlib
import inspect
import re
import subprocess
import textwrap
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from nova.cli.commands import COMMANDS
from nova.database import embedded
from nova.errors.refusals import FILES, read
from nova.live.events import EVENTS
from nova.live.protocol import CLOSE_CODES
from nova.settings import SQL, Settings

ROOT = Path(__file__).parents[1]
LIST = re.compile(r"^( *)-- columns: (\w+\.)?(\w+)\n.*?^ *-- end\n", re.DOTALL | re.MULTILINE)
"""A list of columns: `-- columns: NewCustomer`, or `n.NewCustomer` for `n.name, n.phone`."""


def with_column_lists(path: Path) -> str:
    """A file of SQL, its lists of columns as the Structs of its feature have them."""
    structs = importlib.import_module(f"nova.features.{path.parent.name}.structs")

    def written(found: re.Match[str]) -> str:
        indent, prefix, name = found[1], found[2] or "", found[3]
        fields = msgspec.structs.fields(getattr(structs, name))
        columns = ", ".join(f"{prefix}{field.name}" for field in fields)
        lines = textwrap.wrap(columns, 100, initial_indent=indent, subsequent_indent=indent)
        head = f"{indent}-- columns: {prefix}{name}"
        return "\n".join([head, *lines, f"{indent}-- end\n"])

    return LIST.sub(written, path.read_text())


def files_with_column_lists() -> list[Path]:
    """The statements and the grants that name what may be written."""
    files = [*ROOT.glob("src/nova/features/*/queries.sql"), *ROOT.glob("sql/*/policies.sql")]
    return sorted(path for path in files if LIST.search(path.read_text()))


def schema(url: str) -> str:
    """The tables, indexes and constraints of a database as pg_dump prints them.

    Functions, views, policies, triggers and grants have their own files; the days of a log are its
    table's; what pg_dump says of itself and of the server is left out.
    """
    dumped = subprocess.run(
        [embedded.program("pg_dump"), "--schema-only", "--no-owner", "--no-privileges", "--no-policies",
         "--schema=nova", "--schema=private", f"--dbname={url}"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    statements = re.split(
        r"\n\n+", re.sub(r"(?m)^--.*\n?|^\\.*\n?|^SET .*\n?|^SELECT pg_.*\n?", "", dumped)
    )
    kept = (each.strip("\n") for each in statements if TABLES.match(each.lstrip("\n")))
    return HEAD + "\n\n".join(each for each in kept if not DAYS.search(each)) + "\n"


COMMENT = re.compile(r"COMMENT ON COLUMN nova\.(\w+)\.(\w+) IS '((?:[^']|'')*)';")


def comments() -> str:
    """What the database says of each column, as the API's documents show it."""
    found: dict[str, dict[str, str]] = {}
    for table, column, words in COMMENT.findall((SQL / "schema.sql").read_text()):
        found.setdefault(table, {})[column] = words.replace("''", "'")
    return msgspec.json.format(msgspec.json.encode(found), indent=1).decode() + "\n"


TABLES = re.compile(
    r"CREATE (?:UNLOGGED )?TABLE|CREATE DOMAIN|CREATE SEQUENCE|CREATE (?:UNIQUE )?INDEX"
    r"|COMMENT ON (?:TABLE|COLUMN|DOMAIN)|ALTER TABLE(?: ONLY)? \w+\.\w+\n    ADD CONSTRAINT"
    r"|ALTER TABLE \w+\.\w+ ALTER COLUMN|CREATE STATISTICS"
)
DAYS = re.compile(r"(?:events|audit_log|analytics_events)_\d{6}")
HEAD = """-- The tables as they are today: every migration applied, written by `make generated`, run by nobody.
-- Functions, views, policies, triggers and grants stand in the folders beside this file.

"""


def with_tables(path: Path) -> str:
    """A page, with each table between `<!-- generated: name -->` and `<!-- end -->` written anew."""
    text = path.read_text()
    for name, table in PAGES[str(path.relative_to(ROOT))].items():
        mark = re.compile(rf"(<!-- generated: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        assert mark.search(text), f"{path} has no place for {name}"
        written = table().replace("\\", r"\\")
        text = mark.sub(rf"\1\n{written}\n\n\2", text)
    return text


def rows(head: tuple[str, ...], lines: Iterable[Iterable[object]]) -> str:
    """A table of Markdown."""
    body = [[str(cell).replace("|", "\\|") for cell in line] for line in lines]
    return "\n".join(f"| {' | '.join(line)} |" for line in [head, ["---"] * len(head), *body])


def errors() -> str:
    """Every refusal, by where its rule is."""
    return "\n\n".join(
        f"**{path.parent.name if path.parent.parent == SQL else 'Every request'}**\n\n"
        + rows(
            ("code", "status", "English", "Arabic"),
            ((f"`{code}`", said.status, said.en, said.ar) for code, said in read(path)),
        )
        for path in FILES
    )


def close_codes() -> str:
    """Why a socket is closed."""
    return rows(("code", "why"), ((int(code), words) for code, words in CLOSE_CODES.items()))


def events() -> str:
    """What is told, and to whom."""
    return rows(
        ("of", "events", "for"),
        ((each.of, " ".join(f"`{name}`" for name in each.events), each.hearers) for each in EVENTS),
    )


def commands() -> str:
    """The commands of `nova`."""
    said = ((name, str(run.__doc__).strip().splitlines()[0]) for name, run in COMMANDS.items())
    return rows(("command", "does"), ((f"`nova {name}`", words) for name, words in said))


def settings() -> str:
    """The settings: variable, default, meaning."""
    texts = re.findall(
        r'^    (\w+): [^\n]*\n    """(.*?)"""',
        inspect.getsource(Settings),
        re.DOTALL | re.MULTILINE,
    )
    words = {name: " ".join(text.split()) for name, text in texts}
    lines = re.findall(r"^NOVA_(\w+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE)
    return rows(
        ("variable", "default", "is"),
        (
            (f"`NOVA_{name}`", f"`{value}`" if value else "unset", words[name.lower()])
            for name, value in lines
        ),
    )


PAGES: dict[str, dict[str, Callable[[], str]]] = {
    "README.md": {"commands": commands},
    "docs/errors.md": {"errors": errors},
    "docs/live-feed.md": {"close codes": close_codes, "events": events},
    "docs/operations.md": {"settings": settings},
}
