"""The shape of what runs a job, and how it says what is to become of it."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

type Handler = Callable[[dict[str, Any]], Awaitable[None]]
"Takes the job's ids. It may run twice."


class ComeAgain(Exception):
    """Raised by a job that knows when it is to be run once more."""

    def __init__(self, after: timedelta) -> None:
        super().__init__(f"again in {after}")
        self.after = after


class GivenUp(Exception):
    """Raised by a job that is dead: somebody has to look at it. `reason` names no person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
