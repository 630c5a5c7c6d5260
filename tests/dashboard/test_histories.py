"""Whatever an owner has done, whenever and wherever: cards, lists, earnings and ledger agree to the minor unit."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.enums import Role
from models.tractors import Tractor
from services.auth.viewer import Viewer
from services.platform.ids import Kind, encode
from services.tractors.drafts import PricingDraft
from tests.dashboard.histories import Done, a_job, done
from tests.requests.village import Village, north

ZONES = (
    "Africa/Lagos",
    "Africa/Cairo",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    # Midnight comes twice, or never: on 25 October and 29 March, 1 November and 8 March, 29 March.
    "Atlantic/Azores",
    "America/Havana",
    "Asia/Beirut",
)
CURRENCIES = ("NGN", "UGX", "TND")
SERVICES = ("PLOUGHING", "SEEDING")
START, END = date(2025, 12, 1), date(2026, 11, 30)
MONEY = "{ amountMinor currency }"
SUMS = f"jobs gross {MONEY} commission {MONEY} refunds {MONEY} net {MONEY}"
GROUPS = ("DAY", "WEEK", "MONTH", "TRACTOR", "SERVICE")
ALL = " ".join(
    f'{group}: earnings(range: {{ from: "{START}", to: "{END}" }}, groupBy: {group}) '
    f"{{ {SUMS} buckets {{ key {SUMS} }} }}"
    for group in GROUPS
)
DASHBOARD = f"""{{ ownerDashboard {{ timeZone
    summary {{ jobsCompleted jobsOngoing jobsUpcoming hectaresCompleted earnedThisMonth {MONEY}
        balance {{ available {MONEY} }} }}
    ongoing(first: 100) {{ nodes {{ id }} }} upcoming(first: 100) {{ nodes {{ id }} }} {ALL} }} }}"""


@st.composite
def instants(draw: st.DrawFn, zone: str) -> datetime:
    """Near midnight, the turn of a month or a change of clocks, in the zone; or anywhere."""
    day = draw(
        st.one_of(
            # The last second before the first of them is on the day before.
            st.dates(START + timedelta(days=1), date(2026, 11, 23)),
            st.sampled_from(
                [date(2026, 3, 8), date(2026, 3, 29), date(2026, 10, 25), date(2026, 4, 24), date(2026, 10, 29)]
            ),
            st.sampled_from([date(2026, month, 1) for month in range(1, 12)]),
        )
    )
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    shift = st.sampled_from([-1, 0, 1, 30 * 60, 2 * 3600, 3 * 3600 - 1, 24 * 3600, 25 * 3600 - 1])
    return midnight + timedelta(seconds=draw(st.one_of(shift, st.integers(0, 86_400))))


@st.composite
def stories(draw: st.DrawFn) -> tuple[str, list[str], list[Done], list[str]]:
    """A zone, the currencies of the tractors, what is done, and the statuses of what is not."""
    zone = draw(st.sampled_from(ZONES))
    currencies = draw(st.lists(st.sampled_from(CURRENCIES), min_size=1, max_size=3))
    job = st.builds(
        Done,
        at=instants(zone),
        tractor=st.integers(0, len(currencies) - 1),
        service=st.sampled_from(SERVICES),
        gross_minor=st.integers(1, 10**12),
    )
    other = st.sampled_from(["ACCEPTED", "EN_ROUTE", "ARRIVED", "WORK_STARTED", "IN_PROGRESS"])
    return zone, currencies, draw(st.lists(job, max_size=8)), draw(st.lists(other, max_size=5))


def keys(zone: str, tractors: list[Tractor]) -> dict[str, Callable[[Done], str]]:
    """How a job is called in each grouping."""

    def day(job: Done) -> date:
        return job.at.astimezone(ZoneInfo(zone)).date()

    return {
        "DAY": lambda job: day(job).isoformat(),
        "WEEK": lambda job: "{}-W{:02}".format(*day(job).isocalendar()),
        "MONTH": lambda job: f"{day(job):%Y-%m}",
        "TRACTOR": lambda job: encode(Kind.TRACTOR, tractors[job.tractor].id),
        "SERVICE": lambda job: job.service,
    }


def sums(jobs: list[Done], currency: str) -> dict[str, Any]:
    def money(minor: int) -> dict[str, Any]:
        return {"amountMinor": minor, "currency": currency}

    return {
        "jobs": len(jobs),
        "gross": money(sum(job.gross_minor for job in jobs)),
        "commission": money(sum(job.commission_minor for job in jobs)),
        "refunds": money(0),
        "net": money(sum(job.net_minor for job in jobs)),
    }


def buckets(jobs: list[Done], currency: str, key: Callable[[Done], str]) -> list[dict[str, Any]]:
    grouped: defaultdict[str, list[Done]] = defaultdict(list)
    for job in jobs:
        grouped[key(job)].append(job)
    return [{"key": name, **sums(found, currency)} for name, found in sorted(grouped.items())]


async def lived(village: Village, zone: str, currencies: list[str], jobs: list[Done]) -> tuple[Viewer, list[Tractor]]:
    owner, farmer = await village.person(Role.TRACTOR_OWNER, zone=zone), await village.farmer()
    tractors = [
        await village.tractor(owner, place=north(10 * number), pricing=PricingDraft(currency, 1_000))
        for number, currency in enumerate(currencies)
    ]
    for job in jobs:
        await done(village, owner, farmer, tractors, job)
    return owner, tractors


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=stories())
async def test_any_history_adds_up(village: Village, story: tuple[str, list[str], list[Done], list[str]]) -> None:
    zone, currencies, jobs, open_jobs = story
    owner, tractors = await lived(village, zone, currencies, jobs)
    farmer, now = await village.farmer(), datetime.now(UTC).replace(microsecond=0)
    planned = [(status, now + timedelta(hours=9 * (number % 3))) for number, status in enumerate(open_jobs)]
    named = [
        (status, at, await a_job(village, owner, farmer, tractors[0], status=status, at=at, service="PLOUGHING"))
        for status, at in planned
    ]

    answer = await village.ask(owner, DASHBOARD)

    assert answer.errors == []
    found, counts = answer.data, Counter(currencies)
    currency = min(counts, key=lambda each: (-counts[each], each))
    counted = [job for job in jobs if currencies[job.tractor] == currency]
    for group, key in keys(zone, tractors).items():
        assert found[group] == {**sums(counted, currency), "buckets": buckets(counted, currency, key)}
    summary = found["summary"]
    month = datetime.now(ZoneInfo(zone)).replace(day=1, hour=0, minute=0, second=0, microsecond=0, fold=0)
    assert summary["earnedThisMonth"] == sums([job for job in counted if job.at >= month], currency)["net"]
    assert summary["balance"]["available"] == sums(counted, currency)["net"]
    assert (summary["jobsCompleted"], summary["hectaresCompleted"]) == (len(jobs), str(2 * len(jobs)))
    upcoming = sorted((at, request_id) for status, at, request_id in named if status == "ACCEPTED")
    ongoing = sorted((request_id for status, _, request_id in named if status != "ACCEPTED"), reverse=True)
    assert [node["id"] for node in found["upcoming"]["nodes"]] == [encode(Kind.REQUEST, each) for _, each in upcoming]
    assert [node["id"] for node in found["ongoing"]["nodes"]] == [encode(Kind.REQUEST, each) for each in ongoing]
    assert (summary["jobsUpcoming"], summary["jobsOngoing"]) == (len(upcoming), len(ongoing))


@pytest.mark.parametrize(
    ("zone", "local", "keys_of_it"),
    [
        ("Africa/Lagos", "2026-06-01T00:30", "2026-06-01 2026-W23 2026-06"),
        # A day of 25 hours: its first half hour, both times that it is half past two, and its last minute.
        ("Europe/Berlin", "2026-10-25T00:30", "2026-10-25 2026-W43 2026-10"),
        ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25 2026-W43 2026-10"),
        ("Europe/Berlin", "2026-10-25T02:30 again", "2026-10-25 2026-W43 2026-10"),
        ("Europe/Berlin", "2026-10-25T23:59", "2026-10-25 2026-W43 2026-10"),
        # A day of 23 hours, and one of 24 and a half.
        ("America/New_York", "2026-03-08T03:00", "2026-03-08 2026-W10 2026-03"),
        ("Australia/Lord_Howe", "2026-04-05T01:45 again", "2026-04-05 2026-W14 2026-04"),
        # A day with two midnights, after the first and after the second.
        ("America/Havana", "2026-11-01T00:30", "2026-11-01 2026-W44 2026-11"),
        ("America/Havana", "2026-11-01T00:30 again", "2026-11-01 2026-W44 2026-11"),
        # A week that starts in another month, and in another year.
        ("Africa/Nairobi", "2026-07-01T00:00", "2026-07-01 2026-W27 2026-07"),
        ("Africa/Nairobi", "2026-01-01T12:00", "2026-01-01 2026-W01 2026-01"),
        ("Africa/Nairobi", "2025-12-31T23:59", "2025-12-31 2026-W01 2025-12"),
    ],
)
async def test_a_job_counts_on_the_day_of_the_owner(village: Village, zone: str, local: str, keys_of_it: str) -> None:
    text, _, again = local.partition(" ")
    at = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=int(again == "again")).astimezone(UTC)
    owner, _ = await lived(village, zone, ["NGN"], [Done(at, 0, "PLOUGHING", 1_005)])

    found = (await village.ask(owner, DASHBOARD)).data

    assert [found[group]["buckets"][0]["key"] for group in ("DAY", "WEEK", "MONTH")] == keys_of_it.split()
    assert found["DAY"]["net"] == {"amountMinor": 905, "currency": "NGN"}
    assert found["DAY"]["commission"] == {"amountMinor": 100, "currency": "NGN"}


async def test_pages_of_what_is_to_come_stay_as_they_are_while_jobs_come(village: Village) -> None:
    owner, tractors = await lived(village, "Africa/Lagos", ["NGN"], [])
    farmer, noon = await village.farmer(), datetime(2027, 1, 1, 12, tzinfo=UTC)

    async def accepted(hours: int) -> str:
        at = noon + timedelta(hours=hours)
        return encode(
            Kind.REQUEST,
            await a_job(village, owner, farmer, tractors[0], status="ACCEPTED", at=at, service="PLOUGHING"),
        )

    jobs = [await accepted(hours) for hours in (1, 2, 2, 2, 3)]
    query = """query ($after: Cursor) { ownerDashboard { upcoming(first: 2, after: $after) {
        nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor } } } }"""
    seen: list[str] = []
    after, pages = None, []
    for earlier in (0, 1, -1):
        page = (await village.ask(owner, query, after=after)).data["upcoming"]
        after = page["pageInfo"]["endCursor"]
        pages.append((page["pageInfo"]["hasNextPage"], page["pageInfo"]["hasPreviousPage"]))
        seen += [node["id"] for node in page["nodes"]]
        await accepted(earlier)

    assert seen == jobs
    assert pages == [(True, False), (True, True), (False, True)]
    for cursor in ("x", "AAAA", "f" * 400, "f39_" * 8):
        assert (await village.ask(owner, query, after=cursor)).codes == ["BAD_USER_INPUT"]
