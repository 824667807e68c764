"""What the live feed asks the database on behalf of a client: as that client, in one flight each.

The flight refuses a session that has ended and an account that is suspended, as every request's.
"""

from uuid import uuid4

import msgspec

from nova.database.flight import Caller
from nova.database.pool import Database
from nova.database.queries import Query, read_queries
from nova.identity.tokens import Claims
from nova.live.structs import FollowedTeams, Missed

sql = read_queries(__file__)


class ClientQueries:
    """One client's questions."""

    __slots__ = ("_database", "_peer")

    def __init__(self, database: Database, peer: str) -> None:
        self._database = database
        self._peer = peer

    async def missed(self, claims: Claims, cursor: str | None) -> Missed:
        """What the client missed since this cursor. Raises Refused."""
        answer = await self._ask(claims, sql.missed_events, cursor)
        return msgspec.json.decode(answer, type=Missed)

    async def teams(self, claims: Claims) -> set[str]:
        """The topics of the client's teams. Raises Refused."""
        answer = await self._ask(claims, sql.list_followed_teams)
        return {f"team:{each}" for each in msgspec.json.decode(answer, type=FollowedTeams).teams}

    async def _ask(self, claims: Claims, query: Query, *values: object) -> bytes:
        caller = Caller(claims.user_id, claims.session_id, str(uuid4()), self._peer)
        return await self._database.ask(query, *values, caller=caller, read_only=True) or b"null"
