"""Fragments that each spread the next one twice: whoever visits one more than once would not come to an end."""

from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette

from models.enums import Role
from tests.schema.sockets.people import signed_in

_TIMES = 40
_TWICE = "...{next} ...{next}"


def doubling(asked: str, on: str, spread: str = _TWICE, times: int = _TIMES) -> str:
    """A document that asks for `f0`, and with it for 2 to the power of `times` times the last one."""
    links = [f"fragment f{n} on {on} {{ {spread.replace('{next}', f'f{n + 1}')} }}" for n in range(times)]
    return " ".join([asked, *links, f"fragment f{times} on {on} {{ __typename }}"])


DOCUMENTS = {
    "ongoing": doubling("{ ownerDashboard { ongoing { nodes { ...f0 } } } }", "JobRequest"),
    "upcoming": doubling("{ ownerDashboard { upcoming { nodes { ...f0 } } } }", "JobRequest"),
    "offers": doubling("{ ownerDashboard { jobRequests { nodes { ...f0 } } } }", "Offer"),
    "root": doubling("{ ...f0 }", "Query"),
    "list": doubling("{ services { ...f0 } }", "Service"),
    "inline": doubling("{ me { ...f0 } }", "Viewer", "... on Viewer { ...{next} } ... { ...{next} }"),
    "interface": doubling('{ node(id: "x") { ...f0 } }', "Node"),
    "mutation": doubling("mutation { ...f0 }", "Mutation"),
    "schema": doubling("{ __schema { types { ...f0 } } }", "__Type"),
    "type": doubling('{ __type(name: "Me") { ...f0 } }', "__Type", "ofType { ...{next} } ofType { ...{next} }"),
    "variables": doubling("query ($a: Boolean! = true) { me @include(if: $a) { ...f0 } }", "Viewer"),
    "crossed": " ".join(
        [
            "{ ...f0 ...g0 }",
            *[f"fragment {a}{n} on Query {{ ...f{n + 1} ...g{n + 1} }}" for n in range(20) for a in "fg"],
            *[f"fragment {a}20 on Query {{ __typename }}" for a in "fg"],
        ]
    ),
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("query", DOCUMENTS.values(), ids=DOCUMENTS.keys())
async def test_fragments_that_double_are_no_more_work_anywhere(
    app: Starlette, http: httpx2.AsyncClient, query: str
) -> None:
    """Read, weighed, validated, run, kept, and run from a plan."""
    owner = await signed_in(app.state.services, Role.TRACTOR_OWNER)
    answers: list[Any] = []
    for _ in range(3):
        response = await http.post(
            "/graphql", json={"query": query}, headers={"authorization": f"Bearer {owner.token}"}
        )
        answers.append(response.json())
    assert "errors" not in answers[0]
    assert answers == answers[:1] * 3
