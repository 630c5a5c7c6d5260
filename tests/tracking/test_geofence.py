"""An arrival is suggested to whoever may follow, where the tractor stands at the farm; nobody else takes the step."""

from datetime import timedelta
from typing import Any

import pytest

from models.enums import RequestStatus
from models.requests import JobRequest
from services.platform.geography import GeoPoint
from tests.requests.village import KUJE, STEPS, Job, Village, north
from tests.tracking.screen import subscribed
from tests.tracking.test_links import shared
from tests.tracking.test_positions import fix

SECOND = timedelta(seconds=1)
REPORT = """mutation ($request: ID!, $positions: [PositionInput!]!) {
    reportPositions(requestId: $request, positions: $positions) {
        ... on ReportPositionsSuccess { accepted nextReportMs suggestedStatus } } }"""
TRACKING = """query ($request: ID, $token: String) {
    requestTracking(requestId: $request, token: $token) { suggestedStatus request { status } } }"""
FOLLOW = """subscription ($request: ID, $token: String) { requestTracking(requestId: $request, token: $token) {
    __typename ... on StreamOpened { snapshot { suggestedStatus } } ... on PositionMoved { suggestedStatus } } }"""


async def report(village: Village, job: Job, *fixes: dict[str, Any]) -> Any:
    return (await village.ask(job.owner, REPORT, request=job.shown_id, positions=list(fixes))).data


async def stand(village: Village, job: Job, seconds: int, place: GeoPoint = KUJE, every: int = 30) -> Any:
    """Fixes of one place for so long; the last answer."""
    told: Any = None
    for _ in range(0, seconds + 1, every):
        told = await report(village, job, fix(village.clock(), place))
        village.clock.advance(seconds=every)
    return told


async def test_standing_at_the_farm_for_two_minutes_suggests_an_arrival(village: Village) -> None:
    job = await village.underway(RequestStatus.EN_ROUTE)

    assert (await stand(village, job, 90, north(0.1)))["suggestedStatus"] is None
    assert await stand(village, job, 0, north(0.12)) == {
        "accepted": 1,
        "nextReportMs": 10_000,
        "suggestedStatus": "ARRIVED",
    }
    assert (await JobRequest.get(id=job.request_id)).status is RequestStatus.EN_ROUTE


async def test_a_batch_that_comes_late_at_once_is_as_good(village: Village) -> None:
    job = await village.underway(RequestStatus.EN_ROUTE)
    village.clock.advance(minutes=5)
    batch = [fix(village.clock() - seconds * SECOND) for seconds in range(130, -1, -10)]

    assert (await report(village, job, *batch))["suggestedStatus"] == "ARRIVED"
    assert (await report(village, job, *batch))["suggestedStatus"] == "ARRIVED"


@pytest.mark.parametrize(
    ("km", "every", "suggested"), [(0.19, 30, "ARRIVED"), (0.21, 30, None), (0.1, 180, "ARRIVED"), (0.1, 181, None)]
)
async def test_it_is_near_and_heard_of(village: Village, km: float, every: int, suggested: str | None) -> None:
    job = await village.underway(RequestStatus.EN_ROUTE)

    assert (await stand(village, job, 400, north(km), every))["suggestedStatus"] == suggested


async def test_driving_past_on_a_road_beside_the_farm_suggests_nothing(village: Village) -> None:
    """At ten kilometres an hour, fifty metres off, for two and a half minutes within the fence."""
    job = await village.underway(RequestStatus.EN_ROUTE)
    answers = []
    for number in range(40):
        metres = number * 10 / 3.6 * 5 - 275
        beside = GeoPoint(north(0.05).latitude, KUJE.longitude + metres / 109_860)
        answers.append((await report(village, job, fix(village.clock(), beside)))["suggestedStatus"])
        village.clock.advance(seconds=5)

    assert set(answers) == {None}


async def test_leaving_takes_it_back(village: Village) -> None:
    job = await village.underway(RequestStatus.EN_ROUTE)
    assert (await stand(village, job, 120))["suggestedStatus"] == "ARRIVED"

    assert (await report(village, job, fix(village.clock(), north(0.3))))["suggestedStatus"] is None
    village.clock.advance(seconds=30)
    assert (await report(village, job, fix(village.clock(), north(0.05))))["suggestedStatus"] is None


async def test_a_late_fix_and_a_wrong_one_change_nothing(village: Village) -> None:
    job = await village.underway(RequestStatus.EN_ROUTE)
    await stand(village, job, 120)
    late, jump = fix(village.clock() - 100 * SECOND, north(0.4)), fix(village.clock(), north(40))

    assert (await report(village, job, late, jump, fix(village.clock(), GeoPoint(0.0, 0.0)))) == {
        "accepted": 1,
        "nextReportMs": 10_000,
        "suggestedStatus": "ARRIVED",
    }


async def test_whoever_follows_sees_it_and_it_goes_with_the_step(village: Village) -> None:
    job = await village.underway(RequestStatus.EN_ROUTE)
    token = await shared(village, job)
    async with (
        subscribed(village, job.farmer, FOLLOW, request=job.shown_id) as screen,
        subscribed(village, None, FOLLOW, token=token) as guest,
    ):
        opened = await screen.next()
        await guest.next()
        await stand(village, job, 120, every=60)
        assert opened["snapshot"] == {"suggestedStatus": None}
        seen = [await screen.until("PositionMoved")]
        while seen[-1]["suggestedStatus"] is None:
            seen.append(await screen.until("PositionMoved"))
        assert (await guest.until("PositionMoved"))["suggestedStatus"] is None

    for by, given in ((job.farmer, {"request": job.shown_id}), (job.owner, {"request": job.shown_id})):
        found = (await village.ask(by, TRACKING, **given)).data
        assert found == {"suggestedStatus": "ARRIVED", "request": {"status": "EN_ROUTE"}}
    assert (await village.ask(None, TRACKING, token=token)).data["suggestedStatus"] is None
    await village.step(job, STEPS[1])
    found = (await village.ask(job.farmer, TRACKING, request=job.shown_id)).data
    assert found == {"suggestedStatus": None, "request": {"status": "ARRIVED"}}


async def test_at_work_a_phone_reports_less_often_and_nothing_is_suggested(village: Village) -> None:
    job = await village.underway(RequestStatus.ARRIVED)

    assert await stand(village, job, 150) == {"accepted": 1, "nextReportMs": 60_000, "suggestedStatus": None}
