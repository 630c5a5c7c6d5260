"""A selection set of plain fields as one Python function, written once and run for each object.

The function does the common case itself: the attribute is there, it has the class that the schema says, and nobody has
to wait for it. Whatever is otherwise about a value is the executor's to settle, which does it as graphql-core does.
"""

import datetime as dt
import decimal
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLString,
    Undefined,
    get_nullable_type,
)
from graphql.execution.collect_fields import FieldDetailsList, GroupedFieldSet
from graphql.language import FieldNode
from graphql.pyutils import Path
from graphql.type import GraphQLField, GraphQLUnionType
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.cast import get_strawberry_type_cast

from schema.resolved import Told, attribute_of, is_the_event, resolver_of

type Selected = Callable[[Any, Any, Any], Any]
"""Takes the executor, the object and its position, `(position before, key, type's name)`; gives the answer's object."""

_ABSTRACT = (GraphQLInterfaceType, GraphQLUnionType)
_PLAIN = (str, int, float, bool, bytes, list, tuple, dict)
# Of their values nothing has to be asked but what the schema says of them.
_SIMPLE = frozenset({*_PLAIN, decimal.Decimal, dt.datetime, dt.date, dt.time, dt.timedelta, UUID})
_AS_IT_IS = {
    GraphQLString: "type(v) is str",
    GraphQLID: "type(v) is str",
    GraphQLBoolean: "type(v) is bool",
    GraphQLInt: "type(v) is int and -2147483648 <= v <= 2147483647",
    GraphQLFloat: "type(v) is float and isfinite(v)",
}
_ALWAYS = {each.__name__: each for each in (*_PLAIN, Exception, getattr, id, iter, type)} | {
    "isfinite": math.isfinite,
    "Undefined": Undefined,
    "Path": Path,
    "Told": Told,
    "SIMPLE": _SIMPLE,
    "cast_of": get_strawberry_type_cast,
}
"""What each function may name, in place of Python's own."""


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """One field of a selection: all that graphql-core needs to go on with its value."""

    parent: GraphQLObjectType
    definition: GraphQLField
    details: FieldDetailsList

    @property
    def nodes(self) -> list[FieldNode]:
        return [each.node for each in self.details]


def written(
    schema: GraphQLSchema, parent: GraphQLObjectType, fields: GroupedFieldSet, *, begins_at_once: bool
) -> Selected:
    """The function for objects of type `parent`. `begins_at_once`: as the executor says of asynchronous resolvers."""
    return _Writer(schema, parent, begins_at_once=begins_at_once).selection(fields)


