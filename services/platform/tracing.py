"""W3C trace context: in from clients and proxies, out to whoever we call; spans where there is a collector."""

from collections.abc import Mapping, MutableMapping

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.propagate import inject
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

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
    """Add `traceparent` where a trace is under way."""
    inject(headers)
