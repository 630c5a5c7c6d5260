"""The terms of a job are settings; those of a job that was accepted stay what they were (semantics, section 5)."""

from collections.abc import AsyncIterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from models.requests import Estimate, JobRequest
from services.platform.settings import Settings
from services.requests.cancellation_policy import CancellationPolicy
from tests.requests.test_ranking import found
from tests.requests.village import Village, founded, north

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
OTHERWISE: dict[str, Any] = {
    "cancellation_grace": timedelta(minutes=90),
    "cancellation_free_before": timedelta(hours=24),
    "cancellation_late_within": timedelta(hours=1, minutes=30),
    "cancellation_early_percent": 5,
    "cancellation_late_percent": 50,
    "neighbour_within_km": 1.5,
    "offer_lifetime": timedelta(days=1),
    "offer_lifetime_share": 0.1,
    "work_hours_step": Decimal("0.5"),
    "work_hours_minimum": Decimal(4),
}


@pytest.fixture
async def elsewhere(settings: Settings, clean_database: None, tmp_path: Path) -> AsyncIterator[Village]:
    """A village on other terms."""
    async with founded(settings, tmp_path, **OTHERWISE) as village:
        yield village


def test_the_defaults_are_the_papers() -> None:
    assert CancellationPolicy.in_force(Settings(_env_file=None)) == CancellationPolicy()


async def test_what_cancelling_costs_is_kept_with_the_job(elsewhere: Village) -> None:
    job = await elsewhere.accepted()
    request = await JobRequest.get(id=job.request_id)

    assert request.cancellation_policy == {
        "grace_minutes": 90,
        "free_hours": 24,
        "late_hours": 1.5,
        "early_percent": 5,
        "late_percent": 50,
    }
    assert CancellationPolicy.of(request) == CancellationPolicy(90, 24, 1.5, 5, 50)


@pytest.mark.parametrize(
    ("since", "left", "percent"),
    [
        (90 * 60 * SECOND, SECOND, 0),
        (90 * 60 * SECOND + SECOND, SECOND, 50),
        (48 * HOUR, 24 * HOUR, 0),
        (48 * HOUR, 24 * HOUR - SECOND, 5),
        (48 * HOUR, 1.5 * HOUR, 5),
        (48 * HOUR, 1.5 * HOUR - SECOND, 50),
    ],
)
async def test_it_counts_to_the_second(village: Village, since: timedelta, left: timedelta, percent: int) -> None:
    policy = CancellationPolicy.in_force(village.services.settings.model_copy(update=OTHERWISE))
    now = village.clock()
    assert policy.percent(accepted_at=now - since, start=now + left, now=now) == percent


async def test_hours_have_another_step_and_minimum(elsewhere: Village) -> None:
    await elsewhere.tractor()
    hours = {}
    for hectares in ("2", "3"):
        request = await elsewhere.matched(hectares=hectares)
        hours[hectares] = (await Estimate.get(id=request.estimate_id)).hours

    # 0.714 ha an hour: 2.8 hours and 4.2.
    assert hours == {"2": Decimal("4.00"), "3": Decimal("4.50")}


async def test_an_offer_lives_for_another_share_of_the_time(elsewhere: Village) -> None:
    await elsewhere.tractor()
    (offer,) = await elsewhere.offers((await elsewhere.matched()).id)

    assert offer.expires_at - offer.offered_at == (offer.scheduled_from - offer.offered_at) / 10


@pytest.mark.parametrize(("away", "is_neighbour"), [(1.49, True), (1.51, False)])
async def test_next_door_is_nearer(elsewhere: Village, away: float, is_neighbour: bool) -> None:
    owner = await elsewhere.owner()
    busy = await elsewhere.tractor(owner, place=north(4))
    await elsewhere.accepted(owner=owner, place=north(away))
    other = await elsewhere.tractor(place=north(1))

    first = (await found(elsewhere, await elsewhere.request()))[0]

    assert first == (busy.id if is_neighbour else other.id)
