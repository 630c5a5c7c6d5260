"""The table of weaknesses names tests that exist."""

import ast
import re
from pathlib import Path

import pytest

TABLE = Path(__file__).parents[2] / "docs" / "hardening.md"
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TABLE.read_text())


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_each_weakness_has_its_test(root: Path, file: str, name: str) -> None:
    found = ast.parse((root / file).read_text()).body
    assert name in [each.name for each in found if isinstance(each, ast.AsyncFunctionDef | ast.FunctionDef)]


def test_each_row_names_one() -> None:
    rows = [line for line in TABLE.read_text().splitlines() if line.startswith("| ") and "---" not in line][1:]
    assert len(NAMED) == len(rows)
