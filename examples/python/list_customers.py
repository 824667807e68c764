"""Logs in and prints the customers the caller may see: name and phone, a line each."""

import os
from collections.abc import Iterator
from typing import TypeVar

from nova_client import AuthenticatedClient, Client
from nova_client.api.auth import login
from nova_client.api.customers import list_customers
from nova_client.models import Customer, ErrorBody, Login
from nova_client.types import UNSET

Answer = TypeVar("Answer")


def told(answer: Answer | ErrorBody | None) -> Answer:
    """The answer, or the API's own sentence of why there is none."""
    if isinstance(answer, ErrorBody):
        raise SystemExit(answer.error)
    if answer is None:
        raise SystemExit("The answer is none of those described.")
    return answer


def log_in(address: str, identifier: str, password: str) -> AuthenticatedClient:
    """A client that knows who is calling."""
    who = Login(identifier=identifier, password=password)
    answer = told(login.sync(client=Client(base_url=address), body=who))
    return AuthenticatedClient(base_url=address, token=answer.token)


def customers(client: AuthenticatedClient) -> Iterator[Customer]:
    """All of them, page by page."""
    cursor: str | None = None
    while True:
        page = told(list_customers.sync(client=client, limit=100, cursor=cursor or UNSET))
        yield from page.data
        if not (cursor := page.next_cursor):
            return


if __name__ == "__main__":
    caller = log_in(os.environ["NOVA_URL"], os.environ["NOVA_USER"], os.environ["NOVA_PASSWORD"])
    for customer in customers(caller):
        print(customer.name, customer.phone, sep="\t")
