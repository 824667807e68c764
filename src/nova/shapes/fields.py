"""Field types that several features share, each bounded."""

from datetime import datetime
from typing import Annotated, Any

from msgspec import Meta

# A sign that is seen: neither a blank nor one of Unicode's default-ignorable ones. Those beyond the
# first plane, which a pattern of the document cannot name, are the database's (migrations/0026).
VISIBLE = (
    r"[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F"
    r"\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB]"
)
Name = Annotated[str, Meta(min_length=1, max_length=200, pattern=VISIBLE)]
Word = Annotated[str, Meta(min_length=1, max_length=100, pattern=VISIBLE)]
Line = Annotated[str, Meta(max_length=200)]
Reason = Annotated[str, Meta(min_length=1, max_length=500, pattern=VISIBLE)]
Text = Annotated[str, Meta(max_length=10_000)]
Url = Annotated[str, Meta(max_length=2000, pattern=r"^https?://")]
Email = Annotated[
    str,
    Meta(
        max_length=254,
        pattern=r"^[^@\s\x00-\x1f]+@[^@\s\x00-\x1f]+\.[^@\s\x00-\x1f]+$(?!\n)",
        examples=["sara@example.com"],
    ),
]
Phone = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=40,
        description="A phone in any form: 0501234567, +966 50 123 4567, ٠٥٠١٢٣٤٥٦٧",
        examples=["0501234567"],
    ),
]
Sar = Annotated[int, Meta(gt=-1, le=100_000_000_000, description="Whole SAR")]
SquareMetres = Annotated[int, Meta(gt=-1, le=1_000_000_000, description="Square metres")]
Rooms = Annotated[int, Meta(gt=-1, le=99)]
Years = Annotated[int, Meta(gt=-1, le=500)]
Time = Annotated[datetime, Meta(tz=True, examples=["2026-12-31T09:00:00+03:00"])]
Moment = Annotated[
    datetime, Meta(tz=True, description="UTC", examples=["2026-01-31T06:00:00+00:00"])
]
Words = Annotated[list[Word], Meta(max_length=50)]
Tags = Annotated[list[Word], Meta(max_length=30)]
Free = Annotated[dict[Annotated[str, Meta(max_length=100)], Any], Meta(max_length=100)]
TenDigits = Annotated[str, Meta(pattern=r"^[0-9]{10}$(?!\n)", examples=["7200000001"])]
Clock = Annotated[
    str,
    Meta(
        pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$(?!\n)",
        description="On the wall clock of its reader",
        examples=["16:30"],
    ),
]
