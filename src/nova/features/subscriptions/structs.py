"""Plans and subscriptions, as answered."""

from nova.shapes.people import Plan, Subscription
from nova.shapes.structs import Output

__all__ = ["Plans", "Subscription"]


class Plans(Output, frozen=True):
    """The plans on offer, the cheapest first."""

    data: list[Plan]
