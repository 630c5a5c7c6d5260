"""Dates as they are printed on cards."""

import calendar
from datetime import date


def end_of_month(year: int, month: int) -> date:
    """The last day on which a card with this year and month is good."""
    return date(year, month, calendar.monthrange(year, month)[1])
