"""Each promise as a pair of costs taken side by side: CPU of the backend, WAL, bytes."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import mean
from typing import Any, LiteralString, NamedTuple

import psycopg

from bench.matching import loop

SCANS = ("enable_indexscan", "enable_indexonlyscan", "enable_bitmapscan")
TEXT_SCAN = """
select count(*) from (
    select 25 * (p.city = any (r.cities))::int + 20 * (p.district = any (r.districts))::int
        + 20 * (p.property_type = any (r.property_types))::int
        + 10 * (p.category = 'سكني' and r.type = 'BUY')::int
        + 15 * coalesce(r.price_min <> 0 and r.price_max <> 0
            and p.price between r.price_min and r.price_max, false)::int
        + 10 * coalesce(r.area_min <> 0 and r.area_max <> 0
            and p.area between r.area_min and r.area_max, false)::int
        as score
    from nova.requests r, nova.properties p
    where p.id = %(home)s and r.status = 'ACTIVE' and r.user_id <> p.user_id offset 0) as scored
where score >= 50
"""
DEMAND_SCAN = """
select count(*) from (
    select private.match_points(d, h, p) as points
    from private.stock h
    cross join private.demand d
    join private.match_plans p on p.plan = d.plan
    where h.property_id = %(home)s and d.user_id <> h.user_id and private.passes_gates(d, h)
    offset 0) as scored
where points >> 56 >= 50
"""
STOCK_SCAN = """
select count(*) from (
    select private.match_points(d, h, p) + private.likeness_points(d.likeness, h.likeness) as points
    from private.demand d
    cross join private.stock h
    join private.match_plans p on p.plan = d.plan
    where d.request_id = %(wish)s and d.user_id <> h.user_id and private.passes_gates(d, h)
    order by points desc, h.offer_id desc limit 50) as scored
where points >> 56 >= 50
"""
FOUND = "select count(*) from private.demand_for(%(home)s)"
TOP = """
select count(*) from private.demand d cross join lateral private.best_homes(d, 50) as b
where d.request_id = %(wish)s
"""
PAIRED = 1_000_000
PAIRS: LiteralString = """
from (select * from private.demand order by request_id limit 1000) d
cross join (select * from private.stock order by property_id limit 1000) h
join private.match_plans p on p.plan = d.plan
"""
SCORED: dict[str, LiteralString] = {
    "1.0": "private.match_mask(d, h)",
    "2.0": "private.match_points(d, h, p) >> 56",
    "2.0, its gates first": "case when private.passes_gates(d, h)"
    " then private.match_points(d, h, p) >> 56 end",
}
SEED = """
create table seed_matches (
    id text primary key default gen_random_uuid()::text, offer_id text not null,
    request_id text not null, broker_id text, match_score int not null,
    matched_features text[], calculation_data jsonb, status text not null default 'PENDING',
    algorithm_version text default '1.0', viewed_at timestamptz, accepted_at timestamptz,
    rejected_at timestamptz, created_at timestamptz default now(),
    updated_at timestamptz default now(), unique (offer_id, request_id, broker_id));
create index on seed_matches (offer_id);
create index on seed_matches (request_id);
create index on seed_matches (broker_id);
create index on seed_matches (status);
create index on seed_matches (match_score);
"""
SEED_EVENT = """
insert into seed_matches (
    offer_id, request_id, broker_id, match_score, matched_features, calculation_data)
