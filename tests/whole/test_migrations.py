"""Migrations and logic: up, down, up again; what is changed is refused, what strays is dropped."""

import re
import shutil
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

import make
from conftest import url_of
from nova.database import logic, migrations
from nova.problem import Problem

CATALOG = """
select 'column', a.attrelid::regclass::text || '.' || a.attname, format_type(a.atttypid, a.atttypmod)
    || a.attnotnull || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
from pg_attribute a join pg_class c on c.oid = a.attrelid
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where c.relnamespace::regnamespace::text = any ('{nova,private,api,analytics}') and a.attnum > 0 and not a.attisdropped
union all
select 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
from pg_constraint where connamespace::regnamespace::text = any ('{nova,private,api,analytics}')
union all
select 'index', indexrelid::regclass::text, pg_get_indexdef(indexrelid)
from pg_index i join pg_class c on c.oid = i.indrelid
where c.relnamespace::regnamespace::text = any ('{nova,private,api,analytics}')
union all
select 'function', oid::regprocedure::text, md5(pg_get_functiondef(oid)) || proowner::regrole || coalesce(proacl::text, '')
from pg_proc where pronamespace::regnamespace::text = any ('{nova,private,api,analytics}')
union all
select 'policy', polrelid::regclass || '.' || polname, polcmd::text || coalesce(pg_get_expr(polqual, polrelid), '')
from pg_policy
union all
select 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
union all
select 'schema', nspname, coalesce(nspacl::text, '') from pg_namespace where nspname !~ '^pg_'
order by 1, 2, 3
"""


@pytest.fixture
def empty_url(owner_url: str) -> str:
    """A database with nothing in it."""
    name = f"empty{make.mobile()}"
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute(sql.SQL("create database {} template template0").format(sql.Identifier(name)))
    return url_of(name)


def catalog(url: str) -> set[tuple[str, ...]]:
    """What there is; a day and a month by no date: the one may end between two migrations."""
    with psycopg.connect(url) as connection:
        rows = connection.execute(CATALOG).fetchall()
    return {tuple(re.sub(r"_20\d{4,6}(?!\d)", "_date", part) for part in row) for row in rows}


def test_up_down_up_gives_the_same_catalog(empty_url: str) -> None:
    migrations.migrate(empty_url)
    first = catalog(empty_url)
    assert len(first) > 500
    count = len(migrations.status(empty_url).applied)
    assert len(migrations.rollback(empty_url, count)) == count
    assert migrations.status(empty_url).applied == []
    assert {row for row in catalog(empty_url) if row[0] != "schema"} == set()
    migrations.migrate(empty_url)
    assert catalog(empty_url) == first


def test_one_step_down_and_up(empty_url: str) -> None:
    migrations.migrate(empty_url)
    first = catalog(empty_url)
    newest = migrations.status(empty_url).applied[-1]
    assert migrations.rollback(empty_url) == [newest]
    assert migrations.status(empty_url).pending == [newest]
    migrations.migrate(empty_url)
    assert catalog(empty_url) == first


def test_every_migration_has_a_rollback_and_says_what_it_is() -> None:
    files = sorted(
        path for path in migrations.FOLDER.glob("*.sql") if ".rollback" not in path.suffixes
    )
    assert files
    for path in files:
        assert path.with_suffix(".rollback.sql").exists()
        text = path.read_text()
        assert text.startswith("-- ")
        if not path.name.startswith("0001"):
            local = "" if "-- transactional: false" in text else "local "
            assert f"set {local}role nova_owner;" in text


