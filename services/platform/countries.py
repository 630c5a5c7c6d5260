"""Countries by ISO 3166-1 alpha-2."""

from functools import cache
from importlib.resources import files


def is_country(code: str) -> bool:
    """True for a code that is assigned, in capitals; false for those that are reserved or for private use."""
    return code in _codes()


@cache
def _codes() -> frozenset[str]:
    """The time zone database has the standard's list beside it, and no other codes."""
    table = files("tzdata").joinpath("zoneinfo", "iso3166.tab").read_text(encoding="utf-8")
    return frozenset(line.partition("\t")[0] for line in table.splitlines() if not line.startswith("#"))
