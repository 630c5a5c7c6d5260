"""Texts in the languages of our users. English is what the code says; `languages/*.po` hold the others."""

import gettext
import io
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Self

from babel.core import Locale, UnknownLocaleError, negotiate_locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from services.platform.money import Money

ENGLISH = Locale("en")
CATALOGUES = Path(__file__).parent / "languages"
_SERVED = ("en", *sorted(path.stem for path in CATALOGUES.glob("*.po")))

type Translate = Callable[[str], str]
type Value = str | float | date | Money


def N_(text: str) -> str:  # noqa: N802 - gettext's name for a text that is translated where it is used
    return text


class Said(str):
    """A sentence with values in it: English as it stands, and what it takes to say it in another language."""

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, Value]

    @classmethod
    def of(cls, template: str, values: Mapping[str, Value]) -> Self:
        made = cls(_filled(template, values, "en"))
        made.template, made.values = template, values
        return made


def said(template: str, **values: Value) -> Said:
    """Such as `said("At most {most} at once.", most=100)`. Numbers, days and money are written as the reader does."""
    return Said.of(template, values)


def in_language(text: str, tag: str) -> str:
    """A text of ours for a reader. What is not translated stays English."""
    translate = translator(tag)
    return _filled(translate(text.template), text.values, tag) if isinstance(text, Said) else translate(text)


def best_of(tags: Iterable[str]) -> str:
    """The first tag in whose language there are texts, with its region, or `en`."""
    return next((tag for tag in tags if negotiate_locale([tag], _SERVED, sep="-")), "en")


def locale_of(tag: str) -> Locale:
    """Of a tag such as `fr` or `en-NG`, for numbers and dates. An unknown one is English."""
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return ENGLISH


def translator(tag: str) -> Translate:
    """Into the language of a tag. What is not translated stays English."""
    return _catalogue(locale_of(tag).language).gettext


def _filled(template: str, values: Mapping[str, Value], tag: str) -> str:
    return template.format_map({name: _written(value, tag) for name, value in values.items()})


def _written(value: Value, tag: str) -> str:
    match value:
        case str():
            return value
        case Money():
            return value.formatted(tag)
        case date():
            return format_date(value, "long", locale=locale_of(tag))
        case _:
            return format_decimal(value, locale=locale_of(tag))


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
