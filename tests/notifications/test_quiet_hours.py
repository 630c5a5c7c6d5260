"""Quiet hours on the clock of a person's zone."""

from datetime import UTC, datetime

import pytest

from services.notifications.quiet_hours import QuietHours


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "over"),
    [
        ("2026-03-02T21:59+01:00", None),
        ("2026-03-02T22:00+01:00", "2026-03-03T06:30+01:00"),
        ("2026-03-02T23:59+01:00", "2026-03-03T06:30+01:00"),
        ("2026-03-03T00:00+01:00", "2026-03-03T06:30+01:00"),
        ("2026-03-03T06:29+01:00", "2026-03-03T06:30+01:00"),
        ("2026-03-03T06:30+01:00", None),
    ],
)
def test_across_midnight(now: str, over: str | None) -> None:
    hours = QuietHours(22 * 60, 6 * 60 + 30, "Africa/Lagos")

    assert hours.over_at(at(now)) == (at(over) if over else None)


@pytest.mark.parametrize(
    ("now", "over"),
    [
        ("2026-03-02T12:59+03:00", None),
        ("2026-03-02T13:00+03:00", "2026-03-02T15:00+03:00"),
        ("2026-03-02T15:00+03:00", None),
    ],
)
def test_within_a_day(now: str, over: str | None) -> None:
    hours = QuietHours(13 * 60, 15 * 60, "Africa/Nairobi")

    assert hours.over_at(at(now)) == (at(over) if over else None)


@pytest.mark.parametrize("minute", [0, 600])
def test_equal_ends_are_no_hours(minute: int) -> None:
    assert QuietHours(minute, minute, "Africa/Lagos").over_at(at("2026-03-02T10:00+01:00")) is None


def test_a_night_that_lasts_to_midnight() -> None:
    hours = QuietHours(20 * 60, 0, "Africa/Lagos")

    assert hours.over_at(at("2026-03-02T21:00+01:00")) == at("2026-03-03T00:00+01:00")


@pytest.mark.parametrize(
    ("end", "now", "over"),
    [
        # On the 29th of March the clocks of Tunis' neighbours across the sea leap from 2:00 to 3:00.
        (7 * 60, "2026-03-28T23:00+01:00", "2026-03-29T07:00+02:00"),
        (2 * 60 + 30, "2026-03-28T23:00+01:00", "2026-03-29T03:30+02:00"),
        (2 * 60 + 30, "2026-03-29T01:59+01:00", "2026-03-29T03:30+02:00"),
        (2 * 60 + 30, "2026-03-29T03:00+02:00", None),
        # On the 25th of October they go back from 3:00 to 2:00: half past two comes twice.
        (7 * 60, "2026-10-24T23:00+02:00", "2026-10-25T07:00+01:00"),
        (2 * 60 + 30, "2026-10-25T01:00+02:00", "2026-10-25T02:30+02:00"),
        (2 * 60 + 30, "2026-10-25T02:45+02:00", None),
        (2 * 60 + 30, "2026-10-25T02:15+01:00", "2026-10-25T02:30+01:00"),
    ],
)
def test_when_clocks_change(end: int, now: str, over: str | None) -> None:
    hours = QuietHours(22 * 60, end, "Europe/Rome")

    assert hours.over_at(at(now)) == (at(over) if over else None)
