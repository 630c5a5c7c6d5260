"""Bugs are reported, and traces sent, without what people entered."""

from collections.abc import Iterator
from typing import Any

import httpx2
import orjson
import pytest
import sentry_sdk
import structlog
from asgi_correlation_id import correlation_id
from opentelemetry import trace

from services.jobs.queue import Job, JobQueue
from services.platform import reporting
from services.platform.logging import configure
from services.platform.tracing import ALONG, continued, incoming, outgoing, provider_for
from tests.loopback import loopback
from tests.platform.desk import Desk

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


def test_without_a_trace_the_request_is_one() -> None:
    headers: dict[str, str] = {}
    token = correlation_id.set("0af76519-16cd-43dd-8448-eb211c80319c")
    try:
        outgoing(headers)
    finally:
        correlation_id.reset(token)
    version, trace_id, parent, flags = headers["traceparent"].split("-")
    assert (version, trace_id, len(parent), flags) == ("00", "0af7651916cd43dd8448eb211c80319c", 16, "00")


async def test_a_job_runs_in_the_trace_of_its_cause(desk: Desk) -> None:
    database, jobs = desk.database, JobQueue(desk.database)
    token = correlation_id.set("0af7651916cd43dd8448eb211c80319c")
    async with database.transaction():
        await jobs.enqueue(Job("a"))
        await jobs.enqueue_all([(Job("b"), {})])
    correlation_id.set(None)
    async with database.transaction():
        await jobs.enqueue(Job("c"))

    rows = await database.fetch("SELECT entrypoint, headers FROM pgqueuer ORDER BY id")
    seen = {}
    for row in rows:
        with continued(row["entrypoint"], orjson.loads(row["headers"]) if row["headers"] else None):
            seen[row["entrypoint"]] = correlation_id.get()
    correlation_id.reset(token)
    assert seen == {"a": "0af7651916cd43dd8448eb211c80319c", "b": "0af7651916cd43dd8448eb211c80319c", "c": None}


async def test_whoever_we_call_is_told_the_trace() -> None:
    came = {"traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}
    with loopback(lambda _: (200, {})) as peer, trace.use_span(trace.get_current_span(incoming(came))):
        async with httpx2.AsyncClient(event_hooks=ALONG) as client:
            await client.get(peer.url)
    assert peer.asked[0].headers["traceparent"] == came["traceparent"]
