"""A migration only adds to what the version that still serves uses (docs/decisions/0112).

What takes away or tightens is a step of its own, in a later release; it says so with
`CONTRACT_STEP = "which version no longer needs it"`.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path("migrations/models")
FIRST_RELEASE = 15
"The number of the newest migration that nobody runs an older version beside."
MARKER = "CONTRACT_STEP"

_TABLE = r"^ALTER TABLE (?:IF EXISTS |ONLY )*(?P<table>\w+) .*\b"
_FILLED = r"DEFAULT|GENERATED"
# Against statements with single spaces. Where a rule names a table, one that the same file creates is free.
_RULES = (
    (r"^DROP (?!INDEX|TRIGGER)", "takes away what the older version may use"),
    (_TABLE + r"DROP (?:COLUMN )?(?!CONSTRAINT|NOT NULL|DEFAULT)\w", "takes a column away"),
    (r"^ALTER .*\bRENAME\b", "renames what the older version uses"),
    (_TABLE + r"ALTER (?:COLUMN )?\w+ (?:SET DATA )?TYPE\b", "changes a type"),
    (_TABLE + r"SET NOT NULL\b", "refuses what the older version writes"),
    (_TABLE + r"DROP DEFAULT\b", "refuses what the older version leaves out"),
    (_TABLE + r"ADD (?:CONSTRAINT|CHECK|UNIQUE|FOREIGN|EXCLUDE|PRIMARY)\b", "tightens a table"),
    (
        _TABLE
        + rf"ADD (?:COLUMN )?(?!CONSTRAINT)\w+ (?:(?!, ADD |{_FILLED}).)*NOT NULL(?!(?:(?!, ADD ).)*(?:{_FILLED}))",
        "adds a column that the older version leaves out: give it a DEFAULT",
    ),
    (r"^CREATE UNIQUE INDEX .*?\bON (?:ONLY )?(?P<table>\w+)", "tightens a table"),
    (
        r"^CREATE INDEX (?!CONCURRENTLY).*?\bON (?:ONLY )?(?P<table>\w+)",
        "makes writers wait while it is built: CREATE INDEX CONCURRENTLY, with RUN_IN_TRANSACTION = False",
    ),
)
_CREATED = re.compile(r"^CREATE TABLE (?:IF NOT EXISTS )?(\w+)")
_QUOTED = re.compile(r"(\$\w*\$).*?\1|'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/", re.DOTALL)


def problems(root: Path) -> list[str]:
    newer = (path for path in (root / FOLDER).glob("[0-9]*_*.py") if int(path.name.split("_")[0]) > FIRST_RELEASE)
    return [problem for path in sorted(newer) for problem in _of_file(path, path.relative_to(root))]


def _of_file(path: Path, name: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text())
    if _is_contract(tree):
        return
    statements = [" ".join(each.split()) for each in _QUOTED.sub("''", _upgrade(tree)).split(";")]
    created = {found[1] for each in statements if (found := _CREATED.match(each))}
    for statement in statements:
        for rule, why in _RULES:
            found = re.search(rule, statement)
            if found and found.groupdict().get("table") not in created:
                yield f"{name}: `{statement[:60]}` {why}, or mark the file with {MARKER}"


def _is_contract(tree: ast.Module) -> bool:
    """Marked, with a reason."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(reason))) if name == MARKER:
                return bool(reason.strip())
    return False


def _upgrade(tree: ast.Module) -> str:
    """The SQL that the file's `upgrade` answers."""
    for node in tree.body:
        if isinstance(node, ast.AsyncFunctionDef) and node.name == "upgrade":
            return "".join(
                each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )
    return ""
