"""Phases of an operation run the hooks of its extensions as the library does."""

import gc
import weakref
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from typing import Any

import pytest
from strawberry.extensions import SchemaExtension
from strawberry.extensions.runner import SchemaExtensionsRunner

from schema.hooks import Hooks

RUNNERS = [Hooks, SchemaExtensionsRunner]
told: list[str] = []


class Plain(SchemaExtension):
    def on_validate(self) -> Iterator[None]:
        told.append("plain begins")
        try:
            yield
        except ValueError as error:
            told.append(f"plain sees {error}")
            raise
        told.append("plain ends")


class Awaited(SchemaExtension):
    async def on_validate(self) -> AsyncIterator[None]:
        told.append("awaited begins")
        try:
            yield
        except ValueError:
            raise ValueError("another") from None
        finally:
            told.append("awaited ends")


class Idle(SchemaExtension):
    """Has no hook in this phase."""

    def on_parse(self) -> Iterator[None]:
        told.append("idle begins")
        yield


def _fails() -> Iterator[None]:
    raise ValueError("first")


class Failing(SchemaExtension):
    def on_validate(self) -> Iterator[None]:
        yield from _fails()


class FailingLate(SchemaExtension):
    def on_validate(self) -> Iterator[None]:
        yield
        raise ValueError("late")


class Swallowing(SchemaExtension):
    def on_validate(self) -> Iterator[None]:
        with suppress(ValueError):
            yield


class SwallowingAwaited(SchemaExtension):
    async def on_validate(self) -> AsyncIterator[None]:
        with suppress(ValueError):
            yield


@pytest.fixture(autouse=True)
def nothing_told() -> None:
    told.clear()


def validation(runner: type[SchemaExtensionsRunner], *extensions: type[SchemaExtension]) -> Any:
    context: Any = None
    return runner(context, [each() for each in extensions]).validation()


@pytest.mark.parametrize("runner", RUNNERS)
async def test_they_begin_in_order_and_end_in_the_opposite_one(runner: type[SchemaExtensionsRunner]) -> None:
    async with validation(runner, Plain, Idle, Awaited):
        told.append("inside")
    assert told == ["plain begins", "awaited begins", "inside", "awaited ends", "plain ends"]


@pytest.mark.parametrize("runner", RUNNERS)
async def test_an_error_passes_through_each_which_may_replace_it(runner: type[SchemaExtensionsRunner]) -> None:
    with pytest.raises(ValueError, match=r"^another$"):
        async with validation(runner, Plain, Awaited):
            raise ValueError("inside")
    assert told == ["plain begins", "awaited begins", "awaited ends", "plain sees another"]


async def test_whoever_cannot_begin_ends_those_who_have() -> None:
    """The library leaves them open."""
    with pytest.raises(ValueError, match=r"^first$"):
        async with validation(Hooks, Plain, Failing, Awaited):
            told.append("inside")
    assert told == ["plain begins", "plain sees first"]


@pytest.mark.parametrize("runner", RUNNERS)
async def test_whoever_fails_at_its_end_is_seen_by_those_around(runner: type[SchemaExtensionsRunner]) -> None:
    with pytest.raises(ValueError, match=r"^late$"):
        async with validation(runner, Plain, FailingLate):
            told.append("inside")
    assert told == ["plain begins", "inside", "plain sees late"]


@pytest.mark.parametrize("swallowing", [Swallowing, SwallowingAwaited])
@pytest.mark.parametrize("runner", RUNNERS)
async def test_what_one_swallows_is_kept_from_those_around(
    runner: type[SchemaExtensionsRunner], swallowing: type[SchemaExtension]
) -> None:
    with pytest.raises(ValueError, match=r"^inside$"):
        async with validation(runner, Plain, swallowing):
            raise ValueError("inside")
    assert told == ["plain begins", "plain ends"]


@pytest.mark.parametrize("runner", RUNNERS)
async def test_an_error_leaves_nothing_to_the_collector(runner: type[SchemaExtensionsRunner]) -> None:
    async def failing() -> weakref.ref[Any]:
        phase = validation(runner, Plain)
        with suppress(ValueError):
            async with phase:
                raise ValueError("inside")
        return weakref.ref(phase)

    gc.disable()
    try:
        assert (await failing())() is None
    finally:
        gc.enable()
