"""Data by chance for a schema by chance, with whatever can be wrong in it, the same each time for one seed."""

from collections.abc import AsyncIterator
from random import Random
from typing import Any

import strawberry
from graphql import Undefined

from tests.execution.worlds import Broken, Colour, Later, Odd, Shape, Word, World

_EACH = 3
"""So many objects of each type there are, which refer to one another in circles."""


class Text(str):
    __slots__ = ()


class Number(int):
    __slots__ = ()


def contents(world: World, seed: int) -> Any:
    """The root object. A second call gives equal ones, with nothing of them awaited or iterated yet."""
    return _Contents(world, Random(seed)).root


class _Contents:
    def __init__(self, world: World, chance: Random) -> None:
        self._world = world
        self._chance = chance
        self._faults = chance.choice([0.0, 0.02, 0.1, 0.3])
        self._objects = {cls: [object.__new__(cls) for _ in range(_EACH)] for cls in world.classes}
        for cls, objects in self._objects.items():
            for each in objects:
                self._fill(each, world.shapes[cls])
        self.root = self._objects[world.classes[0]][0]

    def _fill(self, each: Any, shapes: dict[str, Shape]) -> None:
        each.mood = self._chance.randint(0, 3)
        for name, shape in shapes.items():
            if not self._is_faulty() or self._chance.random() < 0.7:
                setattr(each, name, self._value(shape.of, shape.nulls))

    def _is_faulty(self) -> bool:
        return self._chance.random() < self._faults

    def _value(self, of: Any, nulls: tuple[bool, ...]) -> Any:
        if self._is_faulty():
            return self._fault(of, nulls)
        if nulls[0] and self._chance.random() < 0.15:
            return None
        if len(nulls) > 1:
            values = [self._value(of, nulls[1:]) for _ in range(self._chance.randint(0, 2))]
            return tuple(values) if self._chance.random() < 0.2 else values
        return self._one(of)

    def _one(self, of: Any) -> Any:
        chance, world = self._chance, self._world
        if of == "I":
            having = [cls for cls, has in zip(world.classes, world.has_interface, strict=True) if has]
            return chance.choice(self._objects[chance.choice(having)])
        if of == "U":
            return chance.choice(self._objects[chance.choice(world.united)])
        if type(of) is int:
            return chance.choice(self._objects[world.classes[of]])
        leaves: dict[Any, list[Any]] = {
            str: ["", "word", "ß\u2028"],
            int: [0, -(2**31), 2**31 - 1],
            float: [0.5, -0.0, 1e300],
            bool: [True, False],
            strawberry.ID: ["id", "7"],
            Odd: [1, 13, 91, 90],
            Colour: list(Colour),
            Word: list(Word),
        }
        return chance.choice(leaves[of])

    def _fault(self, of: Any, nulls: tuple[bool, ...]) -> Any:
        """Something else than what the schema says, or something that is there later."""
        chance = self._chance
        if chance.random() < 0.4:
            wrong = Broken("later") if chance.random() < 0.3 else self._value(of, nulls)
            return Later(chance.randint(0, 2), wrong)
        anyone = chance.choice([each for objects in self._objects.values() for each in objects])
        inner = self._value(of, nulls[1:]) if len(nulls) > 1 else self._one(of)
        wrong = [
            None,
            None,
            Broken("stored"),
            Undefined,
            strawberry.UNSET,
            anyone,
            Text("text"),
            Number(7),
            True,
            1,
            2.0,
        ]
        wrong += ["12", float("nan"), 2**31, object, {}, {"mark": 1}, [], [inner, inner], {"x"}, Colour.RED, "RED"]
        wrong += [iter([inner, Broken("within")]), _Several([inner, inner]), {1: inner}.values(), _derived(anyone)]
        return chance.choice(wrong)


class _Several:
    """An asynchronous iterable."""

    def __init__(self, values: list[Any]) -> None:
        self._values = values

    async def __aiter__(self) -> AsyncIterator[Any]:
        for each in self._values:
            yield each

    def __repr__(self) -> str:
        return "several"


def _derived(source: Any) -> Any:
    """An object of a class under the one that the schema knows."""
    derived: Any = object.__new__(type("Derived", (type(source),), {}))
    vars(derived).update(vars(source))
    return derived
