"""Schemathesis over every query and mutation: what it makes of the schema is answered, whoever sends it."""

import os
import string
from collections.abc import Sequence
from typing import Any

import httpx2
import hypothesis
import pytest
import schemathesis
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.graphql import nodes
from schemathesis.schemas import APIOperation
from starlette.applications import Starlette

from schema.build import schema
from services.auth.viewer import Viewer
from services.platform.ids import Kind, encode
from services.wiring import Services
from tests.accounts import SetClock
from tests.fuzzing.calling import SEED, Growth, answered
from tests.requests.village import Village
from tests.schema.conftest import app, clean_redis, http
from tests.schema.sockets.people import token_of

__all__ = ["app", "clean_redis", "http"]

# `make fuzz` asks for a dozen.
ROUNDS = int(os.environ.get("FUZZ_ROUNDS", "1"))
# Of each root field in a round: as the schema wants them, and with one thing wrong.
_RIGHT, _WRONG = 3, 1
type Operation = APIOperation[Any, Any, Any, Any]
# Strings in these scalars' shapes: what has another is refused before anything is asked.
_SCALARS: dict[str, SearchStrategy[str]] = {
    "Cursor": st.text(string.ascii_letters + string.digits + "-_=", max_size=60),
    "Date": st.dates().map(str),
    "DateTime": st.datetimes().map(lambda at: at.isoformat() + "Z"),
    "Decimal": st.decimals(allow_nan=False, allow_infinity=False).map(str),
    "PhoneNumber": st.integers(0, 99_999_999).map(lambda number: f"+23480{number:08}"),
    "Time": st.times().map(lambda at: at.strftime("%H:%M")),
    "TimeZone": st.sampled_from(["Africa/Lagos", "Africa/Kampala", "UTC", "America/Sao_Paulo"]),
}


def _teach(ids: Sequence[str]) -> None:
    """The scalars of this schema, numbers that are often small, and ids of which half are those of something."""
    for name, texts in _SCALARS.items():
        schemathesis.graphql.scalar(name, texts.map(nodes.String))
    schemathesis.graphql.scalar("Int", (st.integers(0, 20) | st.integers(-(2**31), 2**31 - 1)).map(nodes.Int))
    schemathesis.graphql.scalar("Long", st.integers(1 - 2**53, 2**53 - 1).map(nodes.Int))
    schemathesis.graphql.scalar("ID", (st.sampled_from(ids) | st.text(max_size=40)).map(nodes.String))


def _operations() -> list[Operation]:
    """Every query and every mutation."""
    api = schemathesis.graphql.from_file(schema.as_str(), config=SchemathesisConfig())
    return [api[root][name] for root in api for name in api[root]]


def _documents(operation: Operation, mode: GenerationMode, count: int, seed: int) -> list[str]:
    """The same for the same seed."""
    found: list[str] = []

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=count,
        database=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(operation.as_strategy(generation_mode=mode))
    def collect(case: Any) -> None:
        found.append(str(case.body))

    collect()
    return found


async def _some_of_everything(services: Services) -> tuple[list[Viewer], list[str]]:
    """A job that is paid for and a request with an offer: who has to do with them, and their ids."""
    clock = SetClock()
    clock.now = services.clock()
    village = Village(services, clock)
    farmer, owner, admin = await village.farmer(), await village.owner(), await village.admin()
    tractor = await village.tractor(owner)
    job = await village.accepted(farmer, owner, day=village.day(2))
    payment = await village.pay(job)
    request = await village.matched(farmer, day=village.day(5))
    offers = [*await village.offers(job.request_id), *await village.offers(request.id)]
    ids = [
        job.shown_id,
        encode(Kind.REQUEST, request.id),
        encode(Kind.TRACTOR, tractor.id),
        encode(Kind.PAYMENT, payment),
        *(encode(Kind.OFFER, offer.id) for offer in offers),
        *(encode(Kind.ESTIMATE, offer.estimate_id) for offer in offers),
        *(encode(Kind.USER, person.user_id) for person in (farmer, owner, admin)),
    ]
    return [farmer, owner, admin], ids


async def _ask_all(
    http: httpx2.AsyncClient, services: Services, operations: Sequence[Operation], people: Sequence[Viewer], seed: int
) -> None:
    """Each of everybody; what is wrong is told before it matters who asks, so one of them asks."""
    everybody = [None, *people]
    for number, operation in enumerate(operations):
        asked = [
            (who, document)
            for document in _documents(operation, GenerationMode.POSITIVE, _RIGHT, seed)
            for who in everybody
        ]
        asked += [
            (everybody[number % len(everybody)], document)
            for document in _documents(operation, GenerationMode.NEGATIVE, _WRONG, seed)
        ]
        for who, document in asked:
            # Of a new session: some of what is asked for ends the one that it came with.
            token = None if who is None else await token_of(services, who)
            await answered(http, {"query": document}, token, (seed, operation.label, who))


@pytest.mark.timeout(120 * ROUNDS)
async def test_whatever_the_schema_allows_is_answered(app: Starlette, http: httpx2.AsyncClient) -> None:
    services: Services = app.state.services
    people, ids = await _some_of_everything(services)
    _teach(ids)
    operations, growth = _operations(), Growth(ROUNDS)

    for number in range(ROUNDS):
        await _ask_all(http, services, operations, people, SEED + number)
        growth.sent(number)
    growth.check()
