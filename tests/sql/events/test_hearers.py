"""Who hears of a change: those who may read the row, before it or after, and nobody else."""

import psycopg
import pytest

import eventlog
import make

WHOLE = {"manager", "observer", "company"}
HEARERS = {
    "customer.created": WHOLE | {"broker"},
    "customer.activity.created": WHOLE | {"broker"},
    "customer.document.created": WHOLE | {"broker"},
    "property.created": WHOLE | {"broker"},
    "property.images.updated": WHOLE | {"broker"},
    "offer.created": {"broker"},
    "request.created": {"broker"},
    "appointment.created": {"broker"},
    "task.created": {"broker"},
    "task.comment.created": {"broker"},
}


def test_a_teams_rows_are_heard_of_by_those_who_may_read_them(
    owner: psycopg.Connection, office: make.Office
) -> None:
    told = eventlog.Feed(owner)
    eventlog.rows_of_each_kind(owner, office, office.team)
    assert eventlog.heard(told.news(), office) == HEARERS


def test_ones_own_rows_are_heard_of_by_oneself(
    owner: psycopg.Connection, office: make.Office
) -> None:
    told = eventlog.Feed(owner)
    eventlog.rows_of_each_kind(owner, office, None)
    assert eventlog.heard(told.news(), office) == {name: {"broker"} for name in HEARERS}


def test_who_is_inactive_or_works_for_the_platform_hears_nothing_of_the_team(
    owner: psycopg.Connection, office: make.Office
) -> None:
    for who, change in [
        ("broker", "status = 'INACTIVE' where user_id"),
        ("observer", "status = 'INACTIVE' where user_id"),
    ]:
        owner.execute(
            f"update nova.team_members set {change} = %s".encode(), [office.people[who].user_id]
        )
    owner.execute(
        "update nova.users set role = 'ADMIN' where id = %s", [office.people["company"].user_id]
    )
    told = eventlog.Feed(owner)
    eventlog.rows_of_each_kind(owner, office, office.team)
    assert eventlog.heard(told.news(), office) == {
        name: hearers & {"manager"} for name, hearers in HEARERS.items()
    }


@pytest.mark.parametrize(
    ("who", "rights", "more", "fewer"),
    [
        ("broker2", {"customers.read": "WHOLE", "documents.read": "WHOLE"}, {"broker2"}, set()),
        ("observer", {"customers.read": "NONE"}, set(), {"observer"}),
        ("broker", {"customers.read": "NONE"}, set(), {"broker"}),
    ],
)
def test_what_a_member_may_read_beyond_or_short_of_their_role_counts(
    owner: psycopg.Connection, office: make.Office, who: str, rights: dict[str, str],
    more: set[str], fewer: set[str],
) -> None:  # fmt: skip
    make.override(owner, office.people[who].user_id, rights)
    told = eventlog.Feed(owner)
    eventlog.rows_of_each_kind(owner, office, office.team)
    changed = {name for name in HEARERS if name.startswith("customer.")}
    assert eventlog.heard(told.news(), office) == {
        name: (hearers | more) - fewer if name in changed else hearers
        for name, hearers in HEARERS.items()
    }


def test_a_shared_pool_hears_of_a_customer_until_somebody_is_given_them(
    owner: psycopg.Connection, office: make.Office
) -> None:
    owner.execute("""update nova.teams set settings = '{"sharedPool": true}'""")
    told = eventlog.Feed(owner)
    row = make.customer(owner, user_id=office.people["manager"].user_id, team_id=office.team)
    pool = WHOLE | {"broker", "broker2"}
    assert eventlog.heard(told.news(), office) == {"customer.created": pool}
    for change, hears in [
        ("assigned_to = %(broker)s", {"customer.assigned": pool}),
        ("notes = 'x'", {"customer.updated": pool - {"broker2"}}),
    ]:
        owner.execute(
            f"update nova.customers set {change} where id = %(row)s".encode(),
            {"broker": office.people["broker"].user_id, "row": row},
        )
        assert eventlog.heard(told.news(), office) == hears


def test_the_old_and_the_new_assignee_hear_of_an_assignment_and_then_only_the_new_one(
    owner: psycopg.Connection, office: make.Office
) -> None:
    told = eventlog.Feed(owner)
    make.act_as(owner, office.people["manager"])
    row = office.rows["broker2's, given to broker"]
    owner.execute("select nova.assign_customer(%s, %s)", [row, office.people["broker2"].user_id])
    assert eventlog.heard(told.news(), office) == {
        "customer.assigned": WHOLE | {"broker", "broker2"},
        "customer.activity.created": WHOLE | {"broker2"},
        "notification.created": {"broker2"},
    }
    owner.execute("update nova.customers set notes = 'x' where id = %s", [row])
    assert eventlog.heard(told.news(), office) == {"customer.updated": WHOLE | {"broker2"}}


