"""Whatever a phone reports: no arrival in the past, no arrival that is none, no place where nobody can be."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import cos, pi, radians, sin

from hypothesis import given
from hypothesis import strategies as st

from models.enums import RequestStatus
from models.requests import JobRequest
from models.tracking import LiveState
from services.platform.geography import GeoPoint, great_circle_km
from services.platform.settings import Settings
from services.providers.routing.port import Route
from services.tracking.arrival import Eta, Patience, eta_of, last_of, move, position_of, suggestion_of
from services.tracking.etas import update
from services.tracking.fixes import Fix, Plausibility
from services.tracking.geofence import Fence
from services.tracking.smoothing import Asking, Smoothing

SETTINGS = Settings(_env_file=None)
PLAUSIBILITY, FENCE = Plausibility.of(SETTINGS), Fence.of(SETTINGS)
SMOOTHING, ASKING = Smoothing.of(SETTINGS), Asking.of(SETTINGS)
PATIENCE = Patience.of(SETTINGS)
FARM = GeoPoint(8.9, 7.2)
DEPARTURE = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)
_KM_A_DEGREE = 111.195


def place(north_m: float, east_m: float = 0) -> GeoPoint:
    """From the farm."""
    east_degree = _KM_A_DEGREE * cos(radians(FARM.latitude))
    return GeoPoint(
        FARM.latitude + north_m / 1000 / _KM_A_DEGREE,
        FARM.longitude + east_m / 1000 / east_degree,
    )


@dataclass
class Journey:
    """A job on its way, as the services see it: what they would keep in the database is kept in memory.

    `withdrawn` are the instants of the estimates that people were told and then saw no more.
    """

    now: datetime = DEPARTURE
    live: LiveState = field(default_factory=lambda: LiveState(jumps=0))
    moves: list[Fix] = field(default_factory=list)
    withdrawn: set[datetime] = field(default_factory=set)
    request: JobRequest = field(
        default_factory=lambda: JobRequest(
            status=RequestStatus.EN_ROUTE,
            scheduled_from=DEPARTURE + 5 * MINUTE,
            accepted_at=DEPARTURE - HOUR,
            updated_at=DEPARTURE,
        )
    )

    @property
    def eta(self) -> Eta | None:
        return eta_of(self.request, self.live, self.now, PATIENCE)

    def wait(self, time: timedelta) -> None:
        """Somebody looks at the end of it."""
        self.now += time
        if self.eta is None and self.live.eta_as_of is not None:
            self.withdrawn.add(self.live.eta_as_of)

    def report(self, fixes: Sequence[Fix], *, is_asked: bool = True) -> None:
        """`is_asked`: whether a worker comes to it before anybody looks."""
        judged = PLAUSIBILITY.judge(fixes, departed_at=DEPARTURE, now=self.now, last=last_of(self.live))
        self.moves += judged.moves
        if judged.moves:
            move(self.live, FARM, judged.moves, FENCE, patience=PATIENCE, now=self.now)
        if is_asked:
            self._ask()

    def _ask(self) -> None:
        last = last_of(self.live)
        if last is None or not ASKING.is_due(self.live, last.point, self.now):
            return
        self.live.eta_asked_at = self.now
        self.live.eta_latitude, self.live.eta_longitude = last.point.latitude, last.point.longitude
        km = great_circle_km(last.point, FARM) * 1.4
        starts_anew = self.eta is None or self.live.eta_as_of in self.withdrawn
        update(self.live, Route(km, km / 18 * HOUR, on_roads=False), SMOOTHING, PATIENCE, self.now)
        assert not starts_anew or self.live.smoothed_arrive_at == self.live.arrive_at == self.now + km / 18 * HOUR

    @property
    def suggests(self) -> bool:
        return suggestion_of(self.request, self.live, FENCE) is RequestStatus.ARRIVED


def stood(moves: Sequence[Fix]) -> bool:
    """Whether the newest fixes, for two minutes and without a silence of three, lie at the farm and close together."""
    for start in range(len(moves)):
        last = moves[start:]
        if (
            last[-1].recorded_at - last[0].recorded_at >= 2 * MINUTE
            and all(later.recorded_at - fix.recorded_at <= 3 * MINUTE for fix, later in pairwise(last))
            and all(great_circle_km(fix.point, FARM) <= 0.2 for fix in last)
            and all(great_circle_km(fix.point, last[0].point) <= 0.075 for fix in last)
        ):
            return True
    return False


metres = st.floats(-3000, 3000)
near = st.floats(-250, 250)
points = st.one_of(
    st.builds(place, near, near),
    st.builds(place, metres, metres),
    st.sampled_from([GeoPoint(0.0, 0.0), GeoPoint(91.0, 7.2), GeoPoint(-8.9, 7.2), GeoPoint(8.9, 187.2), FARM]),
)
# Mostly of this moment; now and then from a clock that is wrong, or from long ago.
delays = st.one_of(st.floats(0, 30), st.floats(-300, 300), st.floats(-30_000, 30_000))
reports = st.lists(st.tuples(points, delays, st.floats(0, 150) | st.none()), max_size=8)
# Now and then a phone is silent for longer than what it said last is worth anything.
waits = st.one_of(st.floats(0, 400), st.floats(0, 400), st.floats(1_700, 3_000))
journeys = st.lists(st.tuples(waits, reports, st.booleans(), st.booleans()), max_size=25)


@given(journeys)
def test_no_history_puts_an_arrival_or_a_tractor_where_it_cannot_be(
    history: list[tuple[float, list[tuple[GeoPoint, float, float | None]], bool, bool]],
) -> None:
    journey = Journey()
    for passed, reported, is_sent_twice, is_asked in history:
        journey.wait(passed * SECOND)
        fixes = [Fix(point, journey.now - delay * SECOND, accuracy) for point, delay, accuracy in reported]
        for _ in range(1 + is_sent_twice):
            journey.report(fixes, is_asked=is_asked)
        check(journey)


def check(journey: Journey) -> None:
    now, live = journey.now, journey.live
    eta = journey.eta
    assert eta is None or (eta.arrive_at >= now and eta.minutes >= 0)
    if eta is not None and live.arrive_at is not None:
        assert now - eta.as_of < 30 * MINUTE
        assert eta.as_of not in journey.withdrawn
    assert live.smoothed_arrive_at is None or live.smoothed_arrive_at >= (live.eta_asked_at or now)
    shown = position_of(journey.request, live, now, PATIENCE)
    assert (shown is None) == (not journey.moves)
    assert shown is None or (shown.point, shown.as_of) == (journey.moves[-1].point, journey.moves[-1].recorded_at)
    for fix in journey.moves:
        assert (fix.point.latitude, fix.point.longitude) != (0, 0)
        assert DEPARTURE - 10 * MINUTE <= fix.recorded_at <= now + 60 * SECOND
        assert fix.accuracy_m is None or fix.accuracy_m <= 100
    for before, after in pairwise(journey.moves):
        gap = after.recorded_at - before.recorded_at
        assert gap > timedelta()
        assert gap >= 15 * MINUTE or great_circle_km(before.point, after.point) <= 60 * (gap / HOUR)
    assert not journey.suggests or stood(journey.moves)


@given(
    speed_kmh=st.floats(5, 40),
    beside_m=st.floats(0, 200),
    every=st.floats(1, 30),
    jitter=st.lists(st.tuples(st.floats(0, 10), st.floats(0, 2 * pi)), min_size=7, max_size=7),
)
def test_whoever_drives_past_has_not_arrived(
    speed_kmh: float, beside_m: float, every: float, jitter: list[tuple[float, float]]
) -> None:
    """A kilometre of road beside the farm, right through the fence."""
    journey = Journey()
    step_m = speed_kmh / 3.6 * every
    for number in range(int(1000 / step_m) + 1):
        off, angle = jitter[number % len(jitter)]
        journey.now += every * SECOND
        at = place(beside_m + off * cos(angle), number * step_m - 500 + off * sin(angle))
        journey.report([Fix(at, journey.now)])
        assert not journey.suggests


@given(
    where=st.tuples(st.floats(0, 160), st.floats(0, 2 * pi)),
    every=st.floats(1, 60),
    jitter=st.lists(st.tuples(st.floats(0, 30), st.floats(0, 2 * pi)), min_size=5, max_size=5),
)
def test_whoever_stands_at_the_farm_has_arrived_after_two_minutes(
    where: tuple[float, float], every: float, jitter: list[tuple[float, float]]
) -> None:
    """As the fixes of a phone that stands jump about: by a few metres a second at most."""
    journey = Journey()
    north, east = where[0] * cos(where[1]), where[0] * sin(where[1])
    came = journey.now + every * SECOND
    while journey.now - came < 2 * MINUTE:
        off, angle = jitter[len(journey.moves) % len(jitter)]
        assert not journey.suggests
        journey.now += every * SECOND
        off = min(off, 6 * every)
        journey.report([Fix(place(north + off * cos(angle), east + off * sin(angle)), journey.now)])

    assert journey.suggests
    journey.now += every * SECOND
    journey.report([Fix(place(300), journey.now + 30 * SECOND)])
    assert not journey.suggests


@given(st.lists(st.floats(-30, 30), min_size=1, max_size=40), st.floats(0, 20))
def test_an_arrival_is_told_when_it_moves_and_not_at_every_turn(turns: list[float], km: float) -> None:
    """Each published arrival differs from the one before by two minutes or a tenth, or comes five minutes after it."""
    live, now = LiveState(jumps=0), DEPARTURE
    told: list[tuple[datetime, datetime]] = []
    for turn in turns:
        now += MINUTE
        km = max(0.0, km - 0.3 + turn / 30)
        before = live.arrive_at, live.eta_as_of
        update(live, Route(km, km / 18 * HOUR, on_roads=True), SMOOTHING, PATIENCE, now)
        if (live.arrive_at, live.eta_as_of) != before:
            assert live.arrive_at is not None
            assert live.eta_as_of is not None
            told.append((live.arrive_at, live.eta_as_of))
    for (arrival, at), (later, later_at) in pairwise(told):
        noticeable = max(2 * MINUTE, 0.1 * max(arrival - later_at, timedelta()))
        assert later_at - at >= 5 * MINUTE or abs(later - arrival) >= noticeable