def test_a_changed_migration_is_refused(
    fresh_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = tmp_path / "migrations"
    shutil.copytree(migrations.FOLDER, copied)
    monkeypatch.setattr(migrations, "FOLDER", copied)
    edited = copied / "0003.users-and-teams.sql"
    edited.write_text(edited.read_text() + "\n-- an afterthought\n")
    with pytest.raises(Problem, match=r"0003\.users-and-teams changed after it was applied"):
        migrations.migrate(fresh_url)


def test_a_failing_migration_changes_nothing(
    fresh_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = tmp_path / "migrations"
    shutil.copytree(migrations.FOLDER, copied)
    monkeypatch.setattr(migrations, "FOLDER", copied)
    (copied / "9999.bad.sql").write_text("create table nova.half (id int);\nselect 1 / 0;\n")
    before = catalog(fresh_url)
    with pytest.raises(Problem, match="failed and was undone"):
        migrations.migrate(fresh_url)
    assert catalog(fresh_url) == before


def test_what_is_not_in_the_folder_does_not_survive(fresh_url: str) -> None:
    before = catalog(fresh_url)
    with psycopg.connect(fresh_url) as owner:
        owner.execute("create function nova.stray() returns int language sql as 'select 1'")
        owner.execute(
            "create function private.tg_stray() returns trigger language plpgsql as 'begin return null; end'"
        )
        owner.execute(
            "create trigger tg_stray after insert on nova.teams execute function private.tg_stray()"
        )
        owner.execute("create policy stray on nova.users for select to public using (true)")
        owner.execute("create view api.stray as select 1 as one")
        owner.execute("grant select on private.user_passwords to nova_app")
        owner.execute("grant execute on function private.issue_code to nova_app")
        owner.execute("update private.applied_logic set sha256 = ''")
    migrations.migrate(fresh_url)
    assert catalog(fresh_url) == before
    with psycopg.connect(fresh_url) as owner:
        row = owner.execute(
            "select has_table_privilege('nova_app', 'private.user_passwords', 'select')"
        ).fetchone()
    assert row == (False,)


def test_a_stray_still_in_use_stops_the_whole_apply(fresh_url: str) -> None:
    with psycopg.connect(fresh_url) as owner:
        owner.execute("create function nova.stray() returns int language sql as 'select 1'")
        owner.execute("create table public.user_of_it (one int default nova.stray())")
        owner.execute("create view public.viewer as select nova.may('x', null, null)")
        owner.execute("update private.applied_logic set sha256 = ''")
    migrations.migrate(fresh_url)  # what a table stands on stays
    with psycopg.connect(fresh_url) as owner:
        owner.execute("drop table public.user_of_it")
        owner.execute("create view public.reader as select nova.stray()")
        owner.execute("update private.applied_logic set sha256 = ''")
    with pytest.raises(Problem, match="still needed"):
        migrations.migrate(fresh_url)


def test_nothing_to_do_takes_no_locks(fresh_url: str) -> None:
    with psycopg.connect(fresh_url) as reader, psycopg.connect(fresh_url, autocommit=True) as owner:
        reader.execute("lock table nova.users in access share mode")
        assert not logic.sync(owner)
        migrations.migrate(fresh_url)


def test_logic_waits_for_a_busy_table(fresh_url: str) -> None:
    with psycopg.connect(fresh_url) as owner:
        owner.execute("update private.applied_logic set sha256 = ''")
    with psycopg.connect(fresh_url) as reader:
        reader.execute("lock table nova.users in access share mode")
        waiting = threading.Thread(target=migrations.migrate, args=[fresh_url])
        waiting.start()
        waiting.join(0.5)
        assert waiting.is_alive()
        reader.rollback()
    waiting.join(20)
    assert migrations.status(fresh_url).logic_current


def test_two_migrations_at_once_are_one_after_the_other(empty_url: str) -> None:
    threads = [threading.Thread(target=migrations.migrate, args=[empty_url]) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    state = migrations.status(empty_url)
    assert (state.pending, state.logic_current) == ([], True)


def test_the_commands_say_what_they_will_do(
    empty_url: str, nova: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    dry = nova("migrate", "--dry-run", database_url=empty_url)
    assert "create table nova.customers" in dry.stdout
    assert "create or replace function nova.accept_match" in dry.stdout
    assert migrations.status(empty_url).applied == []
    real = nova("migrate", database_url=empty_url)
    assert "To apply: 0001.roles-and-schemas" in real.stdout
    back = nova("rollback", "--dry-run", "--count", "30", database_url=empty_url)
    assert "drop table" in back.stdout
    refused = nova("rollback", database_url=empty_url)
    assert refused.returncode == 1
    assert migrations.status(empty_url).pending == []
    assert nova("rollback", "--yes", database_url=empty_url).returncode == 0
    assert len(migrations.status(empty_url).pending) == 1


def test_demo_data_want_a_migrated_database(
    empty_url: str, nova: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    refused = nova("seed", database_url=empty_url)
    assert refused.returncode == 1
    assert refused.stderr == "nova: This database has no tables yet: run nova migrate first.\n"


def test_figures_are_the_same_by_name_and_by_column(fresh_url: str) -> None:
    with psycopg.connect(fresh_url, autocommit=True) as owner:
        user = make.user(owner)
        make.customer(owner, user_id=user, is_vip=True)
        owner.execute("select private.fold_stats(100)")
        make.customer(owner, user_id=user)  # not folded yet
        owner.execute("select private.note_activity(%s, 1)", [user])
    names = [name for name in migrations.status(fresh_url).applied if name >= "0032"]
    migrations.rollback(fresh_url, len(names))
    with psycopg.connect(fresh_url) as owner:
        kept = owner.execute(
            "select total_customers, active_customers, vip_customers, total_tasks, total_logins,"
            " last_activity is not null from nova.user_stats where user_id = %s", [user],
        ).fetchone()  # fmt: skip
    assert kept == (2, 2, 1, 0, 1, True)
    migrations.migrate(fresh_url)
    with psycopg.connect(fresh_url) as owner:
        row = owner.execute("select figures from private.current_stats(%s)", [user]).fetchone()
        assert row == (
            {"totalCustomers": 2, "activeCustomers": 2, "vipCustomers": 1, "totalLogins": 1},
        )
        assert owner.execute("select private.stats_drift()").fetchall() == []