def test_copies_of_identity_papers_are_heard_of_by_those_who_may_see_them(
    owner: psycopg.Connection, office: make.Office
) -> None:
    told = eventlog.Feed(owner)
    papers = "insert into nova.customer_documents (customer_id, uploaded_by, name, type, file_url) values (%s, %s, 'هوية', 'ID_COPY', 'x')"
    values = [office.rows["broker's"], office.people["broker"].user_id]
    owner.execute(papers.encode(), values)
    assert eventlog.heard(told.news(), office) == {
        "customer.document.created": {"manager", "company"}
    }
    make.override(owner, office.people["broker"].user_id, {"documents.id": "HELD"})
    make.override(owner, office.people["broker2"].user_id, {"documents.id": "WHOLE"})
    told.news()
    owner.execute("delete from nova.customer_documents where customer_id = %s", values[:1])
    trusted = {"manager", "company", "broker"}  # broker2 may see copies, but not this customer
    assert eventlog.heard(told.news(), office) == {"customer.document.deleted": trusted}


def test_a_tasks_people_are_its_owner_maker_assignees_and_who_spoke_of_it_while_they_may(
    owner: psycopg.Connection, office: make.Office
) -> None:
    ids = {name: each.user_id for name, each in office.people.items()}
    told = eventlog.Feed(owner)
    task = make.task(owner, user_id=ids["broker"], team_id=office.team, created_by=ids["manager"])
    assert eventlog.heard(told.news(), office) == {"task.created": {"broker", "manager"}}
    for who in ("observer", "stranger"):
        said = {"task_id": task, "user_id": ids[who], "comment": "x"}
        make.insert(owner, "nova.task_comments", said)
    everybody = {"broker", "manager", "observer"}
    assert eventlog.heard(told.news(), office) == {"task.comment.created": everybody}

    def assign(to: str) -> dict[str, set[str]]:
        owner.execute("update nova.tasks set assigned_to = %s where id = %s", [ids[to], task])
        return eventlog.heard(told.news(), office)

    assert assign("broker2") == {"task.assigned": everybody | {"broker2"}}
    said = {"task_id": task, "user_id": ids["broker2"], "comment": "y"}
    make.insert(owner, "nova.task_comments", said)
    assert eventlog.heard(told.news(), office) == {"task.comment.created": everybody | {"broker2"}}
    assert assign("manager") == {"task.assigned": everybody | {"broker2"}}
    owner.execute("update nova.tasks set title = 'y' where id = %s", [task])
    assert eventlog.heard(told.news(), office) == {"task.updated": everybody}
    eventlog.remove(owner, office, "observer")
    told.news()
    owner.execute("update nova.tasks set title = 'z' where id = %s", [task])
    assert eventlog.heard(told.news(), office) == {"task.updated": {"broker", "manager"}}


def test_who_only_observed_the_old_team_hears_of_a_customers_move_without_phones(
    owner: psycopg.Connection, office: make.Office
) -> None:
    row, phone = office.rows["broker's"], make.mobile()
    told = eventlog.Feed(owner)
    owner.execute(
        "update nova.customers set team_id = null, phone = %s where id = %s", [phone, row]
    )
    news = told.news()
    assert eventlog.heard(news, office) == {"customer.updated": WHOLE | {"broker"}}
    for each in news:
        if office.people["observer"].user_id in each.hearers:
            assert phone[1:] not in str(each.data)


@pytest.mark.parametrize(
    "table", ["notifications", "subscriptions", "subscription_invoices", "users"]
)
def test_what_is_ones_own_alone_is_heard_of_by_oneself(
    owner: psycopg.Connection, office: make.Office, table: str
) -> None:
    told = eventlog.Feed(owner)
    broker = office.people["broker"].user_id
    row = make.own_row(owner, table, broker)
    change = {
        "notifications": "is_read = true, read_at = now()", "subscriptions": "status = 'ACTIVE'",
        "subscription_invoices": "status = 'FAILED'", "users": "name = 'x'",
    }[table]  # fmt: skip
    owner.execute(f"update nova.{table} set {change} where id = %s".encode(), [row])
    news = told.news()
    assert news
    assert {each.row for each in news} == {row}
    assert set.union(*eventlog.heard(news, office).values()) == {"broker"}


def test_many_customers_of_one_statement_are_each_heard_of_by_their_own(
    owner: psycopg.Connection, office: make.Office
) -> None:
    rows = list(office.rows.values())
    change = "update nova.customers set notes = coalesce(notes, '') || 'x' where id = any (%s)"
    told = eventlog.Feed(owner)
    for row in rows:
        owner.execute(change, [[row]])
    alone = {(event.row, event.hearers, str(event.data["phone"])) for event in told.news()}
    owner.execute(change, [rows])
    together = [(event.row, event.hearers, str(event.data["phone"])) for event in told.news()]
    assert len(together) == len(set(together)) > len(rows)
    assert set(together) == alone
    assert len({hearers for _, hearers, _ in together}) > 3


def test_of_a_deleted_teams_rows_nobody_hears_but_all_hear_of_its_end(
    owner: psycopg.Connection, office: make.Office
) -> None:
    told = eventlog.Feed(owner)
    owner.execute("update nova.teams set deleted_at = now() where id = %s", [office.team])
    everybody = {"manager", "broker", "broker2", "observer", "company"}
    assert eventlog.heard(told.news(), office) == {"team.deleted": everybody}
    eventlog.rows_of_each_kind(owner, office, office.team)
    assert not any(eventlog.heard(told.news(), office).values())
