"""What is too much is refused before any of it is validated or run; each limit holds to the unit."""

import json
import math
from typing import Any

import httpx2
import pytest
from graphql import GraphQLInt, parse
from graphql.utilities import get_introspection_query
from starlette.applications import Starlette

from main import create_app
from schema.build import schema
from schema.limits import TooMuch, check, known_weight, weight_of
from services.platform.settings import Settings

PAGE = "query ($n: Int! = 7) {{ requests(first: {first}) {{ nodes {{ id timeline {{ status }} }} }} }}"

CALENDAR = """{ tractor(id: "x") {
    availability(range: { from: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00Z" }) {
        kind during { from } request { timeline { status actor } } } } }"""


def settings(**changes: Any) -> Settings:
    return Settings(_env_file=None, **changes)


def measured(query: str, given: Settings, **variables: Any) -> str | None:
    """Why the document is refused; None where it is not."""
    try:
        document = parse(query)
        found = weight_of(document, schema._schema, None, variables)
        check(document, found, given, cost=found.cost)
    except TooMuch as refused:
        return refused.message
    return None


def chain(length: int) -> str:
    """Fragments that each spread the next one twice."""
    links = [f"fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }}" for n in range(length)]
    return " ".join(["{ ...f0 }", *links, f"fragment f{length} on Query {{ __typename a: services {{ code }} }}"])


