"""What one operation, or one job, asked of the database."""

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(slots=True)
class Tally:
    """Statements with arguments or rows, and the seconds until their last row was there."""

    statements: int = 0
    seconds: float = 0.0


_tally: ContextVar[Tally | None] = ContextVar("tally", default=None)


def begin() -> Tally:
    """Counts in this task, and in those that it starts, from now on and until another begins."""
    tally = Tally()
    _tally.set(tally)
    return tally


def count(seconds: float) -> None:
    tally = _tally.get()
    if tally is not None:
        tally.statements += 1
        tally.seconds += seconds
