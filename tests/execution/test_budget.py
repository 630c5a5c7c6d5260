"""What is written for a document has a bound; beyond it an operation is executed by graphql-core, and keeps nothing."""

import enum
import gc
import tracemalloc
from collections.abc import Iterator
from types import FunctionType
from typing import Any

import pytest
import strawberry
from graphql import execute, parse
from graphql.execution.collect_fields import FieldDetails

from schema import plans
from schema.execution import CompiledExecution
from schema.plans import _MOST_WRITTEN, plans_of

_YOUNG = 0
"""What the collector looks at often: executors hold themselves."""


@strawberry.enum
class Colour(enum.Enum):
    RED = "r"


@strawberry.type
class Query:
    mark: str = "m"
    colours: list[Colour] = strawberry.field(default_factory=lambda: [Colour.RED])
    left: "Query | None" = None
    right: "list[Query] | None" = None


SCHEMA = strawberry.Schema(Query, execution_context_class=CompiledExecution)._schema
ROOT = Query()
ROOT.left, ROOT.right = ROOT, [ROOT]


def answer(parsed: Any, variables: dict[str, bool] | None = None, name: str | None = None) -> Any:
    result: Any = execute(SCHEMA, parsed, ROOT, None, variables, name, executor_class=CompiledExecution)
    assert result.errors is None
    return result.data


def marks(count: int, letter: str = "a") -> str:
    """So many fields."""
    return " ".join(f"{letter}{number}: mark" for number in range(count))


def tree(depth: int, leaf: str = "mark") -> str:
    """Fragments of which each spreads the next one in two places: 2 to the power of `depth` leaves."""
    links = [f"fragment F{n} on Query {{ left {{ ...F{n + 1} }} right {{ ...F{n + 1} }} }}" for n in range(depth)]
    return " ".join([*links, f"fragment F{depth} on Query {{ {leaf} }}"])


def alive() -> tuple[int, int]:
    """Functions that were written for selections, and fields that were collected for them."""
    everything = gc.get_objects()
    functions = sum(isinstance(each, FunctionType) and each.__name__ == "selected" for each in everything)
    return functions, sum(type(each) is FieldDetails for each in everything)


@pytest.fixture
def no_collector() -> Iterator[None]:
    """It looks at what is old so seldom that nothing may wait for it."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize(("fields", "kept"), [(_MOST_WRITTEN - 1, 1), (_MOST_WRITTEN, 0)])
def test_a_function_and_its_fields_are_counted(fields: int, kept: int) -> None:
    parsed = parse(f"{{ {marks(fields)} }}")
    for _ in range(3):
        assert answer(parsed) == {f"a{number}": "m" for number in range(fields)}
    assert len(plans_of(parsed.definitions[0])) == kept


def test_a_field_that_stands_there_twice_counts_twice() -> None:
    parsed = parse(f"{{ {'mark ' * _MOST_WRITTEN} }}")
    for _ in range(3):
        assert answer(parsed) == {"mark": "m"}
    assert plans_of(parsed.definitions[0]) == []


@pytest.mark.parametrize(("fields", "kept"), [(_MOST_WRITTEN // 2 - 2, 2), (_MOST_WRITTEN // 2 - 1, 0)])
def test_all_choices_of_an_operation_count(fields: int, kept: int) -> None:
    """One has a function with so many fields, and the other one field more."""
    parsed = parse(f"query ($more: Boolean!) {{ {marks(fields)} b: mark @include(if: $more) }}")
    for more in (False, False, True, False, True):
        assert len(answer(parsed, {"more": more})) == fields + more
    assert len(plans_of(parsed.definitions[0])) == kept


def test_all_operations_of_a_document_count() -> None:
    third = _MOST_WRITTEN // 3
    parsed = parse(f"query A {{ {marks(third)} }} query B {{ {marks(third)} }} query C {{ {marks(2 * third)} }}")
    for name in "AABBCCAB":
        answer(parsed, name=name)
    assert [len(plans_of(each)) for each in parsed.definitions] == [1, 1, 0]


def test_what_is_given_up_leaves_its_part_to_the_others() -> None:
    half = _MOST_WRITTEN // 2
    parsed = parse(f"query A {{ {marks(half)} left {{ {marks(half)} }} }} query B {{ {marks(half)} }}")
    for name in "AABB":
        answer(parsed, name=name)
    assert [len(plans_of(each)) for each in parsed.definitions] == [0, 1]


@pytest.mark.usefixtures("no_collector")
def test_what_is_written_goes_with_its_document() -> None:
    before = alive()
    parsed = parse(f"{{ ...F0 }} {tree(3)}")
    for _ in range(2):
        answer(parsed)
    gc.collect()
    assert alive()[0] - before[0] == 2**4 - 1
    del parsed
    assert alive() == before


@pytest.mark.usefixtures("no_collector")
def test_what_is_given_up_keeps_nothing() -> None:
    before = alive()
    parsed = parse(f"query ($all: Boolean!) {{ mark ... @include(if: $all) {{ ...F0 }} }} {tree(8)}")
    expected = answer(parsed, {"all": True})
    answer(parsed, {"all": False})
    gc.collect()
    assert alive()[0] - before[0] == 1
    for _ in range(3):
        assert answer(parsed, {"all": True}) == expected
        gc.collect(_YOUNG)
        assert (plans_of(parsed.definitions[0]), alive()) == ([], before)


@pytest.mark.timeout(300)
@pytest.mark.usefixtures("no_collector")
def test_hundreds_of_documents_that_are_too_large_keep_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """With all their choices, of which some are not too large."""
    monkeypatch.setattr(plans, "_MOST_WRITTEN", 100)
    before = alive()
    chosen = [f"c{number}" for number in range(4)]
    leaf = " ".join(f"{name}: mark @include(if: ${name})" for name in chosen)
    text = f"query ({', '.join(f'${name}: Boolean!' for name in chosen)}) {{ ...F0 }} {tree(3, leaf)}"
    documents = [parse(text) for _ in range(300)]
    for parsed in documents:
        for choice in [0, *range(16)]:
            answer(parsed, {name: bool(choice >> place & 1) for place, name in enumerate(chosen)})
        gc.collect(_YOUNG)
    assert alive() == before


def test_what_is_written_at_most_takes_less_than_two_mebibytes() -> None:
    """As docs/decisions/0081 has it: here of what takes most, lists of enums."""
    parsed = parse(f"{{ ...F0 }} {tree(6, 'colours')}")
    answer(parsed)
    gc.collect()
    tracemalloc.start()
    answer(parsed)
    gc.collect()
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(plans_of(parsed.definitions[0])) == 1
    assert 2**18 < taken < 2**21
