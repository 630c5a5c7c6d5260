"""What holds for a person's name, phone, locale and zone, wherever they are entered."""

import re
import unicodedata
import zoneinfo
from functools import cache

import babel

from services.errors import Problem
from services.platform import texts

LONGEST_NAME = 100
_TAG = re.compile(r"[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,3}")
_E164 = re.compile(r"\+[1-9]\d{6,14}")


def problems_of_name(name: str, *path: str) -> tuple[Problem, ...]:
    return texts.problems_of(spelled(name), *path, longest=LONGEST_NAME)


def spelled(name: str) -> str:
    """As names are stored and looked for: a letter with its marks is one character wherever there is one."""
    return unicodedata.normalize("NFC", name.strip())


def problems_of_phone(phone: str | None, *path: str) -> tuple[Problem, ...]:
    if phone is None or _E164.fullmatch(phone):
        return ()
    return (Problem(path, "INVALID_PHONE", "This is no phone number such as +2348012345678."),)


def problems_of_locale(locale: str, *path: str) -> tuple[Problem, ...]:
    """A language tag that CLDR knows, such as `en`, `ha` or `en-NG`."""
    try:
        # The library takes no notice of what follows a dot or an @, which would be stored all the same.
        babel.Locale.parse(locale if _TAG.fullmatch(locale) else "", sep="-")
    except (babel.UnknownLocaleError, ValueError, TypeError):
        return (Problem(path, "UNKNOWN_LOCALE", "This is no language such as en, ha or en-NG."),)
    return ()


def problems_of_zone(zone: str, *path: str) -> tuple[Problem, ...]:
    if is_zone(zone):
        return ()
    return (Problem(path, "UNKNOWN_TIME_ZONE", "This is no time zone such as Africa/Lagos."),)


def is_zone(name: str) -> bool:
    """Whether it is the name of a place's time. Systems list their own, and none, beside them."""
    return name in _zones()


@cache
def _zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones() - {"Factory", "localtime"})
