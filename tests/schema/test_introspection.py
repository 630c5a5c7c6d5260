"""What the schema tells of itself: everything to developers, nothing in production."""

from typing import Any

import pytest
from graphql.utilities import get_introspection_query

from main import create_app
from services.platform.settings import Settings
from tests.schema.test_limits import asked

ROOT = "{ __typename }"
DESCRIBING = [
    get_introspection_query(),
    "{ __schema { queryType { name } } }",
    '{ a: __type(name: "User") { name } }',
    "{ ...f } fragment f on Query { ... on Query { __schema { types { name } } } }",
]
GUESSES = {
    "{ servces { code } }": "Cannot query field 'servces' on type 'Query'.",
    "{ services { coed } }": "Cannot query field 'coed' on type 'Service'.",
    "{ requests(fist: 1) { nodes { id } } }": "Unknown argument 'fist' on field 'Query.requests'.",
    "query ($a: Strin) { __typename }": "Unknown type 'Strin'.",
    "{ services @skp { code } }": "Unknown directive '@skp'.",
    "{ services }": "Field 'services' of type '[Service!]!' must have a selection of subfields.",
}


async def answer(settings: Settings, query: str, **variables: Any) -> Any:
    return (await asked(create_app(settings), query, **variables))[1]


@pytest.fixture
def production(settings: Settings, clean_database: None) -> Settings:
    return settings.model_copy(update={"environment": "production"})


@pytest.mark.parametrize("query", DESCRIBING)
async def test_production_does_not_describe_itself(production: Settings, query: str) -> None:
    refusal = {"message": "Introspection is off.", "extensions": {"code": "INTROSPECTION_DISABLED"}}
    assert await answer(production, query) == {"errors": [refusal]}


@pytest.mark.parametrize("query", DESCRIBING)
async def test_development_does_and_production_where_it_is_told_to(
    settings: Settings, production: Settings, query: str
) -> None:
    for given in (settings, production.model_copy(update={"introspection": True})):
        assert "errors" not in await answer(given, query)
    told = settings.model_copy(update={"introspection": False})
    assert "errors" in await answer(told, query)


async def test_the_name_of_a_type_is_no_introspection(production: Settings) -> None:
    assert await answer(production, ROOT) == {"data": {"__typename": "Query"}}
    noted = '{ nearbyTractors(location: {latitude: 9, longitude: 7}, serviceCode: "__schema") { id } }'
    assert "INTROSPECTION_DISABLED" not in str(await answer(production, noted))


@pytest.mark.parametrize(("query", "message"), GUESSES.items())
async def test_production_suggests_nothing(production: Settings, query: str, message: str) -> None:
    found = await answer(production, query)
    assert message in [error["message"] for error in found["errors"]]
    assert "Did you mean" not in str(found)


async def test_nor_for_what_is_in_variables(production: Settings) -> None:
    query = "mutation ($input: LogInInput!) { logIn(input: $input) { __typename } }"
    found = await answer(production, query, input={"emial": "a@b.test", "email": "a@b.test", "password": "x"})
    assert "emial" in str(found)
    assert "Did you mean" not in str(found)


async def test_development_suggests(settings: Settings, clean_database: None) -> None:
    (error,) = (await answer(settings, "{ servces { code } }"))["errors"]
    assert error["message"].endswith("Did you mean 'services'?")
    told = settings.model_copy(update={"field_suggestions": False})
    (error,) = (await answer(told, "{ servces { code } }"))["errors"]
    assert error["message"] == GUESSES["{ servces { code } }"]
