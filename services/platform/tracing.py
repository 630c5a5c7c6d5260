"""W3C trace context: in from clients and proxies, out to whoever we call; spans where there is a collector."""

import secrets
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from uuid import UUID

import httpx2
from asgi_correlation_id import correlation_id
from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.propagate import inject
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

tracer = trace.get_tracer("spitractors")

_HEADER = "traceparent"
_INCOMING = TraceContextTextMapPropagator()


def provider_for(endpoint: str, part: str) -> TracerProvider:
    """Sends spans of `part`, the API or the worker, to a collector that speaks OTLP over HTTP."""
    provider = TracerProvider(resource=Resource.create({SERVICE_NAME: f"spitractors-{part}"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint)))
    return provider


def incoming(headers: Mapping[str, str]) -> Context:
    """What the caller's `traceparent` says; nothing where it has none that is well formed."""
    return _INCOMING.extract(headers)


def trace_id_of(context: Context | None) -> str | None:
    """32 hexadecimal digits; without a context, of the trace that is under way."""
    span = trace.get_current_span(context).get_span_context()
    return trace.format_trace_id(span.trace_id) if span.is_valid else None


def outgoing(headers: MutableMapping[str, str]) -> None:
    """Add `traceparent` where something is under way: of its span, or made from the id that the log has of it."""
    inject(headers)
    request_id = correlation_id.get()
    if _HEADER not in headers and request_id:
        headers[_HEADER] = f"00-{UUID(request_id).hex}-{secrets.token_hex(8)}-00"


async def _send_along(request: httpx2.Request) -> None:
    outgoing(request.headers)


ALONG = {"request": [_send_along]}
"""Event hooks of an HTTP client whose peer is told the trace."""


@contextmanager
def continued(name: str, headers: Mapping[str, object] | None) -> Iterator[None]:
    """Run a job in the trace of whoever enqueued it."""
    cause = incoming({_HEADER: str((headers or {}).get(_HEADER, ""))})
    correlation_id.set(trace_id_of(cause))
    with tracer.start_as_current_span(name, context=cause, kind=SpanKind.CONSUMER, record_exception=False):
        yield
