"""Schemas by chance: of everything that a schema of ours may hold, and of some things that it does not."""

import asyncio
import enum
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from random import Random
from types import GenericAlias
from typing import Annotated, Any, NewType

import strawberry
from strawberry.extensions import FieldExtension
from strawberry.permission import BasePermission, PermissionExtension
from strawberry.schema.config import StrawberryConfig

Odd = NewType("Odd", int)
"A scalar that refuses numbers over 90 and shows null for 13."


class Colour(enum.Enum):
    RED = "r"
    GREEN = 2
    BLUE = None


class Word(enum.StrEnum):
    YES = "yes"
    NO = "no"


class Later:
    """Awaitable: there after some rounds of the loop, or never because it fails."""

    def __init__(self, rounds: int, value: object) -> None:
        self._rounds = rounds
        self._value = value

    def __repr__(self) -> str:
        return "later"

    def __await__(self) -> Generator[Any, None, object]:
        for _ in range(self._rounds):
            yield from asyncio.sleep(0).__await__()
        if isinstance(self._value, Exception):
            raise self._value
        return self._value


class Broken(Exception):
    """Raised, or stored, where a value should be."""


def _show_odd(value: Any) -> Any:
    if value == 13:
        return None
    if value > 90:
        raise Broken("too odd")
    return f"odd {value}"


SCALARS: dict[Any, Any] = {Odd: strawberry.scalar(name="Odd", serialize=_show_odd, parse_value=int)}
LEAVES: list[Any] = [str, int, float, bool, strawberry.ID, Odd, strawberry.enum(Colour), strawberry.enum(Word)]


class Moody(BasePermission):
    """Lets pass whatever has an even mood."""

    message = "not today"

    def has_permission(self, source: Any, info: strawberry.Info, **_: Any) -> bool:
        info.context.seen.append(("asked", info.field_name, info.path.as_list()))
        return bool(getattr(source, "mood", 0) % 2 == 0)


class Louder(FieldExtension):
    """Sees each value of its field."""

    def resolve(self, next_: Callable[..., Any], source: Any, info: strawberry.Info, **kwargs: Any) -> Any:
        info.context.seen.append(("extended", info.field_name, info.path.as_list()))
        return next_(source, info, **kwargs)


@dataclass(slots=True)
class Trail:
    """The context of an execution: who was called, in order."""

    seen: list[Any] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shape:
    """A field. `of` is a leaf, a type's number, or "I" or "U"; `nulls`: whether each level may be null, lists first."""

    of: Any
    nulls: tuple[bool, ...]
    means: str = "plain"


_NULLS = [(False,), (True,), (False,), (True,), (False, False), (True, True), (True, False), (False, True, True)]
_MEANS = ["plain"] * 8 + ["sync", "async", "ready", "argument", "permitted", "extended"]
_COMMON = {"mark": Shape(str, (True,)), "rank": Shape(int, (False,))}


class World:
    """A schema. Some of its types have an interface in common, and all but the last are a union too."""

    def __init__(self, chance: Random) -> None:
        count = chance.randint(2, 4)
        self.has_interface = [number == 0 or chance.random() < 0.6 for number in range(count)]
        drawn = [_shapes(chance, count) for _ in range(count)]
        common = type("Common", (), {"__annotations__": {"mark": str | None, "rank": int}})
        self.interface = strawberry.interface(common)
        self.classes: list[Any] = [
            type(f"T{number}", (self.interface,) if has else (), {}) for number, has in enumerate(self.has_interface)
        ]
        self.united = self.classes[: max(2, count - 1)]
        self.shapes: dict[type, dict[str, Shape]] = {}
        for cls, shapes, has in zip(self.classes, drawn, self.has_interface, strict=True):
            self.shapes[cls] = shapes | (_COMMON if has else {})
            self._declare(cls, shapes)
        for cls in self.classes:
            strawberry.type(cls)
        self._schemas: dict[type, strawberry.Schema] = {}

    def schema(self, execution: type) -> strawberry.Schema:
        """The same types, executed by this class."""
        if execution not in self._schemas:
            config = StrawberryConfig(scalar_map=SCALARS)
            self._schemas[execution] = strawberry.Schema(
                self.classes[0], types=self.classes, execution_context_class=execution, config=config
            )
        return self._schemas[execution]

    def type_of(self, shape: Shape) -> Any:
        """The innermost: a leaf, a class, the interface, or the union."""
        if shape.of == "I":
            return self.interface
        if shape.of == "U":
            return Annotated[reduce(or_, self.united), strawberry.union("Either")]
        return self.classes[shape.of] if type(shape.of) is int else shape.of

    def _declare(self, cls: Any, shapes: dict[str, Shape]) -> None:
        cls.__annotations__ = {}
        for name, shape in shapes.items():
            annotation = _wrapped(self.type_of(shape), shape.nulls)
            if shape.means in _RESOLVERS:
                setattr(cls, name, strawberry.field(resolver=_RESOLVERS[shape.means](name, annotation)))
                continue
            cls.__annotations__[name] = annotation
            if shape.means != "plain":
                setattr(cls, name, strawberry.field(extensions=[_EXTENSIONS[shape.means]()]))


def _shapes(chance: Random, count: int) -> dict[str, Shape]:
    shapes = {}
    for number in range(chance.randint(3, 6)):
        of = chance.choice(LEAVES) if chance.random() < 0.5 else chance.choice([*range(count), "I", "U"])
        shapes[f"f{number}"] = Shape(of, chance.choice(_NULLS), chance.choice(_MEANS))
    return shapes


def _wrapped(of: Any, nulls: tuple[bool, ...]) -> Any:
    found = of | None if nulls[-1] else of
    for may_be_null in reversed(nulls[:-1]):
        found = GenericAlias(list, (found,))
        found = found | None if may_be_null else found
    return found


def _sync(name: str, annotation: Any) -> Callable[..., Any]:
    def resolver(self: Any, info: strawberry.Info) -> Any:
        return _stored(self, info, name)

    resolver.__annotations__["return"] = annotation
    return resolver


def _async(name: str, annotation: Any) -> Callable[..., Any]:
    async def resolver(self: Any, info: strawberry.Info) -> Any:
        value = _stored(self, info, name)
        await asyncio.sleep(0)
        return value

    resolver.__annotations__["return"] = annotation
    return resolver


def _ready(name: str, annotation: Any) -> Callable[..., Any]:
    async def resolver(self: Any, info: strawberry.Info) -> Any:
        return _stored(self, info, name)

    resolver.__annotations__["return"] = annotation
    return resolver


def _argument(name: str, annotation: Any) -> Callable[..., Any]:
    def resolver(self: Any, info: strawberry.Info, plus: int = 1) -> Any:
        return _stored(self, info, name, plus)

    resolver.__annotations__["return"] = annotation
    return resolver


def _stored(source: Any, info: strawberry.Info, name: str, *told: object) -> Any:
    info.context.seen.append((name, info.path.as_list(), *told))
    value = vars(source)[name]
    if isinstance(value, Exception):
        raise value
    return value


_RESOLVERS = {"sync": _sync, "async": _async, "ready": _ready, "argument": _argument}
_EXTENSIONS: dict[str, Callable[[], FieldExtension]] = {
    "permitted": lambda: PermissionExtension(permissions=[Moody()], use_directives=False),
    "extended": Louder,
}
