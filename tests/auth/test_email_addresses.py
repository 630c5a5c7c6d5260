"""Mail addresses are spelled as the library spells them, whichever way that is found out."""

from string import ascii_lowercase, digits

import pytest
from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email
from hypothesis import example, given
from hypothesis import strategies as st

from services.auth.email_addresses import LONGEST, normalized

# What plain addresses are made of, and what tells them from others.
PARTS = st.text(st.sampled_from(ascii_lowercase[:3] + digits[:2] + "AÉ._+-'\"@ x"), max_size=20)
DOMAINS = st.lists(st.text(st.sampled_from("abnx01-AÉ"), max_size=8), min_size=1, max_size=4)
ENDS = st.sampled_from([*SPECIAL_USE_DOMAIN_NAMES, "com", "org", "c", "co1", "xn--p1ai", "local.com", ""])


def spelled(text: str, *, allow_test_domains: bool) -> str | None:
    try:
        found = validate_email(text.strip(), check_deliverability=False, test_environment=allow_test_domains)
    except (EmailNotValidError, UnicodeError):
        return None
    return found.normalized if len(found.normalized) <= LONGEST else None


@given(PARTS, DOMAINS, ENDS, st.booleans())
@example("ada", ["farm"], "test", True)
@example("ada", ["farm"], "test", False)
@example("ada.b_c+d-e", ["farm-1"], "org", False)
@example("postmaster", ["farm"], "org", False)
@example("ada", ["ab--c"], "org", False)
@example("ada", ["xn--bcher-kva"], "org", False)
@example("ada", ["a" * 64], "org", False)
@example("a" * 60, ["farm"], "org", False)
def test_an_address_is_spelled_as_the_library_does(
    local: str, labels: list[str], end: str, allow_test_domains: bool
) -> None:
    text = f"{local}@{'.'.join([*labels, end])}"
    assert normalized(text, allow_test_domains=allow_test_domains) == spelled(
        text, allow_test_domains=allow_test_domains
    )


@pytest.mark.parametrize("length", [LONGEST, LONGEST + 1])
def test_what_is_too_long_is_no_address(length: int) -> None:
    domain = "@" + ".".join(["farm" * 10] * 4) + ".org"
    text = "a" * (length - len(domain)) + domain
    assert len(text) == length
    assert normalized(text, allow_test_domains=False) == spelled(text, allow_test_domains=False)
    assert normalized(text, allow_test_domains=False) == (text if length == LONGEST else None)
