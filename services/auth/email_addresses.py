"""Mail addresses, as accounts know them."""

from email_validator import EmailNotValidError, validate_email

LONGEST = 254


def normalized(text: str, *, allow_test_domains: bool) -> str | None:
    """The address in its one spelling, or None for what is no address. Looks nothing up.

    `.test`, the domain that no mail ever leaves for, is for development.
    """
    try:
        found = validate_email(text.strip(), check_deliverability=False, test_environment=allow_test_domains)
    except (EmailNotValidError, UnicodeError):
        return None
    return found.normalized if len(found.normalized) <= LONGEST else None
