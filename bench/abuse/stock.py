"""What the abusers own: rows as heavy as the API takes them, and many light ones.

What the API takes is found through the API; copies are then loaded straight into the table.
"""

from collections.abc import Callable, Mapping
from typing import Any

import psutil
import psycopg

from bench.abuse.bounds import largest
from bench.abuse.site import ACCOUNTS, PAGER, SEARCHER, Account, Site
from bench.abuse.wire import Peer, request
from bench.data import CUSTOMER, ident
from nova.problem import Problem

WIDE = "\U0001f3e0"
"""A character of four bytes: bounds count characters, pages bytes."""
FIELDS: Mapping[str, tuple[int, Callable[[int], Any]]] = {
    "notes": (10_000, lambda size: WIDE * size),
    "customFields": (32_700, lambda size: {"a": WIDE * size}),
    "preferredContactTime": (240_000, lambda size: {"a": WIDE * size}),
}
"""The most characters of each that a body has room for, or that was ever allowed."""
HEAVY, LIGHT = 100, 20_000
AT_ONCE = 12
COPIES = 8
"""How often a page was seen in memory at once, about, while it is made."""
SHARE_OF_MEMORY = 0.6
PATIENCE = 60.0

COPY = """
insert into nova.customers (
    user_id, name, phone, notes, custom_fields, preferred_contact_time, created_at)
select c.user_id, c.name, '+9665' || lpad((70000000 + n)::text, 8, '0'), c.notes, c.custom_fields,
    c.preferred_contact_time, now() + n * interval '1 millisecond'
from nova.customers c, generate_series(1, %s) as n
where c.id = %s
"""
FILL = """
insert into nova.customers (user_id, name, phone)
select %s, 'عميل 00' || n, '+9665' || lpad((80000000 + n)::text, 8, '0')
from generate_series(1, %s) as n
"""
ROW = """
select coalesce(octet_length(c.notes), 0) + octet_length(c.custom_fields::text)
    + coalesce(octet_length(c.preferred_contact_time::text), 0)
from nova.customers c where c.id = %s
"""


async def load_heavy(site: Site) -> tuple[int, str]:
    """Give the pager a page of the heaviest customers; answers a row's bytes, and what is in it.

    Raises Problem.
    """
    account, row = site.accounts[PAGER], ident(CUSTOMER, PAGER + ACCOUNTS)
    peer = Peer(site.port)
    sizes = {name: await _most(peer, account, name) for name in FIELDS}
    peer.close()
    with psycopg.connect(site.owner) as connection:
        connection.execute("set session_replication_role = replica")  # nobody need hear of them
        connection.execute(COPY.encode(), [HEAVY, row])
        found = connection.execute(ROW.encode(), [row]).fetchone()
    if found is None or not found[0]:
        raise Problem("The API took no heavy customer.")
    said = ", ".join(f"{name} of {size:,}" for name, size in sizes.items())
    return int(found[0]), f"customers with {said} characters of four bytes"


async def _most(peer: Peer, account: Account, name: str) -> int:
    """How long this field may be; one of the account's customers keeps it."""
    path = f"/customers/{ident(CUSTOMER, account.number + ACCOUNTS)}"
    most, make = FIELDS[name]

    async def accepts(size: int) -> bool:
        raw = request("PATCH", path, address=account.address, token=account.token,
                      body={name: make(size)})  # fmt: skip
        return (await peer.ask(raw, PATIENCE)).status == 200

    return await largest(most, accepts)


def rows_of_a_page(row: int) -> int:
    """How many of these rows a page may have, so that the machine's memory is not what ends."""
    room = psutil.virtual_memory().available * SHARE_OF_MEMORY
    return max(1, min(HEAVY, int(room / (AT_ONCE * COPIES * row))))


def load_light(site: Site) -> None:
    """Give the searcher many customers, all of which a search for 00 finds."""
    with psycopg.connect(site.owner) as connection:
        connection.execute("set session_replication_role = replica")
        connection.execute(FILL.encode(), [site.accounts[SEARCHER].id, LIGHT])
    with psycopg.connect(site.owner, autocommit=True) as connection:
        connection.execute("vacuum analyze nova.customers")
