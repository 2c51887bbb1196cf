"""Logs as JSON lines, or coloured text on a terminal; an error's words stay out above DEBUG.

What an exception says may hold a question, a briefing's text or an address with a key, so above
DEBUG only its type and the lines of code it passed through are written.
"""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

OWN_LOGGERS = ("assistant", "ingest", "uvicorn.error")
FRAMES_SHOWN = 8

log = structlog.get_logger(__name__)


def configure_logging(level: str, stream: TextIO | None = None) -> None:
    """Send our logs, and the warnings of libraries, to `stream` (the standard error stream)."""
    target = stream or sys.stderr
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    if level != "DEBUG":
        shared.append(redact_exception)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(target)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.PositionalArgumentsFormatter(), *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_rendering(target),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in OWN_LOGGERS:
        logging.getLogger(name).setLevel(level)


def log_failure(event: str, error: BaseException, **facts: object) -> None:
    """Log what failed, the kind of error and where it arose; its words at DEBUG only."""
    log.error(event, **describe_error(error), **facts)
    log.debug("error in full", message=str(error))


def redact_exception(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace an exception by its type and the places it passed through."""
    given = event.pop("exc_info", None)
    if given:
        error = given[1] if isinstance(given, tuple) else given
        if not isinstance(error, BaseException):
            error = sys.exc_info()[1]
        if error is not None:
            event.update(describe_error(error))
    return event


def describe_error(error: BaseException) -> dict[str, str]:
    """Say what kind of error it is and where it arose, without a word of its message."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES_SHOWN:]
    places = [
        f"{'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno} {frame.name}"
        for frame in frames
    ]
    return {"error": type(error).__name__, "where": " > ".join(places)}


def _rendering(target: TextIO) -> list[Processor]:
    if target.isatty():
        return [structlog.dev.ConsoleRenderer()]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
