"""The operations in the documentation are ones that the schema takes."""

import re
from pathlib import Path

import pytest
from graphql import parse, validate

from schema.build import schema

PAGES = ("README.md", "docs/journey.md", "docs/runbook.md")
BLOCK = re.compile(r"```graphql\n(.*?)```", re.DOTALL)
QUOTED = re.compile(r'"query": "((?:query|mutation|\{).*?)"[,}]')


def operations(root: Path) -> list[str]:
    found = []
    for page in PAGES:
        text = (root / page).read_text()
        found += BLOCK.findall(text) + QUOTED.findall(text)
    return found


def test_there_are_operations_to_check(root: Path) -> None:
    assert len(operations(root)) == 21


@pytest.mark.parametrize("index", range(21))
def test_each_operation_is_valid(root: Path, index: int) -> None:
    core = schema._schema
    assert validate(core, parse(operations(root)[index])) == []
