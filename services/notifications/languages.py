"""Texts in the languages of our users. English is what the code says; `languages/*.po` hold the others."""

import gettext
import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

from babel.core import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ENGLISH = Locale("en")
CATALOGUES = Path(__file__).parent / "languages"

type Translate = Callable[[str], str]


def N_(text: str) -> str:  # noqa: N802 - gettext's name for a text that is translated where it is used
    return text


def locale_of(tag: str) -> Locale:
    """Of a tag such as `fr` or `en-NG`, for numbers and dates. An unknown one is English."""
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return ENGLISH


def translator(tag: str) -> Translate:
    """Into the language of a tag. What is not translated stays English."""
    return _catalogue(locale_of(tag).language).gettext


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    path = CATALOGUES / f"{language}.po"
    if not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
