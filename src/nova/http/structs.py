"""What the pages show (the people of the demo data), and what a refused row breaks."""

from nova.shapes.structs import Output
from nova.shapes.words import UserRole


class DemoAccount(Output, frozen=True):
    """An account of the demo data."""

    email: str
    name: str
    role: UserRole


class DemoAccounts(Output, frozen=True):
    """All of them that are there."""

    data: list[DemoAccount]


class Demo(Output, frozen=True):
    """The demo accounts and their one password."""

    password: str
    data: list[DemoAccount]


class Violations(Output, frozen=True):
    """The names of the CHECKs that a row would break."""

    constraints: list[str]
