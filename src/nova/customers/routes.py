"""Routes of /api/customers."""

from typing import Annotated, Literal
from uuid import UUID

from litestar import Router, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from nova.asking import Asking, Cursor, Filter, Json, PageSize, Search, changes, columns
from nova.customers.structs import Customer, CustomerChanges, CustomerPage, NewCustomer
from nova.documents import refusals
from nova.queries import read_queries

sql = read_queries("customers")


@get("/", responses=refusals(401))
async def list_customers(
    ask: Asking,
    q: Search = None,
    status: FromQuery[Literal["ACTIVE", "INACTIVE", "ARCHIVED"] | None] = None,
    is_vip: Annotated[bool | None, QueryParameter(name="isVip")] = None,
    tag: Filter = None,
    city: Filter = None,
    cursor: Cursor = None,
    limit: PageSize = 20,
) -> Json[CustomerPage]:
    """The customers the caller may see, the newest first; `q` searches names and phones.

    Refused with `cursor_invalid`.
    """
    filters = (q, status, is_vip, tag, city)
    if any(value is not None for value in filters):
        return await ask(sql.search_customers, *filters, cursor, limit)
    return await ask(sql.list_customers, cursor, limit)


@post("/", responses=refusals(401, 403, 409, 422))
async def create_customer(ask: Asking, data: JSONBody[NewCustomer]) -> Json[Customer]:
    """Keep a new customer.

    Refused with `customer_phone_taken`, `phone_invalid`, `range_reversed`; `forbidden` for a team
    where one may not.
    """
    return await ask(sql.create_customer, columns(data))


@get("/{customer_id:uuid}", responses=refusals(401, 404))
async def show_customer(ask: Asking, customer_id: FromPath[UUID]) -> Json[Customer]:
    """One customer. Refused with `not_found`."""
    return await ask(sql.show_customer, customer_id)


@patch("/{customer_id:uuid}", responses=refusals(401, 403, 404, 409, 422))
async def change_customer(
    ask: Asking, customer_id: FromPath[UUID], data: JSONBody[CustomerChanges]
) -> Json[Customer]:
    """Change a customer.

    Refused with `not_found`, `customer_phone_taken`, `phone_invalid`, `range_reversed`.
    """
    return await ask(sql.change_customer, customer_id, changes(data))


router = Router(
    "/api/customers",
    tags=["customers"],
    route_handlers=[list_customers, create_customer, show_customer, change_customer],
)
