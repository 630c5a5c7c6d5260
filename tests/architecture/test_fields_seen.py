"""Every field below the roots has one line in the table that says who sees it."""

from collections import Counter

from graphql import GraphQLNamedType, get_named_type, is_interface_type, is_object_type, is_union_type

from schema.build import schema
from tests.architecture import fields_seen
from tests.architecture.fields_seen import Field
from tests.architecture.relations import WORDS

TYPES = schema._schema.type_map
ROOTS = {"Query", "Mutation", "Subscription"}


def fields_of(names: set[str]) -> set[Field]:
    """Of the object types among the names; those of interfaces are their types' too."""
    found: set[Field] = set()
    for name in names - ROOTS:
        kind = TYPES[name]
        if is_object_type(kind) and not name.startswith("__"):
            found |= {(name, field) for field in kind.fields}
    return found


def reached_from_queries() -> set[str]:
    found: set[str] = set()
    waiting: list[GraphQLNamedType] = [TYPES["Query"]]
    while waiting:
        kind = waiting.pop()
        if kind.name not in found:
            found.add(kind.name)
            waiting += below(kind)
    return found


def below(kind: GraphQLNamedType) -> list[GraphQLNamedType]:
    found: list[GraphQLNamedType] = []
    if is_object_type(kind) or is_interface_type(kind):
        found += [get_named_type(field.type) for field in kind.fields.values()]
    if is_union_type(kind) or is_interface_type(kind):
        found += schema._schema.get_possible_types(kind)
    return found


def test_every_field_has_one_line_and_every_line_a_field() -> None:
    listed = [*(field for field, _ in fields_seen.lines()), *fields_seen.parts(), *fields_seen.answers()]
    assert set(listed) == fields_of(set(TYPES))
    assert [field for field, times in Counter(listed).items() if times > 1] == []


def test_no_query_leads_to_what_is_only_an_answer() -> None:
    assert set(fields_seen.answers()) == fields_of(set(TYPES) - reached_from_queries())


def test_the_table_knows_no_other_words() -> None:
    assert {word for _, audience in fields_seen.lines() for words in audience for word in words} <= WORDS
