"""What a process says of the operations that it runs: to the log and to whoever scrapes."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from strawberry.extensions.parser_cache import _get_parse_cache
from structlog.testing import capture_logs

from main import create_app
from schema import documents
from services.platform.settings import Settings

TRACE = "0af7651916cd43dd8448eb211c80319c"


async def told(http: httpx2.AsyncClient, query: str, **more: Any) -> Mapping[str, Any]:
    """What the log says of one operation."""
    headers = more.pop("headers", {})
    with capture_logs() as logs:
        await http.post("/graphql", json={"query": query, **more}, headers=headers)
    (line,) = [line for line in logs if line["event"] in {"operation", "slow_operation"}]
    return line


async def test_an_operation_is_told_without_what_it_asked(http: httpx2.AsyncClient) -> None:
    query = "query Fields($show: Boolean!) { services { code name } me @include(if: $show) { id } } # s3cret"
    line = await told(http, query, variables={"show": True, "more": "pa55word"}, operationName="Fields")

    assert {name: line[name] for name in ("event", "log_level", "operation", "field", "outcome", "user_id")} == {
        "event": "operation",
        "log_level": "info",
        "operation": "Fields",
        "field": "query.services",
        "outcome": "ok",
        "user_id": None,
    }
    assert line["statements"] >= 1
    assert not {"s3cret", "pa55word"} & set(str(line).replace("'", " ").split())


@pytest.mark.parametrize(
    ("query", "field", "outcome"),
    [
        ("{ services { code } }", "query.services", "ok"),
        ("{ s: services { code } }", "query.services", "ok"),
        ("{ ...F } fragment F on Query { services { code } }", "query.fragment", "ok"),
        ("{ myTractors { nodes { id } } }", "query.myTractors", "UNAUTHENTICATED"),
        ("mutation { markNotificationsRead { __typename } }", "mutation.markNotificationsRead", "UNAUTHENTICATED"),
        ("{ __typename }", "query.__typename", "ok"),
        ("{ __schema { description } }", "query.__schema", "ok"),
        ('{ __type(name: "Money") { name } }', "query.__type", "ok"),
        ("{ __nonsense }", "invalid", "BAD_USER_INPUT"),
        ("{ nonsense }", "invalid", "BAD_USER_INPUT"),
        ("{", "invalid", "BAD_USER_INPUT"),
    ],
)
async def test_names_of_operations_are_those_of_the_schema(
    http: httpx2.AsyncClient, query: str, field: str, outcome: str
) -> None:
    line = await told(http, query)
    assert (line["field"], line["outcome"]) == (field, outcome)

    figures = (await http.get("/metrics")).text
    assert f'spitractors_operation_seconds_count{{operation="{field}",outcome="{outcome}"}} 1.0' in figures
    assert f'spitractors_operation_statements_count{{operation="{field}"}} 1.0' in figures


async def test_what_clients_make_up_is_no_label(http: httpx2.AsyncClient) -> None:
    for number in range(5):
        made_up = f"__made_up_{number}"
        await told(http, f"{{ {made_up} }}")
        await told(http, f"query {made_up} {{ {made_up}: __typename }}", operationName=made_up)
        await told(http, "query A { __typename }", operationName=made_up)
        await http.request(f"M{number}", f"/{made_up}", headers={"x-request-id": made_up})
    assert "made_up" not in (await http.get("/metrics")).text


async def test_names_that_a_document_does_not_have_are_not_kept_with_it(http: httpx2.AsyncClient) -> None:
    """Up to 256 documents are kept, and a name may be as long as a body."""
    query = "query A { __typename }"
    for name in ("A", "B" * 100_000, "C"):
        await told(http, query, operationName=name)
    document = _get_parse_cache(documents._KEPT)(query, max_tokens=Settings().document_tokens)
    assert vars(document)["_root"] == {"A": "query.__typename"}


async def test_root_fields_connections_and_the_pool_are_counted(http: httpx2.AsyncClient) -> None:
    await told(http, "{ services { code } me { id } }")
    figures = (await http.get("/metrics")).text.splitlines()

    for line in (
        'spitractors_resolver_seconds_count{field="query.services"} 1.0',
        'spitractors_resolver_seconds_count{field="query.me"} 1.0',
        "spitractors_connections_open 0.0",
        "spitractors_redis_connected 1.0",
    ):
        assert line in figures
    assert any(line.startswith("spitractors_database_connections ") for line in figures)
    assert any(line.startswith("process_resident_memory_bytes ") for line in figures)


async def test_what_is_slow_is_a_warning_with_its_statements(settings: Settings, clean_database: None) -> None:
    app = create_app(settings.model_copy(update={"slow_operation": timedelta(0)}))
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://api.test") as http,
    ):
        line = await told(http, "{ services { code } }")

    assert (line["event"], line["log_level"]) == ("slow_operation", "warning")
    assert line["sql_ms"] <= line["ms"]


@pytest.mark.parametrize(
    ("headers", "is_taken_up"),
    [
        ({"traceparent": f"00-{TRACE}-b7ad6b7169203331-01"}, True),
        ({"traceparent": f"00-{TRACE}-b7ad6b7169203331-01", "x-request-id": "f" * 32}, True),
        ({"traceparent": f"00-{'0' * 32}-b7ad6b7169203331-01"}, False),
        ({"traceparent": "nonsense"}, False),
        ({}, False),
    ],
)
async def test_the_trace_of_a_caller_is_taken_up(
    http: httpx2.AsyncClient, headers: dict[str, str], is_taken_up: bool
) -> None:
    with capture_logs() as logs:
        answer = await http.post("/graphql", json={"query": "{ services { code } }"}, headers=headers)

    (line,) = [line for line in logs if line["event"] == "operation"]
    assert (line["trace_id"] == TRACE) is is_taken_up
    assert answer.headers["x-request-id"] == line["trace_id"]
