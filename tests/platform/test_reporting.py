"""Bugs are reported, and traces sent, without what people entered."""

from collections.abc import Iterator
from typing import Any

import pytest
import sentry_sdk
import structlog
from opentelemetry import trace

from services.platform import reporting
from services.platform.logging import configure
from services.platform.tracing import incoming, outgoing, provider_for
from tests.loopback import loopback

SECRET = "pa55word"


@pytest.fixture
def reports() -> Iterator[list[dict[str, Any]]]:
    sent: list[dict[str, Any]] = []

    class Kept(sentry_sdk.Transport):
        def capture_envelope(self, envelope: Any) -> None:
            sent.extend(event for event in [envelope.get_event()] if event)

    reporting.start("http://key@127.0.0.1:9/1", "production", Kept)
    configure("INFO")
    yield sent
    sentry_sdk.get_client().close()
    sentry_sdk.get_global_scope().set_client(None)
    structlog.reset_defaults()


def fail(password: str) -> None:
    raise RuntimeError("It broke.")


def test_a_bug_is_reported_without_values(reports: list[dict[str, Any]]) -> None:
    try:
        fail(SECRET)
    except RuntimeError:
        structlog.get_logger().exception("request_failed", trace_id="t1")

    (report,) = reports
    (error,) = report["exception"]["values"]
    assert (error["type"], error["value"]) == ("RuntimeError", "It broke.")
    assert (report["tags"]["event"], report["tags"]["trace_id"]) == ("request_failed", "t1")
    assert SECRET not in str(report)
    assert {"request", "user", "breadcrumbs"} & report.keys() <= {"breadcrumbs"}


def test_what_is_no_bug_is_not(reports: list[dict[str, Any]]) -> None:
    log = structlog.get_logger()
    log.error("payment_mismatch", alert=True)
    log.warning("slow_operation", exc_info=RuntimeError())
    assert reports == []


def test_spans_go_to_the_collector() -> None:
    with loopback(lambda _: (200, {})) as collector:
        provider = provider_for(f"{collector.url}/v1/traces", "api")
        with provider.get_tracer("test").start_as_current_span("query.services"):
            pass
        provider.shutdown()
    (asked,) = collector.asked
    assert asked.path == "/v1/traces"
    assert b"spitractors-api" in asked.body
    assert b"query.services" in asked.body


def test_a_trace_goes_on_to_whoever_is_called() -> None:
    headers: dict[str, str] = {}
    came = {"traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}
    with trace.use_span(trace.get_current_span(incoming(came))):
        outgoing(headers)
    assert headers == came
    alone: dict[str, str] = {}
    outgoing(alone)
    assert alone == {}
