"""Routes of /api/users."""

from litestar import Router, get, patch
from litestar.params import JSONBody

from nova.asking import Asking, Json, changes
from nova.documents import refusals
from nova.queries import read_queries
from nova.users.structs import ProfileChanges, User

sql = read_queries("users")


@get("/me", responses=refusals(401))
async def show_me(ask: Asking) -> Json[User]:
    """One's own profile."""
    return await ask(sql.show_me)


@patch("/me", responses=refusals(401, 412, 422))
async def change_me(ask: Asking, data: JSONBody[ProfileChanges]) -> Json[User]:
    """Change one's own profile. Refused with `fal_expiry_required`, `value_refused`."""
    return await ask(sql.change_me, changes(data))


router = Router("/api/users", tags=["users"], route_handlers=[show_me, change_me])
