"""The page of all settings says what `.env.example` says; `python -m checks.settings_page --write` writes it anew."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

EXAMPLE = Path(".env.example")
PAGE = Path("docs/settings.md")
HEAD = """# Settings

Environment variables; `.env` is read too, and the environment wins. Durations are ISO 8601 (`PT10M`), lists and maps
are JSON. `make run` needs none of them. What one of them cannot be is refused at the start in one line; what is wrong
with all of them together says `manage.py doctor`. This page is made from `.env.example`, whose defaults a test compares
with the code.
"""
_SECTION = re.compile(r"# --- (.+?) -+")
_ASSIGNMENT = re.compile(r"# ([A-Z][A-Z0-9_]*)=(.*)")


def problems(root: Path) -> list[str]:
    page = root / PAGE
    if not page.is_file() or page.read_text() != written((root / EXAMPLE).read_text()):
        return [f"{PAGE}: stale; write it anew with `python -m checks.settings_page --write`"]
    return []


def written(example: str) -> str:
    """Markdown: a table for each section. A comment is about all the settings that follow it."""
    return "".join([HEAD, *_lines(example)])


def _lines(example: str) -> Iterator[str]:
    comment: list[str] = []
    names: list[tuple[str, str]] = []
    is_open = False
    for line in [*example.splitlines(), ""]:
        assignment = _ASSIGNMENT.fullmatch(line)
        if assignment:
            names.append((assignment[1], assignment[2]))
            continue
        if names:
            yield _row(names, comment)
            names, comment = [], []
        if section := _SECTION.fullmatch(line):
            yield f"\n## {section[1]}\n\n| setting | default | meaning |\n|---|---|---|\n"
            is_open, comment = True, []
        elif is_open and line.startswith("# "):
            comment.append(line.removeprefix("# "))


def _row(names: list[tuple[str, str]], comment: list[str]) -> str:
    settings = "<br>".join(f"`{name}`" for name, _ in names)
    defaults = "<br>".join(f"`{value}`" if value else "—" for _, value in names)
    return f"| {settings} | {defaults} | {' '.join(comment).replace('|', chr(92) + '|')} |\n"


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit(__doc__)
    PAGE.write_text(written(EXAMPLE.read_text()))
