"""Bugs, to Sentry: the exception and the trace id, and nothing of what people sent."""

import sys

import sentry_sdk
import structlog
from sentry_sdk.transport import Transport

_REPORTED = frozenset({"error", "exception", "critical"})


def start(dsn: str, environment: str, transport: type[Transport] | None = None) -> None:
    """From now on `report` sends. Local variables, requests and breadcrumbs stay here: there are secrets in them."""
    sentry_sdk.init(
        dsn=dsn,
        environment=environment,
        transport=transport,
        default_integrations=False,
        data_collection={"user_info": False, "http_bodies": [], "stack_frame_variables": False},
        max_breadcrumbs=0,
    )


def report(_logger: object, method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """A processor of structlog: what is logged as an error with its exception is reported."""
    error = event.get("exc_info")
    error = sys.exception() if error is True else error
    if method in _REPORTED and isinstance(error, BaseException) and sentry_sdk.is_initialized():
        with sentry_sdk.new_scope() as scope:
            scope.set_tag("event", str(event.get("event")))
            scope.set_tag("trace_id", str(event.get("trace_id")))
            sentry_sdk.capture_exception(error)
    return event