@pytest.mark.parametrize(
    ("limit", "what", "query", "found"),
    [
        ("document_definitions", "definitions", "{ __typename } fragment f on Query { __typename }", 2),
        ("document_depth", "depth", "{ requests { nodes { tractor { owner { name } } } } }", 5),
        ("document_depth", "depth", "{ ...f } fragment f on Query { services { ... on Service { code } } }", 2),
        ("document_aliases", "aliases", "{ a: __typename b: services { c: code } }", 3),
        ("document_aliases", "aliases", chain(4), 16),
        ("document_directives", "directives", "query @x { services @x { code @x @x } ... @x { me { id } } }", 5),
        # One page, of 7 requests that are each an id and 10 steps with a status: 1 + 7 × (1 + (1 + 1 + 10 × 1)).
        ("document_cost", "cost", PAGE.format(first=7), 1 + 7 * (1 + 1 + 1 + 10)),
        ("document_cost", "cost", PAGE.format(first="$n"), 1 + 7 * (1 + 1 + 1 + 10)),
        # Forty slots that each have a kind and a stretch with its start, and one in four a request of 21 fields.
        ("document_cost", "cost", CALENDAR, 1 + 1 + 40 * (1 + 1 + 1 + 1 + (1 + 2 * 10) // 4)),
        ("document_cost", "cost", "{ services { code } me { id } }", 1 + 10 + 1 + 1),
        ("document_cost", "cost", "{ requests { nodes { id } } }", 1 + 20 * 2),
        # A variable that is not given leaves the field its own default.
        ("document_cost", "cost", "query ($n: Int) { requests(first: $n) { nodes { id } } }", 1 + 20 * 2),
        ("document_cost", "cost", f"{{ requests(first: {'9' * 5_000}) {{ nodes {{ id }} }} }}", 1 + (2**31 - 1) * 2),
    ],
)
def test_each_limit_holds_to_the_unit(limit: str, what: str, query: str, found: int) -> None:
    assert measured(query, settings(**{limit: found})) is None
    assert measured(query, settings(**{limit: found - 1})) == f"Too much at once: {what} {found}, at most {found - 1}."


def test_what_a_variable_says_counts() -> None:
    query = PAGE.format(first="$n")
    assert measured(query, settings(document_cost=1_301), n=100) is None
    assert measured(query, settings(document_cost=1_300), n=100) is not None
    assert measured(query, settings(document_cost=1), n=-5) is None


@pytest.mark.parametrize("text", ["100", "100.0", "1e2", "1.0E+2"])
async def test_a_length_counts_however_json_writes_it(settings: Settings, clean_database: None, text: str) -> None:
    """GraphQL takes all of them for the same Int, and so does whoever reads the page."""
    length: Any = json.loads(text)
    assert GraphQLInt.parse_value(length) == 100
    query = PAGE.format(first="$n")
    assert measured(query, Settings(_env_file=None, document_cost=1_300), n=length) == (
        "Too much at once: cost 1301, at most 1300."
    )
    for most, code in ((1_300, "COMPLEXITY_LIMIT"), (1_301, "UNAUTHENTICATED")):
        app = create_app(settings.model_copy(update={"document_cost": most}))
        _, answer = await asked(app, query, n=length)
        assert [error["extensions"]["code"] for error in answer["errors"]] == [code]


@pytest.mark.parametrize("length", [2**31, 1e308])
def test_what_is_larger_than_any_int_counts_as_the_largest(length: Any) -> None:
    found = 13 * (2**31 - 1) + 1
    assert measured(PAGE.format(first="$n"), settings(), n=length) == f"Too much at once: cost {found}, at most 20000."


@pytest.mark.parametrize("length", [100.5, math.inf, math.nan, "100", True, None, [100], {"n": 100}])
def test_what_is_no_length_leaves_the_default(length: Any) -> None:
    """Such a request is refused, or takes the default."""
    query = PAGE.format(first="$n")
    assert measured(query, settings(document_cost=92), n=length) is None
    assert measured(query, settings(document_cost=91), n=length) is not None


@pytest.mark.parametrize(
    "query",
    [
        "{ ...f } fragment f on Query { ...f }",
        "{ nothing { at { all } } }",
        "{ ...gone }",
        "{ ... on Nothing { x } }",
        "query a { __typename } query b { __typename }",
        'subscription { requestTracking(requestId: "x") { __typename } }',
        "{ requests(first: $unknown) { nodes { id } } }",
        "fragment f on Query { __typename }",
    ],
)
def test_what_is_wrong_otherwise_is_for_validation(query: str) -> None:
    assert measured(query, settings()) is None


def test_fragments_that_double_are_visited_once() -> None:
    """2 to the power of 40 visits would not end."""
    assert measured(chain(40), settings()) == f"Too much at once: aliases {2**40}, at most 50."


def test_tools_may_read_the_schema() -> None:
    assert measured(get_introspection_query(), settings()) is None


async def asked(app: Starlette, query: str, **variables: Any) -> tuple[int, Any]:
    """Over HTTP, as a modern client."""
    async with app.router.lifespan_context(app):
        transport = httpx2.ASGITransport(app=app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://api.test") as client:
            accept = {"accept": "application/graphql-response+json"}
            body = {"query": query, "variables": variables}
            response = await client.post("/graphql", json=body, headers=accept)
            return response.status_code, response.json()


@pytest.mark.parametrize(
    ("limit", "most", "message"),
    [
        ("document_tokens", 6, "Syntax Error: Document contains more than 6 tokens. Parsing aborted."),
        ("document_cost", 10, "Too much at once: cost 11, at most 10."),
        ("document_depth", 1, "Too much at once: depth 2, at most 1."),
    ],
)
async def test_the_refusal_is_typed(
    settings: Settings, clean_database: None, limit: str, most: int, message: str
) -> None:
    query = "query { services { code } }"
    status, answer = await asked(create_app(settings.model_copy(update={limit: most})), query)
    (error,) = answer["errors"]
    assert (status, error["message"], error["extensions"]) == (400, message, {"code": "COMPLEXITY_LIMIT"})
    status, answer = await asked(create_app(settings.model_copy(update={limit: most + 1})), query)
    assert (status, len(answer["data"]["services"])) == (200, 8)


async def test_what_is_nested_past_reading_is_too_much(http: httpx2.AsyncClient) -> None:
    answer = await http.post("/graphql", json={"query": "{a" * 600 + "}" * 600})
    assert [each["extensions"]["code"] for each in answer.json()["errors"]] == ["COMPLEXITY_LIMIT"]


async def test_a_kept_document_is_weighed_with_each_choice_of_variables(http: httpx2.AsyncClient) -> None:
    """More often than weights of one document are kept."""
    for length in [*range(1, 21), 2_000, 1, 2_000, 1.0, 2_000.0]:
        answer = await http.post("/graphql", json={"query": PAGE.format(first="$n"), "variables": {"n": length}})
        (error,) = answer.json()["errors"]
        assert error["extensions"]["code"] == ("COMPLEXITY_LIMIT" if length == 2_000 else "UNAUTHENTICATED")


@pytest.mark.parametrize(("name", "kept"), [("n", 1), ("n" * 1025, 0)])
def test_no_weight_is_kept_with_names_that_fill_the_memory(name: str, kept: int) -> None:
    document = parse("query ($n: Int!) { requests(first: $n) { nodes { id } } }")

    found = known_weight(document, schema._schema, None, {name: 3, "n": 3})

    assert found == weight_of(document, schema._schema, None, {"n": 3})
    assert len(vars(document).get("_weights", {})) == kept
