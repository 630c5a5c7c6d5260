"""A breaker opens after failures in a row, lets one call through after its pause, and believes that one."""

from contextlib import suppress
from datetime import timedelta

import pytest

from services.platform.alerts import Alerts
from services.platform.breaker import Breaker, BreakerOpen, BreakerState
from tests.accounts import SetClock

PAUSE = timedelta(seconds=30)


class Away(Exception):
    """What counts as a failure here."""


class Bench:
    """A breaker of three failures, with a clock."""

    def __init__(self) -> None:
        self.clock = SetClock()
        self.breaker = Breaker("peer", failures=3, pause=PAUSE, counts=Away, alerts=Alerts(), clock=self.clock)

    def state(self) -> BreakerState:
        return self.breaker.state

    def succeed(self) -> None:
        with self.breaker.call():
            pass

    def fail(self, times: int = 1, error: type[BaseException] = Away) -> None:
        for _ in range(times):
            with suppress(error), self.breaker.call():
                raise error

    def refuses(self) -> bool:
        try:
            self.succeed()
        except BreakerOpen:
            return True
        return False


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_it_opens_after_so_many_failures_in_a_row(bench: Bench) -> None:
    bench.fail(2)
    bench.succeed()
    bench.fail(2)
    assert bench.state() is BreakerState.CLOSED

    bench.fail()
    assert bench.state() is BreakerState.OPEN
    assert bench.refuses()


def test_it_stays_open_for_its_pause(bench: Bench) -> None:
    bench.fail(3)
    bench.clock.advance(seconds=29.9)
    assert bench.refuses()
    bench.clock.advance(seconds=0.1)
    assert bench.state() is BreakerState.HALF_OPEN


def test_one_success_after_the_pause_closes_it(bench: Bench) -> None:
    bench.fail(3)
    bench.clock.advance(seconds=30)
    bench.succeed()

    assert bench.state() is BreakerState.CLOSED
    bench.fail(2)
    assert bench.state() is BreakerState.CLOSED


def test_one_failure_after_the_pause_opens_it_for_another(bench: Bench) -> None:
    bench.fail(3)
    bench.clock.advance(seconds=30)
    bench.fail()

    assert bench.state() is BreakerState.OPEN
    bench.clock.advance(seconds=30)
    assert bench.state() is BreakerState.HALF_OPEN


def test_half_open_it_lets_one_call_through_at_a_time(bench: Bench) -> None:
    bench.fail(3)
    bench.clock.advance(seconds=30)
    with bench.breaker.call():
        assert bench.refuses()

    assert not bench.refuses()


def test_a_call_that_was_cancelled_tells_nothing(bench: Bench) -> None:
    bench.fail(3)
    bench.clock.advance(seconds=30)
    bench.fail(error=KeyboardInterrupt)

    assert bench.state() is BreakerState.HALF_OPEN
    assert not bench.refuses()


def test_other_errors_do_not_count(bench: Bench) -> None:
    bench.fail(5, error=ValueError)

    assert bench.state() is BreakerState.CLOSED


def test_a_success_from_before_it_opened_does_not_close_it(bench: Bench) -> None:
    with bench.breaker.call():
        bench.fail(3)

    assert bench.state() is BreakerState.OPEN


def test_a_failure_from_before_does_not_prolong_its_pause(bench: Bench) -> None:
    with suppress(Away), bench.breaker.call():
        bench.fail(3)
        bench.clock.advance(seconds=20)
        raise Away
    bench.clock.advance(seconds=10)

    assert bench.state() is BreakerState.HALF_OPEN
