"""The table of fields_seen.toml: who sees a value of which field."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
NOBODY = "nobody"

type Field = tuple[str, str]
"""A type and the name of a field of it."""
type Audience = tuple[frozenset[str], frozenset[str]]
"""Who sees it as admins do, and who sees less."""


def lines() -> Iterator[tuple[Field, Audience]]:
    """Of all fields whose audience is the table's own."""
    for name, groups in _TABLE["seen"].items():
        for audience, fields in groups.items():
            whole, _, less = audience.partition("|")
            for field in fields.split():
                yield (name, field), (frozenset(whole.split()) - {NOBODY}, frozenset(less.split()))


def parts() -> list[Field]:
    return _listed("parts")


def answers() -> list[Field]:
    return _listed("answers")


def _listed(section: str) -> list[Field]:
    return [(name, field) for name, fields in _TABLE[section].items() for field in fields.split()]