select h.offer_id, f.request_id, d.user_id, f.points >> 56, o.features_ar, o.breakdown::jsonb
from private.stock h
cross join lateral private.demand_for(h.property_id) as f
join private.demand d on d.request_id = f.request_id
join private.match_outcomes o on o.mask = f.points & 63
where h.property_id = %(home)s on conflict do nothing
"""


class Cost(NamedTuple):
    """What one thing took: CPU milliseconds of the backend, bytes of WAL, rows it gave or made."""

    cpu: float
    wal: int
    rows: int


class Session:
    """One backend whose CPU time is read where the kernel keeps it: waiting does not count."""

    def __init__(self, url: str) -> None:
        self.connection: psycopg.Connection[Any] = psycopg.connect(url, autocommit=True)
        self.connection.prepare_threshold = None
        self._statistics = Path(f"/proc/{self.connection.info.backend_pid}/schedstat")
        self.connection.execute("set max_parallel_workers_per_gather = 0")
        self.connection.execute("set plan_cache_mode = force_generic_plan")  # as the worker has it

    def cost(self, statement: LiteralString, **values: object) -> Cost:
        """Run it once."""
        before, wal = self.spent(), self._wal()
        cursor = self.connection.execute(statement, values)
        rows = cursor.fetchone() if cursor.description else None
        return Cost(self.spent() - before, self._wal() - wal, rows[0] if rows else cursor.rowcount)

    def second(self, statement: LiteralString, **values: object) -> Cost:
        """Run it twice; the second counts, with plans made and pages warm for every variant."""
        self.cost(statement, **values)
        return self.cost(statement, **values)

    @contextmanager
    def scanning(self) -> Iterator[None]:
        """With no index but that of the row that is asked about."""
        for name in SCANS:
            self.connection.execute(f"set {name} = off".encode())
        yield
        for name in SCANS:
            self.connection.execute(f"reset {name}".encode())

    def sample(self, statement: LiteralString, most: object) -> list[Any]:
        """Some ids, the same ones each time."""
        return [row[0] for row in self.connection.execute(statement, [most])]

    def spent(self) -> float:
        """Milliseconds of CPU until now."""
        return int(self._statistics.read_text().split()[0]) / 1e6

    def _wal(self) -> int:
        row = self.connection.execute(
            "select pg_current_wal_insert_lsn() - '0/0'::pg_lsn"
        ).fetchone()
        return int(row[0]) if row else 0


class Pair(NamedTuple):
    """The way that is kept, and the way it is measured against: mean costs over a sample."""

    ours: float
    theirs: float
    rows: float = 0

    @property
    def times(self) -> float:
        """How many times ours the other costs."""
        return self.theirs / self.ours if self.ours else 0


def _pair(ours: list[Cost], theirs: list[Cost]) -> Pair:
    if [cost.rows for cost in ours] != [cost.rows for cost in theirs]:
        raise AssertionError("the two ways do not find the same: nothing is measured")
    return Pair(mean(c.cpu for c in ours), mean(c.cpu for c in theirs), mean(c.rows for c in ours))


# Ids are new in every run: what a row says chooses it, so that every run measures the same ones.
HOMES = "select id from nova.properties order by md5(title || price), id limit %s"
WISHES = """
select id from nova.requests
order by md5((cities, districts, property_types, price_max, area_max, type)::text), id limit %s
"""


def search(session: Session, scan: LiteralString, homes: list[object]) -> Pair:
    """The requests for an offer: by keys or cells, and by looking at all of them."""
    ours = [session.second(FOUND, home=home) for home in homes]
    with session.scanning():
        theirs = [session.second(scan, home=home) for home in homes]
    return _pair(ours, theirs)


def top(session: Session, wishes: list[object]) -> Pair:
    """The best 50 for a request: staged, and by scoring everything."""
    ours = [session.second(TOP, wish=wish) for wish in wishes]
    with session.scanning():
        theirs = [session.second(STOCK_SCAN, wish=wish) for wish in wishes]
    return _pair(ours, theirs)


def recalculation(session: Session, url: str) -> Pair:
    """All matches of one broker of algorithm 1.0: ours in SQL, and loading everything to loop.

    The loop's CPU is that of this process and of the backend that sends it the offers.
    """
    broker = session.sample(
        "select user_id from private.demand group by 1 order by abs(count(*) - %s), 1 limit 1", 15
    )[0]
    statement: LiteralString = (
        "select count(*) from private.demand d cross join lateral private.best_homes(d, null) as b"
        " where d.user_id = %(broker)s"
    )
    ours = session.second(statement, broker=broker)
    other = Session(url)
    before, sent = os.times(), other.spent()
    hits = loop.recalculate(other.connection, broker)
    after = os.times()
    if len(hits) != ours.rows:
        raise AssertionError(f"the loop finds {len(hits)}, we find {ours.rows}")
    spent = (after.user + after.system - before.user - before.system) * 1000
    return Pair(ours.cpu, spent + other.spent() - sent, ours.rows)


def per_pair(session: Session, what: str) -> float:
    """Nanoseconds of CPU to score one pair, an empty loop taken off."""
    empty = session.second("select count(*), sum(d.plan)" + PAIRS)
    full = session.second("select count(*), sum(" + SCORED[what] + ")" + PAIRS)
    return (full.cpu - empty.cpu) * 1e6 / PAIRED


def seed_events(session: Session, homes: list[object]) -> list[Cost]:
    """New offers, materialised as the original request does: every match, in its shape."""
    session.connection.execute(SEED)
    return [session.cost(SEED_EVENT, home=home) for home in homes]


def take_off(session: Session, homes: list[object]) -> None:
    """Take these offers off the market, as if they had never been there."""
    session.connection.execute("set session_replication_role = replica")
    session.connection.execute("delete from private.stock where property_id = any (%s)", [homes])
    session.connection.execute("set session_replication_role = origin")


def bounded_events(session: Session, homes: list[object]) -> list[Cost]:
    """The same offers arriving in a filled market: one run of the matcher each, with its events and
    notifications. One more of those taken off makes the plans."""
    costs = []
    for home in homes:
        session.connection.execute(
            "insert into private.match_queue (property_id) values (%s)", [home]
        )
        run = session.cost("select private.match_changes(1)")
        made = session.sample(
            "select count(*) from nova.smart_matches m"
            " join private.stock h on h.offer_id = m.offer_id where h.property_id = %s", home,
        )  # fmt: skip
        costs.append(Cost(run.cpu, run.wal, made[0]))
    return costs[1:]


def row_bytes(session: Session) -> tuple[float, float]:
    """Bytes of a match row on disk, and of its indexes."""
    row = session.connection.execute(
        "select pg_relation_size('nova.smart_matches')::float8 / count(*),"
        " pg_indexes_size('nova.smart_matches')::float8 / count(*) from nova.smart_matches"
    ).fetchone()
    return (row[0], row[1]) if row else (0, 0)
