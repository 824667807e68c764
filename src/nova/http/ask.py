"""What a handler asks the database with."""

import re
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from litestar import Request
from litestar.di import NamedDependency
from litestar.params import SkipValidation

from nova.database.flight import SHOW_ANSWER, Caller
from nova.database.pool import Database
from nova.database.queries import Query, read_queries
from nova.errors.postgres import all_refused
from nova.errors.refused import Refused, camel
from nova.http.answer import Json
from nova.http.idempotency import Retry, keeping
from nova.http.structs import Violations
from nova.identity.tokens import Claims

T = TypeVar("T")
sql = read_queries(__file__)

ENTITY_TAG = re.compile(r'"([^",:]{1,20})"')
MOST_TAGS = 20
UNKNOWN_WORD = "word_unknown"
"""Refused before the CHECKs of a row are looked at: what they refuse is told with it."""


class RefusalAnswer(msgspec.Struct, frozen=True):
    """A refusal answered rather than raised, so that it is remembered by private.refusal."""

    status: int
    code: str


class Refusing(msgspec.Struct, frozen=True):
    """The JSON of private.refusal."""

    refused: RefusalAnswer


class Ask:
    """Sends one statement as the caller of this request."""

    __slots__ = ("_caller", "_database", "_read_only", "_retry")

    def __init__(
        self, database: Database, caller: Caller, *, read_only: bool, retry: Retry | None = None
    ) -> None:
        self._database = database
        self._caller = caller
        self._read_only = read_only
        self._retry = retry

    @property
    def user_id(self) -> UUID | None:
        """Who is calling; None on an open route."""
        return self._caller.user_id

    @property
    def retry(self) -> Retry | None:
        """The Idempotency-Key of this request."""
        return self._retry

    async def __call__(self, query: Query, *values: object) -> Json[Any]:
        """The answer as it came. Raises Refused `not_found` when there is none."""
        return Json(await self.raw(query, *values))

    async def read(self, kind: type[T], query: Query, *values: object) -> T:
        """The answer decoded, for a handler that goes on with it. Raises Refused."""
        return msgspec.json.decode(await self.raw(query, *values), type=kind)

    async def raw(self, query: Query, *values: object) -> bytes:
        """The bytes of the answer. Raises Refused."""
        try:
            body = await self._answer(query, *values)
        except Refused as refused:
            if refused.table is None and refused.code != UNKNOWN_WORD:
                raise
            raise await self._all_wrong(refused, query, values) from None
        if body is None:
            raise Refused("not_found")
        if body.startswith(b'{"refused" :'):
            said = msgspec.json.decode(body, type=Refusing).refused
            raise Refused(said.code, status=said.status)
        return body

    async def do(self, query: Query, *values: object) -> None:
        """Run a statement whose answer is not for the client. Raises Refused."""
        await self._answer(query, *values)

    def writing(self) -> "Ask":
        """The same, for a GET that leaves a mark (a match that was viewed)."""
        return Ask(self._database, self._caller, read_only=False)

    def aside(self) -> "Ask":
        """The same without the Idempotency-Key, for a step before the one it stands for."""
        return Ask(self._database, self._caller, read_only=self._read_only)

    async def answered(self) -> Json[Any] | None:
        """What this very request was answered before, where it is a retry. Raises Refused."""
        if self._retry is None:
            return None
        kept = await self._kept(self._retry)
        return None if kept is None else Json(kept)

    async def _answer(self, query: Query, *values: object) -> bytes | None:
        """One flight; with an Idempotency-Key the first one's answer, whoever was first."""
        if self._retry is None:
            return await self._database.ask(
                query, *values, caller=self._caller, read_only=self._read_only
            )
        key = self._retry.key
        caller = msgspec.structs.replace(
            self._caller, retry_key=key, fingerprint=await self._retry.fingerprint()
        )
        try:
            return await self._database.ask(
                keeping(query), *values, key, caller=caller, read_only=False
            )
        except Refused as refused:
            if refused.code != "answered_already":
                raise
        self._retry.replayed()
        return await self._kept(self._retry)

    async def _all_wrong(
        self, refused: Refused, query: Query, values: tuple[object, ...]
    ) -> Refused:
        """A row that a CHECK refused, or a word in it, with all else that is wrong with it.

        Where the statement takes such a row: customers a `customer`, or `changes` of one.
        """
        table = refused.table or query.name.partition(".")[0]
        said = {name: value for (name, _), value in zip(query.parameters, values, strict=True)}
        one = f"{table[:-3]}y" if table.endswith("ies") else table.removesuffix("s")
        row = said.get(one) or said.get("changes")
        if not isinstance(row, dict):
            return refused
        told = {each.field for each in (refused, *refused.others)}
        row = {name: each for name, each in row.items() if camel(name) not in told}
        try:
            found = await self._database.ask(
                sql.list_violations, table, row, said.get(f"{one}_id"),
                caller=self._caller, read_only=True,
            )  # fmt: skip
        except Refused:
            return refused  # the first is told in any case
        broken = msgspec.json.decode(found or b"", type=Violations).constraints
        return all_refused(refused, broken)

    async def _kept(self, retry: Retry) -> bytes | None:
        values = retry.key, await retry.fingerprint()
        return await self._database.ask(
            SHOW_ANSWER, *values, caller=self._caller, read_only=self._read_only
        )


def ask_as_caller(request: Request[Any, Any, Any]) -> Ask:
    """For a route that needs a token, which was read before (callers.know_caller)."""
    return ask_with(request, request.scope["state"]["claims"])


def ask_with(request: Request[Any, Any, Any], claims: Claims) -> Ask:
    """For whoever is known by other means than a token."""
    request.scope["state"]["user_id"] = claims.user_id
    return _ask(request, claims.user_id, claims.session_id)


def ask_as_anyone(request: Request[Any, Any, Any]) -> Ask:
    """For a route that is open to all."""
    return _ask(request, None, None)


def _ask(request: Request[Any, Any, Any], user_id: UUID | None, session_id: UUID | None) -> Ask:
    state = request.scope["state"]
    precondition = _precondition(request, user_id) if "if-match" in state else None
    caller = Caller(user_id, session_id, state["request_id"], state["client_ip"], precondition)
    database = request.app.state.database
    if request.method == "POST" and "idempotency-key" in state:
        return Ask(database, caller, read_only=False, retry=Retry(request))
    return Ask(database, caller, read_only=request.method == "GET")


def _precondition(request: Request[Any, Any, Any], user_id: UUID | None) -> str | None:
    """If-Match as id:version,version: any may be the present one (RFC 9110, section 13.1.1).

    The id is the path's last, or the caller's own for their profile.
    """
    wanted = request.scope["state"]["if-match"].strip()
    if wanted == "*":
        return None
    row = next(reversed(request.path_params.values()), user_id)
    versions = ENTITY_TAG.findall(wanted)[:MOST_TAGS] or [wanted[:20].replace(":", "")]
    return f"{row}:{','.join(versions)}"


Asking = NamedDependency[SkipValidation[Ask]]
"""The parameter type of a handler's `ask` and `ask_anyone`."""
