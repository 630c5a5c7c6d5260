"""Which positions count (semantics, section 8)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.platform.geography import GeoPoint
from services.platform.settings import Settings
from services.tracking.fixes import Fix, Plausibility
from tests.requests.village import KUJE, north

DEPARTURE = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
NOW = DEPARTURE + timedelta(hours=1)
PLAUSIBILITY = Plausibility.of(Settings(_env_file=None))
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def fix(minutes: float, place: GeoPoint = KUJE, **facts: Any) -> Fix:
    """So long after the departure."""
    return Fix(place, DEPARTURE + minutes * MINUTE, **facts)


def judged(*fixes: Fix, last: Fix | None = None) -> tuple[list[Fix], Fix | None, int]:
    """What counts, what to show, and how many do not count."""
    found = PLAUSIBILITY.judge(fixes, departed_at=DEPARTURE, now=NOW, last=last)
    return list(found.trail), found.newest, found.rejected


@pytest.mark.parametrize(
    "good",
    [
        fix(0),
        fix(-10),
        Fix(KUJE, NOW + 60 * SECOND),
        fix(5, accuracy_m=0.0),
        fix(5, accuracy_m=100.0),
        fix(5, GeoPoint(90.0, 180.0)),
        fix(5, GeoPoint(-90.0, -180.0)),
        fix(5, GeoPoint(0.0, 7.2)),
    ],
)
def test_a_plausible_fix_counts(good: Fix) -> None:
    assert judged(good) == ([good], good, 0)


@pytest.mark.parametrize(
    "bad",
    [
        Fix(KUJE, DEPARTURE - 10 * MINUTE - SECOND),
        Fix(KUJE, NOW + 61 * SECOND),
        fix(5, accuracy_m=100.1),
        fix(5, accuracy_m=-1.0),
        fix(5, accuracy_m=float("nan")),
        fix(5, GeoPoint(90.1, 7.2)),
        fix(5, GeoPoint(8.9, -180.1)),
        fix(5, GeoPoint(0.0, 0.0)),
        fix(5, GeoPoint(float("nan"), 7.2)),
        fix(5, GeoPoint(8.9, float("inf"))),
    ],
)
def test_an_implausible_fix_does_not(bad: Fix) -> None:
    assert judged(bad) == ([], None, 1)


@pytest.mark.parametrize(("km", "counts"), [(0.0, True), (9.9, True), (10.1, False)])
def test_a_tractor_drives_no_faster_than_sixty(km: float, counts: bool) -> None:
    last, there = fix(10), fix(20, north(km))

    assert judged(there, last=last) == (([there], there, 0) if counts else ([], None, 1))


@pytest.mark.parametrize(("minutes", "counts"), [(14.99, False), (15, True), (30, True)])
def test_after_a_quarter_of_an_hour_it_may_be_anywhere(minutes: float, counts: bool) -> None:
    last, far = fix(0), fix(minutes, north(100))

    assert judged(far, last=last) == (([far], far, 0) if counts else ([], None, 1))


@pytest.mark.parametrize("nonsense", [-1.0, 361.0, float("nan"), float("inf")])
def test_a_heading_that_is_none_does_not_spoil_the_place(nonsense: float) -> None:
    assert judged(fix(5, heading=nonsense)) == ([fix(5)], fix(5), 0)


@pytest.mark.parametrize("nonsense", [-1.0, float("nan"), float("inf")])
def test_neither_does_such_a_speed(nonsense: float) -> None:
    assert judged(fix(5, speed_kmh=nonsense)) == ([fix(5)], fix(5), 0)


def test_a_jump_is_measured_from_the_last_fix_that_counted() -> None:
    first, jump, back = fix(10), fix(11, north(50)), fix(12, north(1))

    assert judged(first, jump, back) == ([first, back], back, 1)


def test_a_batch_is_judged_oldest_first() -> None:
    first, second, third = fix(10), fix(11, north(0.3)), fix(12, north(0.6))

    assert judged(third, first, second) == ([first, second, third], third, 0)


def test_a_late_fix_joins_the_trail_and_moves_nothing() -> None:
    last, late = fix(20), fix(10, north(50))

    assert judged(late, last=last) == ([late], None, 0)


def test_the_instant_of_the_last_fix_moves_nothing_again() -> None:
    last = fix(20)

    assert judged(fix(20, north(0.1)), last=last)[1] is None


def test_nothing_comes_of_nothing() -> None:
    assert judged() == ([], None, 0)
