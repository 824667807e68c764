"""Parameters that routes share: of lists and searches, of links."""

from typing import Annotated
from uuid import UUID

from litestar.params import PathParameter, QueryParameter

PageSize = Annotated[int, QueryParameter(ge=1, le=100, description="Rows a page")]
Cursor = Annotated[
    str | None,
    QueryParameter(max_length=200, description="Where the last page ended: its nextCursor"),
]
Ids = Annotated[
    list[UUID] | None, QueryParameter(max_items=100, description="These alone: at most 100 ids")
]
Score = Annotated[
    int | None,
    QueryParameter(name="minScore", gt=-1, le=100, description="The lowest score, 0 to 100"),
]
WithTotal = Annotated[
    bool,
    QueryParameter(
        description="Whether to answer the total too: counted up to 10,000, of what is searched "
        "or filtered up to 1,000; a total that is the limit means at least so many"
    ),
]
Search = Annotated[
    str | None,
    QueryParameter(
        min_length=1, max_length=100, description="Words, a name, or a phone in any form"
    ),
]

Token = Annotated[
    str,
    PathParameter(min_length=20, max_length=100, description="The token of the link that was sent"),
]
Filter = Annotated[str | None, QueryParameter(min_length=1, max_length=100)]


def is_narrowed(*filters: object) -> bool:
    """Whether a list is narrowed by any filter: then it is a search, which is another statement."""
    return any(value is not None for value in filters)
