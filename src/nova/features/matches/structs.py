"""Smart matches: a page of them, what is asked of them, how one is matched."""

from typing import Annotated

from msgspec import Meta

from nova.shapes.fields import VISIBLE, Word
from nova.shapes.structs import Input, Output
from nova.shapes.words import Algorithm, MatchMode


class Rejection(Input, frozen=True):
    """Why a match is turned down."""

    reason: Annotated[str, Meta(min_length=1, max_length=200, pattern=VISIBLE, examples=["PRICE"])]


class Queued(Output, frozen=True):
    """How many of one's requests wait for the matcher now."""

    queued: int


class NewMatchSettings(Input, frozen=True):
    """How one wants to be matched; what is left out goes back to its default.

    `minScore`: matches below are neither listed nor announced. `mutedCities`: no match there.
    """

    algorithm: Algorithm = "2.0"
    mode: MatchMode = "BOUNDED"
    min_score: Annotated[int, Meta(ge=50, le=100)] | None = None
    muted_cities: Annotated[list[Word], Meta(max_length=50)] = []


class MatchSettings(Output, frozen=True):
    """How one is matched: one's own wishes, and the plan's thresholds and weights in points."""

    algorithm: Algorithm
    mode: MatchMode
    min_score: int | None
    muted_cities: list[str]
    stored_from: int
    shown_from: int
    kept: int | None
    weights: dict[str, int]


class MatchStats(Output, frozen=True):
    """One's matches in counts; rates from 0 to 1, null while nothing was decided."""

    total: int
    pending: int
    viewed: int
    accepted: int
    rejected: int
    expired: int
    acceptance_rate: float | None
    average_score: float | None
