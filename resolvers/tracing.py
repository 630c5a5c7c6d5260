"""Takes up the caller's trace, or begins one, around each request and socket."""

import re

from opentelemetry.context import attach, detach
from opentelemetry.trace import SpanKind, StatusCode, Tracer, set_span_in_context
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from services.platform.tracing import incoming, trace_id_of, tracer

_UUID = re.compile(r"[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def is_request_id(text: str) -> bool:
    """Whether it may be a request's id though a client chose it: it is stored with what the request does.

    The library's own check overlooks any number of dashes.
    """
    return bool(_UUID.fullmatch(text))


class Traced:
    """Stands before whatever gives requests their ids: a trace that there is already is the id."""

    def __init__(self, app: ASGIApp, tracer: Tracer = tracer) -> None:
        self._app = app
        self._tracer = tracer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        # Neither the path nor an exception is told: a link's secret may be in either.
        caller = incoming(Headers(scope=scope))
        span = self._tracer.start_span(scope["type"], context=caller, kind=SpanKind.SERVER, record_exception=False)
        # Not the library's context manager: ten thousand sockets would hold three of them each.
        token = attach(set_span_in_context(span, caller))
        try:
            trace_id = trace_id_of(caller) or trace_id_of(None)
            if trace_id is not None:
                MutableHeaders(scope=scope)["x-request-id"] = trace_id
            await self._app(scope, receive, send)
        except Exception:
            span.set_status(StatusCode.ERROR)
            raise
        finally:
            detach(token)
            span.end()
