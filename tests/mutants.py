"""`make mutants`: whether a rule that is gone is missed.

Takes one refusal, one term of a policy, one lock, one trigger or one grant of sql/ away at a time,
in a copy of the project, and runs the tests that should fail. What survives has no test of its own:
it gets one, or a reason here. A run takes a minute or two a mutant, so that a sample is the rule.

    python tests/mutants.py --sample 16 --seed 27
    python tests/mutants.py --only customers/policies.sql
"""

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
TRIED = (
    "tests/whole/test_rights.py", "tests/whole/test_rights_now.py", "tests/whole/test_catalog.py",
    "tests/whole/test_copies.py", "tests/whole/test_queries.py", "tests/whole/test_security_page.py",
    "tests/sql", "tests/db", "tests/http",
)  # fmt: skip
LEFT_OUT = (
    "test_schemathesis", "test_typescript_client", "test_original_request", "test_documents",
    "test_readme", "test_slow_peers", "test_story",
)  # fmt: skip
"""They know no rule, or take long to find that something is wrong."""
KINDS = {
    "refusal": re.compile(r"raise exception using\b.*?;", re.DOTALL),
    "term": re.compile(r"\n\s+(?:or|and) (?:\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)"
                       r"|[\w.]+ [^\n()]*(?=[\n)]))"),
    "lock": re.compile(r"\bfor (?:no key )?update(?: skip locked)?|\bfor (?:key )?share"),
    "trigger": re.compile(r"create or replace trigger\b.*?;", re.DOTALL),
    "grant": re.compile(r"^grant\b.*?;", re.DOTALL | re.MULTILINE),
}  # fmt: skip
REASONS: dict[str, str] = {}
"""Mutants that may survive, by what `str` says of them, and why."""


class Mutant(NamedTuple):
    """One thing to take away."""

    path: Path
    line: int
    kind: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line} {self.kind}"

    def text(self) -> str:
        """The file without it."""
        whole = self.path.read_text()
        instead = "null;" if self.kind == "refusal" else ""
        return whole[: self.start] + instead + whole[self.end :]


def mutants() -> Iterator[Mutant]:
    """All there are, in the order of the files; terms only where they are a policy's."""
    for path in sorted((ROOT / "sql").glob("*/*.sql")):
        text = path.read_text()
        for kind, pattern in KINDS.items():
            if (kind == "term") != (path.name == "policies.sql") and kind in {"term", "lock"}:
                continue  # "for update" is a lock in a function, and a command in a policy
            for found in pattern.finditer(text):
                line = text.count("\n", 0, found.start()) + 1
                yield Mutant(path, line, kind, found.start(), found.end())


def tests_for(mutant: Mutant, copy: Path) -> list[str]:
    """The tests, those that name the rule or its subject first."""
    name = mutant.path.stem.partition(".")[2] or mutant.path.parent.name
    files = [
        path
        for place in TRIED
        for path in sorted(copy.glob(f"{place}/**/test_*.py" if "." not in place else place))
        if path.stem not in LEFT_OUT
    ]
    near = [path for path in files if name in path.read_text() or name in path.stem]
    subject = [path for path in files if mutant.path.parent.name in path.read_text()]
    return list(dict.fromkeys(str(path.relative_to(copy)) for path in near + subject + files))


def survives(mutant: Mutant, copy: Path) -> tuple[bool, str]:
    """Whether every test passes without it, and which one failed first."""
    file = copy / mutant.path.relative_to(ROOT)
    file.write_text(mutant.text())
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0",
             *tests_for(mutant, copy)],
            cwd=copy, env=os.environ | {"PYTHONPATH": f"{copy}/src:{copy}"}, capture_output=True,
            text=True, check=False,
        )  # fmt: skip
    finally:
        shutil.copy(mutant.path, file)
    failed = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    return done.returncode == 0, failed[1] if failed else done.stdout.strip()[-80:]


def main() -> None:
    """Try a sample, or all of some files; exit code 1 where one survives without a reason."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sample", type=int, default=16, help="how many (default 16)")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="of the sample")
    parser.add_argument("--only", default="", help="part of the path: all of these instead")
    asked = parser.parse_args()
    every = list(mutants())
    chosen = [each for each in every if asked.only in str(each)]
    if not asked.only:
        chosen = random.Random(asked.seed).sample(every, min(asked.sample, len(every)))
    print(f"{len(chosen)} of {len(every)} mutants, seed {asked.seed}", flush=True)
    survivors = 0
    with tempfile.TemporaryDirectory(prefix="nova-mutants-") as folder:
        copy = Path(folder) / "nova"
        shutil.copytree(
            ROOT, copy, ignore=shutil.ignore_patterns(".venv", ".git", ".nova", "node_modules")
        )
        for mutant in chosen:
            began = time.monotonic()
            alive, first = survives(mutant, copy)
            reason = REASONS.get(str(mutant))
            survivors += alive and reason is None
            said = (
                "SURVIVED" + (f" ({reason})" if reason else "") if alive else f"missed by {first}"
            )
            print(f"{mutant}: {said}, {time.monotonic() - began:.0f} s", flush=True)
    print(f"{survivors} of {len(chosen)} survived without a reason")
    raise SystemExit(survivors > 0)


if __name__ == "__main__":
    main()
