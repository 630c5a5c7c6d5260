"""Every sentence that a person may read is in every catalogue, with the same values in it."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from services.platform.languages import CATALOGUES
from tests.architecture.test_refusals import all_refusals

TRANSLATED = ("fr", "sw", "ha")
FOLDERS = ("services", "schema", "resolvers", "subscriptions")
# What is refused, with the place of its message among the arguments.
REFUSED = {"Problem": 2, "Unsuitable": 1, "ValidationFailed.of": None}
# Where a message comes from elsewhere in the walk: an `Unsuitable`, and the parameter of `ValidationFailed.of`.
PASSED_ON = {"refused.message", "services/errors.py: message"}


def catalogue(language: str) -> Catalog:
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def marked(root: Path) -> set[str]:
    found = extract_from_dir(root / "services", keywords={"N_": None, "said": None})
    return {str(message) for _, _, message, _, _ in found}


def refused(root: Path) -> Iterator[str]:
    """What `Problem`, `Unsuitable` and `ValidationFailed.of` are given, but for what `said` makes."""
    for folder in FOLDERS:
        for path in (root / folder).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for each in ast.walk(tree):
                if isinstance(each, ast.Call) and ast.unparse(each.func) in REFUSED:
                    yield from texts(message_of(each), tree, str(path.relative_to(root)))


def message_of(call: ast.Call) -> ast.expr:
    named = [each.value for each in call.keywords if each.arg == "message"]
    place = REFUSED[ast.unparse(call.func)]
    return named[0] if named or place is None else call.args[place]


def texts(given: ast.expr, tree: ast.Module, where: str) -> Iterator[str]:
    match given:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from (*texts(one, tree, where), *texts(other, tree, where))
        case ast.Call(func=ast.Name(id="said"), args=[ast.Constant()]):
            return
        case ast.Name(id=name) if assigned := values_of(name, tree):
            for value in assigned:
                yield from texts(value, tree, where)
        case _:
            source = ast.unparse(given)
            assert {source, f"{where}: {source}"} & PASSED_ON, f"{where}:{given.lineno} cannot be translated: {source}"


def values_of(name: str, tree: ast.Module) -> list[ast.expr]:
    """All that a file assigns to a name."""
    return [
        each.value
        for each in ast.walk(tree)
        if isinstance(each, ast.Assign) and any(isinstance(to, ast.Name) and to.id == name for to in each.targets)
    ]


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_has_every_text_and_no_other(root: Path, language: str) -> None:
    wanted = marked(root) | set(refused(root)) | {kind.message for kind in all_refusals().values()}
    translated = {str(entry.id): str(entry.string) for entry in catalogue(language) if entry.id}

    assert sorted(wanted - set(translated)) == []
    assert sorted(set(translated) - wanted) == []
    assert [text for text, other in translated.items() if not other or names(text) != names(other)] == []
