"""When the tractor will be there: smoothed, never in the past, and honest about what it does not know."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.enums import EtaSource, RequestStatus
from models.requests import JobRequest
from models.tracking import LiveState
from services.platform.settings import Settings
from services.tracking.arrival import Patience, eta_of, planned, position_of
from services.tracking.smoothing import Smoothed, Smoothing

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SMOOTHING = Smoothing.of(Settings(_env_file=None))
PATIENCE = Patience(3 * MINUTE, 30 * MINUTE)


def after(minutes: float) -> datetime:
    return NOW + minutes * MINUTE


def a_request(status: RequestStatus = RequestStatus.EN_ROUTE) -> JobRequest:
    return JobRequest(status=status, scheduled_from=after(60), accepted_at=after(-600), updated_at=after(-1))


def live(**facts: object) -> LiveState:
    whole = {"arrive_at": after(20), "eta_as_of": after(-1), "eta_source": EtaSource.ROUTE, "distance_km": 6.0, **facts}
    return LiveState(**whole)


def test_the_first_estimate_is_taken_as_it_is() -> None:
    assert SMOOTHING.smoothed(after(20), None, 0, NOW) == Smoothed(after(20), 0)


def test_later_ones_pull_by_three_tenths() -> None:
    assert SMOOTHING.smoothed(after(30), after(24), 0, NOW) == Smoothed(after(25.8), 0)
    assert SMOOTHING.smoothed(after(20), after(24), 1, NOW) == Smoothed(after(22.8), 0)


def test_one_jump_is_smoothed_and_the_second_starts_anew() -> None:
    once = SMOOTHING.smoothed(after(40), after(20), 0, NOW)
    assert once == Smoothed(after(26), 1)
    assert SMOOTHING.smoothed(after(40), once.arrive_at, once.jumps, NOW) == Smoothed(after(40), 0)


@pytest.mark.parametrize(("raw", "jumps"), [(26, 0), (26.1, 1), (14, 0), (13.9, 1)])
def test_a_jump_is_more_than_three_tenths_of_what_is_left(raw: float, jumps: int) -> None:
    assert SMOOTHING.smoothed(after(raw), after(20), 0, NOW).jumps == jumps


@given(st.floats(-300, 300), st.none() | st.floats(-300, 300), st.integers(0, 1))
def test_an_arrival_is_never_in_the_past(raw: float, previous: float | None, jumps: int) -> None:
    before = None if previous is None else after(previous)

    assert SMOOTHING.smoothed(after(raw), before, jumps, NOW).arrive_at >= NOW


@pytest.mark.parametrize(
    ("arrive", "told", "told_ago", "news"),
    [
        (10, None, None, True),
        (10, 10, 1, False),
        (12, 10, 1, True),
        (11.9, 10, 1, False),
        (8, 10, 1, True),
        (44, 40, 1, True),
        (43.9, 40, 1, False),
        (10, 10, 5, True),
        (10, 10, 4.9, False),
    ],
)
def test_people_are_told_of_what_they_would_notice(
    arrive: float, told: float | None, told_ago: float | None, news: bool
) -> None:
    before = None if told is None else after(told)
    at = None if told_ago is None else after(-told_ago)

    assert SMOOTHING.is_news(after(arrive), before, at, NOW) is news


def test_before_departure_it_is_the_scheduled_start() -> None:
    eta = eta_of(a_request(RequestStatus.ACCEPTED), None, NOW, PATIENCE)

    assert eta is not None
    assert (eta.arrive_at, eta.minutes, eta.source, eta.stale) == (after(60), 60, EtaSource.SCHEDULED, False)


def test_a_start_that_has_passed_is_now() -> None:
    eta = planned(after(-5), after(-60), NOW)

    assert eta is not None
    assert (eta.arrive_at, eta.minutes) == (NOW, 0)
    assert planned(None, NOW, NOW) is None


@pytest.mark.parametrize(
    ("fixed_ago", "shown", "stale"),
    [(0, True, False), (2.99, True, False), (3, True, True), (29.99, True, True), (30, False, False)],
)
def test_on_the_way_it_grows_stale_and_then_unknown(fixed_ago: float, shown: bool, stale: bool) -> None:
    eta = eta_of(a_request(), live(fixed_at=after(-fixed_ago)), NOW, PATIENCE)

    assert (eta is not None) is shown
    assert eta is None or (eta.stale, eta.arrive_at, eta.minutes, eta.distance_km) == (stale, after(20), 20, 6.0)


@pytest.mark.parametrize(("told_ago", "shown"), [(29.99, True), (30, False)])
def test_a_fix_makes_no_old_estimate_young(told_ago: float, shown: bool) -> None:
    eta = eta_of(a_request(), live(fixed_at=NOW, eta_as_of=after(-told_ago)), NOW, PATIENCE)

    assert (eta is not None) is shown


def test_without_any_fix_its_own_age_counts() -> None:
    eta = eta_of(a_request(), live(fixed_at=None, eta_as_of=after(-4)), NOW, PATIENCE)

    assert eta is not None
    assert eta.stale


def test_an_arrival_that_has_passed_is_shown_as_now() -> None:
    eta = eta_of(a_request(), live(arrive_at=after(-3), fixed_at=NOW), NOW, PATIENCE)

    assert eta is not None
    assert (eta.arrive_at, eta.minutes) == (NOW, 0)


_BEFORE = (RequestStatus.ACCEPTED, RequestStatus.EN_ROUTE)


@pytest.mark.parametrize("status", [each for each in RequestStatus if each not in _BEFORE])
def test_there_is_an_arrival_only_before_it(status: RequestStatus) -> None:
    assert eta_of(a_request(status), live(fixed_at=NOW), NOW, PATIENCE) is None


_SHOWN = {RequestStatus.EN_ROUTE, RequestStatus.ARRIVED, RequestStatus.WORK_STARTED, RequestStatus.IN_PROGRESS}


@pytest.mark.parametrize("status", RequestStatus)
def test_a_place_is_shown_from_departure_to_completion(status: RequestStatus) -> None:
    place = live(fixed_at=after(-4), latitude=8.9, longitude=7.2)

    found = position_of(a_request(status), place, NOW, PATIENCE)

    assert (found is not None) is (status in _SHOWN)
    assert found is None or (found.as_of, found.stale) == (after(-4), True)
