"""What fits whom, with the explanation: answered by several rooms."""

from typing import Any
from uuid import UUID

from nova.shapes import Output


class Fit(Output, frozen=True):
    """A request and a home that fit; `calculationData` adds up to the score.

    In algorithm 2.0 each factor has points, max, wanted and got; in 1.0 its points only.
    """

    match_score: int
    matched_features: list[str]
    matched_features_en: list[str]
    calculation_data: dict[str, Any]
    algorithm_version: str


class PropertyFit(Fit, frozen=True):
    """A property of one's own stock that fits."""

    property: dict[str, Any]


class PropertyFits(Output, frozen=True):
    """The best of one's own stock for a request, at most as many as asked for."""

    data: list[PropertyFit]


class RequestPropertyFit(PropertyFit, frozen=True):
    """A property of one's own stock and the request of the customer that it fits best."""

    request_id: UUID


class RequestPropertyFits(Output, frozen=True):
    """The best of one's own stock for a customer, at most as many as asked for."""

    data: list[RequestPropertyFit]