class _Writer:
    """Writes one function; `_names` are the objects that its text names."""

    def __init__(self, schema: GraphQLSchema, parent: GraphQLObjectType, *, begins_at_once: bool) -> None:
        self._schema = schema
        self._parent = parent
        self._begins_at_once = begins_at_once
        self._lists: list[str] = []
        self._later: list[str] = []
        self._asks_for_path = False
        self._names: dict[str, Any] = {"__builtins__": _ALWAYS}

    def selection(self, fields: GroupedFieldSet) -> Selected:
        body, shown = [], []
        for place, (key, details) in enumerate(fields.items()):
            definition = self._schema.get_field(self._parent, details[0].node.name.value)
            if definition is not None:
                body += self._field(key, f"r{place}", Field(self._parent, definition, details))
                shown.append(f"{key!r}: r{place}")
        lines = [
            "def selected(x, source, path):",
            *self._declared(),
            *(["    path = x.path(path)"] if self._asks_for_path else []),
            "    pending = None",
            "    try:",
            *_indented(body or ["pass"], 2),
            "    except Exception:",
            "        x.abandon(pending, ())",
            "        raise",
            f"    out = {{{', '.join(shown)}}}",
            "    return out if pending is None else x.gathered(out, pending)",
        ]
        text = ["def made():", *_indented([*self._lists, *lines, "return selected"])]
        exec("\n".join(text), self._names)  # noqa: S102 - our own text, see docs/decisions/0080
        # No function is among the names that it uses itself, so that it goes without the collector of cycles.
        selected: Selected = self._names.pop("made")()
        return selected

    def _declared(self) -> list[str]:
        return [f"    global {', '.join(self._later)}"] if self._later else []

    def _name(self, value: object) -> str:
        name = f"n{len(self._names)}"
        self._names[name] = value
        return name

    def _field(self, key: str, result: str, field: Field) -> list[str]:
        position = f"(path, {key!r}, {self._parent.name!r})"
        if field.details[0].node.name.value == "__typename":
            return [f"{result} = {self._parent.name!r}"]
        read = self._read(field, position)
        if read is None:
            parent, details = self._name(self._parent), self._name(field.details)
            call = f"x.execute_field({parent}, source, {details}, Path{position}, None)"
            self._asks_for_path = True
            return [f"{result}, pending = x.noted({call}, {key!r}, pending)"]
        return self._guarded(read, field.definition.type, field, position, result)

    def _read(self, field: Field, position: str) -> str | None:
        """How the value is found: an attribute, or what a resolver gives. None where graphql-core has to call it."""
        if is_the_event(field.definition):
            return "v = source"
        if field.details[0].node.arguments:
            return None
        attribute = attribute_of(field.definition)
        if attribute is not None:
            return f"v = source.{attribute}" if attribute.isidentifier() else f"v = getattr(source, {attribute!r})"
        resolver = resolver_of(self._schema, field.definition)
        if resolver is None or (resolver.is_async and not self._begins_at_once):
            return None
        told = ""
        if resolver.told_as is not None:
            told = f", {resolver.told_as}=Told(x, {self._name(field)}, {self._name(resolver.field)}, {position})"
        call = f"{self._name(resolver.function)}(source{told})"
        if not resolver.is_async:
            return f"v = {call}"
        bare = get_nullable_type(field.definition.type)
        expected = _class_of(bare) if isinstance(bare, GraphQLObjectType) else None
        return f"v = x.begun({call}, {self._name(expected)})"

    def _guarded(self, read: str, type_: Any, field: Field, position: str, result: str) -> list[str]:
        """A value is read and completed; its error is handled where it is."""
        known, of_type = self._name(field), self._name(type_)
        return [
            "try:",
            *_indented([*([read] if read else []), *self._completed(type_, field, known, of_type, position)]),
            "except Exception as error:",
            f"    v = x.failed({known}, {of_type}, {position}, error)",
            f"{result} = v",
        ]

    def _completed(self, type_: Any, field: Field, known: str, of_type: str, position: str) -> list[str]:
        """The lines that turn `v` into what the answer shows of it."""
        bare = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        settle = f"v, pending = x.settled({known}, {of_type}, {position}, v, {{begun}}, pending)"
        if bare in _AS_IT_IS:
            lines = [f"if not ({_AS_IT_IS[bare]}):", "    " + settle.format(begun="None")]
        elif isinstance(bare, GraphQLEnumType | GraphQLScalarType):
            lines = self._shown(f"w = {self._leaf(bare)}", "w is None or w is Undefined", settle.format(begun="None"))
        elif isinstance(bare, GraphQLList):
            each = self._list(bare.of_type, field)
            fast = f"w = {each}(x, v, {position}) if type(v) is list or type(v) is tuple else None"
            lines = self._shown(fast, "type(w) is not list", settle.format(begun="w"))
        else:
            fast = f"w = {self._object(bare, field, position)}"
            lines = self._shown(fast, "type(w) is not dict", settle.format(begun="w"))
        return lines if bare is not type_ else ["if v is not None:", *_indented(lines)]

    @staticmethod
    def _shown(fast: str, failed: str, settle: str) -> list[str]:
        return [fast, f"if {failed}:", f"    {settle}", "else:", "    v = w"]

    def _leaf(self, leaf: GraphQLEnumType | GraphQLScalarType) -> str:
        if isinstance(leaf, GraphQLEnumType):
            # Members live as long as their class, so that their identities are theirs alone.
            members = {id(each): name for each, name in _members(leaf)}
            return f"{self._name(members)}.get(id(v))"
        return f"{self._name(leaf.coerce_output_value)}(v) if type(v) in SIMPLE else None"

    def _object(self, type_: Any, field: Field, position: str) -> str:
        """The expression for the answer's object, None where `v` is not for certain an object of this type."""
        if isinstance(type_, _ABSTRACT):
            found = self._name({cls: each for each in self._members_of(type_) if (cls := _class_of(each))})
            run = f"x.below({found}[type(v)], {self._name(field.details)})(x, v, {position})"
            return f"{run} if type(v) in {found} and cast_of(v) is None else None"
        cls = _class_of(type_)
        if cls is None:
            return "None"
        # Written when the first object is there: graphql-core too finds a fault in a selection only then.
        run, known = self._name(None), self._name(None)
        self._later += run, known
        of_type, details, its_class = self._name(type_), self._name(field.details), self._name(cls)
        first = f"({run} := x.below({of_type}, {details}), {known} := {its_class})[0]"
        is_cast = " and cast_of(v) is None" if type_.is_type_of else ""
        later = f"{run}(x, v, {position}) if type(v) is {known}{is_cast}"
        return f"{later} else {first}(x, v, {position}) if type(v) is {its_class}{is_cast} else None"

    def _members_of(self, type_: GraphQLInterfaceType | GraphQLUnionType) -> Iterator[GraphQLObjectType]:
        """The types that a value's class tells apart, as Strawberry does it where nobody says otherwise."""
        definition = type_.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
        if definition is not None and not getattr(definition, "resolve_type", None):
            yield from self._schema.get_possible_types(type_)

    def _list(self, item: Any, field: Field) -> str:
        name = f"list{len(self._names)}"
        each = self._guarded("", item, field, "(path, i, None)", "r")
        lines = [
            f"def {name}(x, values, path):",
            *self._declared(),
            "    pending = None",
            "    out = []",
            "    items = iter(values)",
            "    i = 0",
            "    try:",
            "        for v in items:",
            *_indented(each, 3),
            "            out.append(r)",
            "            i += 1",
            "    except Exception:",
            "        x.abandon(pending, items)",
            "        raise",
            "    return out if pending is None else x.gathered(out, pending)",
        ]
        self._lists += lines
        return name


def _indented(lines: list[str], times: int = 1) -> list[str]:
    return ["    " * times + line for line in lines]


def _members(enum: GraphQLEnumType) -> Iterator[tuple[object, str]]:
    for each in getattr(enum, "wrapped_cls", ()):
        yield each, enum.coerce_output_value(each)


def _class_of(type_: GraphQLObjectType) -> type | None:
    """The class whose instances are of this type; None where more has to be asked of them."""
    definition = type_.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
    if not isinstance(definition, StrawberryObjectDefinition) or definition.is_type_of is not None:
        return None
    is_its_own = definition.concrete_of is None and not definition.is_graphql_generic and definition.name == type_.name
    return definition.origin if is_its_own and _is_ordinary(definition.origin) else None


def _is_ordinary(cls: type) -> bool:
    """Whether an instance is neither an exception nor awaitable, nor answers for attributes that it does not have."""
    special = any(hasattr(cls, name) for name in ("__await__", "__getattr__"))
    attributes: object = cls.__getattribute__
    return not special and attributes is object.__getattribute__ and not issubclass(cls, Exception)
