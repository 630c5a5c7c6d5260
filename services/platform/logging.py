"""Logs: one JSON object a line, on standard output."""

import json
import logging
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import orjson
import structlog
from asgi_correlation_id import correlation_id

from services.platform.reporting import report


def configure(level: str) -> None:
    """Set up structlog, which writes by itself, and the standard library's loggers, in the same form.

    Until `keep_loggers`, they are made anew for each line, so that this holds for those that were bound before.
    """
    _configure_others()
    least = logging.getLevelNamesMapping()[level]
    above = structlog.make_filtering_bound_logger(least)
    often = {
        name: _teller(name) for name in ("info", "warning") if logging.getLevelNamesMapping()[name.upper()] >= least
    }
    structlog.configure(
        processors=[_complete, structlog.processors.JSONRenderer(serializer=_json)],
        logger_factory=structlog.BytesLoggerFactory(sys.stdout.buffer),
        wrapper_class=type("Logger", (above,), often),
    )


def _teller(method: str) -> Callable[..., None]:
    """A bound logger's method, which makes one event of what it is told. The library's hands the facts on twice, a copy
    each, and makes a third of them: a third of what a line costs."""

    def tell(logger: Any, event: str, **facts: Any) -> None:
        line: Any = {**logger._context, **facts} if logger._context else facts  # noqa: SLF001 - a logger is what we are
        line["event"] = event
        try:
            for each in logger._processors:  # noqa: SLF001 - likewise
                line = each(logger._logger, method, line)  # noqa: SLF001 - likewise
        except structlog.DropEvent:
            return
        logger._logger.msg(line)  # noqa: SLF001 - likewise

    return tell


def keep_loggers() -> None:
    """From now on each stays as it is when it first writes: for a process that configures nothing again.

    To make one anew is a third of what its line costs.
    """
    structlog.configure(**structlog.get_config() | {"cache_logger_on_first_use": True})


def _configure_others() -> None:
    """Libraries say what is wrong, and no more."""
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[_complete],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, structlog.processors.JSONRenderer()],
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)


def _json(event: Any, **options: Any) -> bytes:
    """A text that is no Unicode, which somebody may have sent, is escaped."""
    try:
        return orjson.dumps(event, **options)
    except TypeError:
        return json.dumps(event, **options).encode()


def _complete(logger: Any, method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """What every line has beside what is said in it, in one go: each processor costs as much as what these do."""
    structlog.processors.add_log_level(logger, method, event)
    event["timestamp"] = _now()
    trace_id = correlation_id.get()
    if trace_id is not None:
        event.setdefault("trace_id", trace_id)
    if "exc_info" in event:
        report(logger, method, event)
        structlog.processors.format_exc_info(logger, method, event)
    return event


def _now() -> str:
    """As `datetime.isoformat`, which takes as long as the rest of a line."""
    seconds, rest = divmod(time.time_ns(), 1_000_000_000)
    return f"{_second(seconds)}.{rest // 1000:06d}Z"


@lru_cache(1)
def _second(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")
