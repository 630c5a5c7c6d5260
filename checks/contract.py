"""The exported schema keeps the contract with the frontend, save for what `schema/not_built_yet.txt` names.

`python -m checks.contract --write` writes that list anew. It holds a `Type`, `Type.field`, `Type.field.argument`,
`Union.Member`, `Type.Interface` or `Enum.VALUE` a line.
"""

import re
import sys
from collections import defaultdict
from pathlib import Path

from graphql import build_schema
from graphql.utilities import BreakingChangeType, find_breaking_changes

from checks.sdl import COMMITTED

SHARED = Path("../shared")
NOT_BUILT_YET = Path("schema/not_built_yet.txt")
HEADER = "# What the contract promises and we have not built yet. It only ever shrinks.\n"

# How graphql-core words a change, and the member that it is about.
WORDINGS = (
    (re.compile(r"^(\w+) was removed from union type (\w+)\."), r"\2.\1"),
    (re.compile(r"^(\w+) no longer implements interface (\w+)\."), r"\1.\2"),
    (re.compile(r"^.*?(@?\w+(?:\.\w+)?)\((\w+):\)"), r"\1.\2"),
    (re.compile(r"^.*?(\w+\.\w+)"), r"\1"),
    (re.compile(r"^.*?(@\w+)"), r"\1"),
    (re.compile(r"^(?:Standard scalar )?(\w+) (?:was removed|changed from)"), r"\1"),
)


def problems(root: Path) -> list[str]:
    """None where the contract is not beside the checkout."""
    if not (root / SHARED / "check-contract").is_file():
        return []
    broken, listed = _broken(root), _listed(root)
    return [
        *(f"{COMMITTED}: {text}" for member, texts in broken.items() if member not in listed for text in texts),
        *(f"{NOT_BUILT_YET}: {member} is built or not promised: remove it" for member in sorted(listed - set(broken))),
    ]


def write(root: Path) -> None:
    (root / NOT_BUILT_YET).write_text(HEADER + "".join(f"{member}\n" for member in sorted(_broken(root))))


def _broken(root: Path) -> dict[str, list[str]]:
    """What breaks the contract, by member; the same changes that ../shared/check-contract counts."""
    contract = build_schema((root / SHARED / "api.graphql").read_text())
    schema = build_schema((root / COMMITTED).read_text())
    broken: dict[str, list[str]] = defaultdict(list)
    for change in find_breaking_changes(contract, schema):
        if change.type is not BreakingChangeType.DIRECTIVE_REMOVED:
            broken[_member(change.description)].append(change.description)
    return broken


def _member(description: str) -> str:
    for wording, member in WORDINGS:
        if found := wording.match(description):
            return found.expand(member)
    raise ValueError(f"graphql-core words a change in a new way: {description}")


def _listed(root: Path) -> set[str]:
    path = root / NOT_BUILT_YET
    lines = path.read_text().splitlines() if path.is_file() else []
    return {member for line in lines if (member := line.partition("#")[0].strip())}


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit(__doc__)
    write(Path.cwd())
