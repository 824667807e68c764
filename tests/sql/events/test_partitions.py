"""Days to come are made without standing in anybody's way."""

import psycopg

import make

MAKE = "select private.make_partitions(%s)"
MONTHS = (
    "select count(*) from pg_inherits"
    " where inhparent in ('nova.audit_log'::regclass, 'nova.analytics_events'::regclass)"
)
DAYS = (  # from today on: a database of yesterday has one more
    "select count(*) from pg_inherits where inhparent = 'nova.events'::regclass"
    " and inhrelid::regclass::text >= 'nova.events_' || to_char(current_date, 'YYYYMMDD')"
)


def drop_the_next_month(url: str, log: str) -> None:
    with psycopg.connect(url) as owner:
        newest = owner.execute(
            "select inhrelid::regclass::text from pg_inherits where inhparent = %s::regclass"
            " and inhrelid::regclass::text !~ 'default' order by 1 desc limit 1",
            [f"nova.{log}"],
        ).fetchone()
        assert newest
        owner.execute("set role nova_owner")
        owner.execute(f"drop table {newest[0]}".encode())


def test_a_transaction_that_stays_open_holds_up_neither_days_nor_months(fresh_url: str) -> None:
    for log in ("audit_log", "analytics_events"):
        drop_the_next_month(fresh_url, log)
    with (
        psycopg.connect(fresh_url) as writer,
        psycopg.connect(fresh_url, autocommit=True) as keeper,
    ):
        make.customer(writer, user_id=make.user(keeper))
        writer.execute("insert into nova.analytics_events (event_type) values ('view')")
        before = keeper.execute(MONTHS).fetchone()
        keeper.execute(MAKE, [34])
        assert keeper.execute(DAYS).fetchone() == (35,)
        assert (before, keeper.execute(MONTHS).fetchone()) == ((4,), (6,))


def test_a_made_day_takes_events_as_its_parent_does(owner: psycopg.Connection) -> None:
    owner.execute(MAKE, [40])
    user = make.user(owner)
    owner.execute(
        "insert into nova.events (at, event, entity, entity_id, recipients, data)"
        " values (now() + interval '39 days', 'x', 'x', %s, '{}', '{}')",
        [user],
    )
    kept = owner.execute(
        "select tableoid::regclass::text ~ to_char(now() + interval '39 days', 'YYYYMMDD'),"
        " xid = pg_current_xact_id() from nova.events where event = 'x'"
    ).fetchone()
    assert kept == (True, True)
    indexes = "select count(*) from pg_index where indrelid = %s::regclass"
    day = owner.execute(
        "select tableoid::regclass::text from nova.events where event = 'x'"
    ).fetchone()
    assert day
    assert (
        owner.execute(indexes, [day[0]]).fetchone()
        == owner.execute(indexes, ["nova.events"]).fetchone()
    )


def test_a_table_that_is_being_altered_is_left_for_the_next_minute(
    fresh_url: str,
) -> None:
    with psycopg.connect(fresh_url) as dba, psycopg.connect(fresh_url, autocommit=True) as keeper:
        dba.execute("lock table nova.events in share update exclusive mode")
        made = keeper.execute(DAYS).fetchone()
        keeper.execute(MAKE, [34])
        assert keeper.execute(DAYS).fetchone() == made
        dba.rollback()
        keeper.execute(MAKE, [34])
        assert keeper.execute(DAYS).fetchone() == (35,)
