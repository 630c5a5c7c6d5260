"""Files and functions stay short enough to be read at once."""

import ast
from collections.abc import Iterator
from pathlib import Path

from checks.tree import python_files

FILE_LINES = 300
FUNCTION_LINES = 40
EXEMPT = "migrations"


def problems(root: Path) -> list[str]:
    files = (path for path in python_files(root) if path.relative_to(root).parts[0] != EXEMPT)
    return [problem for path in files for problem in _of_file(path, path.relative_to(root))]


def _of_file(path: Path, name: Path) -> Iterator[str]:
    source = path.read_text()
    lines = len(source.splitlines())
    if lines > FILE_LINES:
        yield f"{name}: {lines} lines, more than {FILE_LINES}"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{name}:{node.lineno}: {node.name} has {length} lines, more than {FUNCTION_LINES}"
