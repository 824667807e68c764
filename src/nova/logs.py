"""Log lines: one JSON object each, on standard error."""

import asyncio
import functools
import logging
import sys
from datetime import datetime
from typing import Any, Literal, TextIO
from uuid import UUID

import msgspec
import structlog

TOGETHER = 0.02  # seconds for which lines of requests wait for each other: a write each was 7 %
SECRET = ("password", "token", "secret", "authorization", "code_hash")


class RequestLine(msgspec.Struct, frozen=True, kw_only=True):
    """What is logged of every request: never a body, a query string or a token."""

    timestamp: datetime
    level: Literal["info"] = "info"
    event: Literal["request"] = "request"
    request_id: str
    method: str
    route: str
    status: int
    ms: float
    user: UUID | None
    ip: str


class _Lines:
    """Where the lines of requests go; nowhere until logging starts, or above its level."""

    stream: TextIO | None = None


def start_logging(level: str, stream: TextIO = sys.stderr) -> None:
    """Write JSON lines from this level on; uvicorn's and others' lines join in."""
    number = getattr(logging, level.upper())
    _Lines.stream = stream if number <= logging.INFO else None
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _mask,
            structlog.processors.JSONRenderer(serializer=_written),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[_Forward()], force=True)


class RequestLog:
    """The lines of one app's requests, past the processors: all their fields are harmless.

    They wait a moment for each other. Whoever is killed outright loses those of that moment.
    """

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def add(self, line: RequestLine) -> None:
        """Keep one line for the next writing."""
        if _Lines.stream is not None:
            if not self._waiting:
                asyncio.get_running_loop().call_later(TOGETHER, self.write)
            self._waiting.append(msgspec.json.encode(line))

    def write(self) -> None:
        """Write the lines that wait."""
        lines, self._waiting = self._waiting, []  # at once: a stream that fails keeps none of them
        if lines and _Lines.stream is not None:
            _Lines.stream.write(b"\n".join((*lines, b"")).decode())
            _Lines.stream.flush()


class _Forward(logging.Handler):
    """Lines of the libraries, through the same door."""

    def emit(self, record: logging.LogRecord) -> None:
        structlog.get_logger().log(
            record.levelno, record.getMessage(), logger=record.name, exc_info=record.exc_info
        )


def _written(line: object, **_: Any) -> str:
    """A line as JSON; what JSON has no word for as its repr."""
    return msgspec.json.encode(line, enc_hook=repr).decode()


def _mask(_: object, __: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """A secret that a caller put into a line by mistake does not leave the process."""
    for name in line:
        if _is_secret(name):
            line[name] = "***"
    return line


@functools.cache
def _is_secret(name: str) -> bool:
    return any(word in name for word in SECRET)
