"""Execution from memory: compiled against graphql-core's own, against Node, and the frames of a subscription."""

import datetime as dt
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import strawberry
from graphql import execute, parse
from strawberry.execution.is_awaitable import optimized_is_awaitable
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext as Stock

from benchmarks import node
from schema.build import schema as ours
from schema.execution import CompiledExecution
from schema.types.dashboard import Earnings, EarningsBucket
from schema.types.scalars import SCALARS
from schema.types.shared import GeoPoint, Money
from schema.types.timeline import Position
from schema.types.tracking import PositionMoved

_BUCKETS = 60
_MONEY = "{ amountMinor currency }"
_QUERY = f"""{{ earnings {{ buckets {{ key label jobs gross {_MONEY} commission {_MONEY} refunds {_MONEY}
    net {_MONEY} }} }} }}"""
_FRAMES = """subscription { requestTracking { __typename ... on PositionMoved { suggestedStatus
    position { point { latitude longitude } accuracyM heading speedKmh asOf stale } } } }"""
_ROUNDS = 40


def _earnings() -> Earnings:
    def money() -> Money:
        return Money.of(1_234_500, "NGN")

    def bucket(number: int) -> EarningsBucket:
        return EarningsBucket(
            key=f"2026-{number}",
            label="a month",
            jobs=3,
            gross=money(),
            commission=money(),
            refunds=money(),
            net=money(),
        )

    buckets = [bucket(number) for number in range(_BUCKETS)]
    return Earnings(buckets=buckets, gross=money(), commission=money(), refunds=money(), net=money(), jobs=3)


@strawberry.type
class Query:
    @strawberry.field
    def earnings(self) -> Earnings:
        return EARNINGS


EARNINGS = _earnings()


async def measure(folder: Path) -> list[str]:
    data = {execution: _answer(execution) for execution in (Stock, CompiledExecution)}
    assert json.dumps(data[Stock]) == json.dumps(data[CompiledExecution])
    stock, compiled = _query(Stock), _query(CompiledExecution)
    slow, fast = _frames(Stock), _frames(CompiledExecution)
    return [
        f"execution  {_count(data[Stock])} fields from memory in {compiled:.2f} ms compiled, "
        f"{stock:.2f} by graphql-core; "
        f"ratio {stock / compiled:.1f} (aim at least 12)",
        _against_node(folder, compiled, data[Stock]),
        f"execution  a position of a subscription in {fast:.3f} ms compiled, {slow:.3f} by graphql-core; "
        f"ratio {slow / fast:.1f}",
    ]


def _schema(execution: Any) -> strawberry.Schema:
    return strawberry.Schema(Query, execution_context_class=execution, config=StrawberryConfig(scalar_map=SCALARS))


def _answer(execution: Any) -> Any:
    """As it is when it is compiled."""
    run = _runs(execution)
    run()
    return run()


def _runs(execution: Any) -> Callable[[], Any]:
    schema, parsed, predicate = _schema(execution)._schema, parse(_QUERY), cast(Any, optimized_is_awaitable)  # noqa: SLF001

    def run() -> Any:
        result: Any = execute(schema, parsed, executor_class=execution, is_awaitable=predicate)
        assert not result.errors
        return result.data

    run()
    return run


def _query(execution: Any) -> float:
    return _milliseconds(_runs(execution))


def _frames(execution: Any) -> float:
    found: Any = execution.build(ours._schema, parse(_FRAMES), is_awaitable=optimized_is_awaitable)  # noqa: SLF001
    now = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)
    point = GeoPoint(latitude=9.05, longitude=7.49)
    position = Position(point=point, accuracy_m=5.0, heading=90.0, speed_kmh=18.0, as_of=now, stale=False)
    event = PositionMoved(position=position, suggested_status=None)

    def run() -> None:
        result = found.build_per_event_executor(event).execute_operation()
        assert result.data["requestTracking"]["__typename"] == "PositionMoved"

    return _milliseconds(run, times=20)


def _milliseconds(run: Callable[[], object], *, times: int = 1) -> float:
    """The best of some rounds, each of `times`."""
    best = float("inf")
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        for _ in range(times):
            run()
        best = min(best, time.perf_counter() - began)
    return best / times * 1000


def _against_node(folder: Path, compiled: float, data: Any) -> str:
    peers = node.installed(folder)
    if peers is None:
        return "execution  not measured against Node, which is not there or could not be installed"
    told = {"sdl": _schema(Stock).as_str(), "query": _QUERY, "data": data, "rounds": 500}
    theirs = node.output(peers, "memory.mjs", told)
    return (
        f"execution  the same by graphql-js in {theirs['js']:.2f} ms, by graphql-jit in {theirs['jit']:.3f}; "
        f"ratios {theirs['js'] / compiled:.2f} and {theirs['jit'] / compiled:.2f}"
    )


def _count(answer: Any) -> int:
    """Its fields, those that hold objects included."""
    if isinstance(answer, dict):
        return sum(1 + _count(each) for each in answer.values())
    return sum(_count(each) for each in answer) if isinstance(answer, list) else 0
