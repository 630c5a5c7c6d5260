"""Each request and socket has a span of its own, in its caller's trace."""

from typing import Any

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from resolvers.tracing import Traced

TRACE = "0af7651916cd43dd8448eb211c80319c"
CALLER = (b"traceparent", f"00-{TRACE}-b7ad6b7169203331-01".encode())


class Watched:
    """An app, traced; what was under way when it was called, and the spans that have ended."""

    def __init__(self, error: Exception | None = None) -> None:
        self.exporter = InMemorySpanExporter()
        provider = TracerProvider()
        provider.add_span_processor(SimpleSpanProcessor(self.exporter))
        self._error = error
        self._traced = Traced(self._app, provider.get_tracer("test"))
        self.seen: list[tuple[str, Any]] = []

    async def _app(self, scope: Any, _receive: Any, _send: Any) -> None:
        span = trace.get_current_span().get_span_context()
        self.seen.append((trace.format_trace_id(span.trace_id), dict(scope["headers"]).get(b"x-request-id")))
        if self._error is not None:
            raise self._error

    async def call(self, kind: str) -> None:
        await self._traced({"type": kind, "headers": [CALLER]}, None, None)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["http", "websocket"])
async def test_what_is_served_is_a_part_of_the_callers_trace(kind: str) -> None:
    watched = Watched()
    await watched.call(kind)

    assert watched.seen == [(TRACE, TRACE.encode())]
    (span,) = watched.exporter.get_finished_spans()
    assert (span.name, span.kind, span.status.status_code) == (kind, SpanKind.SERVER, StatusCode.UNSET)
    assert span.parent is not None
    assert trace.format_span_id(span.parent.span_id) == "b7ad6b7169203331"
    assert not trace.get_current_span().get_span_context().is_valid


async def test_a_failure_is_told_without_its_text() -> None:
    watched = Watched(RuntimeError("pa55word"))
    with pytest.raises(RuntimeError):
        await watched.call("http")

    (span,) = watched.exporter.get_finished_spans()
    assert (span.status.status_code, span.status.description, span.events) == (StatusCode.ERROR, None, ())


async def test_the_life_of_the_process_is_no_span() -> None:
    watched = Watched()
    await watched.call("lifespan")

    assert (watched.seen, watched.exporter.get_finished_spans()) == ([("0" * 32, None)], ())
