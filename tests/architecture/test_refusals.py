"""Whatever a service refuses with, the schema can show."""

import importlib
import pkgutil

import pytest

import services
from resolvers.refusals import REFUSALS, TOP_LEVEL
from schema.build import schema
from services.errors import Refusal

# Neither a union member nor in the contract's list of top-level codes, for a reason.
OTHERS = {
    "CursorRefused": "a stream has no union for it: the subscription ends with the code INVALID_CURSOR",
}


def all_refusals() -> dict[str, type[Refusal]]:
    """Of every module of the services."""
    for module in pkgutil.walk_packages(services.__path__, "services."):
        # Adapters and embedded servers load what is not needed elsewhere, and refuse nobody.
        if not module.name.startswith(("services.platform.embedded", "services.providers")):
            importlib.import_module(module.name)
    return {kind.__name__: kind for kind in _below(Refusal) if kind.__module__.startswith("services.")}


def _below(kind: type[Refusal]) -> set[type[Refusal]]:
    return {below for each in kind.__subclasses__() for below in {each, *_below(each)}}


def test_every_refusal_is_shown_somewhere() -> None:
    found = all_refusals()
    shown = {kind.__name__ for kind in (*REFUSALS, *TOP_LEVEL)}

    assert set(found) - shown == set(OTHERS)
    assert shown - set(found) == set()
    assert not set(REFUSALS) & TOP_LEVEL


def test_refusals_have_names_and_codes_of_their_own() -> None:
    found = all_refusals()
    codes = [kind.code for kind in found.values()]

    assert sorted(codes) == sorted(set(codes))
    assert [name for name, kind in found.items() if not kind.message.endswith(".")] == []
    # An idempotency key remembers a refusal by its class's name.
    assert all(Refusal.registry[name] is kind for name, kind in found.items())


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda kind: kind.__name__)
def test_a_union_of_the_schema_holds_it(refusal: type[Refusal]) -> None:
    member = REFUSALS[refusal].__name__
    graph = schema._schema

    unions = [
        name for name, kind in graph.type_map.items() if member in {each.name for each in getattr(kind, "types", ())}
    ]

    assert unions != []
    shown: set[str] = set(graph.type_map[member].fields)  # type: ignore[attr-defined]
    assert {"code", "message"} <= shown
