"""A refusal of an input repeats no secret that the input held."""

from typing import Any

import httpx2
import pytest

SECRET = "seven quiet oxen"
SIGN_UP = "mutation ($in: SignUpInput!) { signUp(input: $in) { __typename } }"
APPLICANT = {"role": "FARMER", "name": "n", "email": "e@farm.test", "password": SECRET}
TYPE = "Expected value of type 'SignUpInput'"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (APPLICANT | {"extra": 1}, f"invalid value: {TYPE} not to include unknown field 'extra'."),
        ([APPLICANT], f"invalid value: {TYPE} to be an object."),
        (APPLICANT | {"password": {"a": SECRET}}, "at .password: String cannot represent a non string value."),
        (APPLICANT | {"password": [SECRET]}, "at .password: String cannot represent a non string value."),
    ],
)
async def test_in_a_variable(http: httpx2.AsyncClient, given: Any, message: str) -> None:
    answer = await http.post("/graphql", json={"query": SIGN_UP, "variables": {"in": given}})
    (error,) = answer.json()["errors"]
    assert error["message"].endswith(message)
    assert SECRET not in answer.text


async def test_in_the_document(http: httpx2.AsyncClient) -> None:
    document = f'mutation {{ signUp(input: {{ password: "{SECRET}", x: 1 }}) {{ __typename }} }}'
    answer = await http.post("/graphql", json={"query": document})
    assert answer.json()["errors"][0]["message"] == f"{TYPE} to include required field 'role'."
    assert SECRET not in answer.text
