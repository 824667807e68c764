"""Log lines: one JSON object each, on standard error."""

import logging
import sys
from typing import TextIO

import structlog

SECRET = ("password", "token", "secret", "authorization", "code_hash")


def start_logging(level: str, stream: TextIO = sys.stderr) -> None:
    """Write JSON lines from this level on; uvicorn's and others' lines join in."""
    number = getattr(logging, level.upper())
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _mask,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[_Forward()], force=True)


class _Forward(logging.Handler):
    """Lines of the libraries, through the same door."""

    def emit(self, record: logging.LogRecord) -> None:
        structlog.get_logger().log(
            record.levelno, record.getMessage(), logger=record.name, exc_info=record.exc_info
        )


def _mask(_: object, __: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """A secret that a caller put into a line by mistake does not leave the process."""
    for name in line:
        if any(word in name for word in SECRET):
            line[name] = "***"
    return line
