"""What is written from what is written elsewhere: `make generated` rewrites it, a test holds it."""

import importlib
import re
import textwrap
from pathlib import Path

import msgspec

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
