"""How the value of a field with nothing around it is found: an attribute, an event, or a resolver's."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graphql import GraphQLSchema
from graphql.type import GraphQLField
from strawberry import Info
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.field import StrawberryField


@dataclass(frozen=True, slots=True, eq=False)
class Resolver:
    """A method of the type's class. `told_as`: the name of its parameter for the resolve info, where it has one."""

    field: StrawberryField
    function: Callable[..., Any]
    told_as: str | None
    is_async: bool


def resolver_of(schema: GraphQLSchema, definition: GraphQLField) -> Resolver | None:
    """None for a field with arguments, a permission, an extension or answers for exceptions, and for a plain one."""
    field = definition.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
    if type(field) is not StrawberryField or field.base_resolver is None or field.extensions or definition.args:
        return None
    converter: GraphQLCoreConverter = schema._strawberry_schema.schema_converter  # type: ignore[attr-defined]  # noqa: SLF001 - the library's own way
    if converter.config.info_class is not Info or converter._get_field_exception_handlers(field):  # noqa: SLF001 - there is no other
        return None
    resolver = field.base_resolver
    is_method = resolver.self_parameter and not (resolver.parent_parameter or resolver.root_parameter)
    if not is_method or not callable(resolver.wrapped_func):
        return None
    info = resolver.info_parameter
    return Resolver(field, resolver.wrapped_func, info.name if info else None, resolver.is_async)


class Told(Info):
    """What a resolver may ask for. All but the context is made when it is asked for, which it rarely is."""

    def __init__(self, executor: Any, selected: Any, of: StrawberryField, position: Any) -> None:
        self._executor = executor
        self._selected = selected
        self._field = of
        self._position = position

    @property
    def context(self) -> Any:
        return self._executor.context_value

    def _built(self) -> Any:
        field, executor = self._selected, self._executor
        return executor.build_resolve_info(field.definition, field.nodes, field.parent, executor.path(self._position))

    _raw_info: Any = cached_property(_built)


def attribute_of(definition: GraphQLField) -> str | None:
    """The attribute that a plain field reads; None for a field with a resolver, a permission or an extension."""
    field = definition.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
    is_plain = (
        type(field) is StrawberryField
        and field.is_basic_field
        and field.default_resolver is getattr
        # One that answers exceptions has another.
        and getattr(definition.resolve, "__name__", "") == "_get_basic_result"
        and not definition.args
    )
    return field.python_name if is_plain and isinstance(field, StrawberryField) else None


def is_the_event(definition: GraphQLField) -> bool:
    """Of a subscription: what happened is shown as it is, and its arguments were for whoever told of it."""
    field = definition.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
    return type(field) is StrawberryField and field.is_subscription and definition.subscribe is not None
