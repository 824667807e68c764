"""Places, with their Arabic and English names."""

from nova.shapes.structs import Output


class Region(Output, frozen=True):
    """One of the 13 regions; the id is its number in ISO 3166-2:SA."""

    id: int
    name_ar: str
    name_en: str


class City(Output, frozen=True):
    """A city or town."""

    id: int
    name_ar: str
    name_en: str
    region: Region


class Cities(Output, frozen=True):
    """Cities, the largest first."""

    data: list[City]


class District(Output, frozen=True):
    """A district of a city; the zone is the part of the city, where people agree on it."""

    id: int
    name_ar: str
    name_en: str
    zone: str | None


class Districts(Output, frozen=True):
    """The districts of one city."""

    data: list[District]
