"""Safe retries: a POST with an Idempotency-Key does its work once, and answers the same again.

The key is claimed and the answer kept in the transaction of the statement itself (sql/retries/),
so a crash between the two is none. Kept for 24 hours, for the caller alone.
"""

import functools
import re
from typing import Any, cast

import msgspec
from litestar import Request

from nova.database.queries import Query
from nova.errors.refused import Invalid
from nova.errors.validation import Complaint
from nova.identity.tokens import Tokens

KEY = re.compile(r"[\x21-\x7e]{1,255}")
ENTITIES = {
    "activity": "customer_activity",
    "member": "team_member",
    "appointment_made": "appointment",
}


class Retry:
    """An Idempotency-Key, and the request it stands for."""

    def __init__(self, request: Request[Any, Any, Any]) -> None:
        self.key = request.scope["state"]["idempotency-key"]
        self._request = request
        if not KEY.fullmatch(self.key):
            raise Invalid(
                Complaint(
                    "Idempotency-Key",
                    "form",
                    {},
                    "1 to 255 printable characters without blanks, such as a UUID.",
                    "من 1 إلى 255 رمزًا مطبوعًا دون فراغات، مثل UUID.",
                )
            )

    async def fingerprint(self) -> bytes:
        """A keyed hash of method, address and body: what must be the same for the same answer."""
        request = self._request
        head = f"{request.method} {request.url.path}?{request.url.query}\n"
        tokens = cast(Tokens, request.app.state.tokens)
        return tokens.fingerprint(head.encode() + await request.body())

    def replayed(self) -> None:
        """Say in the answer's headers that it was given before."""
        self._request.scope["state"]["replayed"] = True


def entity(query: Query) -> str:
    """What kind of resource a statement answers, as events name it."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", query.answer).lower()
    return ENTITIES.get(name, name)


@functools.cache
def keeping(query: Query) -> Query:
    """The same statement, its answer kept under the Idempotency-Key that the flight claimed."""
    answer = b"count(*)" if query.answer == "nothing" else b"(array_agg(body))[1]"
    return msgspec.structs.replace(
        query,
        name=f"{query.name} (kept)",
        text=b"with answer (body) as materialized (\n%b\n)\n"
        b"select private.keep_answer($%d, %b::text, '%b') from answer"
        % (query.text, len(query.parameters) + 1, answer, entity(query).encode()),
        parameters=(*query.parameters, ("retry_key", "text")),
        key=query.key + b" (kept)",
    )
