"""A circuit breaker: whoever does not answer is left alone for a while, then tried with one call."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import StrEnum

import structlog

from services.platform.alerts import Alerts
from services.platform.clock import Clock

log = structlog.get_logger()


class BreakerState(StrEnum):
    CLOSED = "CLOSED"
    OPEN = "OPEN"
    HALF_OPEN = "HALF_OPEN"


class BreakerOpen(Exception):
    """Raised instead of a call that would only be waited for in vain."""


class Breaker:
    """One for each provider in a process. It opens after so many failures in a row, for the length of a pause."""

    def __init__(
        self, name: str, *, failures: int, pause: timedelta, counts: type[Exception], alerts: Alerts, clock: Clock
    ) -> None:
        self._name = name
        self._limit = failures
        self._pause = pause
        self._counts = counts
        self._alerts = alerts
        self._clock = clock
        self._failed = 0
        self._opened_at: datetime | None = None
        self._is_probing = False

    @property
    def state(self) -> BreakerState:
        """HALF_OPEN once the pause is over, until a call has told how things are."""
        if self._opened_at is None:
            return BreakerState.CLOSED
        return BreakerState.HALF_OPEN if self._clock() - self._opened_at >= self._pause else BreakerState.OPEN

    @contextmanager
    def call(self) -> Iterator[None]:
        """Around each call. Raises BreakerOpen while it is open, or half open with a call under way."""
        is_probe = self.state is BreakerState.HALF_OPEN
        if self.state is BreakerState.OPEN or (is_probe and self._is_probing):
            raise BreakerOpen(self._name)
        self._is_probing = is_probe
        try:
            yield
        except self._counts:
            self._count_failure(is_probe=is_probe)
            raise
        else:
            self._count_success(is_probe=is_probe)
        finally:
            # A call that was cancelled has told nothing; the next one is the probe.
            self._is_probing = self._is_probing and not is_probe

    def _count_failure(self, *, is_probe: bool) -> None:
        self._failed += 1
        if is_probe or (self._opened_at is None and self._failed >= self._limit):
            self._opened_at = self._clock()
            self._alerts.send("breaker_opened", provider=self._name, failures=self._failed)

    def _count_success(self, *, is_probe: bool) -> None:
        """A call from before the breaker opened does not close it."""
        if is_probe:
            self._opened_at = None
            log.info("breaker_closed", provider=self._name)
        if self._opened_at is None:
            self._failed = 0
