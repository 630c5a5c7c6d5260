"""Logs: one JSON object a line, on standard output."""

import logging
import sys

import structlog
from asgi_correlation_id import correlation_id

from services.platform.reporting import report


def configure(level: str) -> None:
    """Set up structlog and the standard library's loggers alike.

    Loggers are not cached: one that was bound before would go on as it was.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _add_trace_id,
        report,
        structlog.processors.format_exc_info,
    ]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, structlog.processors.JSONRenderer()],
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("spitractors").setLevel(level)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=lambda *_: logging.getLogger("spitractors"),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def _add_trace_id(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    trace_id = correlation_id.get()
    if trace_id is not None:
        event.setdefault("trace_id", trace_id)
    return event
