"""No list and no search reads a large table from end to end, whatever the caller may see."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

import make
from nova.database.queries import Query, read_queries

ROWS = 30_000
LARGE = {
    "customers",
    "properties",
    "offers",
    "requests",
    "smart_matches",
    "notifications",
    "tasks",
    "appointments",
}


@pytest.fixture(scope="module")
def crowded(rules_url: str) -> Iterator[tuple[psycopg.Connection, dict[str, make.Caller]]]:
    """Many tenants' rows; a broker with a few of their own, a manager with many, and a member of the
    manager's team who holds a few of those. Rolled back."""
    with psycopg.connect(rules_url) as owner:
        broker, manager, member = (make.caller(owner) for _ in range(3))
        team = make.team(owner, manager=manager.user_id, broker=member.user_id)
        crowd = [make.user(owner) for _ in range(50)]
        owner.execute("set local session_replication_role = replica")  # no matches, no events
        for statement in (
            "insert into nova.customers (user_id, team_id, name, phone)"
            " select owner, team, 'عميل ' || n, '+9665' || lpad(n::text, 8, '0')",
            "insert into nova.properties (user_id, team_id, title, property_type, category, listing_type, city,"
            " district, price, area) select owner, team, 'فيلا ' || n, 'فيلا', 'سكني', 'SALE', 'جدة', 'x', 1, 1",
            "insert into nova.requests (user_id, team_id, type, property_types, cities)"
            " select owner, team, 'BUY', '{فيلا}', '{جدة}'",
            "insert into nova.tasks (user_id, team_id, created_by, title, search_text, due_date)"
            " select owner, team, owner, 'مهمة ' || n, nova.normalize_text('مهمة ' || n), date '2030-01-01' + n %% 365",
            "insert into nova.appointments (user_id, team_id, title, type, start_datetime, end_datetime, status, cancelled_reason)"
            " select owner, team, 'x', 'x', timestamptz '2030-01-01' + n * interval '20 minutes',"
            " timestamptz '2030-01-01' + (n + 3) * interval '20 minutes', 'CANCELLED', 'x'",
            "insert into nova.notifications (user_id, title, message, type)"
            " select owner, 'x', 'x', 'SYSTEM'",
            "insert into nova.offers (user_id, team_id, property_id, summary, full_details, status)"
            " select owner, team, (select id from nova.properties limit 1), '{}', '{}', 'COMPLETED'",
        ):
            owner.execute(
                (statement + " from generate_series(1, %(rows)s) n cross join lateral ("
                 " select case when n %% 300 = 0 then %(broker)s when n %% 300 = 150 then %(member)s when n %% 3 = 0 then %(manager)s"
                 "  else (%(crowd)s::uuid[])[1 + n %% 50] end as owner,"
                 " case when n %% 3 = 0 and n %% 300 <> 0 then %(team)s::uuid end as team) as whose").encode(),
                {"rows": ROWS, "broker": broker.user_id, "manager": manager.user_id, "member": member.user_id, "crowd": crowd, "team": team},
            )  # fmt: skip
        owner.execute(
            "insert into nova.smart_matches (offer_id, request_id, broker_id, points)"
            " select (select id from nova.offers limit 1), r.id, r.user_id, (100::bigint << 56) + (2::bigint << 45) from nova.requests r"
            " where r.user_id <> all (select user_id from nova.offers limit 1)"
        )
        owner.execute("set local session_replication_role = origin")
        owner.execute("analyze nova.customers, nova.properties, nova.offers, nova.requests, nova.smart_matches,"
                      " nova.notifications, nova.tasks, nova.appointments")  # fmt: skip
        yield owner, {"broker": broker, "manager": manager, "member": member}
        owner.rollback()


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("Plans", []):
        yield from nodes(child)


FEATURES = Path(__file__).parents[2] / "src/nova/features"
LISTS = [
    query
    for feature in (
        "customers",
        "properties",
        "offers",
        "requests",
        "matches",
        "tasks",
        "notifications",
    )
    for query in read_queries(str(FEATURES / feature / "queries.sql"))
    if query.name.partition(".")[2].startswith(("list_", "count_"))
]


@pytest.mark.parametrize("who", ["broker", "manager", "member"])
@pytest.mark.parametrize("query", LISTS, ids=lambda query: query.name)
def test_a_list_costs_what_it_shows(
    crowded: tuple[psycopg.Connection, dict[str, make.Caller]], query: Query, who: str
) -> None:
    owner, people = crowded
    with owner.transaction(force_rollback=True):
        make.act_as(owner, people[who])
        declared = ", ".join(kind for _, kind in query.parameters)
        head = "prepare tried" + (f" ({declared})" if declared else "")
        owner.execute(f"{head} as ".encode() + query.text)
        values = ", ".join(
            {"page_size": "20", "with_total": "false", "sort": "'NEWEST'"}.get(name, "null")
            for name, _ in query.parameters
        )
        owner.execute("set local plan_cache_mode = force_generic_plan")
        owner.execute("set local random_page_cost = 1.1")
        run = f"execute tried({values})" if values else "execute tried"
        row = owner.execute(f"explain (analyze, format json) {run}".encode()).fetchone()
        owner.execute("deallocate tried")
    assert row
    plan = row[0] if isinstance(row[0], list) else json.loads(row[0])
    for node in nodes(plan[0]["Plan"]):
        if node.get("Relation Name") in LARGE and node["Actual Loops"]:
            assert node["Node Type"] != "Seq Scan", node
            read = (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node[
                "Actual Loops"
            ]
            assert read <= 200 or query.name.endswith("count_unread"), node


@pytest.mark.parametrize(("function", "table", "arguments"), [
    ("search_customers", "customers", "words => 'عميل 299'"),
    ("search_properties", "properties", "words => 'فيلا 299'"),
    ("search_tasks", "tasks", "words => 'مهمة 299'"),
    ("search_tasks", "tasks", "sort => 'DUE'"),
    ("search_tasks", "tasks", "sort => 'PRIORITY'"),
    ("search_tasks", "tasks", "overdue => true"),
    ("show_task_board", "tasks", "null"),
    (
        "list_appointments", "appointments",
        "'2030-02-01', '2030-03-01', null, null, null, null, null, null, 20",
    ),
    ("check_conflicts", "appointments", "null, '2030-02-01 09:00', '2030-02-01 10:00', null, null, null"),
    ("show_availability", "appointments", "null, '2030-02-01', '2030-02-20', 60, 30"),
])  # fmt: skip
@pytest.mark.parametrize("who", ["broker", "manager"])
def test_a_search_reads_no_table_from_end_to_end(
    crowded: tuple[psycopg.Connection, dict[str, make.Caller]],
    function: str,
    table: str,
    arguments: str,
    who: str,
) -> None:
    owner, people = crowded
    with owner.transaction(force_rollback=True):
        make.act_as(owner, people[who])
        owner.execute("reset role")
        before = scans(owner, table)
        owner.execute("set local random_page_cost = 1.1")  # as the app has it
        owner.execute("set local role nova_app")
        owner.execute(f"select nova.{function}({arguments})".encode())
        owner.execute("reset role")
        after = scans(owner, table)
    assert after == before, "it read the table from end to end"


def scans(owner: psycopg.Connection, table: str) -> int:
    row = owner.execute(
        "select pg_stat_get_xact_numscans(%s::regclass)", [f"nova.{table}"]
    ).fetchone()
    assert row
    return int(row[0])
