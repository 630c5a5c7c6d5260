"""Country codes as ISO 3166-1 assigns them."""

import re
from string import ascii_uppercase

import pytest
from babel import Locale

from services.platform.countries import is_country

# CLDR names these as well: reserved for what is no country of the standard's, or for private use.
NOT_ASSIGNED = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}


def test_the_codes_are_those_that_are_assigned() -> None:
    codes = {first + second for first in ascii_uppercase for second in ascii_uppercase if is_country(first + second)}

    assert len(codes) == 249
    assert codes | NOT_ASSIGNED == {
        code for code in map(str, Locale("en").territories) if re.fullmatch("[A-Z]{2}", code)
    }
    assert not codes & NOT_ASSIGNED


@pytest.mark.parametrize("code", ["", "ng", "NGA", "UK", "SU", "AN", "001", "NG ", "\x00", "# "])
def test_what_is_no_code(code: str) -> None:
    assert not is_country(code)
