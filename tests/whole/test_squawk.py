"""An outside judge of the migrations: squawk, by the rules of .squawk.toml."""

import subprocess
import sys
from pathlib import Path

import pytest

from nova.database.migrations import FOLDER

ROOT = Path(__file__).parents[2]


def squawk(*paths: Path) -> subprocess.CompletedProcess[str]:
    """What squawk says, as somebody at the root of the project would hear it."""
    command = [str(Path(sys.executable).with_name("squawk")), "--reporter", "gcc"]
    return subprocess.run([*command, *paths], cwd=ROOT, capture_output=True, text=True, check=False)


def test_it_finds_nothing_in_the_migrations() -> None:
    said = squawk(*sorted(FOLDER.glob("*.sql")))
    assert said.returncode == 0, said.stdout + said.stderr


def test_what_the_house_writes_passes(tmp_path: Path) -> None:
    migration = tmp_path / "0100.good.sql"
    migration.write_text(
        """-- A table with all that ours have, and a column that costs nothing.
set local role nova_owner;
create table nova.deals (
    id uuid primary key default uuidv7(),
    customer_id uuid not null references nova.customers,
    stage text not null check (stage in ('NEW', 'WON')),
    reached_at timestamptz not null default now(),
    scope_id uuid not null generated always as (customer_id) stored,
    version int not null default 1
);
create index deals_of_customer on nova.deals (customer_id);
alter table nova.deals enable row level security, force row level security;
alter table nova.deals add constraint deals_reached check (reached_at > '2020-01-01');
create table nova.visits (id bigint generated always as identity, at timestamptz not null)
    partition by range (at);
create table nova.visits_2026 partition of nova.visits
    for values from ('2026-01-01') to ('2027-01-01');
alter table nova.customers add column nickname text, add column deals int not null default 0;
alter table nova.customers add constraint customers_deals check (deals >= 0) not valid;
insert into nova.enum_labels (enum, place, value) values ('stage', 1, 'NEW');
"""
    )
    said = squawk(migration)
    assert said.returncode == 0, said.stdout


BAD = {
    "adding-required-field": "alter table nova.customers add column age bigint not null",
    "ban-drop-column": "alter table nova.customers drop column notes",
    "renaming-column": "alter table nova.customers rename column notes to remarks",
    "changing-column-type": "alter table nova.customers alter column tags type text",
    "constraint-missing-not-valid": "alter table nova.customers add constraint noted check (notes <> '')",
    "adding-field-with-default": "alter table nova.customers add column met date generated always as (last_contact::date) stored",
    "adding-foreign-key-constraint": "alter table nova.customers add column deal uuid references nova.deals",
    "require-concurrent-index-creation": "create index noted on nova.customers (notes)",
    "ban-create-domain-with-constraint": "create domain nova.age as int check (value > 0)",
    "require-table-schema": "create table deals (id bigint)",
}


@pytest.mark.parametrize("rule", BAD)
def test_a_bad_migration_is_refused(tmp_path: Path, rule: str) -> None:
    migration = tmp_path / "0100.bad.sql"
    migration.write_text(f"-- A migration that stops the house.\n{BAD[rule]};\n")
    said = squawk(migration)
    assert (said.returncode, rule in said.stdout) == (1, True), said.stdout
