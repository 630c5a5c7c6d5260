"""Amounts that people name themselves."""

from services.errors import ValidationFailed
from services.platform.languages import said
from services.platform.money import LARGEST_MINOR, Money, is_known


def check_amount(amount: Money, *, may_be_negative: bool = False) -> None:
    """Raises ValidationFailed, with the paths `amountMinor` and `currency`."""
    if not is_known(amount.currency):
        raise unsupported("currency", amount.currency)
    size = abs(amount.amount_minor) if may_be_negative else amount.amount_minor
    if size <= 0:
        message = "The amount must not be zero." if may_be_negative else "The amount must be more than zero."
        raise ValidationFailed.of("amountMinor", code="OUT_OF_RANGE", message=message)
    if size > LARGEST_MINOR:
        message = said("At most {most} at once.", most=Money(LARGEST_MINOR, amount.currency))
        raise ValidationFailed.of("amountMinor", code="OUT_OF_RANGE", message=message)


def unsupported(path: str, currency: str) -> ValidationFailed:
    """For a currency in which nobody takes or sends money for us."""
    message = said("We do not deal in '{currency}'.", currency=currency[:3])
    return ValidationFailed.of(path, code="UNSUPPORTED_CURRENCY", message=message)
