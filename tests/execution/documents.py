"""Documents by chance for a schema by chance, with variables."""

from random import Random
from typing import Any

from tests.execution.worlds import Shape, World

_DEPTH = 3


class Document:
    """Fields, aliases, arguments, both kinds of fragments, and what is skipped or included by a variable."""

    def __init__(self, world: World, chance: Random) -> None:
        self._world = world
        self._chance = chance
        self._fragments: list[str] = []
        self._aliases = 0
        selections = self._selections(world.classes[0], _DEPTH)
        variables = "$yes: Boolean! = true, $no: Boolean!, $plus: Int"
        self.text = "\n".join([f"query ({variables}) {selections}", *self._fragments])
        self.variables: dict[str, Any] = {"no": chance.random() < 0.3}
        if chance.random() < 0.5:
            self.variables |= {"yes": chance.random() < 0.7, "plus": chance.randint(0, 9)}

    def _selections(self, on: Any, depth: int) -> str:
        parts = [self._part(on, depth) for _ in range(self._chance.randint(1, 5))]
        return "{ " + " ".join(parts) + " }"

    def _part(self, on: Any, depth: int) -> str:
        kind = self._chance.random()
        if kind < 0.08 or (kind < 0.2 and on is None):
            return "__typename"
        if kind < 0.3 or on is None:
            return self._fragment(depth)
        return self._field(on, depth)

    def _fragment(self, depth: int) -> str:
        """On a type, or on the interface, be it one that can be here or not."""
        chance, world = self._chance, self._world
        inner = depth - 1
        if inner < 0:
            return "__typename"
        on = chance.choice([*world.classes, world.interface])
        body = self._selections(on, inner)
        if chance.random() < 0.5:
            return f"... on {on.__name__}{self._choice()} {body}"
        name = f"F{len(self._fragments)}"
        self._fragments.append(f"fragment {name} on {on.__name__} {body}")
        spread = f"...{name}{self._choice()}"
        return f"{spread} ...{name}" if chance.random() < 0.2 else spread

    def _field(self, on: Any, depth: int) -> str:
        chance = self._chance
        name, shape = chance.choice(list(self._fields(on).items()))
        is_leaf = not (type(shape.of) is int or shape.of in {"I", "U"})
        if not is_leaf and depth == 0:
            return "__typename"
        argument = chance.choice(["", "(plus: $plus)", "(plus: 3)"]) if shape.means == "argument" else ""
        # Two of the same name have to ask for the same, so that most have names of their own.
        alias = ""
        if argument or not is_leaf or chance.random() < 0.5:
            self._aliases += 1
            alias = f"a{self._aliases}: "
        below = "" if is_leaf else " " + self._selections(self._below(shape), depth - 1)
        return f"{alias}{name}{argument}{self._choice()}{below}"

    def _fields(self, on: Any) -> dict[str, Shape]:
        if on is self._world.interface:
            return {name: Shape(str, (True,)) for name in ("mark", "rank")}
        return self._world.shapes[on]

    def _below(self, shape: Shape) -> Any:
        """None for the union, which has no fields."""
        return None if shape.of == "U" else self._world.type_of(shape)

    def _choice(self) -> str:
        chances = ["", "", "", " @include(if: $yes)", " @skip(if: $no)", " @skip(if: false) @include(if: $yes)"]
        return self._chance.choice(chances)
