"""Every refusal by its code: the status, and a sentence in English and Arabic.

They are data, one line each, beside the rules that raise them: `sql/<subject>/refusals.csv`; those
of no rule are in refusals.csv here. A rule raises a code (`errcode = 'PT409', message =
'offer_full'`), and as its detail in JSON the values that both sentences name in braces.
"""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from nova.settings import SQL


class Sentence(NamedTuple):
    """What a refusal says."""

    status: int
    en: str
    ar: str


def read(path: Path) -> Iterator[tuple[str, Sentence]]:
    """The codes of one file, in its order."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield row["code"], Sentence(int(row["status"]), row["en"], row["ar"])


FILES = [Path(__file__).with_suffix(".csv"), *sorted(SQL.glob("*/refusals.csv"))]
REFUSALS: Mapping[str, Sentence] = {code: said for path in FILES for code, said in read(path)}
