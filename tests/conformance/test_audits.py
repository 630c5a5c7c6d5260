"""GraphQL over HTTP, as the specification's own audit suite (npm graphql-http) asks for it."""

from tests.conformance.conftest import told


async def test_every_must_should_and_may_holds(url: str) -> None:
    audits = await told("audits.mjs", url)
    assert [each for each in audits if each["status"] != "ok"] == []
    assert len(audits) == 61
