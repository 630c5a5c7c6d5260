"""Documents that nobody means well with: built from the schema, then broken, nested, repeated and misspelled."""

import random
from collections.abc import Callable

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
)

_JUNK = [
    "\x00",
    "\ud800",
    "{" * 40,
    "}" * 3,
    '"""',
    "...",
    "@skip",
    "$",
    "é" * 50,
    "#\n",
    "1e999",
    "-",
    "[[[[",
    "on",
    "!",
]
_VALUES = [
    "null", "0", "-1", "99999999999999999999", "1e308", "true", '""', '"x"', '"\\u0000"', '"\\uD83D"', "[]", "{}",
    "[[null]]", "ANY", "$a", '"req_00000000000000000000000000"', '"2026-13-45"', '"🚜"', "{a: {a: {a: 1}}}",
    '"' + "9" * 300 + '"',
]  # fmt: skip


class Writer:
    """Writes the same documents for the same seed."""

    def __init__(self, schema: GraphQLSchema, seed: int) -> None:
        self._schema = schema
        self._chance = random.Random(seed)
        self._roots = [
            ("query", schema.query_type),
            ("mutation", schema.mutation_type),
            ("subscription", schema.subscription_type),
        ]

    def document(self) -> str:
        shapes: list[Callable[[], str]] = [self._plausible, self._plausible, self._broken, self._deep, self._circles]
        shapes += [self._aliases, self._directives, self._overlapping, self._junk]
        return self._chance.choice(shapes)()

    def variables(self) -> dict[str, object]:
        values: list[object] = [None, -1, 2**70, "", "x" * 500, [], [[]], {}, {"a": {"a": None}}, True, 1e300, "\x00"]
        return {name: self._chance.choice(values) for name in ("a", "input", "id")}

    def _plausible(self) -> str:
        kind, root = self._chance.choice(self._roots)
        assert root is not None
        given = self._chance.choice(["", "($a: ID)", "($a: Int!)", "($a: [[Cursor]])", "($input: LogInInput)"])
        return f"{kind} Op{given} {{ {self._fields(root, 4)} }}"

    def _fields(self, parent: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> str:
        names = self._chance.sample(list(parent.fields), min(len(parent.fields), self._chance.randint(1, 3)))
        return " ".join(self._field(name, parent.fields[name], depth) for name in names)

    def _field(self, name: str, field: GraphQLField, depth: int) -> str:
        return f"{name}{self._arguments(field)}{self._below(get_named_type(field.type), depth - 1)}"

    def _arguments(self, field: GraphQLField) -> str:
        given = [f"{name}: {self._value(argument.type, 3)}" for name, argument in field.args.items()]
        return f"({', '.join(given)})" if given else ""

    def _value(self, type_: GraphQLInputType, depth: int) -> str:
        named = get_named_type(type_)
        if isinstance(named, GraphQLEnumType) and self._chance.random() < 0.7:
            return str(self._chance.choice(list(named.values)))
        if isinstance(named, GraphQLInputObjectType) and depth and self._chance.random() < 0.8:
            fields = [f"{name}: {self._value(each.type, depth - 1)}" for name, each in named.fields.items()]
            return "{" + ", ".join(fields) + "}"
        return self._chance.choice(_VALUES)

    def _below(self, named: object, depth: int) -> str:
        if isinstance(named, GraphQLUnionType):
            member = self._chance.choice(named.types)
            return (
                f" {{ __typename ... on {member.name} {{ {self._fields(member, depth) if depth > 0 else 'code'} }} }}"
            )
        if isinstance(named, GraphQLObjectType | GraphQLInterfaceType):
            return f" {{ {self._fields(named, depth) if depth > 0 else '__typename'} }}"
        return ""

    def _broken(self) -> str:
        text = self._plausible()
        for _ in range(self._chance.randint(1, 4)):
            at = self._chance.randrange(len(text))
            text = text[:at] + self._chance.choice([*_JUNK, "", ""]) + text[at + self._chance.randint(0, 8) :]
        return text

    def _deep(self) -> str:
        depth = self._chance.choice([14, 15, 16, 100, 700])
        return "query { " + "requests { nodes { tractor { " * depth + "id" + " } } }" * depth + " }"

    def _circles(self) -> str:
        length = self._chance.randint(1, 40)
        links = [f"fragment f{n} on Query {{ ...f{(n + 1) % length} ...f{(n + 2) % length} }}" for n in range(length)]
        return "{ ...f0 } " + " ".join(links)

    def _aliases(self) -> str:
        return "{ " + " ".join(f"a{n}: services {{ code }}" for n in range(self._chance.choice([50, 51, 3_000]))) + " }"

    def _directives(self) -> str:
        return "{ services " + "@skip(if: false) " * self._chance.choice([1, 50, 51, 2_000]) + "{ code } }"

    def _overlapping(self) -> str:
        """Each pair of equal names has to be compared."""
        times = self._chance.choice([50, 300, 900])
        return "{ " + "services { code } " * times + "... { " + "services { code: name } " * times + "} }"

    def _junk(self) -> str:
        return " ".join(
            self._chance.choices([*_JUNK, *_VALUES, "query", "{", "}", "fragment"], k=self._chance.randint(0, 80))
        )
