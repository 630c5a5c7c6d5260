"""However many documents come, what is kept of them is bounded."""

import gc
from collections.abc import AsyncGenerator
from functools import lru_cache
from typing import Any

import pytest
import strawberry
from graphql import execute, parse

from schema.execution import CompiledExecution
from schema.plans import Plan, plans_of

_KEPT = 256
_COME_AGAIN = 50


@strawberry.type
class Query:
    mark: str


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def told(self) -> AsyncGenerator[Query]:
        yield Query(mark="m")


class Never:
    """Calls nothing off; whoever may be called off is not compiled."""

    aborted = False

    def __getattr__(self, name: str) -> Any:
        return lambda *_, **__: None


TOLD = strawberry.Schema(Query, subscription=Subscription, execution_context_class=CompiledExecution)._schema
SCHEMA = strawberry.Schema(Query, execution_context_class=CompiledExecution)._schema


def answer(parsed: Any, **variables: Any) -> Any:
    return execute(SCHEMA, parsed, Query(mark="m"), None, variables, executor_class=CompiledExecution)


def plans_alive() -> int:
    gc.collect()
    return sum(isinstance(each, Plan) for each in gc.get_objects())


@pytest.mark.timeout(300)
def test_a_hundred_thousand_documents_leave_no_more_plans_than_the_cache_has_documents() -> None:
    before = plans_alive()
    cached = lru_cache(_KEPT)(parse)
    for number in range(100_000):
        text = f"{{ a{number}: mark }}"
        for _ in range(1 if number % _COME_AGAIN else 2):
            assert answer(cached(text)).errors is None
    assert plans_alive() - before == _KEPT // _COME_AGAIN
    cached.cache_clear()
    assert plans_alive() == before


def test_what_comes_once_has_no_plan() -> None:
    parsed = parse("{ mark }")
    answer(parsed)
    assert plans_of(parsed.definitions[0]) == []
    answer(parsed)
    assert len(plans_of(parsed.definitions[0])) == 1


def test_of_many_choices_only_some_are_kept() -> None:
    names = [f"c{number}" for number in range(6)]
    fields = " ".join(f"{name}: mark @include(if: ${name})" for name in names)
    parsed = parse(f"query ({', '.join(f'${name}: Boolean!' for name in names)}) {{ {fields} }}")
    for choice in [0, *range(2 ** len(names))]:
        chosen = {name: bool(choice >> place & 1) for place, name in enumerate(names)}
        assert answer(parsed, **chosen).data == {name: "m" for name, is_in in chosen.items() if is_in}
    assert len(plans_of(parsed.definitions[0])) == 16


def test_the_root_of_what_comes_again_is_not_collected_again(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = parse("query ($is: Boolean!) { mark other: mark @include(if: $is) }")
    expected = {True: {"mark": "m", "other": "m"}, False: {"mark": "m"}}
    for is_in in (True, True, False):
        assert answer(parsed, **{"is": is_in}).data == expected[is_in]

    monkeypatch.delattr("graphql.execution.executor.collect_fields")
    for is_in in (True, False, True):
        assert answer(parsed, **{"is": is_in}).data == expected[is_in]


@pytest.mark.parametrize("is_compiled", [True, False])
def test_an_executor_at_rest_keeps_nothing_of_the_events_before(is_compiled: bool) -> None:
    executor: Any = CompiledExecution.build(TOLD, parse("subscription { told { mark } }"))
    executor.abort_signal = None if is_compiled else Never()
    executor.rest()
    held = dict(vars(executor))
    for number in range(20):
        result = executor.build_per_event_executor(Query(mark=f"m{number}")).execute_operation()
        assert result.data == {"told": {"mark": f"m{number}"}}

    assert vars(executor) == held
    assert {"_relevant_sub_fields", "_stream_usages", "collected_errors"}.isdisjoint(held)


def test_an_executor_has_no_other_attributes_than_its_own() -> None:
    executor: Any = CompiledExecution.build(TOLD, parse("subscription { told { mark } }"))
    executor.rest()
    with pytest.raises(AttributeError, match="unheard_of"):
        _ = executor.unheard_of
