"""What is told in its own way: customers to observers, pictures, papers, matches."""

import psycopg
import pytest

import eventlog
import make
import market


def test_an_observer_hears_of_a_customer_without_phones_and_all_others_with_them(
    owner: psycopg.Connection, office: make.Office
) -> None:
    phone = make.mobile()
    told = eventlog.Feed(owner)
    row = make.customer(
        owner, user_id=office.people["broker"].user_id, team_id=office.team, phone=phone,
        whatsapp=phone,
    )  # fmt: skip
    for verb in ("created", "updated", "deleted"):
        news = told.news()
        masked = [each for each in news if each.hearers == {office.people["observer"].user_id}]
        full = [each for each in news if each not in masked]
        assert [each.name for each in masked + full] == [f"customer.{verb}"] * 2
        assert phone[1:] not in str(masked[0].data)
        assert full[0].data["phone"] == full[0].data["whatsapp"] == phone
        assert masked[0].data.keys() == full[0].data.keys()
        change = "notes = 'x'" if verb == "created" else "deleted_at = now()"
        owner.execute(f"update nova.customers set {change} where id = %s".encode(), [row])


def test_nobody_is_told_of_a_customer_of_a_team_that_is_gone(
    owner: psycopg.Connection, office: make.Office
) -> None:
    row = make.customer(owner, user_id=office.people["broker"].user_id, team_id=office.team)
    owner.execute("update nova.teams set deleted_at = now() where id = %s", [office.team])
    owner.execute("update nova.customers set notes = 'x' where id = %s", [row])
    told = owner.execute(
        "select event from nova.events where entity_id = %s and recipients = '{}'", [row]
    )
    assert told.fetchall() == []


def test_pictures_are_told_once_a_property_with_the_whole_gallery(
    owner: psycopg.Connection, office: make.Office
) -> None:
    broker = office.people["broker"].user_id
    home, other = (make.property_(owner, user_id=broker, team_id=office.team) for _ in range(2))
    told = eventlog.Feed(owner)
    for statement, shown in [
        ("insert into nova.property_images (property_id, url, order_index)"
         " select unnest(%(both)s), n::text, n from generate_series(1, 3) n", ["1", "2", "3"]),
        ("update nova.property_images set order_index = 9 - order_index where property_id = any (%(both)s)",
         ["3", "2", "1"]),
        ("delete from nova.property_images where url <> '2' and property_id = any (%(both)s)", ["2"]),
        ("delete from nova.property_images where property_id = any (%(both)s)", []),
    ]:  # fmt: skip
        owner.execute(statement.encode(), {"both": [home, other]})
        news = told.news()
        assert [(each.name, each.entity, each.row) for each in news] == [
            ("property.images.updated", "property", row) for row in sorted([home, other])
        ]
        for each in news:
            assert each.data["teamId"] == str(office.team)
            assert [picture["url"] for picture in each.data["images"]] == shown


def test_a_paper_that_was_taken_away_is_told_once(
    owner: psycopg.Connection, office: make.Office
) -> None:
    paper = {
        "customer_id": office.rows["broker's"], "uploaded_by": office.people["broker"].user_id,
        "name": "عقد", "file_url": "x",
    }  # fmt: skip
    row, other = (make.insert(owner, "nova.customer_documents", paper) for _ in range(2))
    told = eventlog.Feed(owner)
    for statement, expected in [
        ("update nova.customer_documents set name = 'y' where id = %s", []),
        ("update nova.customer_documents set deleted_at = now() where id = %s", [row]),
        ("update nova.customer_documents set deleted_at = now() where id = %s", []),
        ("delete from nova.customer_documents where id = %s", []),
        ("delete from nova.customer_documents where id = %s", [other]),
    ]:
        owner.execute(statement.encode(), [other if expected == [other] else row])
        news = [(each.name, each.entity, each.row) for each in told.news()]
        assert news == [
            ("customer.document.deleted", "customer_document", each) for each in expected
        ]


@pytest.mark.parametrize("last", ["REJECTED", "EXPIRED", "ACCEPTED", "gone", "rescored"])
def test_both_sides_hear_of_a_match_and_only_its_broker_of_the_score(
    owner: psycopg.Connection, last: str
) -> None:
    seller, buyer = make.user(owner), make.caller(owner)
    offer = make.offer(owner, user_id=seller)
    request = make.request(owner, user_id=buyer.user_id)
    told = eventlog.Feed(owner)
    market.settle(owner)
    row = owner.execute("select id from nova.smart_matches where offer_id = %s", [offer]).fetchone()
    assert row

    def both(name: str, status: str) -> None:
        news = [each for each in told.news() if each.entity == "match"]
        assert {(each.name, each.row, each.data["status"]) for each in news} == {
            (name, row[0], status)
        }
        base = {"offerId": str(offer), "requestId": str(request), "brokerId": str(buyer.user_id)}
        shown = {next(iter(each.hearers)): each.data for each in news}
        assert shown.keys() == {seller, buyer.user_id}
        assert [len(each.hearers) for each in news] == [1, 1]
        score = shown[buyer.user_id].pop("matchScore")
        assert 50 <= score <= 100
        for data in shown.values():
            assert data == base | {"status": status}

    both("match.created", "PENDING")
    make.act_as(owner, buyer)
    owner.execute("select nova.view_match(%s)", [row[0]])
    both("match.viewed", "VIEWED")
    if last == "gone":
        owner.execute("delete from nova.smart_matches where id = %s", row)
        both("match.expired", "EXPIRED")
    elif last == "rescored":
        owner.execute("update nova.smart_matches set points = points - 1 where id = %s", row)
        both("match.rescored", "VIEWED")
    else:
        owner.execute("update nova.smart_matches set status = %s where id = %s", [last, row[0]])
        both(f"match.{last.lower()}", last)
