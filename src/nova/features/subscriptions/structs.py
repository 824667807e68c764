"""Plans and subscriptions, as answered."""

from nova.shapes.people import Plan
from nova.shapes.structs import Output


class Plans(Output, frozen=True):
    """The plans on offer, the cheapest first."""

    data: list[Plan]
