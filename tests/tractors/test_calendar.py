"""When a tractor can work: free stretches, midnight, zones, and days of 23 and 25 hours. Instants are half-open."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.tractors import WeeklyHours
from services.tractors.calendar import Stretch, day_in, first_free, minus, open_on

HOUR = timedelta(hours=1)
NONE = timedelta(0)
MONDAY = date(2026, 3, 2)


def at(hour: float, day: date = MONDAY) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + hour * HOUR


def span(start: float, end: float) -> Stretch:
    return Stretch(at(start), at(end))


def hours(weekday: int, opens: float, closes: float) -> WeeklyHours:
    return WeeklyHours(weekday=weekday, opens_minute=round(opens * 60), closes_minute=round(closes * 60))


EVERY_DAY = [hours(weekday, 6, 18) for weekday in range(7)]
ROUND_THE_CLOCK = [hours(weekday, 0, 24) for weekday in range(7)]


@pytest.mark.parametrize(
    ("zone", "day", "start", "length"),
    [
        ("Africa/Lagos", MONDAY, datetime(2026, 3, 1, 23, tzinfo=UTC), 24),
        ("Pacific/Auckland", MONDAY, datetime(2026, 3, 1, 11, tzinfo=UTC), 24),
        ("Pacific/Honolulu", MONDAY, datetime(2026, 3, 2, 10, tzinfo=UTC), 24),
        # Cairo's clocks jump at midnight: the day begins at 01:00, and lasts 23 hours.
        ("Africa/Cairo", date(2026, 4, 24), datetime(2026, 4, 23, 22, tzinfo=UTC), 23),
        ("Africa/Cairo", date(2026, 10, 29), datetime(2026, 10, 28, 21, tzinfo=UTC), 25),
        ("Europe/Berlin", date(2026, 3, 29), datetime(2026, 3, 28, 23, tzinfo=UTC), 23),
        ("Europe/Berlin", date(2026, 10, 25), datetime(2026, 10, 24, 22, tzinfo=UTC), 25),
    ],
)
def test_a_day_is_as_long_as_its_zone_says(zone: str, day: date, start: datetime, length: int) -> None:
    found = day_in(zone, day)

    assert (found.start, found.end - found.start) == (start, length * HOUR)
    assert found.end == day_in(zone, day + timedelta(days=1)).start


def test_hours_are_those_of_the_tractors_wall_clock() -> None:
    day = day_in("Africa/Lagos", MONDAY)

    assert open_on(day, EVERY_DAY, "Africa/Lagos") == [span(5, 17)]


def test_a_day_of_the_farm_meets_two_days_of_a_tractor_in_another_zone() -> None:
    # Lagos's Monday, 23:00 UTC to 23:00 UTC, is in Nairobi from 02:00 on Monday to 02:00 on Tuesday.
    day = day_in("Africa/Lagos", MONDAY)
    tractor = [hours(0, 8, 10), hours(1, 0, 12)]

    assert open_on(day, tractor, "Africa/Nairobi") == [span(5, 7), span(21, 23)]


def test_hours_that_meet_at_midnight_are_one_stretch() -> None:
    day = day_in("Africa/Lagos", MONDAY)

    assert open_on(day, ROUND_THE_CLOCK, "Africa/Nairobi") == [span(-1, 23)]
    assert open_on(day, [hours(0, 6, 12), hours(0, 12, 18)], "Africa/Lagos") == [span(5, 17)]


def test_other_weekdays_do_not_count() -> None:
    assert open_on(day_in("Africa/Lagos", MONDAY), EVERY_DAY[1:], "Africa/Lagos") == []


@pytest.mark.parametrize(
    ("day", "length"), [(date(2026, 3, 29), 11), (date(2026, 10, 25), 13), (date(2026, 3, 30), 12)]
)
def test_hours_across_a_clock_change_shrink_and_grow(day: date, length: int) -> None:
    across = [hours(weekday, 0, 12) for weekday in range(7)]

    (found,) = open_on(day_in("Europe/Berlin", day), across, "Europe/Berlin")

    assert found.end - found.start == length * HOUR


@pytest.mark.parametrize(("day", "length"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
def test_a_whole_day_of_another_length_is_open_all_through(day: date, length: int) -> None:
    whole = day_in("Europe/Berlin", day)

    assert open_on(whole, ROUND_THE_CLOCK, "Europe/Berlin") == [whole]
    assert whole.end - whole.start == length * HOUR


def test_an_opening_that_a_clock_change_skips_is_the_instant_it_jumps_to() -> None:
    # At 02:00 Berlin's clocks jump to 03:00, which is 01:00 UTC.
    day = date(2026, 3, 29)

    (found,) = open_on(day_in("Europe/Berlin", day), [hours(6, 2.5, 6)], "Europe/Berlin")

    assert found == Stretch(at(1, day), at(4, day))


def test_hours_lose_no_more_than_what_is_skipped() -> None:
    day = date(2026, 3, 29)
    berlin = day_in("Europe/Berlin", day)

    assert open_on(berlin, [hours(6, 2.75, 23.75)], "Europe/Berlin") == [Stretch(at(1, day), at(21.75, day))]
    assert open_on(berlin, [hours(6, 1, 2.75)], "Europe/Berlin") == [Stretch(at(0, day), at(1, day))]
    assert open_on(berlin, [hours(6, 2.25, 2.75)], "Europe/Berlin") == []


def test_a_clock_that_jumps_by_half_an_hour() -> None:
    # At 02:00 Lord Howe's clocks jump to 02:30, which is 15:30 UTC.
    day = date(2026, 10, 4)

    found = open_on(day_in("Australia/Lord_Howe", day), [hours(6, 2.25, 6)], "Australia/Lord_Howe")

    assert found == [Stretch(at(-8.5, day), at(-5, day))]


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([], span(6, 8)),
        ([(6, 7)], span(7, 9)),
        ([(8, 9)], span(6, 8)),
        ([(5, 6)], span(6, 8)),
        ([(7, 8)], span(8, 10)),
        ([(7, 8), (9, 10)], span(10, 12)),
        ([(9, 10), (7, 8)], span(10, 12)),
        ([(6, 16)], span(16, 18)),
        ([(6, 16.1)], None),
        ([(5, 19)], None),
        ([(6, 9), (7, 8)], span(9, 11)),
    ],
)
def test_the_first_stretch_that_holds_the_work(taken: list[tuple[float, float]], expected: Stretch | None) -> None:
    busy = [span(*each) for each in taken]

    assert first_free([span(6, 18)], busy, work=2 * HOUR, drive=NONE, earliest=at(0)) == expected


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        # The drive may lie before the window, but not on other work.
        ([], span(6, 8)),
        ([(4, 5)], span(6, 8)),
        ([(4, 5.5)], span(6.5, 8.5)),
        ([(9, 10)], span(6, 8)),
        ([(8, 9)], span(6, 8)),
        ([(7, 9)], span(10, 12)),
    ],
)
def test_the_drive_before_it_is_free_as_well(taken: list[tuple[float, float]], expected: Stretch) -> None:
    busy = [span(*each) for each in taken]

    assert first_free([span(6, 18)], busy, work=2 * HOUR, drive=HOUR, earliest=at(0)) == expected


def test_nothing_begins_before_the_tractor_can_be_there() -> None:
    assert first_free([span(6, 18)], [], work=2 * HOUR, drive=HOUR, earliest=at(9.5)) == span(9.5, 11.5)
    assert first_free([span(6, 18)], [], work=2 * HOUR, drive=HOUR, earliest=at(16.5)) is None


def test_a_later_window_will_do() -> None:
    windows = [span(6, 7), span(10, 12)]

    assert first_free(windows, [], work=2 * HOUR, drive=NONE, earliest=at(0)) == span(10, 12)
    assert first_free([], [], work=2 * HOUR, drive=NONE, earliest=at(0)) is None


stretches = st.tuples(st.integers(0, 95), st.integers(1, 24)).map(lambda each: span(each[0] / 4, sum(each) / 4))


@given(st.lists(stretches, max_size=8), st.integers(1, 16), st.integers(0, 8), st.integers(0, 96))
def test_what_is_found_is_free_and_nothing_earlier_is(
    taken: list[Stretch], work: int, drive: int, earliest: int
) -> None:
    quarter, window = HOUR / 4, span(6, 18)

    def fits(start: datetime) -> bool:
        whole = Stretch(start - drive * quarter, start + work * quarter)
        is_inside = window.start <= start and start + work * quarter <= window.end and start >= at(earliest / 4)
        return is_inside and not any(whole.overlaps(each) for each in taken)

    found = first_free([window], taken, work=work * quarter, drive=drive * quarter, earliest=at(earliest / 4))

    starts = (at(minutes / 4) for minutes in range(24, 73))
    assert found == next((Stretch(start, start + work * quarter) for start in starts if fits(start)), None)


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 10)).map(lambda each: (each[0], each[0] + each[1])))


@given(SPANS, SPANS)
def test_what_is_left_is_what_nothing_takes(stretches: list[tuple[int, int]], taken: list[tuple[int, int]]) -> None:
    apart = [
        (start, end)
        for n, (start, end) in enumerate(stretches)
        if all(end <= o[0] or o[1] <= start for o in stretches[:n])
    ]

    left = minus([span(*each) for each in apart], [span(*each) for each in taken])

    busy = {hour for start, end in taken for hour in range(start, end)}
    free = [hour for start, end in sorted(apart) for hour in range(start, end) if hour not in busy]
    assert [at(hour) for hour in free] == [
        piece.start + n * HOUR for piece in left for n in range((piece.end - piece.start) // HOUR)
    ]
    assert all(piece.start < piece.end for piece in left)


def test_a_long_calendar_is_read_once() -> None:
    """Comparing each of so many with each would take most of a minute."""
    hours_of_minutes = [span(n / 60, (n + 0.5) / 60) for n in range(0, 40_000)]

    assert len(minus(hours_of_minutes, [span((n + 0.2) / 60, (n + 0.3) / 60) for n in range(0, 40_000)])) == 80_000
